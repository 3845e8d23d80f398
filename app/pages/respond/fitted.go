package respond

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// fitted is a list of a height whose rows have the height that their text needs:
// the rows in view are measured anew when the width changes.
func fitted(list *widget.List, height float32) fyne.CanvasObject {
	return container.New(&fittedLayout{list: list, height: height}, list, widgets.ListWheel(list))
}

type fittedLayout struct {
	list          *widget.List
	height, width float32
}

// Layout implements fyne.Layout.
func (l *fittedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
	if l.width != size.Width {
		l.width = size.Width
		l.list.Refresh()
	}
}

// MinSize implements fyne.Layout.
func (l *fittedLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.list.MinSize().Width, look.Text(l.height))
}
