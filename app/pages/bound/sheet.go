package bound

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// sheet puts a colour behind an object, in both schemes.
type sheet struct {
	widget.BaseWidget
	token   fyne.ThemeColorName
	content fyne.CanvasObject
	round   bool
}

// Sheet puts the colour of cards behind an object, such as the head of a list.
func Sheet(o fyne.CanvasObject) fyne.CanvasObject { return newSheet(look.Card, o, false) }

// Tinted puts a rounded ground of a colour token behind an object.
func Tinted(token fyne.ThemeColorName, o fyne.CanvasObject) fyne.CanvasObject {
	return newSheet(token, o, true)
}

func newSheet(token fyne.ThemeColorName, o fyne.CanvasObject, round bool) fyne.CanvasObject {
	s := &sheet{token: token, content: o, round: round}
	s.ExtendBaseWidget(s)
	return s
}

// HeightFor implements widgets.Flowing.
func (s *sheet) HeightFor(width float32) float32 { return widgets.HeightOf(s.content, width) }

// CreateRenderer implements fyne.Widget.
func (s *sheet) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(look.Color(s.token))
	if s.round {
		ground.CornerRadius = look.Corner
	}
	return &sheetView{WidgetRenderer: widget.NewSimpleRenderer(container.NewStack(ground, s.content)), of: s, ground: ground}
}

type sheetView struct {
	fyne.WidgetRenderer
	of     *sheet
	ground *canvas.Rectangle
}

// Refresh implements fyne.WidgetRenderer.
func (v *sheetView) Refresh() {
	v.ground.FillColor = look.Color(v.of.token)
	v.ground.Refresh()
	v.WidgetRenderer.Refresh()
}
