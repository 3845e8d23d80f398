// Package session is what every page of the window works with: the open
// store, the person in front of it, and the only ways to read in the
// background, to write, and to be told of changes.
//
// # Goroutines
//
// Every method is called on the window's goroutine unless it says otherwise,
// and every callback comes back on it. Reads run in the background and their
// answers are dropped when a newer question was asked; writes run in the
// background too, one after the other in the order in which they were asked
// for, so that what was typed last is what stays.
package session

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/data"
	"pinisi/data/store"
	pinsync "pinisi/sync"
)

// Pages that [Session.Open] knows.
const (
	PageHome         = "home"
	PageEvaluation   = "evaluation"
	PageConsultation = "consultation"
	PageFollowUp     = "followup"
	PageSurvey       = "survey"
	PageComplaint    = "complaint"
	PageStandard     = "standard"
	PageOutreach     = "outreach"
	PageInnovation   = "innovation"
	PageIntegration  = "integration"
	PageThread       = "thread" // the thread (jejak) of a record
	PageSearch       = "search" // all results, filters, saved searches
	PagePeople       = "people" // where a person is named
	PageSync         = "sync"
	PageSettings     = "settings"
)

// Session is shared by all pages of one window. Its exported fields are set
// before the first page is made and not changed afterwards.
type Session struct {
	Store   *store.Store
	Agent   *pinsync.Agent // syncs by itself; nil in tests of pages that do not show it
	Profile store.Profile
	Author  data.ID // the staff record of who writes
	Window  fyne.Window
	Now     func() time.Time // the wall clock
	Log     *slog.Logger

	Run func(func()) // starts background work; in tests it may queue it
	Do  func(func()) // runs on the window's goroutine: fyne.Do, or a test's queue

	Open   func(page string, id data.ID)   // shows a record on its page; data.NilID: the page alone
	New    func(page string)               // begins a new record on a page
	Toast  func(text string)               // success, for a few seconds
	Banner func(text string, again func()) // an error that stays until read; again, if any, tries once more
	Undone func(label string)              // after an undo; label is the action's
	Note   func(text string)               // what was not done, or is gone; a little longer
	// Offer is Toast with a way to take back what was done.
	Offer func(text string, undo func())
	// Cover shows one thing over the whole screen, and nothing else of the
	// program: no page, no shortcut, no closing of the window, until the answer is
	// called with the page and the record to show then (data.NilID: as it was).
	// The frame with its pages is closed before.
	Cover func(o fyne.CanvasObject, keys Keys) (uncover func(page string, id data.ID))

	ctx    context.Context
	stop   context.CancelFunc
	writes writeQueue
	events eventHub
	tasks  sync.WaitGroup
}

// Keys are what is done with keys that no field has taken.
type Keys struct {
	Rune func(rune)
	Key  func(*fyne.KeyEvent)
}

// Start makes the session ready; Close ends it. Fields left nil get quiet defaults.
func (s *Session) Start(ctx context.Context) {
	s.ctx, s.stop = context.WithCancel(ctx)
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.Log == nil {
		s.Log = slog.Default()
	}
	if s.Run == nil {
		s.Run = func(f func()) { go f() }
	}
	if s.Do == nil {
		s.Do = fyne.Do
	}
	if s.Open == nil {
		s.Open = func(string, data.ID) {}
	}
	if s.New == nil {
		s.New = func(string) {}
	}
	if s.Toast == nil {
		s.Toast = func(string) {}
	}
	if s.Note == nil {
		s.Note = func(text string) { s.Toast(text) }
	}
	if s.Banner == nil {
		s.Banner = func(string, func()) {}
	}
	if s.Offer == nil {
		s.Offer = func(text string, _ func()) { s.Toast(text) }
	}
	if s.Cover == nil {
		s.Cover = func(fyne.CanvasObject, Keys) func(string, data.ID) { return func(string, data.ID) {} }
	}
	if s.Undone == nil {
		s.Undone = func(string) {}
	}
	s.events.start(s)
}

// Close waits until everything that was written is stored, and stops reads
// and events. It must not be called from a background task.
func (s *Session) Close() {
	s.events.stop()
	s.writes.wait()
	if s.stop != nil {
		s.stop()
	}
	s.tasks.Wait()
}

// Context ends with the session. For background work that needs one.
func (s *Session) Context() context.Context {
	if s.ctx == nil {
		return context.Background()
	}
	return s.ctx
}

// Headquarters reports whether this device sees every mission.
func (s *Session) Headquarters() bool { return s.Profile.Scope == store.Headquarters }

// ReadOnly reports whether nothing can be written (a newer database).
func (s *Session) ReadOnly() bool { return s.Store.ReadOnly() }

// Fail shows an error in the user's words and keeps its cause in the log.
func (s *Session) Fail(err error, again func()) {
	s.Log.Error("shown to the user", "error", err)
	s.Banner(ErrorText(err), again)
}

// Background runs work off the window's goroutine and then done, with its
// error, on it. Close waits for it; its context ends with the session.
func (s *Session) Background(work func(context.Context) error, done func(error)) {
	s.tasks.Add(1)
	s.Run(func() {
		err := work(s.Context())
		s.tasks.Done()
		if done != nil {
			s.Do(func() { done(err) })
		}
	})
}
