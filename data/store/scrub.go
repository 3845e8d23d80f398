package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// settingScrub is "1" while bytes of erased values may still lie in the file:
// on free pages, in the search's old words, in the write-ahead log.
const settingScrub = "scrub"

// scrubAgain is how long after a failure the file is cleaned again.
const scrubAgain = time.Minute

// Scrub cleans the database file of the bytes of erased values, if there was an
// erasure since it was last done: it writes the file anew, empties its
// write-ahead log, and removes the copies that were made before migrations,
// which hold the values still. It runs by itself after each erasure; who calls
// it waits until it is done.
func (s *Store) Scrub(ctx context.Context) error {
	if s.readOnly {
		return nil
	}
	if due, err := s.Setting(ctx, settingScrub); err != nil || due != "1" {
		return err
	}
	if err := s.catchUpSearch(ctx); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.w == nil {
		return nil // closed: the next Open goes on
	}
	if err := s.w.scrub(ctx); err != nil {
		return explain(fmt.Errorf("clean the file of what was erased: %w", err), s.dir)
	}
	return nil
}

func (w *writer) scrub(ctx context.Context) error {
	var tables []string
	rows, err := w.conn.QueryContext(ctx, "SELECT name FROM sqlite_master WHERE type='table' AND sql LIKE '%USING fts5(%'")
	if err != nil {
		return err
	}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			rows.Close()
			return err
		}
		tables = append(tables, quote(name))
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	var steps []string
	for _, t := range tables { // words of rows that are gone stay in the index until it is merged
		steps = append(steps, fmt.Sprintf("INSERT INTO %s(%[1]s) VALUES('optimize')", t))
	}
	steps = append(steps, "PRAGMA temp_store=FILE", "VACUUM", "PRAGMA temp_store=MEMORY")
	for _, q := range steps {
		if _, err := w.conn.ExecContext(ctx, q); err != nil {
			return err
		}
	}
	var busy, frames, done int
	if err := w.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &frames, &done); err != nil {
		return err
	}
	if busy != 0 {
		return errors.New("the write-ahead log is being read")
	}
	if err := w.s.removeBackups(); err != nil {
		return err
	}
	_, err = w.conn.ExecContext(ctx, "UPDATE setting SET value='0' WHERE key=?", settingScrub)
	return err
}

// removeBackups removes the copies that were made before migrations: this
// database was opened by the version after them, and took an erasure in.
func (s *Store) removeBackups() error {
	dir := filepath.Join(s.dir, dirBackup)
	files, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, f := range files {
		if strings.HasPrefix(f.Name(), backupPrefix) && strings.HasSuffix(f.Name(), ".db") {
			if err := os.Remove(filepath.Join(dir, f.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
