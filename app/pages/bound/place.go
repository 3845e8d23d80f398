package bound

import (
	"context"
	"errors"
	"slices"

	"pinisi/app/session"
	"pinisi/data"
	"pinisi/data/store"
)

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

// placesOfParts are the pages that bring a part of a record into view by the
// part's own id.
var placesOfParts = []string{session.PageConsultation, session.PageEvaluation, session.PageInnovation, session.PageIntegration, session.PageSurvey}

// unplaced are the parts that these pages do not find: their whole is opened.
var unplaced = []string{"attachment", "decision", "link"}

// Target is the page that shows a record, and the id that brings it into view
// there: its own, or that of its whole. The page is "" when none shows it.
func Target(ctx context.Context, st *store.Store, rec data.Record) (page string, id data.ID, err error) {
	page, whole, ok, err := Whole(ctx, st, rec)
	if err != nil || !ok {
		return "", data.NilID, err
	}
	if slices.Contains(placesOfParts, page) && !slices.Contains(unplaced, rec.Kind) {
		return page, rec.ID, nil
	}
	return page, whole.ID, nil
}

// OpenRecord shows a record of any kind on its page, once that is read. nowhere
// is called when it is gone or no page shows it; it may be nil.
func OpenRecord(s *session.Session, slot *session.Slot, id data.ID, nowhere func()) {
	type target struct {
		page string
		id   data.ID
	}
	session.Load(s, slot, func(ctx context.Context) (t target, err error) {
		r, err := s.Store.Find(ctx, id)
		if errors.Is(err, data.ErrNotFound) || err == nil && r.Gone() {
			return t, nil
		}
		if err != nil {
			return t, err
		}
		t.page, t.id, err = Target(ctx, s.Store, r)
		return t, err
	}, func(t target) {
		switch {
		case t.page != "":
			s.Open(t.page, t.id)
		case nowhere != nil:
			nowhere()
		}
	})
}
