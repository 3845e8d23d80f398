package shell

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// frameLayout puts the sidebar at the left and the page beside it.
type frameLayout struct{}

func (*frameLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	side, page := objects[0], objects[1]
	w := min(side.MinSize().Width, size.Width/3)
	side.Resize(fyne.NewSize(w, size.Height))
	page.Move(fyne.NewPos(w, 0))
	page.Resize(fyne.NewSize(size.Width-w, size.Height))
}

// MinSize is fixed: what a page wants must not grow the window off the screen.
func (*frameLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(LeastWidth, LeastHeight)
}

// pageLayout stacks head, line, banners and the page; search results float.
type pageLayout struct{}

func (*pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	head, line, banners, host, panel := objects[0], objects[1], objects[2], objects[3], objects[4]
	h := head.MinSize().Height
	head.Move(fyne.Position{})
	head.Resize(fyne.NewSize(size.Width, h))
	line.Move(fyne.NewPos(0, h))
	line.Resize(fyne.NewSize(size.Width, 1))
	y := h + 1
	if c := banners.(*fyne.Container); len(c.Objects) > 0 {
		wide := size.Width - 2*look.Wide
		high := min(widgets.HeightFor(c, wide), size.Height/2)
		c.Move(fyne.NewPos(look.Wide, y+look.Gap))
		c.Resize(fyne.NewSize(wide, high))
		y += high + look.Gap
	}
	host.Move(fyne.NewPos(0, y))
	host.Resize(fyne.NewSize(size.Width, max(size.Height-y, 0)))
	wide := min(look.Text(480), size.Width-2*look.Wide)
	panel.Move(fyne.NewPos(size.Width-wide-look.Wide, h-look.Tight))
	panel.Resize(fyne.NewSize(wide, min(panel.MinSize().Height, size.Height-h)))
}

func (*pageLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(LeastWidth-widgets.SidebarWidth, LeastHeight)
}
