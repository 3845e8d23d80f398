package widgets

import (
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/words"
)

// MultiPick chooses several of many options; the chosen ones stand as chips.
type MultiPick struct {
	composite
	// OnChanged is called with all chosen ids, in the order of choosing.
	OnChanged func(ids []string)

	options  []Option
	ids      []string
	chips    *fyne.Container
	add      *Button
	disabled bool
}

// NewMultiPick makes the field under a label; label may be "".
func NewMultiPick(label string, options []Option) *MultiPick {
	m := &MultiPick{options: options, chips: Wrapped(look.Gap)}
	m.add = NewButton(Plain, words.T("common.add"), "plus", m.open).Compact()
	title := Body(label)
	if label == "" {
		title.Hide()
	}
	m.build(m, Column(look.Tight, title, m.chips))
	m.show()
	return m
}

func (m *MultiPick) open() {
	focus(m.add) // where the keyboard goes on after Escape, opened by mouse too
	openChooser(m.add, m.options, true, "", func(id string) bool { return slices.Contains(m.ids, id) }, m.toggle)
}

func (m *MultiPick) toggle(id string) {
	if i := slices.Index(m.ids, id); i >= 0 {
		m.ids = slices.Delete(slices.Clone(m.ids), i, i+1)
	} else {
		m.ids = append(slices.Clone(m.ids), id)
	}
	m.show()
	if m.OnChanged != nil {
		m.OnChanged(slices.Clone(m.ids))
	}
}

// Set tells which options are chosen. OnChanged is not called.
func (m *MultiPick) Set(ids []string) {
	if !slices.Equal(ids, m.ids) {
		m.ids = slices.Clone(ids)
		m.show()
	}
}

// IDs returns the chosen options.
func (m *MultiPick) IDs() []string { return slices.Clone(m.ids) }

// Disable shows the choice only.
func (m *MultiPick) Disable() { m.disabled = true; m.show() }

// Enable lets the person choose.
func (m *MultiPick) Enable() { m.disabled = false; m.show() }

func (m *MultiPick) show() {
	objects := make([]fyne.CanvasObject, 0, len(m.ids)+1)
	for _, id := range m.ids {
		text := id
		for _, o := range m.options {
			if o.ID == id {
				text = o.Text
			}
		}
		c := newChip("", text, "")
		if !m.disabled {
			c.removed = func() { m.toggle(id) }
		}
		objects = append(objects, c)
	}
	if !m.disabled {
		objects = append(objects, m.add)
	} else if len(objects) == 0 {
		objects = append(objects, Hint("–"))
	}
	m.chips.Objects = objects
	m.chips.Refresh()
	m.Refresh()
}

// Unsur is one of the five elements of the public (unsur masyarakat) that a
// consultation invites.
type Unsur struct {
	Name  string
	Count int
}

// UnsurChips shows for each element whether somebody of it takes part.
type UnsurChips struct {
	composite
	// OnTapped is called with the index of a tapped chip; may be nil.
	OnTapped func(index int)
	row      *fyne.Container
}

// NewUnsurChips makes the chips.
func NewUnsurChips(items []Unsur) *UnsurChips {
	u := &UnsurChips{row: Wrapped(look.Gap)}
	u.build(u, u.row)
	u.Set(items)
	return u
}

// Set tells how many of each element take part.
func (u *UnsurChips) Set(items []Unsur) {
	objects := make([]fyne.CanvasObject, len(items))
	for i, item := range items {
		c := newChip("person", item.Name, words.Count(0)) // a number keeps the five on one line
		c.outlined = true
		if item.Count > 0 {
			c.icon, c.state, c.outlined = "check", Good, false
			c.note = words.Count(item.Count)
		}
		c.opened = func() {
			if u.OnTapped != nil {
				u.OnTapped(i)
			}
		}
		objects[i] = c
	}
	u.row.Objects = objects
	u.row.Refresh()
	u.Refresh()
}
