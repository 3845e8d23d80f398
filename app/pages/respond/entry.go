package respond

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/session"
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
}

// Entry is the three ways of entry and what came in so far, for a page to show.
type Entry struct {
	s      *session.Session
	label  Labels
	form   func() poll.Form
	set    func() *poll.Set
	stack  *fyne.Container
	locked bool
}

// NewEntry makes the entry of a form. form and set are asked for whenever they
// are needed; set may answer nil while nothing was read yet.
func NewEntry(s *session.Session, label Labels, form func() poll.Form, set func() *poll.Set) *Entry {
	return &Entry{s: s, label: label, form: form, set: set, stack: container.NewStack()}
}

// Content is what the page shows, always the same object.
func (e *Entry) Content() fyne.CanvasObject { return e.stack }

// Show draws the set, which was read anew.
func (e *Entry) Show() {}

// Lock shows without letting change: the evaluation or survey is final.
func (e *Entry) Lock(locked bool) { e.locked = locked }

// Leave keeps what is being typed.
func (e *Entry) Leave() {}

// Close keeps what is being typed and ends what runs.
func (e *Entry) Close() {}

// Dropped takes a file that was dropped on the page; false if it has no place here.
func (e *Entry) Dropped(path string) bool { return false }
