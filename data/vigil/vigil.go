// Package vigil says when something happened to the time that timers do not
// see: the computer slept, its clock was set, a new day began, or it is in
// another time zone now.
//
// Timers of Go follow the monotonic clock. On Linux that stands still while
// the computer sleeps; so an interval of five minutes ends five minutes after
// waking. On Windows it goes on, and all timers are late at once. And Go reads
// the zone once, at the start of the program.
package vigil

import (
	"context"
	"time"
)

// Change is what happened since the last look. The zero value is nothing.
type Change struct {
	Slept bool // more time passed than a running computer lets pass
	Set   bool // the clock was set, by more than a moment
	Day   bool // it is another day than before, here
	Zone  bool // the time here is another one, by zone or by summer time
}

// Any reports whether anything happened.
func (c Change) Any() bool { return c != Change{} }

// Every is how often the time is looked at.
const Every = 10 * time.Second

// A look that comes later than late has slept; clocks that part by more than
// apart were set. Time servers move a clock by less.
const (
	late  = 3 * Every
	apart = 5 * time.Second
)

// Look is one look at the time.
type Look struct {
	Wall time.Time     // the wall clock, in the zone of here
	Mono time.Duration // the monotonic clock, since whenever
}

// Since compares two looks.
func (l Look) Since(before Look) Change {
	wall := l.Wall.Round(0).Sub(before.Wall.Round(0)) // without Go's own monotonic reading
	mono := l.Mono - before.Mono
	_, offset := l.Wall.Zone()
	_, was := before.Wall.Zone()
	day, month, year := l.Wall.Date()
	d, m, y := before.Wall.Date()
	c := Change{Zone: offset != was, Day: day != d || month != m || year != y}
	switch parted := wall - mono; {
	case mono > late:
		c.Slept = true
	case parted > late: // the monotonic clock stood still, or somebody set the clock ahead: look in any case
		c.Slept, c.Set = true, true
	case parted > apart, parted < -apart:
		c.Set = true
	}
	return c
}

// Watch looks until ctx ends and tells f what happened, from a goroutine of its
// own that ends with it. now gives the time in the zone of here.
func Watch(ctx context.Context, now func() time.Time, f func(Change)) {
	began := time.Now()
	look := func() Look { return Look{Wall: now(), Mono: time.Since(began)} }
	before := look()
	go func() {
		t := time.NewTicker(Every)
		defer t.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
				l := look()
				if c := l.Since(before); c.Any() {
					f(c)
				}
				before = l
			}
		}
	}()
}
