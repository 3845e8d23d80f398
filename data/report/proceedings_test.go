package report_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/consult/consulttest"
	"pinisi/data/report"
	"pinisi/data/store"
)

// meetings are the kinds of documents of a consultation.
var meetings = []string{report.SignIn, report.Attendance, report.Minutes, report.Proceedings, report.Consultation}

// said is the text of a document in one line.
func said(t *testing.T, st *store.Store, r report.Request) string {
	t.Helper()
	return strings.Join(strings.Fields(textOf(t, r.Format, write(t, world{st: st}, r))), " ")
}

func says(t *testing.T, what, text string, want, never []string) {
	t.Helper()
	for _, s := range want {
		if !strings.Contains(text, s) {
			t.Errorf("%s does not say %q", what, s)
		}
	}
	for _, s := range never {
		if strings.Contains(text, s) {
			t.Errorf("%s says %q", what, s)
		}
	}
}

// domain fkp.md §5: what a berita acara holds.
func TestTheProceedingsHoldWhatTheyMust(t *testing.T) {
	st := empty(t)
	id := makeMeeting(t, st, st.NewID(), 12, 8)
	for _, format := range []string{report.PDF, report.DOCX} {
		masked := said(t, st, report.Request{Kind: report.Proceedings, ID: id, Format: format})
		says(t, format, masked, []string{
			"Nomor: BA-04/SIN/III/2026", "Selasa, tanggal dua puluh empat bulan Maret tahun dua ribu dua puluh enam (24 Maret 2026)", "WIB (UTC+7)", "waktu Singapura (UTC+8)",
			"Ruang Nusantara, KBRI Singapura", "https://rapat.example/fkp-2026", "Paspor dan SPLP", "Undang-Undang Nomor 25 Tahun 2009", "Kepala Fungsi Konsuler", "Ringkasan paparan",
			"Semula", "5 (lima) hari kerja", "3 (tiga) hari kerja sejak berkas dinyatakan lengkap", "Hal yang tidak disepakati", "menunggu penetapan jam kerja oleh pusat", "Perhimpunan Pelajar Indonesia",
			"Demikian berita acara ini dibuat", "Catatan koreksi", "dua loket, bukan satu", "Papan tarif diganti pekan depan",
		}, []string{"DRAF", "Rapat internal", "Daftar peserta", "Rahmat Hidayat"})
		full := said(t, st, report.Request{Kind: report.Proceedings, ID: id, Format: format, Personal: true})
		says(t, format+" with names", full, []string{"Rahmat Hidayat", "Daftar peserta", "Lestari Ningsih", "Yusuf Kalamullah", "Zainab Putri", "Umar Faruq", "Qori Amalia"}, []string{"+65 9000 0001"})
	}
}

// TestSignedProceedingsStayWhatWasSigned changes the plan and corrects a name
// after signing: the record says what it said, and the correction beside.
func TestSignedProceedingsStayWhatWasSigned(t *testing.T) {
	ctx := context.Background()
	st := empty(t)
	who := st.NewID()
	id := makeMeeting(t, st, who, 12, 8)
	r := report.Request{Kind: report.Proceedings, ID: id, Format: report.DOCX}
	before := said(t, st, r)
	m, err := consult.Load(ctx, st, id)
	check(t, err)
	plan := m.FollowUps[0]
	_, err = st.Write(ctx, data.Action{Author: who, Label: "test", Edits: slices.Concat(
		[]data.Edit{plan.Set("action", data.TextValue("Rencana lain sama sekali")), plan.Set("due_on", data.TextValue("2027-12-31"))},
		data.Create("followup", st.NewID(), scope, map[string]data.Value{"source": data.RefValue(m.Inputs[0].ID), "source_kind": data.TextValue("input"), "action": data.TextValue("Tambahan sesudahnya")}))})
	check(t, err)
	says(t, "the signed record", said(t, st, r), []string{plan.Text("action")}, []string{"Rencana lain sama sekali", "31 Des 2027", "Tambahan sesudahnya"})
	if text := withoutProperties(said(t, st, r)); text != withoutProperties(before) {
		at := differ([]byte(text), []byte(withoutProperties(before)))
		t.Errorf("the signed record changed at …%s…", text[max(0, at-80):min(len(text), at+80)])
	}
	// The report tells how it is now.
	says(t, "the report", said(t, st, report.Request{Kind: report.Consultation, ID: id, Format: report.DOCX}), []string{"Rencana lain sama sekali", "Tambahan sesudahnya"}, nil)
	// A correction comes as an annex.
	c, err := st.Get(ctx, "consultation", id)
	check(t, err)
	_, err = st.Write(ctx, data.Action{Author: who, Label: "test", Edits: []data.Edit{consult.Correction(c, "2026-05-01", "", "Kesepakatan 1 berlaku sejak Juni.")}})
	check(t, err)
	says(t, "the corrected record", said(t, st, r), []string{"Catatan koreksi (2)", "Kesepakatan 1 berlaku sejak Juni."}, nil)
}

// withoutProperties drops the date of the last change, which a file's
// properties hold.
func withoutProperties(text string) string {
	from := strings.Index(text, "docProps/core.xml")
	to := strings.Index(text, "docProps/app.xml")
	if from < 0 || to < from {
		return text
	}
	return text[:from] + text[to:]
}

// TestInternalMeetingsSayWhatTheyAre: on the first page of every document, and
// no unsur is counted.
func TestInternalMeetingsSayWhatTheyAre(t *testing.T) {
	ctx := context.Background()
	st := empty(t)
	who := st.NewID()
	id, err := consulttest.Begin(ctx, st, who, consulttest.New{Form: "fgd", Internal: true, Title: "Koordinasi lintas kementerian", Mode: "daring"})
	check(t, err)
	for _, u := range data.Unsur {
		_, err = st.Write(ctx, data.Action{Author: who, Label: "test", Edits: data.Create("participant", st.NewID(), scope, map[string]data.Value{"consultation": data.RefValue(id), "unsur": data.TextValue(u)})})
		check(t, err)
	}
	for _, kind := range meetings {
		for _, format := range []string{report.PDF, report.DOCX} {
			text := said(t, st, report.Request{Kind: kind, ID: id, Format: format})
			want := []string{"Rapat internal.", "tidak dihitung sebagai keikutsertaan masyarakat"}
			if kind != report.SignIn {
				want = append(want, "DRAF")
			}
			says(t, kind+" "+format, text, want, []string{"lima dari lima unsur", "Unsur masyarakat 5 dari 5"})
			first, _, _ := strings.Cut(text, "Halaman 1 dari")
			if format == report.PDF && kind != report.Consultation && !strings.Contains(first, "Rapat internal.") {
				t.Errorf("%s: the first page does not say that the meeting is internal", kind)
			}
		}
	}
}

func TestTheSheetHasRowsToSignOn(t *testing.T) {
	st := empty(t)
	who := st.NewID()
	id := makeMeeting(t, st, who, 12, 2)
	for _, test := range []struct {
		name        string
		r           report.Request
		want, never []string
	}{
		{"plain", report.Request{}, []string{" 35 ", "Tanda tangan"}, []string{" 36 ", "Hasan Basri"}},
		{"of 7 rows", report.Request{Rows: 7}, []string{" 7 "}, []string{" 8 "}},
		{"by unsur", report.Request{ByUnsur: true, Rows: 2}, []string{"Media massa", " 12 "}, []string{" 13 "}},
		{"with invitees", report.Request{Personal: true, Rows: 1}, []string{"Hasan Basri", "Qori Amalia", " 13 "}, []string{" 14 "}},
	} {
		test.r.Kind, test.r.ID, test.r.Format = report.SignIn, id, report.PDF
		text, _, _ := strings.Cut(said(t, st, test.r), "Sesi 2:")
		_, text, _ = strings.Cut(text, "Tempat")
		says(t, test.name, text, test.want, test.never)
	}
}

// An event of two days began on the one and ended on the other, whatever end was noted for it.
func TestTheProceedingsOfSeveralDaysNameThemAll(t *testing.T) {
	st := empty(t)
	id := st.NewID()
	begin := func(day string) data.Value { return data.TextValue(day + "T01:00:00Z") }
	edits := data.Create("consultation", id, "", map[string]data.Value{"title": data.TextValue("Dua hari"), "form": data.TextValue("fkp"),
		"starts_at": begin("2026-11-19"), "zone": data.TextValue("Asia/Singapore"), "place": data.TextValue("Ruang Nusantara")})
	for _, day := range []string{"2026-11-19", "2026-11-20"} {
		edits = append(edits, data.Create("session", st.NewID(), "", map[string]data.Value{"consultation": data.RefValue(id), "title": data.TextValue(day), "starts_at": begin(day)})...)
	}
	if _, err := st.Write(context.Background(), data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
	says(t, "two days", said(t, st, report.Request{Kind: report.Proceedings, ID: id, Format: report.DOCX}),
		[]string{"Mulai Kamis, tanggal sembilan belas", "sampai dengan Jumat, tanggal dua puluh"}, []string{"Pada hari ini"})
}
