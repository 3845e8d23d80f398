package evaluation

import (
	"context"
	"time"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/setup"
)

// begin asks what a new evaluation is of.
type begin struct {
	*bound.Begin
	p       *Page
	line    *widgets.PickList
	variant *widgets.PickList
}

func newBegin(p *Page) *begin {
	b := &begin{p: p}
	var lines []widgets.Option
	for _, l := range data.ServiceLines {
		lines = append(lines, widgets.Option{ID: l, Text: choice("line", l)})
	}
	b.line = widgets.NewChoice(words.T("evaluation.line"), lines)
	b.line.Set("kekonsuleran")
	b.variant = widgets.NewChoice(words.T("evaluation.variant"), []widgets.Option{
		{ID: "luring", Text: choice("variant", "luring"), Detail: words.T("evaluation.variant.luring.detail")},
		{ID: "daring", Text: choice("variant", "daring"), Detail: words.T("evaluation.variant.daring.detail")},
	})
	b.variant.Set("luring")
	b.Begin = bound.NewBegin(p.s, "evaluation", b.start, func() { p.nothing(); p.split.Close() }, b.line, b.variant)
	b.Content = widgets.NewFollowFocus(widgets.Column(0, widgets.Inset(look.Roomy, look.Roomy, b.Card)))
	return b
}

// start begins the evaluation and opens its form.
func (b *begin) start() {
	s := b.p.s
	n := assess.New{Period: b.Period.Text(), Unit: b.Unit.Text(), Line: b.line.ID(), Variant: b.variant.ID(), Scope: bound.OwnScope(s), Today: today(s)}
	b.Write(n.Check(), func(ctx context.Context) (data.ID, error) {
		return assess.Begin(ctx, s.Store, s.Author, n)
	}, func(id data.ID) { b.p.open(id, true) })
}

// today is the day on the wall of the mission.
func today(s *session.Session) time.Time {
	if m, err := setup.Find(s.Profile.Scope); err == nil {
		if zone, err := time.LoadLocation(m.Zone); err == nil {
			return s.Now().In(zone)
		}
	}
	return s.Now()
}
