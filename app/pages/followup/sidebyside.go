package followup

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// beside puts the list of a day right of the month, or under it where there is
// too little width.
type beside struct{}

// Layout implements fyne.Layout.
func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := objects[0], objects[1]
	left.Move(fyne.Position{})
	if side := look.Text(widgets.ListWidth); size.Width > 2.4*side {
		left.Resize(fyne.NewSize(size.Width-side, size.Height))
		right.Move(fyne.NewPos(size.Width-side, 0))
		right.Resize(fyne.NewSize(side, size.Height))
		return
	}
	h := max(left.MinSize().Height, size.Height*0.55)
	left.Resize(fyne.NewSize(size.Width, h))
	right.Move(fyne.NewPos(0, h))
	right.Resize(fyne.NewSize(size.Width, max(size.Height-h, 0)))
}

// MinSize implements fyne.Layout.
func (beside) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(look.Text(320), look.Text(300))
}
