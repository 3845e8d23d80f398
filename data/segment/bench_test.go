package segment_test

import (
	"bytes"
	"runtime"
	"testing"

	"pinisi/data/segment"
	"pinisi/data/workload"
)

// w1 is all of W1 as the segments that a device per mission would seal.
func w1(b *testing.B) (d *workload.Device, all []*segment.Segment, changes int) {
	r := workload.NewReplica()
	d = workload.NewDevice("first", start)
	all = r.Write(d, read(b, "w1.jsonl"), workload.Options{Size: 60 << 10})
	for _, s := range all {
		changes += s.Changes()
	}
	return d, all, changes
}

func perSecond(b *testing.B, changes int) {
	b.ReportMetric(float64(changes)*float64(b.N)/b.Elapsed().Seconds(), "changes/s")
}

func BenchmarkEncode(b *testing.B) {
	d, all, changes := w1(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.Seal(all); err != nil {
			b.Fatal(err)
		}
	}
	perSecond(b, changes)
}

func sealed(b *testing.B) ([][]byte, int) {
	d, all, changes := w1(b)
	out, err := d.Seal(all)
	if err != nil {
		b.Fatal(err)
	}
	return out, changes
}

func BenchmarkDecode(b *testing.B) {
	segments, changes := sealed(b)
	runtime.GC()
	b.ReportAllocs()
	for b.Loop() {
		for _, s := range segments {
			if _, err := segment.Decode(s); err != nil {
				b.Fatal(err)
			}
		}
	}
	perSecond(b, changes)
}

func BenchmarkVerify(b *testing.B) {
	segments, changes := sealed(b)
	for b.Loop() {
		for _, s := range segments {
			if err := segment.Verify(s); err != nil {
				b.Fatal(err)
			}
		}
	}
	perSecond(b, changes)
}

func BenchmarkPack(b *testing.B) {
	segments, changes := sealed(b)
	size := 0
	for b.Loop() {
		size = 0
		for _, s := range segments {
			size += len(segment.Pack(s))
		}
	}
	perSecond(b, changes)
	b.ReportMetric(float64(size), "bytes")
}

func BenchmarkUnpack(b *testing.B) {
	segments, changes := sealed(b)
	for i, s := range segments {
		segments[i] = segment.Pack(s)
	}
	for b.Loop() {
		for _, s := range segments {
			if _, err := segment.Unpack(s); err != nil {
				b.Fatal(err)
			}
		}
	}
	perSecond(b, changes)
}

func BenchmarkWriter(b *testing.B) {
	segments, changes := sealed(b)
	var out bytes.Buffer
	for b.Loop() {
		out.Reset()
		w, err := segment.NewWriter(&out)
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range segments {
			if err := w.Write(s); err != nil {
				b.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
	perSecond(b, changes)
	b.ReportMetric(float64(out.Len()), "bytes")
}
