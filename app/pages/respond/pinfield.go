package respond

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// pinField takes up to eight digits and shows dots.
type pinField struct {
	widget.Entry
	onEnter func()
}

func newPINField() *pinField {
	f := &pinField{}
	f.Password = true
	f.ExtendBaseWidget(f)
	return f
}

// TypedRune implements fyne.Focusable.
func (f *pinField) TypedRune(r rune) {
	if r >= '0' && r <= '9' && len(f.Text) < 8 {
		f.Entry.TypedRune(r)
	}
}

// TypedKey implements fyne.Focusable: Enter goes on.
func (f *pinField) TypedKey(key *fyne.KeyEvent) {
	if key.Name != fyne.KeyReturn && key.Name != fyne.KeyEnter {
		f.Entry.TypedKey(key)
		return
	}
	if f.onEnter != nil {
		f.onEnter()
	} else if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.FocusNext()
	}
}
