package kiosk

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"golang.org/x/crypto/scrypt"

	"pinisi/data/store"
)

// Settings of this device; they never travel.
const (
	settingPIN   = "counter.pin"
	settingTries = "counter.tries"
)

// goodPIN reports whether a PIN has four to eight digits.
func goodPIN(pin string) bool {
	return len(pin) >= 4 && len(pin) <= 8 && strings.Trim(pin, "0123456789") == ""
}

// hashPIN is what is kept of a PIN: a salt and the scrypt of both, so that a
// copy of the database does not show it. The work (2^15) takes about 0.1 s.
func hashPIN(pin string) (string, error) {
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return "", fmt.Errorf("salt a PIN: %w", err)
	}
	key, err := scryptPIN(pin, salt)
	if err != nil {
		return "", err
	}
	code := base64.RawStdEncoding
	return "scrypt-15-8-1$" + code.EncodeToString(salt) + "$" + code.EncodeToString(key), nil
}

func scryptPIN(pin string, salt []byte) ([]byte, error) {
	key, err := scrypt.Key([]byte(pin), salt, 1<<15, 8, 1, 32)
	if err != nil {
		return nil, fmt.Errorf("hash a PIN: %w", err)
	}
	return key, nil
}

// isPIN reports whether a PIN is the one that was hashed.
func isPIN(hash, pin string) (bool, error) {
	parts := strings.Split(hash, "$")
	if len(parts) != 3 || parts[0] != "scrypt-15-8-1" {
		return false, fmt.Errorf("the stored PIN has an unknown form")
	}
	code := base64.RawStdEncoding
	salt, err := code.DecodeString(parts[1])
	if err != nil {
		return false, fmt.Errorf("read the salt of the PIN: %w", err)
	}
	want, err := code.DecodeString(parts[2])
	if err != nil {
		return false, fmt.Errorf("read the stored PIN: %w", err)
	}
	got, err := scryptPIN(pin, salt)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(want, got) == 1, nil
}

// tries are the wrong PINs in a row. They are kept, so that switching the
// computer off and on does not begin anew.
type tries struct {
	Wrong int       `json:"wrong"`
	Last  time.Time `json:"last"`
}

// Three wrong tries are free; then each costs twice the wait of the one before.
const (
	freeTries = 3
	firstWait = 10 * time.Second
	longWait  = 5 * time.Minute
)

// wait is how long no PIN is taken from now on.
func (t tries) wait(now time.Time) time.Duration {
	if t.Wrong < freeTries {
		return 0
	}
	wait := longWait
	if n := t.Wrong - freeTries; n < 5 {
		wait = min(firstWait<<n, longWait)
	}
	if now.Before(t.Last) { // the clock was set back: not a way around
		return wait
	}
	return max(wait-now.Sub(t.Last), 0)
}

func loadTries(ctx context.Context, st *store.Store) (tries, error) {
	var t tries
	text, err := st.Setting(ctx, settingTries)
	if err != nil || text == "" {
		return t, err
	}
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		return tries{Wrong: freeTries, Last: t.Last}, fmt.Errorf("read the tries of the PIN: %w", err)
	}
	return t, nil
}

func (t tries) save(ctx context.Context, st *store.Store) error {
	b, err := json.Marshal(t)
	if err != nil {
		return err
	}
	return st.SetSetting(ctx, settingTries, string(b))
}
