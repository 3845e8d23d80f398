package sync_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	gosync "sync"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/store"
	pinsync "pinisi/sync"
	"pinisi/sync/hub"
)

const singapore, johor = "kbri-singapura", "kjri-johor-bahru"

// office is a hub that listens on loopback.
type office struct {
	t    testing.TB
	dir  string
	addr string
	hub  *hub.Hub
	log  *logbook
	stop func()

	stall time.Duration
}

// logbook keeps the messages of a hub's log.
type logbook struct {
	mu    gosync.Mutex
	lines []string
}

func (l *logbook) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, string(b))
	return len(b), nil
}

func newOffice(t testing.TB) *office {
	t.Helper()
	o := &office{t: t, dir: filepath.Join(t.TempDir(), "hub"), log: &logbook{}, stall: time.Minute}
	l := listen(t, "127.0.0.1:0")
	o.addr = l.Addr().String()
	if err := hub.Init(context.Background(), o.dir, []string{o.addr}, hub.Options{}); err != nil {
		t.Fatal(err)
	}
	o.serve(l)
	t.Cleanup(func() { o.stop() })
	return o
}

func listen(t testing.TB, address string) net.Listener {
	t.Helper()
	l, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func (o *office) serve(l net.Listener) {
	o.t.Helper()
	h, err := hub.Open(context.Background(), o.dir, hub.Options{Stall: o.stall, Log: slog.New(slog.NewTextHandler(o.log, nil))})
	if err != nil {
		o.t.Fatal(err)
	}
	o.hub = h
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- h.Serve(ctx, l) }()
	stopped := false
	o.stop = func() {
		if stopped {
			return
		}
		stopped = true
		cancel()
		if err := errors.Join(<-done, h.Close()); err != nil {
			o.t.Errorf("the hub ended with %v", err)
		}
	}
}

// restart stops the hub, lets f change its folder and starts it again.
func (o *office) restart(f func(dir string)) {
	o.t.Helper()
	o.stop()
	if f != nil {
		f(o.dir)
	}
	o.serve(listen(o.t, o.addr))
}

func (o *office) code(scope string) string {
	o.t.Helper()
	c, err := o.hub.NewCode(context.Background(), scope, "Loket 2", time.Hour)
	if err != nil {
		o.t.Fatal(err)
	}
	return c.String()
}

// device is a store and its client.
type device struct {
	*store.Store
	t      testing.TB
	client *pinsync.Client
	opt    pinsync.Options
}

func (o *office) device(scope string, opt ...pinsync.Options) *device {
	o.t.Helper()
	d := openDevice(o.t, o.t.TempDir(), opt...)
	if err := d.SetProfile(context.Background(), store.Profile{Scope: scope, Staff: d.NewID(), Language: "id"}); err != nil {
		o.t.Fatal(err)
	}
	if _, err := pinsync.EnrollWith(context.Background(), d.Store, o.code(scope), "test", d.opt); err != nil {
		o.t.Fatalf("enrol a device of %s: %v", scope, err)
	}
	return d
}

func openDevice(t testing.TB, dir string, opt ...pinsync.Options) *device {
	t.Helper()
	st, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	d := &device{Store: st, t: t}
	if len(opt) > 0 {
		d.opt = opt[0]
	}
	if d.client, err = pinsync.NewClient(st, d.opt); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(d.client.Close(), st.Close()); err != nil {
			t.Errorf("close a device: %v", err)
		}
	})
	return d
}

func (d *device) sync() pinsync.Result {
	d.t.Helper()
	r, err := d.client.Sync(context.Background(), nil)
	if err != nil {
		d.t.Fatalf("sync: %v", err)
	}
	return r
}

// note makes a follow-up with a finding and returns its id.
func (d *device) note(scope, finding string) data.ID {
	d.t.Helper()
	id := d.NewID()
	d.write(data.Create("followup", id, scope, map[string]data.Value{"finding": data.TextValue(finding)})...)
	return id
}

func (d *device) write(edits ...data.Edit) {
	d.t.Helper()
	if _, err := d.Write(context.Background(), data.Action{Author: d.Profile().Staff, Label: "test", Edits: edits}); err != nil {
		d.t.Fatalf("write: %v", err)
	}
}

func (d *device) edit(id data.ID, finding string) {
	d.t.Helper()
	d.write(d.get(id).Set("finding", data.TextValue(finding)))
}

func (d *device) get(id data.ID) data.Record {
	d.t.Helper()
	r, err := d.Get(context.Background(), "followup", id)
	if err != nil {
		d.t.Fatalf("get %s: %v", id, err)
	}
	return r
}

func (d *device) has(id data.ID) bool {
	d.t.Helper()
	_, err := d.Get(context.Background(), "followup", id)
	if err != nil && !errors.Is(err, data.ErrNotFound) {
		d.t.Fatal(err)
	}
	return err == nil
}

func (d *device) finding(id data.ID) string {
	d.t.Helper()
	return d.get(id).Get("finding").String()
}

func (d *device) pending() store.Pending {
	d.t.Helper()
	p, err := d.Pending(context.Background())
	if err != nil {
		d.t.Fatal(err)
	}
	return p
}

func (d *device) verify() {
	d.t.Helper()
	r, err := d.Verify(context.Background())
	if err != nil || len(r.Problems) > 0 {
		d.t.Errorf("verify: %v %v", r.Problems, err)
	}
}

// copyTree copies a folder as a backup program would.
func copyTree(t testing.TB, from, to string) {
	t.Helper()
	if err := os.RemoveAll(to); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
}

func code(err error) string {
	var e *data.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return fmt.Sprint(err)
}

func remove(t testing.TB, path string) {
	t.Helper()
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
}

func reenrol(t testing.TB, o *office, d *device) {
	t.Helper()
	if _, err := pinsync.Enroll(context.Background(), d.Store, o.code(singapore), "again"); err != nil {
		t.Fatal(err)
	}
}

// settle waits until the unfinished files of the hub grow no more.
func (o *office) settle() {
	o.t.Helper()
	size := func() (n int64) {
		err := filepath.WalkDir(filepath.Join(o.dir, "files"), func(_ string, d os.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			info, err := d.Info()
			if err == nil {
				n += info.Size()
			}
			return err
		})
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			o.t.Fatal(err)
		}
		return n
	}
	for last, same := size(), 0; same < 5; {
		time.Sleep(10 * time.Millisecond)
		now := size()
		if same++; now != last {
			last, same = now, 0
		}
	}
}
