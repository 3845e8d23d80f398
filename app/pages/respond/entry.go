package respond

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/session"
	"pinisi/app/widgets"
	poll "pinisi/data/respond"
)

// Labels are what differs between F-03 and SKM.
type Labels struct {
	// Welcome is the translation key of the sentence that invites at the counter.
	Welcome string
	// Services are the codes that may be chosen at the counter and on paper
	// sheets; nil: all of the catalogue.
	Services []string
	// Minimum is how many complete sheets are asked for, 0 if that is not known.
	Minimum func() int
	// Busy, if any, is told when one of the ways takes the whole place (true), and
	// when the overview is back.
	Busy func(bool)
	// Clock is the source of delays; nil is the real one.
	Clock widgets.After
}

// Entry is the three ways of entry and what came in so far, for a page to show.
type Entry struct {
	s        *session.Session
	label    Labels
	form     func() poll.Form
	set      func() *poll.Set
	stack    *fyne.Container
	overview *overview
	way      way // nil: the overview
	locked   bool
	closed   bool
}

// way is one of the ways of entry while it is open.
type way interface {
	object() fyne.CanvasObject
	show()  // the set was read anew
	leave() // keeps what is being typed
	close() // ends what runs
}

// NewEntry makes the entry of a form. form and set are asked for whenever they
// are needed; set may answer nil while nothing was read yet.
func NewEntry(s *session.Session, label Labels, form func() poll.Form, set func() *poll.Set) *Entry {
	if label.Minimum == nil {
		label.Minimum = func() int { return 0 }
	}
	e := &Entry{s: s, label: label, form: form, set: set, stack: container.NewStack()}
	e.overview = newOverview(e)
	e.stack.Objects = []fyne.CanvasObject{e.overview.content}
	e.Show()
	return e
}

// Content is what the page shows, always the same object.
func (e *Entry) Content() fyne.CanvasObject { return e.stack }

// Show draws the set, which was read anew.
func (e *Entry) Show() {
	if e.way != nil {
		e.way.show() // the overview is drawn when it comes back
		return
	}
	e.overview.show()
}

// Lock shows without letting change: the evaluation or survey is final.
func (e *Entry) Lock(locked bool) {
	if locked && e.way != nil {
		e.back()
	}
	e.locked = locked
	e.overview.drawn = ""
	e.overview.show()
}

// Leave keeps what is being typed.
func (e *Entry) Leave() {
	if e.way != nil {
		e.way.leave()
	}
}

// Overview goes back from a way of entry to what came in; what is being typed is kept.
func (e *Entry) Overview() { e.back() }

// Close keeps what is being typed and ends what runs.
func (e *Entry) Close() {
	if e.closed {
		return
	}
	e.closed = true
	if e.way != nil {
		e.way.leave()
		e.way.close()
	}
	e.overview.close()
}

// Dropped takes a file that was dropped on the page: a table to import. It is
// false if there is no place for it now.
func (e *Entry) Dropped(path string) bool {
	if e.locked || e.closed {
		return false
	}
	i, ok := e.way.(*importing)
	if !ok {
		if e.way != nil {
			return false
		}
		i = newImporting(e)
		e.open(i)
	}
	i.read(path)
	return true
}

// open gives a way the whole place.
func (e *Entry) open(w way) {
	if e.locked || e.closed {
		return
	}
	e.way = w
	e.unfocus()
	e.stack.Objects = []fyne.CanvasObject{w.object()}
	e.stack.Refresh()
	if e.label.Busy != nil {
		e.label.Busy(true)
	}
	w.show()
	if f, ok := w.(interface{ focus() }); ok {
		f.focus()
	}
}

// unfocus takes the keyboard from what goes out of sight.
func (e *Entry) unfocus() {
	if e.s.Window != nil {
		e.s.Window.Canvas().Unfocus()
	}
}

// back closes the way and shows the overview.
func (e *Entry) back() {
	if e.way == nil {
		return
	}
	e.way.leave()
	e.way.close()
	e.way = nil
	e.unfocus()
	e.overview.show()
	e.stack.Objects = []fyne.CanvasObject{e.overview.content}
	e.stack.Refresh()
	if e.label.Busy != nil {
		e.label.Busy(false)
	}
}

// responses is the set as it was read, an empty one before.
func (e *Entry) responses() *poll.Set {
	if s := e.set(); s != nil {
		return s
	}
	return &poll.Set{Form: e.form()}
}
