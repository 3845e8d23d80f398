package evaluation

import (
	"context"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// begin asks what a new evaluation is of.
type begin struct {
	p       *Page
	content fyne.CanvasObject
	period  *widgets.AutoField
	unit    *widgets.AutoField
	line    *widgets.PickList
	variant *widgets.PickList
	units   *fyne.Container
	slot    session.Slot
	busy    bool
}

func newBegin(p *Page) *begin {
	b := &begin{p: p, units: widgets.Wrapped(look.Gap)}
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
		b.period, b.unit, b.units, b.line, b.variant, widgets.Row(look.Gap, start, cancel))
	b.content = widgets.NewFollowFocus(widgets.Column(0, widgets.Inset(look.Roomy, look.Roomy, card)))
	b.units.Hide()
	b.offerUnits()
	return b
}

func (b *begin) focus() { b.unit.Focus() }

// offerUnits shows the units that the mission names or had before, to take one
// with a click.
func (b *begin) offerUnits() {
	s := b.p.s
	session.Load(s, &b.slot, func(ctx context.Context) ([]string, error) {
		var units []string
		if !s.Headquarters() {
			m, err := s.Store.Get(ctx, "mission", data.DerivedID("mission", data.NilID, s.Profile.Scope))
			if err == nil {
				units = m.List("units")
			}
		}
		before, err := s.Store.List(ctx, store.Query{Kind: "evaluation", Scope: ownScope(s), Limit: 200})
		for _, e := range before {
			if u := e.Text("unit"); u != "" && !slices.Contains(units, u) {
				units = append(units, u)
			}
		}
		return units[:min(len(units), 8)], err
	}, func(units []string) {
		visible(b.units, len(units) > 0)
		for _, u := range units {
			b.units.Add(widgets.NewButton(widgets.Plain, u, "", func() { b.take(u) }).Compact())
		}
		b.units.Refresh()
		b.content.Refresh()
	})
}

func (b *begin) take(unit string) {
	b.unit.SetText(unit)
	b.unit.Focus()
}

// ownScope is the scope of what this device itself writes.
func ownScope(s *session.Session) string {
	if s.Headquarters() {
		return data.SharedScope
	}
	return s.Profile.Scope
}

// start begins the evaluation and opens its form.
func (b *begin) start() {
	if b.busy {
		return
	}
	s := b.p.s
	n := assess.New{Period: b.period.Text(), Unit: b.unit.Text(), Line: b.line.ID(), Variant: b.variant.ID(), Scope: ownScope(s), Today: today(s)}
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
