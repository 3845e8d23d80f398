package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
)

// Flowing is what has a height that depends on its width, as wrapped text does.
type Flowing interface {
	HeightFor(width float32) float32
}

type flowingLayout interface {
	heightFor(objects []fyne.CanvasObject, width float32) float32
}

// heightFor is the least height of an object at a width.
func heightFor(o fyne.CanvasObject, width float32) float32 {
	switch o := o.(type) {
	case Flowing:
		return o.HeightFor(width)
	case *fyne.Container:
		if l, ok := o.Layout.(flowingLayout); ok {
			return l.heightFor(o.Objects, width)
		}
	}
	return o.MinSize().Height
}

func flowMin(l flowingLayout, objects []fyne.CanvasObject, least, width float32) fyne.Size {
	if width < least {
		width = least
	}
	return fyne.NewSize(least, l.heightFor(objects, width))
}

// column stacks objects over the full width.
type column struct{ gap, width float32 }

// Column stacks objects top to bottom, each over the full width, gap apart.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{gap: gap}, objects...)
}

func (l *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	y := float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := heightFor(o, size.Width)
		place(o, 0, y, size.Width, h)
		y += h + l.gap
	}
}

func (l *column) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h, n := float32(0), 0
	for _, o := range objects {
		if o.Visible() {
			h += heightFor(o, width)
			n++
		}
	}
	if n > 1 {
		h += l.gap * float32(n-1)
	}
	return h
}

func (l *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := float32(0)
	for _, o := range objects {
		if o.Visible() {
			least = max(least, o.MinSize().Width)
		}
	}
	return flowMin(l, objects, least, l.width)
}

// row puts objects side by side; one of them may take the rest of the width.
type row struct {
	gap, width float32
	grow       int
	top        bool
}

// Row puts objects side by side at their least width, centred in height.
func Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&row{gap: gap, grow: -1}, objects...)
}

// RowGrow is a Row in which the object at index grow takes the rest of the width.
func RowGrow(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&row{gap: gap, grow: grow}, objects...)
}

// RowTop is a RowGrow whose objects begin at the same top edge.
func RowTop(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&row{gap: gap, grow: grow, top: true}, objects...)
}

func (l *row) widths(objects []fyne.CanvasObject, total float32) []float32 {
	widths := make([]float32, len(objects))
	rest, visible := total, 0
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		visible++
		if i != l.grow {
			widths[i] = o.MinSize().Width
			rest -= widths[i]
		}
	}
	if visible > 1 {
		rest -= l.gap * float32(visible-1)
	}
	if l.grow >= 0 && l.grow < len(objects) {
		widths[l.grow] = max(rest, 0)
	}
	return widths
}

func (l *row) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	widths := l.widths(objects, size.Width)
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		h := heightFor(o, widths[i])
		y := (size.Height - h) / 2
		if l.top {
			y = 0
		}
		place(o, x, y, widths[i], h)
		x += widths[i] + l.gap
	}
}

func (l *row) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for i, w := range l.widths(objects, width) {
		if objects[i].Visible() {
			h = max(h, heightFor(objects[i], w))
		}
	}
	return h
}

func (l *row) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least, visible := float32(0), 0
	for _, o := range objects {
		if o.Visible() {
			least += o.MinSize().Width
			visible++
		}
	}
	if visible > 1 {
		least += l.gap * float32(visible-1)
	}
	return flowMin(l, objects, least, l.width)
}

// wrapped puts objects in lines like words.
type wrapped struct{ gap, width float32 }

// Wrapped puts objects side by side at their least size and starts a new line
// when the width is used up: chips, buttons.
func Wrapped(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&wrapped{gap: gap}, objects...)
}

func (l *wrapped) run(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y float32, size fyne.Size)) float32 {
	x, y, line := float32(0), float32(0), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		size.Width = min(size.Width, max(width, 1))
		if x > 0 && x+size.Width > width {
			x, y, line = 0, y+line+l.gap, 0
		}
		if put != nil {
			put(o, x, y, size)
		}
		x += size.Width + l.gap
		line = max(line, size.Height)
	}
	return y + line
}

func (l *wrapped) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	l.run(objects, size.Width, func(o fyne.CanvasObject, x, y float32, s fyne.Size) { place(o, x, y, s.Width, s.Height) })
}

func (l *wrapped) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	return l.run(objects, width, nil)
}

func (l *wrapped) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := float32(0)
	for _, o := range objects {
		if o.Visible() {
			least = max(least, min(o.MinSize().Width, 160))
		}
	}
	return flowMin(l, objects, least, l.width)
}

// inset keeps a distance around its objects and caps their width.
type inset struct{ x, y, most, width float32 }

// Inset keeps x pixels free at both sides of an object and y above and below.
func Inset(x, y float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{x: x, y: y}, o)
}

// AtMost caps the width of an object; it stays at the left.
func AtMost(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&inset{most: width}, o)
}

func (l *inset) inner(width float32) float32 {
	width -= 2 * l.x
	if l.most > 0 {
		width = min(width, l.most)
	}
	return max(width, 0)
}

func (l *inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l.width = size.Width
	for _, o := range objects {
		place(o, l.x, l.y, l.inner(size.Width), max(size.Height-2*l.y, 0))
	}
}

func (l *inset) heightFor(objects []fyne.CanvasObject, width float32) float32 {
	h := float32(0)
	for _, o := range objects {
		if o.Visible() {
			h = max(h, heightFor(o, l.inner(width)))
		}
	}
	return h + 2*l.y
}

func (l *inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := float32(0)
	for _, o := range objects {
		if o.Visible() {
			least = max(least, o.MinSize().Width)
		}
	}
	return flowMin(l, objects, least+2*l.x, l.width)
}

// Space is an empty object of a size, to keep things apart.
func Space(width, height float32) fyne.CanvasObject {
	return container.New(&fixed{fyne.NewSize(width, height)})
}

// Sized gives an object a fixed least size; 0 keeps the object's own.
func Sized(width, height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&fixed{fyne.NewSize(width, height)}, o)
}

type fixed struct{ size fyne.Size }

func (l *fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}

func (l *fixed) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := l.size
	for _, o := range objects {
		own := o.MinSize()
		if size.Width == 0 {
			size.Width = own.Width
		}
		if size.Height == 0 {
			size.Height = own.Height
		}
	}
	return size
}

// Divider is a thin line across.
func Divider() fyne.CanvasObject {
	return newPlain(look.Line, 1)
}

// ShowIf shows an object or hides it.
func ShowIf(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}

// ShowOnly makes an object all that a container holds.
func ShowOnly(in *fyne.Container, o fyne.CanvasObject) {
	if len(in.Objects) != 1 || in.Objects[0] != o {
		in.Objects = []fyne.CanvasObject{o}
		in.Refresh()
	}
}
