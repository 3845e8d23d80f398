package store

import "sync"

// events tells subscribers what was committed.
type events struct {
	mu   sync.Mutex
	gen  uint64
	next int
	subs map[int]func(Event)
}

// Subscribe calls f after each commit that touched records, from the goroutine
// that wrote; f must not block and must not call the store. cancel ends it.
func (s *Store) Subscribe(f func(Event)) (cancel func()) {
	e := &s.events
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.subs == nil {
		e.subs = map[int]func(Event){}
	}
	n := e.next
	e.next++
	e.subs[n] = f
	return func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		delete(e.subs, n)
	}
}

func (e *events) publish(ev Event) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.gen++
	ev.Generation = e.gen
	for _, f := range e.subs {
		f(ev)
	}
}
