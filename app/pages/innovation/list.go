package innovation

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
	nothing := "innovation.empty"
	if p.s.ReadOnly() {
		nothing = "innovation.empty_read_only"
	}
	l.empty = bound.NewEmpty("innovation", words.T(nothing), words.T("innovation.empty.filtered"), words.T("innovation.empty.clear"), l.clear)
	parts := widgets.ListParts{Sort: "changed", Empty: l.empty.Object}
	for _, id := range []string{"changed", "started", "title"} {
		parts.Sorts = append(parts.Sorts, widgets.Option{ID: id, Text: words.T("innovation.sort." + id)})
	}
	if !p.s.ReadOnly() {
		parts.New, parts.OnNew = words.T("innovation.new"), p.Begin
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
	missions []widgets.Option
}

func (p *Page) reloadList() {
	l := p.list
	q := store.Query{Kind: "innovation", Text: strings.TrimSpace(l.Text), Scope: l.mission.Scope(), Desc: true,
		Fields: []string{"title", "unit", "stage", "started_on"}}
	session.Load(p.s, &p.loadList, func(ctx context.Context) (f found, err error) {
		if f.records, err = p.s.Store.List(ctx, q); err != nil {
			return f, err
		}
		if p.s.Headquarters() {
			f.missions, err = bound.Missions(ctx, p.s.Store, "innovation")
		}
		return f, err
	}, l.show)
}

func (l *list) show(f found) {
	if f.missions != nil {
		l.mission.SetMissions(f.missions)
	}
	switch l.Sort {
	case "started":
		slices.SortStableFunc(f.records, func(a, b data.Record) int { return cmp.Compare(b.Text("started_on"), a.Text("started_on")) })
	case "title":
		slices.SortStableFunc(f.records, func(a, b data.Record) int {
			return cmp.Compare(strings.ToLower(a.Text("title")), strings.ToLower(b.Text("title")))
		})
	}
	l.empty.Filtered(l.mission.Scope() != "" || l.Text != "")
	rows := make(bound.Rows, 0, len(f.records))
	for _, r := range f.records {
		row := Row(r)
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
