package report_test

import (
	"context"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/innovate"
	"pinisi/data/integrate"
	"pinisi/data/report"
)

// innovations adds outreach, an innovation with its proposal, and a system. Texts
// mention persons, as people write.
func innovations(t testing.TB, w world, who data.ID) {
	t.Helper()
	ctx, text := context.Background(), data.TextValue
	put := func(kind string, id data.ID, fields map[string]data.Value) {
		t.Helper()
		_, err := w.st.Write(ctx, data.Action{Author: who, Label: "test", Edits: data.Create(kind, id, scope, fields)})
		check(t, err)
	}
	put("outreach", w.st.NewID(), map[string]data.Value{"title": text("Layanan keliling di Batu Pahat"), "channel": text("mobile"), "held_on": text("2026-02-14"), "until_on": text("2026-02-15"),
		"place": text("Dewan Serbaguna, hubungi +65 8123 4567"), "reach": data.IntValue(1180), "reach_how": text("daftar hadir"), "audience": data.ListValue([]string{"users", "media"}),
		"message": text("Cara mengadu lewat SP4N-LAPOR!"), "complaint_channels": data.ListValue([]string{"sp4n", "hotline"}), "complaint_link": text("lapor.go.id"), "status": text("held"), "result": text("Ditanya Budi Santoso tentang paspor.")})
	put("outreach", w.st.NewID(), map[string]data.Value{"title": text("Unggahan jam layanan"), "channel": text("social"), "held_on": text("2026-03-01"), "status": text("held")})
	put("outreach", w.st.NewID(), map[string]data.Value{"title": text("Temu komunitas"), "channel": text("meeting"), "held_on": text("2026-11-01"), "status": text("planned")})

	innovation := w.st.NewID()
	put("innovation", innovation, map[string]data.Value{"title": text("Antrean lewat pesan singkat"), "stage": text("running"), "started_on": text("2022-03-01"), "unit": text("Seksi Konsuler")})
	put("award", w.st.NewID(), map[string]data.Value{"innovation": data.RefValue(innovation), "name": text("Unit pelayanan terbaik"), "giver": text("Kemlu"), "level": text("internal"), "awarded_on": text("2024-08-19")})
	in, err := w.st.Get(ctx, "innovation", innovation)
	check(t, err)
	proposal, err := innovate.Begin(ctx, w.st, who, innovate.New{Innovation: in, Year: "2021", Group: "replikasi"})
	check(t, err)
	for section, words := range map[string]string{"ringkasan": strings.Repeat("antrean dari rumah ", 70), "latar": "Semula antre sejak pukul 05.00.\n\nMenurut Budi Santoso, dua jam.", "kebaruan": strings.Repeat("baru ", 290)} {
		put("proposal_section", innovate.SectionID(proposal, section), map[string]data.Value{"proposal": data.RefValue(proposal), "section": text(section), "text": text(words)})
	}

	system, err := integrate.Begin(ctx, w.st, who, scope, "Peduli WNI", "id")
	check(t, err)
	put("system_note", w.st.NewID(), map[string]data.Value{"system": data.RefValue(system), "type": text("blocker"), "text": text("Belum ada tim teknis, tanya Budi Santoso"), "on": text("2026-01-05"), "due_on": text("2026-06-30"), "item": text("team")})
	sheet, err := integrate.Load(ctx, w.st, system)
	check(t, err)
	for i, state := range []string{integrate.Ready, integrate.Process, integrate.None, integrate.NotApplicable} {
		_, err := w.st.Write(ctx, data.Action{Author: who, Label: "test", Edits: integrate.SetState(sheet.System, sheet.Lines[i], state, "2026-02-01")})
		check(t, err)
	}
	w.of[report.Outreach] = report.Request{Period: "2026"}
	w.of[report.Proposal] = report.Request{ID: proposal}
	w.of[report.Readiness] = report.Request{ID: system}
}

// bareInnovations adds a proposal and a system of which nothing is noted.
func bareInnovations(t testing.TB, w world, who data.ID) {
	t.Helper()
	ctx, id := context.Background(), w.st.NewID()
	_, err := w.st.Write(ctx, data.Action{Author: who, Label: "test", Edits: data.Create("innovation", id, scope, map[string]data.Value{"title": data.TextValue("Ide")})})
	check(t, err)
	in, err := w.st.Get(ctx, "innovation", id)
	check(t, err)
	proposal, err := innovate.Begin(ctx, w.st, who, innovate.New{Innovation: in, Year: "2025", Group: "umum"})
	check(t, err)
	system, err := integrate.Begin(ctx, w.st, who, scope, "Sistem", "id")
	check(t, err)
	w.of[report.Outreach], w.of[report.Proposal], w.of[report.Readiness] = report.Request{Period: "2026"}, report.Request{ID: proposal}, report.Request{ID: system}
}
