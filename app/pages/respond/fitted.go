package respond

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/pages/bound"
)

// fitted is a list of a height whose rows have the height that their text needs.
func fitted(list *widget.List, height float32) fyne.CanvasObject { return bound.Fitted(list, height) }
