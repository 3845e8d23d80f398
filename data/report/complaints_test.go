package report_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/report"
	"pinisi/data/store"
)

// What complaints say that no masked document may tell, and what none may at all.
var (
	anonymousText = "loket nomor tiga meminta uang tambahan"
	secretText    = "petugas malam menjual nomor antrean"
)

func init() {
	secrets = append(secrets, anonymousText, secretText, "Wahyu Pranoto", "wahyu@example.org")
}

// makeComplaints are 14 complaints of 2026 that were answered in 24 days
// altogether, one open and late, one of the year before, one without a date.
func makeComplaints(t testing.TB, st *store.Store, who data.ID) {
	t.Helper()
	var edits []data.Edit
	text := data.TextValue
	add := func(fields map[string]data.Value) {
		edits = append(edits, data.Create("complaint", st.NewID(), scope, fields)...)
	}
	for i, days := range []int{1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 4} {
		on := time.Date(2026, 1, 5+i, 0, 0, 0, 0, time.UTC)
		day := func(n int) data.Value { return text(on.AddDate(0, 0, n).Format(time.DateOnly)) }
		fields := map[string]data.Value{"tracking_id": text(fmt.Sprintf("90%05d", i+1)), "channel": text([]string{"sp4n", "counter", "email"}[i%3]), "class": text([]string{"complaint", "aspiration", "information"}[i%3]), "service": text([]string{"IMI-01", "IMI-02"}[i%2]),
			"title": text("Waktu pengambilan paspor"), "text": text("Sudah dua kali datang, belum jadi. Petugas Wahyu Pranoto (wahyu@example.org) baik."), "status": text("done"), "received_on": day(0), "verified_on": day(0), "passed_on": day(0), "answered_on": day(days), "closed_on": day(days + 10), "reporter": text("Wahyu Pranoto")}
		switch i {
		case 3:
			fields["anonymous"], fields["text"] = data.BoolValue(true), text(anonymousText)
		case 4:
			fields["secret"], fields["text"], fields["title"] = data.BoolValue(true), text("Malam hari "+secretText), text(secretText)
		}
		add(fields)
	}
	add(map[string]data.Value{"tracking_id": text("9100001"), "channel": text("sp4n"), "status": text("verified"), "title": text("Belum dijawab"), "received_on": text("2026-02-02"), "verified_on": text("2026-02-02"), "passed_on": text("2026-02-02")})
	add(map[string]data.Value{"tracking_id": text("8100001"), "status": text("done"), "title": text("Tahun lalu"), "received_on": text("2025-12-31"), "answered_on": text("2026-01-20")})
	add(map[string]data.Value{"tracking_id": text("7100001"), "title": text("Tanpa tanggal")})
	_, err := st.Write(context.Background(), data.Action{Author: who, Label: "test", Edits: edits})
	check(t, err)
}

// domain other.md §2: 14 complaints that took 24 days print 1,7.
func TestComplaintsOfAPeriod(t *testing.T) {
	st := empty(t)
	makeComplaints(t, st, st.NewID())
	w := world{st: st}
	for _, format := range report.Formats(report.Complaints) {
		r := report.Request{Kind: report.Complaints, Period: "2026", Format: format, Today: "2026-03-24"}
		said := strings.Join(strings.Fields(textOf(t, format, write(t, w, r))), " ")
		var want []string
		if format == report.XLSX {
			want = []string{"9000001", "9100001", "1.7", "Anonim: isi tidak dimuat", "Rahasia: isi tidak dimuat", "24 Maret 2026"}
		} else {
			want = []string{"15 pengaduan diterima: 14 sudah ditutup, 1 masih terbuka, 1 di antaranya melewati batas waktu", "1,7", "1 pengaduan tanpa tanggal diterima", "Keadaan per 24 Maret 2026", "Waktu pengambilan paspor", "9100001", "Anonim: isi tidak dimuat", "Rahasia: isi tidak dimuat", "lewat"}
		}
		for _, s := range want {
			if !strings.Contains(said, s) {
				t.Errorf("%s does not say %q", format, s)
			}
		}
		for _, s := range []string{"8100001", "Tahun lalu", "7100001", secretText, anonymousText, "Wahyu"} {
			if strings.Contains(said, s) {
				t.Errorf("%s says %q", format, s)
			}
		}
		// With names the anonymous text is told, the secret one still is not.
		r.Personal = true
		said = strings.Join(strings.Fields(textOf(t, format, write(t, w, r))), " ")
		if !strings.Contains(said, "Wahyu Pranoto") || strings.Contains(said, secretText) {
			t.Errorf("%s with names: who is named %v, the secret text %v", format, strings.Contains(said, "Wahyu Pranoto"), strings.Contains(said, secretText))
		}
	}
}

func TestComplaintsByPartsOfAYear(t *testing.T) {
	st := empty(t)
	makeComplaints(t, st, st.NewID())
	w := world{st: st}
	for period, want := range map[string]string{"2026-S1": "15 pengaduan diterima", "2026-Q1": "15 pengaduan diterima", "2026-01": "14 pengaduan diterima", "2026-02": "1 pengaduan diterima", "2025": "1 pengaduan diterima", "2026-S2": "Tidak ada pengaduan", "2024": "Tidak ada pengaduan"} {
		said := strings.Join(strings.Fields(textOf(t, report.DOCX, write(t, w, report.Request{Kind: report.Complaints, Period: period, Format: report.DOCX}))), " ")
		if !strings.Contains(said, want) {
			t.Errorf("%s does not say %q", period, want)
		}
	}
}

// empty is a mission's store without records.
func empty(t testing.TB) *store.Store {
	t.Helper()
	st, err := store.Open(context.Background(), filepath.Join(t.TempDir(), "data"), store.Options{})
	check(t, err)
	t.Cleanup(func() { check(t, st.Close()) })
	check(t, st.SetProfile(context.Background(), store.Profile{Scope: scope, Language: "id"}))
	return st
}

// Headquarters asks for all missions, or for one; each is measured by its own calendar.
func TestComplaintsOfAllMissions(t *testing.T) {
	ctx := context.Background()
	st := empty(t)
	check(t, st.SetProfile(ctx, store.Profile{Scope: store.Headquarters, Language: "id"}))
	makeComplaints(t, st, st.NewID())
	_, err := st.Write(ctx, data.Action{Author: st.NewID(), Label: "test", Edits: data.Create("complaint", st.NewID(), "kbri-kuala-lumpur", map[string]data.Value{"tracking_id": data.TextValue("5550001"), "status": data.TextValue("done"), "received_on": data.TextValue("2026-01-10"), "answered_on": data.TextValue("2026-01-12")})})
	check(t, err)
	for of, want := range map[string]string{"": "16 pengaduan diterima", store.Headquarters: "16 pengaduan diterima", scope: "15 pengaduan diterima", "kbri-kuala-lumpur": "1 pengaduan diterima"} {
		text := said(t, st, report.Request{Kind: report.Complaints, Period: "2026", Scope: of, Format: report.DOCX, Today: "2026-03-24"})
		says(t, "of "+of, text, []string{want}, nil)
	}
	says(t, "all", said(t, st, report.Request{Kind: report.Complaints, Period: "2026", Format: report.PDF, Today: "2026-03-24"}), []string{"Semua perwakilan", "5550001", "KBRI Kuala Lumpur"}, []string{"Wahyu"})
}

// The names of files tell nobody's name, nor the title of a secret complaint.
func TestNamesOfFilesTellNobody(t *testing.T) {
	ctx := context.Background()
	st := empty(t)
	who := st.NewID()
	meeting, secret := st.NewID(), st.NewID()
	for _, edits := range [][]data.Edit{
		data.Create("staff", who, scope, map[string]data.Value{"name": data.TextValue("Siti Aminah")}),
		data.Create("consultation", meeting, scope, map[string]data.Value{"title": data.TextValue("Dialog dengan Siti Aminah"), "status": data.TextValue("draft")}),
		data.Create("complaint", secret, scope, map[string]data.Value{"title": data.TextValue(secretText), "tracking_id": data.TextValue("9012345"), "secret": data.BoolValue(true)}),
	} {
		_, err := st.Write(ctx, data.Action{Author: who, Label: "test", Edits: edits})
		check(t, err)
	}
	for _, test := range []struct {
		r    report.Request
		want string
	}{
		{report.Request{Kind: report.Proceedings, ID: meeting, Format: report.PDF}, "Berita acara Dialog dengan [nama] - DRAF.pdf"},
		{report.Request{Kind: report.Proceedings, ID: meeting, Format: report.PDF, Personal: true}, "Berita acara Dialog dengan Siti Aminah - DRAF - dengan nama.pdf"},
		{report.Request{Kind: report.FollowUps, ID: secret, Format: report.PDF, Personal: true}, "Rencana tindak lanjut 9012345 - dengan nama.pdf"},
	} {
		if got, err := report.Name(ctx, st, test.r); err != nil || got != test.want {
			t.Errorf("%+v: %q, %v; want %q", test.r, got, err, test.want)
		}
	}
	says(t, "the plan", said(t, st, report.Request{Kind: report.FollowUps, ID: secret, Format: report.DOCX, Personal: true}), []string{"9012345"}, []string{secretText})
}
