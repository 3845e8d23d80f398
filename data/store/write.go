package store

import (
	"context"
	"fmt"

	"pinisi/data"
)

// Write stores what a user did, whole or not at all, and is durable when it
// returns. Edits that change nothing are left out. A locked record, a value
// that its field does not take, or a read-only store is refused with a
// *data.Error and nothing is written.
func (s *Store) Write(ctx context.Context, a data.Action) (ActionID, error) {
	hlc := s.clock.Next()
	err := s.transact(ctx, false, func(w *writer) error { return w.act(ctx, hlc, a, !a.Lasting) })
	if err != nil {
		return 0, err
	}
	return ActionID(hlc), nil
}

// act is an action under way: the rows it has loaded, in the order of first touch.
type act struct {
	w     *writer
	hlc   data.HLC
	a     *data.Action
	rows  map[data.ID]*row
	order []*row
	undo  bool
	guard bool // an undo: forced, but not past what was locked since
	n     int
	has   map[uint32]uint64  // streams' last seq
	own   map[string]*stream // this device's streams by scope
}

func (w *writer) act(ctx context.Context, hlc data.HLC, a data.Action, undoable bool) error {
	return w.run(ctx, &act{w: w, hlc: hlc, a: &a, undo: undoable})
}

func (w *writer) run(ctx context.Context, t *act) error {
	t.rows, t.has, t.own = map[data.ID]*row{}, map[uint32]uint64{}, map[string]*stream{}
	a, hlc, undoable := t.a, t.hlc, t.undo
	if undoable {
		if _, err := w.exec("INSERT INTO action(hlc, label) VALUES(?,?)", int64(hlc), a.Label); err != nil {
			return fmt.Errorf("note the action: %w", err)
		}
	}
	steps := len(a.Edits) // and the rows to save after them, which mostly stand together
	for i := range a.Edits {
		if i == 0 || a.Edits[i].Record != a.Edits[i-1].Record {
			steps++
		}
	}
	for i := range a.Edits {
		if err := t.pause(ctx, i, steps); err != nil {
			return err
		}
		if err := t.edit(a.Edits[i]); err != nil {
			return err
		}
	}
	for i, r := range t.order {
		if err := t.pause(ctx, len(a.Edits)+i, max(steps, len(a.Edits)+len(t.order))); err != nil {
			return err
		}
		if err := w.save(r); err != nil {
			return err
		}
	}
	for sid, have := range t.has {
		st := w.s.names.bySid[sid]
		if err := w.saveStream(st, have, st.confirmed); err != nil {
			return err
		}
	}
	if undoable {
		return w.trimActions(t.n == 0, hlc)
	}
	return nil
}

// pause tells how far the action is, and ends it when nobody waits any more.
func (t *act) pause(ctx context.Context, done, total int) error {
	if done%500 != 499 {
		return nil
	}
	if t.a.Progress != nil {
		t.a.Progress(done+1, total)
	}
	return ctx.Err()
}

func (t *act) row(kind string, id data.ID) (*row, error) {
	if r := t.rows[id]; r != nil {
		return r, nil
	}
	r, err := t.w.load(kind, id)
	if err != nil {
		return nil, err
	}
	t.rows[id] = r
	return r, nil
}

func (t *act) edit(e data.Edit) error {
	if err := e.Check(); err != nil { // forced or not: it must fit into a segment
		return err
	}
	r, err := t.row(e.Kind, e.Record)
	if err != nil {
		return err
	}
	reg := r.find(e.Field)
	if t.same(r, reg, e) {
		return nil
	}
	if !t.a.Force {
		if err := t.allow(r, e); err != nil {
			return err
		}
	}
	if t.guard {
		if err := t.unlocked(r, e); err != nil {
			return err
		}
	}
	created := len(r.regs) == 0
	if r.scope == "" {
		if r.scope = e.Scope; r.scope == "" {
			r.scope = t.w.s.homeScope(e.Kind)
		}
	}
	st := t.own[r.scope]
	if st == nil {
		if st, err = t.w.ownStream(r.scope); err != nil {
			return err
		}
		t.own[r.scope] = st
	}
	own := st.sid
	if t.has[own] == 0 {
		t.has[own] = st.have
	}
	prev, seen, err := t.context(r, e, own)
	if err != nil {
		return err
	}
	t.has[own]++
	at := data.LocalDot{Stream: own, Seq: t.has[own]}
	before, base := data.Value{}, any(nil)
	if reg != nil {
		shown := reg.Shown(t.w.deviceLess)
		before = shown.Value
		if b, ok := baseText(r, e, reg, prev); ok {
			base = b
		}
	}
	if err := t.w.pend(at, t.hlc, t.a.Author, r, e, prev, seen, base); err != nil {
		return err
	}
	if t.undo && !r.fresh { // of a new record one row is enough: undo deletes it
		var fromSid, fromSeq any
		if reg != nil && len(reg.Heads) == 1 {
			fromSid, fromSeq = reg.Heads[0].At.Stream, int64(reg.Heads[0].At.Seq)
		}
		_, err := t.w.exec("INSERT INTO action_edit(hlc,n,kid,record,field,created,before,sid,seq,from_sid,from_seq) VALUES(?,?,?,?,?,?,?,?,?,?,?)",
			int64(t.hlc), t.n, r.kid, r.id[:], e.Field, created, appendValue(nil, before), at.Stream, int64(at.Seq), fromSid, fromSeq)
		if err != nil {
			return fmt.Errorf("note for undo: %w", err)
		}
	}
	t.n++
	r.fresh = r.fresh || created
	if !r.dirty {
		r.dirty = true
		t.order = append(t.order, r)
	}
	r.apply(e.Field, data.Head{At: at, HLC: t.hlc, Author: t.a.Author, Value: e.Value}, prev, seen)
	if e.Field == data.FieldDeleted && e.Value == data.BoolValue(true) {
		return t.deleteParts(r)
	}
	return nil
}

// same reports an edit that would change nothing: the value is there already,
// alone and undisputed. A deletion stated anew settles what came beside it.
func (t *act) same(r *row, reg *register, e data.Edit) bool {
	if reg == nil {
		return e.Value.IsNull()
	}
	if e.Field == data.FieldDeleted {
		deleted, torn := r.deleted()
		if deleted && r.state&stateConflict != 0 { // a part of it lives
			return false
		}
		return !torn && deleted == (e.Value == data.BoolValue(true))
	}
	return len(reg.Heads) == 1 && reg.Heads[0].Value == e.Value
}

// allow asks the schema and the guards of the record and of what it is a part of.
func (t *act) allow(r *row, e data.Edit) error {
	k := data.KindOf(r.kind)
	if k == nil {
		return nil
	}
	if err := k.Check(e.Field, e.Value); err != nil {
		return err
	}
	return t.unlocked(r, e)
}

// unlocked asks the guards alone.
func (t *act) unlocked(r *row, e data.Edit) error {
	k := data.KindOf(r.kind)
	if k == nil || k.Guard == nil {
		return nil
	}
	rec := r.record(t.w.s)
	if err := k.Guard(rec, e.Field, e.Value); err != nil {
		return err
	}
	part, parent := k, rec.Parent()
	if parent == data.NilID && k.Parent == e.Field {
		parent = e.Value.ID()
	}
	for depth := 0; parent != data.NilID && depth < 4; depth++ {
		f, _ := part.Field(part.Parent)
		above, err := t.parent(f.Ref, parent)
		if err != nil {
			return err
		}
		if above == nil {
			return nil
		}
		rec := above.record(t.w.s)
		if err := k.Guard(rec, e.Field, e.Value); err != nil {
			return err
		}
		if part = data.KindOf(above.kind); part == nil || part.Parent == "" {
			return nil
		}
		parent = rec.Parent()
	}
	return nil
}

// parent finds a record of the kind, or of any known kind when kind is empty.
func (t *act) parent(kind string, id data.ID) (*row, error) {
	if kind != "" {
		return t.row(kind, id)
	}
	if r := t.rows[id]; r != nil {
		return r, nil
	}
	kind, err := t.w.kindOfRecord(id)
	if err != nil || kind == "" {
		return nil, err
	}
	return t.row(kind, id)
}

// kindOfRecord is the known kind that has a record of this id, or "".
func (w *writer) kindOfRecord(id data.ID) (string, error) {
	for _, k := range data.Kinds() {
		rows, err := w.query("SELECT 1 FROM "+w.s.tables[k.Name].name+" WHERE id=?", id[:])
		if err != nil {
			return "", err
		}
		found := rows.Next()
		if err := rows.Close(); err != nil {
			return "", err
		}
		if found {
			return k.Name, nil
		}
	}
	return "", nil
}

// context is what the change names as seen: the state of the snapshot that the
// user edited, and always the own stream's last word.
func (t *act) context(r *row, e data.Edit, own uint32) (prev, seen []data.LocalDot, err error) {
	if e.Seen == nil || e.Field == data.FieldDeleted {
		prev, seen = r.context(e.Field, own)
		return prev, seen, nil
	}
	regs, err := readStamps(r.t.kind, e.Seen, t.w.s.author)
	if err != nil {
		return nil, nil, fmt.Errorf("what the edit of %s %s had seen: %w", r.kind, r.id, err)
	}
	was := row{t: r.t, regs: regs}
	prev, seen = was.context(e.Field, own)
	if reg := r.find(e.Field); reg != nil {
		for _, h := range reg.Heads { // our own later word is superseded in any case: name it
			if h.At.Stream == own && !containsDot(prev, h.At) {
				prev = append(prev, h.At)
			}
		}
	}
	return prev, seen, nil
}

func containsDot(dots []data.LocalDot, d data.LocalDot) bool {
	for _, x := range dots {
		if x == d {
			return true
		}
	}
	return false
}

// minPatched is the length from which a text may travel as a difference.
const minPatched = 48

// baseText is the text that the only change in prev had, if the new text may
// travel as a difference from it.
func baseText(r *row, e data.Edit, reg *register, prev []data.LocalDot) (string, bool) {
	if len(prev) != 1 || e.Value.T != data.Text || len(e.Value.S) < minPatched || personal(r.kind, e.Field) {
		return "", false
	}
	for _, h := range reg.Heads {
		if h.At == prev[0] && h.Value.T == data.Text && len(h.Value.S) >= minPatched {
			return h.Value.S, true
		}
	}
	return "", false
}

// personal reports whether the schema marks the field as personal data.
func personal(kind, field string) bool {
	k := data.KindOf(kind)
	if k == nil {
		return false
	}
	f, ok := k.Field(field)
	return ok && f.Personal
}

// pend appends a change to the young end of the log.
func (w *writer) pend(at data.LocalDot, hlc data.HLC, author data.ID, r *row, e data.Edit, prev, seen []data.LocalDot, base any) error {
	aid, err := w.aid(author)
	if err != nil {
		return err
	}
	_, err = w.exec("INSERT INTO pending(sid,seq,hlc,aid,kid,record,field,value,prev,base) VALUES(?,?,?,?,?,?,?,?,?,?)",
		at.Stream, int64(at.Seq), int64(hlc), aid, r.kid, r.id[:], e.Field, appendValue(nil, e.Value), appendDots(appendDots(nil, prev), seen), base)
	if err != nil {
		return fmt.Errorf("append the change to the log: %w", err)
	}
	return nil
}

// deleteParts deletes the parts of a deleted record with it.
func (t *act) deleteParts(parent *row) error {
	type part struct {
		kind string
		id   data.ID
	}
	var parts []part
	err := t.w.s.liveParts(t.w.query, parent.kind, parent.id, func(in *table, id data.ID) { parts = append(parts, part{in.kind.Name, id}) })
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err := t.edit(data.Edit{Kind: p.kind, Record: p.id, Field: data.FieldDeleted, Value: data.BoolValue(true)}); err != nil {
			return err
		}
	}
	return nil
}
