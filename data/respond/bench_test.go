package respond_test

import (
	"bytes"
	"context"
	"runtime"
	"testing"

	"github.com/xuri/excelize/v2"

	"pinisi/data"
	"pinisi/data/respond"
	"pinisi/data/tabular"
)

// xlsxOf is the rows of a table as an XLSX file.
func xlsxOf(t testing.TB, rows [][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err == nil {
			err = w.SetRow(cell, row)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// BenchmarkImport is a file of 10,000 respondents from its bytes to the store,
// dry run included. The goal is 5 s.
func BenchmarkImport(b *testing.B) {
	st := device(b, "kbri-singapura")
	form := evaluation(b, st)
	csv := []byte(csvOf(form, 10_000))
	table, err := tabular.ReadSheet(context.Background(), bytes.NewReader(csv), "jawaban.csv", "")
	if err != nil {
		b.Fatal(err)
	}
	rows := [][]any{{}}
	for _, h := range table.Header {
		rows[0] = append(rows[0], h)
	}
	for _, r := range table.Rows {
		var cells []any
		for i, c := range r.Cells {
			if i >= 2 && i < 2+len(form.Questions) {
				cells = append(cells, int(c[0]-'0'))
			} else {
				cells = append(cells, c)
			}
		}
		rows = append(rows, cells)
	}
	for _, file := range []struct {
		name    string
		content []byte
	}{{"jawaban.csv", csv}, {"jawaban.xlsx", xlsxOf(b, rows)}} {
		b.Run(file.name, func(b *testing.B) {
			ctx := context.Background()
			var after runtime.MemStats
			for b.Loop() {
				b.StopTimer()
				st := device(b, "kbri-singapura")
				f := evaluation(b, st)
				runtime.GC()
				b.StartTimer()
				table, err := tabular.ReadSheet(ctx, bytes.NewReader(file.content), file.name, "")
				if err != nil {
					b.Fatal(err)
				}
				dry, err := respond.DryRun(f, table, respond.Propose(f, table), respond.Options{Have: load(b, st, f)})
				if err != nil {
					b.Fatal(err)
				}
				steps := 0
				done, err := respond.Import(ctx, st, data.NilID, f, dry, file.name, func(int, int) { steps++ })
				if err != nil || done.Added != 10_000 || steps < 50 {
					b.Fatalf("%+v in %d steps, %v; %v", done, steps, err, dry.Problems[:min(3, len(dry.Problems))])
				}
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(after.HeapInuse)/1e6, "MB-heap")
			}
		})
	}
}
