package store

import (
	"context"
	"fmt"

	"pinisi/data"
)

// keptActions is how many actions can be undone.
const keptActions = 200

// trimActions forgets an action that changed nothing, and the oldest ones.
func (w *writer) trimActions(empty bool, hlc data.HLC) error {
	if empty {
		_, err := w.exec("DELETE FROM action WHERE hlc=?", int64(hlc))
		return err
	}
	_, err := w.exec("DELETE FROM action WHERE hlc <= (SELECT hlc FROM action ORDER BY hlc DESC LIMIT 1 OFFSET ?)", keptActions)
	return err
}

// LastAction is the label of what Undo would undo.
func (s *Store) LastAction(ctx context.Context) (label string, ok bool, err error) {
	rows, err := s.read.QueryContext(ctx, "SELECT label FROM action WHERE undone=0 ORDER BY hlc DESC LIMIT 1")
	if err != nil {
		return "", false, explain(err, s.dir)
	}
	defer rows.Close()
	if rows.Next() {
		ok = true
		err = rows.Scan(&label)
	}
	return label, ok, err
}

// Undo undoes the latest action of this device that is not undone yet, by new
// changes. A field that someone changed since keeps their value. It returns
// the action's label; ErrNothingToUndo when there is none.
func (s *Store) Undo(ctx context.Context, author data.ID) (label string, err error) {
	hlc := s.clock.Next()
	err = s.transact(ctx, false, func(w *writer) error {
		var last int64
		rows, err := w.query("SELECT hlc, label FROM action WHERE undone=0 ORDER BY hlc DESC LIMIT 1")
		if err != nil {
			return err
		}
		found := rows.Next()
		if found {
			err = rows.Scan(&last, &label)
		}
		if cerr := rows.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			return err
		}
		if !found {
			return ErrNothingToUndo
		}
		edits, err := w.reverse(last)
		if err != nil {
			return err
		}
		if _, err := w.exec("UPDATE action SET undone=1 WHERE hlc=?", last); err != nil {
			return err
		}
		return w.act(ctx, hlc, data.Action{Author: author, Label: label, Edits: edits, Force: true}, false)
	})
	return label, err
}

// reverse makes the edits that undo an action: its latest change first, and
// only where it is still the last word. A record that it created is deleted.
func (w *writer) reverse(hlc int64) ([]data.Edit, error) {
	rows, err := w.query("SELECT kid, record, field, created, before, sid, seq FROM action_edit WHERE hlc=? ORDER BY n DESC", hlc)
	if err != nil {
		return nil, fmt.Errorf("read the action to undo: %w", err)
	}
	defer rows.Close()
	type change struct {
		edit    data.Edit
		created bool
		at      data.LocalDot
	}
	var all []change
	created := map[data.ID]bool{}
	for rows.Next() {
		var kid, seq int64
		var record, before []byte
		var c change
		if err := rows.Scan(&kid, &record, &c.edit.Field, &c.created, &before, &c.at.Stream, &seq); err != nil {
			return nil, err
		}
		c.at.Seq = uint64(seq)
		c.edit.Kind, c.edit.Record = w.s.kindName(kid), data.ID(record)
		r := reader{b: before}
		if c.edit.Value = r.value(); r.err != nil {
			return nil, fmt.Errorf("%w: the value before an action: %w", ErrDamaged, r.err)
		}
		created[c.edit.Record] = created[c.edit.Record] || c.created
		all = append(all, c)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	var edits []data.Edit
	gone := map[data.ID]bool{}
	for _, c := range all {
		if created[c.edit.Record] {
			if !gone[c.edit.Record] {
				gone[c.edit.Record] = true
				c.edit.Field, c.edit.Value = data.FieldDeleted, data.BoolValue(true)
				edits = append(edits, c.edit)
			}
			continue
		}
		r, err := w.load(c.edit.Kind, c.edit.Record)
		if err != nil {
			return nil, err
		}
		reg := r.find(c.edit.Field)
		if reg == nil || len(reg.Heads) != 1 || reg.Heads[0].At != c.at {
			continue
		}
		if c.edit.Field == data.FieldDeleted && c.edit.Value.IsNull() {
			c.edit.Value = data.BoolValue(false)
		}
		edits = append(edits, c.edit)
	}
	return edits, nil
}
