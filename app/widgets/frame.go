package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// HeightFor returns the least height of an object at a width.
func HeightFor(o fyne.CanvasObject, width float32) float32 { return heightFor(o, width) }

// Frame is a floating sheet around an object, such as search results.
type Frame struct {
	widget.BaseWidget
	inner  fyne.CanvasObject
	height float32
}

// NewFrame makes a frame around an object.
func NewFrame(inner fyne.CanvasObject) *Frame {
	f := &Frame{inner: inner}
	f.ExtendBaseWidget(f)
	return f
}

// SetHeight sets the height that the frame asks for.
func (f *Frame) SetHeight(h float32) { f.height = h; f.Refresh() }

// Tapped keeps clicks beside rows from what lies under the frame.
func (f *Frame) Tapped(*fyne.PointEvent) {}

// CreateRenderer implements fyne.Widget.
func (f *Frame) CreateRenderer() fyne.WidgetRenderer {
	ground := box(look.Card, look.Edge)
	return &view{
		of: f, objects: []fyne.CanvasObject{ground, f.inner},
		min: func() fyne.Size { return fyne.NewSize(look.Text(240), f.height) },
		layout: func(size fyne.Size) {
			ground.Resize(size)
			place(f.inner, look.Tight, look.Tight, size.Width-2*look.Tight, size.Height-2*look.Tight)
		},
		refresh: func() { paint(ground, look.Card, look.Edge) },
	}
}
