package sessiontest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
)

// Objects are all visible objects of a tree as it is shown. Unlike
// test.LaidOutObjects it makes no renderers of its own.
func Objects(o fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil || !o.Visible() {
		return nil
	}
	all := []fyne.CanvasObject{o}
	var children []fyne.CanvasObject
	switch o := o.(type) {
	case fyne.Widget:
		children = test.WidgetRenderer(o).Objects()
	case *fyne.Container:
		children = o.Objects
	}
	for _, c := range children {
		all = append(all, Objects(c)...)
	}
	return all
}

// Texts are the texts that a tree shows, wrapped ones in one piece.
func Texts(o fyne.CanvasObject) []string {
	var all []string
	for _, o := range Objects(o) {
		switch o := o.(type) {
		case *canvas.Text:
			if o.Text != "" {
				all = append(all, o.Text)
			}
		case interface{ Content() string }:
			all = append(all, o.Content())
		}
	}
	return all
}
