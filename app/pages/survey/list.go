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
	page    *Page
	content fyne.CanvasObject
	list    *widgets.RecordList
	mission *bound.MissionFilter // headquarters only
	rows    bound.Rows
	empty   *bound.Empty
	text    string
	sort    string
}

func newList(p *Page) *list {
	l := &list{page: p, sort: "period"}
	nothing := "survey.empty"
	switch {
	case p.s.Headquarters():
		nothing = "survey.empty_headquarters"
	case p.s.ReadOnly():
		nothing = "survey.empty_read_only"
	}
	l.empty = bound.NewEmpty("survey", words.T(nothing), words.T("survey.empty.filtered"), words.T("survey.empty.clear"), l.clear)
	parts := widgets.ListParts{Sort: l.sort, Empty: l.empty.Object}
	for _, id := range []string{"period", "changed", "unit"} {
		parts.Sorts = append(parts.Sorts, widgets.Option{ID: id, Text: words.T("survey.sort." + id)})
	}
	if !p.s.ReadOnly() {
		parts.New, parts.OnNew = words.T("survey.new"), p.Begin
	}
	l.list = widgets.NewRecordList(l.rows, parts)
	l.list.OnSelected = func(id string) {
		if rec, err := data.ParseID(id); err == nil {
			p.openRecord(rec, "")
		}
	}
	l.list.OnOpened = func(string) { p.split.Open() }
	l.list.OnFilter = func(text string) { l.text = text; p.reloadList() }
	l.list.OnSort = func(id string) { l.sort = id; p.reloadList() }
	l.mission = bound.NewMissionFilter(p.reloadList)
	l.content = l.list
	if p.s.Headquarters() {
		l.content = bound.Under(bound.Sheet(widgets.Inset(look.Roomy, look.Gap, l.mission.Pick)), l.list)
	}
	return l
}

// clear takes all filters away.
func (l *list) clear() {
	l.mission.Clear()
	l.list.ClearFilter()
	l.page.reloadList()
}

type found struct {
	records  []data.Record
	sheets   map[string]int // how many came in, by survey
	missions []widgets.Option
}

func (p *Page) reloadList() {
	l := p.list
	q := store.Query{Kind: "survey", Text: strings.TrimSpace(l.text), Scope: l.mission.Scope(), Desc: true,
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
	switch l.sort {
	case "period":
		slices.SortStableFunc(f.records, func(a, b data.Record) int { return cmp.Or(period(a, b), unit(a, b)) })
	case "unit":
		slices.SortStableFunc(f.records, func(a, b data.Record) int { return cmp.Or(unit(a, b), period(a, b)) })
	}
	l.empty.Filtered(l.mission.Scope() != "" || l.text != "")
	l.rows = nil
	for _, r := range f.records {
		row := Row(r)
		row.Line += " · " + words.Now().N("survey.sheets", f.sheets[r.ID.String()])
		if l.page.s.Headquarters() {
			row.Line = setup.Name(r.Scope) + " · " + row.Line
		}
		l.rows = append(l.rows, row)
	}
	l.list.SetRows(l.rows)
	if open := l.page.open; open != data.NilID {
		l.list.Select(open.String(), l.rows.Index(open.String()))
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
