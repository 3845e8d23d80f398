// Package lead is what complaints lead to: follow-ups, the topic of a public
// consultation, and indicators of an evaluation. It copies nothing that is
// withheld of a complaint.
package lead

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/complain"
	"pinisi/data/followup"
	"pinisi/data/instrument"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// SourceOf is the complaint as what a follow-up action follows from. What is
// withheld of it is not copied: the action then names the complaint alone.
func SourceOf(w *words.Words, r data.Record) followup.Source {
	finding := complain.Title(w, r, data.OnScreen)
	if number := r.Text("tracking_id"); number != "" && !r.Withheld("title", data.OnScreen) && finding != number {
		finding += " (" + number + ")"
	}
	return followup.Source{Kind: "complaint", ID: r.ID, Finding: finding, Period: followup.Year(r.Text("received_on")), Unit: r.Text("unit")}
}

// TopicEdits begin a consultation (FKP) that takes the complaint up, and link
// the two. A secret complaint gives no words to it.
func TopicEdits(st *store.Store, w *words.Words, r data.Record) (data.ID, []data.Edit) {
	id := st.NewID()
	name := r.Headline(data.OnScreen)
	if name == "" {
		name = r.Text("category")
	}
	title := w.T("complaint.lead.topic_title")
	if name != "" {
		title = w.T("complaint.lead.topic_title_of", map[string]any{"Title": name})
	}
	fields := map[string]data.Value{
		"status": data.TextValue(data.ConsultationDraft), "form": data.TextValue("fkp"), "title": data.TextValue(title), "zone": data.TextValue(setup.Zone(r.Scope)),
	}
	if code := r.Text("service"); code != "" {
		fields["services"] = data.ListValue([]string{code})
	}
	edits := data.Create("consultation", id, r.Scope, fields)
	return id, append(edits, data.LinkEdits(r, data.Record{Kind: "consultation", ID: id, Scope: r.Scope}, "")...)
}

// Indicator is an indicator that a complaint can be linked to.
type Indicator struct {
	ID, Title string
	About     bool // it is about complaints
	rank      int
}

// Indicators are those of an evaluation, what is about complaints first.
func Indicators(ctx context.Context, st *store.Store, evaluation data.Record) ([]Indicator, error) {
	all, err := assess.Instruments(ctx, st)
	if err != nil {
		return nil, fmt.Errorf("read the instruments: %w", err)
	}
	ins, err := assess.Of(all, evaluation)
	if err != nil {
		return nil, err
	}
	var list []Indicator
	for _, a := range ins.F02.Aspects {
		for _, i := range a.Indicators {
			rank := about(i)
			list = append(list, Indicator{i.ID, i.Title.ID, rank > 0, rank})
		}
	}
	slices.SortStableFunc(list, func(a, b Indicator) int { return b.rank - a.rank })
	return list, nil
}

// about says whether an indicator asks for complaints: 2 by its rule, 1 by its
// words, 0 not.
func about(i instrument.Indicator) int {
	switch {
	case strings.Contains(i.Fact, "complaint"):
		return 2
	case strings.Contains(strings.ToLower(i.Title.ID), "pengaduan"):
		return 1
	}
	return 0
}

// IndicatorEdits link a complaint to the answer of an evaluation's indicator,
// which begins with it when nobody answered yet.
func IndicatorEdits(ctx context.Context, st *store.Store, r, evaluation data.Record, indicator string) ([]data.Edit, error) {
	id := assess.AnswerID(evaluation.ID, indicator)
	var edits []data.Edit
	answer, err := st.Get(ctx, "answer", id)
	switch {
	case errors.Is(err, data.ErrNotFound):
		edits = data.Create("answer", id, evaluation.Scope, map[string]data.Value{"evaluation": data.RefValue(evaluation.ID), "indicator": data.TextValue(indicator)})
	case err != nil:
		return nil, fmt.Errorf("read the answer of %s: %w", indicator, err)
	case answer.Gone():
		edits = []data.Edit{answer.Set(data.FieldDeleted, data.BoolValue(false))}
	}
	return append(edits, data.LinkEdits(r, data.Record{Kind: "answer", ID: id, Scope: evaluation.Scope}, "")...), nil
}
