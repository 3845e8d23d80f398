package bound

import (
	"context"
	"errors"

	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/store"
)

// Rows are the records of a list, all at hand.
type Rows []widgets.Record

// Len implements widgets.Rows.
func (r Rows) Len() int { return len(r) }

// Row implements widgets.Rows.
func (r Rows) Row(i int) (widgets.Record, bool) {
	if i < 0 || i >= len(r) {
		return widgets.Record{}, false
	}
	return r[i], true
}

// Index is where a record stands, -1 if it does not.
func (r Rows) Index(id string) int {
	for i, row := range r {
		if row.ID == id {
			return i
		}
	}
	return -1
}

// Whole is the record that a page shows for a record, which may be a part of
// it: the consultation of an input, the evaluation of an answer. ok is false
// when no page shows it.
func Whole(ctx context.Context, st *store.Store, rec data.Record) (page string, whole data.Record, ok bool, err error) {
	for range 4 { // parts of parts; a loop of references ends here
		switch rec.Kind {
		case "evaluation":
			return session.PageEvaluation, rec, true, nil
		case "consultation":
			return session.PageConsultation, rec, true, nil
		case "followup":
			return session.PageFollowUp, rec, true, nil
		case "survey":
			return session.PageSurvey, rec, true, nil
		case "complaint":
			return session.PageComplaint, rec, true, nil
		case "standard", "pledge":
			return session.PageStandard, rec, true, nil
		case "outreach":
			return session.PageOutreach, rec, true, nil
		case "innovation":
			return session.PageInnovation, rec, true, nil
		case "system":
			return session.PageIntegration, rec, true, nil
		case "privacy_request":
			return session.PagePeople, rec, true, nil
		case "staff", "mission":
			return session.PageSettings, rec, true, nil
		}
		parent := rec.Parent()
		if parent == data.NilID {
			return "", rec, false, nil
		}
		if rec, err = parentOf(ctx, st, rec, parent); err != nil {
			if errors.Is(err, data.ErrNotFound) {
				return "", rec, false, nil
			}
			return "", rec, false, err
		}
	}
	return "", rec, false, nil
}

// parentOf reads the whole of a part, of the kind that the part names if it does.
func parentOf(ctx context.Context, st *store.Store, part data.Record, parent data.ID) (data.Record, error) {
	k := data.KindOf(part.Kind)
	f, _ := k.Field(k.Parent)
	kind := f.Ref
	if kind == "" {
		kind = part.Text(k.Parent + "_kind")
	}
	if kind == "" {
		return st.Find(ctx, parent)
	}
	return st.Get(ctx, kind, parent)
}
