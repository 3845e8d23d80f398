package survey

import (
	"cmp"
	"context"

	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

// newList is the left side of the page.
func newList(p *Page) *bound.Listing {
	period, unit := bound.Latest("period"), bound.ByText("unit")
	return bound.NewListing(p.s, bound.Listed{
		Kind: "survey", Area: "survey", Fields: []string{"title", "period", "unit", "status"},
		Orders: []bound.Order{
			{ID: "period", Compare: func(a, b data.Record) int { return cmp.Or(period(a, b), unit(a, b)) }},
			{ID: "changed"},
			{ID: "unit", Compare: func(a, b data.Record) int { return cmp.Or(unit(a, b), period(a, b)) }},
		},
		New: p.Begin, Open: func(id data.ID) { p.openRecord(id, "") }, Front: func() { p.desk.Split.Open() },
		More: func(ctx context.Context, scope string) (func(data.Record) widgets.Record, error) {
			sheets, err := p.s.Store.CountBy(ctx, store.Query{Kind: "survey_response", Scope: scope}, "survey")
			return func(r data.Record) widgets.Record {
				row := Row(r)
				row.Line += " · " + words.Now().N("survey.sheets", sheets[r.ID.String()])
				return row
			}, err
		},
	})
}

// Row is a survey as a row of a list.
func Row(r data.Record) widgets.Record {
	title := r.Text("unit")
	if title == "" {
		title = r.Text("title")
	}
	if title == "" {
		title = words.T("survey.untitled")
	}
	state, word := statusWord(r)
	return widgets.Record{ID: r.ID.String(), Title: title, Line: r.Text("period"), State: state, Word: word, Mark: len(r.Conflicts) > 0}
}

func statusWord(r data.Record) (widgets.State, string) {
	if r.Text("status") == data.SurveyFinal {
		return widgets.Good, words.T("survey.status.final")
	}
	return widgets.Neutral, words.T("survey.status.draft")
}
