package complain_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/store"
	"pinisi/data/tabular"
)

// take imports a CSV and returns what the dry run said and what came of it.
func take(t testing.TB, st *store.Store, csv string) (*complain.Dry, complain.Imported) {
	t.Helper()
	ctx := context.Background()
	file := table(t, []byte(csv), "lapor.csv")
	d, err := complain.DryRun(ctx, st, file, complain.Propose(file), options(singapore, "Asia/Singapore"))
	if err != nil {
		t.Fatal(err)
	}
	done, err := complain.Import(ctx, st, data.NilID, d.SkipBad(true), "lapor.csv", nil)
	if err != nil {
		t.Fatal(err)
	}
	return d, done
}

func only(t testing.TB, st *store.Store, tracking string) data.Record {
	t.Helper()
	all, err := st.List(context.Background(), store.Query{Kind: "complaint", Where: map[string]data.Value{"tracking_id": data.TextValue(tracking)}})
	if err != nil || len(all) != 1 {
		t.Fatalf("%d complaints %s, %v", len(all), tracking, err)
	}
	return all[0]
}

func write(t testing.TB, st *store.Store, edits ...data.Edit) {
	t.Helper()
	if _, err := st.Write(context.Background(), data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
}

const heads = "Tracking ID,Tanggal Laporan,Judul,Status,Tanggal Selesai,Kategori\n"

// A later export brings what is new of each complaint; what a person changed
// since stays, and is told.
func TestALaterFile(t *testing.T) {
	st := device(t, singapore)
	take(t, st, heads+"1,2026-03-01,Satu,Proses,,Paspor\n2,2026-03-02,Dua,Proses,,Visa\n3,2026-03-03,Tiga,Selesai,2026-03-09,\n")
	two := only(t, st, "2")
	write(t, st, two.Set("category", data.TextValue("Paspor")), two.Set("title", data.TextValue("Dua, diperbaiki")))
	three := only(t, st, "3")
	write(t, st, three.Set("closed_on", data.Value{}))

	d, done := take(t, st, heads+"1,2026-03-01,Satu,Selesai,2026-03-10,Paspor\n2,2026-03-02,Dua,Selesai,2026-03-11,Visa\n3,2026-03-03,Tiga,Selesai,2026-03-09,\n4,2026-03-04,Empat,Baru,,\n")
	if done.Added != 1 || done.Changed != 2 || done.Known != 1 || done.Kept != 3 {
		t.Errorf("%+v", done)
	}
	var kept []string
	for _, p := range d.Remarks {
		kept = append(kept, fmt.Sprint(p.Row, " ", p.Column, " ", p.Text("id")))
	}
	if len(kept) != 3 || !strings.Contains(strings.Join(kept, "\n"), `"Dua, diperbaiki" (diubah orang), dalam berkas "Dua"`) {
		t.Errorf("told as kept:\n%s", strings.Join(kept, "\n"))
	}
	if r := only(t, st, "1"); r.Text("status") != "done" || r.Text("closed_on") != "2026-03-10" {
		t.Errorf("1 is %v", r.Fields)
	}
	if r := only(t, st, "2"); r.Text("status") != "done" || r.Text("category") != "Paspor" || r.Text("title") != "Dua, diperbaiki" {
		t.Errorf("2 is %v", r.Fields)
	}
	if r := only(t, st, "3"); r.Text("closed_on") != "" {
		t.Errorf("what a person took out came back: %v", r.Fields)
	}
	// a third file changes again what the first import wrote, and the second did not touch
	_, done = take(t, st, heads+"1,2026-03-01,Satu berubah,Selesai,2026-03-10,Paspor\n2,2026-03-02,Dua,Selesai,2026-03-11,Visa\n")
	if r := only(t, st, "1"); r.Text("title") != "Satu berubah" || done.Changed != 1 || done.Kept != 2 {
		t.Errorf("third: %+v, %v", done, r.Fields)
	}
}

// A complaint that was typed here, with its number, is met by the file.
func TestAComplaintTypedByHandIsMet(t *testing.T) {
	st := device(t, singapore)
	id := st.NewID()
	write(t, st, data.Create("complaint", id, singapore, map[string]data.Value{"tracking_id": data.TextValue("# 77 8"), "title": data.TextValue("Judul saya"), "received_on": data.TextValue("2026-03-01")})...)
	_, done := take(t, st, heads+"778,2026-03-01,Judul berkas,Selesai,2026-03-05,\n")
	r := only(t, st, "# 77 8")
	if done.Added != 0 || done.Changed != 1 || done.Kept != 1 || r.ID != id || r.Text("status") != "done" || r.Text("title") != "Judul saya" {
		t.Errorf("%+v, %v", done, r.Fields)
	}
}

func TestDeletedComplaintsStayAway(t *testing.T) {
	ctx, st := context.Background(), device(t, singapore)
	csv := heads + "1,2026-03-01,Satu,Proses,,\n2,2026-03-02,Dua,Proses,,\n"
	take(t, st, csv)
	write(t, st, only(t, st, "2").Delete())
	d, done := take(t, st, csv)
	if done.Deleted != 1 || done.Added != 0 || len(d.Remarks) != 1 {
		t.Errorf("%+v, remarks %v", done, d.Remarks)
	}
	back, err := complain.Import(ctx, st, data.NilID, d.Restore(true), "x", nil)
	if err != nil || back.Added != 1 || only(t, st, "2").Text("title") != "Dua" {
		t.Errorf("%+v, %v", back, err)
	}
}

// Complaints without a number are told apart by what they say; a longer export
// does not bring them again.
func TestComplaintsWithoutANumber(t *testing.T) {
	st := device(t, singapore)
	csv := "Tanggal,Isi,Status\n2026-03-01,AC mati,Proses\n2026-03-01,AC mati,Proses\n2026-03-02,AC mati,Proses\n"
	if _, done := take(t, st, csv); done.Added != 2 {
		t.Errorf("%+v", done)
	}
	if _, done := take(t, st, "Status,Isi,Tanggal\nSelesai,AC mati,2026-03-01\nProses,AC mati,2026-03-02\nBaru,Lampu,2026-03-03\n"); done.Added != 1 || done.Changed != 1 || done.Known != 1 {
		t.Errorf("%+v", done)
	}
}

func TestWordsThatMeanNothingYet(t *testing.T) {
	ctx, st := context.Background(), device(t, singapore)
	file := table(t, []byte("Tracking ID,Tanggal Laporan,Judul,Status,Rahasia\n1,2026-03-01,A,Gawat,Entah\n2,2026-03-01,B,Gawat,Tidak\n3,2026-03-01,C,Selesai,Ya\n"), "x.csv")
	m := complain.Propose(file)
	d, err := complain.DryRun(ctx, st, file, m, options(singapore, "Asia/Singapore"))
	want := []complain.UnknownWord{{Field: "status", Word: "Gawat", Rows: 2}, {Field: "secret", Word: "Entah", Rows: 1}}
	if err != nil || !reflect.DeepEqual(d.Unknown, want) || len(d.Bad) != 2 {
		t.Errorf("%v, bad %v, %v", d.Unknown, d.Bad, err)
	}
	if !m.Secret(file.Rows[0]) || m.Secret(file.Rows[1]) || !m.Secret(file.Rows[2]) {
		t.Error("a mark that is not understood, or says yes, is secret; one that says no is not")
	}
	m.SetValue("status", "gawat", "processing")
	m.SetValue("secret", "ENTAH", "yes") // whose meaning is not known is better hidden
	d, err = complain.DryRun(ctx, st, file, m, options(singapore, "Asia/Singapore"))
	if err != nil || len(d.Unknown) != 0 || d.New != 3 {
		t.Errorf("%v, %+v, %v", d.Unknown, d, err)
	}
}

func TestTheMappingIsRememberedByHeadings(t *testing.T) {
	ctx, st := context.Background(), device(t, singapore)
	file := table(t, []byte("Apa,Kapan,Bagaimana\nAC mati,2026-03-01,beres\n"), "a.csv")
	if m, before, err := complain.Recall(ctx, st, file); err != nil || before || m.Column("text") >= 0 {
		t.Fatalf("%+v, %v, %v", m, before, err)
	}
	m := complain.Mapping{Channel: "counter", Zone: "Asia/Jakarta"}
	m.Set("text", 0)
	m.Set("received_on", 1)
	m.Set("status", 2)
	m.SetValue("status", "beres", "done")
	if err := complain.Remember(ctx, st, file, m); err != nil {
		t.Fatal(err)
	}
	other := table(t, []byte("Bagaimana,Kapan,Apa\nbelum,2026-03-02,Lampu\n"), "b.csv")
	got, before, err := complain.Recall(ctx, st, other)
	if err != nil || !before || got.Column("text") != 2 || got.Column("received_on") != 1 || got.Column("status") != 0 || got.Values["status"]["beres"] != "done" || got.Channel != "counter" || got.Zone != "Asia/Jakarta" {
		t.Errorf("%+v, %v, %v", got, before, err)
	}
}

func TestAnImportThatIsCancelledWritesNothing(t *testing.T) {
	st := device(t, singapore)
	var csv strings.Builder
	csv.WriteString(heads)
	for i := range 2000 {
		fmt.Fprintf(&csv, "%d,2026-03-01,Judul %d,Proses,,\n", i, i)
	}
	file := table(t, []byte(csv.String()), "x.csv")
	d, err := complain.DryRun(context.Background(), st, file, complain.Propose(file), options(singapore, "Asia/Singapore"))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	calls := 0
	_, err = complain.Import(ctx, st, data.NilID, d.Reading, "x.csv", func(done, total int) {
		if calls++; calls == 3 {
			cancel()
		}
	})
	cancel()
	if !errors.Is(err, context.Canceled) || calls < 3 {
		t.Errorf("%v after %d calls", err, calls)
	}
	if n, err := st.Count(context.Background(), store.Query{Kind: "complaint"}); n != 0 || err != nil {
		t.Errorf("%d complaints, %v", n, err)
	}
}

func TestMappingsThatCannotBeUsed(t *testing.T) {
	file := table(t, []byte("A,B\n1,2026-03-01\n"), "x.csv")
	for _, test := range []struct {
		columns map[string]int
		key     string
	}{
		{map[string]int{"tracking_id": 0}, "no_received"}, {map[string]int{"received_on": 1}, "no_identity"},
		{map[string]int{"tracking_id": 0, "received_on": 0}, "column_twice"}, {map[string]int{"tracking_id": 0, "received_on": 1, "title": 9}, "no_such_column"},
	} {
		r, err := complain.Read(context.Background(), file, complain.Mapping{Columns: test.columns}, options(singapore, "Asia/Singapore"))
		if err != nil || r.Ready() || len(r.Problems) == 0 || r.Problems[0].Key != "complaint.row."+test.key {
			t.Errorf("%v: %+v, %v", test.columns, r, err)
		}
	}
}

// FuzzRead holds that whatever a file says, what is taken fits the kind and has
// an id of its own, and every row is taken, bad or told as a repetition.
func FuzzRead(f *testing.F) {
	for _, content := range shapes(f) {
		f.Add(content)
	}
	f.Add([]byte("Tracking ID;Tanggal;Rating;Jumlah Tindak Lanjut;Layanan\n1;46105,9;6;x;Paspor\n;24/3/26;4;2;\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		file, err := tabular.ReadSheet(context.Background(), bytes.NewReader(content), "x", "")
		if err != nil {
			return
		}
		r, err := complain.Read(context.Background(), file, complain.Propose(file), options(singapore, "Asia/Singapore"))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(r.Rows()) + len(r.Bad) + len(r.Twice); got != r.Total && len(r.Problems) > 0 && r.Problems[0].Row != 0 {
			t.Fatalf("%d of %d rows are accounted for", got, r.Total)
		}
		for _, fields := range complain.FieldsOf(r) {
			for name, v := range fields {
				if err := data.Complaint.Check(name, v); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
			if fields["received_on"].IsNull() || fields["anonymous"] == data.BoolValue(true) && (!fields["reporter"].IsNull() || !fields["contact"].IsNull()) {
				t.Fatalf("%v was taken", fields)
			}
		}
	})
}
