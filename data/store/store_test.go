package store

import (
	"context"
	"errors"
	"slices"
	"testing"

	"pinisi/data"
)

func open(t testing.TB, dir string) *Store {
	t.Helper()
	s, err := Open(context.Background(), dir, Options{})
	if err != nil {
		t.Fatalf("open %s: %v", dir, err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// device opens a store of a mission with one person.
func device(t testing.TB, scope string) *Store {
	t.Helper()
	s := open(t, t.TempDir())
	if err := s.SetProfile(context.Background(), Profile{Scope: scope, Staff: s.NewID(), Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return s
}

func write(t testing.TB, s *Store, edits ...data.Edit) ActionID {
	t.Helper()
	id, err := s.Write(context.Background(), data.Action{Author: s.Profile().Staff, Label: "test", Edits: edits})
	if err != nil {
		t.Fatalf("write %v: %v", edits, err)
	}
	return id
}

func get(t testing.TB, s *Store, kind string, id data.ID) data.Record {
	t.Helper()
	r, err := s.Get(context.Background(), kind, id)
	if err != nil {
		t.Fatalf("get %s %s: %v", kind, id, err)
	}
	return r
}

func create(t testing.TB, s *Store, kind string, fields map[string]data.Value) data.ID {
	t.Helper()
	id := s.NewID()
	write(t, s, data.Create(kind, id, "", fields)...)
	return id
}

// exchange carries all segments from one store to another.
func exchange(t *testing.T, from, to *Store) Applied {
	t.Helper()
	ctx := context.Background()
	if err := from.Seal(ctx, 0); err != nil {
		t.Fatalf("seal: %v", err)
	}
	v, err := to.Vector(ctx)
	if err != nil {
		t.Fatal(err)
	}
	var all [][]byte
	if err := from.SegmentsSince(ctx, v, nil, func(x Sealed) error { all = append(all, x.Bytes); return nil }); err != nil {
		t.Fatalf("read the log: %v", err)
	}
	a, err := to.Apply(ctx, all, false)
	if err != nil {
		t.Fatalf("apply: %v", err)
	}
	if a.Quarantined > 0 {
		q, _ := to.Quarantine(ctx)
		t.Fatalf("quarantined: %v", q)
	}
	return a
}

func verified(t *testing.T, s *Store) {
	t.Helper()
	rep, err := s.Verify(context.Background())
	if err != nil {
		t.Fatalf("verify: %v", err)
	}
	if len(rep.Problems) > 0 {
		t.Fatalf("verify found %q", rep.Problems)
	}
}

var text = data.TextValue

func TestWrittenIsThereAfterReopening(t *testing.T) {
	dir := t.TempDir()
	s := open(t, dir)
	id := s.NewID()
	write(t, s, data.Create("evaluation", id, "kbri-singapura", map[string]data.Value{
		"period": text("2026"), "unit": text("Seksi Konsuler"), "unknown_field": data.IntValue(7)})...)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, dir)
	r := get(t, s, "evaluation", id)
	if r.Text("unit") != "Seksi Konsuler" || r.Fields["unknown_field"] != data.IntValue(7) || r.Scope != "kbri-singapura" {
		t.Fatalf("got %+v", r)
	}
	verified(t, s)
}

func TestConcurrentEditsStayBothUntilDecided(t *testing.T) {
	a, b := device(t, "kbri-singapura"), device(t, "kbri-singapura")
	note := "Standar ditinjau setiap dua tahun, terakhir pada bulan Maret bersama pengguna layanan."
	id := create(t, a, "answer", map[string]data.Value{"note": text(note), "score": data.IntValue(3)})
	exchange(t, a, b)
	// When both edit the note without having met
	write(t, a, get(t, a, "answer", id).Set("note", text(note+" Satu.")))
	write(t, b, get(t, b, "answer", id).Set("note", text(note+" Dua.")))
	exchange(t, a, b)
	exchange(t, b, a)
	var shown []string
	for _, s := range []*Store{a, b} {
		r := get(t, s, "answer", id)
		vs := r.Conflicts["note"]
		if len(vs) != 2 || vs[0].Value != r.Fields["note"] || vs[0].Value == vs[1].Value {
			t.Fatalf("conflict %+v of %+v", vs, r)
		}
		shown = append(shown, vs[0].Value.S, vs[1].Value.S)
		if cs, err := s.Conflicts(context.Background()); err != nil || len(cs) != 1 || cs[0].Field != "note" {
			t.Fatalf("conflicts %+v %v", cs, err)
		}
	}
	if want := []string{note + " Satu.", note + " Dua."}; shown[0] != shown[2] || shown[1] != shown[3] || !slices.Contains(want, shown[0]) || !slices.Contains(want, shown[1]) {
		t.Fatalf("both devices must show the same of the two: %q", shown)
	}
	// Then a decision on one settles it on both, and history has all three
	write(t, a, get(t, a, "answer", id).Set("note", text("Diputuskan")))
	exchange(t, a, b)
	for _, s := range []*Store{a, b} {
		r := get(t, s, "answer", id)
		if r.Text("note") != "Diputuskan" || len(r.Conflicts) > 0 {
			t.Fatalf("after the decision: %+v", r)
		}
		h, err := s.History(context.Background(), "answer", id)
		if err != nil || len(h) != 5 {
			t.Fatalf("history %+v %v", h, err)
		}
		verified(t, s)
	}
}

func TestDeleteBesideEditStaysVisible(t *testing.T) {
	a, b := device(t, "kbri-singapura"), device(t, "kbri-singapura")
	id := create(t, a, "followup", map[string]data.Value{"action": text("Pasang papan")})
	exchange(t, a, b)
	write(t, a, get(t, a, "followup", id).Delete())
	write(t, b, get(t, b, "followup", id).Set("percent", data.IntValue(50)))
	exchange(t, a, b)
	exchange(t, b, a)
	for _, s := range []*Store{a, b} {
		r := get(t, s, "followup", id)
		if r.Deleted || len(r.Conflicts[data.FieldDeleted]) != 2 {
			t.Fatalf("given a delete beside an edit, got %+v", r)
		}
		verified(t, s)
	}
	write(t, b, get(t, b, "followup", id).Delete())
	exchange(t, b, a)
	for _, s := range []*Store{a, b} {
		if r := get(t, s, "followup", id); !r.Deleted || len(r.Conflicts) > 0 {
			t.Fatalf("after deciding to delete: %+v", r)
		}
	}
}

func TestUndo(t *testing.T) {
	s := device(t, "kbri-singapura")
	ctx := context.Background()
	id := create(t, s, "followup", map[string]data.Value{"action": text("Satu")})
	write(t, s, get(t, s, "followup", id).Set("action", text("Dua")))
	if _, err := s.Undo(ctx, data.NilID); err != nil {
		t.Fatal(err)
	}
	if got := get(t, s, "followup", id).Text("action"); got != "Satu" {
		t.Fatalf("after undo: %q", got)
	}
	if _, err := s.Undo(ctx, data.NilID); err != nil {
		t.Fatal(err)
	}
	if !get(t, s, "followup", id).Deleted {
		t.Fatal("undoing the creation did not delete")
	}
	if _, err := s.Undo(ctx, data.NilID); !errors.Is(err, ErrNothingToUndo) {
		t.Fatalf("third undo: %v", err)
	}
	verified(t, s)
}

// Given one field written several times, also twice in one action: each undo
// takes back one action, to the value before all of them, unless someone else
// wrote there in between.
func TestUndoGoesBackStepByStep(t *testing.T) {
	ctx := context.Background()
	s := device(t, "kbri-singapura")
	id := create(t, s, "followup", map[string]data.Value{"action": text("Satu"), "output": text("lama")})
	for _, v := range []string{"Dua", "Tiga", "Empat"} {
		write(t, s, get(t, s, "followup", id).Set("action", text(v)))
	}
	rec := get(t, s, "followup", id)
	write(t, s, rec.Set("output", text("baru")), rec.Set("output", text("terbaru")))
	for _, want := range []string{"Empat lama", "Tiga lama", "Dua lama", "Satu lama"} {
		if _, err := s.Undo(ctx, data.NilID); err != nil {
			t.Fatal(err)
		}
		rec := get(t, s, "followup", id)
		if got := rec.Text("action") + " " + rec.Text("output"); got != want || len(rec.Conflicts) > 0 {
			t.Fatalf("after an undo: %q, want %q (%v)", got, want, rec.Conflicts)
		}
	}
	verified(t, s)

	other := device(t, "kbri-singapura")
	write(t, s, get(t, s, "followup", id).Set("action", text("Lima")))
	exchange(t, s, other)
	write(t, other, get(t, other, "followup", id).Set("action", text("Enam")))
	exchange(t, other, s)
	write(t, s, get(t, s, "followup", id).Set("action", text("Tujuh")))
	for range 2 {
		if _, err := s.Undo(ctx, data.NilID); err != nil {
			t.Fatal(err)
		}
	}
	if got := get(t, s, "followup", id).Text("action"); got != "Enam" {
		t.Fatalf("undone past the value of someone else: %q", got)
	}
}

func TestSearchFindsEveryWordBeginning(t *testing.T) {
	s := device(t, "kbri-singapura")
	id := create(t, s, "input", map[string]data.Value{"text": text("Antrean paspor terlalu lama pada hari Senin")})
	for _, q := range []string{"paspor", "PASP", "antrean sen"} {
		hits, err := s.Search(context.Background(), q, 10)
		if err != nil || len(hits) != 1 || hits[0].Record.ID != id {
			t.Fatalf("search %q: %+v %v", q, hits, err)
		}
	}
	write(t, s, get(t, s, "input", id).Set("text", text("Ruang tunggu sempit")))
	if hits, _ := s.Search(context.Background(), "paspor", 10); len(hits) != 0 {
		t.Fatalf("an old word is still found: %+v", hits)
	}
}

func TestRestoredBackupLosesNothing(t *testing.T) {
	// Given a device whose folder is put back to an earlier state, and works on
	a, hub := device(t, "kbri-singapura"), device(t, Headquarters)
	id := create(t, a, "followup", map[string]data.Value{"action": text("Satu")})
	exchange(t, a, hub)
	v, _ := a.Vector(context.Background())
	for st, seq := range v {
		a.Confirm(context.Background(), st, seq)
	}
	early := t.TempDir()
	if err := a.Backup(context.Background(), early+"/pinisi.db"); err != nil {
		t.Fatal(err)
	}
	if err := writeDurably(early+"/device.key", a.PrivateKey().Seed()); err != nil {
		t.Fatal(err)
	}
	write(t, a, get(t, a, "followup", id).Set("detail", text("sebelum hilang")))
	lost := create(t, a, "followup", map[string]data.Value{"action": text("Dua")})
	exchange(t, a, hub)
	b := open(t, early)
	write(t, b, get(t, b, "followup", id).Set("detail", text("sesudah dipulihkan")))
	if err := b.Seal(context.Background(), 0); err != nil {
		t.Fatal(err)
	}
	// When headquarters' segments come back under the same numbers
	exchange(t, hub, b)
	exchange(t, b, hub)
	for _, s := range []*Store{b, hub} {
		if get(t, s, "followup", lost).Text("action") != "Dua" || len(get(t, s, "followup", id).Conflicts["detail"]) != 2 {
			t.Fatalf("lost: %+v", get(t, s, "followup", id))
		}
		verified(t, s)
	}
}

func TestDeleteBesideANewPartStaysVisible(t *testing.T) {
	for _, first := range []string{"deletion first", "part first"} {
		t.Run(first, func(t *testing.T) {
			a, b, c := device(t, "kbri-singapura"), device(t, "kbri-singapura"), device(t, Headquarters)
			id := create(t, a, "evaluation", map[string]data.Value{"unit": text("Seksi Konsuler")})
			exchange(t, a, b)
			exchange(t, a, c)
			// Given one who deletes the evaluation while another answers
			write(t, a, get(t, a, "evaluation", id).Delete())
			answer := data.DerivedID("answer", id, "A01")
			write(t, b, data.Create("answer", answer, "", map[string]data.Value{"evaluation": data.RefValue(id), "indicator": text("A01"), "score": data.IntValue(4)})...)
			if first == "deletion first" {
				exchange(t, a, c)
				exchange(t, b, c)
			} else {
				exchange(t, b, c)
				exchange(t, a, c)
			}
			exchange(t, a, b)
			exchange(t, b, a)
			for i, s := range []*Store{a, b, c} {
				r := get(t, s, "evaluation", id)
				if r.Deleted || len(r.Conflicts[data.FieldDeleted]) != 2 {
					t.Fatalf("device %d: %+v", i, r)
				}
				verified(t, s)
			}
			// When it is deleted all the same, the part goes too, everywhere
			write(t, b, get(t, b, "evaluation", id).Delete())
			exchange(t, b, a)
			exchange(t, b, c)
			for i, s := range []*Store{a, b, c} {
				if r := get(t, s, "evaluation", id); !r.Deleted || len(r.Conflicts) > 0 || !get(t, s, "answer", answer).Deleted {
					t.Fatalf("device %d after the decision: %+v", i, r)
				}
				verified(t, s)
			}
		})
	}
}

func TestNobodyIsAskedAboutWhatTheProgramWrote(t *testing.T) {
	a, b := device(t, "kbri-singapura"), device(t, "kbri-singapura")
	id := create(t, a, "complaint", map[string]data.Value{"title": text("Antrean"), "batch": text("senin.csv")})
	exchange(t, a, b)
	// Given two offices that take the same complaint from two files, and correct its title differently
	for s, file := range map[*Store]string{a: "selasa.csv", b: "rabu.csv"} {
		write(t, s, get(t, s, "complaint", id).Set("batch", text(file)), get(t, s, "complaint", id).Set("title", text("Antrean "+file)))
	}
	exchange(t, a, b)
	exchange(t, b, a)
	// Then the title is theirs to decide, the name of the file is nobody's
	x, y := get(t, a, "complaint", id), get(t, b, "complaint", id)
	for _, r := range []data.Record{x, y} {
		if len(r.Conflicts["title"]) != 2 || len(r.Conflicts) != 1 {
			t.Errorf("conflicts %+v, want the title's alone", r.Conflicts)
		}
	}
	if x.Text("batch") != y.Text("batch") {
		t.Errorf("one shows %q, the other %q", x.Text("batch"), y.Text("batch"))
	}
	for _, s := range []*Store{a, b} {
		if open, err := s.Conflicts(context.Background()); err != nil || len(open) != 1 {
			t.Errorf("%d conflicts (%v), want 1", len(open), err)
		}
		verified(t, s)
	}
}

func TestListReadsTheFieldsThatAreWanted(t *testing.T) {
	s := device(t, "kbri-singapura")
	id := create(t, s, "followup", map[string]data.Value{"action": text("Pasang papan"), "detail": text("Panjang"), "percent": data.IntValue(40), "odd": text("x")})
	got, err := s.List(context.Background(), Query{Kind: "followup", Fields: []string{"action", "percent"}})
	if err != nil || len(got) != 1 {
		t.Fatalf("%v %v", got, err)
	}
	if r := got[0]; r.ID != id || r.Text("action") != "Pasang papan" || r.Fields["percent"] != data.IntValue(40) || len(r.Fields) != 2 || len(r.Seen) == 0 {
		t.Fatalf("got %+v", r)
	}
}
