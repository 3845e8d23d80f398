package sync

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	gosync "sync"
	"sync/atomic"
	"time"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/sync/wire"
)

// Info is what a device knows of its hub after enrolment.
type Info struct {
	Address    string    `json:"address"` // several are parted by commas
	Pin        string    `json:"pin"`     // SHA-256 of the hub's public key, hexadecimal
	Scope      string    `json:"scope"`   // the mission's id, or store.Headquarters
	Device     string    `json:"device"`  // the name that headquarters gave it
	EnrolledAt time.Time `json:"enrolled_at"`
}

// Enrolled is what the replica knows of its hub; false before enrolment.
func Enrolled(ctx context.Context, r *store.Store) (Info, bool, error) { return enrolled(ctx, r) }

func enrolled(ctx context.Context, r Replica) (Info, bool, error) {
	var info Info
	v, err := r.Setting(ctx, settingHub)
	if err != nil || v == "" {
		return info, false, err
	}
	if err := json.Unmarshal([]byte(v), &info); err != nil {
		return info, false, fmt.Errorf("read the setting %s: %w", settingHub, err)
	}
	return info, true, nil
}

// Result is what came of an exchange.
type Result struct {
	Requests                int
	Sent, Got               int64 // bytes on TCP, handshake included
	Handshake               int64 // of them both ways for setting the connection up
	SentChanges, GotChanges int
	GotRecords              int
	FilesSent, FilesGot     int
	// ClockOffset is how far this computer's clock is ahead of the hub's.
	ClockOffset time.Duration
	Conflicts   int // open ones, if something came down; else -1
	Refused     int // segments that the hub did not take
	Took        time.Duration
	Proxy       string // through which it went, "" without one
}

// Client exchanges with the hub. It is safe for concurrent use; exchanges run
// one after the other and keep their connection.
type Client struct {
	replica Replica
	opt     Options
	cert    tls.Certificate

	mu      gosync.Mutex // held during an exchange
	info    Info
	line    *line
	rate    float64              // bytes a second that the line lately moved, 0: not known
	breaks  int                  // how much less to put at stake, in powers of two
	broken  bool                 // the last exchange broke off while sending: compare vectors at once
	refused map[string]bool      // segments that the hub will not take, by stream and number
	absent  map[string]time.Time // files that the hub lacked, until when it is not asked again
	lastErr string               // code that the sync log ended with

	open atomic.Pointer[line] // line, for who does not wait for the exchange
}

// NewClient makes a client of a replica, *store.Store as a rule. It needs no enrolment yet.
func NewClient(r Replica, opt Options) (*Client, error) {
	opt = opt.filled()
	cert, err := wire.SelfSigned(r.PrivateKey(), "Pinisi device", opt.Rand)
	if err != nil {
		return nil, err
	}
	return &Client{replica: r, opt: opt, cert: cert, refused: map[string]bool{}, absent: map[string]time.Time{}}, nil
}

// Close drops the connection. A running exchange should be cancelled first.
func (c *Client) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.line != nil {
		c.line.close()
	}
	return nil
}

// anew lets the next exchange find its way again. A running one goes on as long
// as its connection lives.
func (c *Client) anew() {
	if l := c.open.Load(); l != nil {
		l.anew()
	}
}

// connect makes the line of the enrolled hub ready.
func (c *Client) connect(ctx context.Context) error {
	info, ok, err := enrolled(ctx, c.replica)
	if err != nil {
		return err
	}
	if !ok {
		return &data.Error{Code: "sync.not_enrolled"}
	}
	if c.line != nil && info == c.info {
		return nil
	}
	pin, err := hex.DecodeString(info.Pin)
	if err != nil || len(pin) != 32 {
		return fmt.Errorf("read the hub's pin: %w", errors.Join(err))
	}
	if c.line != nil {
		c.line.close()
	}
	c.info, c.line = info, newLine(c.cert, pin, c.opt)
	c.open.Store(c.line)
	return nil
}

// Sync is one exchange: changes both ways, then evidence. It is safe to
// repeat and to cancel at any time. progress may be nil; it is called from
// this goroutine and others, one at a time.
func (c *Client) Sync(ctx context.Context, progress func(Progress)) (Result, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if err := c.connect(ctx); err != nil {
		return Result{Conflicts: -1}, err
	}
	x := &exchange{c: c, r: c.replica, began: c.opt.Now(), result: Result{Conflicts: -1}, report: progress}
	x.sent0, x.got0, x.shake0 = c.line.sent.Load(), c.line.got.Load(), c.line.handshake.Load()
	c.line.tell(x.sending)
	err := x.run(ctx)
	c.line.tell(nil)
	x.result.Sent, x.result.Got = c.line.sent.Load()-x.sent0, c.line.got.Load()-x.got0
	x.result.Handshake = c.line.handshake.Load() - x.shake0
	x.result.Took, x.result.Proxy = c.opt.Now().Sub(x.began), c.line.through()
	if err != nil {
		err = c.explain(ctx, err)
	}
	if lerr := c.remember(ctx, x, err); lerr != nil {
		c.opt.Log.WarnContext(ctx, "the exchange could not be noted", "error", lerr)
	}
	return x.result, err
}

// remember keeps what happened for the history: exchanges that moved
// something, and the first of the same errors in a row.
func (c *Client) remember(ctx context.Context, x *exchange, err error) error {
	ctx = context.WithoutCancel(ctx)
	code := ""
	var e *data.Error
	if errors.As(err, &e) {
		code = e.Code
	}
	res := x.result
	moved := res.SentChanges+res.GotChanges+res.FilesSent+res.FilesGot > 0
	var errs error
	if err == nil {
		errs = c.replica.SetSetting(ctx, settingLast, c.opt.Now().UTC().Format(time.RFC3339))
	}
	if moved || code != c.lastErr {
		entry := store.SyncEntry{At: x.began, OK: err == nil, Sent: res.Sent, Got: res.Got, Changes: res.SentChanges, Received: res.GotChanges, Code: code, Took: res.Took}
		if e != nil {
			entry.Args = e.Args
		}
		errs = errors.Join(errs, c.replica.LogSync(ctx, entry))
	}
	c.lastErr = code
	return errs
}

func (c *Client) mark(ctx context.Context) ([]byte, error) {
	v, err := c.replica.Setting(ctx, settingMark)
	if err != nil || v == "" {
		return nil, err
	}
	b, err := base64.StdEncoding.DecodeString(v)
	if err != nil {
		return nil, nil //nolint:nilerr // damaged: both sides compare, nothing is lost
	}
	return b, nil
}

func (c *Client) setMark(ctx context.Context, mark []byte) error {
	return c.replica.SetSetting(ctx, settingMark, base64.StdEncoding.EncodeToString(mark))
}

// addresses are the hub's, the one that answered last first.
func (c *Client) addresses() []string {
	var all []string
	for a := range strings.SplitSeq(c.info.Address, ",") {
		all = append(all, a)
	}
	return all
}
