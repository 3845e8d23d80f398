package simtest

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/tls"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"pinisi/data"
	"pinisi/data/segment"
	"pinisi/data/store"
	pinsync "pinisi/sync"
	"pinisi/sync/hub"
)

// world is one hub and its devices.
type world struct {
	ctx   context.Context
	opt   Options
	dir   string
	rnd   *rand.Rand
	more  *rand.Rand // what came to the schedules later, so that older seeds still play what they played
	noise io.Reader  // for keys and ids
	now   time.Time
	newer bool // both sides say things that this version does not know
	model model
	n     int // actions so far
	trace func(format string, args ...any)

	hub     *hub.Hub
	hubDB   *mortalHub
	hubFile string
	files   int // databases of the hub so far

	devices []*device
	authors map[[16]byte][]data.ID // of a segment, by its signature
}

// device is one life of a device.
type device struct {
	w      *world
	name   string
	scope  string
	dir    string
	key    ed25519.PrivateKey
	mortal *mortal
	client *pinsync.Client
	line   *line
	skew   time.Duration
	gone   bool // replaced by a restored backup
	moved  int  // changes that the last exchange moved

	known  map[data.ID]bool // changes that are here
	vector store.Vector     // when known was last looked up
	screen map[data.ID]screen
	backup *backup
}

// screen is a record as somebody has it open.
type screen struct {
	record data.Record
	known  map[data.ID]bool
}

type backup struct {
	file  string
	known map[data.ID]bool
}

const (
	singapore, johor = "kbri-singapura", "kjri-johor-bahru"
)

// template is an empty store's database; making one takes longer than copying it.
func template(dir string) (string, error) {
	file := filepath.Join(dir, "template.db")
	if _, err := os.Stat(file); err == nil {
		return file, nil
	}
	t := filepath.Join(dir, "template")
	s, err := store.Open(context.Background(), t, store.Options{})
	if err != nil {
		return "", err
	}
	err = s.Backup(context.Background(), file)
	return file, errors.Join(err, s.Close(), os.RemoveAll(t))
}

func (w *world) addDevice(name, scope string, skew time.Duration) (*device, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(w.noise, seed); err != nil {
		return nil, err
	}
	d := &device{w: w, name: name, scope: scope, key: ed25519.NewKeyFromSeed(seed), skew: skew}
	db, err := template(w.opt.Dir)
	if err != nil {
		return nil, err
	}
	if err := d.open(db, false); err != nil {
		return nil, err
	}
	if err := d.mortal.SetProfile(w.ctx, store.Profile{Scope: scope, Staff: number(0)}); err != nil {
		return nil, err
	}
	secret := sha256.Sum256([]byte(name))
	now := w.now
	if err := w.hubDB.AddCode(w.ctx, hub.Code{Hash: secret, Scope: scope, Name: name, MadeAt: now, Until: now.Add(time.Hour)}); err != nil {
		return nil, err
	}
	key := d.key.Public().(ed25519.PublicKey)
	if _, err := w.hubDB.UseCode(w.ctx, secret, hub.Device{ID: data.DeviceOf(key), Key: key, EnrolledAt: now}, scope); err != nil {
		return nil, err
	}
	info := pinsync.Info{Address: "hub", Pin: hex.EncodeToString(make([]byte, 32)), Scope: scope, Device: name, EnrolledAt: now}
	w.devices = append(w.devices, d)
	return d, pinsync.Remember(w.ctx, d.mortal, info)
}

// open begins a life of the device on a copy of a database.
func (d *device) open(db string, restored bool) error {
	dir, err := os.MkdirTemp(d.w.dir, d.name+"-")
	if err != nil {
		return err
	}
	b, err := os.ReadFile(db)
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "pinisi.db"), b, 0o600)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, "device.key"), d.key.Seed(), 0o600)
	}
	if err != nil {
		return err
	}
	d.dir = dir
	d.line = &line{w: d.w, d: d}
	d.vector, d.screen = store.Vector{}, map[data.ID]screen{}
	if !restored {
		d.known = map[data.ID]bool{}
	}
	return d.start()
}

// start starts the device's program on its folder.
func (d *device) start() error {
	s, err := store.Open(d.w.ctx, d.dir, store.Options{Now: func() time.Time { return d.w.now.Add(d.skew) }, Rand: d.w.noise})
	if err != nil {
		return fmt.Errorf("open %s: %w", d.name, err)
	}
	d.mortal = &mortal{Store: s, fuse: fuse{left: -1}}
	return d.newClient()
}

func (d *device) newClient() (err error) {
	d.mortal.fuse = fuse{left: -1}
	d.client, err = pinsync.NewClient(d.mortal, pinsync.Options{RoundTripper: d.line, Rand: d.w.noise, Now: func() time.Time { return d.w.now.Add(d.skew) },
		AutoFetch: func(store.File) bool { return false }})
	return err
}

func (d *device) close() error { return d.mortal.Close() }

// openHub starts the hub on its database.
func (w *world) openHub() error {
	s, err := hub.OpenSQLite(w.ctx, w.hubFile, w.noise)
	if err != nil {
		return err
	}
	w.hubDB = &mortalHub{SQLite: s, fuse: fuse{left: -1}}
	w.restartHub()
	return nil
}

func (w *world) restartHub() {
	w.hubDB.fuse = fuse{left: -1}
	w.hub = hub.New(w.hubDB, filepath.Join(w.dir, "files"), tls.Certificate{}, hub.Options{Now: func() time.Time { return w.now }, Rand: w.noise})
}

// serve lets the hub answer; aborted says that it broke the answer off.
func (w *world) serve(rw http.ResponseWriter, r *http.Request) (aborted bool) {
	defer func() {
		if p := recover(); p != nil {
			if p != http.ErrAbortHandler { //nolint:errorlint // a panic's value
				panic(p)
			}
			aborted = true
		}
		if w.hubDB.blown {
			w.trace("hub crashed and was started again")
			w.restartHub()
		}
	}()
	w.hub.ServeHTTP(rw, r)
	return false
}

// restoreHub puts an older database in the place of the hub's.
func (w *world) restoreHub(file string) error {
	if err := w.hubDB.Close(); err != nil {
		return err
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	w.files++
	w.hubFile = filepath.Join(w.dir, fmt.Sprintf("hub-%d.db", w.files))
	if err := os.WriteFile(w.hubFile, b, 0o600); err != nil {
		return err
	}
	return w.openHub()
}

// authorsOf are the actions in a segment.
func (w *world) authorsOf(b []byte) ([]data.ID, error) {
	key := [16]byte(b[len(b)-ed25519.SignatureSize:])
	if ids, ok := w.authors[key]; ok {
		return ids, nil
	}
	s, err := segment.Decode(b)
	if err != nil {
		return nil, err
	}
	var ids []data.ID
	for _, r := range s.Runs {
		if len(ids) == 0 || ids[len(ids)-1] != r.Author {
			ids = append(ids, r.Author)
		}
	}
	w.authors[key] = ids
	return ids, nil
}

// learn looks up which changes have come to the device.
func (d *device) learn() error {
	v, err := d.mortal.Store.Vector(d.w.ctx)
	if err != nil {
		return err
	}
	if maps.Equal(v, d.vector) {
		return nil
	}
	since := d.vector
	for s, n := range since {
		if v[s] < n {
			since = store.Vector{}
		}
	}
	for s := range v {
		if _, ok := since[s]; !ok && s.Device == d.mortal.Device() && s.Epoch > 0 {
			since = store.Vector{}
		}
	}
	d.vector = v
	return d.mortal.SegmentsSince(d.w.ctx, since, nil, func(s store.Sealed) error {
		ids, err := d.w.authorsOf(s.Bytes)
		for _, id := range ids {
			d.known[id] = true
		}
		return err
	})
}

// holds is which changes a device has, read from its log.
func (d *device) holds() (map[data.ID]bool, error) {
	if err := d.mortal.Store.Seal(d.w.ctx, 0); err != nil {
		return nil, err
	}
	all := map[data.ID]bool{}
	err := d.mortal.SegmentsSince(d.w.ctx, nil, nil, func(s store.Sealed) error {
		ids, err := d.w.authorsOf(s.Bytes)
		for _, id := range ids {
			all[id] = true
		}
		return err
	})
	return all, err
}

func (w *world) hubHolds() (map[data.ID]bool, error) {
	all := map[data.ID]bool{}
	err := w.hubDB.SQLite.Since(w.ctx, nil, 0, 1<<62, nil, func(_ uint64, b []byte) error {
		ids, err := w.authorsOf(b)
		for _, id := range ids {
			all[id] = true
		}
		return err
	})
	return all, err
}

// exist is which changes are anywhere.
func (w *world) exist() (map[data.ID]bool, error) {
	all, err := w.hubHolds()
	for _, d := range w.devices {
		if err != nil || d.gone {
			continue
		}
		var h map[data.ID]bool
		h, err = d.holds()
		maps.Copy(all, h)
	}
	return all, err
}
