package segment_test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"pinisi/data/segment"
	"pinisi/data/workload"
)

// TestMakeDictionary makes dictionary.bin when asked to; see dictionary.go.
func TestMakeDictionary(t *testing.T) {
	dirs := os.Getenv("PINISI_CORPUS")
	if dirs == "" {
		t.Skip("PINISI_CORPUS does not name the folders of workloads to learn from")
	}
	var samples [][]byte
	for _, dir := range filepath.SplitList(dirs) {
		samples = append(samples, sampleSegments(t, dir)...)
	}
	// The end is the cheapest to refer to, so what is most frequent comes last.
	const size = 64 << 10
	history := []byte(strings.Join(phrases(t, size/4), "\n"))
	spoken := len(history)
	history = append(history, train(t, samples, size-spoken-1024)...)
	b, err := zstd.BuildDict(zstd.BuildDictOptions{ID: segment.DictionaryID, Contents: samples, History: history, Offsets: [3]int{1, 4, 8}, Level: zstd.SpeedBestCompression})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("dictionary.bin", b, 0o644); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d samples, dictionary of %d bytes, %d of them phrases", len(samples), len(b), spoken)
}

// train lets the zstd program choose what the samples have in common.
func train(t *testing.T, samples [][]byte, size int) []byte {
	dir := t.TempDir()
	for i, s := range samples {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprint(i)), s, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out := filepath.Join(t.TempDir(), "dictionary")
	if msg, err := exec.Command("zstd", "-q", "--train-fastcover", "-r", dir, "--maxdict="+strconv.Itoa(size), "-o", out).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, msg)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	trained, err := zstd.InspectDictionary(b)
	if err != nil {
		t.Fatal(err)
	}
	return trained.Content()
}

// sampleSegments are segments of the sizes that devices seal, without their random bytes.
func sampleSegments(t *testing.T, dir string) (samples [][]byte) {
	t.Setenv("PINISI_WORKLOAD", dir)
	r, d := workload.NewReplica(), workload.NewDevice(dir, start.AddDate(0, -1, 0))
	var keep []*segment.Segment
	for i, s := range r.Write(d, read(t, "w1.jsonl"), workload.Options{Size: 8 << 10}) {
		if i%7 == 0 {
			keep = append(keep, s)
		}
	}
	for i := 1; i <= 5; i++ {
		keep = append(keep, r.Write(d, read(t, fmt.Sprintf("w2-%d.jsonl", i)), workload.Options{})...)
	}
	sealed, err := d.Seal(keep)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range sealed {
		samples = append(samples, segment.Compressible(b))
	}
	return samples
}

// phrases are the Indonesian texts of the instruments and services, whose words
// the notes will use, up to size bytes.
func phrases(t *testing.T, size int) []string {
	files, err := filepath.Glob("../../assets/instruments/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no instruments: %v", err)
	}
	seen := map[string]bool{}
	var all []string
	var walk func(x any)
	walk = func(x any) {
		switch x := x.(type) {
		case string:
			if strings.Contains(x, " ") && !seen[x] {
				seen[x] = true
				all = append(all, x)
			}
		case []any:
			for _, y := range x {
				walk(y)
			}
		case map[string]any:
			for _, k := range slices.Sorted(func(yield func(string) bool) {
				for k := range x {
					if !yield(k) {
						return
					}
				}
			}) {
				walk(x[k])
			}
		}
	}
	for _, f := range append(files, "../../assets/services.json") {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var x any
		if err := json.Unmarshal(b, &x); err != nil {
			t.Fatal(err)
		}
		walk(x)
	}
	n := 0
	for i, s := range all {
		if n += len(s) + 1; n > size {
			return all[:i]
		}
	}
	return all
}
