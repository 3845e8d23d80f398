package sync_test

import (
	"context"
	"net/http"
	gosync "sync"
	"testing"
	"testing/synctest"
	"time"

	"pinisi/data/store"
	pinsync "pinisi/sync"
)

// stuck is a line whose connection died without a word: it answers nothing.
type stuck struct {
	mu    gosync.Mutex
	tries []time.Time
}

func (s *stuck) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	s.tries = append(s.tries, time.Now())
	s.mu.Unlock()
	<-r.Context().Done()
	return nil, r.Context().Err()
}

func (s *stuck) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.tries)
}

// enrolledStore is a device that knows a hub, which need not exist.
func enrolledStore(t *testing.T) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pin := "0000000000000000000000000000000000000000000000000000000000000000"
	if err := pinsync.Remember(context.Background(), st, pinsync.Info{Address: "hub", Pin: pin, Scope: singapore}); err != nil {
		t.Fatal(err)
	}
	return st
}

func TestAfterWakingItSyncsSoon(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// given an agent that waits after many failures
		st := enrolledStore(t)
		defer st.Close()
		line := &deaf{}
		agent := pinsync.NewAgent(st, pinsync.Options{RoundTripper: line})
		defer agent.Close()
		agent.Start(context.Background())
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		tries := func() int {
			line.mu.Lock()
			defer line.mu.Unlock()
			return len(line.tries)
		}
		before := tries()
		// when the computer wakes
		agent.Woke()
		time.Sleep(5 * time.Second)
		synctest.Wait()
		// then it tries within seconds
		if got := tries(); got != before+1 {
			t.Errorf("%d tries within 5 s, want 1", got-before)
		}
	})
}

func TestAnExchangeThatSleptBeginsAnew(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		// given an exchange that is under way when the computer goes to sleep
		st := enrolledStore(t)
		defer st.Close()
		line := &stuck{}
		agent := pinsync.NewAgent(st, pinsync.Options{RoundTripper: line, Stall: time.Hour})
		defer agent.Close()
		agent.Start(context.Background())
		time.Sleep(time.Second)
		synctest.Wait()
		if line.count() != 1 {
			t.Fatalf("%d tries", line.count())
		}
		// when it wakes
		agent.Woke()
		time.Sleep(5 * time.Second)
		synctest.Wait()
		// then the dead connection is not waited for
		if line.count() != 2 {
			t.Errorf("%d tries, want a second one", line.count())
		}
	})
}
