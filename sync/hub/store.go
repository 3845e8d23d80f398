package hub

import (
	"context"
	"time"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/sync/wire"
)

// Device is a computer or phone that was let in.
type Device struct {
	ID         data.DeviceID
	Key        []byte // its Ed25519 public key
	Scope      string // the mission's, or store.Headquarters
	Name       string // as headquarters named it
	EnrolledAt time.Time
	RevokedAt  time.Time     // zero: it is in
	SeenAt     time.Time     // its last exchange, to within ten minutes
	Skew       time.Duration // how far its clock was ahead then
}

// Code is a one-time invitation.
type Code struct {
	Hash   [32]byte // SHA-256 of the secret, which is stored nowhere
	Scope  string
	Name   string // of the device
	MadeAt time.Time
	Until  time.Time
	UsedBy data.DeviceID
	UsedAt time.Time // zero: not used
}

// Incoming is a verified segment on its way into the store.
type Incoming struct {
	Stream    data.Stream
	From, To  uint64
	Signature [16]byte // its first bytes: what tells two segments apart, also when a personal value was erased
	Sealed    []byte
	By        data.DeviceID // who brought it
}

// Verdict is what came of an Incoming: Reason 0 means that it is durable here.
type Verdict struct {
	Reason wire.Reason
	Has    uint64 // how far the hub has its stream
	New    bool   // it was not here before
	At     uint64 // then its arrival number
}

// Position is where the hub stands, seen from a cursor of a device.
type Position struct {
	Last  uint64  // the newest arrival
	Chain [8]byte // over all segments of the scopes up to the cursor
	Own   [8]byte // over how far the hub has the device's own streams
}

// Store is what the hub must keep. Scopes nil means all. Implementations are
// safe for concurrent use, and what they return from is durable.
type Store interface {
	// Incarnation names this store for ever; a restored backup keeps it.
	Incarnation() [8]byte
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error

	AddCode(ctx context.Context, c Code) error
	// UseCode lets d in by the code of that hash and returns it with the code's
	// scope and name. The same device may use the same code again.
	// ErrCodeWrong, ErrCodeUsed, ErrCodeExpired, ErrOtherScope (if scope is
	// neither empty nor the code's).
	UseCode(ctx context.Context, hash [32]byte, d Device, scope string) (Device, error)
	Device(ctx context.Context, id data.DeviceID) (Device, error) // data.ErrNotFound
	Devices(ctx context.Context) ([]Device, error)
	Codes(ctx context.Context) ([]Code, error)
	Revoke(ctx context.Context, id data.DeviceID, at time.Time) error
	Seen(ctx context.Context, id data.DeviceID, at time.Time, skew time.Duration) error

	// Take stores segments, each or not, in one transaction.
	Take(ctx context.Context, batch []Incoming, at time.Time) ([]Verdict, error)
	// Position: chain and own are as of now for the cursor.
	Position(ctx context.Context, scopes []string, device data.DeviceID, cursor uint64) (Position, error)
	Vector(ctx context.Context, scopes []string) (store.Vector, error)
	// Tail is the last segment of a stream; seq 0 if there is none.
	Tail(ctx context.Context, stream data.Stream) (seq uint64, signature [16]byte, err error)
	// Since yields segments with after < arrival ≤ upTo in their order, without
	// those that have says are there.
	Since(ctx context.Context, scopes []string, after, upTo uint64, have store.Vector, f func(arrival uint64, sealed []byte) error) error

	// AddFile notes that a file is whole in the folder.
	AddFile(ctx context.Context, f File) error
	File(ctx context.Context, name wire.FileName) (File, error) // data.ErrNotFound

	Status(ctx context.Context) (Status, error)
	Close() error
}

// File is a whole file in the hub's folder.
type File struct {
	Name wire.FileName
	Size int64
	At   time.Time
	By   data.DeviceID
}

// Status is the hub in numbers.
type Status struct {
	Devices, Revoked, OpenCodes int
	Segments, Streams           int
	SegmentBytes                int64 // as stored, compressed
	Files                       int
	FileBytes                   int64
	LastArrival                 time.Time
}

// What UseCode says no with. They are told to the device, in words of the
// translations.
var (
	ErrCodeWrong   = &data.Error{Code: "sync.code_wrong"}
	ErrCodeUsed    = &data.Error{Code: "sync.code_used"}
	ErrCodeExpired = &data.Error{Code: "sync.code_expired"}
	ErrOtherScope  = &data.Error{Code: "sync.code_other_scope"}
	ErrRevoked     = &data.Error{Code: "sync.revoked"}
)
