package simtest

import (
	"context"
	"errors"
	"time"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/sync/hub"
)

// errCrash is where a program was killed.
var errCrash = errors.New("crash")

// fuse burns down with each write; at its end the program dies, before the
// write or just after it.
type fuse struct {
	left  int // writes until then; negative: never
	after bool
	blown bool
}

func (f *fuse) around(write func() error) error {
	if f.blown {
		return errCrash
	}
	if f.left != 0 {
		f.left--
		return write()
	}
	f.blown = true
	if f.after {
		if err := write(); err != nil {
			return err
		}
	}
	return errCrash
}

// mortal is a store whose program may die.
type mortal struct {
	*store.Store
	fuse
}

func (m *mortal) Seal(ctx context.Context, n int) error {
	return m.around(func() error { return m.Store.Seal(ctx, n) })
}

func (m *mortal) Apply(ctx context.Context, sealed [][]byte, fromHub bool) (a store.Applied, err error) {
	err = m.around(func() (err error) {
		a, err = m.Store.Apply(ctx, sealed, fromHub)
		return err
	})
	return a, err
}

func (m *mortal) ConfirmAll(ctx context.Context, v store.Vector) error {
	return m.around(func() error { return m.Store.ConfirmAll(ctx, v) })
}

func (m *mortal) Unconfirm(ctx context.Context, s data.Stream, seq uint64) error {
	return m.around(func() error { return m.Store.Unconfirm(ctx, s, seq) })
}

func (m *mortal) Fork(ctx context.Context, s data.Stream) error {
	return m.around(func() error { return m.Store.Fork(ctx, s) })
}

func (m *mortal) SetSetting(ctx context.Context, key, value string) error {
	return m.around(func() error { return m.Store.SetSetting(ctx, key, value) })
}

// LogSync is not what is tested here.
func (m *mortal) LogSync(context.Context, store.SyncEntry) error { return nil }

// Evidence is not played here: it needs no order, and has tests of its own.

func (m *mortal) UnsentFiles(context.Context) ([]store.File, error) { return nil, nil }
func (m *mortal) WantedFiles(context.Context) ([]store.File, error) { return nil, nil }

// mortalHub is a hub's store whose program may die.
type mortalHub struct {
	*hub.SQLite
	fuse
}

func (m *mortalHub) Take(ctx context.Context, batch []hub.Incoming, at time.Time) (v []hub.Verdict, err error) {
	err = m.around(func() (err error) {
		v, err = m.SQLite.Take(ctx, batch, at)
		return err
	})
	return v, err
}

func (m *mortalHub) Position(ctx context.Context, scopes []string, d data.DeviceID, cursor uint64) (p hub.Position, err error) {
	err = m.around(func() (err error) {
		p, err = m.SQLite.Position(ctx, scopes, d, cursor)
		return err
	})
	return p, err
}
