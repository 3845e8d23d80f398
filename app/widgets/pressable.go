package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Pressable is what a row that leads somewhere is built on: a click, Enter or
// Space presses it, and it knows whether the pointer or the keyboard is there.
// Whoever embeds it calls ExtendBaseWidget and draws.
type Pressable struct {
	widget.BaseWidget
	OnPressed        func()
	Hovered, Focused bool
}

// Tapped implements fyne.Tappable.
func (p *Pressable) Tapped(*fyne.PointEvent) { p.OnPressed() }

// MouseIn implements desktop.Hoverable.
func (p *Pressable) MouseIn(*desktop.MouseEvent) { p.Hovered = true; p.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (p *Pressable) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *Pressable) MouseOut() { p.Hovered = false; p.Refresh() }

// FocusGained implements fyne.Focusable.
func (p *Pressable) FocusGained() { p.Focused = true; p.Refresh() }

// FocusLost implements fyne.Focusable.
func (p *Pressable) FocusLost() { p.Focused = false; p.Refresh() }

// TypedRune implements fyne.Focusable.
func (p *Pressable) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (p *Pressable) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.OnPressed()
	default: // Escape closes the dialog that the row stands in
		passKey(p, key)
	}
}

// Cursor implements desktop.Cursorable.
func (p *Pressable) Cursor() desktop.Cursor { return desktop.PointerCursor }
