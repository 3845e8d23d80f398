package kiosk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// PINField takes up to eight digits and shows dots.
type PINField struct {
	widget.Entry
	OnEnter func() // nil: the keyboard goes on
}

// NewPINField makes it.
func NewPINField() *PINField {
	f := &PINField{}
	f.Password = true
	f.ExtendBaseWidget(f)
	return f
}

// TypedRune implements fyne.Focusable.
func (f *PINField) TypedRune(r rune) {
	if r >= '0' && r <= '9' && len(f.Text) < 8 {
		f.Entry.TypedRune(r)
	}
}

// TypedKey implements fyne.Focusable: Enter goes on.
func (f *PINField) TypedKey(key *fyne.KeyEvent) {
	if key.Name != fyne.KeyReturn && key.Name != fyne.KeyEnter {
		f.Entry.TypedKey(key)
		return
	}
	if f.OnEnter != nil {
		f.OnEnter()
	} else if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.FocusNext()
	}
}
