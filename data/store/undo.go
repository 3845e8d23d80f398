package store

import (
	"context"
	"database/sql"
	"errors"
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
// the action's label; ErrNothingToUndo when there is none, data.ErrLocked when
// what it wrote was locked since (signed, made final), ErrErasedStays when it
// erased personal values: nothing changes then, and the next Undo is of the
// action before.
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
		if label == labelErased {
			return ErrErasedStays
		}
		back, err := w.reverse(last)
		if err != nil {
			return err
		}
		if _, err := w.exec("UPDATE action SET undone=1 WHERE hlc=?", last); err != nil {
			return err
		}
		var edits []data.Edit
		for _, r := range back {
			edits = append(edits, r.edit)
		}
		undo := &act{w: w, hlc: hlc, a: &data.Action{Author: author, Label: label, Edits: edits, Force: true}, guard: true}
		if err := w.run(ctx, undo); err != nil {
			return err
		}
		return w.standIn(back)
	})
	if errors.Is(err, data.ErrLocked) || errors.Is(err, ErrErasedStays) { // what stands in a signed document is not taken back: the action before it is next
		err = errors.Join(err, s.transact(ctx, false, func(w *writer) error {
			_, err := w.exec("UPDATE action SET undone=1 WHERE hlc=(SELECT max(hlc) FROM action WHERE undone=0)")
			return err
		}))
	}
	return label, err
}

// reversal is an edit that takes one back. from is the change that the edit had
// taken the place of, nil when it was not one.
type reversal struct {
	edit data.Edit
	from *data.LocalDot
}

// standIn lets what was just written count as the change whose value it put
// back: then the action that had made that change can be undone too.
func (w *writer) standIn(back []reversal) error {
	for _, b := range back {
		if b.from == nil {
			continue
		}
		r, err := w.load(b.edit.Kind, b.edit.Record)
		if err != nil {
			return err
		}
		reg := r.find(b.edit.Field)
		if reg == nil || len(reg.Heads) != 1 {
			continue
		}
		now := reg.Heads[0].At
		if _, err := w.exec("UPDATE action_edit SET sid=?, seq=? WHERE sid=? AND seq=?", now.Stream, int64(now.Seq), b.from.Stream, int64(b.from.Seq)); err != nil {
			return fmt.Errorf("note what can be undone next: %w", err)
		}
	}
	return nil
}

// reverse makes the edits that undo an action: its latest change first, and
// only where it is still the last word. A record that it created is deleted.
func (w *writer) reverse(hlc int64) ([]reversal, error) {
	all, created, err := w.edits(hlc)
	if err != nil {
		return nil, err
	}
	var back []reversal
	gone := map[data.ID]bool{}
	place := map[string]int{} // in back, of a register that the action changed more than once
	for _, c := range all {
		e := c.edit
		if created[e.Record] {
			if !gone[e.Record] {
				gone[e.Record] = true
				e.Field, e.Value = data.FieldDeleted, data.BoolValue(true)
				back = append(back, reversal{edit: e})
			}
			continue
		}
		if e.Field == data.FieldDeleted && e.Value.IsNull() {
			e.Value = data.BoolValue(false)
		}
		key := e.Record.String() + e.Field
		if at, again := place[key]; again {
			if from := back[at].from; from != nil && *from == c.at {
				back[at] = reversal{e, c.from}
			}
			continue
		}
		r, err := w.load(e.Kind, e.Record)
		if err != nil {
			return nil, err
		}
		if reg := r.find(e.Field); reg == nil || len(reg.Heads) != 1 || reg.Heads[0].At != c.at {
			continue
		}
		place[key] = len(back)
		back = append(back, reversal{e, c.from})
	}
	return back, nil
}

// done is an edit of an action, with the value before it.
type done struct {
	edit data.Edit
	at   data.LocalDot
	from *data.LocalDot
}

// edits reads an action's edits, the latest first, and which records it created.
func (w *writer) edits(hlc int64) (all []done, created map[data.ID]bool, err error) {
	rows, err := w.query("SELECT kid, record, field, created, before, sid, seq, from_sid, from_seq FROM action_edit WHERE hlc=? ORDER BY n DESC", hlc)
	if err != nil {
		return nil, nil, fmt.Errorf("read the action to undo: %w", err)
	}
	defer rows.Close()
	created = map[data.ID]bool{}
	for rows.Next() {
		var kid, seq int64
		var record, before []byte
		var made bool
		var from, fromSeq sql.NullInt64
		var c done
		if err := rows.Scan(&kid, &record, &c.edit.Field, &made, &before, &c.at.Stream, &seq, &from, &fromSeq); err != nil {
			return nil, nil, err
		}
		c.at.Seq = uint64(seq)
		if from.Valid {
			c.from = &data.LocalDot{Stream: uint32(from.Int64), Seq: uint64(fromSeq.Int64)}
		}
		c.edit.Kind, c.edit.Record = w.s.kindName(kid), data.ID(record)
		r := reader{b: before}
		if c.edit.Value = r.value(); r.err != nil {
			return nil, nil, fmt.Errorf("%w: the value before an action: %w", ErrDamaged, r.err)
		}
		created[c.edit.Record] = created[c.edit.Record] || made
		all = append(all, c)
	}
	return all, created, rows.Err()
}
