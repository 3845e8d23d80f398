package kiosk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// LeastTarget is the least height of what a visitor touches, in pixels.
const LeastTarget = 96

// Target is a large button for fingers: a number or a short word, and under it
// words that explain. Keys that it does not use go to the window.
type Target struct {
	widgets.Pressable
	Big, Word string
	Height    float32 // least, in pixels
	strong    bool    // filled: the way on, or the answer that was given
	TextSize  float32
	words     *widgets.Text
}

// NewTarget makes a target; word may be "".
func NewTarget(big, word string, pressed func()) *Target {
	t := &Target{Big: big, Word: word, Height: LeastTarget, TextSize: 34, words: widgets.NewText(word, look.SectionSize-1).Centered()}
	t.OnPressed = pressed
	t.ExtendBaseWidget(t)
	return t
}

// NewLow is a target of words alone that is not an answer: back, language, send.
func NewLow(text string, pressed func()) *Target {
	t := NewTarget(text, "", pressed)
	t.Height, t.TextSize = 64, 18
	return t
}

// Fill draws the target as the way on, or as the answer that was given.
func (t *Target) Fill(strong bool) *Target { t.strong = strong; return t }

// Sized sets the size of the large text.
func (t *Target) Sized(size float32) *Target { t.TextSize = size; return t }

// Text is what stands on the target.
func (t *Target) Text() string { return t.Big }

// AccessibilityLabel is the number with its meaning.
func (t *Target) AccessibilityLabel() string {
	if t.Word == "" {
		return t.Big
	}
	return t.Big + " " + t.Word
}

// FocusGained implements fyne.Focusable.
func (t *Target) FocusGained() {
	widgets.FocusMoved(t)
	t.Pressable.FocusGained()
}

// TypedRune implements fyne.Focusable.
func (t *Target) TypedRune(r rune) {
	if r == ' ' {
		return // pressed by the key
	}
	if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil && c.OnTypedRune() != nil {
		c.OnTypedRune()(r)
	}
}

// TypedKey implements fyne.Focusable.
func (t *Target) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		t.OnPressed()
	default:
		if c := fyne.CurrentApp().Driver().CanvasForObject(t); c != nil && c.OnTypedKey() != nil {
			c.OnTypedKey()(key)
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (t *Target) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(nil)
	ring := canvas.NewRectangle(nil)
	big := canvas.NewText(t.Big, nil)
	big.TextStyle.Bold, big.Alignment = true, fyne.TextAlignCenter
	v := &targetView{t: t, ground: ground, ring: ring, big: big}
	v.Refresh()
	return v
}

type targetView struct {
	t            *Target
	ground, ring *canvas.Rectangle
	big          *canvas.Text
}

func (v *targetView) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{v.ground, v.ring, v.big, v.t.words}
}

func (v *targetView) Destroy() {}

func (v *targetView) MinSize() fyne.Size {
	return fyne.NewSize(max(v.big.MinSize().Width+2*look.Roomy, 64), v.t.HeightFor(v.t.Size().Width))
}

// HeightFor implements widgets.Flowing.
func (t *Target) HeightFor(width float32) float32 {
	h := look.Text(t.Height)
	if t.Word != "" && width > 0 {
		h = max(h, look.Text(t.TextSize)*1.4+t.words.HeightFor(width-2*look.Gap)+2*look.Roomy)
	}
	return h
}

func (v *targetView) Layout(size fyne.Size) {
	v.ground.Resize(size)
	v.ring.Move(fyne.NewPos(-4, -4))
	v.ring.Resize(size.AddWidthHeight(8, 8))
	h := v.big.MinSize().Height
	under := float32(0)
	if v.t.Word != "" {
		under = v.t.words.HeightFor(size.Width - 2*look.Gap)
	}
	y := (size.Height - h - under) / 2
	v.big.Move(fyne.NewPos(0, y))
	v.big.Resize(fyne.NewSize(size.Width, h))
	v.t.words.Move(fyne.NewPos(look.Gap, y+h))
	v.t.words.Resize(fyne.NewSize(size.Width-2*look.Gap, under))
}

func (v *targetView) Refresh() {
	t := v.t
	fill, edge, ink := look.Card, look.Edge, look.Ink
	switch {
	case t.strong:
		fill, edge, ink = look.Sea, look.Sea, look.OnSea
	case t.Hovered:
		fill, edge = look.SeaTint, look.Sea
	}
	v.ground.FillColor, v.ground.StrokeColor, v.ground.StrokeWidth = look.Color(fill), look.Color(edge), 1
	v.ground.CornerRadius = 12
	v.ring.FillColor, v.ring.StrokeColor, v.ring.StrokeWidth = look.Color(look.Ground), look.Color(look.Sea), 3
	v.ring.FillColor = nil
	v.ring.CornerRadius = 16
	v.ring.Hidden = !t.Focused
	v.big.Text, v.big.TextSize, v.big.Color = t.Big, look.Text(t.TextSize), look.Color(ink)
	t.words.SetIn(t.Word, ink)
	v.Layout(t.Size())
	canvas.Refresh(t)
}

var _ fyne.Focusable = (*Target)(nil)
