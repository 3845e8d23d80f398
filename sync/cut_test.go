package sync_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	gosync "sync"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/store"
	pinsync "pinisi/sync"
)

// cutter is a line that breaks after so many bytes up or down, and counts all.
type cutter struct {
	mu       gosync.Mutex
	up, down int64 // left; negative: as many as one likes
	stall    bool  // stand still instead of breaking
	sent     int64
	got      int64
}

func (c *cutter) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := (&net.Dialer{}).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return &cutConn{Conn: conn, line: c, closed: make(chan struct{})}, nil
}

func (c *cutter) set(up, down int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.up, c.down = up, down
}

// take is how many of n bytes may still pass.
func (c *cutter) take(left *int64, n int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	if *left < 0 {
		return n
	}
	n = int(min(int64(n), *left))
	*left -= int64(n)
	return n
}

type cutConn struct {
	net.Conn
	line   *cutter
	once   gosync.Once
	closed chan struct{}
}

var errCut = &net.OpError{Op: "read", Net: "tcp", Err: errors.New("the line was cut")}

func (c *cutConn) broken() error {
	if c.line.stall {
		<-c.closed
	}
	c.Conn.Close()
	return errCut
}

func (c *cutConn) Close() error {
	c.once.Do(func() { close(c.closed) })
	return c.Conn.Close()
}

func (c *cutConn) Write(p []byte) (int, error) {
	k := c.line.take(&c.line.up, len(p))
	n, err := c.Conn.Write(p[:k])
	c.line.mu.Lock()
	c.line.sent += int64(n)
	c.line.mu.Unlock()
	if err == nil && k < len(p) {
		err = c.broken()
	}
	return n, err
}

func (c *cutConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	k := c.line.take(&c.line.down, n)
	c.line.mu.Lock()
	c.line.got += int64(k)
	c.line.mu.Unlock()
	if k < n {
		return k, c.broken()
	}
	return n, err
}

var words = rand.New(rand.NewPCG(3, 4))

// fill writes records of some size that hardly compress.
func (d *device) fill(n int, about string) (ids []data.ID) {
	for i := range n {
		text := fmt.Sprintf("%s %d: ", about, i)
		for range 30 {
			text += fmt.Sprintf("kata%x ", words.Uint32())
		}
		ids = append(ids, d.note("", text))
	}
	return ids
}

func TestLineCutAnywhere(t *testing.T) {
	// Given two devices with something for each other, and a line that breaks
	// after any number of bytes, up or down
	o := newOffice(t)
	line := &cutter{up: -1, down: -1}
	a, b := o.device(singapore, pinsync.Options{Dial: line.dial}), o.device(singapore)
	random := rand.New(rand.NewPCG(1, 2))
	cuts, through := 0, 0
	var ids []data.ID
	for round := range 40 {
		ids = append(ids, a.fill(3, fmt.Sprint("dari a ", round))...)
		ids = append(ids, b.fill(3, fmt.Sprint("dari b ", round))...)
		b.sync()
		// The handshake takes about 2 KB each way; the rest is the exchange.
		up, down := int64(-1), int64(-1)
		if round%2 == 0 {
			up = random.Int64N(6000)
		} else {
			down = random.Int64N(6000)
		}
		line.set(up, down)
		if _, err := a.client.Sync(context.Background(), nil); err != nil {
			if code(err) != "sync.no_line" {
				t.Fatalf("cut at up %d, down %d: %v", up, down, err)
			}
			cuts++
			// then nothing is claimed that is not so
			if p := a.pending(); p.Changes == 0 {
				through++
			}
		}
		a.client.Close()
	}
	// When the line holds
	line.set(-1, -1)
	a.sync()
	b.sync()
	// Then all is everywhere, once
	for _, id := range ids {
		if !a.has(id) || !b.has(id) || a.finding(id) != b.finding(id) {
			t.Errorf("%s: %v %v", id, a.has(id), b.has(id))
		}
	}
	if p := a.pending(); p.Changes != 0 || cuts < 10 {
		t.Errorf("pending %+v after %d cuts", p, cuts)
	}
	if r := a.sync(); r.Requests != 1 || r.SentChanges+r.GotChanges != 0 {
		t.Errorf("nothing changed, but %+v", r)
	}
	t.Logf("%d cuts; after %d of them the acknowledgement was there already", cuts, through)
	a.verify()
	b.verify()
}

func TestLineThatAlwaysBreaksGetsThere(t *testing.T) {
	// Given 300 records and a line on which no connection lives longer than 18 KB
	o := newOffice(t)
	line := &cutter{}
	line.set(-1, -1)
	a, b := o.device(singapore, pinsync.Options{Dial: line.dial}), o.device(singapore)
	a.fill(150, "dari a")
	b.fill(150, "dari b")
	b.sync()
	tries := 0
	for ; tries < 60; tries++ {
		line.set(18_000, 18_000)
		a.client.Close()
		before := a.pending().Changes
		if _, err := a.client.Sync(context.Background(), nil); err == nil {
			break
		}
		if after := a.pending().Changes; after > before {
			t.Fatalf("try %d: %d changes wait, before %d", tries, after, before)
		}
	}
	if p := a.pending(); p.Changes != 0 || tries == 60 {
		t.Errorf("after %d tries %+v", tries, p)
	}
	if tries == 0 {
		t.Error("the line never broke: the test tests nothing")
	}
	t.Logf("%d tries", tries+1)
	b.sync()
	n, err := b.Count(context.Background(), store.Query{Kind: "followup"})
	m, err2 := a.Count(context.Background(), store.Query{Kind: "followup"})
	if err != nil || err2 != nil || n != 300 || m != 300 {
		t.Errorf("a has %d, b has %d: %v %v", m, n, err, err2)
	}
}

func TestLineThatStandsStill(t *testing.T) {
	// Given a line on which nothing moves any more in the middle of an answer
	o := newOffice(t)
	line := &cutter{stall: true}
	a := o.device(singapore)
	a.fill(5, "dari a")
	impatient, err := pinsync.NewClient(a.Store, pinsync.Options{Dial: line.dial, Stall: 200 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer impatient.Close()
	line.set(-1, 1500)
	// Then the client gives it up, and nothing is lost
	if _, err := impatient.Sync(context.Background(), nil); code(err) != "sync.no_line" {
		t.Errorf("a line that stands still: %v", err)
	}
	a.sync()
	if p := a.pending(); p.Changes != 0 {
		t.Errorf("%+v", p)
	}
}

func TestCancelledExchange(t *testing.T) {
	o := newOffice(t)
	a := o.device(singapore)
	a.fill(5, "dari a")
	ctx, cancel := context.WithCancel(context.Background())
	_, err := a.client.Sync(ctx, func(p pinsync.Progress) {
		if p.Phase == "receive" {
			cancel()
		}
	})
	if code(err) != "sync.cancelled" {
		t.Errorf("cancelled: %v", err)
	}
	a.sync()
	if p := a.pending(); p.Changes != 0 {
		t.Errorf("%+v", p)
	}
}

// evidence attaches a file of n bytes to a record and returns its hash.
func (d *device) evidence(owner data.ID, n int, seed byte) (sha string, content []byte) {
	d.t.Helper()
	content = make([]byte, n)
	random := rand.NewChaCha8([32]byte{seed})
	_, _ = random.Read(content) // never fails
	path := filepath.Join(d.t.TempDir(), "foto.jpg")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		d.t.Fatal(err)
	}
	sha, size, err := d.AddFile(context.Background(), path, nil)
	if err != nil {
		d.t.Fatal(err)
	}
	d.describe(owner, sha, size)
	return sha, content
}

func (d *device) describe(owner data.ID, sha string, size int64) {
	d.t.Helper()
	d.write(data.Create("attachment", d.NewID(), "", map[string]data.Value{
		"owner": data.RefValue(owner), "owner_kind": data.TextValue("followup"), "sha256": data.TextValue(sha),
		"name": data.TextValue("foto.jpg"), "size": data.IntValue(size)})...)
}

func (d *device) content(sha string) []byte {
	d.t.Helper()
	b, err := os.ReadFile(d.FilePath(sha))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		d.t.Fatal(err)
	}
	return b
}

func TestEvidenceResumesWhereTheLineBroke(t *testing.T) {
	o := newOffice(t)
	up := &cutter{up: -1, down: -1}
	down := &cutter{up: -1, down: -1}
	a := o.device(singapore, pinsync.Options{Dial: up.dial})
	all := pinsync.Options{Dial: down.dial, AutoFetch: func(store.File) bool { return true }}
	b := o.device(singapore, all)
	const size = 1_700_000
	sha, content := a.evidence(a.note("", "Ruang tunggu"), size, 1)
	// When the line breaks again and again while the file goes up
	tries := 0
	for ; tries < 30; tries++ {
		up.set(400_000, -1)
		a.client.Close()
		if _, err := a.client.Sync(context.Background(), nil); err == nil {
			break
		}
		o.settle() // the hub stores what came before the break
	}
	// Then it arrives, and hardly more than the file was sent
	if p := a.pending(); p.Files != 0 || p.Changes != 0 {
		t.Fatalf("after %d tries %+v", tries, p)
	}
	if tries < 3 || up.sent > size+int64(tries+1)*100_000 {
		t.Errorf("%d tries, %d bytes for a file of %d", tries, up.sent, size)
	}
	// and down likewise, byte by byte where the line broke
	tries = 0
	for ; tries < 30; tries++ {
		down.set(-1, 400_000)
		b.client.Close()
		if _, err := b.client.Sync(context.Background(), nil); err == nil {
			break
		}
	}
	if got := b.content(sha); sha256.Sum256(got) != sha256.Sum256(content) || tries < 3 || down.got > size+int64(tries+1)*40_000 {
		t.Errorf("%d bytes came in %d tries, %d on the line", len(got), tries, down.got)
	}
	down.set(-1, -1)
	// A second record that names the file, here or on another device, costs no bytes of it.
	before := up.sent
	up.set(-1, -1)
	a.describe(a.note("", "Ruang lain"), sha, size)
	a.sync()
	b.describe(b.note("", "Ruang ketiga"), sha, size)
	if r := b.sync(); r.Sent > 20_000 || up.sent-before > 20_000 || b.pending().Files != 0 {
		t.Errorf("sent again: %d and %d bytes, %+v", r.Sent, up.sent-before, b.pending())
	}
	a.verify()
	b.verify()
}

func TestManyFilesAndThoseOnDemand(t *testing.T) {
	o := newOffice(t)
	a, b := o.device(singapore), o.device(singapore)
	owner := a.note("", "Ruang tunggu")
	var small []string
	for i := range 20 {
		sha, _ := a.evidence(owner, 1000+i, byte(i))
		small = append(small, sha)
	}
	large, content := a.evidence(owner, 3<<20, 99)
	if r := a.sync(); r.FilesSent != 21 {
		t.Errorf("sent: %+v", r)
	}
	if r := b.sync(); r.FilesGot != 20 {
		t.Errorf("fetched: %+v", r)
	}
	for _, sha := range small {
		if !b.HasFile(sha) {
			t.Errorf("%s did not come", sha)
		}
	}
	if b.HasFile(large) {
		t.Error("3 MiB came down unasked")
	}
	wanted, err := b.WantedFiles(context.Background())
	if err != nil || len(wanted) != 1 {
		t.Fatalf("wanted %v, %v", wanted, err)
	}
	if err := b.client.Fetch(context.Background(), wanted[0], nil); err != nil || hex.EncodeToString(sum(b.content(large))) != hex.EncodeToString(sum(content)) {
		t.Errorf("on demand: %v", err)
	}
	if err := a.client.Fetch(context.Background(), store.File{SHA256: hex.EncodeToString(make([]byte, 32)), Scope: singapore}, nil); code(err) != "sync.no_file" {
		t.Errorf("a file that nobody sent: %v", err)
	}
	if r := b.sync(); r.Requests != 1 || r.Sent+r.Got > 600 {
		t.Errorf("no change: %+v", r)
	}
}

func TestMeteredLineLeavesFilesForLater(t *testing.T) {
	o := newOffice(t)
	metered := true
	a := o.device(singapore, pinsync.Options{Metered: func() bool { return metered }})
	id := a.note("", "Ruang tunggu")
	a.evidence(id, 50_000, 1)
	if r := a.sync(); r.FilesSent != 0 || r.Sent > 10_000 || a.pending().Changes != 0 || a.pending().Files != 1 {
		t.Errorf("metered: %+v, %+v", r, a.pending())
	}
	metered = false
	if r := a.sync(); r.FilesSent != 1 || a.pending().Files != 0 {
		t.Errorf("then: %+v", r)
	}
}

func sum(b []byte) []byte {
	s := sha256.Sum256(b)
	return s[:]
}
