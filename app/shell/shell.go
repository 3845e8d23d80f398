// Package shell is the frame of the window: sidebar, page head with the search
// over everything, the page itself, and the keys that work everywhere. It knows
// pages by their interface only, and nothing of what they show.
package shell

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
)

// Page is what the frame hosts. All methods are called on the UI goroutine.
type Page interface {
	// Title is shown at the top while the page is shown.
	Title() string
	// Object is the page's content, always the same object.
	Object() fyne.CanvasObject
	// Shown is called each time the page comes to the front.
	Shown()
	// Hidden is called when another page takes its place; the field that had the
	// keyboard has saved itself before.
	Hidden()
}

// Entry is a page in the sidebar.
type Entry struct {
	ID   string
	Icon string
	Text string
	Make func() Page // called once, when the page is first shown
	// Hidden is a page without a row in the sidebar: others lead to it.
	Hidden bool
	// Apart begins a group of rows in the sidebar.
	Apart bool
}

// Options is what the frame is made of.
type Options struct {
	Mission string
	Entries []Entry // the first nine that are not hidden have Ctrl+1 to Ctrl+9
	SyncID  string  // the page that the sync line opens
	// Undo takes back the person's last action. It runs behind what is still being
	// stored; Say tells what came of it.
	Undo func()
	// Search is called as the person types; answer with SetResults.
	Search func(text string)
	// Open is called with the id of a result that was chosen.
	Open func(id string)
	// All is called with the text when Enter is typed and no result was chosen.
	All func(text string)
}

// Shell is the frame. It belongs to the UI goroutine.
type Shell struct {
	window  fyne.Window
	options Options
	side    *widgets.Sidebar
	head    *widgets.PageHead
	banners *fyne.Container
	host    *fyne.Container
	box     *fyne.Container // head, banners, page, results
	toasts  *widgets.Toasts
	results *results
	pages   map[string]Page
	current string
}

// LeastWidth and LeastHeight fit a screen of 1366x768 at 150 %.
const (
	LeastWidth  = 860
	LeastHeight = 440
)

// New builds the frame as the content of a window and binds its keys. Nothing is
// shown until Show.
func New(window fyne.Window, options Options) *Shell {
	s := &Shell{window: window, options: options, pages: map[string]Page{}}
	var items []widgets.NavItem
	for _, e := range options.Entries {
		if !e.Hidden {
			item := widgets.NavItem{ID: e.ID, Icon: e.Icon, Text: e.Text, Apart: e.Apart}
			if n := len(items) + 1; n <= 9 {
				item.Hint = "Ctrl+" + strconv.Itoa(n)
			}
			items = append(items, item)
		}
	}
	s.side = widgets.NewSidebar(options.Mission, items)
	s.side.OnSelected = s.Show
	s.side.Sync.OnTapped = func() { s.Show(options.SyncID) }
	s.head = widgets.NewPageHead("")
	s.banners = widgets.Column(look.Gap)
	s.host = container.NewStack()
	s.toasts = widgets.NewToasts()
	s.results = newResults(s)
	s.head.OnSearch = s.searched
	s.head.OnDown = s.results.focus

	s.box = container.New(&pageLayout{}, s.head, widgets.Divider(), s.banners, s.host, s.results.panel)
	frame := container.New(&frameLayout{}, s.side, s.box)
	window.SetContent(container.NewStack(frame, s.toasts))
	window.SetPadded(false)
	window.SetOnDropped(func(at fyne.Position, files []fyne.URI) {
		if !widgets.Drop(window.Canvas(), at, files) {
			s.Say(words.T("common.drop_nowhere"), nil)
		}
	})
	s.bindKeys()
	return s
}

// Show brings a page to the front; an unknown id does nothing.
func (s *Shell) Show(id string) {
	if id != s.current {
		s.head.ClearSearch()
		s.window.Canvas().Unfocus() // the field in hand saves itself
	}
	page := s.page(id)
	if page == nil {
		return
	}
	s.results.hide()
	if id == s.current {
		page.Shown()
		return
	}
	if before := s.pages[s.current]; before != nil {
		before.Hidden()
	}
	s.current = id
	s.side.SetCurrent(id)
	s.host.Objects = []fyne.CanvasObject{page.Object()}
	s.host.Refresh()
	page.Shown()
	s.head.SetTitle(page.Title())
}

func (s *Shell) page(id string) Page {
	if p := s.pages[id]; p != nil {
		return p
	}
	for _, e := range s.options.Entries {
		if e.ID == id {
			p := e.Make()
			s.pages[id] = p
			return p
		}
	}
	return nil
}

// Current returns the id of the page in front, "" before the first Show.
func (s *Shell) Current() string { return s.current }

// Page returns a page that was shown before, nil if it was not.
func (s *Shell) Page(id string) Page { return s.pages[id] }

// SetSync shows how things stand with headquarters.
func (s *Shell) SetSync(status widgets.SyncStatus) { s.side.Sync.Set(status) }

// SetCount tells how much waits on a page; 0 shows nothing.
func (s *Shell) SetCount(id string, n int) { s.side.SetCount(id, n) }

// Say tells of success in a toast that goes by itself; undo may be nil.
func (s *Shell) Say(text string, undo func()) { s.toasts.Say(text, undo) }

// Note tells for some seconds that something was not done.
func (s *Shell) Note(text string) { s.toasts.Note(text) }

// Tell shows a banner above the page until it is read.
func (s *Shell) Tell(b *widgets.Banner) {
	closed := b.OnClosed
	b.OnClosed = func() {
		s.banners.Remove(b)
		s.box.Refresh()
		if closed != nil {
			closed()
		}
	}
	s.banners.Add(b)
	s.box.Refresh()
}

// Banners returns how many banners wait to be read.
func (s *Shell) Banners() int { return len(s.banners.Objects) }

// unlessAsked is a shortcut that does nothing while a question or a choice lies
// over the page: the page must not change under it.
func (s *Shell) unlessAsked(act func()) func(fyne.Shortcut) {
	return func(fyne.Shortcut) {
		if s.window.Canvas().Overlays().Top() == nil {
			act()
		}
	}
}

func (s *Shell) bindKeys() {
	c := s.window.Canvas()
	digits := []fyne.KeyName{fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9}
	for _, e := range s.options.Entries {
		if len(digits) > 0 && !e.Hidden {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: digits[0], Modifier: fyne.KeyModifierShortcutDefault}, s.unlessAsked(func() { s.Show(e.ID) }))
			digits = digits[1:]
		}
	}
	c.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault}, s.unlessAsked(s.Search))
	c.AddShortcut(&fyne.ShortcutUndo{}, s.unlessAsked(s.Undo))
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		switch key.Name {
		case fyne.KeyF1:
			s.Help()
		case fyne.KeyEscape:
			if s.results.panel.Visible() {
				s.results.hide()
				s.head.FocusSearch()
			}
		}
	})
	c.SetOnTypedRune(func(r rune) {
		if r == '?' {
			s.Help()
		}
	})
}

// Search moves the keyboard to the search line, as Ctrl+K does.
func (s *Shell) Search() {
	if s.window.Canvas().Overlays().Top() == nil {
		s.head.FocusSearch()
	}
}

// Undo takes back the last action, as Ctrl+Z does.
func (s *Shell) Undo() {
	if s.options.Undo == nil || s.window.Canvas().Overlays().Top() != nil {
		return
	}
	c := s.window.Canvas()
	held := c.Focused()
	c.Unfocus() // what is being typed is saved first, then taken back
	s.options.Undo()
	if held != nil {
		c.Focus(held) // the next key goes where the last one went
	}
}
