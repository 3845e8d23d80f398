package vigil_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"pinisi/data/vigil"
)

var (
	jakarta   = time.FixedZone("WIB", 7*3600)
	singapore = time.FixedZone("SGT", 8*3600)
)

func TestWhatHappenedToTheTime(t *testing.T) {
	start := time.Date(2026, 11, 23, 14, 0, 0, 0, jakarta)
	before := vigil.Look{Wall: start, Mono: time.Hour}
	for _, test := range []struct {
		name string
		wall time.Duration // since then
		mono time.Duration
		zone *time.Location
		want vigil.Change
	}{
		{"an ordinary look", 10 * time.Second, 10 * time.Second, jakarta, vigil.Change{}},
		{"a busy computer", 25 * time.Second, 25 * time.Second, jakarta, vigil.Change{}},
		{"a time server moved the clock a little", 11 * time.Second, 10 * time.Second, jakarta, vigil.Change{}},
		{"slept, as Windows counts", 2 * time.Hour, 2 * time.Hour, jakarta, vigil.Change{Slept: true}},
		{"slept, as Linux counts", 2 * time.Hour, 10 * time.Second, jakarta, vigil.Change{Slept: true, Set: true}},
		{"slept over night", 14 * time.Hour, 14 * time.Hour, jakarta, vigil.Change{Slept: true, Day: true}},
		{"set back", -time.Hour, 10 * time.Second, jakarta, vigil.Change{Set: true}},
		{"set back to yesterday", -20 * time.Hour, 10 * time.Second, jakarta, vigil.Change{Set: true, Day: true}},
		{"set ahead by 20 s", 30 * time.Second, 10 * time.Second, jakarta, vigil.Change{Set: true}},
		{"flown to Singapore", 10 * time.Second, 10 * time.Second, singapore, vigil.Change{Zone: true}},
		{"slept on the flight", 12 * time.Hour, 12 * time.Hour, singapore, vigil.Change{Slept: true, Zone: true, Day: true}},
	} {
		l := vigil.Look{Wall: start.Add(test.wall).In(test.zone), Mono: time.Hour + test.mono}
		if got := l.Since(before); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestMidnightIsTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// given a window that is open, at 23:59 of here
		ctx, cancel := context.WithCancel(context.Background())
		shift := time.Until(time.Date(2026, 11, 23, 23, 59, 0, 0, jakarta))
		var told []vigil.Change
		vigil.Watch(ctx, func() time.Time { return time.Now().Add(shift).In(jakarta) }, func(c vigil.Change) { told = append(told, c) })
		// when two minutes pass
		time.Sleep(2 * time.Minute)
		cancel()
		synctest.Wait()
		// then the new day is told, once
		if len(told) != 1 || told[0] != (vigil.Change{Day: true}) {
			t.Errorf("told %+v", told)
		}
	})
}

func TestTheZoneOfHereFollowsTheSystem(t *testing.T) {
	// given a program that started in a zone
	_, own := time.Now().Zone()
	offset, ok := own, true
	h := vigil.Here{Offset: func(time.Time) (int, string, bool) { return offset, "X", ok }}
	h.Read()
	if h.Now().Location() != time.Local {
		t.Errorf("unchanged: %v", h.Now().Location())
	}
	// when the system goes into another one
	offset = own + 3600
	h.Read()
	if _, got := h.Now().Zone(); got != offset {
		t.Errorf("changed: %d, want %d", got, offset)
	}
	// when it does not say, then the last one stays; when it is back, the program's own
	ok, offset = false, 0
	h.Read()
	if _, got := h.Now().Zone(); got != own+3600 {
		t.Errorf("not said: %d", got)
	}
	ok, offset = true, own
	h.Read()
	if h.Now().Location() != time.Local {
		t.Errorf("back: %v", h.Now().Location())
	}
	// and the moment is the same all the time
	if d := time.Since(h.Now()); d.Abs() > time.Hour/2 {
		t.Errorf("off by %v", d)
	}
}
