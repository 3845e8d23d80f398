package survey

import (
	"bytes"
	"context"
	"fmt"
	"slices"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/store"
)

// Unplanned are the codes of the lowest unsur from which no action follows yet.
func (s *Sheet) Unplanned() []string {
	var ids []string
	for _, id := range s.Result.Lowest {
		if _, ok := s.FollowupOf(id); !ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// PlanLowest writes one planned action for each of the lowest unsur that has
// none, with the finding in the language, as one user action. It returns how
// many it wrote.
func PlanLowest(ctx context.Context, st *store.Store, author, id data.ID, lang string) (int, error) {
	s, err := Load(ctx, st, id)
	if err != nil {
		return 0, err
	}
	unplanned := s.Unplanned()
	ids := make([]data.ID, len(unplanned))
	for i := range ids {
		ids[i] = st.NewID()
	}
	// Ids of one millisecond have no order of their own, and lists go by it.
	slices.SortFunc(ids, func(a, b data.ID) int { return bytes.Compare(a[:], b[:]) })
	var edits []data.Edit
	for i, unsur := range unplanned {
		from := followup.Source{Kind: "survey", ID: s.Survey.ID, Part: unsur, Finding: s.Finding(unsur, lang),
			Period: s.Survey.Text("period"), Unit: s.Survey.Text("unit")}
		edits = append(edits, data.Create("followup", ids[i], s.Survey.Scope, from.Fields(""))...)
	}
	if len(edits) == 0 {
		return 0, nil
	}
	if _, err := st.Write(ctx, data.Action{Author: author, Label: "survey.undo.followups", Edits: edits}); err != nil {
		return 0, fmt.Errorf("plan the lowest unsur of survey %s: %w", id, err)
	}
	return len(unplanned), nil
}

// Finding says in a sentence what an unsur came to.
func (s *Sheet) Finding(unsur, lang string) string {
	u, ok := s.Result.Of(unsur)
	if !ok {
		return unsur
	}
	quality := "–"
	if u.Quality != nil {
		quality = u.Quality.Name.In(lang)
	}
	return words.New(lang).T("survey.finding", map[string]any{
		"ID": u.ID, "Name": u.Name.In(lang), "Mean": u.Mean.Text(lang, 2), "Quality": quality,
		"Count": len(s.Result.Lowest), "Period": s.Survey.Text("period"), "Unit": s.Survey.Text("unit")})
}
