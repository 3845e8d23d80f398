package bound

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
)

// Columns puts fields side by side at one width, at least least pixels each;
// what does not fit goes to the next line.
func Columns(least float32, fields ...fyne.CanvasObject) fyne.CanvasObject {
	f := &flowing{of: &columns{least: least}}
	f.box = container.New(f.of, fields...)
	f.ExtendBaseWidget(f)
	return f
}

// flowing is a box whose height follows from its width.
type flowing struct {
	widget.BaseWidget
	box *fyne.Container
	of  *columns
}

// HeightFor implements widgets.Flowing.
func (f *flowing) HeightFor(width float32) float32 { return f.of.height(f.box.Objects, width) }

// CreateRenderer implements fyne.Widget.
func (f *flowing) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(f.box) }

// MinSize implements fyne.CanvasObject.
func (f *flowing) MinSize() fyne.Size { return f.of.MinSize(f.box.Objects) }

type columns struct{ least, width float32 }

func (c *columns) fit(n int, width float32) (per int, each float32) {
	least := look.Text(c.least)
	per = max(1, min(n, int((width+look.Roomy)/(least+look.Roomy))))
	return per, (width - look.Roomy*float32(per-1)) / float32(per)
}

// lines calls f for each line of fields with its top and height.
func (c *columns) lines(objects []fyne.CanvasObject, width float32, f func(line []fyne.CanvasObject, y, h, each float32)) float32 {
	var seen []fyne.CanvasObject
	for _, o := range objects {
		if o.Visible() {
			seen = append(seen, o)
		}
	}
	if len(seen) == 0 {
		return 0
	}
	per, each := c.fit(len(seen), width)
	y := float32(0)
	for i := 0; i < len(seen); i += per {
		line := seen[i:min(i+per, len(seen))]
		h := float32(0)
		for _, o := range line {
			h = max(h, widgets.HeightOf(o, each))
		}
		if f != nil {
			f(line, y, h, each)
		}
		y += h + look.Gap + look.Tight
	}
	return y - look.Gap - look.Tight
}

func (c *columns) height(objects []fyne.CanvasObject, width float32) float32 {
	return c.lines(objects, width, nil)
}

// Layout implements fyne.Layout.
func (c *columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	c.lines(objects, size.Width, func(line []fyne.CanvasObject, y, h, each float32) {
		for i, o := range line {
			o.Move(fyne.NewPos(float32(i)*(each+look.Roomy), y))
			o.Resize(fyne.NewSize(each, widgets.HeightOf(o, each)))
		}
	})
}

// MinSize implements fyne.Layout.
func (c *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := look.Text(c.least)
	return fyne.NewSize(least, c.height(objects, max(least, c.width)))
}
