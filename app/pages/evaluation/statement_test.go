package evaluation_test

import (
	"context"
	"os"
	"path/filepath"
	"pinisi/data/store/storetest"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"pinisi/app/pages/evaluation"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
)

// noted writes a mission's services, a consultation, complaints and an
// innovation: what F-01 and suggestions are made of.
func noted(t testing.TB, s *sessiontest.Session) (consultation data.ID) {
	t.Helper()
	var edits []data.Edit
	add := func(kind string, id data.ID, fields map[string]data.Value) data.ID {
		edits = append(edits, data.Create(kind, id, "", fields)...)
		return id
	}
	text := data.TextValue
	consultation = s.Store.NewID()
	services(t, s, "IMI-01", "KON-01")
	add("consultation", consultation, map[string]data.Value{"title": text("FKP paspor"), "starts_at": text("2026-02-10T01:00:00Z"), "zone": text("Asia/Singapore"), "status": text("draft")})
	for _, u := range []string{"users", "experts", "media"} {
		add("participant", s.Store.NewID(), map[string]data.Value{"consultation": data.RefValue(consultation), "unsur": text(u)})
	}
	for i := range 10 {
		status := "done"
		if i == 0 {
			status = "processing"
		}
		add("complaint", s.Store.NewID(), map[string]data.Value{"channel": text("sp4n"), "status": text(status), "received_on": text("2025-05-05")})
	}
	add("innovation", s.Store.NewID(), map[string]data.Value{"title": text("Warung Konsuler"), "stage": text("running"), "started_on": text("2024-01-02")})
	write(t, s, edits)
	return consultation
}

func services(t testing.TB, s *sessiontest.Session, codes ...string) {
	t.Helper()
	write(t, s, data.Create("mission", data.DerivedID("mission", data.NilID, "kbri-singapura"), "", map[string]data.Value{
		"code": data.TextValue("kbri-singapura"), "services": data.ListValue(codes)}))
}

func write(t testing.TB, s *sessiontest.Session, edits []data.Edit) {
	t.Helper()
	if _, err := s.Store.Write(context.Background(), data.Action{Author: s.Author, Label: "t", Edits: edits}); err != nil {
		t.Fatal(err)
	}
	s.Settle()
}

func begun(t testing.TB, s *sessiontest.Session, period string) data.ID {
	t.Helper()
	id, err := assess.Begin(context.Background(), s.Store, s.Author, assess.New{Period: period, Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func sheetOf(t testing.TB, s *sessiontest.Session, id data.ID) *assess.Sheet {
	t.Helper()
	sheet, err := assess.Load(context.Background(), s.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

type pressable interface {
	fyne.Tappable
	Text() string
}

// pressed taps the nth visible button of a word, 0 the first.
func pressed(t testing.TB, s *sessiontest.Session, w fyne.Window, word string, nth int) {
	t.Helper()
	for _, o := range sessiontest.Objects(w.Content()) {
		if b, ok := o.(pressable); ok && b.Text() == word {
			if nth == 0 {
				test.Tap(b)
				s.Settle()
				return
			}
			nth--
		}
	}
	t.Fatalf("no button %q among %q", word, sessiontest.Texts(w.Content()))
}

func shows(w fyne.Window, part string) bool {
	return slices.ContainsFunc(sessiontest.Texts(w.Content()), func(text string) bool { return strings.Contains(text, part) })
}

func wantShown(t testing.TB, w fyne.Window, yes bool, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if shows(w, part) != yes {
			t.Errorf("%q shown: %v, want %v", part, !yes, yes)
		}
	}
}

// at2026 is the page with an evaluation of 2026 open.
func at2026(t testing.TB, s *sessiontest.Session) (*evaluation.Page, fyne.Window, data.ID) {
	t.Helper()
	p, w := window(t, s)
	id := begun(t, s, "2026")
	p.Show(id)
	s.Settle()
	return p, w, id
}

func TestF01ByKeyboardAlone(t *testing.T) {
	s := sessiontest.New(t)
	_, w, id := at2026(t, s)
	// given the view of F-01, which Tab and Enter lead to
	for range 40 {
		w.Canvas().FocusNext()
		if r, ok := w.Canvas().Focused().(interface{ Text() string }); ok && r.Text() == "Isian unit (F-01)" {
			break
		}
	}
	keys(s, w, "\n")
	wantShown(t, w, true, "0 dari 27 terisi", "Berapa jenis layanan yang diberikan unit?", "bukan bunyi resmi")
	// when its questions are answered: numbers with Enter, choices by digit, space and letter
	keys(s, w, "12\n")      // 1 services
	keys(s, w, "11\n")      // 2 standards
	keys(s, w, "sepuluh\n") // 3 is no number: it stays, marked, and the next is gone to
	wantShown(t, w, true, "Tulis bilangan 0 atau lebih")
	keys(s, w, "9\n13\n")     // 4 decreed; 5 users and agencies by their digits
	keys(s, w, "4\n")         // 6 website
	keys(s, w, "24/3/2025\n") // 7 reviewed
	keys(s, w, "b")           // 8 charter: "Belum ada" by its first letter
	keys(s, w, "\n87,5\n")    // 9 satisfaction index
	keys(s, w, "Tahun 2025")  // 10 period: text
	keys(s, w, "\t")
	sessiontest.Picture(t, w, "f01-keyboard")
	sheet := sheetOf(t, s, id)
	for question, want := range map[string]string{
		"F01-01": "12", "F01-02": "11", "F01-03": "", "F01-04": "9", "F01-05": "users,agencies", "F01-06": "website",
		"F01-07": "2025-03-24", "F01-08": "none", "F01-09": "87.5", "F01-10": "Tahun 2025",
	} {
		if got := sheet.Statements[question].Text("value"); got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
	wantShown(t, w, true, "9 dari 27 terisi")
	if len(s.Banners) > 0 {
		t.Errorf("banners: %v", s.Banners)
	}
}

func TestF01IsFilledFromTheRecordsAndNotSilentlyStale(t *testing.T) {
	s := sessiontest.New(t)
	noted(t, s)
	_, w, id := at2026(t, s)
	pressed(t, s, w, "Isian unit (F-01)", 0)
	// given blank questions with what the records say, and how it was counted
	wantShown(t, w, true, "Catatan: 2 (jenis layanan pada daftar layanan perwakilan)", "3 unsur hadir pada \"FKP paspor\"", "nomor 1, 5, 20, 21, 22, 23, 24, 25")
	if n := len(sheetOf(t, s, id).Statements); n > 0 {
		t.Fatalf("%d answers before anyone pressed", n)
	}
	sessiontest.Picture(t, w, "f01-proposed")
	// and one that a person has filled already
	keys(s, w, "\t5\n") // behind the button that fills all
	wantShown(t, w, true, "Catatan menyebut 2")
	// when all is filled with one press
	pressed(t, s, w, "Isi 7 dari catatan", 0)
	sheet := sheetOf(t, s, id)
	for question, want := range map[string]string{"F01-01": "5", "F01-05": "users,experts,media", "F01-21": "10", "F01-22": "9", "F01-25": "2024-01-02"} {
		if got := sheet.Statements[question].Text("value"); got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
	wantShown(t, w, true, "Dari catatan, 24 Mar 2026", "8 dari 27 terisi")
	wantShown(t, w, false, "Isi 7 dari catatan")
	if len(s.Toasts) != 1 || !strings.Contains(s.Toasts[0], "7 pertanyaan") {
		t.Errorf("toasts %v", s.Toasts)
	}
	sessiontest.Picture(t, w, "f01-filled")
	// and when a record changes, both values are shown
	write(t, s, data.Create("complaint", s.Store.NewID(), "", map[string]data.Value{"channel": data.TextValue("counter"), "status": data.TextValue("done"), "received_on": data.TextValue("2025-07-07")}))
	wantShown(t, w, true, "Catatan kini 11, isian 10 dari 24 Mar 2026.")
	wantShown(t, w, true, "sejak 3 jawaban diambil darinya: nomor 20, 21, 22.") // also for who does not scroll so far
	if got := sheetOf(t, s, id).Statements["F01-21"].Text("value"); got != "10" {
		t.Errorf("changed by itself to %q", got)
	}
	sessiontest.Picture(t, w, "f01-stale")
	pressed(t, s, w, "Pakai 11", 0)
	if got := sheetOf(t, s, id).Statements["F01-21"].Text("value"); got != "11" {
		t.Errorf("taken: %q", got)
	}
	wantShown(t, w, false, "Catatan kini 11")
	// and what is kept is a person's own from then on
	wantShown(t, w, true, "Catatan kini 10, isian 9")
	pressed(t, s, w, "Pertahankan isian", 1) // the channels are stale as well, and come first
	r := sheetOf(t, s, id).Statements["F01-22"]
	if r.Text("value") != "9" || r.Text("source") != "" {
		t.Errorf("kept: %v", r.Fields)
	}
	wantShown(t, w, true, "Catatan menyebut 10")
	// and undo takes back one action after the other
	for range 3 {
		s.Undo()
		s.Settle()
	}
}

// given every level and an answer of F-01 that the records no longer bear out,
// making the evaluation final asks first and names it.
func TestWhatIsStaleIsSaidBeforeItIsFinal(t *testing.T) {
	s := sessiontest.New(t)
	noted(t, s)
	_, w, id := at2026(t, s)
	pressed(t, s, w, "Isian unit (F-01)", 0)
	pressed(t, s, w, "Isi 8 dari catatan", 0)
	sheet := sheetOf(t, s, id)
	var edits []data.Edit
	for _, ind := range sheet.Instrument.Indicators() {
		edits = append(edits, sheet.Choose(ind.ID, 3)...)
	}
	write(t, s, edits)
	write(t, s, data.Create("complaint", s.Store.NewID(), "", map[string]data.Value{"channel": data.TextValue("counter"), "status": data.TextValue("done"), "received_on": data.TextValue("2025-07-07")}))
	pressed(t, s, w, "Finalkan", 0)
	over := w.Canvas().Overlays().Top()
	if over == nil {
		t.Fatal("it became final without a question")
	}
	if text := strings.Join(sessiontest.Texts(over), " "); !strings.Contains(text, "nomor 20, 21, 22") || !strings.Contains(text, "Belum ada responden") {
		t.Errorf("asked: %s", text)
	}
	if got := sheetOf(t, s, id).Evaluation.Text("status"); got != data.EvaluationDraft {
		t.Errorf("status %q before the answer", got)
	}
}

func TestASuggestionIsTakenByAPersonOnly(t *testing.T) {
	s := sessiontest.New(t)
	fkp := noted(t, s)
	_, w, id := at2026(t, s)
	// given a suggestion with its reason, its doubt and a way to what it rests on
	wantShown(t, w, true, "Saran dari catatan: 3", "3 unsur masyarakat hadir pada \"FKP paspor\", 10 Feb 2026", "Berita acaranya belum ditandatangani.")
	if n := len(sheetOf(t, s, id).Answers); n > 0 {
		t.Fatalf("%d answers before anyone pressed", n)
	}
	sessiontest.Picture(t, w, "suggestion")
	pressed(t, s, w, "FKP paspor", 0)
	if len(s.Opened) != 1 || s.Opened[0].Page != session.PageConsultation || s.Opened[0].ID != fkp {
		t.Errorf("opened %v", s.Opened)
	}
	// when it is pressed
	pressed(t, s, w, "Pakai saran: 3", 0)
	if level, ok := sheetOf(t, s, id).Level("A02"); !ok || level != 3 {
		t.Fatalf("level %d %v", level, ok)
	}
	wantShown(t, w, true, "Catatan mendukung level 3")
	wantShown(t, w, false, "Pakai saran: 3")
	// and another level that a person chooses stays theirs
	keys(s, w, "1")
	if level, _ := sheetOf(t, s, id).Level("A02"); level != 1 {
		t.Errorf("level %d", level)
	}
	wantShown(t, w, true, "Pakai saran: 3")
	// and where the texts of levels leave doubt, the card says so
	pressed(t, s, w, "Konsultasi", 0)
	wantShown(t, w, true, "tepat 90% dibaca level 5", "90% aduan SP4N-LAPOR! tahun 2025 selesai: 9 dari 10.", "Tepat 90% termasuk level 4 dan 5")
	wantShown(t, w, true, "Menyatu dengan meja depan tetapi tersambung SP4N-LAPOR! tidak diatur level mana pun.")
	sessiontest.Picture(t, w, "doubt")
}

func TestNothingToSayShowsNothing(t *testing.T) {
	s := sessiontest.New(t)
	_, w, _ := at2026(t, s)
	wantShown(t, w, false, "Saran dari", "Catatan mendukung", "Isian unit (F-01):", "Bawa", "tidak ada level yang cocok")
}

func TestWhatTheUnitStatesStandsBesideTheIndicator(t *testing.T) {
	s := sessiontest.New(t)
	p, w, id := at2026(t, s)
	sheet := sheetOf(t, s, id)
	write(t, s, sheet.State("F01-01", sheet.StatementStub("F01-01").Set("value", data.TextValue("12"))))
	sheet = sheetOf(t, s, id)
	write(t, s, sheet.State("F01-08", sheet.StatementStub("F01-08").Set("value", data.TextValue("adopted"))))
	wantShown(t, w, true, "Isian unit (F-01): jenis layanan 12", "maklumat Sudah disahkan")
	// when its link is pressed, the question has the keyboard
	pressed(t, s, w, "Lihat isian", 1)
	wantShown(t, w, true, "Sejauh mana maklumat pelayanan?")
	keys(s, w, "1")
	if got := sheetOf(t, s, id).Statements["F01-08"].Text("value"); got != "none" {
		t.Errorf("typed into another question: %q", got)
	}
	// and search or the page of conflicts lead to a question by its record
	pressed(t, s, w, "Hasil", 0)
	p.Show(assess.StatementID(id, "F01-01"))
	s.Settle()
	keys(s, w, "34\n")
	if got := sheetOf(t, s, id).Statements["F01-01"].Text("value"); got != "34" {
		t.Errorf("value %q", got)
	}
}

func TestLastYearIsBroughtIntoWhatIsBlank(t *testing.T) {
	s := sessiontest.New(t)
	last := begun(t, s, "2025")
	sheet := sheetOf(t, s, last)
	write(t, s, append(sheet.Choose("A01", 3), sheet.Stub("A01").Set("note", data.TextValue("14 komponen lengkap"))))
	edits, err := sheetOf(t, s, last).Attach(s.Store, "A01", assess.File{Path: "sk.pdf", SHA256: strings.Repeat("ab", 32), Size: 7})
	if err != nil {
		t.Fatal(err)
	}
	write(t, s, edits)
	_, w, id := at2026(t, s)
	wantShown(t, w, true, "2025: level 3, catatan \"14 komponen lengkap\", 1 bukti", "sk.pdf")
	sessiontest.Picture(t, w, "last-year")
	// given a level that is chosen this year: only the rest is offered
	keys(s, w, "5")
	pressed(t, s, w, "Bawa catatan, 1 bukti", 0)
	now := sheetOf(t, s, id)
	if level, _ := now.Level("A01"); level != 5 || now.Answers["A01"].Text("note") != "14 komponen lengkap" || len(now.Attachments["A01"]) != 1 {
		t.Fatalf("level %d, %v, %v", level, now.Answers["A01"].Fields, now.Attachments["A01"])
	}
	wantShown(t, w, true, "Sudah terisi")
	// and one undo takes it back, not the level
	s.Undo()
	s.Settle()
	now = sheetOf(t, s, id)
	if level, _ := now.Level("A01"); level != 5 || now.Answers["A01"].Text("note") != "" || len(now.Attachments["A01"]) != 0 {
		t.Errorf("after undo: level %d, %v, %v", level, now.Answers["A01"].Fields, now.Attachments["A01"])
	}
	wantShown(t, w, true, "Bawa catatan, 1 bukti")
}

func TestALockedEvaluationShowsAllAndTakesNothing(t *testing.T) {
	s := sessiontest.New(t)
	noted(t, s)
	last := begun(t, s, "2025")
	write(t, s, sheetOf(t, s, last).Choose("A02", 2))
	id := begun(t, s, "2026")
	sheet := sheetOf(t, s, id)
	write(t, s, sheet.State("F01-01", sheet.StatementStub("F01-01").Set("value", data.TextValue("12"))))
	for _, ind := range sheet.Instrument.Indicators() {
		write(t, s, sheetOf(t, s, id).Choose(ind.ID, 4))
	}
	if err := assess.Finalise(context.Background(), s.Store, s.Author, id, sessiontest.Now); err != nil {
		t.Fatal(err)
	}
	p, w := window(t, s)
	p.Show(id)
	s.Settle()
	pressed(t, s, w, "Kebijakan", 0)
	wantShown(t, w, true, "Saran dari catatan: 3", "2025: level 2")
	wantShown(t, w, false, "Pakai saran: 3", "Bawa")
	pressed(t, s, w, "Isian unit (F-01)", 0)
	wantShown(t, w, true, "12", "Catatan menyebut 2", "Catatan: 10 (")
	wantShown(t, w, false, "Pakai 2", "dari catatan\n", "Isi ", "tambah atau seret")
	sessiontest.Picture(t, w, "f01-locked")
	// and choices take no tap
	for _, o := range sessiontest.Objects(w.Content()) {
		if f, ok := o.(fyne.Focusable); ok {
			f.TypedRune('1')
		}
	}
	s.Settle()
	if n := len(sheetOf(t, s, id).Statements); n != 1 || len(s.Banners) > 0 {
		t.Errorf("%d statements, banners %v", n, s.Banners)
	}
}

func TestTwoPeopleDisagreeInF01(t *testing.T) {
	s := sessiontest.New(t)
	_, w, id := at2026(t, s)
	pressed(t, s, w, "Isian unit (F-01)", 0)
	// given two values of a number and of a choice that came from elsewhere
	for question, values := range map[string][2]string{"F01-01": {"3", "4"}, "F01-08": {"draft", "both"}} {
		disagree(t, s, id, question, values)
	}
	wantShown(t, w, true, "2 perbedaan", "2 nilai berbeda")
	sessiontest.Picture(t, w, "f01-clash")
	// then the choice is locked, and leads to where it is decided
	before := sheetOf(t, s, id).Statements["F01-08"].Conflicts["value"]
	pressed(t, s, w, "2 nilai berbeda", 1)
	if len(s.Opened) == 0 || s.Opened[0].Page != session.PageSync || s.Opened[0].ID != assess.StatementID(id, "F01-08") {
		t.Errorf("opened %v", s.Opened)
	}
	for _, o := range sessiontest.Objects(w.Content()) {
		if f, ok := o.(fyne.Focusable); ok {
			f.TypedRune('1')
		}
	}
	s.Settle()
	if after := sheetOf(t, s, id).Statements["F01-08"].Conflicts["value"]; len(after) != len(before) || len(after) != 2 {
		t.Errorf("settled unseen: %v", after)
	}
}

// disagree makes two values of an answer, as two computers would.
func disagree(t *testing.T, s *sessiontest.Session, evaluation data.ID, question string, values [2]string) {
	t.Helper()
	ctx := context.Background()
	other := sessiontest.New(t)
	storetest.Exchange(t, s.Store, other.Store)
	mine, err := assess.Load(ctx, s.Store, evaluation)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := assess.Load(ctx, other.Store, evaluation)
	if err != nil {
		t.Fatal(err)
	}
	write(t, s, mine.State(question, mine.StatementStub(question).Set("value", data.TextValue(values[0]))))
	write(t, other, theirs.State(question, theirs.StatementStub(question).Set("value", data.TextValue(values[1]))))
	storetest.Exchange(t, other.Store, s.Store)
	s.Settle()
}

// TestACardDoesNotJumpWhileOneWrites holds that saving what is typed moves
// nothing, though the offer to bring last year's note goes.
func TestACardDoesNotJumpWhileOneWrites(t *testing.T) {
	s := sessiontest.New(t)
	noted(t, s)
	last := begun(t, s, "2025")
	sheet := sheetOf(t, s, last)
	write(t, s, append(sheet.Choose("A02", 3), sheet.Stub("A02").Set("note", data.TextValue("Media massa belum diundang, dan ahli hanya satu orang dari universitas."))))
	_, w, id := at2026(t, s)
	keys(s, w, "4\n") // A01; A02 has the keyboard now
	var area fyne.CanvasObject
	for range 12 {
		w.Canvas().FocusNext()
		o := w.Canvas().Focused().(fyne.CanvasObject)
		if _, isEntry := o.(interface{ SetPlaceHolder(string) }); isEntry {
			area = o
			break
		}
	}
	if area == nil {
		t.Fatal("Tab does not lead to the note")
	}
	at := func() fyne.Position { return fyne.CurrentApp().Driver().AbsolutePositionForObject(area) }
	before := at()
	wantShown(t, w, true, "Bawa level, catatan")
	keys(s, w, "Tiga unsur")
	w.Canvas().Focused().FocusLost() // left: it saves itself
	s.Settle()
	if got := sheetOf(t, s, id).Answers["A02"].Text("note"); got != "Tiga unsur" {
		t.Fatalf("note %q", got)
	}
	wantShown(t, w, true, "Bawa level")
	wantShown(t, w, false, "Bawa level, catatan")
	if after := at(); after != before {
		t.Errorf("the note moved from %v to %v", before, after)
	}
}

func TestEvidenceOfF01(t *testing.T) {
	s := sessiontest.New(t)
	p, w, id := at2026(t, s)
	pressed(t, s, w, "Isian unit (F-01)", 0)
	photo := filepath.Join(t.TempDir(), "daftar layanan.pdf")
	if err := os.WriteFile(photo, []byte("daftar"), 0o600); err != nil {
		t.Fatal(err)
	}
	// when a file falls beside the form while the first question has the keyboard
	if !p.Dropped(fyne.NewPos(40, 400), []fyne.URI{storage.NewFileURI(photo)}) {
		t.Fatal("not taken")
	}
	s.Settle()
	// then it belongs to that question's answer, which has no value by that
	sheet := sheetOf(t, s, id)
	files, err := sheet.StatementFiles(context.Background(), s.Store)
	if err != nil || len(files["F01-01"]) != 1 || files["F01-01"][0].Text("name") != "daftar layanan.pdf" {
		t.Fatalf("evidence %v, %v; banners %v", files, err, s.Banners)
	}
	if done, _ := sheet.Stated(); done != 0 {
		t.Errorf("%d answered by evidence alone", done)
	}
	wantShown(t, w, true, "daftar layanan.pdf")
}

func TestHelpSpeaksEnglishToo(t *testing.T) {
	s := sessiontest.New(t)
	if err := words.Use("en"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := words.Use("id"); err != nil {
			t.Error(err)
		}
	})
	noted(t, s)
	_, w, _ := at2026(t, s)
	wantShown(t, w, true, "Suggested by the records: 3", `3 parts of the public were at "FKP paspor", 10 Feb 2026`)
	pressed(t, s, w, "Unit (F-01)", 0)
	wantShown(t, w, true, "How many types of service does the unit offer?", "Records: 2 (types of service on the mission's list)", "Fill 8 from the records")
	for _, text := range sessiontest.Texts(w.Content()) {
		if strings.HasPrefix(text, "f01.") || strings.HasPrefix(text, "suggest.") || strings.Contains(text, "{{") {
			t.Errorf("a bare key: %q", text)
		}
	}
	sessiontest.Picture(t, w, "f01-english")
}

func TestWhatNoQuestionTakesIsSaidAndCanBeReplaced(t *testing.T) {
	s := sessiontest.New(t)
	_, w, id := at2026(t, s)
	// given a choice that the form does not have, as an import may bring
	sheet := sheetOf(t, s, id)
	write(t, s, sheet.State("F01-08", sheet.StatementStub("F01-08").Set("value", data.TextValue("adopted-2021"))))
	pressed(t, s, w, "Isian unit (F-01)", 0)
	wantShown(t, w, true, `Yang tersimpan, "adopted-2021", tidak cocok`)
	// when it is answered again
	pressed(t, s, w, "Kebijakan", 0)
	pressed(t, s, w, "Lihat isian", 0)
	keys(s, w, "3")
	if got := sheetOf(t, s, id).Statements["F01-08"].Text("value"); got != "adopted" {
		t.Errorf("value %q", got)
	}
	wantShown(t, w, false, "Yang tersimpan")
}

func TestAnotherUnitHasOtherFacts(t *testing.T) {
	s := sessiontest.New(t)
	_, w, id := at2026(t, s)
	write(t, s, data.Create("innovation", s.Store.NewID(), "", map[string]data.Value{
		"title": data.TextValue("Pojok Budaya"), "unit": data.TextValue("Seksi Pensosbud"), "stage": data.TextValue("running"), "started_on": data.TextValue("2024-01-02")}))
	pressed(t, s, w, "Inovasi", 0)
	wantShown(t, w, false, "Saran dari")
	// when the evaluation turns out to be of the other unit
	write(t, s, []data.Edit{sheetOf(t, s, id).Evaluation.Set("unit", data.TextValue("Seksi Pensosbud"))})
	wantShown(t, w, true, "Saran dari catatan: 3")
}
