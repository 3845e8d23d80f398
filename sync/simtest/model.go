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
	changes []change
	lost    map[data.ID]bool // the only copy went with a restored backup
	// twice were not sent when a backup was made that was restored later: both
	// lives may have sent them, under numbers of their own, so that what one of
	// them replaced since may be shown beside its successor (docs/sync.md, Limits).
	twice map[data.ID]bool
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
	for _, c := range m.changes {
		if exist[c.id] {
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
	for _, v := range r.Conflicts[field] {
		got[v.Value] = true
	}
	if len(got) == 0 {
		got[r.Get(field)] = true
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
