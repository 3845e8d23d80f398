package innovation

import (
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// newList is the left side of the page.
func newList(p *Page) *bound.Listing {
	return bound.NewListing(p.s, bound.Listed{
		Kind: "innovation", Area: "innovation", Fields: []string{"title", "unit", "stage", "started_on"},
		Orders: []bound.Order{{ID: "changed"}, {ID: "started", Compare: bound.Latest("started_on")}, {ID: "title", Compare: bound.ByText("title")}},
		New:    p.Begin, Open: func(id data.ID) { p.openRecord(id, "") }, Front: func() { p.desk.Split.Open() },
		Row: Row,
	})
}

// Row is an innovation as a row of a list.
func Row(r data.Record) widgets.Record {
	title := r.Text("title")
	if title == "" {
		title = words.T("innovation.untitled")
	}
	line := words.T("innovation.no_start")
	if on := r.Text("started_on"); on != "" {
		line = words.T("innovation.since", "On", words.Date(on))
	}
	if u := r.Text("unit"); u != "" {
		line = u + " · " + line
	}
	state, word := stageWord(r)
	return widgets.Record{ID: r.ID.String(), Title: title, Line: line, State: state, Word: word, Mark: len(r.Conflicts) > 0}
}

func stageWord(r data.Record) (widgets.State, string) {
	switch stage := r.Text("stage"); stage {
	case "running":
		return widgets.Good, words.T("innovation.stage.running")
	case "learning", "ended":
		return widgets.Neutral, words.T("innovation.stage." + stage)
	}
	return widgets.Neutral, words.T("innovation.stage.none")
}
