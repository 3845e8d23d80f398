package bound

import (
	"context"
	"errors"
	"sort"

	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Zone is the IANA zone of a mission's wall clock; headquarters' is Jakarta's.
func Zone(scope string) string {
	if m, err := setup.Find(scope); err == nil {
		return m.Zone
	}
	return "Asia/Jakarta"
}

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

// Missions are the missions that have records of a kind, for headquarters'
// filter, by name.
func Missions(ctx context.Context, st *store.Store, kind string) ([]widgets.Option, error) {
	counts, err := st.CountBy(ctx, store.Query{Kind: kind}, "scope")
	if err != nil {
		return nil, err
	}
	options := []widgets.Option{}
	for scope, n := range counts {
		options = append(options, widgets.Option{ID: scope, Text: setup.Name(scope), Detail: words.Count(n)})
	}
	sort.Slice(options, func(i, j int) bool { return options[i].Text < options[j].Text })
	return options, nil
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
		case "staff", "mission":
			return session.PageSettings, rec, true, nil
		}
		parent := rec.Parent()
		if parent == data.NilID {
			return "", rec, false, nil
		}
		if rec, err = st.Find(ctx, parent); err != nil {
			if errors.Is(err, data.ErrNotFound) {
				return "", rec, false, nil
			}
			return "", rec, false, err
		}
	}
	return "", rec, false, nil
}
