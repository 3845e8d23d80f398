package segment_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"pinisi/data/segment"
	"pinisi/data/workload"
)

// dir is where the generator of the exchange benchmark put its files.
func dir(t testing.TB) string {
	d := os.Getenv("PINISI_WORKLOAD")
	if d == "" {
		t.Skip("PINISI_WORKLOAD does not name a folder with the files of the exchange workload")
	}
	return d
}

func read(t testing.TB, name string) []workload.Batch {
	t.Helper()
	all, err := workload.ReadFile(filepath.Join(dir(t), name))
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var start = time.Date(2026, 11, 23, 2, 0, 0, 0, time.UTC)

// wire is how many bytes the frames take in one stream, flushed after every group of them.
func wire(t testing.TB, sealed [][]byte, group int) int {
	t.Helper()
	var out bytes.Buffer
	w, err := segment.NewWriter(&out)
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range sealed {
		if err := w.Write(b); err != nil {
			t.Fatal(err)
		}
		if group > 0 && i%group == group-1 {
			if err := w.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	size := out.Len()
	r, err := segment.NewReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	for i, b := range sealed {
		if got, err := r.Next(); err != nil || !bytes.Equal(got, b) {
			t.Fatalf("frame %d does not come back: %v", i, err)
		}
	}
	return size
}

func zstd19(t testing.TB, b []byte) int {
	cmd := exec.Command("zstd", "-19", "-c")
	cmd.Stdin = bytes.NewReader(b)
	out, err := cmd.Output()
	if err != nil {
		t.Logf("zstd is not there to compare with: %v", err)
	}
	return len(out)
}

// TestFigures prints what the exchange workload takes on the wire, and fails
// when it is more than it was.
func TestFigures(t *testing.T) {
	figure := func(name, how string, sealed [][]byte, limit float64) {
		file, err := os.ReadFile(filepath.Join(dir(t), name+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		raw, packed := 0, 0
		for _, b := range sealed {
			raw += len(b)
			packed += len(segment.Pack(b))
		}
		once, ten, each := wire(t, sealed, 0), wire(t, sealed, 10), wire(t, sealed, 1)
		base := zstd19(t, file)
		t.Logf("%-20s file %7d, zstd -19 %6d | %3d segments %7d bytes, at rest %6d | wire %6d (%.3f), flushed every ten %6d (%.3f), each %6d (%.3f), zstd -19 of segments %6d",
			name+how, len(file), base, len(sealed), raw, packed, once, float64(once)/float64(base), ten, float64(ten)/float64(base), each, float64(each)/float64(base), zstd19(t, bytes.Join(sealed, nil)))
		if base > 0 && float64(each) > limit*float64(base) {
			t.Errorf("%s: %d bytes are more than %.1f times the %d of zstd -19", name, each, limit, base)
		}
	}
	seal := func(d *workload.Device, all []*segment.Segment) [][]byte {
		sealed, err := d.Seal(all)
		if err != nil {
			t.Fatal(err)
		}
		return sealed
	}
	first := func() (*workload.Replica, *workload.Device) {
		r, d := workload.NewReplica(), workload.NewDevice("first", start.AddDate(0, -1, 0))
		r.Write(d, read(t, "w1.jsonl"), workload.Options{})
		return r, d
	}
	r, d := workload.NewReplica(), workload.NewDevice("mission", start)
	figure("w1m", "", seal(d, r.Write(d, read(t, "w1m.jsonl"), workload.Options{Size: 60 << 10})), 0.8)
	figure("w2m-1", "", seal(d, r.Write(d, read(t, "w2m-1.jsonl"), workload.Options{})), 0.8)
	r, d = workload.NewReplica(), workload.NewDevice("mission", start)
	r.Write(d, read(t, "w1m.jsonl"), workload.Options{})
	figure("w2m-1", ", no patches", seal(d, r.Write(d, read(t, "w2m-1.jsonl"), workload.Options{NoPatches: true})), 1)

	r, own := first()
	figure("w2-1", ", own device", seal(own, r.Write(own, read(t, "w2-1.jsonl"), workload.Options{})), 0.8)
	r, _ = first()
	other := workload.NewDevice("other", start)
	for i := 1; i <= 2; i++ {
		figure(fmt.Sprint("w2-", i), "", seal(other, r.Write(other, read(t, fmt.Sprintf("w2-%d.jsonl", i)), workload.Options{})), 0.8)
	}
	r, _ = first()
	figure("w2-1", ", no patches", seal(other, r.Write(other, read(t, "w2-1.jsonl"), workload.Options{NoPatches: true})), 1)
}
