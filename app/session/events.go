package session

import (
	"maps"
	"sync"

	"pinisi/data"
	"pinisi/data/store"
)

// eventHub hands the store's events to the pages, on the window's goroutine.
// Events that come while the window is busy are handed over as one.
type eventHub struct {
	mu       sync.Mutex
	watchers map[int]func(store.Event)
	order    []int
	next     int
	waiting  *store.Event
	cancel   func()
}

func (h *eventHub) start(s *Session) {
	if s.Store == nil {
		return
	}
	h.cancel = s.Store.Subscribe(func(e store.Event) {
		h.mu.Lock()
		first := h.waiting == nil
		h.waiting = joined(h.waiting, e)
		h.mu.Unlock()
		if first {
			s.Do(h.deliver)
		}
	})
}

func (h *eventHub) stop() {
	if h.cancel != nil {
		h.cancel()
		h.cancel = nil
	}
}

func (h *eventHub) deliver() {
	h.mu.Lock()
	e := h.waiting
	h.waiting = nil
	var watchers []func(store.Event)
	for _, id := range h.order {
		if f := h.watchers[id]; f != nil {
			watchers = append(watchers, f)
		}
	}
	h.mu.Unlock()
	if e == nil {
		return
	}
	for _, f := range watchers {
		f(*e)
	}
}

// joined is one event that says what both say.
func joined(a *store.Event, b store.Event) *store.Event {
	if a == nil {
		return &b
	}
	sum := store.Event{Generation: max(a.Generation, b.Generation), Kinds: map[string]bool{}, Remote: a.Remote || b.Remote}
	maps.Copy(sum.Kinds, a.Kinds)
	maps.Copy(sum.Kinds, b.Kinds)
	if a.Records != nil && b.Records != nil {
		sum.Records = map[data.ID]string{}
		maps.Copy(sum.Records, a.Records)
		maps.Copy(sum.Records, b.Records)
	}
	return &sum
}

// Watch calls f after every commit, on the window's goroutine. Commits that
// follow each other closely come as one event.
func (s *Session) Watch(f func(store.Event)) (cancel func()) {
	h := &s.events
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.watchers == nil {
		h.watchers = map[int]func(store.Event){}
	}
	id := h.next
	h.next++
	h.watchers[id] = f
	h.order = append(h.order, id)
	return func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.watchers, id)
		for i, o := range h.order {
			if o == id {
				h.order = append(h.order[:i:i], h.order[i+1:]...)
				break
			}
		}
	}
}

// Refresh lets every page read anew, as if all records had changed elsewhere:
// another day, or zone, changes what is late and what "today" is.
func (s *Session) Refresh() {
	e := store.Event{Kinds: map[string]bool{}, Remote: true}
	for _, k := range data.Kinds() {
		e.Kinds[k.Name] = true
	}
	h := &s.events
	h.mu.Lock()
	first := h.waiting == nil
	h.waiting = joined(h.waiting, e)
	h.mu.Unlock()
	if first {
		s.Do(h.deliver)
	}
}

// Touches reports whether the event may concern one of these kinds.
func Touches(e store.Event, kinds ...string) bool {
	for _, k := range kinds {
		if e.Kinds[k] {
			return true
		}
	}
	return false
}
