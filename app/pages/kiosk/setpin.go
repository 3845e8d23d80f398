package kiosk

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
)

// SetPINs asks for the PIN that ends the mode, twice, or offers to keep the one
// that there is.
type SetPINs struct {
	Content *fyne.Container

	s          *session.Session
	pin, again *PINField
	known      bool // there is a PIN and it is not being changed
	enter      func()
}

// NewSetPINs makes the fields; enter is called behind the second one.
func NewSetPINs(s *session.Session, enter func()) *SetPINs {
	p := &SetPINs{Content: widgets.Column(look.Gap), s: s, enter: enter}
	known, err := HasPIN(s.Context(), s.Store)
	if err != nil {
		s.Fail(err, nil)
	}
	p.known = known
	p.show()
	return p
}

func (p *SetPINs) show() {
	if p.known {
		p.pin, p.again = nil, nil
		p.Content.Objects = []fyne.CanvasObject{widgets.RowGrow(look.Gap, 1, widgets.NewIcon("lock", look.Good, 0), widgets.Body(words.T("entry.begin.pin_there")),
			widgets.NewButton(widgets.Quiet, words.T("entry.begin.change_pin"), "edit", func() {
				p.known = false
				p.show()
			}).Compact())}
	} else {
		p.pin, p.again = NewPINField(), NewPINField()
		p.again.OnEnter = p.enter
		p.Content.Objects = []fyne.CanvasObject{
			widgets.Body(words.T("entry.begin.pin_new")),
			widgets.Row(look.Roomy,
				widgets.Column(look.Tight, widgets.Body(words.T("entry.begin.pin")), widgets.Sized(look.Text(160), 0, p.pin)),
				widgets.Column(look.Tight, widgets.Body(words.T("entry.begin.pin_again")), widgets.Sized(look.Text(160), 0, p.again))),
		}
	}
	p.Content.Refresh()
}

// PIN is the new PIN, "" when the one there is stays; problem is the key of
// what is wrong with what was typed.
func (p *SetPINs) PIN() (pin, problem string) {
	if p.known {
		return "", ""
	}
	switch pin = p.pin.Text; {
	case !goodPIN(pin):
		return "", "entry.begin.pin_wrong"
	case pin != p.again.Text:
		return "", "entry.begin.pin_differs"
	}
	return pin, ""
}

// Focus gives the first field the keyboard, and reports whether there is one.
func (p *SetPINs) Focus() bool {
	if p.pin == nil || p.s.Window == nil {
		return false
	}
	p.s.Window.Canvas().Focus(p.pin)
	return true
}
