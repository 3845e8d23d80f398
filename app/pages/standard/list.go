package standard

import (
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
	"pinisi/data/standards"
)

// Filters of the list.
const (
	filterOffered    = "offered"
	filterAbsent     = standards.Absent
	filterIncomplete = standards.Incomplete
	filterDue        = standards.ReviewDue
	filterDraft      = "draft"
	filterAll        = "all" // those that the mission does not offer too
)

// list is the left side of the page: services with the state of their standards.
type list struct {
	page    *Page
	content fyne.CanvasObject
	rows    *widgets.RecordList
	have    bound.Rows
	text    string
	filter  *widgets.PickList
	mission *bound.MissionFilter // headquarters only
	empty   *bound.Empty
	summary *widgets.Text
}

func newList(p *Page) *list {
	l := &list{page: p, summary: widgets.Small("")}
	var filters []widgets.Option
	for _, id := range []string{filterOffered, filterAbsent, filterIncomplete, filterDue, filterDraft, filterAll} {
		filters = append(filters, widgets.Option{ID: id, Text: words.T("standard.filter." + id)})
	}
	l.filter = widgets.NewChoice("", filters)
	l.filter.Set(filterOffered)
	l.filter.OnPicked = func(string) { p.reloadList() }
	nothing := "standard.empty"
	if p.s.Headquarters() {
		nothing = "standard.empty_headquarters"
	}
	l.empty = bound.NewEmpty("standard", words.T(nothing), words.T("standard.empty.filtered"), words.T("standard.empty.clear"), l.clear)
	l.rows = widgets.NewRecordList(l.have, widgets.ListParts{Empty: l.empty.Object, Headings: true})
	l.rows.OnSelected = func(code string) {
		if !strings.HasPrefix(code, "group ") {
			p.openService(code)
		}
	}
	l.rows.OnOpened = func(string) { p.split.Open() }
	l.rows.OnFilter = func(text string) { l.text = text; p.reloadList() }
	l.mission = bound.NewMissionFilter(func() { p.close(); p.reloadList() })
	head := widgets.Column(look.Gap)
	if p.s.Headquarters() {
		head.Add(l.mission.Pick)
	}
	head.Add(widgets.Wrapped(look.Gap,
		widgets.NewButton(widgets.Plain, words.T("standard.pledge.short"), "", p.openPledge).Compact(),
		widgets.NewButton(widgets.Plain, words.T("standard.services"), "", p.openServices).Compact()))
	head.Add(l.filter)
	head.Add(l.summary)
	l.content = bound.Under(bound.Sheet(widgets.Inset(look.Roomy, look.Gap, head)), l.rows)
	return l
}

// scopeOf narrows headquarters' list to the mission of a record.
func (l *list) scopeOf(scope string) {
	if l.page.s.Headquarters() && l.mission.Scope() != scope {
		l.mission.Pick.Set(scope)
		l.page.reloadList()
	}
}

// clear takes all filters away.
func (l *list) clear() {
	l.filter.Set(filterOffered)
	l.rows.ClearFilter()
	l.page.reloadList()
}

type found struct {
	catalogue *standards.Catalogue // nil: no mission is chosen
	missions  []widgets.Option
}

func (p *Page) reloadList() {
	scope := p.scope()
	session.Load(p.s, &p.loadList, func(ctx context.Context) (f found, err error) {
		if p.s.Headquarters() {
			if f.missions, err = bound.Missions(ctx, p.s.Store, "standard"); err != nil {
				return f, err
			}
		}
		if scope != "" {
			f.catalogue, err = standards.Load(ctx, p.s.Store, scope)
		}
		return f, err
	}, p.list.show)
}

func (l *list) show(f found) {
	if f.missions != nil {
		l.mission.SetMissions(f.missions)
	}
	today, want := l.page.today(), l.filter.ID()
	var rows bound.Rows
	if c := f.catalogue; c != nil {
		l.sum(c, today)
		last := ""
		for _, s := range inGroups(c) {
			row := Row(c, s, today)
			if !keeps(s, c.Rules, today, want) || !matches(row, s.Code+" "+group(s.Group), l.text) {
				continue
			}
			if s.Group != last {
				last = s.Group
				rows = append(rows, widgets.Record{ID: "group " + last, Title: words.Capital(group(last)), Heading: true})
			}
			rows = append(rows, row)
		}
	}
	widgets.ShowIf(l.summary, f.catalogue != nil)
	l.empty.Filtered(f.catalogue != nil && (want != filterOffered || l.text != ""))
	l.have = rows
	l.rows.SetRows(rows)
	if l.page.at == atService {
		l.rows.Select(l.page.service, rows.Index(l.page.service))
	}
	l.content.Refresh()
}

// sum says how many services have a whole standard in force.
func (l *list) sum(c *standards.Catalogue, today string) {
	all, published, due := 0, 0, 0
	for _, s := range c.Services {
		if !s.Offered {
			continue
		}
		all++
		if now := s.Current(); now.Text("status") == data.StandardPublished && len(standards.Missing(now)) == 0 {
			published++
		}
		if keeps(s, c.Rules, today, filterDue) {
			due++
		}
	}
	key := "standard.summary"
	if !c.Listed {
		key = "standard.summary_unlisted"
	}
	l.summary.Set(words.T(key, "N", published, "All", all, "Due", due))
}

// inGroups are the services ordered by their groups, those that are offered first.
func inGroups(c *standards.Catalogue) []standards.Service {
	order := map[string]int{}
	for _, s := range c.Services {
		if _, ok := order[s.Group]; !ok {
			order[s.Group] = len(order)
		}
	}
	all := slices.Clone(c.Services)
	slices.SortStableFunc(all, func(a, b standards.Service) int { return order[a.Group] - order[b.Group] })
	return all
}

func keeps(s standards.Service, r standards.Rules, today, want string) bool {
	switch want {
	case filterAll:
		return true
	case filterDraft:
		return len(s.Drafts()) > 0
	case filterOffered:
		return s.Offered || len(s.Versions) > 0
	}
	return s.Offered && slices.ContainsFunc(s.Due(r, today), func(m standards.Matter) bool { return m.Reason == want })
}

func matches(row widgets.Record, more, text string) bool {
	all := strings.ToLower(row.Title + " " + row.Line + " " + row.Word + " " + more)
	for _, word := range strings.Fields(strings.ToLower(text)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}

// Row is a service as a row of a list.
func Row(c *standards.Catalogue, s standards.Service, today string) widgets.Record {
	var line []string
	work := s.Work()
	if work.ID != data.NilID {
		line = append(line, complete(work))
	}
	state, word := stateOf(c, s)
	switch n := len(s.Drafts()); {
	case n > 1: // begun apart from each other
		line = append(line, words.T("standard.has_drafts", "N", n))
	case n == 1 && s.Current().ID != data.NilID:
		line = append(line, words.T("standard.has_draft"))
	}
	icon := ""
	for _, m := range s.Due(c.Rules, today) {
		if m.Reason == standards.ReviewDue {
			line = append(line, dueText(m))
			if m.Late() {
				state, word, icon = widgets.Wait, words.T("standard.state.review"), "clock"
			}
		}
	}
	switch {
	case len(line) == 0:
		line = []string{s.Code}
	case len(line) == 1:
		line = []string{words.T("standard.complete", "N", standards.Complete(work), "All", len(data.StandardComponents))}
	}
	return widgets.Record{ID: s.Code, Title: bound.ServiceName(s.Code), Line: strings.Join(line, " · "), State: state, Word: word, Icon: icon, Mark: len(work.Conflicts) > 0}
}

// complete says how many of the components a version has, briefly.
func complete(r data.Record) string {
	return words.T("standard.complete.short", "N", standards.Complete(r), "All", len(data.StandardComponents))
}

func dueText(m standards.Matter) string {
	if m.Late() {
		return words.T("standard.due.late", "Date", words.Date(m.On))
	}
	return words.T("standard.due.soon", "Date", words.Date(m.On))
}

// stateOf says in a word how the standard of a service stands.
func stateOf(c *standards.Catalogue, s standards.Service) (widgets.State, string) {
	work := s.Work()
	switch {
	case work.ID != data.NilID:
		return stateWord(work)
	case !s.Offered:
		return widgets.Neutral, words.T("standard.state.not_offered")
	case !c.Listed: // nobody said that the mission offers it
		return widgets.Neutral, words.T("standard.state.absent")
	}
	return widgets.Bad, words.T("standard.state.absent")
}

// stateWord says in a word how a version stands.
func stateWord(r data.Record) (widgets.State, string) {
	status := r.Text("status")
	if status == "" {
		status = data.StandardDraft
	}
	state := widgets.Neutral
	switch status {
	case data.StandardPublished:
		state = widgets.Good
	case data.StandardDecreed, data.StandardConsulted:
		state = widgets.Wait
	}
	if key := "standard.state." + status; words.Has(key) {
		return state, words.T(key)
	}
	return state, status // of a newer version of the program
}
