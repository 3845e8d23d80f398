package sync_test

import (
	"bytes"
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/sync/hub"
)

// filesWith are the files below dir in which the text stands.
func filesWith(t *testing.T, dir, text string) []string {
	t.Helper()
	var found []string
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if err == nil && bytes.Contains(b, []byte(text)) {
			found = append(found, filepath.Base(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// hubLog is the segments of a hub's database, unpacked.
func hubLog(t *testing.T, dir string) []byte {
	t.Helper()
	db, err := hub.OpenSQLite(context.Background(), filepath.Join(dir, "hub.db"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Scrub(context.Background()); err != nil {
		t.Fatal(err)
	}
	var all []byte
	err = db.Since(context.Background(), nil, 0, 1<<62, nil, func(_ uint64, b []byte) error { all = append(all, b...); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestErasedPersonIsGoneFromDevicesAndHub(t *testing.T) {
	const name = "Ratnasari Wulandari Kusumaningrum"
	ctx := context.Background()
	// Given a participant known to two devices, headquarters and the hub, of which
	// a backup is made
	o := newOffice(t)
	a, b, h := o.device(singapore), o.device(singapore), o.device(store.Headquarters)
	id := a.NewID()
	a.write(data.Create("participant", id, "", map[string]data.Value{"name": data.TextValue(name), "organization": data.TextValue("PPI")})...)
	note := a.note("", "Antrean panjang")
	converge(t, a, b, h)
	o.stop()
	if !bytes.Contains(hubLog(t, o.dir), []byte(name)) {
		t.Fatal("the test cannot see the name at the hub")
	}
	hubBackup := filepath.Join(t.TempDir(), "hub-backup")
	copyTree(t, o.dir, hubBackup)
	o.serve(listen(t, o.addr))
	// When headquarters erases her
	_, err := h.Erase(ctx, store.Erase{Author: h.Profile().Staff, Basis: "request", Of: []store.Erasing{{Kind: "participant", Record: id, Field: "name"}}})
	if err != nil {
		t.Fatal(err)
	}
	converge(t, h, a, b)
	// Then nobody holds the name: no table, no log, no file
	check := func() {
		t.Helper()
		for _, d := range []*device{a, b, h} {
			r, err := d.Get(ctx, "participant", id)
			if err != nil || r.Text("name") != "" || r.Text("organization") != "PPI" || d.finding(note) == "" {
				t.Errorf("%s shows %+v %v", d.Device(), r, err)
			}
			if err := d.Scrub(ctx); err != nil {
				t.Fatal(err)
			}
			if files := filesWith(t, d.Dir(), name); len(files) > 0 {
				t.Errorf("%s: the name is in %v", d.Device(), files)
			}
			d.verify()
		}
		o.stop()
		if bytes.Contains(hubLog(t, o.dir), []byte(name)) {
			t.Error("the hub's log has the name")
		}
		if files := filesWith(t, o.dir, name); len(files) > 0 {
			t.Errorf("the hub: the name is in %v", files)
		}
		o.serve(listen(t, o.addr))
	}
	check()
	// and a hub restored from before it learns of it from the devices
	o.restart(func(dir string) {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		copyTree(t, hubBackup, dir)
	})
	converge(t, a, b, h)
	check()
}

func TestHubOfAnOlderVersionErasesWhenItIsUpdated(t *testing.T) {
	const name, other = "Ratnasari Wulandari Kusumaningrum", "Bambang Setyawan Prakoso"
	ctx := context.Background()
	// Given a hub that knows nothing of erasures, and stored one like any record
	o := newOffice(t)
	a, b := o.device(singapore), o.device(singapore)
	id, kept := a.NewID(), a.NewID()
	a.write(data.Create("participant", id, "", map[string]data.Value{"name": data.TextValue(name)})...)
	a.write(data.Create("participant", kept, "", map[string]data.Value{"name": data.TextValue(other)})...)
	converge(t, a, b)
	rows := o.database(`SELECT arrival, packed FROM segment`)
	o.serve(listen(t, o.addr))
	if _, err := a.Erase(ctx, store.Erase{Author: a.Profile().Staff, Basis: "request", Of: []store.Erasing{{Kind: "participant", Record: id, Field: "name"}}}); err != nil {
		t.Fatal(err)
	}
	converge(t, a, b)
	for arrival, packed := range rows {
		o.database(`UPDATE segment SET packed=? WHERE arrival=?`, packed, arrival)
	}
	o.database(`DROP TABLE erased; PRAGMA user_version=1`)
	// When it is started in this version
	log := hubLog(t, o.dir)
	// Then it holds the name no longer, and everything else
	if bytes.Contains(log, []byte(name)) || !bytes.Contains(log, []byte(other)) {
		t.Errorf("the hub's log has the erased name: %v, the other: %v", bytes.Contains(log, []byte(name)), bytes.Contains(log, []byte(other)))
	}
	if files := filesWith(t, o.dir, name); len(files) > 0 {
		t.Errorf("the name is in %v", files)
	}
	// and goes on with the devices
	o.serve(listen(t, o.addr))
	converge(t, a, b)
	for _, d := range []*device{a, b} {
		d.verify()
	}
}

// database runs a statement on the hub's database while the hub is stopped,
// and gives the rows of a query: a number and bytes each.
func (o *office) database(query string, args ...any) map[int64][]byte {
	o.t.Helper()
	o.stop()
	db, err := sql.Open("sqlite", filepath.Join(o.dir, "hub.db"))
	if err != nil {
		o.t.Fatal(err)
	}
	defer db.Close()
	all := map[int64][]byte{}
	rows, err := db.Query(query, args...)
	if err != nil {
		o.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		var b []byte
		if err := rows.Scan(&n, &b); err != nil {
			o.t.Fatal(err)
		}
		all[n] = b
	}
	if err := rows.Err(); err != nil {
		o.t.Fatal(err)
	}
	return all
}
