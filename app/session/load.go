package session

import (
	"context"
	"errors"
)

// Slot is one place that shows the answer of one question at a time, such as
// the list of a page. Its zero value is ready.
type Slot struct {
	generation uint64
	cancel     context.CancelFunc
}

// Drop forgets the question under way: its answer will not be shown.
func (q *Slot) Drop() {
	q.generation++
	if q.cancel != nil {
		q.cancel()
		q.cancel = nil
	}
}

// Load reads in the background and shows the answer in the slot, unless a
// newer question of the slot was asked meanwhile. A failed read becomes a
// banner that offers to try again.
func Load[T any](s *Session, slot *Slot, read func(context.Context) (T, error), show func(T)) {
	slot.Drop()
	ctx, cancel := context.WithCancel(s.Context())
	slot.cancel = cancel
	mine := slot.generation
	var answer T
	s.Background(func(context.Context) (err error) {
		answer, err = read(ctx)
		return err
	}, func(err error) {
		stale := mine != slot.generation
		cancel()
		switch {
		case stale || errors.Is(err, context.Canceled):
		case err != nil:
			s.Fail(err, func() { Load(s, slot, read, show) })
		default:
			show(answer)
		}
	})
}
