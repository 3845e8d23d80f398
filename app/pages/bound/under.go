package bound

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/widgets"
)

// Under puts rest below top, which has the height that it needs; nothing is
// left free between.
func Under(top, rest fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&under{}, top, rest)
}

type under struct{}

// Layout implements fyne.Layout.
func (l *under) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := widgets.HeightOf(objects[0], size.Width)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(size.Width, h))
	objects[1].Move(fyne.NewPos(0, h))
	objects[1].Resize(fyne.NewSize(size.Width, max(size.Height-h, 0)))
}

// MinSize implements fyne.Layout.
func (l *under) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), min(a.Height, 200)+b.Height)
}
