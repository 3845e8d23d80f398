package bound

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// Press is an area that can be pressed, such as a row: by a click, Enter or
// Space. Its content shows and is not pressed by itself.
type Press struct {
	widgets.Pressable
	// Opened draws the area as the one that is open.
	Opened bool
	// OnRune and OnKey take keys while the area has the keyboard; OnKey reports
	// whether it took one. Both may be nil.
	OnRune  func(rune)
	OnKey   func(fyne.KeyName) bool
	content fyne.CanvasObject
	name    string
}

// NewPress makes the area.
func NewPress(content fyne.CanvasObject, pressed func()) *Press {
	p := &Press{content: content}
	p.OnPressed = pressed
	p.ExtendBaseWidget(p)
	return p
}

// Named gives the area a name, for tests and screen readers.
func (p *Press) Named(name string) *Press {
	p.name = name
	return p
}

// Text is the name of the area.
func (p *Press) Text() string { return p.name }

// FocusGained implements fyne.Focusable.
func (p *Press) FocusGained() {
	p.Pressable.FocusGained()
	widgets.FocusMoved(p)
}

// TypedRune implements fyne.Focusable.
func (p *Press) TypedRune(r rune) {
	if p.OnRune != nil {
		p.OnRune(r)
	}
}

// TypedKey implements fyne.Focusable.
func (p *Press) TypedKey(key *fyne.KeyEvent) {
	if p.OnKey == nil || !p.OnKey(key.Name) {
		p.Pressable.TypedKey(key)
	}
}

// HeightFor implements widgets.Flowing.
func (p *Press) HeightFor(width float32) float32 { return widgets.HeightOf(p.content, width) }

// MinSize implements fyne.CanvasObject.
func (p *Press) MinSize() fyne.Size {
	least := p.content.MinSize().Width
	return fyne.NewSize(least, p.HeightFor(max(least, p.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (p *Press) CreateRenderer() fyne.WidgetRenderer {
	v := &pressView{of: p, ground: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil)}
	v.ground.CornerRadius, v.ring.CornerRadius = look.Corner, look.Corner
	v.WidgetRenderer = widget.NewSimpleRenderer(container.NewStack(v.ground, p.content, v.ring))
	v.paint()
	return v
}

type pressView struct {
	fyne.WidgetRenderer
	of           *Press
	ground, ring *canvas.Rectangle
}

func (v *pressView) paint() {
	v.ground.FillColor = nil
	switch {
	case v.of.Opened:
		v.ground.FillColor = look.Color(look.SeaTint)
	case v.of.Hovered:
		v.ground.FillColor = look.Color(look.Shade)
	}
	v.ring.StrokeColor, v.ring.StrokeWidth = look.Color(look.Sea), 2
	v.ring.Hidden = !v.of.Focused
}

// Refresh implements fyne.WidgetRenderer.
func (v *pressView) Refresh() {
	v.paint()
	v.ground.Refresh()
	v.ring.Refresh()
	v.WidgetRenderer.Refresh()
}
