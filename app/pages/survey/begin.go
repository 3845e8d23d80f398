package survey

import (
	"context"
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/survey"
)

// begin asks what a new survey is of.
type begin struct {
	p       *Page
	content fyne.CanvasObject
	period  *widgets.AutoField
	unit    *widgets.AutoField
	slot    session.Slot
	busy    bool
}

func newBegin(p *Page) *begin {
	b := &begin{p: p}
	b.period = widgets.NewAutoField(words.T("kinds.survey.period"))
	b.period.SetText(strconv.Itoa(p.s.Now().Year()))
	b.period.SetHint(words.T("survey.period_hint"))
	b.unit = widgets.NewAutoField(words.T("survey.unit"))
	b.unit.SetExample(words.T("survey.unit_example"))
	b.unit.OnEnter = b.start
	chips := bound.UnitChips(p.s, &b.slot, "survey", func(unit string) {
		b.unit.SetText(unit)
		b.unit.Focus()
	}, func() { b.content.Refresh() })
	card := widgets.NewCard(words.T("survey.begin_title"), nil, b.period, b.unit, chips,
		widgets.Row(look.Gap,
			widgets.NewButton(widgets.Primary, words.T("survey.begin"), "check", b.start),
			widgets.NewButton(widgets.Quiet, words.T("survey.begin_cancel"), "", p.close)))
	b.content = widgets.NewFollowFocus(widgets.Page(card, widgets.Hint(words.T("survey.not_f03"))))
	return b
}

func (b *begin) focus() { b.unit.Focus() }

// start begins the survey and opens its plan.
func (b *begin) start() {
	if b.busy {
		return
	}
	s := b.p.s
	n := survey.New{Period: b.period.Text(), Unit: b.unit.Text(), Scope: bound.OwnScope(s)}
	b.period.SetError("")
	b.unit.SetError("")
	if err := n.Check(); err != nil {
		b.refuse(err)
		return
	}
	b.busy = true
	var id data.ID
	var refused error
	s.Change(func(ctx context.Context) (err error) {
		id, err = survey.Begin(ctx, s.Store, s.Author, n)
		if errors.Is(err, &data.Error{Code: "survey.begun_already"}) {
			refused, err = err, nil
		}
		return err
	}, func() {
		b.busy = false
		if refused != nil {
			b.refuse(refused)
			return
		}
		b.p.openRecord(id, tabPlan)
	})
}

// refuse shows beside its field what was not right.
func (b *begin) refuse(err error) {
	field := b.unit
	if errors.Is(err, &data.Error{Code: "survey.period_wrong"}) {
		field = b.period
	}
	field.SetError(session.ErrorText(err))
	field.Focus()
}
