package respond_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/respond"
	"pinisi/data/store"
)

var now = time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC)

// device is a store of a mission.
func device(t testing.TB, scope string) *store.Store {
	t.Helper()
	tick := now
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{Now: func() time.Time { tick = tick.Add(time.Millisecond); return tick }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := st.SetProfile(context.Background(), store.Profile{Scope: scope, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return st
}

// parent is the id that the evaluation has on every device of these tests.
var parent = data.DerivedID("test", data.NilID, "evaluation")

// evaluation begins an evaluation there and gives its form F-03.
func evaluation(t testing.TB, st *store.Store) respond.Form {
	t.Helper()
	edits := data.Create("evaluation", parent, "kbri-singapura", map[string]data.Value{
		"period": data.TextValue("2026"), "unit": data.TextValue("Seksi Konsuler"), "variant": data.TextValue("luring"), "status": data.TextValue(data.EvaluationDraft),
	})
	write(t, st, edits...)
	return formOf(t, st)
}

func formOf(t testing.TB, st *store.Store) respond.Form {
	t.Helper()
	registry, err := instrument.NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	ins, err := registry.Get("pekppp-2023-luring", "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	rec, err := st.Get(context.Background(), "evaluation", parent)
	if err != nil {
		t.Fatal(err)
	}
	return respond.OfEvaluation(ins, rec)
}

func write(t testing.TB, st *store.Store, edits ...data.Edit) {
	t.Helper()
	if _, err := st.Write(context.Background(), data.Action{Label: "test", Edits: edits}); err != nil {
		t.Fatal(err)
	}
}

func load(t testing.TB, st *store.Store, f respond.Form) *respond.Set {
	t.Helper()
	s, err := respond.Load(context.Background(), st, f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// survey is a form of three unsur from 1 to 4 with labels, as SKM has nine.
func survey() respond.Form {
	text := func(id, en string) assets.Text { return assets.Text{ID: id, EN: en} }
	fit := []assets.Text{text("Tidak sesuai", "Not suitable"), text("Kurang sesuai", "Less suitable"), text("Sesuai", "Suitable"), text("Sangat sesuai", "Very suitable")}
	good := []assets.Text{text("Tidak baik", "Not good"), text("Kurang baik", "Less good"), text("Baik", "Good"), text("Sangat baik", "Very good")}
	return respond.Form{
		Kind: "survey_response", Of: data.Record{Kind: "survey", ID: parent, Scope: "kbri-singapura"}, Min: 1, Max: 4,
		Questions: []respond.Question{
			{ID: "U1", Number: 1, Name: text("Persyaratan", "Requirements"), Text: text("Bagaimana kesesuaian persyaratan dengan jenis pelayanan?", "How suitable are the requirements?"), Labels: fit},
			{ID: "U2", Number: 2, Name: text("Sistem, mekanisme, dan prosedur", "System and procedure"), Text: text("Bagaimana kemudahan prosedur pelayanan?", "How easy is the procedure?"), Labels: good},
			{ID: "U3", Number: 3, Name: text("Waktu penyelesaian", "Time"), Text: text("Bagaimana kecepatan waktu pelayanan?", "How fast is the service?"), Labels: good},
		},
	}
}

// sheet makes the edits of a paper sheet with the same answer everywhere.
func sheet(st *store.Store, f respond.Form, number, level int) []data.Edit {
	e := respond.Entry{Number: number, Channel: respond.Paper, TakenOn: fmt.Sprintf("2026-%02d-10", 1+number%3), Service: []string{"", "IMI-01", "IMI-02"}[number%3]}
	for range f.Questions {
		e.Answers = append(e.Answers, level)
	}
	return f.Add(st.NewID(), e)
}

// csvOf is a file of n rows as a web form exports it.
func csvOf(f respond.Form, n int) string {
	var b strings.Builder
	b.WriteString("No,Tanggal")
	for _, q := range f.Questions {
		b.WriteString(",\"" + q.Text.ID + "\"")
	}
	b.WriteString(",Jenis layanan,Saran\n")
	for i := range n {
		fmt.Fprintf(&b, "%d,%02d/03/2026", i+1, 1+i%24)
		for q := range f.Questions {
			fmt.Fprintf(&b, ",%d", (i+q)%6)
		}
		fmt.Fprintf(&b, ",Paspor elektronik,Ruang tunggu nomor %d panas\n", i%7)
	}
	return b.String()
}
