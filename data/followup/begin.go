package followup

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Source is what an action follows from: any record, such as an answer (temuan
// evaluasi), a survey, an input or a complaint.
type Source struct {
	Kind string
	ID   data.ID
	// Part is what of the source: an indicator (A04) of an evaluation, an unsur
	// (U3) of a survey.
	Part string
	// Finding is proposed as the action's finding.
	Finding string
	// Period and Unit of the plan; blank: the source's own, see [PlanOf].
	Period, Unit string
}

// Fields are the fields of a new planned action.
func (from Source) Fields(action string) map[string]data.Value {
	fields := map[string]data.Value{"status": data.TextValue(Planned), "source": data.RefValue(from.ID)}
	if from.ID != data.NilID {
		fields["source_kind"] = data.TextValue(from.Kind)
	}
	for name, text := range map[string]string{"source_part": from.Part, "finding": from.Finding, "period": from.Period, "unit": from.Unit, "action": action} {
		if text != "" {
			fields[name] = data.TextValue(text)
		}
	}
	return fields
}

// Begin writes a new planned action and returns its id. scope empty: the
// device's own.
func Begin(ctx context.Context, st *store.Store, author data.ID, scope string, from Source, action string) (data.ID, error) {
	if from.ID != data.NilID && (from.Period == "" || from.Unit == "") {
		period, unit, err := PlanOf(ctx, st, from.ID)
		if err != nil {
			return data.NilID, fmt.Errorf("begin a follow-up: %w", err)
		}
		if from.Period == "" {
			from.Period = period
		}
		if from.Unit == "" {
			from.Unit = unit
		}
	}
	id := st.NewID()
	_, err := st.Write(ctx, data.Action{Author: author, Label: "followup.undo.begin", Edits: data.Create("followup", id, scope, from.Fields(action))})
	if err != nil {
		return data.NilID, fmt.Errorf("begin a follow-up: %w", err)
	}
	return id, nil
}

// PlanOf is the period (2026, 2026-S1) and unit of the plan that actions from a
// source belong to: the source's own or, of a part, those of what it is a part
// of; the year in which a consultation was held or a complaint came in. Blank
// when nothing says it.
func PlanOf(ctx context.Context, st *store.Store, source data.ID) (period, unit string, err error) {
	for range 4 { // parts of parts; a loop of references ends here
		r, err := st.Find(ctx, source)
		if errors.Is(err, data.ErrNotFound) {
			return period, unit, nil
		}
		if err != nil {
			return "", "", fmt.Errorf("read the source of a follow-up: %w", err)
		}
		if unit == "" {
			unit = r.Text("unit")
		}
		for _, field := range []string{"period", "starts_at", "received_on", "reviewed_on", "started_on"} {
			text := r.Text(field)
			if at := r.Time(field); !at.IsZero() {
				text = setup.Today(at, r.Scope)
			}
			if field != "period" {
				text = Year(text)
			}
			if period == "" {
				period = text
			}
		}
		if source = r.Parent(); source == data.NilID {
			break
		}
	}
	return period, unit, nil
}

// Year is the year of a date or period, "" when it has none.
func Year(s string) string {
	if len(s) < 4 {
		return ""
	}
	if _, err := time.Parse("2006", s[:4]); err != nil {
		return ""
	}
	return s[:4]
}

// Period is the period of the plan that an action belongs to; an older record
// does not say, and counts to the year of its date.
func Period(r data.Record) string {
	if p := r.Text("period"); p != "" {
		return p
	}
	return Year(r.Text("due_on"))
}

// Earlier reports whether period a (2025, 2025-S2) lies before b, by the years
// or, within one, by its halves. A blank period is before none.
func Earlier(a, b string) bool {
	ya, yb := Year(a), Year(b)
	if ya == "" || yb == "" || ya != yb {
		return ya != "" && ya < yb
	}
	return len(a) > 4 && len(b) > 4 && a < b
}

// counted are the fields that shares, speeds and dates are counted from.
var counted = []string{"status", "start_on", "due_on", "done_on", "percent", "period", "carried_from"}

// OfSource are the actions that follow from one record, oldest first, with
// those that go on in later periods; part narrows to one of its parts (A04,
// U3), "" does not. Only the named fields are read, all when none is named.
func OfSource(ctx context.Context, st *store.Store, source data.ID, part string, fields ...string) ([]data.Record, error) {
	where := map[string]data.Value{"source": data.RefValue(source)}
	if part != "" {
		where["source_part"] = data.TextValue(part)
	}
	list, err := st.List(ctx, store.Query{Kind: "followup", Where: where, Fields: fields, Order: "created"})
	if err != nil {
		return nil, fmt.Errorf("list the follow-ups of a source: %w", err)
	}
	return list, nil
}

// OfPeriod are the actions of the plan of a period ([Period]), with those that
// were carried into it, oldest first. scope "" is every mission. Fields as for
// [OfSource]; due_on is read in any case.
func OfPeriod(ctx context.Context, st *store.Store, scope, period string, fields ...string) ([]data.Record, error) {
	if len(fields) > 0 && !slices.Contains(fields, "due_on") {
		fields = append(slices.Clone(fields), "due_on")
	}
	var list []data.Record
	for _, where := range []data.Value{data.TextValue(period), {}} { // older records say no period: their date does
		err := st.Each(ctx, store.Query{Kind: "followup", Scope: scope, Where: map[string]data.Value{"period": where}, Fields: fields, Order: "created"}, func(r data.Record) error {
			if !where.IsNull() || Year(r.Text("due_on")) == period {
				list = append(list, r)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("list the follow-ups of a period: %w", err)
		}
	}
	slices.SortFunc(list, oldestFirst)
	return list, nil
}

func oldestFirst(a, b data.Record) int { return slices.Compare(a.ID[:], b.ID[:]) }

// OfPlan is the plan that a record was followed by, such as that of a survey:
// the actions from it and from its parts (answers, inputs, responses), oldest
// first, read with what shares and speeds are counted from. What goes on with
// an action in a later period is not in it: the action that was carried stands
// for itself.
func OfPlan(ctx context.Context, st *store.Store, whole data.Record) ([]data.Record, error) {
	plan, err := OfSource(ctx, st, whole.ID, "", counted...)
	if err != nil {
		return nil, err
	}
	for _, k := range data.Kinds() {
		f, ok := k.Field(k.Parent)
		if !ok || f.Ref != whole.Kind {
			continue
		}
		// An action names its part; a record may have very many parts.
		list, err := st.List(ctx, store.Query{Kind: "followup", Scope: whole.Scope, Where: map[string]data.Value{"source_kind": data.TextValue(k.Name)},
			Fields: append([]string{"source"}, counted...), Order: "created"})
		if err != nil {
			return nil, fmt.Errorf("list the follow-ups from %s: %w", k.Name, err)
		}
		mine := map[data.ID]bool{}
		for _, r := range list {
			source := r.Ref("source")
			if _, known := mine[source]; !known {
				part, err := st.Get(ctx, k.Name, source)
				if err != nil && !errors.Is(err, data.ErrNotFound) {
					return nil, fmt.Errorf("read the source of a follow-up: %w", err)
				}
				mine[source] = part.Parent() == whole.ID
			}
			if mine[source] {
				plan = append(plan, r)
			}
		}
	}
	plan = slices.DeleteFunc(plan, func(r data.Record) bool { return r.Ref("carried_from") != data.NilID })
	slices.SortFunc(plan, oldestFirst)
	return plan, nil
}
