package store

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"database/sql"
	"errors"
	"net/url"
	"path/filepath"
	"sync"
	"time"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"pinisi/data"
	"pinisi/data/chore"
)

// Store is an open folder of records.
type Store struct {
	dir      string
	opt      Options
	readOnly bool
	newer    bool
	lock     *flock.Flock
	key      ed25519.PrivateKey
	device   data.DeviceID
	clock    *data.Clock

	write *sql.DB    // one connection
	read  *sql.DB    // a pool that can only read
	mu    sync.Mutex // held while writing
	w     *writer

	tables map[string]*table // by kind
	// records that someone wants deleted, and their kind; used under mu
	withParts map[data.ID]string
	erased    Erasures // used under mu
	names     names
	events    events
	cache     segmentCache

	profileMu sync.RWMutex
	profile   Profile

	// Background work; nil where there is none.
	indexer, scrubber *chore.Chore
	stopEvents        func() // that wake the indexer
}

// Files of the folder.
const (
	fileDB      = "pinisi.db"
	fileKey     = "device.key"
	fileLock    = "lock"
	dirBackup   = "backup"
	dirAttached = "attachments"
)

// Open opens the folder, making it and the device's key when it is new. It
// fails with ErrInUse, ErrNotOurs, ErrDamaged, ErrNoFolder or ErrDiskFull, and
// then has changed nothing. A database of a newer version is opened read-only,
// with Store.Newer true.
func Open(ctx context.Context, dir string, opt Options) (_ *Store, err error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Rand == nil {
		opt.Rand = rand.Reader
	}
	s := &Store{dir: dir, opt: opt, readOnly: opt.ReadOnly, tables: map[string]*table{}}
	s.names.init()
	defer func() {
		if err != nil {
			err = errors.Join(explain(err, dir), s.release())
		}
	}()
	if err := s.openFolder(); err != nil {
		return nil, err
	}
	if err := checkOurs(filepath.Join(dir, fileDB)); err != nil {
		return nil, err
	}
	if s.write, err = openDB(filepath.Join(dir, fileDB), false); err != nil {
		return nil, err
	}
	s.write.SetMaxOpenConns(1)
	if err := s.migrate(ctx); err != nil {
		return nil, err
	}
	if s.read, err = openDB(filepath.Join(dir, fileDB), true); err != nil {
		return nil, err
	}
	s.read.SetMaxOpenConns(4)
	if s.w, err = newWriter(ctx, s); err != nil {
		return nil, err
	}
	if err := s.loadNames(ctx); err != nil {
		return nil, err
	}
	if err := s.loadDeleted(ctx); err != nil {
		return nil, err
	}
	if !s.newer {
		if err := s.loadErasures(ctx); err != nil {
			return nil, err
		}
	}
	last, err := s.lastHLC(ctx)
	if err != nil {
		return nil, err
	}
	s.clock = data.NewClock(opt.Now, last)
	if err := s.loadProfile(ctx); err != nil {
		return nil, err
	}
	if s.readOnly {
		return s, nil
	}
	if again, err := s.Setting(ctx, settingRebuild); err != nil {
		return nil, err
	} else if again == "1" {
		if err := s.Rebuild(ctx); err != nil {
			return nil, err
		}
	}
	if !opt.twin {
		s.indexer = chore.Start(0, s.index)
		s.stopEvents = s.Subscribe(func(Event) { s.indexer.Wake() })
		s.scrubber = chore.Start(scrubAgain, s.Scrub)
	}
	return s, nil
}

func openDB(path string, readOnly bool) (*sql.DB, error) {
	q := url.Values{"_txlock": {"immediate"}, "_time_format": {"sqlite"}, "_pragma": {
		"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "temp_store(memory)",
	}}
	if readOnly { // each of the pool has a cache of its own: keep them small
		q["_pragma"] = append(q["_pragma"], "query_only(1)", "cache_size(-3072)")
	} else {
		q["_pragma"] = append(q["_pragma"], "cache_size(-12288)")
	}
	return sql.Open("sqlite", address(path, q))
}

// Close ends the background work and closes the folder. What was written is
// durable already; Close only frees.
func (s *Store) Close() error { return s.release() }

func (s *Store) release() error {
	var errs []error
	if s.stopEvents != nil {
		s.stopEvents()
		s.scrubber.Stop()
		s.indexer.Stop()
		s.stopEvents, s.scrubber, s.indexer = nil, nil, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.w != nil {
		errs = append(errs, s.w.close())
		s.w = nil
	}
	for _, db := range []*sql.DB{s.read, s.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	s.read, s.write = nil, nil
	if s.lock != nil {
		errs = append(errs, s.lock.Unlock())
		s.lock = nil
	}
	return errors.Join(errs...)
}

// Dir is the folder.
func (s *Store) Dir() string { return s.dir }

// ReadOnly reports whether the store refuses writes: it was asked to, or a
// newer version of the program wrote it.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Newer reports whether a newer version of the program wrote the database.
func (s *Store) Newer() bool { return s.newer }

// Device is the device's id.
func (s *Store) Device() data.DeviceID { return s.device }

// PrivateKey is the device's key, for signing and for TLS. It is never logged
// and never leaves the process.
func (s *Store) PrivateKey() ed25519.PrivateKey { return s.key }

// Clock is the device's hybrid logical clock.
func (s *Store) Clock() *data.Clock { return s.clock }

// NewID makes a record id.
func (s *Store) NewID() data.ID {
	id, err := data.NewID(s.opt.Now(), s.opt.Rand)
	if err != nil { // the system's randomness failed: no id may be guessed
		panic(err)
	}
	return id
}

// table is where the records of a kind lie.
func (s *Store) table(kind string) *table {
	if t, ok := s.tables[kind]; ok {
		return t
	}
	return otherTable
}
