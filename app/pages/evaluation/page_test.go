package evaluation_test

import (
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/pages/evaluation"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/store"
	"pinisi/data/store/storetest"
)

var size = fyne.NewSize(1140, 700)

// window shows the page of a session, in our theme.
func window(t testing.TB, s *sessiontest.Session) (*evaluation.Page, fyne.Window) {
	t.Helper()
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scheme: look.Light})
	p := evaluation.New(s.Session)
	w := s.Show(t, p.Content(), size)
	t.Cleanup(p.Close)
	return p, w
}

// keys types runes and keys: "\n" is Enter, "\t" is Tab, at the widget that has the keyboard.
func keys(s *sessiontest.Session, w fyne.Window, text string) {
	for _, r := range text {
		switch r {
		case '\t':
			w.Canvas().FocusNext()
		case '\n':
			if f := w.Canvas().Focused(); f != nil {
				f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			}
		default:
			if f := w.Canvas().Focused(); f != nil {
				f.TypedRune(r)
			}
		}
		s.Settle()
	}
}

// vector is the answers of the first test vector, in the form's order, as the digits that a person types.
func vector(t testing.TB) string {
	t.Helper()
	raw, err := os.ReadFile("../../../data/instrument/testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Examples []struct {
			Answers map[string]int `json:"jawaban_f02"`
		} `json:"contoh"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	digits := make([]byte, 30)
	for id, level := range file.Examples[0].Answers {
		n := 10*(id[1]-'0') + id[2] - '0'
		digits[n-1] = byte('0' + level)
	}
	return string(digits)
}

// only is the one evaluation in the store.
func only(t testing.TB, s *sessiontest.Session) *assess.Sheet {
	t.Helper()
	list, err := s.Store.List(context.Background(), store.Query{Kind: "evaluation"})
	if err != nil || len(list) != 1 {
		t.Fatalf("evaluations: %v, %v; want one", list, err)
	}
	sheet, err := assess.Load(context.Background(), s.Store, list[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

func TestAnEvaluationByKeyboardAlone(t *testing.T) {
	s := sessiontest.New(t)
	p, w := window(t, s)
	sessiontest.Picture(t, w, "empty")
	// when an evaluation is begun with Enter after the unit's name
	p.Begin()
	s.Settle()
	sessiontest.Picture(t, w, "begin")
	keys(s, w, "Seksi Konsuler\n")
	// Tab leads over line and variant to the button
	keys(s, w, "\t\t\n")
	sheet := only(t, s)
	if got := sheet.Evaluation.Text("unit") + sheet.Evaluation.Text("period"); got != "Seksi Konsuler2026" {
		t.Fatalf("begun: %s", got)
	}
	// and every level is typed as a digit and Enter
	for i, digit := range vector(t) {
		keys(s, w, string(digit)+"\n")
		if i == 10 {
			sessiontest.Picture(t, w, "halfway")
		}
	}
	sheet = only(t, s)
	if got := sheet.Result.F02.Fraction(); got != "329/100" {
		t.Fatalf("index after 30 digits: %s (missing %v), want 329/100", got, sheet.Missing())
	}
	sessiontest.Picture(t, w, "result")
	// then the last Enter has led to the button that makes it final; without
	// users' answers it asks first
	keys(s, w, "\n")
	if got := only(t, s).Evaluation.Text("status"); got != "draft" {
		t.Fatalf("status %q before the question was answered", got)
	}
	sessiontest.Picture(t, w, "few")
	keys(s, w, "\n")
	if got := only(t, s).Evaluation.Text("status"); got != "final" {
		t.Fatalf("status %q, want final; toasts %v, banners %v", got, s.Toasts, s.Banners)
	}
	sessiontest.Picture(t, w, "final")
	// and it is reopened with a reason
	reopen := false
	for range 40 {
		w.Canvas().FocusNext()
		if b, ok := w.Canvas().Focused().(interface{ Text() string }); ok && b.Text() == "Buka kembali" {
			reopen = true
			break
		}
	}
	if !reopen {
		t.Fatal("Tab does not lead to the button that reopens")
	}
	keys(s, w, "\n")
	sessiontest.Picture(t, w, "reopen")
	keys(s, w, "\n") // without a reason nothing happens
	if got := only(t, s).Evaluation.Text("status"); got != "final" {
		t.Fatalf("reopened without a reason: %q", got)
	}
	keys(s, w, "Bukti A03 tertukar\n")
	e := only(t, s).Evaluation
	if e.Text("status") != "draft" || e.Text("status_reason") != "Bukti A03 tertukar" {
		t.Fatalf("after reopening: %q, %q", e.Text("status"), e.Text("status_reason"))
	}
	if len(s.Banners) > 0 {
		t.Errorf("banners: %v", s.Banners)
	}
}

func TestWhatIsMissingIsNamedAndLedTo(t *testing.T) {
	s := sessiontest.New(t)
	_, w, _ := at2026(t, s)
	keys(s, w, strings.Repeat("4\n", 22))
	sessiontest.Picture(t, w, "partial")
	sheet := only(t, s)
	if len(sheet.Missing()) != 8 || sheet.Missing()[0] != "A23" {
		t.Fatalf("missing %v, want 8 from A23 on", sheet.Missing())
	}
	// when it is to be made final
	s.Tap(t, "Finalkan")
	sessiontest.Picture(t, w, "missing")
	// then it says what is missing, stays a draft, and each missing one is a way there
	if got := only(t, s).Evaluation.Text("status"); got != "draft" {
		t.Fatalf("status %q", got)
	}
	if len(s.Toasts) != 1 || !strings.Contains(s.Toasts[0], "8 indikator") {
		t.Errorf("toasts %v", s.Toasts)
	}
	s.Tap(t, "A27")
	keys(s, w, "5")
	if level, ok := only(t, s).Level("A27"); !ok || level != 5 {
		t.Errorf("A27 after its link and 5: %d %v", level, ok)
	}
	sessiontest.Picture(t, w, "consultation")
}

func TestUndoTakesBackOneLevel(t *testing.T) {
	s := sessiontest.New(t)
	_, w, _ := at2026(t, s)
	keys(s, w, "3\n4\n")
	s.Undo()
	s.Settle()
	sheet := only(t, s)
	if got := sheet.Result.Answered; got != 1 {
		t.Errorf("answered after undo: %d, want 1", got)
	}
}

func TestANoteIsStoredWhenItsFieldIsLeft(t *testing.T) {
	s := sessiontest.New(t)
	_, w, _ := at2026(t, s)
	keys(s, w, "\tpapan layanan sudah diganti")
	if _, ok := only(t, s).Answers["A01"]; ok {
		t.Fatal("stored while still being typed")
	}
	keys(s, w, "\t")
	if got := only(t, s).Stub("A01").Text("note"); got != "papan layanan sudah diganti" {
		t.Errorf("note of A01: %q", got)
	}
}

func TestHeadquartersDecidesAndDoesNotEdit(t *testing.T) {
	// given a final evaluation of a mission on headquarters' device
	s := sessiontest.Of(t, store.Headquarters)
	ctx := context.Background()
	id, err := assess.Begin(ctx, s.Store, s.Author, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring", Scope: "kjri-penang"})
	if err != nil {
		t.Fatal(err)
	}
	for i, digit := range vector(t) {
		sheet, err := assess.Load(ctx, s.Store, id)
		if err != nil {
			t.Fatal(err)
		}
		ind := sheet.Instrument.Indicators()[i]
		if _, err := s.Store.Write(ctx, data.Action{Author: s.Author, Label: "t", Edits: sheet.Choose(ind.ID, int(digit-'0'))}); err != nil {
			t.Fatal(err)
		}
	}
	p, w := window(t, s)
	p.Show(id)
	s.Settle()
	keys(s, w, "0")
	if only(t, s).Result.F02.Fraction() != "329/100" {
		t.Error("headquarters changed a mission's draft")
	}
	if err := assess.Finalise(ctx, s.Store, s.Author, id, sessiontest.Now); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	sessiontest.Picture(t, w, "headquarters")
	for range 40 {
		w.Canvas().FocusNext()
		if b, ok := w.Canvas().Focused().(interface{ Text() string }); ok && b.Text() == "Terima" {
			break
		}
	}
	keys(s, w, "\nSesuai bukti\n")
	if got := only(t, s).Evaluation.Text("status"); got != "accepted" {
		t.Errorf("status %q, want accepted; banners %v", got, s.Banners)
	}
	sessiontest.Picture(t, w, "accepted")
}

func TestWhatArrivesIsShownAtOnceAndConflictsAreMarked(t *testing.T) {
	// given the form of an evaluation that another device has too
	s, other := sessiontest.New(t), sessiontest.New(t)
	p, w := window(t, s)
	ctx := context.Background()
	id := begun(t, s, "2026")
	storetest.Exchange(t, s.Store, other.Store)
	p.Show(id)
	s.Settle()
	keys(s, w, "2\n\tmaklumat belum ditandatangani\t")
	// when the other's answers arrive: another level for A01, another note for A02, and A03
	theirs, err := assess.Load(ctx, other.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	for _, edits := range [][]data.Edit{theirs.Choose("A01", 4), theirs.Answer("A02", "note", data.TextValue("maklumat sudah dipasang")), theirs.Choose("A03", 5)} {
		if _, err := other.Store.Write(ctx, data.Action{Author: other.Author, Label: "t", Edits: edits}); err != nil {
			t.Fatal(err)
		}
	}
	storetest.Exchange(t, other.Store, s.Store)
	s.Settle()
	sessiontest.Picture(t, w, "conflict")
	// then A03 is there, and both conflicts are marked and lead to the decision
	if level, ok := only(t, s).Level("A03"); !ok || level != 5 {
		t.Errorf("A03: %d %v", level, ok)
	}
	texts := strings.Join(sessiontest.Texts(w.Content()), "\n")
	if !strings.Contains(texts, "2 perbedaan") || strings.Count(texts, "2 nilai berbeda") != 2 {
		t.Errorf("the marks are missing: %s", texts)
	}
	var marks []fyne.Tappable
	for _, o := range sessiontest.Objects(w.Content()) {
		if b, ok := o.(interface {
			fyne.Tappable
			Text() string
		}); ok && b.Text() == "2 nilai berbeda" {
			marks = append(marks, b)
		}
	}
	for _, m := range marks {
		m.Tapped(nil)
	}
	want := []sessiontest.Opened{{Page: session.PageSync, ID: assess.AnswerID(id, "A01")}, {Page: session.PageSync, ID: assess.AnswerID(id, "A02")}}
	if !slices.Equal(s.Opened, want) {
		t.Errorf("led to %+v, want %+v", s.Opened, want)
	}
}

func TestALevelOnWhichPeopleDisagreeIsNotDecidedInTheForm(t *testing.T) {
	// given A01 with 2 here and 4 from another device, with the picker in hand
	s, other := sessiontest.New(t), sessiontest.New(t)
	p, w := window(t, s)
	ctx := context.Background()
	id := begun(t, s, "2026")
	storetest.Exchange(t, s.Store, other.Store)
	p.Show(id)
	s.Settle()
	keys(s, w, "2")
	theirs, err := assess.Load(ctx, other.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	edits := append(theirs.Choose("A01", 4), theirs.Choose("A03", 5)...)
	if _, err := other.Store.Write(ctx, data.Action{Author: other.Author, Label: "t", Edits: edits}); err != nil {
		t.Fatal(err)
	}
	storetest.Exchange(t, other.Store, s.Store)
	s.Settle()
	disagreed := func() int { return len(only(t, s).Stub("A01").Conflicts["score"]) }
	if disagreed() != 2 {
		t.Fatalf("values of A01: %d, want 2", disagreed())
	}
	// when a level is typed into the picker that still has the keyboard, and one is clicked
	keys(s, w, "5")
	for _, o := range sessiontest.Objects(w.Content()) {
		if picker, ok := o.(*widgets.LevelPicker); ok {
			picker.Tapped(&fyne.PointEvent{Position: fyne.NewPos(4, 4)})
			break // the first is that of A01
		}
	}
	s.Settle()
	sessiontest.Picture(t, w, "level")
	for _, o := range sessiontest.Objects(w.Content()) {
		if b, ok := o.(*widgets.Button); ok && b.Text() == "2 nilai berbeda" {
			if right := fyne.CurrentApp().Driver().AbsolutePositionForObject(b).X + b.Size().Width; right > size.Width-2*look.Roomy {
				t.Errorf("the mark ends at %v, outside its card", right)
			}
		}
	}
	// the title breaks into two lines beside the mark, and the text under it makes room
	var title, below float32
	for _, o := range sessiontest.Objects(w.Content()) {
		if text, ok := o.(*widgets.Text); ok {
			y := fyne.CurrentApp().Driver().AbsolutePositionForObject(text).Y
			switch {
			case strings.HasPrefix(text.Content(), "A01  "):
				title = y + text.HeightFor(text.Size().Width)
			case below == 0 && strings.HasPrefix(text.Content(), "Periksa apakah"):
				below = y
			}
		}
	}
	if title == 0 || below < title {
		t.Errorf("the title ends at %v, the text under it begins at %v", title, below)
	}
	// then both values are still there
	if disagreed() != 2 {
		t.Fatalf("the form settled it: %d values, level of A01 %v", disagreed(), only(t, s).Stub("A01").Get("score"))
	}
	// and coming to the card by keyboard leads to where it is decided
	p.Show(id)
	s.Settle()
	keys(s, w, "\n") // from the picker on to A02
	for range 40 {
		w.Canvas().FocusPrevious()
		if b, ok := w.Canvas().Focused().(*widgets.Button); ok && b.Text() == "2 nilai berbeda" {
			break
		}
	}
	keys(s, w, "\n")
	if want := (sessiontest.Opened{Page: session.PageSync, ID: assess.AnswerID(id, "A01")}); !slices.Contains(s.Opened, want) {
		t.Errorf("led to %+v, want %+v", s.Opened, want)
	}
	// and once it is decided elsewhere the level can be chosen again
	here := only(t, s)
	if _, err := s.Store.Write(ctx, data.Action{Author: s.Author, Label: "t", Edits: here.Choose("A01", 4)}); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	for _, o := range sessiontest.Objects(w.Content()) {
		if picker, ok := o.(*widgets.LevelPicker); ok {
			if picker.Disabled() || picker.Level() != 4 {
				t.Errorf("after the decision: level %d, locked %v", picker.Level(), picker.Disabled())
			}
			break
		}
	}
}

func TestADraftIsDeletedAndBroughtBack(t *testing.T) {
	s := sessiontest.New(t)
	_, w, id := at2026(t, s)
	s.Tap(t, "Data evaluasi")
	sessiontest.Picture(t, w, "about")
	s.Tap(t, "Hapus evaluasi")
	s.Tap(t, "Hapus evaluasi") // in the question
	if texts := strings.Join(sessiontest.Texts(w.Content()), "\n"); !strings.Contains(texts, "Pilih evaluasi di kiri") || !strings.Contains(texts, "0 catatan") {
		t.Errorf("after deleting: %s", texts)
	}
	s.Undo()
	s.Settle()
	if only(t, s).Evaluation.ID != id {
		t.Error("not brought back")
	}
}
