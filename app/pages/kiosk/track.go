package kiosk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// Track is a thin bar of a share from 0 to 1.
type Track struct {
	widget.BaseWidget
	share float64
}

// NewTrack makes it.
func NewTrack(share float64) *Track {
	t := &Track{share: min(max(share, 0), 1)}
	t.ExtendBaseWidget(t)
	return t
}

// Set changes the share.
func (t *Track) Set(share float64) {
	t.share = min(max(share, 0), 1)
	t.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *Track) CreateRenderer() fyne.WidgetRenderer {
	v := &trackView{t: t, whole: canvas.NewRectangle(nil), part: canvas.NewRectangle(nil)}
	v.Refresh()
	return v
}

type trackView struct {
	t           *Track
	whole, part *canvas.Rectangle
}

func (v *trackView) Objects() []fyne.CanvasObject { return []fyne.CanvasObject{v.whole, v.part} }
func (v *trackView) Destroy()                     {}
func (v *trackView) MinSize() fyne.Size           { return fyne.NewSize(40, 8) }

func (v *trackView) Layout(size fyne.Size) {
	v.whole.Resize(size)
	v.part.Resize(fyne.NewSize(size.Width*float32(v.t.share), size.Height))
}

func (v *trackView) Refresh() {
	v.whole.FillColor, v.part.FillColor = look.Color(look.Line), look.Color(look.Sea)
	v.whole.CornerRadius, v.part.CornerRadius = 4, 4
	v.Layout(v.t.Size())
	canvas.Refresh(v.t)
}
