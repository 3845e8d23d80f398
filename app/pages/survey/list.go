package survey

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// list is the left side of the page.
type list struct {
	*bound.List
	page    *Page
	content fyne.CanvasObject
	mission *bound.MissionFilter // headquarters only
	empty   *bound.Empty
}

func newList(p *Page) *list {
	l := &list{page: p}
	nothing := "survey.empty"
	switch {
	case p.s.Headquarters():
		nothing = "survey.empty_headquarters"
	case p.s.ReadOnly():
		nothing = "survey.empty_read_only"
	}
	l.empty = bound.NewEmpty("survey", words.T(nothing), words.T("survey.empty.filtered"), words.T("survey.empty.clear"), l.clear)
	parts := widgets.ListParts{Sort: "period", Empty: l.empty.Object}
	for _, id := range []string{"period", "changed", "unit"} {
		parts.Sorts = append(parts.Sorts, widgets.Option{ID: id, Text: words.T("survey.sort." + id)})
	}
	if !p.s.ReadOnly() {
		parts.New, parts.OnNew = words.T("survey.new"), p.Begin
	}
	l.List = bound.NewList(parts, func(id data.ID) { p.openRecord(id, "") }, p.reloadList)
	l.Records.OnOpened = func(string) { p.split.Open() }
	l.mission = bound.NewMissionFilter(p.reloadList)
	l.content = l.Records
	if p.s.Headquarters() {
		l.content = bound.Under(bound.Sheet(widgets.Inset(look.Roomy, look.Gap, l.mission.Pick)), l.Records)
	}
	return l
}

// clear takes all filters away.
func (l *list) clear() {
	l.mission.Clear()
	l.Records.ClearFilter()
	l.page.reloadList()
}

type found struct {
	records  []data.Record
	sheets   map[string]int // how many came in, by survey
	missions []widgets.Option
}

func (p *Page) reloadList() {
	l := p.list
	q := store.Query{Kind: "survey", Text: strings.TrimSpace(l.Text), Scope: l.mission.Scope(), Desc: true,
		Fields: []string{"title", "period", "unit", "status"}}
	session.Load(p.s, &p.loadList, func(ctx context.Context) (f found, err error) {
		if f.records, err = p.s.Store.List(ctx, q); err != nil {
			return f, err
		}
		if f.sheets, err = p.s.Store.CountBy(ctx, store.Query{Kind: "survey_response", Scope: l.mission.Scope()}, "survey"); err != nil {
			return f, err
		}
		if p.s.Headquarters() {
			f.missions, err = bound.Missions(ctx, p.s.Store, "survey")
		}
		return f, err
	}, l.show)
}

func (l *list) show(f found) {
	if f.missions != nil {
		l.mission.SetMissions(f.missions)
	}
	period := func(a, b data.Record) int { return cmp.Compare(b.Text("period"), a.Text("period")) }
	unit := func(a, b data.Record) int {
		return cmp.Compare(strings.ToLower(a.Text("unit")), strings.ToLower(b.Text("unit")))
	}
	switch l.Sort {
	case "period":
		slices.SortStableFunc(f.records, func(a, b data.Record) int { return cmp.Or(period(a, b), unit(a, b)) })
	case "unit":
		slices.SortStableFunc(f.records, func(a, b data.Record) int { return cmp.Or(unit(a, b), period(a, b)) })
	}
	l.empty.Filtered(l.mission.Scope() != "" || l.Text != "")
	rows := make(bound.Rows, 0, len(f.records))
	for _, r := range f.records {
		row := Row(r)
		row.Line += " · " + words.Now().N("survey.sheets", f.sheets[r.ID.String()])
		if l.page.s.Headquarters() {
			row.Line = setup.Name(r.Scope) + " · " + row.Line
		}
		rows = append(rows, row)
	}
	l.Set(rows)
	if open := l.page.open; open != data.NilID {
		l.Mark(open)
	}
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
