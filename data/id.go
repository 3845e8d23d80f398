package data

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"
)

// ID names a record for ever: a UUIDv7, or for kinds with a key the UUIDv5 of
// [DerivedID], so that two people who answer one indicator write one record.
type ID = uuid.UUID

// NilID is the ID of nothing.
var NilID ID

// NewID makes a UUIDv7 of the time now with randomness from rnd.
func NewID(now time.Time, rnd io.Reader) (ID, error) {
	id, err := uuid.NewRandomFromReader(rnd)
	if err != nil {
		return NilID, fmt.Errorf("new record id: %w", err)
	}
	ms := uint64(now.UnixMilli())
	for i := 0; i < 6; i++ {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[6] = id[6]&0x0f | 0x70
	return id, nil
}

// DerivedID is the id of the record of this kind that has the given key below
// its parent: the same on every device.
func DerivedID(kind string, parent ID, key string) ID {
	return uuid.NewSHA1(parent, []byte(kind+"\x00"+key))
}

// ParseID reads the usual text form of an id.
func ParseID(s string) (ID, error) {
	id, err := uuid.Parse(s)
	if err != nil || len(s) != 36 {
		return NilID, &Error{Code: "errors.bad_id", Args: map[string]any{"ID": s}}
	}
	return id, nil
}

// DeviceID names a device: the first 16 bytes of the SHA-256 of its Ed25519
// public key, so nobody can claim another's.
type DeviceID [16]byte

// DeviceOf is the id of the device that holds this Ed25519 public key.
func DeviceOf(publicKey []byte) DeviceID {
	sum := sha256.Sum256(publicKey)
	return DeviceID(sum[:16])
}

// String is the id in hexadecimal.
func (d DeviceID) String() string { return hex.EncodeToString(d[:]) }

// SharedScope is headquarters' scope that everyone reads: instruments and
// reference data. Every other scope is a mission's id ("kbri-singapura").
const SharedScope = "pusat"
