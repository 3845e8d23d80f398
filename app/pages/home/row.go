package home

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
)

// newRow is one thing that waits, with how it stands at the right, nil for
// nothing: a click, Enter or Space goes there.
func newRow(icon, title, line string, stands fyne.CanvasObject, pressed func()) *bound.Press {
	height := look.Text(36)
	text := widgets.Column(2, widgets.Body(title).OneLine())
	if line != "" {
		height = look.Text(52)
		text.Add(widgets.Small(line).OneLine())
	}
	row := widgets.RowGrow(look.Gap+look.Tight, 0, text)
	if icon != "" {
		row = widgets.RowGrow(look.Gap+look.Tight, 1, widgets.NewIcon(icon, look.Sea, 22), text)
	}
	if stands != nil {
		row.Add(stands)
	}
	return bound.NewPress(widgets.Sized(look.Text(240), height, widgets.Inset(look.Gap, 0, row)), pressed).Named(title)
}

// newMore leads to the page with all of a group.
func newMore(text string, pressed func()) *bound.Press {
	return bound.NewPress(widgets.Sized(0, look.Text(32), widgets.Inset(look.Gap, look.Tight, widgets.Body(text).In(look.Sea).OneLine())), pressed).Named(text)
}

// state is how something stands, in a word.
func state(of widgets.State, word string) fyne.CanvasObject { return widgets.NewStatusPill(of, word) }

// share is how much of something is done.
func share(done, all int) fyne.CanvasObject {
	return widgets.Sized(look.Text(150), 0, widgets.NewProgressLine(done, all))
}
