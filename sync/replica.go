package sync

import (
	"context"
	"crypto/ed25519"
	"io"
	"os"

	"pinisi/data"
	"pinisi/data/store"
)

// Replica is what an exchange needs of a store; *store.Store is one.
type Replica interface {
	Device() data.DeviceID
	PrivateKey() ed25519.PrivateKey
	Setting(ctx context.Context, key string) (string, error)
	SetSetting(ctx context.Context, key, value string) error

	Seal(ctx context.Context, maxBytes int) error
	Outbox(ctx context.Context, f func(store.Sealed) error) error
	Vector(ctx context.Context) (store.Vector, error)
	Unconfirmed(ctx context.Context) (store.Vector, error)
	Apply(ctx context.Context, sealed [][]byte, fromHub bool) (store.Applied, error)
	ConfirmAll(ctx context.Context, v store.Vector) error
	Unconfirm(ctx context.Context, stream data.Stream, seq uint64) error
	Fork(ctx context.Context, stream data.Stream) error

	UnsentFiles(ctx context.Context) ([]store.File, error)
	WantedFiles(ctx context.Context) ([]store.File, error)
	OpenFile(sha string) (*os.File, error)
	ConfirmFile(ctx context.Context, sha string) error
	Partial(sha string) int64
	Receive(ctx context.Context, sha string, offset, size int64, r io.Reader, progress func(done int64)) error

	LogSync(ctx context.Context, e store.SyncEntry) error
}

var _ Replica = (*store.Store)(nil)

// The settings that exchanges keep in the replica.
const (
	settingHub  = "sync.hub"  // Info as JSON
	settingMark = "sync.mark" // of the hub, base64
	settingLast = "sync.last" // time of the last success, RFC 3339
)
