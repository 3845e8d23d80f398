package data

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

func TestNewIDIsAVersion7(t *testing.T) {
	at := time.UnixMilli(0x0123456789ab).UTC()
	id, err := NewID(at, bytes.NewReader(bytes.Repeat([]byte{0xff}, 16)))
	if err != nil || id.String() != "01234567-89ab-7fff-bfff-ffffffffffff" {
		t.Errorf("%s, %v", id, err)
	}
	later, err := NewID(at.Add(time.Millisecond), bytes.NewReader(make([]byte, 16)))
	if err != nil || later.String() <= id.String() {
		t.Errorf("%s is not after %s, %v", later, id, err)
	}
	if _, err := NewID(at, bytes.NewReader(nil)); err == nil {
		t.Error("an id without randomness")
	}
}

func TestDerivedID(t *testing.T) {
	parent := ID{1, 2, 3}
	id := DerivedID("answer", parent, "I01")
	if id != DerivedID("answer", parent, "I01") || id.Version() != 5 || id.Variant() != uuid.RFC4122 {
		t.Errorf("%s", id)
	}
	// RFC 9562 §5.5 of a name that anyone can compute
	if id != uuid.NewSHA1(parent, []byte("answer\x00I01")) {
		t.Errorf("%s is not the UUIDv5 of its name", id)
	}
	for _, other := range []ID{DerivedID("answer", parent, "I02"), DerivedID("answer", ID{1, 2, 4}, "I01"), DerivedID("answe", parent, "rI01"), DerivedID("answer\x00I", parent, "01")} {
		if other == id {
			t.Error("two names have one id")
		}
	}
}

func TestParseID(t *testing.T) {
	const s = "01234567-89ab-7fff-bfff-ffffffffffff"
	for _, good := range []string{s, strings.ToUpper(s)} {
		if id, err := ParseID(good); err != nil || id.String() != s {
			t.Errorf("%s: %s, %v", good, id, err)
		}
	}
	for _, wrong := range []string{"", s[1:], s + "0", "{" + s + "}", "urn:uuid:" + s, strings.ReplaceAll(s, "-", ""), strings.Replace(s, "a", "g", 1), strings.ReplaceAll(s, "-", "0")} {
		var e *Error
		if id, err := ParseID(wrong); id != NilID || !errors.As(err, &e) || e.Code != "errors.bad_id" {
			t.Errorf("%s: %s, %v", wrong, id, err)
		}
	}
}

func TestDeviceOf(t *testing.T) {
	key := []byte("public key")
	sum := sha256.Sum256(key)
	if got := DeviceOf(key).String(); got != hex.EncodeToString(sum[:16]) {
		t.Error(got)
	}
}
