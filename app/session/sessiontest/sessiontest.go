// Package sessiontest gives page tests a session on a store of their own. Its
// background work and its callbacks wait in one queue until the test lets
// them run, so that a test sees every state in order and nothing races.
package sessiontest

import (
	"context"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/session"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

// Now is the moment at which the session's clock stands.
var Now = time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC)

// Session is a session whose work runs when the test says so.
type Session struct {
	*session.Session
	Toasts  []string // what toasts said
	Banners []string // what banners said
	Opened  []Opened // where the pages wanted to go
	queue   queue
}

// Opened is one call of Open or, with New, of New.
type Opened struct {
	Page string
	ID   data.ID
	New  bool
}

// New opens a store of KBRI Singapura with one member of staff, in Indonesian.
func New(t testing.TB) *Session { return Of(t, "kbri-singapura") }

// Of is New for a device of any scope; store.Headquarters too.
func Of(t testing.TB, scope string) *Session {
	t.Helper()
	ctx := context.Background()
	tick := Now
	var clock sync.Mutex
	st, err := store.Open(ctx, t.TempDir(), store.Options{Now: func() time.Time {
		clock.Lock()
		defer clock.Unlock()
		tick = tick.Add(time.Millisecond)
		return tick
	}})
	if err != nil {
		t.Fatalf("open a store: %v", err)
	}
	if err := st.SetProfile(ctx, store.Profile{Scope: scope, Language: "id"}); err != nil {
		t.Fatalf("set the profile: %v", err)
	}
	staff := st.NewID()
	if _, err := st.Write(ctx, data.Action{Author: staff, Label: "setup.action", Edits: data.Create("staff", staff, "", map[string]data.Value{
		"name": data.TextValue("Siti Aminah"), "role": data.TextValue("Pejabat Konsuler"),
	})}); err != nil {
		t.Fatalf("write the member of staff: %v", err)
	}
	profile := store.Profile{Scope: scope, Staff: staff, Language: "id"}
	if err := st.SetProfile(ctx, profile); err != nil {
		t.Fatalf("set the profile: %v", err)
	}
	if err := words.Use("id"); err != nil {
		t.Fatalf("speak Indonesian: %v", err)
	}
	s := &Session{}
	s.Session = &session.Session{
		Store: st, Profile: profile, Author: staff,
		Now:    func() time.Time { return Now },
		Run:    s.queue.add,
		Do:     s.queue.add,
		Open:   func(page string, id data.ID) { s.Opened = append(s.Opened, Opened{Page: page, ID: id}) },
		New:    func(page string) { s.Opened = append(s.Opened, Opened{Page: page, New: true}) },
		Toast:  func(text string) { s.Toasts = append(s.Toasts, text) },
		Banner: func(text string, _ func()) { s.Banners = append(s.Banners, text) },
	}
	s.Start(ctx)
	t.Cleanup(func() {
		s.Settle()
		s.Close()
		if err := st.Close(); err != nil {
			t.Errorf("close the store: %v", err)
		}
	})
	return s
}

// Settle runs everything that waits, and what that asks for, until nothing is left.
func (s *Session) Settle() {
	for {
		f := s.queue.take()
		if f == nil {
			return
		}
		f()
	}
}

// Show puts a page into a window of Fyne's test driver.
func (s *Session) Show(t testing.TB, page fyne.CanvasObject, size fyne.Size) fyne.Window {
	t.Helper()
	w := test.NewWindow(page)
	w.Resize(size)
	s.Window = w
	t.Cleanup(w.Close)
	s.Settle()
	return w
}

type queue struct {
	mu   sync.Mutex
	jobs []func()
}

func (q *queue) add(f func()) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.jobs = append(q.jobs, f)
}

func (q *queue) take() func() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.jobs) == 0 {
		return nil
	}
	f := q.jobs[0]
	q.jobs = q.jobs[1:]
	return f
}
