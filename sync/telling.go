package sync

import (
	"context"
	"maps"
	"slices"
	"time"

	"pinisi/data/store"
)

// Status is the latest snapshot.
func (a *Agent) Status() Status {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.status
}

// Subscribe calls f with every new status, one at a time, from any goroutine.
// f must not block; it may ask for Status, but not Close.
func (a *Agent) Subscribe(f func(Status)) (cancel func()) {
	a.mu.Lock()
	defer a.mu.Unlock()
	n := a.next
	a.next++
	a.subs[n] = f
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.subs, n)
	}
}

// refresh reads what the store knows.
func (a *Agent) refresh(ctx context.Context) {
	if ctx.Err() != nil || !a.ready(ctx) && a.Status().Err != nil {
		return
	}
	pending, err := a.st.Pending(ctx)
	var conflicts []store.Conflict
	if err == nil {
		conflicts, err = a.st.Conflicts(ctx)
	}
	last, lastErr := a.st.Setting(ctx, settingLast)
	if err != nil || lastErr != nil {
		a.opt.Log.WarnContext(ctx, "what is not sent yet could not be read", "error", err)
		return
	}
	a.update(func(s *Status) {
		s.Pending, s.Conflicts = pending, len(conflicts)
		if t, err := time.Parse(time.RFC3339, last); err == nil && s.LastSuccess.IsZero() {
			s.LastSuccess = t
		}
	})
}

// update changes the status and tells the subscribers.
func (a *Agent) update(f func(*Status)) {
	a.telling.Lock()
	defer a.telling.Unlock()
	a.mu.Lock()
	before := a.status
	f(&a.status)
	a.status.judge(a.known, a.refused)
	now, subs := a.status, slices.Collect(maps.Values(a.subs))
	a.mu.Unlock()
	if now == before {
		return
	}
	for _, f := range subs {
		f(now)
	}
}
