package simtest

import (
	"fmt"
	"slices"

	"pinisi/data"
)

// register is one field of one record.
type register struct {
	kind   string
	record data.ID
	scope  string
	field  string
}

// change is one edit as its author meant it. The author's id in the log is the
// change's number, so that it is found again wherever it went.
type change struct {
	id    data.ID
	reg   register
	value data.Value
	seen  map[data.ID]bool // all changes of anything that the author's device had, or his screen when it was older
}

// model is what should be.
type model struct {
	changes  []change
	erasures []erasure
	lost     map[data.ID]bool // the only copy went with a restored backup
	// twice were not sent when a backup was made that was restored later: both
	// lives may have sent them, under numbers of their own, so that what one of
	// them replaced since may be shown beside its successor (docs/sync.md, Limits).
	twice map[data.ID]bool
}

// erasure is one that a person decided.
type erasure struct {
	id     data.ID
	reg    register
	covers map[data.ID]bool // the changes whose values go
	known  map[data.ID]bool // of these, the ones that were there
}

// cover is what an erasure covers that is made with these changes known: them,
// and what their authors had seen.
func (m *model) cover(e *erasure, known map[data.ID]bool) {
	e.covers, e.known = map[data.ID]bool{}, map[data.ID]bool{}
	for _, c := range m.changes {
		if c.reg != e.reg || !known[c.id] {
			continue
		}
		e.covers[c.id], e.known[c.id] = true, true
		for _, o := range m.changes {
			if o.reg == e.reg && c.seen[o.id] {
				e.covers[o.id] = true
			}
		}
	}
}

// gone is the values of a register that nobody may hold, as far as its erasures exist.
func (m *model) gone(exist map[data.ID]bool) map[register]map[data.Value]bool {
	all := map[register]map[data.Value]bool{}
	for _, e := range m.erasures {
		if !exist[e.id] {
			continue
		}
		for _, c := range m.changes {
			// what was covered without being there cannot be told again when another
			// life of its device sends it under another number
			if c.reg == e.reg && e.covers[c.id] && (e.known[c.id] || !m.twice[c.id]) && !c.value.IsNull() {
				if all[c.reg] == nil {
					all[c.reg] = map[data.Value]bool{}
				}
				all[c.reg][c.value] = true
			}
		}
	}
	return all
}

// number makes the id of the n-th action.
func number(n int) data.ID {
	id := data.ID{0x51}
	for i := range 4 {
		id[15-i] = byte(n >> (8 * i))
	}
	id[6], id[8] = 0x70, 0x80
	return id
}

// heads is what a register must show, and what it may show besides.
type heads struct{ must, may map[data.Value]bool }

// heads are the values of each register that no change of exist replaced having
// seen them.
func (m *model) heads(exist map[data.ID]bool) map[register]heads {
	byReg := map[register][]change{}
	gone := m.gone(exist)
	for _, c := range m.changes {
		if exist[c.id] {
			if gone[c.reg][c.value] {
				c.value = data.Value{}
			}
			byReg[c.reg] = append(byReg[c.reg], c)
		}
	}
	all := map[register]heads{}
	for reg, changes := range byReg {
		h := heads{map[data.Value]bool{}, map[data.Value]bool{}}
		for _, c := range changes {
			if !slices.ContainsFunc(changes, func(o change) bool { return o.seen[c.id] }) {
				h.must[c.value] = true
			}
			h.may[c.value] = h.may[c.value] || h.must[c.value] || m.twice[c.id]
		}
		all[reg] = h
	}
	return all
}

// check compares a record as a device shows it with what should be.
func (h heads) check(r data.Record, field string) error {
	got := map[data.Value]bool{}
	add := func(v data.Value) {
		if v.T == data.Erased {
			v = data.Value{}
		}
		got[v] = true
	}
	for _, v := range r.Conflicts[field] {
		add(v.Value)
	}
	if len(got) == 0 {
		add(r.Get(field))
	}
	ok := true
	for v := range h.must {
		ok = ok && got[v]
	}
	for v := range got {
		ok = ok && h.may[v]
	}
	if !ok {
		return fmt.Errorf("%s %s %s: shows %s, should show %s", r.Kind, r.ID, field, show(got), show(h.must))
	}
	return nil
}

func show(values map[data.Value]bool) string {
	var s []string
	for v := range values {
		s = append(s, fmt.Sprintf("%.60q", v.String()))
	}
	slices.Sort(s)
	return fmt.Sprint(s)
}
