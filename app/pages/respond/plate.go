package respond

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// plate is a card to press.
type plate struct {
	widgets.Pressable
	content fyne.CanvasObject
	name    string
}

func newPlate(content fyne.CanvasObject, name string, pressed func()) *plate {
	p := &plate{content: content, name: name}
	p.OnPressed = pressed
	p.ExtendBaseWidget(p)
	return p
}

// Text is what the plate is called.
func (p *plate) Text() string { return p.name }

// FocusGained implements fyne.Focusable.
func (p *plate) FocusGained() {
	widgets.FocusMoved(p)
	p.Pressable.FocusGained()
}

// HeightFor implements widgets.Flowing.
func (p *plate) HeightFor(width float32) float32 { return widgets.HeightOf(p.content, width) }

// MinSize implements fyne.CanvasObject.
func (p *plate) MinSize() fyne.Size {
	least := p.content.MinSize().Width
	return fyne.NewSize(least, p.HeightFor(max(least, p.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (p *plate) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(nil)
	v := &plateView{of: p, ground: ground, WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(ground, p.content))}
	v.paint()
	return v
}

type plateView struct {
	fyne.WidgetRenderer
	of     *plate
	ground *canvas.Rectangle
}

func (v *plateView) paint() {
	v.ground.CornerRadius = look.Corner
	v.ground.FillColor, v.ground.StrokeColor, v.ground.StrokeWidth = look.Color(look.Card), look.Color(look.Line), 1
	if v.of.Hovered {
		v.ground.FillColor, v.ground.StrokeColor = look.Color(look.SeaTint), look.Color(look.Sea)
	}
	if v.of.Focused {
		v.ground.StrokeColor, v.ground.StrokeWidth = look.Color(look.Sea), 2
	}
}

// Refresh implements fyne.WidgetRenderer.
func (v *plateView) Refresh() {
	v.paint()
	v.ground.Refresh()
	v.WidgetRenderer.Refresh()
}
