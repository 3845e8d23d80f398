package kiosk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// Shares puts objects side by side at one width and one height.
func Shares(gap float32, objects ...fyne.CanvasObject) fyne.CanvasObject {
	return SharesOrStack(gap, 0, objects...)
}

// SharesOrStack is Shares where each object can have least pixels, and one
// under the other where it cannot.
func SharesOrStack(gap, least float32, objects ...fyne.CanvasObject) fyne.CanvasObject {
	b := &sharing{l: &sharesLayout{gap: gap, least: least}}
	b.box = container.New(b.l, objects...)
	b.ExtendBaseWidget(b)
	return b
}

// sharing is a row whose height follows from its width.
type sharing struct {
	widget.BaseWidget
	box *fyne.Container
	l   *sharesLayout
}

// HeightFor implements widgets.Flowing.
func (b *sharing) HeightFor(width float32) float32 { return b.l.height(b.box.Objects, width) }

// MinSize implements fyne.CanvasObject.
func (b *sharing) MinSize() fyne.Size {
	least := b.l.width(b.box.Objects)
	return fyne.NewSize(least, b.HeightFor(max(least, b.Size().Width)))
}

// CreateRenderer implements fyne.Widget.
func (b *sharing) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(b.box) }

type sharesLayout struct{ gap, least float32 }

// each is the width of one of n objects, and how many stand in a line.
func (l *sharesLayout) each(n int, width float32) (per int, each float32) {
	each = (width - l.gap*float32(n-1)) / float32(n)
	if n == 0 || l.least > 0 && each < look.Text(l.least) {
		return 1, width
	}
	return n, each
}

func (l *sharesLayout) height(objects []fyne.CanvasObject, width float32) float32 {
	per, each := l.each(len(objects), width)
	tallest, sum := float32(0), float32(0)
	for i, o := range objects {
		h := widgets.HeightOf(o, each)
		tallest = max(tallest, h)
		sum += h
		if i > 0 {
			sum += l.gap
		}
	}
	if per == 1 {
		return sum
	}
	return tallest
}

// width is the least width of the line, or of the widest object if they may be stacked.
func (l *sharesLayout) width(objects []fyne.CanvasObject) float32 {
	widest := float32(0)
	for _, o := range objects {
		widest = max(widest, o.MinSize().Width)
	}
	if n := float32(len(objects)); l.least == 0 && n > 0 {
		return widest*n + l.gap*(n-1)
	}
	return widest
}

// Layout implements fyne.Layout.
func (l *sharesLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	per, each := l.each(len(objects), size.Width)
	y := float32(0)
	for i, o := range objects {
		if per > 1 || len(objects) == 1 {
			o.Move(fyne.NewPos(float32(i)*(each+l.gap), 0))
			o.Resize(fyne.NewSize(each, size.Height))
			continue
		}
		h := widgets.HeightOf(o, each)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(each, h))
		y += h + l.gap
	}
}

// MinSize implements fyne.Layout.
func (l *sharesLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	width := l.width(objects)
	return fyne.NewSize(width, 0)
}
