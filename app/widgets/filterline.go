package widgets

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
)

// FilterLine is a line to search a page by words. Escape empties it.
type FilterLine struct {
	composite
	OnDown func() // Down or Enter: go to what was found; may be nil
	entry  *entry
}

// NewFilterLine makes the line; changed is called at each change of the text.
func NewFilterLine(hint string, changed func(text string)) *FilterLine {
	f := &FilterLine{entry: newEntry(false)}
	f.entry.SetIcon(look.Icon("search", look.Quiet))
	f.entry.SetPlaceHolder(hint)
	f.entry.OnChanged = changed
	f.entry.onKey = func(key *fyne.KeyEvent) bool {
		switch key.Name {
		case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
			if f.OnDown != nil {
				f.OnDown()
			}
			return true
		case fyne.KeyEscape:
			if f.entry.Text != "" {
				f.entry.SetText("")
				return true
			}
		}
		return false
	}
	f.build(f, newRinged(f.entry))
	return f
}

// Text returns what stands in the line.
func (f *FilterLine) Text() string { return f.entry.Text }

// Clear empties the line; changed is told if it was not empty.
func (f *FilterLine) Clear() { f.entry.SetText("") }

// Focus moves the keyboard to the line.
func (f *FilterLine) Focus() { focus(f.entry) }

// Set puts a text into the line; changed is told if it is another.
func (f *FilterLine) Set(text string) { f.entry.SetText(text) }
