package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// Kind says how much a button asks for attention.
type Kind int

// Kinds of buttons. A page has at most one Primary.
const (
	Plain   Kind = iota // outlined
	Primary             // filled with sea
	Quiet               // words only, as a link
	Danger              // outlined in bad
)

// Button is a button with a word, an icon or both. Space and Enter press it.
type Button struct {
	widget.DisableableWidget
	OnTapped func()
	// Hint is the meaning in words of a button that has only an icon.
	Hint string

	text, icon       string
	kind             Kind
	small            bool
	hovered, focused bool
}

var (
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Tappable     = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
)

// NewButton makes a button; icon may be "" and so may text.
func NewButton(kind Kind, text, icon string, tapped func()) *Button {
	b := &Button{OnTapped: tapped, text: text, icon: icon, kind: kind}
	b.ExtendBaseWidget(b)
	return b
}

// Compact makes the button lower, for use inside rows and chips.
func (b *Button) Compact() *Button { b.small = true; return b }

// SetText changes the word.
func (b *Button) SetText(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

// Text returns the word.
func (b *Button) Text() string { return b.text }

// SetKind changes how the button looks.
func (b *Button) SetKind(kind Kind) {
	if b.kind != kind {
		b.kind = kind
		b.Refresh()
	}
}

// Tapped implements fyne.Tappable.
func (b *Button) Tapped(*fyne.PointEvent) {
	if !b.Disabled() && b.OnTapped != nil {
		b.OnTapped()
	}
}

// FocusGained implements fyne.Focusable.
func (b *Button) FocusGained() { b.focused = true; focusMoved(b); b.Refresh() }

// FocusLost implements fyne.Focusable.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedRune implements fyne.Focusable.
func (b *Button) TypedRune(r rune) {
	if r != ' ' {
		passRune(b, r)
	}
}

// TypedKey implements fyne.Focusable.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		passKey(b, key)
	}
}

// MouseIn implements desktop.Hoverable.
func (b *Button) MouseIn(*desktop.MouseEvent) { b.hovered = true; b.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (b *Button) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() { b.hovered = false; b.Refresh() }

// Cursor implements desktop.Cursorable.
func (b *Button) Cursor() desktop.Cursor {
	if b.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

func (b *Button) colours() (fill, outline, text fyne.ThemeColorName) {
	switch b.kind {
	case Primary:
		fill, text = look.Sea, look.OnSea
	case Quiet:
		text = look.Sea
	case Danger:
		fill, outline, text = look.Card, look.Bad, look.Bad
	default:
		fill, outline, text = look.Card, look.Edge, look.Ink
	}
	if b.Disabled() {
		if b.kind != Quiet {
			fill, outline = look.Shade, look.Line
		}
		return fill, outline, look.Quiet
	}
	if b.hovered {
		switch b.kind {
		case Danger:
			fill = look.BadTint
		case Primary:
		default:
			fill = look.Shade
		}
	}
	return fill, outline, text
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	ground, focus := box("", ""), ring()
	text := label(b.text, look.TextSize, b.kind != Plain, look.Ink)
	image := &canvas.Image{FillMode: canvas.ImageFillContain}
	v := &view{of: b, objects: []fyne.CanvasObject{focus, ground, image, text}}
	measure := func() (height, side, words, pad float32) {
		height, side, pad = look.Control(), look.Text(20), look.Roomy
		if b.small {
			height, side, pad = look.Text(32), look.Text(16), look.Gap+2
		}
		if b.kind == Quiet {
			pad = look.Gap
		}
		if b.icon == "" {
			side = 0
		}
		if b.text != "" {
			words = text.MinSize().Width
		}
		return height, side, words, pad
	}
	v.min = func() fyne.Size {
		height, side, words, pad := measure()
		if b.text == "" {
			return fyne.NewSize(height, height)
		}
		w := words + 2*pad
		if side > 0 {
			w += side + look.Gap - look.Tight
		}
		return fyne.NewSize(w, height)
	}
	v.layout = func(size fyne.Size) {
		_, side, words, _ := measure()
		ground.Resize(size)
		around(focus, fyne.Position{}, size, 2)
		total := side + words
		gap := float32(0)
		if side > 0 && words > 0 {
			gap = look.Gap - 2
			total += gap
		}
		x := (size.Width - total) / 2
		place(image, x, (size.Height-side)/2, side, side)
		h := text.MinSize().Height
		place(text, x+side+gap, (size.Height-h)/2, words, h)
	}
	v.refresh = func() {
		fill, outline, ink := b.colours()
		paint(ground, fill, outline)
		text.Text = b.text
		restyle(text, look.TextSize, b.kind == Primary, ink)
		if b.icon != "" {
			setPicture(image, b.icon, ink)
		}
		showRing(focus, b.focused)
	}
	v.refresh()
	return v
}
