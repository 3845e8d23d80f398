package kiosk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"pinisi/app/session"
	"pinisi/data/store"
)

// settingMode holds what a mode needs to begin again after a crash or a power
// cut, without reading any record of the office; blank outside of it.
const settingMode = "counter.mode"

// ExitFile is the name of an empty file that somebody who may open the data
// folder puts there when the PIN is forgotten: the next start then leaves the
// mode and forgets the PIN. A visitor cannot do that.
const ExitFile = "keluar-loket"

// Keep stores what a mode needs to go on after a crash.
func Keep(ctx context.Context, st *store.Store, mode any) error {
	b, err := json.Marshal(mode)
	if err != nil {
		return err
	}
	return st.SetSetting(ctx, settingMode, string(b))
}

// End says that no mode is on any more.
func End(ctx context.Context, st *store.Store) error { return st.SetSetting(ctx, settingMode, "") }

// Kept is what was stored by Keep, and whether a mode was on when the program
// ended. What could not be read is blank and on: then only the PIN leads on.
func Kept(s *session.Session) (mode string, on bool) {
	mode, err := s.Store.Setting(s.Context(), settingMode)
	if err != nil {
		s.Log.Error("read whether the counter mode was on", "error", err)
		mode = ""
	}
	if err == nil && mode == "" || released(s) {
		return "", false
	}
	return mode, true
}

// released ends the mode if the exit file is there.
func released(s *session.Session) bool {
	file := filepath.Join(s.Store.Dir(), ExitFile)
	if _, err := os.Stat(file); err != nil {
		if !errors.Is(err, os.ErrNotExist) {
			s.Log.Error("look for the exit file of the counter mode", "error", err)
		}
		return false
	}
	ctx := s.Context()
	if err := errors.Join(End(ctx, s.Store), s.Store.SetSetting(ctx, settingPIN, ""), s.Store.SetSetting(ctx, settingTries, "")); err != nil {
		s.Log.Error("leave the counter mode by the exit file", "error", err)
		return false
	}
	if err := os.Remove(file); err != nil { // the next start finds the mode off, but a later one would end it again
		s.Log.Error("remove the exit file of the counter mode", "error", err)
	}
	s.Log.Info("left the counter mode by the exit file")
	return true
}

// HasPIN reports whether a PIN was set on this device.
func HasPIN(ctx context.Context, st *store.Store) (bool, error) {
	hash, err := st.Setting(ctx, settingPIN)
	return hash != "", err
}

// SetPIN keeps a new PIN and forgets the wrong tries.
func SetPIN(ctx context.Context, st *store.Store, pin string) error {
	hash, err := hashPIN(pin)
	if err != nil {
		return err
	}
	if err := st.SetSetting(ctx, settingPIN, hash); err != nil {
		return fmt.Errorf("keep the PIN: %w", err)
	}
	return tries{}.save(ctx, st)
}
