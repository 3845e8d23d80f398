// Package chore does one piece of work in the background: at the start, whenever
// somebody says that there is something to do, and again after it failed.
package chore

import (
	"context"
	"time"
)

// Chore is such a piece of work. A nil Chore does nothing. Its methods are safe
// for concurrent use; Stop is called once.
type Chore struct {
	wake   chan struct{}
	cancel context.CancelFunc
	done   chan struct{}
}

// Start does the work now, and then after each Wake; one that failed is done
// again after a while, with 0 only when it is woken. The work itself keeps or
// reports its error.
func Start(again time.Duration, work func(context.Context) error) *Chore {
	ctx, cancel := context.WithCancel(context.Background())
	c := &Chore{wake: make(chan struct{}, 1), cancel: cancel, done: make(chan struct{})}
	c.Wake()
	go func() {
		defer close(c.done)
		var retry <-chan time.Time
		for {
			select {
			case <-ctx.Done():
				return
			case <-c.wake:
			case <-retry:
			}
			if retry = nil; work(ctx) != nil && again > 0 {
				retry = time.After(again)
			}
		}
	}()
	return c
}

// Wake says that there is something to do; it does not wait.
func (c *Chore) Wake() {
	if c == nil {
		return
	}
	select {
	case c.wake <- struct{}{}:
	default: // it is woken already
	}
}

// Stop cancels the work under way and returns when it has ended.
func (c *Chore) Stop() {
	if c == nil {
		return
	}
	c.cancel()
	<-c.done
}
