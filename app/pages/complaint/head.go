package complaint

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/followup"
	"pinisi/data/report"
	"pinisi/data/workday"
)

// everything is the choice of no filter: no value has this name.
const everything = "*"

// Filters by what is due, beside the statuses.
const (
	filterOpen = "open"
	filterLate = "late"
	filterSoon = "soon"
)

// Ways of counting days.
const (
	countWorking  = "working"
	countCalendar = "calendar"
)

// head is above list and detail: how long the complaints took, and the filters.
type head struct {
	page    *Page
	content fyne.CanvasObject
	figure  *widgets.Text
	basis   *widgets.Text
	what    *widgets.PickList // the definition
	count   *widgets.PickList // working or calendar days
	state   *widgets.PickList
	period  *widgets.PickList
	more    *bound.More // the filters that are seldom used
	class   *widgets.PickList
	channel *widgets.PickList
	service *widgets.PickList
	mission *bound.MissionFilter

	documents *documents.Button // of the period that is chosen
}

func newHead(p *Page) *head {
	h := &head{page: p, figure: widgets.NewText("", look.TextSize+2).Bold(), basis: widgets.Small("")}
	pick := func(options ...widgets.Option) *widgets.PickList {
		l := widgets.NewChoice("", options)
		l.Set(everything)
		l.OnPicked = func(string) { p.apply() }
		return l
	}
	h.state = pick(widgets.Option{ID: everything, Text: words.T("complaint.filter.every_state")})
	var states []widgets.Option
	for _, id := range []string{filterOpen, filterLate, filterSoon} {
		states = append(states, widgets.Option{ID: id, Text: words.T("complaint.filter." + id)})
	}
	h.state.SetOptions(append(append([]widgets.Option{{ID: everything, Text: words.T("complaint.filter.every_state")}}, states...), choices("status")...))
	h.class = pick(append([]widgets.Option{{ID: everything, Text: words.T("complaint.filter.every_class")}}, choices("class")...)...)
	h.channel = pick(append([]widgets.Option{{ID: everything, Text: words.T("complaint.filter.every_channel")}}, choices("channel")...)...)
	h.period, h.service = pick(), pick()
	h.mission = bound.NewMissionFilter(p.reloadList)
	var definitions []widgets.Option
	for _, d := range complain.Definitions() {
		definitions = append(definitions, widgets.Option{ID: string(d), Text: words.T(d.Label())})
	}
	h.what = pick(definitions...)
	h.what.Set(string(complain.ReplyAfterReceipt))
	h.count = pick(widgets.Option{ID: countWorking, Text: words.T("complaint.count.working")}, widgets.Option{ID: countCalendar, Text: words.T("complaint.count.calendar")})
	h.count.Set(countWorking)
	imports := widgets.NewButton(widgets.Plain, words.T("complaint.import"), "upload", p.importFile).Compact()
	if p.readOnly() {
		imports.Hide()
	}
	sized := func(width float32, o fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Sized(look.Text(width), 0, o)
	}
	seldom := []fyne.CanvasObject{sized(200, h.class), sized(200, h.channel), sized(260, h.service)}
	if p.s.Headquarters() {
		seldom = append([]fyne.CanvasObject{sized(220, h.mission.Pick)}, seldom...)
	}
	h.more = bound.NewMore("complaint", h.seldomSet, func() { p.content.Refresh() }, seldom...)
	h.content = bound.Sheet(widgets.Column(0, widgets.Inset(look.Roomy, look.Gap, widgets.Column(look.Gap,
		widgets.RowGrow(look.Gap, 0, widgets.Column(2, h.figure, h.basis), h.papers(), imports),
		widgets.Wrapped(look.Gap, sized(190, h.state), sized(160, h.period), h.more.Button, sized(310, h.what), sized(150, h.count)),
		h.more.Filters)), widgets.Divider()))
	h.offer(&set{})
	h.more.Show()
	return h
}

// papers is the button of the documents of a period's complaints; at
// headquarters of all missions, or of the one that is chosen.
func (h *head) papers() fyne.CanvasObject {
	h.documents = documents.New(h.page.s, documents.OfComplaints, func() report.Request {
		h.page.Leave()
		period := h.period.ID()
		if period == everything { // then the dialog asks which
			period = ""
		}
		return report.Request{Period: period, Scope: cmp.Or(h.mission.Scope(), bound.OwnScope(h.page.s))}
	})
	return h.documents.Content
}

// choices are the values of a field with their words.
func choices(field string) []widgets.Option {
	f, _ := data.Complaint.Field(field)
	var options []widgets.Option
	for _, c := range f.Choices {
		options = append(options, widgets.Option{ID: c, Text: words.Capital(words.T(f.Label("complaint") + "." + c))})
	}
	return options
}

// seldomSet counts the filters that are set among those folded away.
func (h *head) seldomSet() int {
	return bound.Narrowing(everything, h.mission, h.class, h.channel, h.service)
}

// offer fills the choosers with what the complaints have.
func (h *head) offer(f *set) {
	years, services := map[string]bool{}, map[string]bool{}
	for _, r := range f.records {
		if y := followup.Year(r.Text("received_on")); y != "" {
			years[y], years[y+half(r.Text("received_on"))] = true, true
		}
		if s := r.Text("service"); s != "" {
			services[s] = true
		}
	}
	periods := []widgets.Option{{ID: everything, Text: words.T("complaint.filter.every_period")}}
	for _, y := range sorted(years, true) {
		text := y
		if len(y) > 4 {
			text = words.T("complaint.filter.half", "Year", y[:4], "N", y[6:])
		}
		periods = append(periods, widgets.Option{ID: y, Text: text})
	}
	h.period.SetOptions(periods)
	options := []widgets.Option{{ID: everything, Text: words.T("complaint.filter.every_service")}}
	for _, code := range sorted(services, false) {
		options = append(options, widgets.Option{ID: code, Text: bound.ServiceName(code)})
	}
	h.service.SetOptions(options)
	h.mission.SetMissions(f.missions)
}

// half is the half of the year of a date: "-S1" or "-S2".
func half(on string) string {
	if len(on) >= 7 && on[5:7] > "06" {
		return "-S2"
	}
	return "-S1"
}

func sorted(m map[string]bool, down bool) []string {
	var all []string
	for k := range m {
		all = append(all, k)
	}
	slices.SortFunc(all, func(a, b string) int {
		if down {
			// a whole year before its halves, the latest first
			return cmp.Or(cmp.Compare(b[:4], a[:4]), cmp.Compare(len(a), len(b)), cmp.Compare(b, a))
		}
		return cmp.Compare(a, b)
	})
	return all
}

// keeps says whether the filters keep a complaint.
func (h *head) keeps(f *set, r data.Record) bool {
	is := func(l *widgets.PickList, value string) bool { return l.ID() == everything || l.ID() == value }
	on := r.Text("received_on")
	if !is(h.class, r.Text("class")) || !is(h.channel, r.Text("channel")) || !is(h.service, r.Text("service")) ||
		!is(h.period, followup.Year(on)) && !is(h.period, followup.Year(on)+half(on)) {
		return false
	}
	switch want := h.state.ID(); want {
	case everything:
		return true
	case filterOpen:
		return complain.Open(r)
	case filterLate, filterSoon:
		c, ok := f.next(r)
		return ok && (want == filterLate && c.State == complain.Late || want == filterSoon && c.State == complain.Soon)
	default:
		return r.Text("status") == want
	}
}

// narrowed reports whether any filter is set.
func (h *head) narrowed() bool {
	for _, l := range []*widgets.PickList{h.state, h.period, h.class, h.channel, h.service} {
		if l.ID() != everything {
			return true
		}
	}
	return h.mission.Scope() != ""
}

// clear takes all filters away.
func (h *head) clear() {
	for _, l := range []*widgets.PickList{h.state, h.period, h.class, h.channel, h.service} {
		l.Set(everything)
	}
	h.mission.Clear()
}

// show tells how long the complaints that are kept took. Those of several
// missions are counted on one calendar each.
func (h *head) show(f *set) {
	working := h.count.ID() == countWorking
	calendars := map[string]workday.Calendar{}
	for scope, b := range f.books {
		calendars[scope] = b.Calendar
	}
	t := complain.MeasureAll(f.kept, complain.Definition(h.what.ID()), working, calendars)
	w := words.Now()
	if t.Used() == 0 {
		h.figure.Set(words.T("complaint.figure.none"))
	} else {
		h.figure.Set(words.T("complaint.figure", "Mean", words.Decimal(t.Mean()), "Unit", words.T("complaint.count."+h.count.ID()+".word"), "Median", words.Decimal(t.Median()), "Largest", t.Largest()))
	}
	late, soon := 0, 0
	for _, r := range f.kept {
		if c, ok := f.next(r); ok {
			switch c.State {
			case complain.Late:
				late++
			case complain.Soon:
				soon++
			}
		}
	}
	text := ""
	if len(f.kept) > 0 {
		text = t.Basis(w)
	}
	if late+soon > 0 {
		text += " · " + words.T("complaint.figure.due", "Late", late, "Soon", soon)
	}
	h.basis.Set(text)
	h.more.Show()
	h.content.Refresh()
	if h.page.content != nil {
		h.page.content.Refresh()
	}
}
