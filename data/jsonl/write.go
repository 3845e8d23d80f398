package jsonl

import (
	"errors"
	"fmt"
	"slices"

	"pinisi/data"
)

// create adds a record that the store does not have.
func (in *importer) create(kind *data.Kind, l Line, id data.ID) error {
	scope := l.Scope
	under := data.NilID
	if kind != nil && kind.Parent != "" {
		under = l.Fields[kind.Parent].ID()
		if under == data.NilID {
			in.bad("import.need_parent", kind.Parent)
			return nil
		}
		p, err := in.parent(kind, under)
		if err != nil {
			return err
		}
		if !p.found {
			in.bad("import.no_parent", kind.Parent, "Value", under)
			return nil
		}
		if p.rec.Deleted {
			in.bad("import.parent_deleted", kind.Parent, "Value", under)
			return nil
		}
		if scope == "" {
			scope = p.rec.Scope
		} else if scope != p.rec.Scope {
			in.bad("import.parent_scope", "scope", "Value", scope, "Scope", p.rec.Scope)
			return nil
		}
		if locked, err := in.locked(kind, p.rec); err != nil || locked {
			return err
		}
	}
	if kind != nil && kind.Key != "" && data.DerivedID(kind.Name, under, l.Fields[kind.Key].String()) != id {
		in.bad("import.id_key", "id", "Key", kind.Key)
		return nil
	}
	if kind != nil && kind.Shared && scope == "" {
		scope = data.SharedScope
	}
	if scope == "" {
		scope = in.own
	}
	if !in.writable(scope) {
		return nil
	}
	if l.Kind == "instrument" {
		if ok, err := in.newInstrument(&l, id); err != nil || !ok {
			return err
		}
	}
	in.seen[id] = earlier{in.line, l.Kind, scope, l.Deleted != nil && *l.Deleted}
	if err := in.defaults(&l); err != nil {
		return err
	}
	edits := data.Create(l.Kind, id, scope, l.Fields)
	if l.Deleted != nil && *l.Deleted {
		edits = append(edits, data.Edit{Kind: l.Kind, Record: id, Scope: scope, Field: data.FieldDeleted, Value: data.BoolValue(true)})
	}
	if len(edits) == 0 {
		in.bad("import.empty", "fields")
		return nil
	}
	in.add(edits)
	in.done.Created++
	return nil
}

// update adds the fields in which the line differs from the stored record.
func (in *importer) update(kind *data.Kind, l Line, rec data.Record) error {
	in.seen[rec.ID] = earlier{in.line, rec.Kind, rec.Scope, rec.Deleted}
	if l.Scope != "" && l.Scope != rec.Scope {
		in.bad("import.other_scope", "scope", "Value", l.Scope, "Scope", rec.Scope)
		return nil
	}
	var edits []data.Edit
	set := func(field string, v data.Value) bool {
		if len(rec.Conflicts[field]) > 0 {
			in.bad("import.conflict", field, "Record", rec.ID)
			return false
		}
		edits = append(edits, rec.Set(field, v))
		return true
	}
	for _, name := range sorted(l.Fields) {
		if v := l.Fields[name]; v != rec.Get(name) && !set(name, v) {
			return nil
		}
	}
	if rec.Deleted && l.Deleted == nil {
		switch {
		case l.ID == "": // the file says that there is such a record: after an undo, say
			no := false
			l.Deleted = &no
		case len(edits) > 0:
			in.bad("import.was_deleted", "deleted")
			return nil
		}
	}
	if l.Deleted != nil && *l.Deleted != rec.Deleted {
		if !set(data.FieldDeleted, data.BoolValue(*l.Deleted)) {
			return nil
		}
		in.seen[rec.ID] = earlier{in.line, rec.Kind, rec.Scope, *l.Deleted}
	}
	if len(edits) == 0 {
		in.done.Unchanged++
		return nil
	}
	if !in.writable(rec.Scope) {
		return nil
	}
	if ok, err := in.free(kind, rec, l, edits); err != nil || !ok {
		return err
	}
	in.add(edits)
	in.done.Changed++
	return nil
}

// stepwise are the kinds whose status says what was checked, signed or
// accepted: the program's own steps change it, with their rules. Only a new
// record may come with the status that it had elsewhere.
var stepwise = map[string]bool{"evaluation": true, "consultation": true}

// free reports whether the edits may be made: neither the record nor its
// parent is locked, and what its id follows from stays.
func (in *importer) free(kind *data.Kind, rec data.Record, l Line, edits []data.Edit) (bool, error) {
	if kind == nil {
		return true, nil
	}
	if locked, err := in.locked(kind, rec); err != nil || locked {
		return false, err
	}
	for _, e := range edits {
		switch {
		case kind.Name == "instrument" && (e.Field == "code" || e.Field == "version" || e.Field == "definition"):
			in.bad("instrument.never_changes", e.Field)
			return false, nil
		case e.Field == "status" && stepwise[kind.Name]:
			in.bad("import.status", e.Field)
			return false, nil
		case kind.Key != "" && (e.Field == kind.Key || e.Field == kind.Parent):
			in.bad("import.id_key", e.Field, "Key", kind.Key)
			return false, nil
		case e.Field == kind.Parent:
			p, err := in.parent(kind, l.Fields[kind.Parent].ID())
			if err != nil {
				return false, err
			}
			if !p.found || p.rec.Scope != rec.Scope {
				in.bad("import.no_parent", kind.Parent, "Value", l.Fields[kind.Parent])
				return false, nil
			}
			if locked, err := in.locked(kind, p.rec); err != nil || locked {
				return false, err
			}
		}
	}
	return true, nil
}

// locked refuses the line if the kind's guard locks the record, or one that it
// is part of. It asks with no field: a status is changed by the program's own
// steps, with their rules, not by a file.
func (in *importer) locked(kind *data.Kind, of data.Record) (bool, error) {
	if kind.Guard == nil {
		return false, nil
	}
	const deepest = 4
	for range deepest {
		if err := kind.Guard(of, "", data.Value{}); err != nil {
			var e *data.Error
			if !errors.As(err, &e) {
				e = data.Fail(data.ErrLocked.Code, err)
			}
			in.bad("import.locked", "fields", "Kind", e.Args["Kind"], "Title", e.Args["Title"])
			return true, nil
		}
		part, up := data.KindOf(of.Kind), of.Parent()
		if part == nil || up == data.NilID {
			return false, nil
		}
		p, err := in.parent(part, up)
		if err != nil || !p.found {
			return false, err
		}
		of = p.rec
	}
	return false, nil
}

// writable refuses the line if this device may not write into the scope.
func (in *importer) writable(scope string) bool {
	if !in.scopes[scope] {
		in.bad("import.not_our_scope", "scope", "Value", scope, "Scope", in.own)
		return false
	}
	return true
}

// parent finds the record that a part of this kind belongs to, in the store or
// on an earlier line.
func (in *importer) parent(kind *data.Kind, id data.ID) (parent, error) {
	if p, ok := in.parents[id]; ok {
		return p, nil
	}
	f, _ := kind.Field(kind.Parent)
	if w, ok := in.seen[id]; ok && (f.Ref == "" || f.Ref == w.kind) {
		// A record of this file: what the store held of it, if anything, decides
		// whether it is locked.
		rec, err := in.st.Get(in.ctx, w.kind, id)
		if errors.Is(err, data.ErrNotFound) {
			rec, err = data.Record{Kind: w.kind, ID: id, Scope: w.scope}, nil
		}
		rec.Deleted = w.deleted
		return in.keep(id, rec, err)
	}
	var rec data.Record
	var err error
	if f.Ref != "" {
		rec, err = in.st.Get(in.ctx, f.Ref, id)
	} else {
		rec, err = in.st.Find(in.ctx, id)
	}
	if errors.Is(err, data.ErrNotFound) {
		return parent{}, nil // a later line may bring it: not remembered
	}
	return in.keep(id, rec, err)
}

func (in *importer) keep(id data.ID, rec data.Record, err error) (parent, error) {
	if err != nil {
		return parent{}, fmt.Errorf("line %d: read its parent: %w", in.line, err)
	}
	in.parents[id] = parent{rec, true}
	return in.parents[id], nil
}

// add keeps edits, with one copy of each name that they repeat.
func (in *importer) add(edits []data.Edit) {
	for i := range edits {
		edits[i].Kind, edits[i].Scope, edits[i].Field = in.word(edits[i].Kind), in.word(edits[i].Scope), in.word(edits[i].Field)
	}
	in.edits = append(slices.Grow(in.edits, len(edits)), edits...)
}
