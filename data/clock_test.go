package data

import (
	"sync"
	"testing"
	"time"
)

func TestClockRisesWhateverTheWallDoes(t *testing.T) {
	wall := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	now := wall
	c := NewClock(func() time.Time { return now }, 0)
	last := HLC(0)
	for i, step := range []time.Duration{0, 0, time.Millisecond, -time.Hour, 0, -time.Hour * 24 * 365, time.Hour * 48, 0} {
		now = now.Add(step)
		next := c.Next()
		if next <= last {
			t.Errorf("step %d: %d is not after %d", i, next, last)
		}
		if next < HLCAt(now) {
			t.Errorf("step %d: %s is behind the wall's %s", i, next.Time(), now)
		}
		last = next
	}
}

func TestClockStaysAheadOfWhatItSaw(t *testing.T) {
	wall := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		seen   time.Time
		behind bool // Next is after what was seen
	}{
		"the past":           {wall.Add(-time.Hour), true},
		"a little ahead":     {wall.Add(time.Minute), true},
		"a day ahead":        {wall.Add(24 * time.Hour), true},
		"more than a day":    {wall.Add(24*time.Hour + time.Millisecond), false},
		"a broken computer":  {wall.AddDate(70, 0, 0), false},
		"before our numbers": {time.Unix(0, 0), true},
	} {
		c := NewClock(func() time.Time { return wall }, HLCAt(wall.Add(-time.Minute)))
		c.Observe(HLCAt(test.seen))
		if got := c.Next(); got > HLCAt(test.seen) != test.behind {
			t.Errorf("%s: after seeing %s the next is %s", name, test.seen, got.Time())
		}
	}
}

func TestClockContinuesBehindItsLast(t *testing.T) {
	wall := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	last := HLCAt(wall.Add(time.Hour)) // written before the wall was set back
	if next := NewClock(func() time.Time { return wall }, last).Next(); next != last+1 {
		t.Errorf("%d after %d", next, last)
	}
}

func TestClockIsSafeForConcurrentUse(t *testing.T) {
	wall := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	c := NewClock(func() time.Time { return wall }, 0)
	var mu sync.Mutex
	seen := map[HLC]bool{}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 100 {
				h := c.Next()
				c.Observe(h)
				mu.Lock()
				seen[h] = true
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if len(seen) != 400 {
		t.Errorf("400 stamps are %d different ones", len(seen))
	}
}

func TestHLCTime(t *testing.T) {
	at := time.Date(2026, 11, 23, 9, 0, 0, 123456789, time.UTC)
	if got := (HLCAt(at) + 65535).Time(); !got.Equal(at.Truncate(time.Millisecond)) {
		t.Errorf("%s", got)
	}
}
