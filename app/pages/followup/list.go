package followup

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
	"pinisi/data/followup"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// list is the left side of the page.
type list struct {
	page    *Page
	content fyne.CanvasObject
	list    *widgets.RecordList
	status  *widgets.PickList
	mission *bound.MissionFilter // headquarters only
	sum     *widgets.Text
	rows    bound.Rows
	empty   *bound.Empty
	text    string
	sort    string
}

// Filters beside the statuses.
const (
	filterAll  = "all"
	filterOpen = "open"
	filterLate = "late"
	filterSoon = "soon"
)

func newList(p *Page) *list {
	l := &list{page: p, sort: "due", sum: widgets.Small("")}
	l.status = widgets.NewChoice("", []widgets.Option{
		{ID: filterOpen, Text: words.T("followup.filter.open")},
		{ID: filterLate, Text: words.T("followup.filter.late")},
		{ID: filterSoon, Text: words.T("followup.filter.soon")},
		{ID: followup.Planned, Text: words.T("followup.status.planned")},
		{ID: followup.Running, Text: words.T("followup.status.running")},
		{ID: followup.Done, Text: words.T("followup.status.done")},
		{ID: followup.Cancelled, Text: words.T("followup.status.cancelled")},
		{ID: filterAll, Text: words.T("followup.filter.all")},
	})
	l.status.Set(filterOpen)
	l.status.OnPicked = func(string) { p.reloadList() }
	l.empty = bound.NewEmpty("follow-up", words.T("followup.empty"), words.T("followup.empty.filtered"), words.T("followup.empty.clear"), l.clear)
	l.list = widgets.NewRecordList(l.rows, widgets.ListParts{
		New: words.T("followup.new"), OnNew: p.Begin,
		Sorts: []widgets.Option{
			{ID: "due", Text: words.T("followup.sort.due")},
			{ID: "changed", Text: words.T("followup.sort.changed")},
			{ID: "office", Text: words.T("followup.sort.office")},
		},
		Sort:  "due",
		Empty: l.empty.Object,
	})
	l.list.OnSelected = func(id string) {
		if rec, err := data.ParseID(id); err == nil {
			p.openRecord(rec)
		}
	}
	l.list.OnOpened = func(string) { p.front() }
	l.list.OnFilter = func(text string) { l.text = text; p.reloadList() }
	l.list.OnSort = func(id string) { l.sort = id; p.reloadList() }
	head := widgets.Column(look.Gap, l.status)
	l.mission = bound.NewMissionFilter(p.reloadList)
	if p.s.Headquarters() {
		head.Add(l.mission.Pick)
	}
	head.Add(l.sum)
	l.content = bound.Under(bound.Sheet(widgets.Inset(look.Roomy, look.Gap, head)), l.list)
	return l
}

// clear shows all.
func (l *list) clear() {
	l.status.Set(filterAll)
	l.mission.Clear()
	l.list.ClearFilter()
	l.page.reloadList()
}

type found struct {
	records  []data.Record
	missions []widgets.Option
	today    map[string]string // by scope
}

func (p *Page) reloadList() {
	l := p.list
	q := store.Query{Kind: "followup", Text: strings.TrimSpace(l.text), Scope: l.mission.Scope(),
		Fields: []string{"action", "finding", "office", "due_on", "done_on", "status", "percent"}}
	if l.sort == "changed" {
		q.Order, q.Desc = "", true
	} else {
		q.Order = "created"
	}
	session.Load(p.s, &p.loadList, func(ctx context.Context) (found, error) {
		var f found
		var err error
		if f.records, err = p.s.Store.List(ctx, q); err != nil {
			return f, err
		}
		if p.s.Headquarters() {
			if f.missions, err = bound.Missions(ctx, p.s.Store, "followup"); err != nil {
				return f, err
			}
		}
		f.today = map[string]string{}
		for _, r := range f.records {
			if f.today[r.Scope] == "" {
				f.today[r.Scope] = followup.Today(p.s.Now(), bound.Zone(r.Scope))
			}
		}
		return f, nil
	}, l.show)
}

func (l *list) show(f found) {
	var progress followup.Progress
	for scope, today := range f.today {
		var of []data.Record
		for _, r := range f.records {
			if r.Scope == scope {
				of = append(of, r)
			}
		}
		p := followup.Sum(of, today)
		progress.Planned += p.Planned
		progress.Running += p.Running
		progress.Done += p.Done
		progress.Cancelled += p.Cancelled
		progress.Late += p.Late
	}
	if progress.Total() > 0 {
		l.sum.Set(words.T("followup.summary", "Done", progress.Done, "N", progress.Total(), "Percent", progress.Percent(), "Late", progress.Late))
	} else {
		l.sum.Set("")
	}
	if f.missions != nil {
		l.mission.SetMissions(f.missions)
	}
	kept := slices.DeleteFunc(slices.Clone(f.records), func(r data.Record) bool { return !l.keeps(r, f.today[r.Scope]) })
	switch l.sort {
	case "due":
		slices.SortStableFunc(kept, func(a, b data.Record) int { return cmp.Compare(dueKey(a), dueKey(b)) })
	case "office":
		slices.SortStableFunc(kept, func(a, b data.Record) int {
			return cmp.Or(cmp.Compare(strings.ToLower(a.Text("office")), strings.ToLower(b.Text("office"))), cmp.Compare(dueKey(a), dueKey(b)))
		})
	}
	l.empty.Filtered(len(f.records) > 0 || l.mission.Scope() != "" || l.text != "")
	l.rows = nil
	for _, r := range kept {
		row := Row(r, f.today[r.Scope])
		if l.page.s.Headquarters() {
			row.Line = setup.Name(r.Scope) + " · " + row.Line
		}
		l.rows = append(l.rows, row)
	}
	l.list.SetRows(l.rows)
	if open := l.page.open; open != data.NilID && !l.page.fresh {
		l.list.Select(open.String(), l.rows.Index(open.String()))
	}
}

// dueKey sorts open actions by date, those without one and closed ones last.
func dueKey(r data.Record) string {
	due := r.Text("due_on")
	switch s := r.Text("status"); {
	case s == followup.Done || s == followup.Cancelled:
		return "~~" + due
	case due == "":
		return "~"
	}
	return due
}

func (l *list) keeps(r data.Record, today string) bool {
	status := r.Text("status")
	if status == "" {
		status = followup.Planned
	}
	due, _ := followup.DueOf(r, today)
	switch want := l.status.ID(); want {
	case filterAll:
		return true
	case filterOpen:
		return due != followup.Closed
	case filterLate:
		return due == followup.Late
	case filterSoon:
		return due == followup.Soon
	default:
		return status == want
	}
}

// Row is an action as a row of a list, late and soon by the date today.
func Row(r data.Record, today string) widgets.Record {
	title := r.Text("action")
	if title == "" {
		title = r.Text("finding")
	}
	if title == "" {
		title = words.T("followup.untitled")
	}
	state, word := dueWord(r, today)
	icon := ""
	if state == widgets.Neutral {
		icon = "calendar"
	}
	line := r.Text("office")
	if line == "" {
		line = statusWord(r)
	}
	return widgets.Record{ID: r.ID.String(), Title: title, Line: line, State: state, Word: word, Icon: icon, Mark: len(r.Conflicts) > 0}
}

func statusWord(r data.Record) string {
	s := r.Text("status")
	if s == "" {
		s = followup.Planned
	}
	if key := "followup.status." + s; words.Has(key) {
		return words.T(key)
	}
	return s // of a newer version
}

// dueWord says how an action stands against its date, in a word and its colour.
func dueWord(r data.Record, today string) (widgets.State, string) {
	due, days := followup.DueOf(r, today)
	switch due {
	case followup.Late:
		return widgets.Bad, words.T("followup.due.late", "N", -days)
	case followup.Soon:
		if days == 0 {
			return widgets.Wait, words.T("followup.due.today")
		}
		return widgets.Wait, words.T("followup.due.soon", "N", days)
	case followup.InTime:
		return widgets.Neutral, words.Date(r.Text("due_on"))
	case followup.Closed:
		if r.Text("status") == followup.Done {
			return widgets.Good, words.T("followup.status.done")
		}
		return widgets.Neutral, words.T("followup.status.cancelled")
	}
	return widgets.Neutral, words.T("followup.due.none")
}
