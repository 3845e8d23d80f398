package sync_test

import (
	"context"
	"net/http"
	"net/url"
	gosync "sync"
	"testing"
	"testing/synctest"
	"time"

	"pinisi/data/store"
	pinsync "pinisi/sync"
)

// eventually waits until the agent says what is wanted.
func eventually(t *testing.T, a *pinsync.Agent, what string, ok func(pinsync.Status) bool) pinsync.Status {
	t.Helper()
	for range 2000 {
		if s := a.Status(); ok(s) {
			return s
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatalf("never %s: %+v", what, a.Status())
	return pinsync.Status{}
}

func is(state pinsync.State) func(pinsync.Status) bool {
	return func(s pinsync.Status) bool { return s.State == state && !s.Running }
}

func TestAgentTellsTheTruth(t *testing.T) {
	o := newOffice(t)
	d := openDevice(t, t.TempDir())
	if err := d.SetProfile(context.Background(), store.Profile{Scope: singapore, Staff: d.NewID()}); err != nil {
		t.Fatal(err)
	}
	agent := pinsync.NewAgent(d.Store, pinsync.Options{Settle: time.Millisecond})
	defer agent.Close()
	var mu gosync.Mutex
	var heard []pinsync.State
	agent.Subscribe(func(s pinsync.Status) {
		mu.Lock()
		defer mu.Unlock()
		if len(heard) == 0 || heard[len(heard)-1] != s.State {
			heard = append(heard, s.State)
		}
		if s.State == pinsync.AllSent && (s.Pending.Changes > 0 || s.Pending.Files > 0) {
			t.Errorf("all sent is claimed with %+v", s.Pending)
		}
	})
	// Not enrolled: what is written is counted
	first := d.note("", "Sebelum terdaftar")
	agent.Start(context.Background())
	eventually(t, agent, "counted before enrolment", func(s pinsync.Status) bool {
		return s.State == pinsync.NotEnrolled && s.Pending.Changes == 1
	})
	// Enrolled: it goes out by itself
	reenrol(t, o, d)
	agent.Now()
	s := eventually(t, agent, "all sent", is(pinsync.AllSent))
	if s.LastSuccess.IsZero() || s.Hub != o.addr || s.Err != nil || s.NextTry.Before(s.LastSuccess) {
		t.Errorf("after the first exchange: %+v", s)
	}
	b := o.device(singapore)
	b.sync()
	if !b.has(first) {
		t.Error("it did not arrive")
	}
	// A change goes out by itself too
	second := d.note("", "Sesudah terdaftar")
	eventually(t, agent, "sent by itself", func(s pinsync.Status) bool {
		b.sync()
		return b.has(second) && s.State == pinsync.AllSent
	})
	// No line: saved here, tried again later, by itself or at once
	o.stop()
	d.note("", "Tanpa jaringan")
	s = eventually(t, agent, "without a line", func(s pinsync.Status) bool { return s.State == pinsync.NoLine && s.Pending.Changes == 1 })
	if s.Err == nil || s.Err.Code != "sync.no_line" || s.NextTry.IsZero() {
		t.Errorf("without a line: %+v", s)
	}
	o.serve(listen(t, o.addr))
	agent.Now()
	eventually(t, agent, "all sent again", is(pinsync.AllSent))
	// Two edit one field: a person is needed
	b.sync()
	b.edit(first, "Kata b")
	d.edit(first, "Kata d")
	b.sync()
	agent.Now()
	s = eventually(t, agent, "a conflict", func(s pinsync.Status) bool { return s.State == pinsync.NeedsYou })
	if s.Conflicts != 1 || s.Err != nil {
		t.Errorf("conflict: %+v", s)
	}
	d.edit(first, "Kata bersama")
	eventually(t, agent, "settled and sent", is(pinsync.AllSent))
	// Shut out: a person is needed, and nothing is claimed
	if err := o.hub.Revoke(context.Background(), d.Device()); err != nil {
		t.Fatal(err)
	}
	d.note("", "Sesudah dicabut")
	s = eventually(t, agent, "revoked", func(s pinsync.Status) bool { return s.State == pinsync.NeedsYou && s.Pending.Changes == 1 })
	if s.Err == nil || s.Err.Code != "sync.revoked" {
		t.Errorf("revoked: %+v", s)
	}
	mu.Lock()
	defer mu.Unlock()
	for _, want := range []pinsync.State{pinsync.NotEnrolled, pinsync.AllSent, pinsync.NoLine, pinsync.NeedsYou} {
		found := false
		for _, s := range heard {
			found = found || s == want
		}
		if !found {
			t.Errorf("the subscriber never heard of state %d: %v", want, heard)
		}
	}
}

func TestWrongClockLosesNothingAndIsTold(t *testing.T) {
	o := newOffice(t)
	// Given a computer whose clock is three years behind
	wrong := func() time.Time { return time.Now().Add(-3 * 365 * 24 * time.Hour) }
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{Now: wrong})
	if err != nil {
		t.Fatal(err)
	}
	d := &device{Store: st, t: t, opt: pinsync.Options{Now: wrong}}
	if d.client, err = pinsync.NewClient(st, d.opt); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.client.Close(); st.Close() })
	reenrol(t, o, d)
	b := o.device(singapore)
	id := b.note("", "Jam benar")
	b.sync()
	d.sync()
	// When it edits what it saw, its word counts, though its clock says earlier
	d.edit(id, "Jam salah, kata terakhir")
	r := d.sync()
	b.sync()
	if b.finding(id) != "Jam salah, kata terakhir" || len(b.get(id).Conflicts) != 0 {
		t.Errorf("b: %+v", b.get(id))
	}
	if r.ClockOffset > -3*364*24*time.Hour || r.ClockOffset < -3*366*24*time.Hour {
		t.Errorf("offset %v", r.ClockOffset)
	}
	agent := pinsync.NewAgent(st, d.opt)
	defer agent.Close()
	agent.Start(context.Background())
	s := eventually(t, agent, "told", func(s pinsync.Status) bool { return s.State == pinsync.NeedsYou })
	if s.Err == nil || s.Err.Code != "sync.clock" {
		t.Errorf("%+v", s)
	}
	devices, err := o.hub.Store().Devices(context.Background())
	if err != nil || len(devices) != 2 {
		t.Fatal(devices, err)
	}
}

type deaf struct {
	mu    gosync.Mutex
	tries []time.Time
}

func (d *deaf) RoundTrip(*http.Request) (*http.Response, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.tries = append(d.tries, time.Now())
	return nil, &url.Error{Op: "Post", Err: errCut}
}

func TestAgentBacksOff(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// Given an enrolled device whose line is dead
		st, err := store.Open(context.Background(), t.TempDir(), store.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer st.Close()
		pin := make([]byte, 64)
		for i := range pin {
			pin[i] = '0'
		}
		if err := pinsync.Remember(context.Background(), st, pinsync.Info{Address: "hub", Pin: string(pin), Scope: singapore}); err != nil {
			t.Fatal(err)
		}
		line := &deaf{}
		agent := pinsync.NewAgent(st, pinsync.Options{RoundTripper: line})
		defer agent.Close()
		agent.Start(context.Background())
		// When two hours pass
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		// Then it tried often at first, then about every ten minutes
		line.mu.Lock()
		tries := append([]time.Time(nil), line.tries...)
		line.mu.Unlock()
		if len(tries) < 12 || len(tries) > 30 {
			t.Errorf("%d tries in two hours", len(tries))
		}
		for i := 1; i < len(tries); i++ {
			gap := tries[i].Sub(tries[i-1])
			if gap < 3*time.Second || gap > 13*time.Minute || i > 10 && gap < 7*time.Minute {
				t.Errorf("try %d came %v after the one before", i, gap)
			}
		}
		if s := agent.Status(); s.State != pinsync.NoLine || !s.NextTry.After(time.Now()) {
			t.Errorf("%+v", s)
		}
		// and at once when asked
		agent.Now()
		synctest.Wait()
		line.mu.Lock()
		defer line.mu.Unlock()
		if len(line.tries) != len(tries)+1 {
			t.Errorf("asked for, but %d tries after %d", len(line.tries), len(tries))
		}
	})
}
