package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// wheel lies over an entry, seen by nothing but the mouse wheel, and hands it
// to the page: the toolkit's entry swallows it, so that a page would stop
// scrolling wherever the pointer meets a field. A field of several lines that
// has the keyboard scrolls by itself: its wheel is hidden then.
type wheel struct {
	widget.BaseWidget
	list *widget.List // moves first, as long as it can; nil for none
}

var _ fyne.Scrollable = (*wheel)(nil)

func newWheel() *wheel {
	w := &wheel{}
	w.ExtendBaseWidget(w)
	return w
}

// ListWheel lies over a list that stands in a page. The toolkit's list swallows
// the wheel also where it has nowhere to go; this lets the page go on then.
func ListWheel(list *widget.List) fyne.CanvasObject {
	w := newWheel()
	w.list = list
	return w
}

// Scrolled implements fyne.Scrollable.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	if w.list != nil {
		before := w.list.GetScrollOffset()
		w.list.ScrollToOffset(before - e.Scrolled.DY)
		if w.list.GetScrollOffset() != before {
			return
		}
	}
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
