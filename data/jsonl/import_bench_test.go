package jsonl_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"pinisi/data/jsonl"
)

// BenchmarkImport takes in files of 10,000 and 100,000 records (evaluations
// with their answers) and reports the memory that is in use at its end.
func BenchmarkImport(b *testing.B) {
	for _, lines := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			text := manyLines(lines)
			for b.Loop() {
				b.StopTimer()
				st := device(b, mission)
				b.StartTimer()
				done, err := jsonl.Import(context.Background(), st, bytes.NewReader(text), jsonl.Options{})
				if err != nil || done.Created != lines {
					b.Fatalf("%+v, %v", done, err)
				}
			}
			b.SetBytes(int64(len(text)))
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys)/(1<<20), "MB-in-use")
			b.ReportMetric(float64(lines)*float64(b.N)/b.Elapsed().Seconds(), "records/s")
		})
	}
}

func manyLines(n int) []byte {
	var out bytes.Buffer
	note := strings.Repeat("Antrean paspor diatur lewat nomor daring. ", 4)
	for i := 0; i < n; i++ {
		if i%31 == 0 {
			fmt.Fprintf(&out, `{"kind":"evaluation","ref":"@e%d","fields":{"period":"2026","unit":"Unit %d","variant":"luring","line":"kekonsuleran"}}`+"\n", i/31, i/31)
		} else {
			fmt.Fprintf(&out, `{"kind":"answer","fields":{"evaluation":"@e%d","indicator":"A%02d","score":%d,"note":"%d %s"}}`+"\n", i/31, i%31, i%6, i, note)
		}
	}
	return out.Bytes()
}
