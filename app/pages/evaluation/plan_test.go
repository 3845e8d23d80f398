package evaluation_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/respond"
	"pinisi/data/store"
)

// judged begins an evaluation, gives it the levels of a string of digits, repeated,
// and respondents whose answers turn about 4.
func judged(t testing.TB, s *sessiontest.Session, period, unit, digits string, respondents int, final bool) data.ID {
	t.Helper()
	ctx := context.Background()
	id, err := assess.Begin(ctx, s.Store, s.Author, assess.New{Period: period, Unit: unit, Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := assess.Load(ctx, s.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	var edits []data.Edit
	for i, ind := range sheet.Instrument.Indicators() {
		if d := digits[i%len(digits)]; d != '-' {
			edits = append(edits, sheet.Choose(ind.ID, int(d-'0'))...)
		}
	}
	for n := range respondents {
		answers := make([]int, len(sheet.Responses.Questions))
		for q := range answers {
			answers[q] = 3 + (n+q*n)%3
		}
		edits = append(edits, sheet.Responses.Add(s.Store.NewID(), respond.Entry{Answers: answers, Number: n + 1})...)
	}
	if _, err := s.Store.Write(ctx, data.Action{Author: s.Author, Label: "t", Edits: edits}); err != nil {
		t.Fatal(err)
	}
	if final {
		if err := assess.Finalise(ctx, s.Store, s.Author, id, s.Now()); err != nil {
			t.Fatal(err)
		}
	}
	return id
}

// said is everything that the window shows.
func said(w fyne.Window) string { return strings.Join(sessiontest.Texts(w.Content()), "\n") }

// reach goes with Tab until what has the keyboard is called so.
func reach(t testing.TB, s *sessiontest.Session, w fyne.Window, label string) {
	t.Helper()
	for range 200 {
		w.Canvas().FocusNext()
		s.Settle()
		if a, ok := w.Canvas().Focused().(fyne.Accessible); ok && strings.HasPrefix(a.AccessibilityLabel(), label) {
			return
		}
	}
	t.Fatalf("Tab does not reach %q", label)
}

func key(s *sessiontest.Session, w fyne.Window, name fyne.KeyName) {
	if f := w.Canvas().Focused(); f != nil {
		f.TypedKey(&fyne.KeyEvent{Name: name})
	}
	s.Settle()
}

func ways(w fyne.Window) []string {
	var all []string
	for _, text := range sessiontest.Texts(w.Content()) {
		if strings.HasPrefix(text, "Cara ") && strings.Contains(text, " · upaya ") && !slices.Contains(all, text) {
			all = append(all, text)
		}
	}
	return all
}

func TestAPlanToRiseByKeyboard(t *testing.T) {
	// given a final evaluation at B-, with 24 respondents
	s := sessiontest.New(t)
	p, w := window(t, s)
	id := judged(t, s, "2026", "Seksi Konsuler", "34323", 24, true)
	p.Show(id)
	s.Settle()
	s.Tap(t, "Rencana naik")
	sessiontest.Picture(t, w, "plan")
	text := said(w)
	if !strings.Contains(text, "Kini IPP 3,16 (B-). B mulai 3,51.") || len(ways(w)) != 10 {
		t.Fatalf("plan of the next category: %s", text)
	}
	before := ways(w)
	// when another category is chosen by keyboard
	reach(t, s, w, "B – Baik")
	key(s, w, fyne.KeyReturn)
	key(s, w, fyne.KeyDown)
	key(s, w, fyne.KeyReturn)
	if text := said(w); !strings.Contains(text, "A- mulai 4,01") || slices.Equal(ways(w), before) {
		t.Fatalf("plan of A-: %s", text)
	}
	// and an effort is typed, then stepped, on the final evaluation
	s.Tap(t, "Atur upaya")
	sessiontest.Picture(t, w, "plan-efforts")
	reach(t, s, w, "Upaya A29,")
	keys(s, w, "8")
	key(s, w, fyne.KeyUp)
	answer, err := s.Store.Get(context.Background(), "answer", assess.AnswerID(id, "A29"))
	if n, ok := answer.Int("effort"); err != nil || !ok || n != 9 {
		t.Fatalf("effort %d %v, %v; banners %q", n, ok, err, s.Banners)
	}
	if text := said(w); !strings.Contains(text, "1 indikator dengan bobot upaya sendiri (lainnya 1) · 0 dikunci") {
		t.Errorf("the sum does not say it: %s", text)
	}
	if f, ok := w.Canvas().Focused().(*widgets.Stepper); !ok || f.Value() != 9 {
		t.Errorf("the keyboard is at %T after the plan was computed anew", w.Canvas().Focused())
	}
	// then the cheapest way does not raise it
	if _, first, _ := strings.Cut(said(w), "Cara 1 "); strings.Contains(strings.Split(first, "Cara 2 ")[0], "A29  ") {
		t.Error("the dearest indicator is still in the first way")
	}
	// and undo takes the step back, in the plan too
	s.Undo()
	s.Settle()
	if f, ok := w.Canvas().Focused().(*widgets.Stepper); !ok || f.Value() != 8 {
		t.Errorf("after undo the effort is %+v", w.Canvas().Focused())
	}
}

func TestAPlanLeadsToWhatIsBlank(t *testing.T) {
	s := sessiontest.New(t)
	p, w := window(t, s)
	p.Show(judged(t, s, "2026", "Seksi Konsuler", "5555555555555555555555555555-3", 3, false))
	s.Settle()
	// a blank stands in the way of a plan, and the page leads to it
	s.Tap(t, "Rencana naik")
	if text := said(w); !strings.Contains(text, "1 indikator masih kosong (A29)") {
		t.Fatalf("with a blank: %s", text)
	}
	s.Tap(t, "Isi A29")
	keys(s, w, "3")
	s.Tap(t, "Rencana naik")
	if len(ways(w)) == 0 {
		t.Fatalf("no way: %s", said(w))
	}
}

func TestAWayBecomesFollowUpsOnce(t *testing.T) {
	s := sessiontest.New(t)
	p, w := window(t, s)
	id := judged(t, s, "2026", "Seksi Konsuler", "34323", 24, false)
	p.Show(id)
	s.Settle()
	s.Tap(t, "Rencana naik")
	list := func() []data.Record {
		t.Helper()
		all, err := s.Store.List(context.Background(), store.Query{Kind: "followup", Order: "created"})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	// when the first way is made into follow-ups
	s.Tap(t, "Jadikan tindak lanjut")
	made := list()
	if len(made) == 0 {
		t.Fatalf("none made; banners %q", s.Banners)
	}
	// then it leads to them, and says how many there are
	if want := (sessiontest.Opened{Page: session.PageFollowUp, ID: made[0].ID}); len(s.Opened) != 1 || s.Opened[0] != want {
		t.Errorf("led to %+v, want %+v", s.Opened, want)
	}
	if want := fmt.Sprintf("%d tindak lanjut dibuat. Ctrl+Z membatalkannya.", len(made)); s.Toasts[len(s.Toasts)-1] != want {
		t.Errorf("said %q", s.Toasts)
	}
	if f := made[0]; !strings.HasPrefix(f.Text("action"), "Naikkan "+f.Text("source_part")+" dari ") || f.Text("period") != "2026" {
		t.Errorf("made %+v", f.Fields)
	}
	// and the first way says so, and leads to each
	if text := said(w); strings.Count(text, "Sudah menjadi tindak lanjut") == 0 {
		t.Errorf("the way does not say it: %s", text)
	}
	s.Tap(t, "Buka tindak lanjutnya")
	if want := (sessiontest.Opened{Page: session.PageFollowUp, ID: made[0].ID}); s.Opened[len(s.Opened)-1] != want {
		t.Errorf("led to %+v, want %+v", s.Opened, want)
	}
	sessiontest.Picture(t, w, "plan-made")
	// and another way makes only what is not there yet
	s.Tap(t, "Jadikan tindak lanjut")
	second := list()
	if said := s.Toasts[len(s.Toasts)-1]; len(second) <= len(made) || !strings.Contains(said, "Dilewati karena sudah punya tindak lanjut terbuka: ") {
		t.Errorf("the second way: %d after %d, said %q", len(second), len(made), said)
	}
	sources := map[data.ID]bool{}
	for _, f := range second {
		if sources[f.Ref("source")] {
			t.Errorf("twice: %s", f.Text("source_part"))
		}
		sources[f.Ref("source")] = true
	}
	s.Undo()
	s.Settle()
	// and one undo takes all back
	s.Undo()
	s.Settle()
	if left := list(); len(left) != 0 || strings.Contains(said(w), "Sudah menjadi tindak lanjut") {
		t.Errorf("%d left after undo: %s", len(left), said(w))
	}
}

func TestWithoutUsersAnswersThereIsNoPlan(t *testing.T) {
	s := sessiontest.New(t)
	p, w := window(t, s)
	p.Show(judged(t, s, "2026", "Seksi Konsuler", "3", 0, false))
	s.Settle()
	s.Tap(t, "Rencana naik")
	sessiontest.Picture(t, w, "plan-none")
	if text := said(w); !strings.Contains(text, "Belum ada penilaian pengguna (F-03)") || len(ways(w)) != 0 {
		t.Errorf("said %s", text)
	}
	// and of the highest category there is none either
	best := judged(t, s, "2026", "Fungsi Pensosbud", "5", 24, false)
	s.Settle()
	p.Show(best)
	s.Settle()
	s.Tap(t, "Rencana naik")
	if text := said(w); !strings.Contains(text, "sudah pada kategori tertinggi, A – Pelayanan Prima") {
		t.Errorf("said %s", text)
	}
}

func TestTheResultStandsBesideOthers(t *testing.T) {
	// given three earlier periods, one by another method, and another unit
	s := sessiontest.New(t)
	p, w := window(t, s)
	judged(t, s, "2023", "Seksi Konsuler", "22312", 30, true)
	judged(t, s, "2024", "Seksi Konsuler", "23322", 30, true)
	judged(t, s, "2025", "Seksi Konsuler", "33332", 30, true)
	judged(t, s, "2026", "Fungsi Pensosbud", "4", 5, false)
	other := judged(t, s, "2022", "Seksi Konsuler", "1", 5, false)
	e, err := s.Store.Get(context.Background(), "evaluation", other)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Store.Write(context.Background(), data.Action{Author: s.Author, Label: "t", Edits: []data.Edit{e.Set("method_f02", data.TextValue("berbobot"))}}); err != nil {
		t.Fatal(err)
	}
	p.Show(judged(t, s, "2026", "Seksi Konsuler", "34323", 8, false))
	s.Settle()
	s.Tap(t, "Hasil")
	w.Resize(fyne.NewSize(size.Width, 2600))
	s.Settle()
	sessiontest.Picture(t, w, "result-compared")
	text := said(w)
	for _, want := range []string{
		"F-02 2,97 × 75% + F-03 3,69 × 25%",
		"8 responden, di bawah minimum 10",             // a warning in words, and the index stands
		"3 butir terendah",                             // F-03 by question
		"Dibanding periode sebelumnya", "2023", "2025", // periods
		"Unit lain, 2026", "Fungsi Pensosbud", // units
		"Tidak dibandingkan", "Seksi Konsuler 2022: metode berbobot", // apart
		"Menurut metode lain", // by other methods
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestAChangeDoesNotKeepTheOldEvaluationOpen(t *testing.T) {
	// given an open evaluation, and a change that is told while another is opened
	s := sessiontest.New(t)
	p, w := window(t, s)
	p.Show(judged(t, s, "2026", "Seksi Konsuler", "3", 0, false))
	s.Settle()
	other := judged(t, s, "2026", "Fungsi Pensosbud", "3", 0, false)
	p.Show(other)
	s.Settle()
	// then the other one is shown
	if text := said(w); !strings.Contains(text, "Fungsi Pensosbud · 2026") {
		t.Errorf("shown: %s", text)
	}
}
