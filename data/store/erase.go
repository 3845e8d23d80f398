package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
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

// What Erase refuses.
var (
	ErrNothingToErase = &data.Error{Code: "errors.nothing_to_erase"}
	ErrNotPersonal    = &data.Error{Code: "errors.not_personal"} // signed openly: no erasing without breaking the log
)

// Erase takes all values of the fields away for ever. It cannot be undone. A
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
		return w.act(ctx, hlc, data.Action{Author: e.Author, Edits: edits, Force: true}, false)
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

func (w *writer) planErasure(ctx context.Context, of []Erasing) ([]*erasurePlan, error) {
	plans := map[data.ID][]*erasurePlan{}
	var all []*erasurePlan
	devices := map[data.DeviceID]bool{}
	for _, x := range of {
		if !personal(x.Kind, x.Field) {
			return nil, data.Fail(ErrNotPersonal.Code, nil, "Kind", x.Kind, "Field", x.Field)
		}
		if k := data.KindOf(x.Kind); k.Check(x.Field, x.Instead) != nil {
			return nil, k.Check(x.Field, x.Instead)
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
		cover := func(d data.LocalDot) {
			st := w.s.streamOf(d.Stream)
			c := p.covers[st.Scope]
			if c == nil {
				c = &data.Coverage{UpTo: map[data.StreamOf]uint64{}}
				p.covers[st.Scope] = c
			}
			of := data.StreamOf{Device: st.Device, Epoch: st.Epoch}
			c.UpTo[of] = max(c.UpTo[of], d.Seq)
			devices[st.Device] = true
		}
		for _, h := range reg.Heads {
			cover(h.At)
		}
		for _, d := range reg.Seen {
			cover(d)
		}
		plans[x.Record] = append(plans[x.Record], p)
		all = append(all, p)
	}
	note := func(record data.ID, op *segment.Op, st data.Stream, seq uint64, hlc data.HLC, sealed bool) {
		for _, p := range plans[record] {
			c := p.covers[st.Scope]
			if p.Field != op.Field || c == nil || op.Value.IsNull() && op.Patch == nil || op.Value.T == data.Erased {
				continue
			}
			if upTo, known := c.UpTo[data.StreamOf{Device: st.Device, Epoch: st.Epoch}]; !known || seq > upTo {
				continue
			}
			if sealed && !op.Personal {
				p.fixed++
				continue
			}
			p.values++
			c.Stamps = append(c.Stamps, hlc)
		}
	}
	err := w.eachSegmentOf(ctx, devices, func(_ int64, _ []byte, seg *segment.Segment) error {
		seq := seg.From
		for i := range seg.Runs {
			run := &seg.Runs[i]
			if plans[run.Record] != nil {
				for j := range run.Ops {
					note(run.Record, &run.Ops[j], seg.Stream, seq+uint64(j), run.HLC, true)
				}
			}
			seq += uint64(len(run.Ops))
		}
		return nil
	})
	if err == nil {
		err = w.eachPending(func(c *logged) error {
			if plans[c.record] != nil {
				note(c.record, &c.op, w.s.streamOf(c.at.Stream), c.at.Seq, c.hlc, false)
			}
			return nil
		})
	}
	return all, err
}

// eachSegmentOf reads the segments that any of the devices wrote.
func (w *writer) eachSegmentOf(ctx context.Context, devices map[data.DeviceID]bool, f func(n int64, b []byte, seg *segment.Segment) error) error {
	var all []int64
	for _, sid := range w.streamsOf(devices) {
		rows, err := w.query("SELECT n FROM segment WHERE sid=? ORDER BY first", sid)
		if err != nil {
			return err
		}
		err = eachInt(rows, func(n int64) { all = append(all, n) })
		if err != nil {
			return err
		}
	}
	for _, n := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		b, err := readPacked(w.query, n)
		if err != nil {
			return err
		}
		seg, err := segment.Decode(b)
		if err != nil {
			return fmt.Errorf("%w: segment %d: %w", ErrDamaged, n, err)
		}
		if err := f(n, b, seg); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) streamsOf(devices map[data.DeviceID]bool) []uint32 {
	w.s.names.mu.RLock()
	defer w.s.names.mu.RUnlock()
	var sids []uint32
	for st, e := range w.s.names.streams {
		if devices[st.Device] {
			sids = append(sids, e.sid)
		}
	}
	slices.Sort(sids)
	return sids
}

func eachInt(rows *sql.Rows, f func(int64)) error {
	defer rows.Close()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return err
		}
		f(n)
	}
	return rows.Err()
}

// gone is one erasure that was taken in.
type gone struct {
	kind, field, scope string
	covers             data.Value // as the record has it
	data.Coverage
}

// erasures are all that are here, by the record they concern. Used under Store.mu.
type erasures map[data.ID][]gone

// has reports whether an erasure covers a change.
func (e erasures) has(record data.ID, field string, st data.Stream, seq uint64, h data.HLC) bool {
	for _, g := range e[record] {
		if g.field == field && g.scope == st.Scope && g.Has(st, seq, h) {
			return true
		}
	}
	return false
}

// covers reports whether a value of the segment must go.
func (e erasures) covers(seg *segment.Segment) bool {
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

func (e erasures) takes(record data.ID, op *segment.Op, st data.Stream, seq uint64, h data.HLC) bool {
	return op.Personal && !op.Value.IsNull() && op.Value.T != data.Erased && e.has(record, op.Field, st, seq, h)
}

// unerased reports whether a segment of the log holds a value that was erased.
func (s *Store) unerased(b []byte) (bool, error) {
	s.mu.Lock()
	none := len(s.erased) == 0
	s.mu.Unlock()
	if none {
		return false, nil
	}
	seg, err := segment.Decode(b)
	if err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.erased.covers(seg), nil
}

// erase is the segment without the values that are to go.
func (e erasures) erase(b []byte, st data.Stream) ([]byte, error) {
	return segment.Erase(b, func(run segment.Run, op segment.Op, seq uint64) bool {
		return e.takes(run.Record, &op, st, seq, run.HLC)
	})
}

// loadErasures reads them from their records: at the start, and after a
// transaction that failed.
func (s *Store) loadErasures(ctx context.Context) error {
	s.erased = erasures{}
	if s.tables["erasure"] == nil {
		return nil
	}
	rows, err := s.w.conn.QueryContext(ctx, "SELECT scope, of_kind, record, field, covers FROM r_erasure ORDER BY rid")
	if err != nil {
		return fmt.Errorf("read what was erased: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var scope string
		var kind, field, covers sql.NullString
		var record []byte
		if err := rows.Scan(&scope, &kind, &record, &field, &covers); err != nil {
			return fmt.Errorf("read what was erased: %w", err)
		}
		if len(record) == 16 {
			s.erased.note(data.ID(record), gone{kind: kind.String, field: field.String, scope: scope, covers: data.Value{T: data.JSON, S: covers.String}})
		}
	}
	return rows.Err()
}

// note adds an erasure; one that cannot be read, or is there already, adds
// nothing, and reports so.
func (e erasures) note(record data.ID, g gone) bool {
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

// noteErasure takes in an erasure record that was stored: its values go before
// the transaction ends.
func (w *writer) noteErasure(scope string, get func(field string) data.Value) {
	record := get("record").ID()
	if w.s.erased.note(record, gone{kind: get("of_kind").S, field: get("field").S, scope: scope, covers: get("covers")}) {
		if w.erase == nil {
			w.erase = map[data.ID]bool{}
		}
		w.erase[record] = true
	}
}

// withoutErased is a segment on its way in, without the values that are gone.
func (w *writer) withoutErased(b []byte, seg *segment.Segment) ([]byte, *segment.Segment, error) {
	if !w.s.erased.covers(seg) {
		return b, seg, nil
	}
	b, err := w.s.erased.erase(b, seg.Stream)
	if err != nil {
		return nil, nil, err
	}
	seg, err = segment.Decode(b)
	return b, seg, err
}

// eraseNow takes the values of the erasures that this transaction took in out
// of all that the database holds.
func (w *writer) eraseNow(ctx context.Context) error {
	records := w.erase
	w.erase = nil
	if len(records) == 0 {
		return nil
	}
	if err := w.sealErased(records); err != nil {
		return fmt.Errorf("erase personal values: seal them: %w", err)
	}
	devices := map[data.DeviceID]bool{}
	for record := range records {
		for _, g := range w.s.erased[record] {
			for of := range g.UpTo {
				devices[of.Device] = true
			}
		}
	}
	err := w.eachSegmentOf(ctx, devices, func(n int64, b []byte, seg *segment.Segment) error {
		if !w.s.erased.covers(seg) {
			return nil
		}
		b, err := w.s.erased.erase(b, seg.Stream)
		if err != nil {
			return err
		}
		_, err = w.exec("UPDATE segment SET packed=? WHERE n=?", segment.Pack(b), n)
		return err
	})
	if err != nil {
		return fmt.Errorf("erase personal values in the log: %w", err)
	}
	w.s.cache.clear()
	if err := w.eraseWaiting(); err != nil {
		return fmt.Errorf("erase personal values in segments that wait: %w", err)
	}
	if err := w.eraseQuarantine(); err != nil {
		return fmt.Errorf("erase personal values in segments kept apart: %w", err)
	}
	for record := range records {
		if err := w.eraseRow(record); err != nil {
			return fmt.Errorf("erase personal values of %s: %w", record, err)
		}
	}
	if _, err := w.exec("DELETE FROM action WHERE hlc NOT IN (SELECT hlc FROM action_edit)"); err != nil {
		return err
	}
	return w.setting(settingScrub, "1")
}

// sealErased seals own changes that an erasure covers: only in a segment do
// their values have commitments that can stand in their places.
func (w *writer) sealErased(records map[data.ID]bool) error {
	sids := map[uint32]bool{}
	err := w.eachPending(func(c *logged) error {
		c.op.Personal = personal(c.kind, c.op.Field)
		if records[c.record] && w.s.erased.takes(c.record, &c.op, w.s.streamOf(c.at.Stream), c.at.Seq, c.hlc) {
			sids[c.at.Stream] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, sid := range slices.Sorted(maps.Keys(sids)) {
		if err := w.seal(w.s.names.bySid[sid], erasedSegment); err != nil {
			return err
		}
	}
	return nil
}

// erasedSegment is how large segments are sealed then, in bytes: as on a line
// of unknown speed.
const erasedSegment = 24 << 10

func (w *writer) eraseWaiting() error {
	rows, err := w.query("SELECT sid, first, packed FROM waiting")
	if err != nil {
		return err
	}
	type entry struct {
		sid, first int64
		packed     []byte
	}
	var all []entry
	for rows.Next() {
		var e entry
		if err := rows.Scan(&e.sid, &e.first, &e.packed); err != nil {
			rows.Close()
			return err
		}
		all = append(all, e)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, e := range all {
		b, err := segment.Unpack(e.packed)
		if err != nil {
			return fmt.Errorf("%w: a waiting segment: %w", ErrDamaged, err)
		}
		seg, err := segment.Decode(b)
		if err != nil || !w.s.erased.covers(seg) {
			continue // what cannot be read is quarantined when its turn comes
		}
		if b, err = w.s.erased.erase(b, seg.Stream); err != nil {
			return err
		}
		if _, err := w.exec("UPDATE waiting SET packed=? WHERE sid=? AND first=?", segment.Pack(b), e.sid, e.first); err != nil {
			return err
		}
	}
	return nil
}

// kept is what may be kept of a segment that failed its checks: nothing of one
// that cannot be read and may hold what was erased. Headquarters has it whole.
func (e erasures) kept(b []byte) []byte {
	if len(e) == 0 {
		return b
	}
	seg, err := segment.Decode(b)
	if err == nil && !e.covers(seg) {
		return b
	}
	if err == nil {
		if b, err = e.erase(b, seg.Stream); err == nil {
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

func (w *writer) eraseQuarantine() error {
	rows, err := w.query("SELECT n, bytes FROM quarantine")
	if err != nil {
		return err
	}
	all := map[int64][]byte{}
	for rows.Next() {
		var n int64
		var b []byte
		if err := rows.Scan(&n, &b); err != nil {
			rows.Close()
			return err
		}
		all[n] = b
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for n, b := range all {
		if kept := w.s.erased.kept(b); string(kept) != string(b) {
			if _, err := w.exec("UPDATE quarantine SET bytes=? WHERE n=?", kept, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// eraseRow makes the row of a record what the log now makes of it, and takes
// the erased fields out of what undo remembers.
func (w *writer) eraseRow(record data.ID) error {
	rows := map[string]*row{}
	for _, g := range w.s.erased[record] {
		if _, err := w.exec("DELETE FROM action_edit WHERE record=? AND field=? AND created=0", record[:], g.field); err != nil {
			return err
		}
		r := rows[g.kind]
		if r == nil {
			var err error
			if r, err = w.load(g.kind, record); err != nil {
				return err
			}
			rows[g.kind] = r
		}
		reg := r.find(g.field)
		if r.rid == 0 || reg == nil {
			continue
		}
		for i := range reg.Heads {
			h := &reg.Heads[i]
			if h.Value.IsNull() || h.Value.T == data.Erased {
				continue
			}
			c, err := w.s.change(w.query, h.At)
			if err != nil {
				return err
			}
			if c != nil && c.op.Value.T == data.Erased {
				h.Value, r.dirty = c.op.Value, true
			}
		}
	}
	for _, r := range rows {
		if r.dirty {
			if err := w.save(r); err != nil {
				return err
			}
		}
	}
	return nil
}
