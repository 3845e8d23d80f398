package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over an entry, seen by nothing but the mouse wheel, and hands it
// to the page: the toolkit's entry swallows it, so that a page would stop
// scrolling wherever the pointer meets a field. A field of several lines that
// has the keyboard scrolls by itself: its wheel is hidden then.
type wheel struct{ widget.BaseWidget }

var _ fyne.Scrollable = (*wheel)(nil)

func newWheel() *wheel {
	w := &wheel{}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	c := canvasOf(w)
	for _, f := range shown {
		if f.Visible() && canvasOf(f) == c && f.holds(w) {
			f.scroll.Scrolled(e)
			return
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return &view{of: w, min: func() fyne.Size { return fyne.Size{} }, layout: func(fyne.Size) {}}
}
