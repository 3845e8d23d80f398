package data

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// written is a change as it travels.
type written struct {
	Head
	prev, seen []LocalDot
}

func (w written) apply(r *Register) bool { return r.Apply(w.Head, w.prev, w.seen) }

// world is what the model knows: every change of one register with all the
// changes before it, as a plain graph, without vectors.
type world struct {
	all  []written
	past []map[int]bool // of each: everything it followed upon, however far back
}

// heads of the changes that arrived: those that none of the others followed upon.
func (w *world) heads(arrived map[int]bool) (dots []LocalDot) {
	for i := range w.all {
		superseded := false
		for j := range arrived {
			superseded = superseded || w.past[j][i]
		}
		if arrived[i] && !superseded {
			dots = append(dots, w.all[i].At)
		}
	}
	slices.SortFunc(dots, func(a, b LocalDot) int { return int(a.Stream) - int(b.Stream) })
	return dots
}

// replica is a device: what arrived, and what its register makes of it.
type replica struct {
	stream  uint32
	arrived map[int]bool
	reg     Register
}

// write adds a change by someone who sees what the snapshot of shown shows.
func (w *world) write(by *replica, seq uint64, v Value, snapshot Register, shown map[int]bool) int {
	c := written{Head: Head{At: LocalDot{by.stream, seq}, HLC: HLC(len(w.all) + 1), Value: v}}
	c.prev, c.seen = snapshot.Context(by.stream)
	past := map[int]bool{}
	follow := func(i int) {
		past[i] = true
		for j := range w.past[i] {
			past[j] = true
		}
	}
	for i := range shown {
		follow(i)
	}
	for i := range w.all {
		if w.all[i].At.Stream == by.stream {
			follow(i)
		}
	}
	w.all, w.past = append(w.all, c), append(w.past, past)
	return len(w.all) - 1
}

func (r *replica) receive(w *world, i int) {
	r.arrived[i] = true
	w.all[i].apply(&r.reg)
}

func dots(r Register) (d []LocalDot) {
	for _, h := range r.Heads {
		d = append(d, h.At)
	}
	return d
}

func clone(r Register) Register {
	return Register{Heads: slices.Clone(r.Heads), Seen: slices.Clone(r.Seen)}
}

func (w *world) String() string {
	s := ""
	for i, c := range w.all {
		s += fmt.Sprintf("%d: %v = %q prev %v seen %v\n", i, c.At, c.Value.S, c.prev, c.seen)
	}
	return s
}

// TestRegisterIsTheCausalHistory plays devices that write one field and
// receive each other's changes in any order, some never, and compares each
// with the graph of what followed upon what: every value that nobody overwrote
// is a head, and nothing else is.
func TestRegisterIsTheCausalHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var w world
		devices := make([]*replica, rapid.IntRange(2, 4).Draw(t, "devices"))
		seqs := make([]uint64, len(devices))
		for i := range devices {
			devices[i] = &replica{stream: uint32(i + 1), arrived: map[int]bool{}}
		}
		for range rapid.IntRange(1, 25).Draw(t, "steps") {
			d := rapid.IntRange(0, len(devices)-1).Draw(t, "device")
			r := devices[d]
			if len(w.all) == 0 || rapid.IntRange(0, 2).Draw(t, "do") == 0 {
				seqs[d] += rapid.Uint64Range(1, 3).Draw(t, "gap") // other registers' changes lie between
				v := TextValue(rapid.SampledFrom([]string{"a", "b", "c"}).Draw(t, "value"))
				r.receive(&w, w.write(r, seqs[d], v, clone(r.reg), r.arrived))
			} else {
				r.receive(&w, rapid.IntRange(0, len(w.all)-1).Draw(t, "change"))
			}
			if got, want := dots(r.reg), w.heads(r.arrived); !slices.Equal(got, want) {
				t.Fatalf("device %d with %v has heads %v, want %v of\n%v", d, r.arrived, got, want, &w)
			}
			for i := range r.arrived {
				if !r.reg.Covers(w.all[i].At) {
					t.Fatalf("device %d does not cover %v which it applied", d, w.all[i].At)
				}
			}
		}
		anyOrder(t, &w)
	})
}

// TestRegisterOfStaleScreens: a person may write upon a screen that is older
// than what has arrived meanwhile. What they did not see stays a head. Here
// each stream arrives in its own order, as devices send it.
func TestRegisterOfStaleScreens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var w world
		type screen struct {
			reg     Register
			arrived map[int]bool
		}
		devices := make([]*replica, 3)
		screens := make([]screen, 3)
		for i := range devices {
			devices[i] = &replica{stream: uint32(i + 1), arrived: map[int]bool{}}
			screens[i].arrived = map[int]bool{}
		}
		for step := range rapid.IntRange(1, 25).Draw(t, "steps") {
			d := rapid.IntRange(0, 2).Draw(t, "device")
			r := devices[d]
			switch rapid.IntRange(0, 3).Draw(t, "do") {
			case 0:
				r.receive(&w, w.write(r, uint64(step+1), TextValue(fmt.Sprint(step)), clone(screens[d].reg), screens[d].arrived))
			case 1: // look again
				screens[d] = screen{clone(r.reg), map[int]bool{}}
				for i := range r.arrived {
					screens[d].arrived[i] = true
				}
			default: // the next change of some stream
				from := uint32(rapid.IntRange(1, 3).Draw(t, "stream"))
				for i, c := range w.all {
					if c.At.Stream == from && !r.arrived[i] {
						r.receive(&w, i)
						break
					}
				}
			}
			if got, want := dots(r.reg), w.heads(r.arrived); !slices.Equal(got, want) {
				t.Fatalf("device %d with %v has heads %v, want %v of\n%v", d, r.arrived, got, want, &w)
			}
		}
		anyOrder(t, &w)
	})
}

// anyOrder applies any part of the changes in two orders, with repetitions.
func anyOrder(t *rapid.T, w *world) {
	if len(w.all) == 0 {
		return
	}
	some := rapid.SliceOf(rapid.SampledFrom(w.all)).Draw(t, "some")
	random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "order"), 0))
	var one, other, grouped Register
	for _, c := range some {
		c.apply(&one)
	}
	again := append(slices.Clone(some), some...)
	random.Shuffle(len(again), func(i, j int) { again[i], again[j] = again[j], again[i] })
	for _, c := range again {
		c.apply(&other)
	}
	if !reflect.DeepEqual(one, other) {
		t.Fatalf("commutative, idempotent: %+v and %+v of\n%v", one, other, w)
	}
	for _, c := range some {
		if before := clone(one); c.apply(&one) || !reflect.DeepEqual(one, before) {
			t.Fatalf("idempotent: %v again gave %+v", c.At, one)
		}
	}
	// associative: a batch merged elsewhere first, then here, is the same
	half := len(some) / 2
	for _, c := range some[half:] {
		c.apply(&grouped)
	}
	for _, c := range some[:half] {
		c.apply(&grouped)
	}
	if !reflect.DeepEqual(one, grouped) {
		t.Fatalf("associative: %+v and %+v of\n%v", one, grouped, w)
	}
}

func text(stream uint32, seq uint64, v string, prev ...LocalDot) written {
	return written{Head: Head{At: LocalDot{stream, seq}, HLC: HLC(seq), Value: TextValue(v)}, prev: prev}
}

func (w written) sees(d ...LocalDot) written { w.seen = d; return w }

// TestRegisterCases is the catalogue of what can happen to a field. Every case
// is applied in every order of its changes.
func TestRegisterCases(t *testing.T) {
	const a, b, c, restored = 1, 2, 3, 4
	for _, test := range []struct {
		name     string
		changes  []written
		heads    []string // values, by stream
		conflict bool
	}{
		{"nobody wrote", nil, nil, false},
		{"one writes", []written{text(a, 1, "x")}, []string{"x"}, false},
		{"one writes again", []written{text(a, 1, "x"), text(a, 4, "y", LocalDot{a, 1})}, []string{"y"}, false},
		{"one writes again without naming it", []written{text(a, 1, "x"), text(a, 4, "y")}, []string{"y"}, false},
		{"another overwrites what they saw", []written{text(a, 1, "x"), text(b, 1, "y", LocalDot{a, 1})}, []string{"y"}, false},
		{"concurrent edit", []written{text(a, 1, "x"), text(a, 2, "y", LocalDot{a, 1}), text(b, 1, "z", LocalDot{a, 1})}, []string{"y", "z"}, true},
		{"same value twice", []written{text(a, 1, "x"), text(b, 1, "x")}, []string{"x", "x"}, false},
		{"same value twice beside another", []written{text(a, 1, "x"), text(b, 1, "x"), text(c, 1, "y")}, []string{"x", "x", "y"}, true},
		{"resolution names both", []written{text(a, 1, "x"), text(b, 1, "y"), text(c, 1, "z", LocalDot{a, 1}, LocalDot{b, 1})}, []string{"z"}, false},
		{"resolution by one of them", []written{text(a, 1, "x"), text(b, 1, "y"), text(a, 2, "x", LocalDot{a, 1}, LocalDot{b, 1})}, []string{"x"}, false},
		{"resolution of two of three", []written{text(a, 1, "x"), text(b, 1, "y"), text(c, 1, "z"), text(a, 2, "w", LocalDot{a, 1}, LocalDot{b, 1})}, []string{"w", "z"}, true},
		{"two resolutions that differ", []written{text(a, 1, "x"), text(b, 1, "y"), text(a, 2, "x", LocalDot{a, 1}, LocalDot{b, 1}), text(b, 2, "y", LocalDot{a, 1}, LocalDot{b, 1})}, []string{"x", "y"}, true},
		{"two resolutions that agree", []written{text(a, 1, "x"), text(b, 1, "y"), text(a, 2, "z", LocalDot{a, 1}, LocalDot{b, 1}), text(b, 2, "z", LocalDot{a, 1}, LocalDot{b, 1})}, []string{"z", "z"}, false},
		{"late change, superseded by name", []written{text(b, 1, "y", LocalDot{a, 1}), text(a, 1, "x")}, []string{"y"}, false},
		{"three devices chain", []written{text(a, 1, "x"), text(b, 1, "y", LocalDot{a, 1}), text(c, 1, "z", LocalDot{b, 1}).sees(LocalDot{a, 1})}, []string{"z"}, false},
		{"three devices chain, the middle never came", []written{text(a, 1, "x"), text(c, 1, "z", LocalDot{b, 1}).sees(LocalDot{a, 1})}, []string{"z"}, false},
		{"late earlier change of a named stream", []written{text(a, 1, "w"), text(b, 1, "y", LocalDot{a, 3}), text(a, 3, "x", LocalDot{a, 1})}, []string{"y"}, false},
		{"later change of a named stream is concurrent", []written{text(a, 3, "x"), text(a, 5, "w", LocalDot{a, 3}), text(b, 1, "y", LocalDot{a, 3})}, []string{"w", "y"}, true},
		{"blanked beside an edit", []written{text(a, 1, "x"), {Head: Head{At: LocalDot{a, 2}}, prev: []LocalDot{{a, 1}}}, text(b, 1, "y", LocalDot{a, 1})}, []string{"", "y"}, true},
		{"restored backup writes in a new epoch", []written{text(a, 1, "x"), text(a, 2, "lost at the backup", LocalDot{a, 1}), text(restored, 1, "y", LocalDot{a, 1})}, []string{"lost at the backup", "y"}, true},
		{"restored backup, resolved", []written{text(a, 2, "x"), text(restored, 1, "y"), text(restored, 2, "z", LocalDot{a, 2}, LocalDot{restored, 1})}, []string{"z"}, false},
		{"number and text of it differ", []written{text(a, 1, "1"), {Head: Head{At: LocalDot{b, 1}, Value: IntValue(1)}}}, []string{"1", "1"}, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			var first *Register
			permutations(test.changes, func(order []written) {
				var r Register
				for _, c := range order {
					c.apply(&r)
				}
				var values []string
				for _, h := range r.Heads {
					values = append(values, h.Value.String())
				}
				if !slices.Equal(values, test.heads) || r.Conflict() != test.conflict {
					t.Fatalf("heads %q, conflict %v; want %q, %v; in the order %+v", values, r.Conflict(), test.heads, test.conflict, order)
				}
				if first == nil {
					first = &r
				} else if !reflect.DeepEqual(*first, r) {
					t.Fatalf("%+v, and in the order %+v it is %+v", *first, order, r)
				}
			})
		})
	}
}

func permutations(all []written, with func([]written)) {
	var next func(n int)
	order := slices.Clone(all)
	next = func(n int) {
		if n == len(order) {
			with(order)
			return
		}
		for i := n; i < len(order); i++ {
			order[n], order[i] = order[i], order[n]
			next(n + 1)
			order[n], order[i] = order[i], order[n]
		}
	}
	next(0)
}

// TestDeleteBesideAnEdit: a deletion says in Seen which changes of the record's
// other fields it knew; an edit that it did not know is found by [Register.Covers].
func TestDeleteBesideAnEdit(t *testing.T) {
	const a, b = 1, 2
	var deleted Register
	remove := written{Head: Head{At: LocalDot{b, 1}, Value: BoolValue(true)}, seen: []LocalDot{{a, 3}}}
	remove.apply(&deleted)
	for at, known := range map[LocalDot]bool{{a, 1}: true, {a, 3}: true, {a, 4}: false, {b, 2}: false, {3, 1}: false} {
		if deleted.Covers(at) != known {
			t.Errorf("deletion that saw %v covers %v: %v", remove.seen, at, !known)
		}
	}
}

func TestShownIsTheLatestThenTheGreatestDevice(t *testing.T) {
	less := func(a, b uint32) bool { return a > b } // devices are numbered the other way round here
	var r Register
	if h := r.Shown(less); h != (Head{}) {
		t.Errorf("of nothing: %+v", h)
	}
	for _, c := range []struct {
		add  written
		want string
	}{
		{written{Head: Head{At: LocalDot{2, 1}, HLC: 5, Value: TextValue("b")}}, "b"},
		{written{Head: Head{At: LocalDot{3, 1}, HLC: 4, Value: TextValue("earlier")}}, "b"},
		{written{Head: Head{At: LocalDot{4, 1}, HLC: 5, Value: TextValue("same time, lesser device")}}, "b"},
		{written{Head: Head{At: LocalDot{1, 1}, HLC: 5, Value: TextValue("same time, greater device")}}, "same time, greater device"},
		{written{Head: Head{At: LocalDot{5, 1}, HLC: 6, Value: TextValue("later")}}, "later"},
	} {
		c.add.apply(&r)
		if got := r.Shown(less).Value.S; got != c.want {
			t.Errorf("after %q: shown %q, want %q", c.add.Value.S, got, c.want)
		}
	}
}
