package store

import (
	"fmt"
	"slices"

	"pinisi/data"
)

// row is a record being changed: its registers with their values.
type row struct {
	t     *table
	kind  string
	kid   int64
	rid   int64 // 0: not stored yet
	id    data.ID
	scope string
	state int64
	hlc   data.HLC
	regs  []register
	dirty bool // changed in the action under way
	fresh bool // made in it
}

// find is the register of a field, or nil.
func (r *row) find(field string) *register {
	for i := range r.regs {
		if r.regs[i].field == field {
			return &r.regs[i]
		}
	}
	return nil
}

// register is the register of a field, made when there is none.
func (r *row) register(field string) *register {
	if reg := r.find(field); reg != nil {
		return reg
	}
	r.regs = append(r.regs, register{field: field})
	return &r.regs[len(r.regs)-1]
}

// apply merges one change into the row.
func (r *row) apply(field string, h data.Head, prev, seen []data.LocalDot) {
	r.register(field).Apply(h, prev, seen)
	r.hlc = max(r.hlc, h.HLC)
}

// deleted says whether the record is deleted, and whether that is in conflict:
// a deletion that did not see the latest change of some field, or beside a
// decision to keep it. A record in such a conflict stays visible.
func (r *row) deleted() (deleted, conflict bool) {
	del := r.find(data.FieldDeleted)
	if del == nil || len(del.Heads) == 0 {
		return false, false
	}
	wanted := slices.ContainsFunc(del.Heads, func(h data.Head) bool { return h.Value == data.BoolValue(true) })
	if !wanted {
		return false, false
	}
	if del.Conflict() {
		return false, true
	}
	for i := range r.regs {
		if r.regs[i].field == data.FieldDeleted {
			continue
		}
		for _, h := range r.regs[i].Heads {
			if !del.Covers(h.At) {
				return false, true
			}
		}
	}
	return true, false
}

// context is what a new change of the field names when it has seen the row as
// it is: prev and seen. A deletion has seen every field.
func (r *row) context(field string, own uint32) (prev, seen []data.LocalDot) {
	if reg := r.find(field); reg != nil {
		prev, seen = reg.Context(own)
	}
	if field != data.FieldDeleted {
		return prev, seen
	}
	all := data.Register{}
	for _, d := range seen {
		all.Apply(data.Head{}, []data.LocalDot{d}, nil)
	}
	for i := range r.regs {
		for _, h := range r.regs[i].Heads {
			if h.At.Stream != own {
				all.Apply(data.Head{}, []data.LocalDot{h.At}, nil)
			}
		}
		for _, d := range r.regs[i].Seen {
			if d.Stream != own {
				all.Apply(data.Head{}, []data.LocalDot{d}, nil)
			}
		}
	}
	return prev, all.Seen
}

// save writes the row, its conflicts, and remembers it for the search.
func (w *writer) save(r *row) error {
	var sw stampWriter
	values := make(map[string]data.Value, len(r.regs))
	var conflicts []string
	for i := range r.regs {
		reg := &r.regs[i]
		if err := sw.register(fieldNumber(r.t.kind, reg.field), reg, w.aid); err != nil {
			return err
		}
		if reg.field == data.FieldDeleted {
			continue
		}
		if v := reg.Shown(w.deviceLess).Value; v.T != data.Null {
			values[reg.field] = v
		}
		if reg.Conflict() && r.t.kind.Asks(reg.field) {
			conflicts = append(conflicts, reg.field)
		}
	}
	deleted, torn := r.deleted()
	w.noteDeleted(r.kind, r.id, deleted || torn)
	if deleted {
		parts, err := w.hasLiveParts(r.kind, r.id)
		if err != nil {
			return err
		}
		deleted, torn = !parts, parts
	}
	if torn {
		conflicts = append(conflicts, data.FieldDeleted)
	}
	var parent data.ID
	if k := r.t.kind; k != nil && k.Parent != "" {
		parent = values[k.Parent].ID()
	}
	old := r.state
	r.state = 0
	if deleted {
		r.state, conflicts = stateDeleted, nil
	} else if len(conflicts) > 0 {
		r.state = stateConflict
	}
	args := []any{r.id[:], r.scope, int64(r.hlc), r.state, sw.b}
	extra := values
	cells := make([]any, 0, len(r.t.cols))
	for _, f := range r.t.cols {
		v, ok := values[f.Name]
		if !ok {
			cells = append(cells, nil)
			continue
		}
		x, fits := cell(f, v)
		cells = append(cells, x)
		if fits {
			delete(extra, f.Name)
		}
	}
	packed, err := packExtra(extra)
	if err != nil {
		return fmt.Errorf("pack the unknown fields of %s %s: %w", r.kind, r.id, err)
	}
	args = append(args, packed)
	if r.t.kind == nil {
		args = append(args, r.kid)
	}
	args = append(args, cells...)
	if r.rid == 0 {
		res, err := w.exec(r.t.insert, args...)
		if err != nil {
			return fmt.Errorf("store %s %s: %w", r.kind, r.id, err)
		}
		if r.rid, err = res.LastInsertId(); err != nil {
			return err
		}
	} else if _, err := w.exec(r.t.update, append(args[1:], r.rid)...); err != nil {
		return fmt.Errorf("store %s %s: %w", r.kind, r.id, err)
	}
	if old&stateConflict != 0 {
		if _, err := w.exec("DELETE FROM conflict WHERE record=?", r.id[:]); err != nil {
			return err
		}
	}
	for _, f := range conflicts {
		if _, err := w.exec("INSERT OR IGNORE INTO conflict(kid,record,field) VALUES(?,?,?)", r.kid, r.id[:], f); err != nil {
			return err
		}
	}
	w.noteParent(parent)
	if r.kind == data.Erasure.Name {
		scope := r.scope
		if reg := r.find("covers"); reg != nil && len(reg.Heads) > 0 {
			scope = w.s.streamOf(reg.Shown(w.deviceLess).At.Stream).Scope
		}
		w.noteErasure(scope, func(field string) data.Value {
			if reg := r.find(field); reg != nil {
				return reg.Shown(w.deviceLess).Value
			}
			return data.Value{}
		})
	}
	w.touched(r.kind, r.kid, r.rid, r.id)
	return nil
}

// load reads a record to change it; a new row when it is not stored yet.
func (w *writer) load(kind string, id data.ID) (*row, error) {
	kid, err := w.kid(kind)
	if err != nil {
		return nil, err
	}
	r := &row{t: w.s.table(kind), kind: kind, kid: kid, id: id}
	rows, err := w.query(r.t.byID, id[:])
	if err != nil {
		return nil, fmt.Errorf("read %s %s: %w", kind, id, err)
	}
	defer rows.Close()
	if !rows.Next() {
		return r, rows.Err()
	}
	s, err := r.t.scan(rows)
	if err != nil {
		return nil, fmt.Errorf("read %s %s: %w", kind, id, err)
	}
	r.rid, r.scope, r.state, r.hlc = s.rid, s.scope, s.state, s.hlc
	if r.regs, err = readStamps(r.t.kind, s.stamps, w.s.author); err != nil {
		return nil, fmt.Errorf("%w: stamps of %s %s: %w", ErrDamaged, kind, id, err)
	}
	for i := range r.regs {
		if reg := &r.regs[i]; len(reg.Heads) == 1 && reg.field != data.FieldDeleted {
			reg.Heads[0].Value = s.fields[reg.field]
		}
	}
	return r, nil
}
