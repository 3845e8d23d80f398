package respond

import (
	"context"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
)

// begin asks what the counter mode needs: which services visitors may name, and
// the PIN that ends it.
type begin struct {
	e       *Entry
	content *fyne.Container
	pins    *fyne.Container
	pick    *widgets.MultiPick
	pin     *pinField
	again   *pinField
	problem *widgets.Text
	known   bool // there is a PIN and it is not being changed
	busy    bool
}

func newBegin(e *Entry) way {
	b := &begin{e: e, pins: widgets.Column(look.Gap), problem: widgets.Body("").In(look.Bad)}
	b.problem.Hide()
	b.pick = widgets.NewMultiPick(words.T("entry.begin.services"), serviceOptions(e.label.Services))
	b.content = widgets.Column(look.Roomy, e.head(words.T("entry.way.counter")),
		widgets.NewCard(words.T("entry.begin.title"), nil,
			widgets.Body(words.T("entry.begin.what")),
			widgets.Column(look.Tight, b.pick, widgets.Small(words.T("entry.begin.services_hint"))),
			b.pins, b.problem,
			widgets.RowGrow(look.Gap, 1, widgets.NewButton(widgets.Primary, words.T("entry.begin.start"), "person", b.start), widgets.Space(0, 0))),
		widgets.NewCard(words.T("entry.begin.good_to_know"), nil,
			widgets.Body(words.T("entry.begin.forgotten", "File", ExitFile, "Path", e.s.Store.Dir())),
			widgets.Body(words.T("entry.begin.switcher"))))
	hash, err := e.s.Store.Setting(e.s.Context(), settingPIN)
	if err != nil {
		e.s.Fail(err, nil)
	}
	b.known = hash != ""
	b.showPINs()
	return b
}

// showPINs asks for a new PIN, or offers to keep the one there is.
func (b *begin) showPINs() {
	if b.known {
		b.pin, b.again = nil, nil
		b.pins.Objects = []fyne.CanvasObject{widgets.RowGrow(look.Gap, 1, widgets.NewIcon("lock", look.Good, 0), widgets.Body(words.T("entry.begin.pin_there")),
			widgets.NewButton(widgets.Quiet, words.T("entry.begin.change_pin"), "edit", func() {
				b.known = false
				b.showPINs()
			}).Compact())}
	} else {
		b.pin, b.again = newPINField(), newPINField()
		b.again.onEnter = b.start
		b.pins.Objects = []fyne.CanvasObject{
			widgets.Body(words.T("entry.begin.pin_new")),
			widgets.Row(look.Roomy,
				widgets.Column(look.Tight, widgets.Body(words.T("entry.begin.pin")), widgets.Sized(look.Text(160), 0, b.pin)),
				widgets.Column(look.Tight, widgets.Body(words.T("entry.begin.pin_again")), widgets.Sized(look.Text(160), 0, b.again))),
		}
	}
	b.pins.Refresh()
	b.content.Refresh()
}

func (b *begin) say(problem string) {
	b.problem.Set(problem)
	b.problem.Show()
	b.content.Refresh()
}

// start keeps the PIN and the mode, and only then covers the screen: a power cut
// in the next moment finds the mode on.
func (b *begin) start() {
	if b.busy || b.e.locked {
		return
	}
	pin := ""
	if !b.known {
		switch pin = b.pin.Text; {
		case !goodPIN(pin):
			b.say(words.T("entry.begin.pin_wrong"))
			return
		case pin != b.again.Text:
			b.say(words.T("entry.begin.pin_differs"))
			return
		}
	}
	s, m := b.e.s, modeOf(b.e.form(), b.e.label.Welcome, b.pick.IDs())
	b.busy = true
	b.problem.Hide()
	c := newCounter(s, b.e.form(), counterOptions{Welcome: m.Welcome, Services: m.Services, After: b.e.label.Clock})
	s.Change(func(ctx context.Context) error {
		if pin != "" {
			hash, err := hashPIN(pin)
			if err != nil {
				return err
			}
			if err := s.Store.SetSetting(ctx, settingPIN, hash); err != nil {
				return err
			}
			if err := (tries{}).save(ctx, s.Store); err != nil {
				return err
			}
		}
		return m.save(ctx, s.Store)
	}, func() {
		b.busy = false
		if b.e.closed {
			return
		}
		b.e.back()
		c.cover()
	})
}

// focus gives the PIN the keyboard, if one is asked for.
func (b *begin) focus() {
	if b.pin != nil && b.e.s.Window != nil {
		b.e.s.Window.Canvas().Focus(b.pin)
	}
}

func (b *begin) object() fyne.CanvasObject { return b.content }
func (b *begin) show()                     {}
func (b *begin) leave()                    {}
func (b *begin) close()                    {}

// head is the line over a way: back to the overview, and what this is.
func (e *Entry) head(title string) fyne.CanvasObject {
	return widgets.Row(look.Gap, widgets.NewButton(widgets.Quiet, words.T("common.back"), "back", e.back), widgets.Section(title).Whole())
}

// serviceOptions are services to choose from, those of codes or all.
func serviceOptions(codes []string) []widgets.Option {
	catalogue, err := assets.Services()
	if err != nil {
		return nil
	}
	wanted := map[string]bool{}
	for _, c := range codes {
		wanted[c] = true
	}
	var all []widgets.Option
	for _, s := range catalogue.Services {
		if len(codes) == 0 || wanted[s.Code] {
			all = append(all, widgets.Option{ID: s.Code, Text: s.Name.In(words.Now().Lang()), Detail: s.Code})
		}
	}
	return all
}
