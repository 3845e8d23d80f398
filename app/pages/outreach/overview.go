package outreach

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/outreach"
	"pinisi/data/report"
)

// overview is the figures of a period; it stands at the right while no activity
// is open.
type overview struct {
	p       *Page
	content *widgets.FollowFocus
	page    fyne.CanvasObject
	period  *widgets.PickList
	counts  *widgets.Text
	told    *widgets.Text
	grid    *widgets.Grid
	note    *widgets.Text
	figures fyne.CanvasObject
	none    fyne.CanvasObject
	slot    session.Slot
}

func newOverview(p *Page) *overview {
	o := &overview{p: p, counts: widgets.Body(""), told: widgets.Body(""), grid: widgets.NewGrid(nil, nil), note: widgets.Small(words.T("outreach.figures.note"))}
	o.period = widgets.NewChoice(words.T("outreach.period"), nil)
	o.period.OnPicked = func(string) { o.reload() }
	papers := documents.New(p.s, documents.OfOutreach, func() report.Request {
		return report.Request{Period: o.period.ID(), Scope: o.scope()}
	})
	o.none = widgets.Hint(words.T("outreach.figures.none"))
	o.figures = widgets.Column(look.Gap, o.counts, o.told, o.grid, o.note)
	o.page = widgets.Page(widgets.NewCard(words.T("outreach.figures"), papers.Content, bound.Columns(220, o.period), o.none, o.figures),
		widgets.Hint(words.T("outreach.choose")))
	o.content = widgets.NewFollowFocus(o.page)
	return o
}

// scope is the mission whose figures they are, "" for all at headquarters.
func (o *overview) scope() string {
	if o.p.s.Headquarters() {
		return o.p.list.Mission.Scope()
	}
	return o.p.s.Profile.Scope
}

type figured struct {
	years []string
	outreach.Figures
}

func (o *overview) reload() {
	scope, period, this := o.scope(), o.period.ID(), o.p.today(o.p.s.Profile.Scope)[:4]
	if period == "" {
		period = this
	}
	session.Load(o.p.s, &o.slot, func(ctx context.Context) (f figured, err error) {
		if f.years, err = outreach.Periods(ctx, o.p.s.Store, scope); err != nil {
			return f, err
		}
		if !slices.Contains(f.years, this) {
			f.years = append([]string{this}, f.years...)
		}
		f.Figures, err = outreach.Of(ctx, o.p.s.Store, scope, period)
		return f, err
	}, o.show)
}

func (o *overview) show(f figured) {
	var options []widgets.Option
	for _, y := range f.years {
		options = append(options, widgets.Option{ID: y, Text: y},
			widgets.Option{ID: y + "-S1", Text: words.T("outreach.period.half", "N", 1, "Year", y)},
			widgets.Option{ID: y + "-S2", Text: words.T("outreach.period.half", "N", 2, "Year", y)})
	}
	o.period.SetOptions(options)
	o.period.Set(f.Period)
	some := len(f.Activities) > 0
	widgets.ShowIf(o.none, !some)
	widgets.ShowIf(o.figures, some)
	o.counts.Set(words.T("outreach.figures.counts", "Held", words.Count(f.Held), "Planned", words.Count(f.Planned), "Cancelled", words.Count(f.Cancelled)))
	told := ""
	if f.Held > 0 {
		told = words.T("outreach.figures.told", "Told", words.Count(f.Told), "Held", words.Count(f.Held))
	}
	o.told.Set(told)
	widgets.ShowIf(o.told, told != "")
	widgets.ShowIf(o.grid, f.Held > 0)
	widgets.ShowIf(o.note, f.Held > 0)
	var rows []widgets.GridRow
	for _, c := range f.ByChannel {
		rows = append(rows, widgets.GridRow{Name: channelName(c.ID), Cells: []widgets.GridCell{
			{Text: words.Count(c.Activities)}, {Text: reach(c)}, {Text: words.Count(c.Told)}}})
	}
	o.grid.Set([]string{words.T("kinds.outreach.channel"), words.T("outreach.figures.activities"), words.T("outreach.figures.reach"), words.T("outreach.figures.told_head")}, rows)
	o.page.Refresh()
	o.content.Refresh()
}

func channelName(id string) string {
	if id == "" {
		return words.T("outreach.no_channel")
	}
	return words.Capital(words.T("kinds.outreach.channel." + id))
}

// reach is what was counted of a channel, and of how many of its activities.
func reach(c outreach.Channel) string {
	switch {
	case c.Counted == 0:
		return words.T("outreach.reach.unknown")
	case c.Counted < c.Activities:
		return words.T("outreach.reach.part", "N", words.Count(int(c.Reach)), "Counted", words.Count(c.Counted), "All", words.Count(c.Activities))
	}
	return words.Count(int(c.Reach))
}
