package integration

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
	"pinisi/data/integrate"
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
	nothing := "integration.empty"
	if p.s.ReadOnly() {
		nothing = "integration.empty_read_only"
	}
	l.empty = bound.NewEmpty("integration", words.T(nothing), words.T("integration.empty.filtered"), words.T("integration.empty.clear"), l.clear)
	parts := widgets.ListParts{Sort: "name", Empty: l.empty.Object}
	for _, id := range []string{"name", "changed"} {
		parts.Sorts = append(parts.Sorts, widgets.Option{ID: id, Text: words.T("integration.sort." + id)})
	}
	if !p.s.ReadOnly() {
		parts.New, parts.OnNew = words.T("integration.new"), p.Begin
	}
	l.List = bound.NewList(parts, p.openRecord, p.reloadList)
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
	shares   map[data.ID]integrate.Share
	missions []widgets.Option
}

func (p *Page) reloadList() {
	l := p.list
	q := store.Query{Kind: "system", Text: strings.TrimSpace(l.Text), Scope: l.mission.Scope(), Desc: true, Fields: []string{"name", "owner"}}
	session.Load(p.s, &p.loadList, func(ctx context.Context) (f found, err error) {
		if f.records, err = p.s.Store.List(ctx, q); err != nil {
			return f, err
		}
		if f.shares, err = integrate.Shares(ctx, p.s.Store, q.Scope); err != nil {
			return f, err
		}
		if p.s.Headquarters() {
			f.missions, err = bound.Missions(ctx, p.s.Store, "system")
		}
		return f, err
	}, l.show)
}

func (l *list) show(f found) {
	if f.missions != nil {
		l.mission.SetMissions(f.missions)
	}
	if l.Sort == "name" {
		slices.SortStableFunc(f.records, func(a, b data.Record) int {
			return cmp.Compare(strings.ToLower(a.Text("name")), strings.ToLower(b.Text("name")))
		})
	}
	l.empty.Filtered(l.mission.Scope() != "" || l.Text != "")
	rows := make(bound.Rows, 0, len(f.records))
	for _, r := range f.records {
		row := Row(r, f.shares[r.ID])
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

// Row is a system as a row of a list: how many items are ready stands with the
// names of those that are not.
func Row(r data.Record, sh integrate.Share) widgets.Record {
	title := r.Text("name")
	if title == "" {
		title = words.T("integration.untitled")
	}
	line := words.T("integration.all_ready")
	state := widgets.Good
	if names := notReady(sh); len(names) > 0 {
		line, state = words.T("integration.left_short", "List", strings.Join(names, ", ")), widgets.Wait
	}
	if sh.Ready == 0 {
		state = widgets.Neutral
	}
	return widgets.Record{ID: r.ID.String(), Title: title, Line: line, State: state, Word: shareWord(sh), Icon: "integration", Mark: len(r.Conflicts) > 0}
}

func shareWord(sh integrate.Share) string {
	return words.T("integration.share", "Ready", words.Count(sh.Ready), "Applicable", words.Count(sh.Applicable))
}

func notReady(sh integrate.Share) []string {
	var names []string
	for _, l := range sh.NotReady {
		names = append(names, l.Name.In(lang()))
	}
	return names
}
