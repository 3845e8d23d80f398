package followup

import (
	"cmp"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/report"
)

// everything is the choice of no filter: no period, unit or office has this name.
const everything = "*"

// head is above all views: which view, the share of the plan, and the filters.
type head struct {
	page                         *Page
	content                      fyne.CanvasObject
	tabs                         *bound.Tabs
	sum                          *widgets.Text
	note                         *widgets.Text
	documents                    *documents.Button // of the plan of a period
	carry                        *widgets.Button
	add                          *widgets.Button
	more                         *bound.More     // the filters that are seldom used
	lines                        *fyne.Container // filters and the share
	filter                       *widgets.FilterLine
	text                         string
	period, unit, source, office *widgets.PickList
	mission                      *bound.MissionFilter
}

func newHead(p *Page) *head {
	h := &head{page: p, sum: widgets.Body("").Bold().Whole(), note: widgets.Small("")}
	pick := func() *widgets.PickList {
		l := widgets.NewChoice("", nil)
		l.Set(everything)
		l.OnPicked = func(string) { p.apply() }
		return l
	}
	h.period, h.unit, h.source, h.office = pick(), pick(), pick(), pick()
	h.period.OnPicked = func(string) { p.reloadList() } // which ones are left depends on it
	h.mission = bound.NewMissionFilter(p.reloadList)
	h.tabs = bound.NewTabs([]string{viewList, viewBoard, viewCalendar}, func(id string) string { return words.T("followup.view." + id) }, p.look)
	h.add = widgets.NewButton(widgets.Primary, words.T("followup.new"), "plus", p.Begin).Compact()
	h.carry = widgets.NewButton(widgets.Plain, "", "upload", p.askCarry).Compact()
	h.carry.Hide()
	h.documents = documents.New(p.s, documents.OfPlan, func() report.Request {
		p.Leave()
		return report.Request{Period: h.period.ID(), Scope: cmp.Or(h.mission.Scope(), bound.OwnScope(p.s))}
	})
	h.filter = widgets.NewFilterLine(words.T("followup.filter.text"), func(text string) { h.text = text; p.reloadList() })
	h.filter.OnDown = func() { p.views[p.at].focus(data.NilID) }
	sized := func(width float32, o fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Sized(look.Text(width), 0, o)
	}
	seldom := []fyne.CanvasObject{sized(200, h.unit), sized(220, h.source), sized(220, h.office)}
	if p.s.Headquarters() {
		seldom = append([]fyne.CanvasObject{sized(220, h.mission.Pick)}, seldom...)
	}
	h.more = bound.NewMore("followup", h.seldomSet, func() { p.content.Refresh() }, seldom...)
	if p.s.ReadOnly() {
		h.add.Hide()
	}
	h.lines = widgets.Column(look.Gap, widgets.Wrapped(look.Gap, sized(240, h.filter), sized(180, h.period), h.more.Button, h.carry), h.more.Filters,
		widgets.RowGrow(look.Roomy, 1, h.sum, h.note))
	h.content = bound.Sheet(widgets.Column(0, widgets.Inset(look.Roomy, look.Gap, widgets.Column(look.Gap,
		widgets.RowGrow(look.Roomy, 0, h.tabs.Row, widgets.Row(look.Gap, h.documents.Content, h.add)),
		h.lines)), widgets.Divider()))
	h.offer(&set{})
	h.showView(true)
	return h
}

// showView marks the view in front; the filters give way to a form over it.
func (h *head) showView(filters bool) {
	h.tabs.Show(h.page.at, nil)
	widgets.ShowIf(h.lines, filters)
	h.page.relayout()
}

// seldomSet counts the filters that are set among those folded away.
func (h *head) seldomSet() int {
	return bound.Narrowing(everything, h.mission, h.unit, h.source, h.office)
}

// offer fills the choosers with what the actions have.
func (h *head) offer(f *set) {
	set := func(l *widgets.PickList, all string, options []widgets.Option) {
		l.SetOptions(append([]widgets.Option{{ID: everything, Text: words.T("followup.filter." + all)}}, options...))
	}
	same := func(s string) string { return s }
	periods := options(f.records, followup.Period, same)
	for i, j := 0, len(periods)-1; i < j; i, j = i+1, j-1 { // the latest first
		periods[i], periods[j] = periods[j], periods[i]
	}
	set(h.period, "every_period", periods)
	set(h.unit, "every_unit", options(f.records, func(r data.Record) string { return r.Text("unit") }, same))
	set(h.source, "every_source", options(f.records, func(r data.Record) string { return r.Text("source_kind") }, sourceKind))
	set(h.office, "every_office", options(f.records, func(r data.Record) string { return r.Text("office") }, same))
	h.mission.SetMissions(f.missions)
}

// keeps says whether the filters keep an action.
func (h *head) keeps(r data.Record) bool {
	is := func(l *widgets.PickList, value string) bool { return l.ID() == everything || l.ID() == value }
	return is(h.period, followup.Period(r)) && is(h.unit, r.Text("unit")) && is(h.source, r.Text("source_kind")) && is(h.office, r.Text("office"))
}

// narrowed reports whether any filter is set.
func (h *head) narrowed() bool {
	for _, l := range []*widgets.PickList{h.period, h.unit, h.source, h.office} {
		if l.ID() != everything {
			return true
		}
	}
	return h.text != "" || h.mission.Scope() != ""
}

// clear takes all filters away.
func (h *head) clear() {
	for _, l := range []*widgets.PickList{h.period, h.unit, h.source, h.office} {
		l.Set(everything)
	}
	h.mission.Clear()
	h.text = ""
	h.filter.Clear()
}

// show tells the share of what is kept.
func (h *head) show(f *set) {
	n := f.progress
	h.sum.Set("")
	h.note.Set("")
	if n.Total() > 0 {
		h.sum.Set(words.T("followup.summary", "Done", n.Done, "N", n.Total(), "Percent", n.Percent(), "Late", n.Late))
	}
	switch {
	case n.Cancelled > 0 && n.Carried > 0:
		h.note.Set(words.T("followup.summary.both", "Cancelled", n.Cancelled, "Carried", n.Carried))
	case n.Cancelled > 0:
		h.note.Set(words.T("followup.summary.cancelled", "N", n.Cancelled))
	case n.Carried > 0:
		h.note.Set(words.T("followup.summary.carried", "N", n.Carried))
	}
	// A document is the plan of one mission and period, whatever else narrows the view.
	widgets.ShowIf(h.documents.Content, h.period.ID() != everything && (h.mission.Scope() != "" || !h.page.s.Headquarters()))
	widgets.ShowIf(h.note, h.note.Content() != "")
	widgets.ShowIf(h.carry, len(f.left) > 0)
	h.carry.SetText(words.T("followup.carry.button", "N", len(f.left), "Period", f.next))
	h.more.Show()
	h.content.Refresh()
	h.page.relayout()
}
