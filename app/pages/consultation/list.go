package consultation

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
	"pinisi/data/consult"
	"pinisi/data/store"
)

// list is the left side of the page.
type list struct {
	*bound.List
	page    *Page
	content fyne.CanvasObject
	status  *widgets.PickList
	public  *widgets.PickList    // public consultations, or internal meetings
	mission *bound.MissionFilter // headquarters only
	empty   *bound.Empty
}

const (
	allStatuses  = "all"
	publicOnly   = "public"
	internalOnly = "internal"
)

func newList(p *Page) *list {
	l := &list{page: p}
	l.status = widgets.NewChoice("", append([]widgets.Option{{ID: allStatuses, Text: words.T("consultation.filter.all")}},
		choices("consultation.status.", data.ConsultationDraft, data.ConsultationSigned, data.ConsultationPublished, data.ConsultationDone)...))
	l.status.Set(allStatuses)
	l.status.OnPicked = func(string) { p.reloadList() }
	l.public = widgets.NewChoice("", choices("consultation.filter.kind.", allStatuses, publicOnly, internalOnly))
	l.public.Set(allStatuses)
	l.public.OnPicked = func(string) { p.reloadList() }
	l.empty = bound.NewEmpty("consultation", words.T("consultation.empty"), words.T("consultation.empty.filtered"), words.T("consultation.empty.clear"), l.clear)
	l.List = bound.NewList(widgets.ListParts{
		New: words.T("consultation.new"), OnNew: p.Begin,
		Sorts: choices("consultation.sort.", "changed", "date", "title"), Sort: "changed",
		Empty: l.empty.Object, Headings: true,
	}, p.openRecord, p.reloadList)
	l.Records.OnOpened = func(string) { p.split.Open() }
	l.mission = bound.NewMissionFilter(p.reloadList)
	head := widgets.Column(look.Gap, bound.Columns(130, l.status, l.public))
	if p.s.Headquarters() {
		head.Add(l.mission.Pick)
	}
	l.content = bound.Under(bound.Sheet(widgets.Inset(look.Roomy, look.Gap, head)), l.Records)
	return l
}

// clear takes all filters away.
func (l *list) clear() {
	l.status.Set(allStatuses)
	l.public.Set(allStatuses)
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
	q := store.Query{Kind: "consultation", Text: strings.TrimSpace(l.Text), Scope: l.mission.Scope(), Desc: true,
		Fields: []string{"title", "form", "mode", "internal", "place", "starts_at", "ends_at", "zone", "status"}}
	if s := l.status.ID(); s != allStatuses {
		q.Where = map[string]data.Value{"status": data.TextValue(s)}
	}
	switch l.Sort {
	case "date":
		q.Order = "starts_at"
	case "title":
		q.Order, q.Desc = "title", false
	}
	session.Load(p.s, &p.loadList, func(ctx context.Context) (f found, err error) {
		if f.records, err = p.s.Store.List(ctx, q); err != nil {
			return f, err
		}
		if p.s.Headquarters() {
			f.missions, err = bound.Missions(ctx, p.s.Store, "consultation")
		}
		return f, err
	}, l.show)
}

func (l *list) show(f found) {
	if f.missions != nil {
		l.mission.SetMissions(f.missions)
	}
	if l.Sort == "title" {
		slices.SortStableFunc(f.records, func(a, b data.Record) int {
			return cmp.Compare(strings.ToLower(a.Text("title")), strings.ToLower(b.Text("title")))
		})
	}
	l.empty.Filtered(l.status.ID() != allStatuses || l.public.ID() != allStatuses || l.mission.Scope() != "" || l.Text != "")
	// Meetings of offices stand apart: they are no public participation.
	var public, internal []data.Record
	for _, r := range f.records {
		if r.Bool("internal") {
			internal = append(internal, r)
		} else {
			public = append(public, r)
		}
	}
	switch l.public.ID() {
	case publicOnly:
		internal = nil
	case internalOnly:
		public = nil
	}
	rows := make(bound.Rows, 0, len(f.records)+2)
	for i, r := range slices.Concat(public, internal) {
		if i == len(public) { // the first internal one
			rows = append(rows, widgets.Record{Heading: true, Title: words.T("consultation.list.internal"), Word: words.Count(len(internal))})
		}
		row := Row(r)
		if l.page.s.Headquarters() {
			row.Line = bound.MissionName(r.Scope) + " · " + row.Line
		}
		rows = append(rows, row)
	}
	l.Set(rows)
	if open := l.page.open; open != data.NilID && !l.page.fresh {
		l.Mark(open)
	}
}

// Row is a consultation as a row of a list.
func Row(r data.Record) widgets.Record {
	title := r.Text("title")
	if title == "" {
		title = words.T("consultation.untitled")
	}
	line := said("consultation.form.short.", r.Text("form"))
	if w := consult.When(r, ""); !w.Start.IsZero() {
		line += " · " + words.Now().Date(w.Start)
	} else {
		line += " · " + words.T("consultation.no_date")
	}
	state, word := statusWord(r)
	return widgets.Record{ID: r.ID.String(), Title: title, Line: strings.TrimPrefix(line, " · "), State: state, Word: word, Mark: len(r.Conflicts) > 0}
}

func statusWord(r data.Record) (widgets.State, string) {
	status := r.Text("status")
	if status == "" {
		status = data.ConsultationDraft
	}
	state := widgets.Neutral
	switch status {
	case data.ConsultationSigned, data.ConsultationPublished:
		state = widgets.Wait
	case data.ConsultationDone:
		state = widgets.Good
	}
	return state, said("consultation.status.", status)
}
