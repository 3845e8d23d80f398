package evaluation

import (
	"context"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

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
	p       *Page
	content fyne.CanvasObject
	period  *widgets.AutoField
	unit    *widgets.AutoField
	line    *widgets.PickList
	variant *widgets.PickList
	slot    session.Slot
	busy    bool
}

func newBegin(p *Page) *begin {
	b := &begin{p: p}
	b.period = widgets.NewAutoField(words.T("evaluation.period"))
	b.period.SetText(strconv.Itoa(p.s.Now().Year()))
	b.period.SetHint(words.T("evaluation.period_hint"))
	b.unit = widgets.NewAutoField(words.T("evaluation.unit"))
	b.unit.SetExample(words.T("evaluation.unit_example"))
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
	start := widgets.NewButton(widgets.Primary, words.T("evaluation.begin"), "check", b.start)
	cancel := widgets.NewButton(widgets.Quiet, words.T("evaluation.begin_cancel"), "", func() { p.nothing(); p.split.Close() })
	card := widgets.NewCard(words.T("evaluation.begin_title"), nil,
		b.period, b.unit, bound.UnitChips(p.s, &b.slot, "evaluation", b.take, func() { b.content.Refresh() }), b.line, b.variant, widgets.Row(look.Gap, start, cancel))
	b.content = widgets.NewFollowFocus(widgets.Column(0, widgets.Inset(look.Roomy, look.Roomy, card)))
	return b
}

func (b *begin) focus() { b.unit.Focus() }

func (b *begin) take(unit string) {
	b.unit.SetText(unit)
	b.unit.Focus()
}

// start begins the evaluation and opens its form.
func (b *begin) start() {
	if b.busy {
		return
	}
	s := b.p.s
	n := assess.New{Period: b.period.Text(), Unit: b.unit.Text(), Line: b.line.ID(), Variant: b.variant.ID(), Scope: bound.OwnScope(s), Today: today(s)}
	for _, field := range []*widgets.AutoField{b.period, b.unit} {
		field.SetError("")
	}
	if err := n.Check(); err != nil {
		b.refuse(err)
		return
	}
	b.busy = true
	var id data.ID
	var refused error
	s.Change(func(ctx context.Context) (err error) {
		id, err = assess.Begin(ctx, s.Store, s.Author, n)
		if isRefusal(err) {
			refused = err
			return nil
		}
		return err
	}, func() {
		b.busy = false
		if refused != nil {
			b.refuse(refused)
			return
		}
		b.p.open(id, true)
	})
}

// refuse shows beside its field what was not right.
func (b *begin) refuse(err error) {
	text := session.ErrorText(err)
	switch code(err) {
	case "evaluation.period_wrong":
		b.period.SetError(text)
		b.period.Focus()
	case "evaluation.unit_missing", "evaluation.begun_already":
		b.unit.SetError(text)
		b.unit.Focus()
	default:
		b.p.s.Fail(err, nil)
	}
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
