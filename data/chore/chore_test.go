package chore_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"pinisi/data/chore"
)

func TestAChoreIsDoneAtTheStartAndWhenWoken(t *testing.T) {
	done := make(chan int)
	n := 0
	c := chore.Start(0, func(ctx context.Context) error {
		n++
		select {
		case done <- n:
			return errors.New("not finished") // without a time it waits to be woken
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	for want := 1; want <= 3; want++ {
		if got := <-done; got != want {
			t.Errorf("done %d times, want %d", got, want)
		}
		c.Wake()
	}
	c.Stop() // the work under way ends with it
}

func TestAFailedChoreIsDoneAgain(t *testing.T) {
	done := make(chan struct{})
	n := 0
	c := chore.Start(time.Nanosecond, func(context.Context) error {
		if n++; n < 3 {
			return errors.New("busy")
		}
		close(done)
		return nil
	})
	<-done
	c.Stop()
	if n != 3 {
		t.Errorf("done %d times, want 3", n)
	}
}

func TestNoChoreDoesNothing(t *testing.T) {
	var none *chore.Chore
	none.Wake()
	none.Stop()
}
