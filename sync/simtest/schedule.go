package simtest

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/segment"
	"pinisi/data/store"
)

// Options say how to play.
type Options struct {
	Dir    string    // where the databases go; in memory if possible
	Verify bool      // let every store verify itself at the end, which takes longer than the rest
	Trace  io.Writer // what happens, for a person to read
}

// Run plays the schedule of a seed and says what does not hold.
func Run(seed uint64, opt Options) (err error) {
	dir, err := os.MkdirTemp(opt.Dir, "world-")
	if err != nil {
		return err
	}
	w := &world{ctx: context.Background(), opt: opt, dir: dir, rnd: rand.New(rand.NewPCG(seed, 1)), more: rand.New(rand.NewPCG(seed, 2)),
		noise: rand.NewChaCha8(sha256.Sum256(binary.LittleEndian.AppendUint64(nil, seed))),
		now:   time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC), authors: map[[16]byte][]data.ID{},
		model: model{lost: map[data.ID]bool{}, twice: map[data.ID]bool{}}, hubFile: filepath.Join(dir, "hub-0.db"), trace: func(string, ...any) {}}
	if opt.Trace != nil {
		w.trace = func(format string, args ...any) { fmt.Fprintf(opt.Trace, format+"\n", args...) }
	}
	defer func() {
		for _, d := range w.devices {
			if !d.gone {
				err = errors.Join(err, d.close())
			}
		}
		if w.hubDB != nil {
			err = errors.Join(err, w.hubDB.Close())
		}
		err = errors.Join(err, os.RemoveAll(dir))
		if err != nil {
			err = fmt.Errorf("seed %d: %w", seed, err)
		}
	}()
	if err := w.openHub(); err != nil {
		return err
	}
	return w.play()
}

// play is the schedule: a world, some dozens of steps, the healing.
func (w *world) play() error {
	skews := []time.Duration{0, 0, time.Hour, -26 * time.Hour, -10 * 365 * 24 * time.Hour, 5 * 365 * 24 * time.Hour}
	scopes := []string{singapore, singapore, johor, store.Headquarters, singapore}
	for i := range 2 + w.rnd.IntN(3) {
		if _, err := w.addDevice(fmt.Sprint("d", i), scopes[i], skews[w.rnd.IntN(len(skews))]); err != nil {
			return err
		}
	}
	w.newer = w.rnd.IntN(3) == 0
	// A hub that forgets and a device that forgets do not come together; see doc.go.
	disaster := w.rnd.IntN(4) // 0: none, 1: the hub's, 2: a device's, 3: a copied disk
	var hubBackup string
	for range 8 + w.rnd.IntN(20) {
		w.now = w.now.Add(time.Duration(w.rnd.Int64N(int64(time.Minute))))
		d := w.someone()
		if w.more.IntN(3) == 0 {
			if err := w.someoneElse().erase(); err != nil {
				return err
			}
		}
		var err error
		switch x := w.rnd.IntN(100); {
		case x < 45:
			err = d.write()
		case x < 52:
			err = d.look()
		case x < 86:
			err = d.sync(true)
		case x < 89:
			w.trace("%s is started again", d.name)
			if err = d.close(); err == nil {
				err = d.start()
			}
		case x < 91:
			d.skew += time.Duration(w.rnd.Int64N(int64(100*time.Hour))) - 50*time.Hour
		case disaster == 1 && x < 96:
			w.files++
			hubBackup = filepath.Join(w.dir, fmt.Sprintf("backup-%d.db", w.files))
			err = w.hubDB.Backup(w.ctx, hubBackup)
			w.trace("hub backed up")
		case disaster == 1 && hubBackup != "":
			err = w.forget(func() error { return w.restoreHub(hubBackup) })
			w.trace("hub restored")
		case disaster >= 2 && (x < 96 || d.backup == nil):
			err = d.save()
		case disaster >= 2:
			err = d.restore(disaster == 3)
		}
		if err != nil {
			return err
		}
	}
	return w.heal()
}

// someone is a device that lives.
func (w *world) someone() *device {
	for {
		if d := w.devices[w.rnd.IntN(len(w.devices))]; !d.gone {
			return d
		}
	}
}

// someoneElse is one too, chosen without disturbing the schedule.
func (w *world) someoneElse() *device {
	for {
		if d := w.devices[w.more.IntN(len(w.devices))]; !d.gone {
			return d
		}
	}
}

// forget runs something after which changes may be nowhere any more.
func (w *world) forget(f func() error) error {
	before, err := w.exist()
	if err != nil {
		return err
	}
	if err := f(); err != nil {
		return err
	}
	after, err := w.exist()
	for id := range before {
		if !after[id] {
			w.model.lost[id] = true
		}
	}
	return err
}

// save backs the device up.
func (d *device) save() error {
	d.w.files++
	d.backup = &backup{file: filepath.Join(d.w.dir, fmt.Sprintf("backup-%d.db", d.w.files)), known: maps.Clone(d.known)}
	d.w.trace("%s backed up", d.name)
	return d.mortal.Backup(d.w.ctx, d.backup.file)
}

// restore begins a second life from the backup; twins go on side by side.
func (d *device) restore(twins bool) error {
	w := d.w
	second := &device{w: w, name: d.name + "'", scope: d.scope, key: d.key, skew: d.skew, known: maps.Clone(d.backup.known)}
	w.trace("%s restored as %s, twins %v", d.name, second.name, twins)
	return w.forget(func() error {
		if !twins {
			d.gone = true
			if err := d.close(); err != nil {
				return err
			}
		}
		if err := second.open(d.backup.file, true); err != nil {
			return err
		}
		d.backup = nil
		w.devices = append(w.devices, second)
		return errors.Join(second.learn(), second.mortal.Seal(w.ctx, 0), second.mortal.Outbox(w.ctx, func(s store.Sealed) error {
			ids, err := w.authorsOf(s.Bytes)
			for _, id := range ids {
				w.model.twice[id] = true
			}
			return err
		}))
	})
}

// sync is one exchange, on a rough line if so, in which either program may die.
func (d *device) sync(rough bool) error {
	w := d.w
	d.line.rough = rough
	d.line.during = nil
	if rough {
		if w.rnd.IntN(4) == 0 {
			d.mortal.fuse = fuse{left: w.rnd.IntN(8), after: w.rnd.IntN(2) == 0}
		}
		if w.rnd.IntN(6) == 0 {
			w.hubDB.fuse = fuse{left: w.rnd.IntN(6), after: w.rnd.IntN(2) == 0}
		}
		if other := w.someone(); other != d && w.rnd.IntN(4) == 0 {
			d.line.during = func() {
				rough := other.line.rough
				other.line.rough, other.line.during = false, nil
				_, err := other.client.Sync(w.ctx, nil)
				other.line.rough = rough
				w.trace("  meanwhile %s: %v", other.name, err)
			}
		}
	}
	r, err := d.client.Sync(w.ctx, nil)
	d.moved = r.SentChanges + r.GotChanges
	w.trace("%s syncs: %d requests, %d up, %d down, %v", d.name, r.Requests, r.SentChanges, r.GotChanges, err)
	if d.mortal.blown || err != nil && w.rnd.IntN(3) == 0 { // the program died, or was closed
		if cerr := d.newClient(); cerr != nil {
			return cerr
		}
	}
	d.mortal.fuse, w.hubDB.fuse = fuse{left: -1}, fuse{left: -1}
	if err != nil && !rough {
		return fmt.Errorf("%s syncs on a good line: %w", d.name, err)
	}
	for _, x := range w.devices { // the one in between learned too
		if !x.gone {
			if err := x.learn(); err != nil {
				return err
			}
		}
	}
	return nil
}

// records is how many of each kind all write.
const records = 3

// register is a field that somebody turns to, with its place in the kind's shape.
func (d *device) register() (register, shape, int) {
	rnd := d.w.rnd
	reg := register{scope: d.scope}
	place := rnd.IntN(len(followup.fields))
	if d.scope == store.Headquarters {
		reg.scope = []string{singapore, johor, data.SharedScope}[rnd.IntN(3)]
	}
	as := shapeOf(rnd.IntN(64))
	switch more := d.w.more; {
	case more.IntN(3) == 0:
		as = people[more.IntN(len(people))]
	case as.kind == others[0].kind:
		as = others[more.IntN(len(others))]
	}
	reg.kind, reg.field = as.kind, as.fields[place]
	reg.record = data.DerivedID(reg.kind+reg.scope, data.NilID, fmt.Sprint(rnd.IntN(records)))
	return reg, as, place
}

// write is one action of the user: one or two fields, on what the device has,
// or on a screen that is older.
func (d *device) write() error {
	w := d.w
	w.n++
	id := number(w.n)
	action := data.Action{Author: id, Label: "sim", Force: true}
	reg, as, place := d.register()
	old, stale := d.screen[reg.record]
	stale = stale && w.rnd.IntN(2) == 0
	delete(d.screen, reg.record)
	seen := maps.Clone(d.known)
	if stale {
		seen = old.known
	}
	edited := map[string]bool{}
	for range 1 + w.rnd.IntN(2) {
		if edited[reg.field] {
			continue
		}
		edited[reg.field] = true
		value := data.TextValue(fmt.Sprintf("%s menulis %d", d.name, w.n))
		switch {
		case place == fewWords:
			value = d.status(reg, as.words, old.record)
		case place == longText:
			value = data.TextValue(d.longText(reg))
		case w.rnd.IntN(12) == 0:
			value = data.IntValue(int64(w.n))
		}
		edit := data.Edit{Kind: reg.kind, Record: reg.record, Scope: reg.scope, Field: reg.field, Value: value}
		if stale {
			edit.Seen = old.record.Seen
		}
		action.Edits = append(action.Edits, edit)
		w.model.changes = append(w.model.changes, change{id: id, reg: reg, value: value, seen: seen})
		place = w.rnd.IntN(len(as.fields))
		reg.field = as.fields[place]
	}
	if edit, ok := as.within(reg); ok {
		reg.field = edit.Field
		action.Edits = append(action.Edits, edit)
		w.model.changes = append(w.model.changes, change{id: id, reg: reg, value: edit.Value, seen: d.known})
	}
	w.trace("%s writes %d: %s %s/%s, %d fields, stale %v", d.name, w.n, reg.kind, reg.scope, reg.record, len(action.Edits), stale)
	if _, err := d.mortal.Write(w.ctx, action); err != nil {
		return fmt.Errorf("%s writes: %w", d.name, err)
	}
	d.known = maps.Clone(d.known)
	d.known[id] = true
	return nil
}

// erase takes all values of a personal field away that the device knows of.
func (d *device) erase() error {
	w := d.w
	var regs []register
	for _, c := range w.model.changes {
		mine := d.scope == store.Headquarters || c.reg.scope == d.scope
		if mine && d.known[c.id] && erasable(c.reg) && !slices.Contains(regs, c.reg) {
			regs = append(regs, c.reg)
		}
	}
	if len(regs) == 0 {
		return nil
	}
	e := erasure{id: number(w.n + 1), reg: regs[w.more.IntN(len(regs))]}
	w.model.cover(&e, d.known)
	_, err := d.mortal.Erase(w.ctx, store.Erase{Author: e.id, Basis: "request", Of: []store.Erasing{{Kind: e.reg.kind, Record: e.reg.record, Field: e.reg.field}}})
	if errors.Is(err, store.ErrNothingToErase) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s erases: %w", d.name, err)
	}
	w.n++
	w.trace("%s erases %d: %s %s/%s %s, %d values", d.name, w.n, e.reg.kind, e.reg.scope, e.reg.record, e.reg.field, len(e.covers))
	w.model.erasures = append(w.model.erasures, e)
	w.model.changes = append(w.model.changes, change{id: e.id, reg: e.reg, seen: maps.Clone(d.known)})
	d.known = maps.Clone(d.known)
	d.known[e.id] = true
	return nil
}

// status is one of few words, so that several choose the same; not the one that
// is shown, which would be no edit.
func (d *device) status(reg register, words []string, old data.Record) data.Value {
	now, err := d.mortal.Get(d.w.ctx, reg.kind, reg.record)
	words = slices.DeleteFunc(slices.Clone(words), func(s string) bool {
		return err == nil && now.Get(reg.field).S == s || old.Get(reg.field).S == s
	})
	return data.TextValue(words[d.w.rnd.IntN(len(words))])
}

// longText changes a few words of the text that is there, so that it travels as a difference.
func (d *device) longText(reg register) string {
	text := ""
	if r, err := d.mortal.Get(d.w.ctx, reg.kind, reg.record); err == nil {
		text = r.Get(reg.field).S
	}
	if text == "" {
		text = "Antrean di loket panjang pada hari Senin karena hanya satu petugas yang melayani, dan warga menunggu sampai dua jam sebelum dipanggil."
	}
	at := 0
	for i, r := range text {
		if r == ' ' && d.w.rnd.IntN(8) == 0 {
			at = i
			break
		}
	}
	return text[:at] + fmt.Sprintf(" [%s %d]", d.name, d.w.n) + text[at:]
}

// look opens a record, to edit it later.
func (d *device) look() error {
	reg, _, _ := d.register()
	r, err := d.mortal.Get(d.w.ctx, reg.kind, reg.record)
	if errors.Is(err, data.ErrNotFound) {
		return nil
	}
	d.screen[reg.record] = screen{record: r, known: maps.Clone(d.known)}
	d.w.trace("%s opens %s", d.name, reg.record)
	return err
}

// heal mends the network, lets all exchange until they rest, and looks.
func (w *world) heal() error {
	w.trace("healing")
	exist, err := w.exist()
	if err != nil {
		return err
	}
	for n := range w.n {
		if id := number(n + 1); !exist[id] && !w.model.lost[id] {
			return fmt.Errorf("action %d is nowhere", n+1)
		}
	}
	for round := 0; ; round++ {
		moved := false
		for _, d := range w.devices {
			if d.gone {
				continue
			}
			w.now = w.now.Add(time.Second)
			if err := d.sync(false); err != nil {
				return err
			}
			moved = moved || d.moved > 0
			if open, err := d.mortal.Unconfirmed(w.ctx); err != nil || len(open) > 0 {
				moved = true
			}
		}
		if !moved {
			break
		}
		if round > 12 {
			return errors.New("the devices never come to rest")
		}
	}
	return w.judge(exist)
}

// judge holds the world against the model.
func (w *world) judge(exist map[data.ID]bool) error {
	scopeOf := map[data.ID]string{}
	for _, c := range w.model.changes {
		scopeOf[c.id] = c.reg.scope
	}
	heads := w.model.heads(exist)
	atHub, err := w.hubHolds()
	if err != nil {
		return err
	}
	for id := range exist {
		if scopeOf[id] != "" && !atHub[id] {
			return fmt.Errorf("the hub lacks action %v", id)
		}
	}
	err = w.holdsNothingErased(exist, func(f func([]byte) error) error {
		return w.hubDB.SQLite.Since(w.ctx, nil, 0, 1<<62, nil, func(_ uint64, b []byte) error { return f(b) })
	})
	if err != nil {
		return fmt.Errorf("the hub: %w", err)
	}
	for _, d := range w.devices {
		if d.gone {
			continue
		}
		if err := w.judgeDevice(d, exist, scopeOf, heads); err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
	}
	return nil
}

// holdsNothingErased looks through a log for values that were erased.
func (w *world) holdsNothingErased(exist map[data.ID]bool, each func(func([]byte) error) error) error {
	gone := w.model.gone(exist)
	if len(gone) == 0 {
		return nil
	}
	return each(func(b []byte) error {
		seg, err := segment.Decode(b)
		if err != nil {
			return err
		}
		for _, run := range seg.Runs {
			for _, op := range run.Ops {
				reg := register{run.Kind, run.Record, seg.Stream.Scope, op.Field}
				if gone[reg][op.Value] {
					return fmt.Errorf("%s %s %s: the log holds %q, which was erased", run.Kind, run.Record, op.Field, op.Value)
				}
			}
		}
		return nil
	})
}

func (w *world) judgeDevice(d *device, exist map[data.ID]bool, scopeOf map[data.ID]string, heads map[register]heads) error {
	mine := func(scope string) bool {
		return d.scope == store.Headquarters || scope == d.scope || scope == data.SharedScope
	}
	holds, err := d.holds()
	if err != nil {
		return err
	}
	for id := range exist {
		if scope := scopeOf[id]; scope != "" && mine(scope) && !holds[id] {
			return fmt.Errorf("action %v is lost here", id)
		}
	}
	for id := range holds {
		if scope := scopeOf[id]; scope != "" && !mine(scope) {
			return fmt.Errorf("action %v of %s came here", id, scope)
		}
	}
	if err := w.holdsNothingErased(exist, func(f func([]byte) error) error {
		return d.mortal.SegmentsSince(w.ctx, nil, nil, func(s store.Sealed) error { return f(s.Bytes) })
	}); err != nil {
		return err
	}
	var errs []error
	for reg, want := range heads {
		if !mine(reg.scope) {
			continue
		}
		r, err := d.mortal.Get(w.ctx, reg.kind, reg.record)
		if err == nil {
			err = want.check(r, reg.field)
		}
		if err != nil {
			errs = append(errs, err)
		}
	}
	if len(errs) > 0 {
		slices.SortFunc(errs, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
		return errors.Join(errs...)
	}
	if q, err := d.mortal.Quarantine(w.ctx); err != nil || len(q) > 0 {
		return fmt.Errorf("quarantine: %+v, %w", q, err)
	}
	p, err := d.mortal.Pending(w.ctx)
	if err != nil || p.Changes != 0 {
		return fmt.Errorf("still to send: %+v, %w", p, err)
	}
	if res, err := d.client.Sync(w.ctx, nil); err != nil || res.Requests != 1 || res.SentChanges+res.GotChanges+res.Refused > 0 {
		return fmt.Errorf("another exchange: %+v, %w", res, err)
	}
	if w.opt.Verify {
		if rep, err := d.mortal.Verify(w.ctx); err != nil || len(rep.Problems) > 0 {
			return fmt.Errorf("verify: %v, %w", rep.Problems, err)
		}
	}
	return nil
}
