// Package widgets holds the parts that Pinisi's window is built of. They know
// nothing of records, stores or files: they show what they are given and report
// what a person does through callbacks. Everything here belongs to the UI
// goroutine.
//
// Texts that wrap get their height from the width they are given: containers
// made here (Column, Row, Wrapped, Inset, Card, Page) ask for it, Fyne's own box
// layouts do not. Prefer ours.
package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"pinisi/app/look"
)

// view is a renderer made of functions, so that a widget reads as one piece.
type view struct {
	of      fyne.Widget
	objects []fyne.CanvasObject
	// draws says that layout makes new objects, as charts do. The toolkit lays out
	// again what has new objects, so such a layout is asked only for another size:
	// else it would go on without end and keep a processor busy.
	draws   bool
	drawn   fyne.Size
	layout  func(fyne.Size)
	min     func() fyne.Size
	refresh func()
	destroy func()
}

func (v *view) Layout(size fyne.Size) {
	if v.draws && size == v.drawn {
		return
	}
	v.drawn = size
	v.layout(size)
}

func (v *view) MinSize() fyne.Size { return v.min() }

func (v *view) Objects() []fyne.CanvasObject { return v.objects }

func (v *view) Refresh() {
	if v.refresh != nil {
		v.refresh()
	}
	v.drawn = v.of.Size()
	v.layout(v.drawn)
	for _, o := range v.objects {
		if _, isWidget := o.(fyne.Widget); !isWidget {
			canvas.Refresh(o)
		}
	}
	canvas.Refresh(v.of)
}

func (v *view) Destroy() {
	if v.destroy != nil {
		v.destroy()
	}
}

// box is a rounded rectangle with a fill and an outline token, "" for none.
func box(fill, outline fyne.ThemeColorName) *canvas.Rectangle {
	r := canvas.NewRectangle(nil)
	r.CornerRadius = look.Corner
	paint(r, fill, outline)
	return r
}

func paint(r *canvas.Rectangle, fill, outline fyne.ThemeColorName) {
	r.FillColor, r.StrokeColor, r.StrokeWidth = token(fill), nil, 0
	if outline != "" {
		r.StrokeColor, r.StrokeWidth = token(outline), 1
	}
}

func token(name fyne.ThemeColorName) color.Color {
	if name == "" {
		return color.Transparent
	}
	return look.Color(name)
}

// ring is the outline that shows where the keyboard is.
func ring() *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.CornerRadius = look.Corner
	r.Hide()
	return r
}

func showRing(r *canvas.Rectangle, on bool) {
	r.StrokeColor, r.StrokeWidth = look.Color(look.Sea), 2
	if on {
		r.Show()
	} else {
		r.Hide()
	}
}

// around puts a ring on an area, a little outside of it.
func around(r *canvas.Rectangle, pos fyne.Position, size fyne.Size, outside float32) {
	r.Move(pos.SubtractXY(outside, outside))
	r.Resize(size.AddWidthHeight(2*outside, 2*outside))
	r.CornerRadius = look.Corner + outside
}

func label(text string, size float32, bold bool, name fyne.ThemeColorName) *canvas.Text {
	t := canvas.NewText(text, look.Color(name))
	t.TextSize = look.Text(size)
	t.TextStyle.Bold = bold
	return t
}

func restyle(t *canvas.Text, size float32, bold bool, name fyne.ThemeColorName) {
	t.Color, t.TextSize, t.TextStyle.Bold = look.Color(name), look.Text(size), bold
}

// picture is an icon as it is in the present scheme; setPicture renews it.
func picture(name string, tint fyne.ThemeColorName) *canvas.Image {
	i := &canvas.Image{FillMode: canvas.ImageFillContain}
	setPicture(i, name, tint)
	return i
}

func setPicture(i *canvas.Image, name string, tint fyne.ThemeColorName) {
	now := look.Icon(name, tint)
	if i.Resource != nil && i.Resource.Name() == now.Name() {
		return
	}
	i.Resource = fyne.NewStaticResource(now.Name(), now.Content())
	i.Refresh()
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// canvasOf is the canvas an object is on. The toolkit knows it only after the
// object's first frame; before, the only window there is must be it.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	app := fyne.CurrentApp()
	if app == nil {
		return nil
	}
	if c := app.Driver().CanvasForObject(o); c != nil {
		return c
	}
	if windows := app.Driver().AllWindows(); len(windows) == 1 {
		return windows[0].Canvas()
	}
	return nil
}

// focus moves the keyboard to a widget that is on a canvas.
func focus(w fyne.Focusable) {
	if c := canvasOf(w.(fyne.CanvasObject)); c != nil {
		c.Focus(w)
	}
}

// passKey hands a key that a focused widget does not use to the window: help,
// the keys of an open dialog.
func passKey(from fyne.CanvasObject, key *fyne.KeyEvent) {
	if c := canvasOf(from); c != nil {
		if f := c.OnTypedKey(); f != nil {
			f(key)
		}
	}
}

func passRune(from fyne.CanvasObject, r rune) {
	if c := canvasOf(from); c != nil {
		if f := c.OnTypedRune(); f != nil {
			f(r)
		}
	}
}
