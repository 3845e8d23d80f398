package session

import (
	"context"
	"errors"
	"sync"

	"pinisi/data"
	"pinisi/data/store"
)

// writeQueue runs writes one after the other.
type writeQueue struct {
	mu      sync.Mutex
	jobs    []func()
	running bool
	idle    *sync.Cond
}

// add queues a job; run starts the goroutine that works the queue off.
func (q *writeQueue) add(job func(), run func(func())) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.jobs = append(q.jobs, job)
	if !q.running {
		q.running = true
		run(q.work)
	}
}

func (q *writeQueue) work() {
	for {
		q.mu.Lock()
		if len(q.jobs) == 0 {
			q.running = false
			if q.idle != nil {
				q.idle.Broadcast()
			}
			q.mu.Unlock()
			return
		}
		job := q.jobs[0]
		q.jobs = q.jobs[1:]
		q.mu.Unlock()
		job()
	}
}

func (q *writeQueue) wait() {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.idle == nil {
		q.idle = sync.NewCond(&q.mu)
	}
	for q.running {
		q.idle.Wait()
	}
}

// Stored waits until everything that was written so far is stored, and reports
// whether it is; ctx bounds the waiting. The session goes on.
func (s *Session) Stored(ctx context.Context) bool {
	stored := make(chan struct{})
	go func() { // ends with the writes, which Close waits for
		s.writes.wait()
		close(stored)
	}()
	select {
	case <-stored:
		return true
	case <-ctx.Done():
		return false
	}
}

// Write stores the edits as one action of the user, behind every write asked
// for before. label is the translation key of what was done, for undo. done,
// if any, comes when it is durable. A failed write becomes a banner that
// offers to write the same again.
func (s *Session) Write(label string, edits []data.Edit, done func()) {
	if len(edits) == 0 {
		if done != nil {
			done()
		}
		return
	}
	s.Change(func(ctx context.Context) error {
		_, err := s.Store.Write(ctx, data.Action{Author: s.Author, Label: label, Edits: edits})
		return err
	}, done)
}

// Change runs any work that writes, in the order of [Session.Write].
func (s *Session) Change(work func(context.Context) error, done func()) {
	s.writes.add(func() {
		// Not the session's context: a write that was asked for is finished, also while closing.
		err := work(context.WithoutCancel(s.Context()))
		s.Do(func() {
			if err != nil {
				s.Fail(err, func() { s.Change(work, done) })
			} else if done != nil {
				done()
			}
		})
	}, s.Run)
}

// Undo takes back the last action of this device, behind what is still being
// stored, and tells Undone what it was: "" when there was nothing to take back.
func (s *Session) Undo() {
	var label string
	var locked error
	s.Change(func(ctx context.Context) (err error) {
		label, err = s.Store.Undo(ctx, s.Author)
		switch {
		case errors.Is(err, store.ErrNothingToUndo):
			return nil
		case errors.Is(err, data.ErrLocked), errors.Is(err, store.ErrErasedStays): // trying again would take back the action before it
			locked = err
			return nil
		}
		return err
	}, func() {
		if locked != nil {
			s.Note(ErrorText(locked))
			return
		}
		s.Undone(label)
	})
}
