package outreach

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
	"pinisi/data/outreach"
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
	nothing := "outreach.empty"
	if p.s.ReadOnly() {
		nothing = "outreach.empty_read_only"
	}
	l.empty = bound.NewEmpty("outreach", words.T(nothing), words.T("outreach.empty.filtered"), words.T("outreach.empty.clear"), l.clear)
	parts := widgets.ListParts{Sort: "date", Empty: l.empty.Object}
	for _, id := range []string{"date", "changed", "title"} {
		parts.Sorts = append(parts.Sorts, widgets.Option{ID: id, Text: words.T("outreach.sort." + id)})
	}
	if !p.s.ReadOnly() {
		parts.New, parts.OnNew = words.T("outreach.new"), p.Begin
	}
	l.List = bound.NewList(parts, p.openRecord, p.reloadList)
	l.Records.OnOpened = func(string) { p.split.Open() }
	l.mission = bound.NewMissionFilter(func() { p.reloadList(); p.overview.reload() })
	figures := widgets.NewButton(widgets.Quiet, words.T("outreach.figures"), "outreach", p.figures).Compact()
	head := widgets.Column(look.Gap, widgets.Row(0, figures))
	if p.s.Headquarters() {
		head = widgets.Column(look.Gap, l.mission.Pick, widgets.Row(0, figures))
	}
	l.content = bound.Under(bound.Sheet(widgets.Inset(look.Roomy, look.Gap, head)), l.Records)
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
	q := store.Query{Kind: "outreach", Text: strings.TrimSpace(l.Text), Scope: l.mission.Scope(), Desc: true,
		Fields: []string{"title", "channel", "held_on", "until_on", "status", "reach"}}
	session.Load(p.s, &p.loadList, func(ctx context.Context) (f found, err error) {
		if f.records, err = p.s.Store.List(ctx, q); err != nil {
			return f, err
		}
		if p.s.Headquarters() {
			f.missions, err = bound.Missions(ctx, p.s.Store, "outreach")
		}
		return f, err
	}, l.show)
}

func (l *list) show(f found) {
	if f.missions != nil {
		l.mission.SetMissions(f.missions)
	}
	switch l.Sort {
	case "date": // without a date first: it is to be given one
		slices.SortStableFunc(f.records, func(a, b data.Record) int {
			x, y := a.Text("held_on"), b.Text("held_on")
			if (x == "") != (y == "") {
				return cmp.Compare(x, y)
			}
			return cmp.Compare(y, x)
		})
	case "title":
		slices.SortStableFunc(f.records, func(a, b data.Record) int {
			return cmp.Compare(strings.ToLower(a.Text("title")), strings.ToLower(b.Text("title")))
		})
	}
	l.empty.Filtered(l.mission.Scope() != "" || l.Text != "")
	rows := make(bound.Rows, 0, len(f.records))
	for _, r := range f.records {
		row := Row(r, l.page.today(r.Scope))
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

// Row is an activity as a row of a list; today is the date at its mission.
func Row(r data.Record, today string) widgets.Record {
	title := r.Text("title")
	if title == "" {
		title = words.T("outreach.untitled")
	}
	var line []string
	if on := days(r); on != "" {
		line = append(line, on)
	} else {
		line = append(line, words.T("outreach.no_date"))
	}
	if c := r.Text("channel"); c != "" {
		line = append(line, words.T("kinds.outreach.channel."+c))
	}
	state, word, icon := stateOf(r, today)
	return widgets.Record{ID: r.ID.String(), Title: title, Line: strings.Join(line, " · "), State: state, Word: word, Icon: icon, Mark: len(r.Conflicts) > 0}
}

// days are the day or days of an activity.
func days(r data.Record) string {
	from, until := r.Text("held_on"), r.Text("until_on")
	if from != "" && until != "" && until != from {
		if day := words.Date(from); from[:7] == until[:7] { // 9 – 10 Sep 2026
			first, _, _ := strings.Cut(day, " ")
			return first + " – " + words.Date(until)
		}
		return words.Date(from) + " – " + words.Date(until)
	}
	return words.Date(from)
}

// stateOf says how an activity stands; one that is planned for a day that has
// passed waits for somebody to say what became of it.
func stateOf(r data.Record, today string) (widgets.State, string, string) {
	switch r.Text("status") {
	case outreach.Held:
		return widgets.Good, words.T("outreach.status.held"), ""
	case outreach.Cancelled:
		return widgets.Neutral, words.T("outreach.status.cancelled"), "close"
	}
	if last := max(r.Text("held_on"), r.Text("until_on")); last != "" && last < today {
		return widgets.Wait, words.T("outreach.status.passed"), "clock"
	}
	return widgets.Neutral, words.T("outreach.status.planned"), "calendar"
}
