package store

import (
	"slices"

	"pinisi/data"
	"pinisi/data/segment"
)

// gone is one erasure that was taken in.
type gone struct {
	kind, field, scope string
	covers             data.Value // as the record has it
	data.Coverage
}

// Erasures are the erasures that someone who keeps segments has taken in, by
// the record that they concern. Not safe for concurrent use.
type Erasures map[data.ID][]gone

// has reports whether an erasure covers a change.
func (e Erasures) has(record data.ID, field string, st data.Stream, seq uint64, h data.HLC) bool {
	for _, g := range e[record] {
		if g.field == field && g.scope == st.Scope && g.Has(st, seq, h) {
			return true
		}
	}
	return false
}

// States calls f with the fields of each erasure that a segment states.
func States(seg *segment.Segment, f func(get func(field string) data.Value) error) error {
	for i := range seg.Runs {
		run := &seg.Runs[i]
		if run.Kind != data.Erasure.Name {
			continue
		}
		err := f(func(field string) data.Value {
			for j := range run.Ops {
				if run.Ops[j].Field == field {
					return run.Ops[j].Value
				}
			}
			return data.Value{}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Covers reports whether a value of the segment must go.
func (e Erasures) Covers(seg *segment.Segment) bool {
	if len(e) == 0 {
		return false
	}
	seq := seg.From
	for i := range seg.Runs {
		run := &seg.Runs[i]
		if e[run.Record] != nil {
			for j := range run.Ops {
				if e.takes(run.Record, &run.Ops[j], seg.Stream, seq+uint64(j), run.HLC) {
					return true
				}
			}
		}
		seq += uint64(len(run.Ops))
	}
	return false
}

func (e Erasures) takes(record data.ID, op *segment.Op, st data.Stream, seq uint64, h data.HLC) bool {
	return op.Personal && !op.Value.IsNull() && op.Value.T != data.Erased && e.has(record, op.Field, st, seq, h)
}

// Erase is the segment without the values that are to go.
func (e Erasures) Erase(b []byte, st data.Stream) ([]byte, error) {
	return segment.Erase(b, func(run segment.Run, op segment.Op, seq uint64) bool {
		return e.takes(run.Record, &op, st, seq, run.HLC)
	})
}

// Devices are those whose changes the erasures of the records cover.
func (e Erasures) Devices(records map[data.ID]bool) map[data.DeviceID]bool {
	devices := map[data.DeviceID]bool{}
	for record := range records {
		for _, g := range e[record] {
			for of := range g.UpTo {
				devices[of.Device] = true
			}
		}
	}
	return devices
}

// Note adds an erasure from the fields of its record, stored in that scope, and
// says which record it concerns. One that cannot be read, or is there already,
// adds nothing.
func (e Erasures) Note(scope string, get func(field string) data.Value) (of data.ID, added bool) {
	of = get("record").ID()
	return of, e.note(of, gone{kind: get("of_kind").S, field: get("field").S, scope: scope, covers: get("covers")})
}

// note adds an erasure; one that cannot be read, or is there already, adds
// nothing, and reports so.
func (e Erasures) note(record data.ID, g gone) bool {
	c, err := data.ParseCoverage(g.covers)
	if err != nil || record == data.NilID || g.field == "" || slices.ContainsFunc(e[record], func(o gone) bool {
		return o.field == g.field && o.scope == g.scope && o.covers == g.covers
	}) {
		return false
	}
	g.Coverage = c
	e[record] = append(e[record], g)
	return true
}

// kept is what may be kept of a segment that failed its checks: nothing of one
// that cannot be read and may hold what was erased. Headquarters has it whole.
func (e Erasures) kept(b []byte) []byte {
	if len(e) == 0 {
		return b
	}
	seg, err := segment.Decode(b)
	if err == nil && !e.Covers(seg) {
		return b
	}
	if err == nil {
		if b, err = e.Erase(b, seg.Stream); err == nil {
			return b
		}
	}
	if st, from, _, _, err := segment.Header(b); err == nil {
		for _, all := range e {
			for _, g := range all {
				if g.scope == st.Scope && g.UpTo[data.StreamOf{Device: st.Device, Epoch: st.Epoch}] >= from {
					return []byte{}
				}
			}
		}
		return b
	}
	return []byte{}
}
