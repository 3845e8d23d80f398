package followup

import (
	"context"
	"errors"
	"fmt"

	"pinisi/data"
	"pinisi/data/store"
)

// Onward is an action to be carried over.
type Onward struct {
	ID data.ID
	// StartOn and DueOn are its dates in the new period; blank keeps the old ones.
	StartOn, DueOn string
}

// carriedFields go on into the new period. Evidence, completion and
// verification belong to the old one.
var carriedFields = []string{
	"source", "source_kind", "source_part", "finding", "root_cause", "action", "detail", "output", "office", "owner", "executor", "verifier",
	"start_on", "due_on", "percent", "progress_note", "obstacle", "resources", "unit",
}

// CarriedID is the id of the action that goes on with another in a period: the
// same on every computer, so that two people who carry one action meet in one record.
func CarriedID(action data.ID, period string) data.ID {
	return data.DerivedID("followup", action, period)
}

// Carry writes, for each unfinished action, a new one in a later period that
// goes on with it, and closes the old one as carried. It is one action with one
// undo. followup.carry_period when an action is not of an earlier period;
// followup.is_carried or followup.is_closed when one is not open any more;
// followup.due_before_start for dates in the wrong order: then nothing is
// written. The ids of the new actions come in the order of the old.
func Carry(ctx context.Context, st *store.Store, author data.ID, actions []Onward, period string) ([]data.ID, error) {
	var edits []data.Edit
	var ids []data.ID
	done := map[data.ID]bool{}
	for _, a := range actions {
		if done[a.ID] {
			continue
		}
		done[a.ID] = true
		more, err := carry(ctx, st, a, period)
		if err != nil {
			return nil, err
		}
		edits = append(edits, more...)
		ids = append(ids, CarriedID(a.ID, period))
	}
	if len(edits) == 0 {
		return nil, nil
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "followup.undo.carry", Edits: edits}); err != nil {
		return nil, fmt.Errorf("carry %d follow-ups into %s: %w", len(ids), period, err)
	}
	return ids, nil
}

func carry(ctx context.Context, st *store.Store, a Onward, period string) ([]data.Edit, error) {
	old, err := st.Get(ctx, "followup", a.ID)
	if err != nil {
		return nil, fmt.Errorf("read the follow-up to carry: %w", err)
	}
	switch {
	case Status(old) == Carried:
		return nil, data.Fail("followup.is_carried", nil, "Title", old.Text("action"))
	case !Open(old) || old.Deleted:
		return nil, data.Fail("followup.is_closed", nil, "Title", old.Text("action"))
	case Period(old) != "" && !Earlier(Period(old), period) || Year(period) == "":
		return nil, data.Fail("followup.carry_period", nil, "Title", old.Text("action"), "Period", period)
	}
	fields := map[string]data.Value{}
	for _, name := range carriedFields {
		fields[name] = old.Get(name)
	}
	fields["status"] = data.TextValue(Status(old))
	fields["period"] = data.TextValue(period)
	fields["carried_from"] = data.RefValue(old.ID)
	for field, date := range map[string]string{"start_on": a.StartOn, "due_on": a.DueOn} {
		if date != "" {
			fields[field] = data.TextValue(date)
		}
	}
	if err := CheckDate(data.Record{Fields: fields}, "due_on", fields["due_on"].String(), ""); err != nil {
		return nil, err
	}
	edits := []data.Edit{old.Set("status", data.TextValue(Carried))}
	id := CarriedID(old.ID, period)
	next, err := st.Get(ctx, "followup", id)
	switch {
	case errors.Is(err, data.ErrNotFound):
		return append(edits, data.Create("followup", id, old.Scope, fields)...), nil
	case err != nil:
		return nil, fmt.Errorf("read what goes on with the follow-up: %w", err)
	case !next.Deleted: // another computer's came before its mark on the old one
		return edits, nil
	}
	// It was carried before and taken back: the same record lives again.
	edits = append(edits, next.Set(data.FieldDeleted, data.BoolValue(false)))
	for _, f := range data.FollowUp.Fields {
		if next.Get(f.Name) != fields[f.Name] {
			edits = append(edits, next.Set(f.Name, fields[f.Name]))
		}
	}
	return edits, nil
}

// Unfinished are the open actions of periods before this one, oldest first.
// scope "" is every mission. Fields as for [OfSource]; status, period and
// due_on must be among them.
func Unfinished(ctx context.Context, st *store.Store, scope, period string, fields ...string) ([]data.Record, error) {
	var found []data.Record
	for _, status := range []string{Planned, Running} {
		err := st.Each(ctx, store.Query{Kind: "followup", Scope: scope, Where: map[string]data.Value{"status": data.TextValue(status)}, Fields: fields, Order: "created"}, func(r data.Record) error {
			if Earlier(Period(r), period) {
				found = append(found, r)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("list the unfinished follow-ups: %w", err)
		}
	}
	return found, nil
}

// Next is the period that unfinished actions go on in: that of the mission's
// date today, or a later one of which an evaluation has been begun.
func Next(ctx context.Context, st *store.Store, scope, today string) (string, error) {
	next, err := Begun(ctx, st, scope)
	if err != nil {
		return "", err
	}
	if year := Year(today); Year(next) < year {
		return year, nil
	}
	return next, nil
}

// Begun is the latest period of which an evaluation is being worked on, "" for none.
func Begun(ctx context.Context, st *store.Store, scope string) (string, error) {
	latest := ""
	for _, status := range []string{data.EvaluationDraft, data.EvaluationReturned} {
		err := st.Each(ctx, store.Query{Kind: "evaluation", Scope: scope, Where: map[string]data.Value{"status": data.TextValue(status)}, Fields: []string{"period"}}, func(r data.Record) error {
			if p := r.Text("period"); Year(p) != "" && (latest == "" || Earlier(latest, p)) {
				latest = p
			}
			return nil
		})
		if err != nil {
			return "", fmt.Errorf("list the evaluations that are worked on: %w", err)
		}
	}
	return latest, nil
}
