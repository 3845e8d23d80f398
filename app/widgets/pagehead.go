package widgets

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/words"
)

// PageHead is the line at the top of a page: its title and the search over
// everything.
type PageHead struct {
	composite
	// OnSearch is called at each change of the search text, and at Enter with
	// enter true.
	OnSearch func(text string, enter bool)
	// OnDown is called when Down is typed in the search line: go to the results.
	OnDown func()

	title  *Text
	search *entry
}

// NewPageHead makes the line.
func NewPageHead(title string) *PageHead {
	h := &PageHead{title: Title(title).OneLine(), search: newEntry(false)}
	h.search.SetIcon(look.Icon("search", look.Quiet))
	h.search.SetPlaceHolder(words.T("common.search"))
	h.search.OnChanged = func(text string) { h.say(text, false) }
	h.search.onKey = func(key *fyne.KeyEvent) bool {
		switch key.Name {
		case fyne.KeyReturn, fyne.KeyEnter:
			h.say(h.search.Text, true)
			return true
		case fyne.KeyDown:
			if h.OnDown != nil {
				h.OnDown()
			}
			return true
		case fyne.KeyEscape:
			if h.search.Text != "" {
				h.search.SetText("")
				return true
			}
			if c := canvasOf(h.search); c != nil {
				c.Unfocus()
			}
			return true
		}
		return false
	}
	h.build(h, Inset(look.Wide, look.Gap+look.Tight, RowGrow(look.Roomy, 0, h.title, Sized(look.Text(280), 0, newRinged(h.search)))))
	return h
}

func (h *PageHead) say(text string, enter bool) {
	if h.OnSearch != nil {
		h.OnSearch(text, enter)
	}
}

// SetTitle changes the title.
func (h *PageHead) SetTitle(title string) { h.title.Set(title) }

// FocusSearch moves the keyboard into the search line.
func (h *PageHead) FocusSearch() { focus(h.search) }

// SearchText returns what is searched for.
func (h *PageHead) SearchText() string { return h.search.Text }

// ClearSearch empties the search line.
func (h *PageHead) ClearSearch() { h.search.SetText("") }
