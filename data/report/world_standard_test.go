package report_test

import (
	"context"
	"testing"

	"pinisi/data"
	"pinisi/data/report"
)

// standardsOf adds a standard in force and a pledge, whole or with hardly anything in them.
func standardsOf(t testing.TB, w world, who data.ID, whole bool) {
	t.Helper()
	text := data.TextValue
	put := func(kind string, fields map[string]data.Value) data.ID {
		t.Helper()
		id := w.st.NewID()
		_, err := w.st.Write(context.Background(), data.Action{Author: who, Label: "test", Force: true, Edits: data.Create(kind, id, scope, fields)})
		check(t, err)
		return id
	}
	fields := map[string]data.Value{"service": text("IMI-01"), "status": text("published"), "version": data.IntValue(1)}
	pledge := map[string]data.Value{"number": text("3/MP/2026")}
	if whole {
		for name, s := range map[string]string{"decree_number": "12/SK/2026", "decreed_on": "2026-02-03", "published_on": "2026-02-10", "published_at": "papan loket", "requirements": "Paspor lama\nFormulir", "procedure": "Daftar antrean\nSerahkan berkas",
			"duration": "3 hari kerja", "duration_unit": "working_days", "fee": "tunai", "fee_amount": "48.5", "fee_currency": "SGD", "product": "Paspor biasa", "complaints": "Loket 1", "legal_basis": "UU 6/2011", "facilities": "Ruang tunggu",
			"competence": "Terlatih", "supervision": "Bulanan", "staffing": "Petugas", "service_promise": "Tepat waktu", "safety_promise": "Data dijaga", "performance_review": "Semesteran"} {
			fields[name] = text(s)
		}
		pledge["text"], pledge["signed_on"], pledge["signatory"] = text("Dengan ini kami menyatakan:\n1. sanggup;\n2. bersedia menerima sanksi."), text("2026-01-05"), text("Ratna Kusumawati")
	}
	standard := report.Request{ID: put("standard", fields)}
	w.of[report.Pledge] = report.Request{ID: put("pledge", pledge)}
	w.of[report.Standard], w.of[report.Counter], w.of[report.CounterA3] = standard, standard, standard
	for _, kind := range []string{report.Counters, report.CountersA3, report.Standards} {
		w.of[kind] = report.Request{}
	}
}
