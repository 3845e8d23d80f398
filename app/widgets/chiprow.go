package widgets

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
)

// ChipItem is one chip of a ChipRow.
type ChipItem struct {
	Icon    string // "" for none
	Text    string
	Note    string // quiet, after the text: how many
	On      bool   // is one of those chosen
	Tapped  func() // nil: cannot be tapped
	Removed func() // nil: cannot be removed
}

// ChipRow is a line of small things to choose, open or remove, wrapped where the
// width ends: filters, saved searches.
type ChipRow struct {
	composite
	row *fyne.Container
}

// NewChipRow makes the row without chips.
func NewChipRow() *ChipRow {
	r := &ChipRow{row: Wrapped(look.Gap)}
	r.build(r, r.row)
	return r
}

// Set shows other chips. The chip that has the keyboard keeps it, by its place.
func (r *ChipRow) Set(items []ChipItem) {
	held := -1
	for i, o := range r.row.Objects {
		if o.(*chip).focused {
			held = i
		}
	}
	objects := make([]fyne.CanvasObject, len(items))
	for i, item := range items {
		c := newChip(item.Icon, item.Text, item.Note)
		c.outlined, c.opened, c.removed = !item.On, item.Tapped, item.Removed
		if item.On && item.Icon == "" {
			c.icon = "check"
		}
		objects[i] = c
	}
	r.row.Objects = objects
	r.row.Refresh()
	r.Refresh()
	if held >= 0 && len(objects) > 0 {
		focus(objects[min(held, len(objects)-1)].(*chip))
	}
}
