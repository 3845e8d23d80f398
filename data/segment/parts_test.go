package segment_test

import (
	"testing"

	"pinisi/data/segment"
	"pinisi/data/workload"
)

// TestParts prints where the bytes go.
func TestParts(t *testing.T) {
	show := func(name string, d *workload.Device, all []*segment.Segment) {
		sealed, err := d.Seal(all)
		if err != nil {
			t.Fatal(err)
		}
		sum := map[string][]byte{}
		for _, b := range sealed {
			for k, v := range segment.Parts(b) {
				sum[k] = append(sum[k], v...)
			}
		}
		for k, v := range sum {
			t.Logf("%s %-15s %7d bytes, zstd -19 %6d", name, k, len(v), zstd19(t, v))
		}
	}
	r, d := workload.NewReplica(), workload.NewDevice("mission", start)
	show("w1m", d, r.Write(d, read(t, "w1m.jsonl"), workload.Options{Size: 60 << 10}))
	r, d = workload.NewReplica(), workload.NewDevice("mission", start)
	r.Write(d, read(t, "w1.jsonl"), workload.Options{})
	o := workload.NewDevice("other", start)
	show("w2-1", o, r.Write(o, read(t, "w2-1.jsonl"), workload.Options{}))
}
