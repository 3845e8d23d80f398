package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// showPopup shows content of a size near an anchor, under it if there is room. A
// click elsewhere closes it; so does the returned function. The anchor has the
// keyboard again afterwards.
func showPopup(anchor, content fyne.CanvasObject, size fyne.Size) (closeIt func()) {
	c := canvasOf(anchor)
	if c == nil {
		return func() {}
	}
	up := widget.NewPopUp(NewFrame(Inset(look.Tight, look.Tight, content)), c)
	size = size.AddWidthHeight(2*look.Gap, 2*look.Gap)
	whole := c.Size()
	size.Width, size.Height = min(size.Width, whole.Width), min(size.Height, whole.Height)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(anchor)
	y := at.Y + anchor.Size().Height + look.Tight
	if y+size.Height > whole.Height {
		if above := at.Y - look.Tight - size.Height; above >= 0 {
			y = above
		} else {
			y = max(0, whole.Height-size.Height)
		}
	}
	x := max(1, min(at.X, whole.Width-size.Width)) // 0,0 would mean "in the middle" to the toolkit
	up.ShowAtPosition(fyne.NewPos(x, max(y, 1)))
	up.Resize(size)
	return up.Hide
}
