package report_test

import (
	"context"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/consult/consulttest"
	"pinisi/data/report"
	"pinisi/data/respond"
	"pinisi/data/store"
	"pinisi/data/survey"
)

// TestTheSummaryIsTrue follows an evaluation from nothing to final, and reads
// at each step what the report says of it.
func TestTheSummaryIsTrue(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 3, 24, 2, 0, 0, 0, time.UTC)
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	check(t, err)
	t.Cleanup(func() { check(t, st.Close()) })
	check(t, st.SetProfile(ctx, store.Profile{Scope: scope, Language: "id"}))
	who := st.NewID()
	put := func(edits []data.Edit) {
		t.Helper()
		_, err := st.Write(ctx, data.Action{Author: who, Label: "test", Edits: edits})
		check(t, err)
	}
	id, err := assess.Begin(ctx, st, who, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring", Today: now})
	check(t, err)
	w := world{st: st, evaluation: id}
	says := func(step string, want, never []string) {
		t.Helper()
		for _, format := range []string{report.DOCX, report.PDF} {
			text := strings.Join(strings.Fields(textOf(t, format, write(t, w, report.Request{Kind: report.Evaluation, ID: id, Format: format}))), " ")
			for _, s := range want {
				if !strings.Contains(text, s) {
					t.Errorf("%s: the %s does not say %q", step, format, s)
				}
			}
			for _, s := range never {
				if strings.Contains(text, s) {
					t.Errorf("%s: the %s says %q", step, format, s)
				}
			}
		}
	}
	says("empty", []string{"belum memiliki indikator yang diisi", "DRAF", "Belum ada lembar responden", "Belum ada tindak lanjut", "Belum ada berkas bukti"}, []string{"dengan kategori"})

	indicators := load(t, st, id).Instrument.Indicators()
	for _, ind := range indicators[:20] {
		put(load(t, st, id).Choose(ind.ID, 4))
	}
	says("20 of 30", []string{"Indeks F-02 sementara Seksi Konsuler periode 2026 adalah 4,00. 10 dari 30 indikator belum diisi"}, []string{"dengan kategori"})
	for _, ind := range indicators[20:] {
		put(load(t, st, id).Choose(ind.ID, 4))
	}
	says("without users", []string{"Indeks F-02 Seksi Konsuler periode 2026 adalah 4,00. Belum ada penilaian pengguna"}, []string{"dengan kategori", "sementara Seksi"})

	s := load(t, st, id)
	form := respond.OfEvaluation(s.Instrument, s.Evaluation)
	answers := make([]int, len(form.Questions))
	for i := range answers {
		answers[i] = 4
	}
	for i := range 12 {
		put(form.Add(st.NewID(), respond.Entry{Number: i + 1, Answers: answers, Channel: "paper"}))
	}
	says("draft", []string{"adalah 4,00 dengan kategori B (Baik)", "Angka ini sementara"}, nil)
	check(t, assess.Finalise(ctx, st, who, id, now))
	says("final", []string{"adalah 4,00 dengan kategori B (Baik)"}, []string{"DRAF", "sementara", "draf"})
}

// TestDocumentsOfNothing: what is empty is a document that says so, no error.
func TestDocumentsOfNothing(t *testing.T) {
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{Rand: rand.NewChaCha8([32]byte{1})})
	check(t, err)
	t.Cleanup(func() { check(t, st.Close()) })
	check(t, st.SetProfile(ctx, store.Profile{Scope: scope, Language: "id"}))
	who := st.NewID()
	w := world{st: st}
	w.evaluation, err = assess.Begin(ctx, st, who, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "daring"})
	check(t, err)
	w.survey, err = survey.Begin(ctx, st, who, survey.New{Period: "2026", Unit: "Seksi Konsuler"})
	check(t, err)
	begun, err := consulttest.Begin(ctx, st, who, consulttest.New{})
	check(t, err)
	w.about(begun)
	bareInnovations(t, w, who)
	standardsOf(t, w, who, false)
	for _, r := range requests(w) {
		if len(write(t, w, r)) == 0 {
			t.Errorf("%s %s is empty", r.Kind, r.Format)
		}
	}
}
