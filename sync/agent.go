package sync

import (
	"context"
	"encoding/binary"
	"io"
	gosync "sync"
	"time"

	"pinisi/data/store"
	"pinisi/data/vigil"
)

// Back-off without a line, and how much of any wait is left to chance, so that
// 134 missions do not come at the same moment.
const (
	firstWait = 5 * time.Second
	longWait  = 10 * time.Minute
	lookAfter = 200 * time.Millisecond // from a write to the count of what is not sent

	afterWaking = 4 * time.Second // the network comes a moment after the computer
)

// Agent syncs by itself: at the start, a moment after each change, at
// intervals, with back-off when there is no line, and by [Agent.Now]. It is
// safe for concurrent use.
type Agent struct {
	st     *store.Store
	client *Client
	opt    Options
	broken error // why there is no client

	wake, changed, told, woke chan struct{}
	stop                      context.CancelFunc
	done                      chan struct{}

	telling gosync.Mutex // held while subscribers are called, so that they hear in order
	mu      gosync.Mutex
	status  Status
	cancel  context.CancelFunc // of the exchange that runs
	refused int
	known   bool // enrolled
	next    int
	subs    map[int]func(Status)
}

// NewAgent makes an agent that rests until Start.
func NewAgent(st *store.Store, opt Options) *Agent {
	a := &Agent{st: st, opt: opt.filled(), wake: make(chan struct{}, 1), changed: make(chan struct{}, 1), told: make(chan struct{}, 1), woke: make(chan struct{}, 1), subs: map[int]func(Status){}}
	a.client, a.broken = NewClient(st, opt)
	return a
}

// Start begins to work until ctx ends or Close. It is called once.
func (a *Agent) Start(ctx context.Context) {
	ctx, a.stop = context.WithCancel(ctx)
	a.done = make(chan struct{})
	go a.run(ctx)
}

// Close stops the agent and waits for it. A running exchange is cancelled;
// what was acknowledged stays so.
func (a *Agent) Close() {
	if a.stop != nil {
		a.stop()
		<-a.done
		a.stop = nil
	}
	if a.client != nil {
		_ = a.client.Close() // it only drops an idle connection
	}
}

// Now asks for an exchange at once, also in the middle of a back-off.
func (a *Agent) Now() { signal(a.wake) }

// Woke tells that the computer slept or its clock was set. The agent finds that
// out by itself too. What was connected is dead then: an exchange begins anew
// as soon as the network is there again.
func (a *Agent) Woke() { signal(a.woke) }

// Cancel stops the exchange that runs, if any. The next comes at its time.
func (a *Agent) Cancel() {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.cancel != nil {
		a.cancel()
	}
}

// Client is what the agent exchanges with, to fetch a file on demand.
func (a *Agent) Client() *Client { return a.client }

func signal(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// run is the agent's only loop.
func (a *Agent) run(ctx context.Context) {
	defer close(a.done)
	leave := a.st.Subscribe(func(e store.Event) {
		signal(a.told)
		if !e.Remote {
			signal(a.changed)
		}
	})
	defer leave()
	a.refresh(ctx)
	due, look := time.NewTimer(0), time.NewTimer(time.Hour)
	look.Stop()
	defer due.Stop()
	defer look.Stop()
	var result chan outcome // not nil while an exchange runs
	defer func() {
		if result != nil {
			<-result
		}
	}()
	vigil.Watch(ctx, time.Now, func(c vigil.Change) {
		if c.Slept || c.Set {
			a.Woke()
		}
	})
	tries, asked, soon, woken := 0, false, false, false
	for {
		select {
		case <-ctx.Done():
			a.Cancel()
			return
		case <-a.told: // not with each of many writes in a row
			look.Reset(lookAfter)
		case <-look.C:
			a.refresh(ctx)
		case <-a.changed: // after a failure the back-off goes on
			if result != nil {
				soon = true
			} else if tries == 0 {
				a.schedule(due, a.opt.Settle)
			}
		case <-a.wake:
			asked = true
			if result == nil {
				a.schedule(due, 0)
			}
		case <-a.woke:
			tries = 0
			if a.client != nil {
				a.client.anew()
			}
			if woken = result != nil; woken {
				a.Cancel()
			} else {
				a.schedule(due, afterWaking)
			}
		case <-due.C:
			if result != nil {
				continue
			}
			if !a.ready(ctx) {
				asked = false
				a.schedule(due, a.jitter(a.opt.Interval))
				continue
			}
			asked, soon = false, false
			result = a.exchange(ctx)
		case o := <-result:
			result = nil
			wait := a.jitter(a.opt.Interval)
			if o.err == nil || asError(o.err).Code == "sync.cancelled" {
				tries = 0
			} else {
				wait = a.jitter(min(firstWait<<min(tries, 10), longWait))
				tries++
			}
			switch {
			case asked:
				wait = 0
			case woken:
				wait, woken = afterWaking, false
			case soon && tries == 0:
				wait = a.opt.Settle
			}
			a.finish(ctx, o)
			a.schedule(due, wait)
		}
	}
}

// jitter is d, up to a quarter less or more.
func (a *Agent) jitter(d time.Duration) time.Duration {
	var b [8]byte
	if _, err := io.ReadFull(a.opt.Rand, b[:]); err != nil || d < 4 {
		return d
	}
	return d*3/4 + time.Duration(binary.LittleEndian.Uint64(b[:])%uint64(d/2))
}

func (a *Agent) schedule(due *time.Timer, wait time.Duration) {
	due.Reset(wait)
	a.update(func(s *Status) { s.NextTry = a.opt.Now().Add(wait) })
}

type outcome struct {
	result Result
	err    error
}

// exchange runs one in a goroutine of its own, which always sends its outcome.
func (a *Agent) exchange(ctx context.Context) chan outcome {
	ctx, cancel := context.WithCancel(ctx)
	a.mu.Lock()
	a.cancel = cancel
	a.mu.Unlock()
	a.update(func(s *Status) { s.Running, s.Progress = true, Progress{} })
	c := make(chan outcome, 1)
	go func() {
		defer cancel()
		var last time.Time
		r, err := a.client.Sync(ctx, func(p Progress) {
			if now := time.Now(); now.Sub(last) > 100*time.Millisecond {
				last = now
				a.update(func(s *Status) { s.Progress = p })
			}
		})
		c <- outcome{r, err}
	}()
	return c
}

// finish says how an exchange ended.
func (a *Agent) finish(ctx context.Context, o outcome) {
	a.mu.Lock()
	a.cancel = nil
	a.refused = o.result.Refused
	a.mu.Unlock()
	a.update(func(s *Status) {
		s.Running, s.Err, s.Proxy = false, nil, o.result.Proxy
		if o.err != nil {
			s.Err = asError(o.err)
			return
		}
		s.LastSuccess, s.ClockOffset = a.opt.Now(), o.result.ClockOffset
	})
	a.refresh(ctx)
}

// ready reports whether there is a hub to talk to.
func (a *Agent) ready(ctx context.Context) bool {
	info, ok, err := enrolled(ctx, a.st)
	if err == nil {
		err = a.broken
	}
	a.mu.Lock()
	a.known = ok
	a.mu.Unlock()
	a.update(func(s *Status) {
		s.Hub = info.Address
		if err != nil {
			s.Err = asError(err)
		}
	})
	return ok && err == nil
}
