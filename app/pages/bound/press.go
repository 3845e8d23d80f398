package bound

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// Press is an area that can be pressed, such as a row: by a click, Enter or
// Space. Its content shows and is not pressed by itself.
type Press struct {
	widget.BaseWidget
	OnPressed func()
	// Opened draws the area as the one that is open.
	Opened bool

	content          fyne.CanvasObject
	hovered, focused bool
}

// NewPress makes the area.
func NewPress(content fyne.CanvasObject, pressed func()) *Press {
	p := &Press{content: content, OnPressed: pressed}
	p.ExtendBaseWidget(p)
	return p
}

// Tapped implements fyne.Tappable.
func (p *Press) Tapped(*fyne.PointEvent) {
	if p.OnPressed != nil {
		p.OnPressed()
	}
}

// FocusGained implements fyne.Focusable.
func (p *Press) FocusGained() {
	p.focused = true
	widgets.FocusMoved(p)
	p.Refresh()
}

// FocusLost implements fyne.Focusable.
func (p *Press) FocusLost() { p.focused = false; p.Refresh() }

// TypedRune implements fyne.Focusable.
func (p *Press) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (p *Press) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		p.Tapped(nil)
	}
}

// MouseIn implements desktop.Hoverable.
func (p *Press) MouseIn(*desktop.MouseEvent) { p.hovered = true; p.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (p *Press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *Press) MouseOut() { p.hovered = false; p.Refresh() }

// Cursor implements desktop.Cursorable.
func (p *Press) Cursor() desktop.Cursor { return desktop.PointerCursor }

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
	case v.of.hovered:
		v.ground.FillColor = look.Color(look.Shade)
	}
	v.ring.StrokeColor, v.ring.StrokeWidth = look.Color(look.Sea), 2
	v.ring.Hidden = !v.of.focused
}

// Refresh implements fyne.WidgetRenderer.
func (v *pressView) Refresh() {
	v.paint()
	v.ground.Refresh()
	v.ring.Refresh()
	v.WidgetRenderer.Refresh()
}
