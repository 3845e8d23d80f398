package data

import (
	"cmp"
	"slices"
)

// LocalDot is a [Dot] whose stream is a number that the store gave it.
type LocalDot struct {
	Stream uint32
	Seq    uint64
}

// Head is a change of a register that no other change supersedes.
type Head struct {
	At     LocalDot
	HLC    HLC
	Author ID
	Value  Value
}

// Register is one field of one record: the heads, and how far each stream's
// changes of this register are superseded (a dotted version vector, Preguiça
// et al. 2010). The zero value is a field that nobody wrote.
//
// The state is a function of the set of changes applied alone: a change is a
// head if no later one of its own stream was applied and none names it, or a
// later one of its stream, in prev or seen.
type Register struct {
	Heads []Head     // ordered by stream
	Seen  []LocalDot // ordered by stream, one a stream
}

// Apply merges one change. It reports whether the heads changed; applying a
// change twice, or one that is already superseded, changes nothing.
func (r *Register) Apply(h Head, prev, seen []LocalDot) bool {
	for _, d := range prev {
		r.cover(d)
	}
	for _, d := range seen {
		r.cover(d)
	}
	before := len(r.Heads)
	r.Heads = slices.DeleteFunc(r.Heads, func(o Head) bool {
		return o.At.Seq <= r.seen(o.At.Stream) || o.At.Stream == h.At.Stream && o.At.Seq < h.At.Seq
	})
	changed := len(r.Heads) != before
	if h.At.Seq <= r.seen(h.At.Stream) {
		return changed
	}
	i, found := slices.BinarySearchFunc(r.Heads, h.At.Stream, func(o Head, s uint32) int { return cmp.Compare(o.At.Stream, s) })
	if found { // the same change again, or a later one of its stream
		return changed
	}
	r.Heads = slices.Insert(r.Heads, i, h)
	return true
}

// Covers reports whether the change at d is a head, or superseded by what was
// applied here.
func (r *Register) Covers(d LocalDot) bool {
	if d.Seq <= r.seen(d.Stream) {
		return true
	}
	for _, h := range r.Heads {
		if h.At.Stream == d.Stream && d.Seq <= h.At.Seq {
			return true
		}
	}
	return false
}

func (r *Register) seen(stream uint32) uint64 {
	if i, ok := r.find(stream); ok {
		return r.Seen[i].Seq
	}
	return 0
}

func (r *Register) cover(d LocalDot) {
	i, ok := r.find(d.Stream)
	if !ok {
		r.Seen = slices.Insert(r.Seen, i, d)
	} else if r.Seen[i].Seq < d.Seq {
		r.Seen[i] = d
	}
}

func (r *Register) find(stream uint32) (int, bool) {
	return slices.BinarySearchFunc(r.Seen, stream, func(d LocalDot, s uint32) int { return cmp.Compare(d.Stream, s) })
}

// Conflict reports whether the heads hold different values, so that a person
// must decide. Heads of one value are no conflict: all said the same.
func (r *Register) Conflict() bool {
	for _, h := range r.Heads[min(1, len(r.Heads)):] {
		if h.Value != r.Heads[0].Value && !(h.Value.empty() && r.Heads[0].Value.empty()) {
			return true
		}
	}
	return false
}

// empty reports a value that says nothing, or no longer.
func (v Value) empty() bool { return v.T == Null || v.T == Erased }

// Shown is the head that screens show: the greatest by HLC, then by device.
// deviceLess orders the streams of two heads of one HLC by their device.
func (r *Register) Shown(deviceLess func(a, b uint32) bool) Head {
	if len(r.Heads) == 0 {
		return Head{}
	}
	best := r.Heads[0]
	for _, h := range r.Heads[1:] {
		if h.HLC > best.HLC || h.HLC == best.HLC && deviceLess(best.At.Stream, h.At.Stream) {
			best = h
		}
	}
	return best
}

// Context is what a new change that saw all of r carries: the heads as prev,
// and as seen what they had superseded beyond the writer's own stream.
func (r *Register) Context(own uint32) (prev, seen []LocalDot) {
	for _, h := range r.Heads {
		prev = append(prev, h.At)
	}
	for _, d := range r.Seen {
		named := d.Stream == own || slices.ContainsFunc(prev, func(p LocalDot) bool { return p.Stream == d.Stream && p.Seq >= d.Seq })
		if !named {
			seen = append(seen, d)
		}
	}
	return prev, seen
}
