package survey

import (
	"context"

	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/survey"
)

// begin asks what a new survey is of.
type begin struct {
	*bound.Begin
	p *Page
}

func newBegin(p *Page) *begin {
	b := &begin{p: p}
	b.Begin = bound.NewBegin(p.s, "survey", b.start, p.desk.Clear)
	b.Unit.OnEnter = b.start
	b.Content = widgets.NewFollowFocus(widgets.Page(b.Card, widgets.Hint(words.T("survey.not_f03"))))
	return b
}

// start begins the survey and opens its plan.
func (b *begin) start() {
	s := b.p.s
	n := survey.New{Period: b.Period.Text(), Unit: b.Unit.Text(), Scope: bound.OwnScope(s)}
	b.Write(n.Check(), func(ctx context.Context) (data.ID, error) {
		return survey.Begin(ctx, s.Store, s.Author, n)
	}, func(id data.ID) { b.p.openRecord(id, tabPlan) })
}
