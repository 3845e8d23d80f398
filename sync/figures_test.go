package sync_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/workload"
	pinsync "pinisi/sync"
)

// TestFigures measures the exchange workload over TCP and TLS, beside
// zstd -19 of the same files in the same run. `make bench` sets its folder.
func TestFigures(t *testing.T) {
	dir := os.Getenv("PINISI_WORKLOAD")
	if dir == "" {
		t.Skip("PINISI_WORKLOAD does not name a folder with the files of the exchange workload")
	}
	f := figures{T: t, dir: dir}
	o := newOffice(t)
	opt := pinsync.Options{AutoFetch: func(store.File) bool { return false }} // evidence is counted apart

	// A mission's first download, written record by record on another device.
	first := o.device("M001", opt)
	f.write(first, "w1m", 1)
	f.row("W1m up", "w1m", first.sync(), 1)
	f.row("W1m down", "w1m", o.device("M001", opt).sync(), 1)
	f.write(first, "w2m-1", 1)
	f.row("W2m up", "w2m-1", first.sync(), 1)
	f.row("no change", "", first.sync(), 1)

	// A day of all missions between two devices of headquarters that hold W1.
	o = newOffice(t)
	a, b := o.device(store.Headquarters, opt), o.device(store.Headquarters, opt)
	f.write(a, "w1", 200)
	f.row("W1 up", "w1", a.sync(), 0)
	f.row("W1 down", "w1", b.sync(), 0)
	for day := 1; day <= 5; day++ {
		name := fmt.Sprint("w2-", day)
		f.write(a, name, 1)
		f.row("W2 up", name, a.sync(), 1)
		f.row("W2 down", name, b.sync(), 1)
	}
	f.row("no change", "", a.sync(), 1)
	f.row("no change", "", b.sync(), 1)

	// The same fields edited by both; then different fields of the same records.
	f.write(a, "w3a", 1)
	edits := f.write(b, "w3b", 1)
	f.row("W3 up", "w3a", a.sync(), 0)
	f.row("W3 up and down", "w3b", b.sync(), 0)
	a.sync()
	for _, d := range []*device{a, b} {
		f.conflicts(d, edits, 200)
	}
	f.write(a, "w3xa", 1)
	f.write(b, "w3xb", 1)
	converge(t, a, b)
	for _, d := range []*device{a, b} {
		f.conflicts(d, edits, 200)
	}
}

type figures struct {
	*testing.T
	dir string
}

// write lets a device write a file, so many batches an action, and returns the edits.
func (f figures) write(d *device, name string, batches int) (edits []data.Edit) {
	f.Helper()
	all, err := workload.ReadFile(filepath.Join(f.dir, name+".jsonl"))
	if err != nil {
		f.Fatal(err)
	}
	author := d.Profile().Staff
	for len(all) > 0 {
		action := all[0].Action(author)
		action.Edits = nil
		for _, b := range all[:min(batches, len(all))] {
			action.Edits = append(action.Edits, b.Edits...)
		}
		all = all[min(batches, len(all)):]
		if _, err := d.Write(context.Background(), action); err != nil {
			f.Fatalf("write %s: %v", name, err)
		}
		edits = append(edits, action.Edits...)
	}
	return edits
}

// row prints one exchange and holds it to the promised numbers: 1.2 times
// zstd -19 of the file, or 600 bytes for nothing.
func (f figures) row(what, name string, r pinsync.Result, requests int) {
	f.Helper()
	bytesMoved := r.Sent + r.Got - r.Handshake
	if name == "" {
		f.Logf("%-14s %d request(s), %5d up, %5d down, handshake %d", what, r.Requests, r.Sent, r.Got, r.Handshake)
		if r.Requests != 1 || bytesMoved > 600 {
			f.Errorf("%s: %+v", what, r)
		}
		return
	}
	base := f.zstd19(name)
	f.Logf("%-14s %-6s %d request(s), %8d up, %8d down, handshake %d; without it %d, zstd -19 %d: %.3f; %v",
		what, name, r.Requests, r.Sent, r.Got, r.Handshake, bytesMoved, base, float64(bytesMoved)/float64(base), r.Took)
	if requests > 0 && (r.Requests != requests || float64(bytesMoved) > 1.2*float64(base)) {
		f.Errorf("%s: %d requests, %d bytes are more than 1.2 times %d", what, r.Requests, bytesMoved, base)
	}
}

var zstdSizes = map[string]int{}

func (f figures) zstd19(name string) int {
	f.Helper()
	path := filepath.Join(f.dir, name+".jsonl")
	if n, ok := zstdSizes[path]; ok {
		return n
	}
	out, err := exec.Command("zstd", "-19", "-T2", "-c", path).Output()
	if err != nil {
		f.Skipf("zstd is not there to compare with: %v", err)
	}
	zstdSizes[path] = len(out)
	return len(out)
}

// conflicts holds that every field that both edited shows both values.
func (f figures) conflicts(d *device, edits []data.Edit, want int) {
	f.Helper()
	all, err := d.Conflicts(context.Background())
	if err != nil {
		f.Fatal(err)
	}
	shown := 0
	for _, c := range all {
		if len(c.Versions) != 2 || c.Versions[0].Value == c.Versions[1].Value {
			f.Errorf("%s %s: %+v", c.Kind, c.Field, c.Versions)
			continue
		}
		for _, e := range edits {
			if e.Record == c.Record && e.Field == c.Field && (e.Value == c.Versions[0].Value || e.Value == c.Versions[1].Value) {
				shown++
			}
		}
	}
	f.Logf("W3: %d of %d shown with both values", shown, want)
	if shown != want || len(all) != want {
		f.Errorf("%d conflicts, %d of %d shown with both values", len(all), shown, want)
	}
}
