package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"pinisi/data"
)

// Settings of the store itself; others are the callers'.
const (
	settingProfile = "profile"
	settingRebuild = "rebuild" // "1": the tables must be made anew from the log
)

// Setting is what was stored under a key; "" when nothing was.
func (s *Store) Setting(ctx context.Context, key string) (string, error) {
	var v string
	err := s.read.QueryRowContext(ctx, "SELECT value FROM setting WHERE key=?", key).Scan(&v)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return v, explain(err, s.dir)
}

// SetSetting stores a value under a key, on this device only.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	return s.transact(ctx, false, func(w *writer) error { return w.setting(key, value) })
}

func (w *writer) setting(key, value string) error {
	_, err := w.exec("INSERT INTO setting(key,value) VALUES(?,?) ON CONFLICT DO UPDATE SET value=excluded.value", key, value)
	if err != nil {
		return fmt.Errorf("store setting %s: %w", key, err)
	}
	return nil
}

// Profile is whose device this is; zero before the first set-up.
func (s *Store) Profile() Profile {
	s.profileMu.RLock()
	defer s.profileMu.RUnlock()
	return s.profile
}

// SetProfile stores whose device this is.
func (s *Store) SetProfile(ctx context.Context, p Profile) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	if err := s.SetSetting(ctx, settingProfile, string(b)); err != nil {
		return err
	}
	s.profileMu.Lock()
	s.profile = p
	s.profileMu.Unlock()
	return nil
}

func (s *Store) loadProfile(ctx context.Context) error {
	v, err := s.Setting(ctx, settingProfile)
	if err != nil || v == "" {
		return err
	}
	if err := json.Unmarshal([]byte(v), &s.profile); err != nil {
		return fmt.Errorf("%w: the profile: %w", ErrDamaged, err)
	}
	return nil
}

// homeScope is where a new record goes that names no scope.
func (s *Store) homeScope(kind string) string {
	k := data.KindOf(kind)
	p := s.Profile()
	if k != nil && k.Shared || p.Scope == Headquarters {
		return data.SharedScope
	}
	return p.Scope
}

// keptExchanges is how many exchanges the history holds.
const keptExchanges = 200

// LogSync adds an exchange to the history.
func (s *Store) LogSync(ctx context.Context, e SyncEntry) error {
	b, err := json.Marshal(e)
	if err != nil {
		return err
	}
	return s.transact(ctx, false, func(w *writer) error {
		if _, err := w.exec("INSERT OR REPLACE INTO exchange(at, entry) VALUES(?,?)", e.At.UnixNano(), string(b)); err != nil {
			return fmt.Errorf("note an exchange: %w", err)
		}
		_, err := w.exec("DELETE FROM exchange WHERE at NOT IN (SELECT at FROM exchange ORDER BY at DESC LIMIT ?)", keptExchanges)
		return err
	})
}

// SyncHistory is the latest exchanges, newest first.
func (s *Store) SyncHistory(ctx context.Context, limit int) ([]SyncEntry, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT entry FROM exchange ORDER BY at DESC LIMIT ?", limit)
	if err != nil {
		return nil, explain(err, s.dir)
	}
	defer rows.Close()
	var all []SyncEntry
	for rows.Next() {
		var b string
		var e SyncEntry
		if err := rows.Scan(&b); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(b), &e); err != nil {
			return nil, fmt.Errorf("read the history of exchanges: %w", err)
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

// SyncEntry is one exchange in the history.
type SyncEntry struct {
	At       time.Time
	OK       bool
	Sent     int64 // bytes
	Got      int64
	Changes  int            // sent
	Received int            // changes received
	Code     string         // translation key of the error
	Args     map[string]any // its placeholders
	Took     time.Duration
}
