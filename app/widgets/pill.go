package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// State is how things stand, in three colours and their icons.
type State int

// The states of a StatusPill. Neutral has no colour: drafts, closed things.
const (
	Neutral State = iota
	Good
	Wait
	Bad
)

func (s State) tokens() (ink, tint fyne.ThemeColorName, icon string) {
	switch s {
	case Good:
		return look.Good, look.GoodTint, "check"
	case Wait:
		return look.Wait, look.WaitTint, "clock"
	case Bad:
		return look.Bad, look.BadTint, "warning"
	}
	return look.Quiet, look.Shade, "edit"
}

// StatusPill is a state with an icon and a word.
type StatusPill struct {
	widget.BaseWidget
	state State
	word  string
	icon  string
}

// NewStatusPill makes a pill with the state's own icon.
func NewStatusPill(state State, word string) *StatusPill {
	p := &StatusPill{state: state, word: word}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes state and word; an empty word hides the pill.
func (p *StatusPill) Set(state State, word string) {
	if p.state == state && p.word == word {
		return
	}
	p.state, p.word = state, word
	p.Refresh()
}

// WithIcon replaces the state's own icon, such as by "lock" or "sync".
func (p *StatusPill) WithIcon(name string) *StatusPill { p.icon = name; return p }

// CreateRenderer implements fyne.Widget.
func (p *StatusPill) CreateRenderer() fyne.WidgetRenderer {
	ground, image := box("", ""), picture("dot", look.Quiet)
	text := label("", look.SmallSize, false, look.Ink)
	v := &view{of: p, objects: []fyne.CanvasObject{ground, image, text}}
	v.min = func() fyne.Size {
		if p.word == "" {
			return fyne.Size{}
		}
		size := text.MinSize()
		return fyne.NewSize(size.Width+look.Text(14)+look.Tight+2*look.Gap, size.Height+look.Tight)
	}
	v.layout = func(size fyne.Size) {
		least := v.min()
		y := (size.Height - least.Height) / 2
		place(ground, 0, y, least.Width, least.Height)
		ground.CornerRadius = least.Height / 2
		side := look.Text(14)
		place(image, look.Gap, y+(least.Height-side)/2, side, side)
		h := text.MinSize().Height
		place(text, look.Gap+side+look.Tight, y+(least.Height-h)/2, text.MinSize().Width, h)
	}
	v.refresh = func() {
		ink, tint, icon := p.state.tokens()
		if p.icon != "" {
			icon = p.icon
		}
		if p.word == "" {
			tint = ""
			image.Hide()
		} else {
			image.Show()
		}
		paint(ground, tint, "")
		setPicture(image, icon, ink)
		text.Text = p.word
		restyle(text, look.SmallSize, false, ink)
	}
	v.refresh()
	return v
}
