package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/workload"
)

// workloadFile is a file of the exchange workload that `make bench` generates.
func workloadFile(b *testing.B, name string) string {
	path := filepath.Join(os.Getenv("PINISI_WORKLOAD"), name)
	if _, err := os.Stat(path); os.Getenv("PINISI_WORKLOAD") == "" || err != nil {
		b.Skipf("no workload: set PINISI_WORKLOAD to the folder that bench/gen.mjs filled (make bench does)")
	}
	return path
}

// BenchmarkCommit compares a durable edit of one field with a bare one-row
// transaction of the same driver on the same disk, alternating: the ratio is
// the figure (goal: at most 2).
func BenchmarkCommit(b *testing.B) {
	ctx := context.Background()
	s, err := Open(ctx, b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if err := s.SetProfile(ctx, Profile{Scope: "kbri-singapura", Staff: s.NewID()}); err != nil {
		b.Fatal(err)
	}
	id := s.NewID()
	if _, err := s.Write(ctx, data.Action{Edits: data.Create("answer", id, "", map[string]data.Value{"note": data.TextValue("awal")})}); err != nil {
		b.Fatal(err)
	}
	bare, err := openDB(filepath.Join(b.TempDir(), "bare.db"), false)
	if err != nil {
		b.Fatal(err)
	}
	defer bare.Close()
	bare.SetMaxOpenConns(1)
	if _, err := bare.Exec("CREATE TABLE t(id INTEGER PRIMARY KEY, note TEXT)"); err != nil {
		b.Fatal(err)
	}
	var ours, base time.Duration
	n := 0
	for b.Loop() {
		n++
		note := fmt.Sprintf("Standar ditinjau pada rapat ke-%d bersama pengguna layanan", n)
		start := time.Now()
		rec, err := s.Get(ctx, "answer", id)
		if err == nil {
			_, err = s.Write(ctx, data.Action{Label: "bench", Edits: []data.Edit{rec.Set("note", data.TextValue(note))}})
		}
		ours += time.Since(start)
		if err != nil {
			b.Fatal(err)
		}
		start = time.Now()
		_, err = bare.Exec("INSERT INTO t(note) VALUES(?)", note)
		base += time.Since(start)
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(base.Microseconds())/float64(n), "bare-µs/op")
	b.ReportMetric(float64(ours.Microseconds())/float64(n), "edit-µs/op")
	b.ReportMetric(float64(ours)/float64(base), "x-bare")
}

// BenchmarkApply applies W1 (20,000 workload records, over 110,000 of ours) as
// a remote batch, and inserts the same rows bare in one transaction (goal: at
// most 4 times that, under 150 MB).
func BenchmarkApply(b *testing.B) {
	ctx := context.Background()
	source, err := Open(ctx, b.TempDir(), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer source.Close()
	batches, err := workload.ReadFile(workloadFile(b, "w1.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	author := source.NewID()
	for len(batches) > 0 {
		n := min(500, len(batches))
		a := data.Action{Author: author, Label: "bench", Force: true}
		for _, x := range batches[:n] {
			a.Edits = append(a.Edits, x.Action(author).Edits...)
		}
		if _, err := source.Write(ctx, a); err != nil {
			b.Fatal(err)
		}
		batches = batches[n:]
	}
	batches = nil
	if err := source.Seal(ctx, 0); err != nil {
		b.Fatal(err)
	}
	var sealed [][]byte
	if err := source.SegmentsSince(ctx, nil, nil, func(x Sealed) error { sealed = append(sealed, x.Bytes); return nil }); err != nil {
		b.Fatal(err)
	}
	var ours, base time.Duration
	var peak uint64
	n, records := 0, 0
	for b.Loop() {
		n++
		runtime.GC()
		dir := b.TempDir()
		s, err := Open(ctx, dir, Options{twin: true}) // without the indexer in the background
		if err != nil {
			b.Fatal(err)
		}
		stop := watchMemory(&peak)
		start := time.Now()
		a, err := s.Apply(ctx, sealed, true)
		ours += time.Since(start)
		stop()
		if err != nil || a.Quarantined > 0 || a.Waiting > 0 {
			b.Fatalf("apply: %+v %v", a, err)
		}
		records = a.Records
		d, err := insertBare(s, b.TempDir())
		if err != nil {
			b.Fatal(err)
		}
		base += d
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	size := 0
	for _, x := range sealed {
		size += len(x)
	}
	b.ReportMetric(float64(records), "records")
	b.ReportMetric(float64(size)/float64(records), "raw-B/record")
	b.ReportMetric(float64(base.Milliseconds())/float64(n), "bare-ms/op")
	b.ReportMetric(float64(ours.Milliseconds())/float64(n), "apply-ms/op")
	b.ReportMetric(float64(ours)/float64(base), "x-bare")
	b.ReportMetric(float64(peak)/1e6, "peak-MB")
}

// watchMemory samples the memory in use, beyond what was in use at the start.
func watchMemory(peak *uint64) (stop func()) {
	var base runtime.MemStats
	runtime.ReadMemStats(&base)
	var done atomic.Bool
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for !done.Load() {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			used := m.HeapInuse + m.StackInuse
			if was := base.HeapInuse + base.StackInuse; used > was && used-was > *peak {
				*peak = used - was
			}
			time.Sleep(20 * time.Millisecond)
		}
	}()
	return func() { done.Store(true); <-ended }
}

// insertBare copies the rows of a store into plain tables of a new database:
// the fields and the id, no stamps, no indexes but the id's.
func insertBare(s *Store, dir string) (time.Duration, error) {
	db, err := openDB(filepath.Join(dir, "bare.db"), false)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	type bare struct {
		insert string
		rows   [][]any
	}
	var all []bare
	for _, t := range s.allTables() {
		cols := []string{"id", "scope"}
		for _, f := range t.cols {
			cols = append(cols, quote(f.Name))
		}
		if t.kind == nil {
			cols = append(cols, "extra")
		}
		rows, err := s.read.Query("SELECT " + strings.Join(cols, ",") + " FROM " + t.name)
		if err != nil {
			return 0, err
		}
		x := bare{insert: fmt.Sprintf("INSERT INTO %s(%s) VALUES(?%s)", t.name, strings.Join(cols, ","), strings.Repeat(",?", len(cols)-1))}
		for rows.Next() {
			vals := make([]any, len(cols))
			ptrs := make([]any, len(cols))
			for i := range vals {
				ptrs[i] = &vals[i]
			}
			if err := rows.Scan(ptrs...); err != nil {
				return 0, err
			}
			x.rows = append(x.rows, vals)
		}
		if err := rows.Close(); err != nil {
			return 0, err
		}
		if _, err := db.Exec(fmt.Sprintf("CREATE TABLE %s(%s)", t.name, strings.Replace(strings.Join(cols, ","), "id", "id BLOB PRIMARY KEY", 1))); err != nil {
			return 0, err
		}
		all = append(all, x)
	}
	start := time.Now()
	tx, err := db.Begin()
	if err != nil {
		return 0, err
	}
	for _, x := range all {
		var st *sql.Stmt
		if st, err = tx.Prepare(x.insert); err != nil {
			return 0, err
		}
		for _, r := range x.rows {
			if _, err := st.Exec(r...); err != nil {
				return 0, err
			}
		}
	}
	err = tx.Commit()
	return time.Since(start), err
}
