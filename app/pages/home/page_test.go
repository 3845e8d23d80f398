package home_test

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/pages/home"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/people"
	"pinisi/data/store"
)

func window(t *testing.T, s *sessiontest.Session) fyne.Window {
	t.Helper()
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scheme: look.Light})
	p := home.New(s.Session)
	t.Cleanup(p.Close)
	p.Show(data.NilID)
	return s.Show(t, p.Content(), fyne.NewSize(1140, 700))
}

func write(t *testing.T, s *sessiontest.Session, kind string, fields map[string]string) data.ID {
	t.Helper()
	id := s.Store.NewID()
	values := map[string]data.Value{}
	for k, v := range fields {
		values[k] = data.TextValue(v)
	}
	if _, err := s.Store.Write(context.Background(), data.Action{Author: s.Author, Label: "t", Edits: data.Create(kind, id, "", values)}); err != nil {
		t.Fatal(err)
	}
	return id
}

// tap presses the row of that title.
func tap(t *testing.T, w fyne.Window, title string) {
	t.Helper()
	for _, o := range sessiontest.Objects(w.Content()) {
		if r, ok := o.(interface {
			fyne.Tappable
			Text() string
		}); ok && r.Text() == title {
			r.Tapped(nil)
			return
		}
	}
	t.Fatalf("no row %q in %q", title, sessiontest.Texts(w.Content()))
}

func TestAnEmptyDeviceShowsThreeSteps(t *testing.T) {
	s := sessiontest.New(t)
	w := window(t, s)
	tap(t, w, "Mulai evaluasi")
	tap(t, w, "Catat konsultasi")
	tap(t, w, "Hubungkan ke kantor pusat")
	want := []sessiontest.Opened{{Page: session.PageEvaluation, New: true}, {Page: session.PageConsultation, New: true}, {Page: session.PageSync}}
	if !slices.Equal(s.Opened, want) {
		t.Errorf("went to %+v, want %+v", s.Opened, want)
	}
}

func TestWhatIsDueIsOneLineAndOneClick(t *testing.T) {
	// given on 24 March 2026 an open evaluation, follow-ups late, soon, in time
	// and done, and consultations signed, held, planned and published
	s := sessiontest.New(t)
	evaluation, err := assess.Begin(context.Background(), s.Store, s.Author, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	late := write(t, s, "followup", map[string]string{"action": "Ganti papan layanan", "status": "planned", "due_on": "2026-03-20"})
	write(t, s, "followup", map[string]string{"action": "Latih petugas loket", "status": "running", "due_on": "2026-03-30"})
	write(t, s, "followup", map[string]string{"action": "Tahun depan", "status": "planned", "due_on": "2027-03-30"})
	write(t, s, "followup", map[string]string{"action": "Sudah beres", "status": "done", "due_on": "2026-03-01"})
	signed := write(t, s, "consultation", map[string]string{"title": "FKP standar paspor", "status": "signed", "starts_at": "2026-03-01T02:00:00Z", "zone": "Asia/Singapore"})
	write(t, s, "consultation", map[string]string{"title": "FGD legalisasi", "status": "draft", "starts_at": "2026-03-10T02:00:00Z", "zone": "Asia/Singapore"})
	write(t, s, "consultation", map[string]string{"title": "FKP bulan depan", "status": "draft", "starts_at": "2026-04-10T02:00:00Z"})
	write(t, s, "consultation", map[string]string{"title": "FKP lama", "status": "done", "starts_at": "2025-04-10T02:00:00Z"})
	w := window(t, s)
	sessiontest.Picture(t, w, "home")
	// then what waits is there in words, and nothing else
	texts := strings.Join(sessiontest.Texts(w.Content()), "\n")
	for _, want := range []string{"Seksi Konsuler", "0 dari 30 terisi", "Ganti papan layanan", "Terlambat 4 hari", "Latih petugas loket", "6 hari lagi",
		"FKP standar paspor", "Kirim laporan FKP", "FGD legalisasi", "Tandatangani berita acara", "batas usulan Pinisi"} {
		if !strings.Contains(texts, want) {
			t.Errorf("%q is not shown", want)
		}
	}
	for _, other := range []string{"Tahun depan", "Sudah beres", "FKP bulan depan", "FKP lama"} {
		if strings.Contains(texts, other) {
			t.Errorf("%q is shown and is not due", other)
		}
	}
	// and each is one click
	tap(t, w, "Seksi Konsuler")
	tap(t, w, "Ganti papan layanan")
	tap(t, w, "FKP standar paspor")
	want := []sessiontest.Opened{{Page: session.PageEvaluation, ID: evaluation}, {Page: session.PageFollowUp, ID: late}, {Page: session.PageConsultation, ID: signed}}
	if !slices.Equal(s.Opened, want) {
		t.Errorf("went to %+v, want %+v", s.Opened, want)
	}
	// when one is done it goes by itself
	r, err := s.Store.Get(context.Background(), "followup", late)
	if err != nil {
		t.Fatal(err)
	}
	s.Write("t", []data.Edit{r.Set("status", data.TextValue("done"))}, nil)
	s.Settle()
	if strings.Contains(strings.Join(sessiontest.Texts(w.Content()), "\n"), "Ganti papan layanan") {
		t.Error("what is done is still shown")
	}
}

// given on 24 March 2026 things late, soon and waiting over all kinds: the three
// most urgent stand first, the others by group, and long groups lead to their page.
func TestTheMostUrgentStandFirst(t *testing.T) {
	s := sessiontest.New(t)
	for i := range 8 {
		write(t, s, "followup", map[string]string{"action": "Latih petugas " + strconv.Itoa(i), "status": "planned", "due_on": "2026-03-30"})
	}
	write(t, s, "followup", map[string]string{"action": "Ganti papan layanan", "status": "planned", "due_on": "2026-02-20"})
	complaint := write(t, s, "complaint", map[string]string{"title": "Antrean tidak dipanggil", "tracking_id": "77", "class": "complaint", "channel": "sp4n", "status": "processing", "received_on": "2026-03-02", "verified_on": "2026-03-03"})
	secret := write(t, s, "complaint", map[string]string{"title": "Pungutan di loket", "tracking_id": "78", "class": "complaint", "channel": "sp4n", "status": "processing", "received_on": "2026-03-02", "verified_on": "2026-03-03"})
	r, err := s.Store.Get(context.Background(), "complaint", secret)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Store.Write(context.Background(), data.Action{Edits: []data.Edit{r.Set("secret", data.BoolValue(true))}}); err != nil {
		t.Fatal(err)
	}
	write(t, s, "complaint", map[string]string{"title": "Sudah selesai", "status": "done", "received_on": "2026-01-02"})
	if _, err := people.Receive(context.Background(), s.Store, s.Author, people.NewRequest{Type: "access", Received: sessiontest.Now.Add(-80 * time.Hour)}); err != nil {
		t.Fatal(err)
	}
	write(t, s, "outreach", map[string]string{"title": "Warung konsuler", "status": "planned", "held_on": "2026-03-20"})
	write(t, s, "outreach", map[string]string{"title": "Bulan depan", "status": "planned", "held_on": "2026-04-20"})
	system := write(t, s, "system", map[string]string{"name": "Peduli WNI"})
	write(t, s, "system_note", map[string]string{"system": system.String(), "type": "blocker", "text": "Jaringan kedutaan", "due_on": "2026-03-10"})
	w := window(t, s)
	sessiontest.Picture(t, w, "home-urgent")
	texts := sessiontest.Texts(w.Content())
	at := func(text string) int {
		i := slices.IndexFunc(texts, func(s string) bool { return strings.Contains(s, text) })
		if i < 0 {
			t.Fatalf("%q is not shown in:\n%s", text, strings.Join(texts, "\n"))
		}
		return i
	}
	for i, order := 0, []string{"Paling mendesak", "PDP-", "Antrean tidak dipanggil", "Ganti papan layanan", "Jaringan kedutaan", "Latih petugas 0"}; i+1 < len(order); i++ {
		if at(order[i]) > at(order[i+1]) {
			t.Errorf("%q stands after %q:\n%s", order[i], order[i+1], strings.Join(texts, "\n"))
		}
	}
	at("Warung konsuler")
	all := strings.Join(texts, "\n")
	for _, other := range []string{"Pungutan", "Sudah selesai", "Bulan depan"} {
		if strings.Contains(all, other) {
			t.Errorf("%q is shown", other)
		}
	}
	tap(t, w, "Antrean tidak dipanggil")
	tap(t, w, "Lihat semua (8)")
	if want := []sessiontest.Opened{{Page: session.PageComplaint, ID: complaint}, {Page: session.PageFollowUp}}; !slices.Equal(s.Opened, want) {
		t.Errorf("went to %+v, want %+v", s.Opened, want)
	}
}

func TestHeadquartersSeesWhatWaitsForItsDecision(t *testing.T) {
	s := sessiontest.Of(t, store.Headquarters)
	ctx := context.Background()
	for _, mission := range []string{"kjri-penang", "kri-tawau"} {
		id, err := assess.Begin(ctx, s.Store, s.Author, assess.New{Period: "2026", Unit: "Loket " + mission, Line: "kekonsuleran", Variant: "luring", Scope: mission})
		if err != nil {
			t.Fatal(err)
		}
		if mission == "kri-tawau" {
			continue
		}
		e, err := s.Store.Get(ctx, "evaluation", id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Store.Write(ctx, data.Action{Author: s.Author, Label: "t", Edits: []data.Edit{e.Set("status", data.TextValue("final"))}}); err != nil {
			t.Fatal(err)
		}
	}
	texts := strings.Join(sessiontest.Texts(window(t, s).Content()), "\n")
	if !strings.Contains(texts, "Loket kjri-penang") || !strings.Contains(texts, "KJRI Penang") || strings.Contains(texts, "Loket kri-tawau") {
		t.Errorf("shown: %s", texts)
	}
}

// given in March 2026 an evaluation of 2026 under way with 3 users' sheets, an
// SKM with a population, and follow-ups that 2025 left unfinished, each is one
// line that leads to its page; those without a due date count too.
// allOf are the answers of a sheet with the same for n questions.
func allOf(answer string, n int) string { return strings.Repeat(answer, n) }

func TestWhatAPeriodLeavesAndUsersAnswers(t *testing.T) {
	s := sessiontest.New(t)
	evaluation, err := assess.Begin(context.Background(), s.Store, s.Author, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	survey := write(t, s, "survey", map[string]string{"title": "SKM paspor", "period": "2026", "unit": "Seksi Konsuler", "status": "draft"})
	r, err := s.Store.Get(context.Background(), "survey", survey)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Store.Write(context.Background(), data.Action{Edits: []data.Edit{r.Set("population", data.IntValue(100))}}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		write(t, s, "response", map[string]string{"evaluation": evaluation.String(), "answers": allOf("5", 14)})
		write(t, s, "survey_response", map[string]string{"survey": survey.String(), "answers": allOf("4", 9)})
	}
	for range 2 { // incomplete ones count for nothing
		write(t, s, "response", map[string]string{"evaluation": evaluation.String(), "answers": allOf("5", 13) + "-"})
		write(t, s, "survey_response", map[string]string{"survey": survey.String(), "answers": allOf("4", 8)})
	}
	write(t, s, "followup", map[string]string{"action": "a", "status": "planned", "period": "2025"})
	write(t, s, "followup", map[string]string{"action": "b", "status": "running", "due_on": "2025-12-01"})
	write(t, s, "followup", map[string]string{"action": "c", "status": "done", "period": "2025"})
	write(t, s, "followup", map[string]string{"action": "d", "status": "planned", "period": "2026"})
	w := window(t, s)
	texts := strings.Join(sessiontest.Texts(w.Content()), "\n")
	for _, want := range []string{"2 tindak lanjut dari periode sebelum 2026 belum selesai", "SKM 2026 · Seksi Konsuler · 3 dari minimal 80 lembar lengkap", "· 3 dari minimal "} {
		if !strings.Contains(texts, want) {
			t.Errorf("no %q in:\n%s", want, texts)
		}
	}
	tap(t, w, "2 tindak lanjut dari periode sebelum 2026 belum selesai")
	tap(t, w, "SKM paspor")
	if want := []sessiontest.Opened{{Page: session.PageFollowUp}, {Page: session.PageSurvey, ID: survey}}; !slices.Equal(s.Opened, want) {
		t.Errorf("went to %+v, want %+v", s.Opened, want)
	}
}

// given an evaluation with every indicator judged: while users' sheets are
// missing it waits for them, and only with them it is ready.
func TestReadyNeedsUsersToo(t *testing.T) {
	s := sessiontest.New(t)
	ctx := context.Background()
	evaluation, err := assess.Begin(ctx, s.Store, s.Author, assess.New{Period: "2026", Unit: "Loket", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := assess.Load(ctx, s.Store, evaluation)
	if err != nil {
		t.Fatal(err)
	}
	var edits []data.Edit
	for _, ind := range sheet.Instrument.Indicators() {
		edits = append(edits, sheet.Choose(ind.ID, 4)...)
	}
	if _, err := s.Store.Write(ctx, data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
	for _, given := range []struct {
		sheets  int
		answers string
		want    string
	}{{0, "", "Menunggu responden"}, {50, allOf("5", 13), "Menunggu responden"}, {50, allOf("5", 14), "Siap difinalkan"}} {
		for range given.sheets {
			write(t, s, "response", map[string]string{"evaluation": evaluation.String(), "answers": given.answers})
		}
		if texts := strings.Join(sessiontest.Texts(window(t, s).Content()), "\n"); !strings.Contains(texts, given.want) {
			t.Errorf("with %d sheets of %q no %q in:\n%s", given.sheets, given.answers, given.want, texts)
		}
	}
}

// BenchmarkShow reads and draws Beranda over a mission's years: 2,000
// follow-ups, 20,000 complaints of which 300 are open, 200 consultations, the
// standards of 37 services in three versions (goal: under 150 ms).
// Only what is seen is put into words: a mission may have thousands of late complaints.
func TestOfManyComplaintsTheMostUrgentAreShown(t *testing.T) {
	// Given 20 late complaints, the later written the older
	s := sessiontest.New(t)
	for n := range 20 {
		write(t, s, "complaint", map[string]string{"title": fmt.Sprintf("Pengaduan nomor %02d", n), "class": "complaint", "channel": "counter", "status": "processing", "received_on": fmt.Sprintf("2026-01-%02d", 28-n)})
	}
	// When the page is shown
	w := window(t, s)
	// Then the oldest stand there, and how many there are
	texts := strings.Join(sessiontest.Texts(w.Content()), "\n")
	for n := range 20 {
		if want := n >= 16; strings.Contains(texts, fmt.Sprintf("Pengaduan nomor %02d", n)) != want {
			t.Errorf("complaint %d is shown: %v, in:\n%s", n, !want, texts)
		}
	}
	if !strings.Contains(texts, "Lihat semua (20)") {
		t.Errorf("how many there are is not said:\n%s", texts)
	}
}

func BenchmarkShow(b *testing.B) {
	s := sessiontest.New(b)
	write := func(edits []data.Edit) {
		if _, err := s.Store.Write(context.Background(), data.Action{Edits: edits, Force: true}); err != nil {
			b.Fatal(err)
		}
	}
	var edits []data.Edit
	add := func(kind string, fields map[string]data.Value) {
		if edits = append(edits, data.Create(kind, s.Store.NewID(), "", fields)...); len(edits) > 4000 {
			write(edits)
			edits = nil
		}
	}
	text := data.TextValue
	for i := range 2000 {
		add("followup", map[string]data.Value{"action": text("Ganti papan layanan"),
			"status": text([]string{"planned", "running", "done"}[i%3]), "due_on": text("2026-03-20"), "period": text("2026")})
	}
	for i := range 20000 {
		status := "done"
		if i < 10000 { // a mission that imported and never answered
			status = "processing"
		}
		add("complaint", map[string]data.Value{"title": text("Antrean paspor"), "text": text(strings.Repeat("Menunggu lama di loket. ", 20)), "class": text("complaint"), "channel": text("sp4n"),
			"status": text(status), "received_on": text("2026-03-02"), "verified_on": text("2026-03-03")})
	}
	for i := range 200 {
		add("consultation", map[string]data.Value{"title": text("FKP"), "status": text("draft"), "starts_at": text(fmt.Sprintf("2026-03-%02dT02:00:00Z", 1+i%28))})
	}
	all, err := assets.Services()
	if err != nil {
		b.Fatal(err)
	}
	for _, service := range all.Services {
		for v := range 3 {
			add("standard", map[string]data.Value{"service": text(service.Code), "version": data.IntValue(int64(v + 1)), "status": text("published"), "requirements": text(strings.Repeat("Paspor lama. ", 30)), "decreed_on": text("2024-01-01")})
		}
	}
	write(edits)
	test.NewTempApp(b)
	p := home.New(s.Session)
	defer p.Close()
	w := s.Show(b, p.Content(), fyne.NewSize(1140, 700))
	for b.Loop() {
		p.Show(data.NilID)
		s.Settle()
		w.Canvas().Capture()
	}
}
