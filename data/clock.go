package data

import (
	"sync"
	"time"
)

// HLC is a hybrid logical clock: 48 bits of milliseconds since 1970, 16 bits
// of counter. It orders concurrent values for display only; no value is ever
// lost by it, however wrong a computer's clock is.
type HLC uint64

// Time is the wall time in h, to the millisecond.
func (h HLC) Time() time.Time { return time.UnixMilli(int64(h >> 16)).UTC() }

// HLCAt is the first HLC of the millisecond of t.
func HLCAt(t time.Time) HLC { return HLC(uint64(t.UnixMilli()) << 16) }

// maxDrift is how far a foreign clock may pull ours ahead. Beyond it the
// foreign stamp is kept as it is and our own clock stays with the wall.
const maxDrift = 24 * time.Hour

// Clock gives out rising HLCs. It is safe for concurrent use.
type Clock struct {
	now  func() time.Time
	mu   sync.Mutex
	last HLC
}

// NewClock makes a clock on the given wall clock that starts behind last.
func NewClock(now func() time.Time, last HLC) *Clock { return &Clock{now: now, last: last} }

// Next is greater than every HLC that this clock gave or observed before.
func (c *Clock) Next() HLC {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.last = max(c.last+1, HLCAt(c.now()))
	return c.last
}

// Observe keeps the clock ahead of a stamp that came from elsewhere.
func (c *Clock) Observe(h HLC) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if h > c.last && h <= HLCAt(c.now().Add(maxDrift)) {
		c.last = h
	}
}

// Last is the greatest HLC that was given or observed.
func (c *Clock) Last() HLC {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.last
}

// Now is the wall clock's time.
func (c *Clock) Now() time.Time { return c.now() }
