package store

import (
	"context"
	"crypto/ed25519"
	"io"
	"os"
	"time"

	"pinisi/data"
)

// Store is an open folder of records.
type Store struct{}

func Open(ctx context.Context, dir string, opt Options) (*Store, error) { panic("soon") }
func (s *Store) Close() error                                           { panic("soon") }
func (s *Store) Dir() string                                            { panic("soon") }
func (s *Store) ReadOnly() bool                                         { panic("soon") }

// identity and settings
func (s *Store) Device() data.DeviceID                                   { panic("soon") }
func (s *Store) PrivateKey() ed25519.PrivateKey                          { panic("soon") } // for TLS client certificates; never logged
func (s *Store) Clock() *data.Clock                                      { panic("soon") }
func (s *Store) NewID() data.ID                                          { panic("soon") }
func (s *Store) Profile() Profile                                        { panic("soon") }
func (s *Store) SetProfile(ctx context.Context, p Profile) error         { panic("soon") }
func (s *Store) Setting(ctx context.Context, key string) (string, error) { panic("soon") } // "" when never set
func (s *Store) SetSetting(ctx context.Context, key, value string) error { panic("soon") }

// reading
func (s *Store) Get(ctx context.Context, kind string, id data.ID) (data.Record, error) { panic("soon") } // data.ErrNotFound
func (s *Store) Find(ctx context.Context, id data.ID) (data.Record, error)             { panic("soon") } // any kind
func (s *Store) List(ctx context.Context, q Query) ([]data.Record, error)              { panic("soon") }
func (s *Store) Each(ctx context.Context, q Query, f func(data.Record) error) error    { panic("soon") } // streams; for exports
func (s *Store) Count(ctx context.Context, q Query) (int, error)                       { panic("soon") }
func (s *Store) CountBy(ctx context.Context, q Query, field string) (map[string]int, error) {
	panic("soon")
}
func (s *Store) Kinds(ctx context.Context) ([]string, error)                       { panic("soon") } // kinds present, unknown ones too
func (s *Store) Search(ctx context.Context, text string, limit int) ([]Hit, error) { panic("soon") }
func (s *Store) Conflicts(ctx context.Context) ([]Conflict, error)                 { panic("soon") }
func (s *Store) History(ctx context.Context, kind string, id data.ID) ([]data.Change, error) {
	panic("soon")
}                                                        // newest first
func (s *Store) Subscribe(f func(Event)) (cancel func()) { panic("soon") } // f is called from any goroutine, must not block

// writing; durable when it returns
func (s *Store) Write(ctx context.Context, a data.Action) (ActionID, error)         { panic("soon") }
func (s *Store) Undo(ctx context.Context, author data.ID) (label string, err error) { panic("soon") } // the last action of this device not yet undone; ErrNothingToUndo
func (s *Store) LastAction(ctx context.Context) (label string, ok bool, err error)  { panic("soon") }

// exchange
func (s *Store) Vector(ctx context.Context) (Vector, error)                           { panic("soon") }
func (s *Store) Pending(ctx context.Context) (Pending, error)                         { panic("soon") }
func (s *Store) PendingRecords(ctx context.Context, limit int) ([]data.Record, error) { panic("soon") } // records with changes headquarters has not confirmed
func (s *Store) Confirmed(ctx context.Context, kind string, id data.ID) (bool, error) { panic("soon") } // headquarters has every change of it
// Seal makes segments of at most about maxBytes raw of all changes not sealed yet. Called by sync before sending.
func (s *Store) Seal(ctx context.Context, maxBytes int) error { panic("soon") }

// Outbox yields sealed segments that headquarters has not confirmed, oldest first, own streams and others'.
func (s *Store) Outbox(ctx context.Context, f func(Sealed) error) error { panic("soon") }

// SegmentsSince yields all segments beyond v, in the order they came here, of the given scopes (nil: all).
func (s *Store) SegmentsSince(ctx context.Context, v Vector, scopes []string, f func(Sealed) error) error {
	panic("soon")
}

// Apply takes in sealed segments in one transaction; fromHub marks them as confirmed. A bad one is quarantined and never stops the others.
func (s *Store) Apply(ctx context.Context, sealed [][]byte, fromHub bool) (Applied, error) {
	panic("soon")
}

// Confirm records headquarters' receipt: it has stream up to seq.
func (s *Store) Confirm(ctx context.Context, stream data.Stream, seq uint64) error { panic("soon") }

// Fork moves the own changes of a stream that headquarters has not confirmed into the next epoch: called when the hub holds other changes under our numbers (a restored backup).
func (s *Store) Fork(ctx context.Context, stream data.Stream) error    { panic("soon") }
func (s *Store) Quarantine(ctx context.Context) ([]Quarantined, error) { panic("soon") }
func (s *Store) Verify(ctx context.Context) (Report, error)            { panic("soon") }
func (s *Store) Rebuild(ctx context.Context) error                     { panic("soon") }
func (s *Store) Backup(ctx context.Context, file string) error         { panic("soon") }

// attachments: bytes by SHA-256 (lower-case hexadecimal)
// AddFile copies a file in (hashing while it copies); the attachment record is written by the caller with Write. Over MaxFile: errors.file_too_large; vanished: errors.file_gone.
func (s *Store) AddFile(ctx context.Context, path string, progress func(done, total int64)) (sha string, size int64, err error) {
	panic("soon")
}
func (s *Store) OpenFile(sha string) (*os.File, error) { panic("soon") } // data.ErrNotFound when not here
func (s *Store) HasFile(sha string) bool               { panic("soon") }
func (s *Store) FilePath(sha string) string            { panic("soon") }

// Partial is how many bytes of an unfinished download are here; Receive appends from offset, and finishes the file when it is whole and its hash is right.
func (s *Store) Partial(sha string) int64 { panic("soon") }
func (s *Store) Receive(ctx context.Context, sha string, offset, size int64, r io.Reader, progress func(done int64)) error {
	panic("soon")
}

// UnsentFiles lists files named by attachments that headquarters has not confirmed and that are here; WantedFiles those named and not here.
func (s *Store) UnsentFiles(ctx context.Context) ([]File, error)             { panic("soon") }
func (s *Store) WantedFiles(ctx context.Context) ([]File, error)             { panic("soon") }
func (s *Store) ConfirmFile(ctx context.Context, sha string) error           { panic("soon") }
func (s *Store) FileConfirmed(ctx context.Context, sha string) (bool, error) { panic("soon") }

// File is an attachment's content.
type File struct {
	SHA256 string
	Size   int64
	Name   string
	Scope  string
}

// MaxFile is the largest attachment taken, in bytes.
const MaxFile = 2 << 30

// SyncLog keeps what happened in exchanges, for the history on the Sync page.
type SyncEntry struct {
	At        time.Time
	OK        bool
	Sent, Got int64  // bytes
	Changes   int    // sent
	Received  int    // changes received
	Code      string // translation key of the error
	Args      map[string]any
	Took      time.Duration
}

func (s *Store) LogSync(ctx context.Context, e SyncEntry) error                  { panic("soon") }
func (s *Store) SyncHistory(ctx context.Context, limit int) ([]SyncEntry, error) { panic("soon") }

var (
	ErrNothingToUndo = &data.Error{Code: "errors.nothing_to_undo"}
	ErrInUse         = &data.Error{Code: "errors.in_use"}   // another program has the folder open
	ErrNotOurs       = &data.Error{Code: "errors.not_ours"} // not a Pinisi database
	ErrDamaged       = &data.Error{Code: "errors.damaged"}
	ErrNewer         = &data.Error{Code: "errors.newer"} // written by a newer version; opened read-only
	ErrDiskFull      = &data.Error{Code: "errors.disk_full"}
	ErrNoFolder      = &data.Error{Code: "errors.no_folder"}
	ErrFileTooLarge  = &data.Error{Code: "errors.file_too_large"}
	ErrFileGone      = &data.Error{Code: "errors.file_gone"}
	ErrReadOnly      = &data.Error{Code: "errors.read_only"}
)
