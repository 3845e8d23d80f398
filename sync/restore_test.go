package sync_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"pinisi/data"
	"pinisi/data/store"
)

// converge syncs all until nothing moves any more.
func converge(t *testing.T, all ...*device) {
	t.Helper()
	for round := 0; ; round++ {
		moved := 0
		for _, d := range all {
			r := d.sync()
			moved += r.SentChanges + r.GotChanges
		}
		if moved == 0 {
			return
		}
		if round == 10 {
			t.Fatal("the devices never come to rest")
		}
	}
}

func same(t *testing.T, ids []data.ID, all ...*device) {
	t.Helper()
	for _, id := range ids {
		for _, d := range all {
			if !d.has(id) {
				t.Errorf("%s lacks %s", d.Device(), id)
			} else if a, b := fmt.Sprint(all[0].get(id).Fields, len(all[0].get(id).Conflicts)), fmt.Sprint(d.get(id).Fields, len(d.get(id).Conflicts)); a != b {
				t.Errorf("%s: %s, but %s", id, a, b)
			}
		}
	}
	for _, d := range all {
		d.verify()
		if p := d.pending(); p.Changes != 0 {
			t.Errorf("%s still has %+v to send", d.Device(), p)
		}
	}
}

func TestHubRestoredFromABackup(t *testing.T) {
	// Given a hub of which a backup is made, then more is written, sent and seen
	o := newOffice(t)
	a, b, h := o.device(singapore), o.device(singapore), o.device(store.Headquarters)
	ids := []data.ID{a.note("", "Satu"), b.note("", "Dua"), h.note(data.SharedScope, "Pedoman")}
	converge(t, a, b, h)
	backup := filepath.Join(t.TempDir(), "backup")
	o.restart(func(dir string) { copyTree(t, dir, backup) })
	ids = append(ids, a.note("", "Tiga"), b.note("", "Empat"), h.note(data.SharedScope, "Pedoman baru"))
	a.edit(ids[0], "Satu, dibetulkan")
	converge(t, a, b, h)
	// When the hub is restored from the backup, and more is written
	o.restart(func(dir string) { copyTree(t, backup, dir) })
	ids = append(ids, a.note("", "Lima"))
	// Then the devices bring back what it lost: their own, and through b alone
	// also what only a had written
	if r := b.sync(); r.SentChanges == 0 || r.Requests > 3 {
		t.Errorf("b brings back: %+v", r)
	}
	c := o.device(singapore)
	c.sync()
	if !c.has(ids[3]) || c.finding(ids[0]) != "Satu, dibetulkan" {
		t.Error("what a wrote did not come back through b")
	}
	converge(t, a, b, h, c)
	same(t, ids[:2], a, b, h, c)
	same(t, ids[2:], a, b, h, c)
}

func TestHubRestoredAndOvertaken(t *testing.T) {
	// Given a restored hub that has taken in other segments since, so that it
	// has as many as before
	o := newOffice(t)
	a, b := o.device(singapore), o.device(singapore)
	ids := []data.ID{a.note("", "Satu")}
	converge(t, a, b)
	backup := filepath.Join(t.TempDir(), "backup")
	o.restart(func(dir string) { copyTree(t, dir, backup) })
	ids = append(ids, a.note("", "Hilang di pusat"))
	a.sync()
	b.sync()
	o.restart(func(dir string) { copyTree(t, backup, dir) })
	c := o.device(singapore)
	for i := range 5 {
		ids = append(ids, c.note("", fmt.Sprint("Baru ", i)))
		c.sync()
	}
	converge(t, a, b, c)
	same(t, ids, a, b, c)
}

func TestDeviceRestoredFromABackup(t *testing.T) {
	// Given a device that was backed up, then wrote and sent more
	o := newOffice(t)
	b := o.device(singapore)
	a := o.device(singapore)
	dir := a.Dir()
	ids := []data.ID{a.note("", "Satu")}
	converge(t, a, b)
	ids = append(ids, a.note("", "Tersimpan, belum terkirim"))
	if err := a.Store.Close(); err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(t.TempDir(), "backup")
	copyTree(t, dir, backup)
	a = openDevice(t, dir)
	a.edit(ids[0], "Satu, dibetulkan")
	ids = append(ids, a.note("", "Sesudah cadangan"))
	converge(t, a, b)
	// When it is restored and goes on writing under numbers that were given
	restored := openDevice(t, backup)
	ids = append(ids, restored.note("", "Sesudah pemulihan"), restored.note("", "Dan lagi"))
	restored.edit(ids[0], "Satu, lain")
	// Then nothing of either life is lost, and who disagrees is shown
	converge(t, restored, b)
	same(t, ids, restored, b)
	if v := b.get(ids[0]).Conflicts["finding"]; len(v) != 2 {
		t.Errorf("the two lives' words: %+v", v)
	}
	// and both lives may even go on side by side, as when a disk was copied
	for i := range 3 {
		ids = append(ids, restored.note("", fmt.Sprint("kembar satu ", i)), a.note("", fmt.Sprint("kembar dua ", i)))
		converge(t, restored, b, a)
	}
	same(t, ids, restored, a, b)
}

func TestDeviceRestoredWithoutWritingGetsItsOwnBack(t *testing.T) {
	o := newOffice(t)
	a := o.device(singapore)
	dir := a.Dir()
	ids := []data.ID{a.note("", "Satu")}
	a.sync()
	if err := a.Store.Close(); err != nil {
		t.Fatal(err)
	}
	backup := filepath.Join(t.TempDir(), "backup")
	copyTree(t, dir, backup)
	a = openDevice(t, dir)
	ids = append(ids, a.note("", "Dua"))
	a.sync()
	restored := openDevice(t, backup)
	restored.sync()
	same(t, ids, restored)
	if got := restored.finding(ids[1]); got != "Dua" {
		t.Errorf("got %q", got)
	}
}

func TestNewHubUnderTheOldKey(t *testing.T) {
	// Given a hub whose database is gone and whose key is not
	o := newOffice(t)
	a, b := o.device(singapore), o.device(singapore)
	ids := []data.ID{a.note("", "Satu"), b.note("", "Dua")}
	converge(t, a, b)
	o.restart(func(dir string) {
		for _, f := range []string{"hub.db", "hub.db-wal", "hub.db-shm"} {
			remove(t, filepath.Join(dir, f))
		}
	})
	if err := o.hub.Store().SetSetting(context.Background(), "addresses", o.addr); err != nil {
		t.Fatal(err)
	}
	if _, err := a.client.Sync(context.Background(), nil); code(err) != "sync.not_enrolled" {
		t.Fatalf("an empty hub: %v", err)
	}
	// When one device is let in anew, it brings everyone's records
	reenrol(t, o, a)
	a.sync()
	reenrol(t, o, b)
	converge(t, a, b)
	c := o.device(singapore)
	c.sync()
	same(t, ids, a, b, c)
}
