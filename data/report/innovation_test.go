package report_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"pinisi/data"
	"pinisi/data/report"
	"pinisi/data/store"
)

func TestAProposalCountsItsWordsAndSaysWhoseTheLimitsAre(t *testing.T) {
	w := build(t, 0, 1, false)
	for _, format := range []string{report.DOCX, report.PDF} {
		r := w.of[report.Proposal]
		r.Kind, r.Format = report.Proposal, format
		says(t, format, said(t, w.st, r), []string{"DRAF", "KIPP 2021", "Replikasi", "melebihi batas (batas usulan Pinisi)", "bukan batas resmi", "Unit pelayanan terbaik", "Belum diisi."}, []string{"Budi Santoso"})
		r.Personal = true
		says(t, format+" with names", said(t, w.st, r), []string{"Budi Santoso"}, nil)
	}
}

func TestReadinessIsSaidWithWhatIsNotReady(t *testing.T) {
	w := build(t, 0, 1, false)
	for _, format := range []string{report.DOCX, report.PDF} {
		r := w.of[report.Readiness]
		r.Kind, r.Format = report.Readiness, format
		says(t, format, said(t, w.st, r), []string{"1 dari 14 butir yang berlaku sudah siap. Belum siap: Berkas OpenAPI", "11 butir belum dinilai", "Belum ada tim teknis", "Usulan Pinisi"}, []string{"Budi Santoso"})
	}
}

func TestOutreachOfAllMissionsNamesThemAndAddsNoChannels(t *testing.T) {
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{Rand: rand.NewChaCha8([32]byte{1})})
	check(t, err)
	t.Cleanup(func() { check(t, st.Close()) })
	check(t, st.SetProfile(ctx, store.Profile{Scope: store.Headquarters, Language: "id"}))
	for i, mission := range []string{"kjri-penang", "kri-tawau"} {
		_, err := st.Write(ctx, data.Action{Label: "t", Edits: append(data.Create("outreach", st.NewID(), mission, map[string]data.Value{
			"title": data.TextValue("Temu " + mission), "status": data.TextValue("held"), "held_on": data.TextValue("2026-02-01"), "reach": data.IntValue(int64(1000 + i*500)),
			"channel": data.TextValue([]string{"meeting", "social"}[i]), "result": data.TextValue("Ditanya Ratna Kusumawati.")}),
			data.Create("staff", st.NewID(), mission, map[string]data.Value{"name": data.TextValue("Ratna Kusumawati")})...)})
		check(t, err)
	}
	for _, format := range []string{report.DOCX, report.PDF, report.XLSX} {
		all := said(t, st, report.Request{Kind: report.Outreach, Period: "2026", Format: format})
		says(t, format, all, []string{"Temu kjri-penang", "Temu kri-tawau", "Antarsaluran tidak dijumlahkan"}, []string{"2.500", "2500", "Ratna"})
		if format != report.XLSX {
			says(t, format, all, []string{"KJRI Penang", "KRI Tawau", "1.000", "1.500"}, nil)
		}
		says(t, format+" of one", said(t, st, report.Request{Kind: report.Outreach, Period: "2026", Scope: "kri-tawau", Format: format}), []string{"Temu kri-tawau"}, []string{"Temu kjri-penang"})
	}
}
