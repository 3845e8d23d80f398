package respond

import (
	"context"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/kiosk"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
)

// begin asks what the counter mode needs: which services visitors may name, and
// the PIN that ends it.
type begin struct {
	e       *Entry
	content *fyne.Container
	pins    *kiosk.SetPINs
	pick    *widgets.MultiPick
	problem *widgets.Text
	busy    bool
}

func newBegin(e *Entry) way {
	b := &begin{e: e, problem: widgets.Body("").In(look.Bad)}
	b.pins = kiosk.NewSetPINs(e.s, b.start)
	b.problem.Hide()
	b.pick = widgets.NewMultiPick(words.T("entry.begin.services"), serviceOptions(e.label.Services))
	b.content = widgets.Column(look.Roomy, e.head(words.T("entry.way.counter")),
		widgets.NewCard(words.T("entry.begin.title"), nil,
			widgets.Body(words.T("entry.begin.what")),
			widgets.Column(look.Tight, b.pick, widgets.Small(words.T("entry.begin.services_hint"))),
			b.pins.Content, b.problem,
			widgets.RowGrow(look.Gap, 1, widgets.NewButton(widgets.Primary, words.T("entry.begin.start"), "person", b.start), widgets.Space(0, 0))),
		widgets.NewCard(words.T("entry.begin.good_to_know"), nil,
			widgets.Body(words.T("entry.begin.forgotten", "File", kiosk.ExitFile, "Path", e.s.Store.Dir())),
			widgets.Body(words.T("entry.begin.switcher"))))
	return b
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
	pin, problem := b.pins.PIN()
	if problem != "" {
		b.say(words.T(problem))
		return
	}
	s, m := b.e.s, modeOf(b.e.form(), b.e.label.Welcome, b.pick.IDs())
	b.busy = true
	b.problem.Hide()
	c := newCounter(s, b.e.form(), counterOptions{Welcome: m.Welcome, Services: m.Services, After: b.e.label.Clock})
	s.Change(func(ctx context.Context) error {
		if pin != "" {
			if err := kiosk.SetPIN(ctx, s.Store, pin); err != nil {
				return err
			}
		}
		return kiosk.Keep(ctx, s.Store, m)
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
func (b *begin) focus() { b.pins.Focus() }

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
