package store

import (
	"context"
	"maps"
	"slices"

	"pinisi/data"
	"pinisi/data/segment"
)

// Erasing takes the values of a personal field out of everything that exists,
// here and wherever the record goes (penghapusan, UU 27/2022). The statement of
// it is a record (data.Erasure) that travels with the changes; whoever takes it
// in does what this file does: the segments are written anew with the values'
// commitments in their places, so that every signature still verifies, and the
// tables follow from them. It all happens in the transaction that takes the
// statement in; what is left of the bytes in the file goes afterwards (scrub.go).

// Erasing is one field of one record whose values shall go.
type Erasing struct {
	Kind    string
	Record  data.ID
	Field   string
	Instead data.Value // what stands there from now on; Null: nothing
}

// Erase is one erasure as a person decided it.
type Erase struct {
	Author  data.ID
	Basis   string // one of the kind's choices
	Reason  string // names nobody
	Request data.ID
	Of      []Erasing
	Also    []data.Edit // written with it
}

// Erased is what came of it.
type Erased struct {
	Fields int // that had values
	Values int // present and former ones
	Fixed  int // values that were signed openly, before their field was personal: they stay in the log
}

// labelErased marks an erasing among the actions that can be undone.
const labelErased = "people.erased"

// What Erase refuses, and Undo after it.
var (
	ErrNothingToErase = &data.Error{Code: "errors.nothing_to_erase"}
	ErrErasedStays    = &data.Error{Code: "errors.erased_stays"} // of Undo, once: the next one is of the action before
	ErrNotPersonal    = &data.Error{Code: "errors.not_personal"} // signed openly: no erasing without breaking the log
)

// Erase takes all values of the fields away for ever. It cannot be undone: the
// next Undo says so (ErrErasedStays) and changes nothing. A
// value that someone writes later, or wrote elsewhere without this device
// knowing, is a new fact and stays: beside the emptied field it is a conflict
// that people see. When it returns the values are gone from the tables and the
// log; the database file is cleaned of their bytes next (Scrub).
func (s *Store) Erase(ctx context.Context, e Erase) (Erased, error) {
	var res Erased
	hlc := s.clock.Next()
	err := s.transact(ctx, false, func(w *writer) error {
		res = Erased{}
		plans, err := w.planErasure(ctx, e.Of)
		if err != nil {
			return err
		}
		edits := slices.Clone(e.Also)
		for _, p := range plans {
			res.Values += p.values
			res.Fixed += p.fixed
			if p.values == 0 {
				continue
			}
			res.Fields++
			for _, scope := range slices.Sorted(maps.Keys(p.covers)) {
				fields := map[string]data.Value{
					"of_kind": data.TextValue(p.Kind), "record": data.RefValue(p.Record), "field": data.TextValue(p.Field),
					"basis": data.TextValue(e.Basis), "request": data.RefValue(e.Request), "covers": p.covers[scope].Value(),
				}
				if e.Reason != "" {
					fields["reason"] = data.TextValue(e.Reason)
				}
				edits = append(edits, data.Create("erasure", s.NewID(), scope, fields)...)
			}
			edits = append(edits, data.Edit{Kind: p.Kind, Record: p.Record, Field: p.Field, Value: p.Instead})
		}
		if res.Fields == 0 && len(e.Also) == 0 {
			return ErrNothingToErase
		}
		if err := w.act(ctx, hlc, data.Action{Author: e.Author, Edits: edits, Force: true}, false); err != nil {
			return err
		}
		_, err = w.exec("INSERT INTO action(hlc, label) VALUES(?,?)", int64(hlc), labelErased) // what Undo says no to
		return err
	})
	if err != nil {
		return Erased{}, err
	}
	return res, nil
}

// erasurePlan is what an erasing covers, by scope.
type erasurePlan struct {
	Erasing
	covers        map[string]*data.Coverage
	values, fixed int
}

// cover takes up the change of a number in a stream.
func (p *erasurePlan) cover(st data.Stream, seq uint64) {
	c := p.covers[st.Scope]
	if c == nil {
		c = &data.Coverage{UpTo: map[data.StreamOf]uint64{}}
		p.covers[st.Scope] = c
	}
	of := data.StreamOf{Device: st.Device, Epoch: st.Epoch}
	c.UpTo[of] = max(c.UpTo[of], seq)
}

// count counts a change in the log if the plan covers it, and notes its stamp.
func (p *erasurePlan) count(op *segment.Op, st data.Stream, seq uint64, hlc data.HLC, sealed bool) {
	c := p.covers[st.Scope]
	if p.Field != op.Field || c == nil || op.Value.IsNull() && op.Patch == nil || op.Value.T == data.Erased {
		return
	}
	if upTo, known := c.UpTo[data.StreamOf{Device: st.Device, Epoch: st.Epoch}]; !known || seq > upTo {
		return
	}
	if sealed && !op.Personal {
		p.fixed++
		return
	}
	p.values++
	c.Stamps = append(c.Stamps, hlc)
}

// planErasure finds out what is covered: of each field all that was seen of it.
func (w *writer) planErasure(ctx context.Context, of []Erasing) ([]*erasurePlan, error) {
	var all []*erasurePlan
	for _, x := range of {
		if !personal(x.Kind, x.Field) {
			return nil, data.Fail(ErrNotPersonal.Code, nil, "Kind", x.Kind, "Field", x.Field)
		}
		if err := data.KindOf(x.Kind).Check(x.Field, x.Instead); err != nil {
			return nil, err
		}
		r, err := w.load(x.Kind, x.Record)
		if err != nil {
			return nil, err
		}
		reg := r.find(x.Field)
		if reg == nil {
			continue
		}
		p := &erasurePlan{Erasing: x, covers: map[string]*data.Coverage{}}
		for _, h := range reg.Heads {
			p.cover(w.s.streamOf(h.At.Stream), h.At.Seq)
		}
		for _, d := range reg.Seen {
			p.cover(w.s.streamOf(d.Stream), d.Seq)
		}
		all = append(all, p)
	}
	return all, w.countCovered(ctx, all)
}

// countCovered reads the log, sealed or not, for the changes that plans cover.
func (w *writer) countCovered(ctx context.Context, all []*erasurePlan) error {
	plans := map[data.ID][]*erasurePlan{}
	devices := map[data.DeviceID]bool{}
	for _, p := range all {
		plans[p.Record] = append(plans[p.Record], p)
		for _, c := range p.covers {
			for of := range c.UpTo {
				devices[of.Device] = true
			}
		}
	}
	err := w.eachSegmentOf(ctx, devices, func(_ int64, _ []byte, seg *segment.Segment) error {
		seq := seg.From
		for i := range seg.Runs {
			run := &seg.Runs[i]
			for _, p := range plans[run.Record] {
				for j := range run.Ops {
					p.count(&run.Ops[j], seg.Stream, seq+uint64(j), run.HLC, true)
				}
			}
			seq += uint64(len(run.Ops))
		}
		return nil
	})
	if err != nil {
		return err
	}
	return w.eachPending(func(c *logged) error {
		for _, p := range plans[c.record] {
			p.count(&c.op, w.s.streamOf(c.at.Stream), c.at.Seq, c.hlc, false)
		}
		return nil
	})
}
