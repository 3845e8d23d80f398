package report_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/report"
)

// threads adds a complaint that became a topic, a secret one, and an agreement.
func threads(t testing.TB, w world) {
	t.Helper()
	text := data.TextValue
	put := func(edits ...data.Edit) {
		t.Helper()
		_, err := w.st.Write(context.Background(), data.Action{Label: "test", Edits: edits})
		check(t, err)
	}
	complaint, secret, meeting := w.st.NewID(), w.st.NewID(), w.st.NewID()
	put(data.Create("complaint", complaint, scope, map[string]data.Value{"title": text("Budi Santoso menunggu tiga jam"), "received_on": text("2026-02-01"), "status": text("verified")})...)
	put(data.Create("complaint", secret, scope, map[string]data.Value{"title": text("Kata-kata rahasia"), "tracking_id": text("7400002"), "received_on": text("2026-02-02"), "secret": data.BoolValue(true)})...)
	put(data.Create("consultation", meeting, scope, map[string]data.Value{"title": text("FKP antrean"), "starts_at": text("2026-03-01T02:00:00Z")})...)
	put(data.Create("agreement", w.st.NewID(), scope, map[string]data.Value{"consultation": data.RefValue(meeting), "text": text("Loket kedua dibuka")})...)
	put(data.LinkEdits(data.Record{Kind: "complaint", ID: complaint, Scope: scope}, data.Record{Kind: "consultation", ID: meeting, Scope: scope}, "hubungi +65 8123 4567")...)
	put(data.LinkEdits(data.Record{Kind: "complaint", ID: secret, Scope: scope}, data.Record{Kind: "consultation", ID: meeting, Scope: scope}, "")...)
	w.of[report.Thread] = report.Request{ID: meeting}
}

func TestTheThreadAsADocument(t *testing.T) {
	worlds := [2]world{}
	for i := range worlds {
		worlds[i] = build(t, 0, 100, false)
		threads(t, worlds[i])
	}
	w := worlds[0]
	for _, r := range []report.Request{{Period: "2026"}, {ID: w.of[report.Thread].ID}} {
		r.Kind, r.Lang = report.Thread, "id"
		for _, r.Format = range report.Formats(report.Thread) {
			raw := write(t, w, r)
			// the same records give the same bytes
			if again := write(t, worlds[1], r); !bytes.Equal(raw, again) {
				t.Errorf("%s of %q: differ at byte %d", r.Format, r.Period, differ(raw, again))
			}
			text := textOf(t, r.Format, raw)
			for _, want := range []string{"menunggu tiga jam", "7400002", "Loket kedua dibuka"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s of %q lacks %q", r.Format, r.Period, want)
				}
			}
			if r.Period != "" && !strings.Contains(text, "Belum ada perubahan") {
				t.Errorf("%s of the year does not name what is missing", r.Format)
			}
			// nobody is named, and no secret is told
			for _, secret := range append([]string{"Kata-kata rahasia"}, secrets...) {
				if strings.Contains(text, secret) {
					t.Errorf("%s of %q says %q", r.Format, r.Period, secret)
				}
			}
			// not even where names were asked for
			r.Personal = true
			if text := textOf(t, r.Format, write(t, w, r)); strings.Contains(text, "Kata-kata rahasia") || !strings.Contains(text, "Budi Santoso menunggu") {
				t.Errorf("%s of %q with names: secret or nameless", r.Format, r.Period)
			}
			r.Personal = false
		}
	}
}
