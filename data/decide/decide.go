// Package decide is how a person settles a field on which people disagree, in
// the window and on the command line alike. The decision is one more change
// that has seen all the others: nothing is thrown away, every value stays in
// the record's history with its author and time, and the reason is a record
// (data.Decision) beside it.
package decide

import (
	"context"
	"fmt"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
)

// Settle writes value as the one that holds for the field of rec, as it was
// read: a value that arrives meanwhile stays in conflict with it. For
// data.FieldDeleted the value is whether the record is deleted. A final record
// may be decided too, since two values are no final word. A value of the wrong
// type is refused with errors.bad_value, a field in no conflict with
// decide.no_conflict, what headquarters shares with all with
// decide.headquarters_only on a mission's device; a blank reason is allowed.
func Settle(ctx context.Context, st *store.Store, author data.ID, rec data.Record, field string, value data.Value, reason string) error {
	if len(rec.Conflicts[field]) == 0 {
		return data.Fail("decide.no_conflict", nil, "Kind", rec.Kind, "Field", field)
	}
	if k := data.KindOf(rec.Kind); k != nil {
		if err := k.Check(field, value); err != nil {
			return err
		}
	}
	if rec.Scope == data.SharedScope && st.Profile().Scope != store.Headquarters {
		return data.Fail("decide.headquarters_only", nil, "Kind", rec.Kind) // its changes would be refused there
	}
	edits := []data.Edit{rec.Set(field, value)}
	if reason = strings.TrimSpace(reason); reason != "" {
		edits = append(edits, data.Create("decision", st.NewID(), rec.Scope, map[string]data.Value{
			"record": data.RefValue(rec.ID), "record_kind": data.TextValue(rec.Kind),
			"field": data.TextValue(field), "reason": data.TextValue(reason),
		})...)
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "decide.action", Edits: edits, Force: true}); err != nil {
		return fmt.Errorf("decide %s of %s %s: %w", field, rec.Kind, rec.ID, err)
	}
	return nil
}
