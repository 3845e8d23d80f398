package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// plain is an area in one colour token that follows the scheme.
type plain struct {
	widget.BaseWidget
	tint   fyne.ThemeColorName
	height float32
}

func newPlain(tint fyne.ThemeColorName, height float32) *plain {
	p := &plain{tint: tint, height: height}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer implements fyne.Widget.
func (p *plain) CreateRenderer() fyne.WidgetRenderer {
	r := box(p.tint, "")
	r.CornerRadius = 0
	return &view{
		of: p, objects: []fyne.CanvasObject{r},
		min:     func() fyne.Size { return fyne.NewSize(1, p.height) },
		layout:  func(size fyne.Size) { r.Resize(size) },
		refresh: func() { paint(r, p.tint, "") },
	}
}

// Icon shows an icon in a colour token at the size of inline icons.
type Icon struct {
	widget.BaseWidget
	name string
	tint fyne.ThemeColorName
	side float32
}

// NewIcon makes an icon, see look.Names; side is in pixels, 0 for 20.
func NewIcon(name string, tint fyne.ThemeColorName, side float32) *Icon {
	if side == 0 {
		side = 20
	}
	i := &Icon{name: name, tint: tint, side: side}
	i.ExtendBaseWidget(i)
	return i
}

// Set changes the icon and its colour token.
func (i *Icon) Set(name string, tint fyne.ThemeColorName) {
	if i.name != name || i.tint != tint {
		i.name, i.tint = name, tint
		i.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	p := picture(i.name, i.tint)
	return &view{
		of: i, objects: []fyne.CanvasObject{p},
		min: func() fyne.Size { return fyne.NewSquareSize(look.Text(i.side)) },
		layout: func(size fyne.Size) {
			side := look.Text(i.side)
			place(p, (size.Width-side)/2, (size.Height-side)/2, side, side)
		},
		refresh: func() { setPicture(p, i.name, i.tint) },
	}
}
