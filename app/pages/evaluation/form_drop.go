package evaluation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
)

// evidenceAt takes the files that fell on a place of the window.
func (f *form) evidenceAt(at fyne.Position) *bound.Evidence {
	if v, ok := f.page.(*statement); ok {
		if q := v.at(at); q != nil {
			return q.evidence
		}
		return nil
	}
	c := f.cardAt(at)
	if c == nil {
		c = f.cardInHand()
	}
	if c == nil {
		return nil
	}
	return c.evidence
}

// cardAt is the card under a place of the window, if it is in view there.
func (f *form) cardAt(at fyne.Position) *card {
	if !within(f.column, at) {
		return nil
	}
	for _, c := range f.cards {
		if within(c.content, at) {
			return c
		}
	}
	return nil
}

// cardInHand is the card with the keyboard.
func (f *form) cardInHand() *card {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(f.content)
	if canvas == nil {
		return nil
	}
	focused, ok := canvas.Focused().(fyne.CanvasObject)
	if !ok {
		return nil
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(focused)
	for _, c := range f.cards {
		if within(c.content, at) {
			return c
		}
	}
	return nil
}

// within reports whether a place of the window lies in an object.
func within(o fyne.CanvasObject, at fyne.Position) bool {
	corner, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(o), o.Size()
	return at.X >= corner.X && at.Y >= corner.Y && at.X < corner.X+size.Width && at.Y < corner.Y+size.Height
}
