package hub

import (
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver

	"pinisi/data"
	"pinisi/data/chore"
)

// SQLite is the hub's Store on one machine. Writes go through one connection
// and are durable (WAL, synchronous=FULL) when they return.
type SQLite struct {
	write, read *sql.DB
	incarnation [8]byte

	mu       sync.Mutex
	prepared map[*sql.DB]map[string]*sql.Stmt

	scrubber *chore.Chore
}

// OpenSQLite opens the database file, making it when it is not there. rnd
// names a new one.
func OpenSQLite(ctx context.Context, file string, rnd io.Reader) (*SQLite, error) {
	s := &SQLite{prepared: map[*sql.DB]map[string]*sql.Stmt{}}
	var err error
	if s.write, err = openDB(file, 1); err != nil {
		return nil, err
	}
	if err := s.migrate(ctx, rnd); err != nil {
		s.write.Close()
		return nil, fmt.Errorf("open the hub's database %s: %w", file, err)
	}
	if s.read, err = openDB(file, 4); err != nil {
		s.write.Close()
		return nil, err
	}
	s.scrubber = chore.Start(scrubAgain, s.Scrub)
	return s, nil
}

func openDB(file string, connections int) (*sql.DB, error) {
	q := url.Values{"_txlock": {"immediate"}, "_pragma": {"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)"}}
	if connections > 1 {
		q.Set("_txlock", "deferred")
		q.Add("_pragma", "query_only(1)")
	}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath(), RawQuery: q.Encode()}).String())
	if err != nil {
		return nil, fmt.Errorf("open the hub's database %s: %w", file, err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// ErrNotOurs is a database of something else, or of a newer hub.
var ErrNotOurs = &data.Error{Code: "hub.not_ours"}

func (s *SQLite) migrate(ctx context.Context, rnd io.Reader) error {
	return s.inTx(ctx, func(tx *sql.Tx) error {
		var app, version, tables int
		if err := tx.QueryRow(`SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)`).Scan(&app, &version, &tables); err != nil {
			return err
		}
		if tables > 0 && app != applicationID || version > len(schemas) {
			return ErrNotOurs
		}
		for _, step := range schemas[version:] {
			if _, err := tx.Exec(step); err != nil {
				return fmt.Errorf("migrate from version %d: %w", version, err)
			}
		}
		if version < len(schemas) {
			if _, err := tx.Exec(fmt.Sprintf("PRAGMA application_id=%d; PRAGMA user_version=%d", applicationID, len(schemas))); err != nil {
				return err
			}
		}
		if version > 0 && version < versionErases {
			if err := (transaction{ctx, s, tx}).eraseKept(); err != nil {
				return fmt.Errorf("erase what erasures named before this version: %w", err)
			}
		}
		var name string
		err := tx.QueryRow(`SELECT value FROM setting WHERE key='incarnation'`).Scan(&name)
		if errors.Is(err, sql.ErrNoRows) {
			if _, err := io.ReadFull(rnd, s.incarnation[:]); err != nil {
				return fmt.Errorf("name the hub: %w", err)
			}
			_, err := tx.Exec(`INSERT INTO setting VALUES ('incarnation', ?)`, hex.EncodeToString(s.incarnation[:]))
			return err
		}
		if err != nil {
			return err
		}
		b, err := hex.DecodeString(name)
		if err != nil || len(b) != len(s.incarnation) {
			return ErrNotOurs
		}
		copy(s.incarnation[:], b)
		return nil
	})
}

// stmt is a query made ready, once for each database handle.
func (s *SQLite) stmt(ctx context.Context, db *sql.DB, query string) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if st := s.prepared[db][query]; st != nil {
		return st, nil
	}
	st, err := db.PrepareContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("prepare a query: %w", err)
	}
	if s.prepared[db] == nil {
		s.prepared[db] = map[string]*sql.Stmt{}
	}
	s.prepared[db][query] = st
	return st, nil
}

// one reads one row.
func (s *SQLite) one(ctx context.Context, query string, args ...any) row {
	st, err := s.stmt(ctx, s.read, query)
	if err != nil {
		return failed{err}
	}
	return st.QueryRowContext(ctx, args...)
}

// many reads rows.
func (s *SQLite) many(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	st, err := s.stmt(ctx, s.read, query)
	if err != nil {
		return nil, err
	}
	return st.QueryContext(ctx, args...)
}

type row interface{ Scan(...any) error }

type failed struct{ err error }

func (f failed) Scan(...any) error { return f.err }

// transaction is one write transaction. Its statements are made before it
// begins or by it, since it holds the only connection.
type transaction struct {
	ctx context.Context
	s   *SQLite
	tx  *sql.Tx
}

func (t transaction) stmt(query string) (*sql.Stmt, error) {
	t.s.mu.Lock()
	st := t.s.prepared[t.s.write][query]
	t.s.mu.Unlock()
	if st != nil {
		return t.tx.StmtContext(t.ctx, st), nil
	}
	return t.tx.PrepareContext(t.ctx, query)
}

func (t transaction) one(query string, args ...any) row {
	st, err := t.stmt(query)
	if err != nil {
		return failed{err}
	}
	return st.QueryRowContext(t.ctx, args...)
}

func (t transaction) exec(query string, args ...any) error {
	st, err := t.stmt(query)
	if err == nil {
		_, err = st.ExecContext(t.ctx, args...)
	}
	return err
}

// inTx runs f in one write transaction.
func (s *SQLite) inTx(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin a transaction: %w", err)
	}
	defer tx.Rollback() //nolint:errcheck // after Commit it does nothing
	if err := f(tx); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// Incarnation names the store.
func (s *SQLite) Incarnation() [8]byte { return s.incarnation }

// Close closes the database.
func (s *SQLite) Close() error {
	s.scrubber.Stop()
	return errors.Join(s.read.Close(), s.write.Close())
}

// Backup writes a copy of the database, as of now, into a new file.
func (s *SQLite) Backup(ctx context.Context, file string) error {
	_, err := s.write.ExecContext(ctx, `VACUUM INTO ?`, file)
	return wrap(err, "back the hub's database up into %s", file)
}

// Setting is empty when it was never set.
func (s *SQLite) Setting(ctx context.Context, key string) (string, error) {
	var v string
	err := s.read.QueryRowContext(ctx, `SELECT value FROM setting WHERE key=?`, key).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, wrap(err, "read the setting %s", key)
}

// SetSetting keeps a setting.
func (s *SQLite) SetSetting(ctx context.Context, key, value string) error {
	_, err := s.write.ExecContext(ctx, `INSERT INTO setting VALUES (?,?) ON CONFLICT DO UPDATE SET value=excluded.value`, key, value)
	return wrap(err, "keep the setting %s", key)
}

// Status counts what is there.
func (s *SQLite) Status(ctx context.Context) (Status, error) {
	var st Status
	var last sql.NullInt64
	err := s.read.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM device WHERE revoked IS NULL), (SELECT count(*) FROM device WHERE revoked IS NOT NULL),
		(SELECT count(*) FROM code WHERE used IS NULL),
		(SELECT count(*) FROM segment), (SELECT count(*) FROM stream), (SELECT coalesce(sum(length(packed)), 0) FROM segment),
		(SELECT count(*) FROM file), (SELECT coalesce(sum(size), 0) FROM file), (SELECT max(at) FROM segment)`).
		Scan(&st.Devices, &st.Revoked, &st.OpenCodes, &st.Segments, &st.Streams, &st.SegmentBytes, &st.Files, &st.FileBytes, &last)
	st.LastArrival = fromMillis(last)
	return st, wrap(err, "count what the hub has")
}

func wrap(err error, format string, args ...any) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf(format+": %w", append(args, err)...)
}

func fromMillis(n sql.NullInt64) time.Time {
	if !n.Valid {
		return time.Time{}
	}
	return time.UnixMilli(n.Int64).UTC()
}
