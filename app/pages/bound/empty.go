package bound

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/widgets"
)

// Empty is what a list without rows says: that there is nothing yet and what
// to do, or that the filter hides what there is.
type Empty struct {
	Object          fyne.CanvasObject
	nothing, hidden *widgets.EmptyState
}

// NewEmpty makes it; clear takes the filters away.
func NewEmpty(icon, nothing, hidden, clearText string, clear func()) *Empty {
	e := &Empty{nothing: widgets.NewEmptyState(icon, nothing, "", nil), hidden: widgets.NewEmptyState("search", hidden, clearText, clear)}
	e.hidden.Hide()
	e.Object = container.NewStack(e.nothing, e.hidden)
	return e
}

// Filtered tells whether a filter is set.
func (e *Empty) Filtered(yes bool) {
	widgets.ShowIf(e.nothing, !yes)
	widgets.ShowIf(e.hidden, yes)
}
