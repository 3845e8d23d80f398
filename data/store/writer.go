package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"

	"pinisi/data"
)

// writer is the one connection that writes, with its prepared statements and
// what the transaction under way has touched. It is used under Store.mu.
type writer struct {
	s     *Store
	conn  *sql.Conn
	stmts map[string]*sql.Stmt

	todo    []byte // rows to index for the search
	event   Event
	records int
	recheck map[data.ID]string // records whose parts changed, and their kind
	erase   map[data.ID]bool   // records with an erasure that was just taken in
}

func newWriter(ctx context.Context, s *Store) (*writer, error) {
	conn, err := s.write.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("open the database: %w", err)
	}
	return &writer{s: s, conn: conn, stmts: map[string]*sql.Stmt{}}, nil
}

func (w *writer) close() error {
	for _, st := range w.stmts {
		st.Close() // the connection goes with it
	}
	return w.conn.Close()
}

func (w *writer) stmt(q string) (*sql.Stmt, error) {
	if st := w.stmts[q]; st != nil {
		return st, nil
	}
	st, err := w.conn.PrepareContext(context.Background(), q)
	if err != nil {
		return nil, fmt.Errorf("prepare %.60s: %w", q, err)
	}
	w.stmts[q] = st
	return st, nil
}

// exec and query take no context: a cancel in the middle of a statement costs
// a goroutine a statement; callers look at theirs between steps.
func (w *writer) exec(q string, args ...any) (sql.Result, error) {
	st, err := w.stmt(q)
	if err != nil {
		return nil, err
	}
	return st.Exec(args...)
}

func (w *writer) query(q string, args ...any) (*sql.Rows, error) {
	st, err := w.stmt(q)
	if err != nil {
		return nil, err
	}
	return st.Query(args...)
}

// maxNamed is how many records an event names; beyond that it names kinds only.
const maxNamed = 500

// touched notes a stored row for the search and for the event.
func (w *writer) touched(kind string, kid, rid int64, id data.ID) {
	w.todo = binary.AppendUvarint(w.todo, uint64(searchRow(kid, rid)))
	w.records++
	if w.event.Kinds == nil {
		w.event.Kinds = map[string]bool{}
		w.event.Records = map[data.ID]string{}
	}
	if !w.event.Kinds[kind] {
		w.event.Kinds[kind] = true
	}
	if w.event.Records != nil {
		if len(w.event.Records) >= maxNamed {
			w.event.Records = nil
		} else {
			w.event.Records[id] = kind
		}
	}
}

// transact runs f in one transaction and publishes what it touched once that
// is durable. On an error nothing has happened.
func (s *Store) transact(ctx context.Context, remote bool, f func(w *writer) error) (err error) {
	if s.readOnly {
		return data.Fail(ErrReadOnly.Code, nil, "Path", s.dir)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	w := s.w
	if w == nil {
		return fmt.Errorf("the store %s is closed", s.dir)
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	w.todo, w.event, w.records, w.recheck, w.erase = w.todo[:0], Event{Remote: remote}, 0, nil, nil
	if _, err := w.exec("BEGIN IMMEDIATE"); err != nil {
		return explain(err, s.dir)
	}
	defer func() {
		if err == nil {
			return
		}
		// SQLite may have rolled back by itself, on a full disk for one.
		_, rollback := w.conn.ExecContext(context.Background(), "ROLLBACK")
		_ = rollback
		s.cache.clear()
		for _, again := range []error{s.loadNames(context.Background()), s.loadDeleted(context.Background()), s.loadErasures(context.Background())} {
			if again != nil {
				err = fmt.Errorf("%w (and then: %w)", err, again)
			}
		}
		err = explain(err, s.dir)
	}()
	if err := f(w); err != nil {
		return err
	}
	erases := len(w.erase) > 0
	if err := w.eraseNow(ctx); err != nil {
		return err
	}
	if err := w.recheckParents(); err != nil {
		return err
	}
	if len(w.todo) > 0 {
		if _, err := w.exec("INSERT INTO search_todo(rows) VALUES(?)", w.todo); err != nil {
			return err
		}
	}
	if _, err := w.exec("COMMIT"); err != nil {
		return err
	}
	if w.event.Kinds != nil {
		s.events.publish(w.event)
	}
	if erases {
		s.scrubber.Wake()
	}
	return nil
}
