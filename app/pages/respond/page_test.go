package respond

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/kiosk"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/assess"
	poll "pinisi/data/respond"
	"pinisi/data/store"
)

// desk is a session with a draft evaluation, a clock that stands until it is
// moved, and a window that can be covered as the program's is.
type desk struct {
	*sessiontest.Session
	t       testing.TB
	w       fyne.Window
	entry   *Entry
	now     time.Time
	timers  []*timer
	covered bool
	left    string // page and record after the counter
	of      data.ID
	form    poll.Form
	set     *poll.Set
}

type timer struct {
	at      time.Time
	f       func()
	stopped bool
}

var size = fyne.NewSize(1024, 720)

func newDesk(t testing.TB) *desk {
	t.Helper()
	d := &desk{Session: sessiontest.New(t), t: t, now: sessiontest.Now}
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scheme: look.Light})
	d.Session.Session.Now = func() time.Time { return d.now }
	id, err := assess.Begin(context.Background(), d.Store, d.Author, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	d.of = id
	d.read()
	d.Session.Session.Cover = func(o fyne.CanvasObject, keys session.Keys) func(string, data.ID) {
		d.covered = true
		d.w.SetContent(o)
		d.w.Canvas().SetOnTypedRune(keys.Rune)
		d.w.Canvas().SetOnTypedKey(keys.Key)
		return func(page string, id data.ID) {
			d.left = page + " " + id.String()
			d.covered = false
			d.w.SetContent(container.NewStack())
		}
	}
	d.w = d.Show(t, container.NewStack(), size)
	d.open()
	cancel := d.Watch(func(e store.Event) {
		if session.Touches(e, "response") {
			d.read()
			d.entry.Show()
		}
	})
	t.Cleanup(cancel)
	return d
}

// open shows the entry anew, as after coming back to the page.
func (d *desk) open() {
	if d.entry != nil {
		d.entry.Close()
	}
	d.entry = NewEntry(d.Session.Session, Labels{
		Welcome: "entry.counter.welcome_f03", Minimum: func() int { return 10 }, Clock: d.after,
	}, func() poll.Form { return d.form }, func() *poll.Set { return d.set })
	d.w.SetContent(widgets.NewFollowFocus(widgets.Inset(look.Roomy, look.Roomy, d.entry.Content())))
	d.Settle()
}

func (d *desk) read() {
	d.t.Helper()
	sheet, err := assess.Load(context.Background(), d.Store, d.of)
	if err != nil {
		d.t.Fatal(err)
	}
	d.form = poll.OfEvaluation(sheet.Instrument, sheet.Evaluation)
	if d.set, err = poll.Load(context.Background(), d.Store, d.form); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) after(delay time.Duration, f func()) func() {
	one := &timer{at: d.now.Add(delay), f: f}
	d.timers = append(d.timers, one)
	return func() { one.stopped = true }
}

// wait lets time pass.
func (d *desk) wait(delay time.Duration) {
	end := d.now.Add(delay)
	for {
		var next *timer
		for _, t := range d.timers {
			if !t.stopped && !t.at.After(end) && (next == nil || t.at.Before(next.at)) {
				next = t
			}
		}
		if next == nil {
			break
		}
		next.stopped = true
		d.now = next.at
		next.f()
		d.Settle()
	}
	d.now = end
}

// keys types runes: "\n" is Enter, "\b" Backspace, "\t" Tab, at what has the
// keyboard, or at the window.
func (d *desk) keys(text string) int {
	n := 0
	key := func(name fyne.KeyName) {
		if f := d.w.Canvas().Focused(); f != nil {
			f.TypedKey(&fyne.KeyEvent{Name: name})
		} else if h := d.w.Canvas().OnTypedKey(); h != nil {
			h(&fyne.KeyEvent{Name: name})
		}
	}
	for _, r := range text {
		n++
		switch r {
		case '\t':
			d.w.Canvas().FocusNext()
		case '\n':
			key(fyne.KeyReturn)
		case '\b':
			key(fyne.KeyBackspace)
		case '\x1b':
			key(fyne.KeyEscape)
		default:
			if f := d.w.Canvas().Focused(); f != nil {
				f.TypedRune(r)
			} else if h := d.w.Canvas().OnTypedRune(); h != nil {
				h(r)
			}
		}
		d.Settle()
	}
	return n
}

// texts are all texts on the screen.
func (d *desk) texts() string { return strings.Join(sessiontest.Texts(d.w.Content()), "\n") }

func (d *desk) sees(texts ...string) {
	d.t.Helper()
	all := d.texts()
	for _, text := range texts {
		if !strings.Contains(all, text) {
			d.t.Fatalf("the screen does not say %q but:\n%s", text, all)
		}
	}
}

// tap presses what is called so.
func (d *desk) tap(text string) {
	d.t.Helper()
	for _, o := range sessiontest.Objects(d.w.Content()) {
		if b, ok := o.(interface {
			fyne.Tappable
			Text() string
		}); ok && b.Text() == text {
			b.Tapped(&fyne.PointEvent{})
			d.Settle()
			return
		}
	}
	d.t.Fatalf("nothing is called %q on:\n%s", text, d.texts())
}

// stored are the responses with all fields.
func (d *desk) stored() []data.Record {
	d.t.Helper()
	list, err := d.Store.List(context.Background(), store.Query{Kind: "response", Order: "created"})
	if err != nil {
		d.t.Fatal(err)
	}
	return list
}

func (d *desk) setting(key string) string {
	d.t.Helper()
	text, err := d.Store.Setting(context.Background(), key)
	if err != nil {
		d.t.Fatal(err)
	}
	return text
}

// picture keeps what the window shows, to be looked at.
func (d *desk) picture(name string) {
	d.t.Helper()
	sessiontest.Picture(d.t, d.w, name)
}

// counter begins the counter mode with a PIN.
func (d *desk) counter(pin string) {
	d.t.Helper()
	d.tap("Mode loket")
	d.picture("begin")
	for _, o := range sessiontest.Objects(d.w.Content()) {
		if f, ok := o.(*kiosk.PINField); ok {
			d.w.Canvas().Focus(f)
			break
		}
	}
	d.keys(pin + "\n" + pin + "\n")
	if !d.covered {
		d.t.Fatalf("the counter mode did not begin:\n%s", d.texts())
	}
}

func TestAVisitorAnswersByKeyboardAlone(t *testing.T) {
	d := newDesk(t)
	d.picture("overview")
	d.counter("2468")
	d.picture("welcome")
	d.sees("Bagaimana pelayanan kami?", "How was our service?")
	// when a visitor answers all 14, going back once to change the third
	d.keys("\n")
	d.sees("1 dari 14", d.form.Questions[0].Text.ID)
	d.picture("question")
	d.keys("453")
	d.keys("\b")
	d.sees("3 dari 14")
	d.picture("back")
	d.keys("2" + "45345345345")
	d.sees("14 pertanyaan sudah dijawab")
	d.picture("remark")
	if len(d.stored()) != 0 {
		t.Fatal("something is stored before it was sent")
	}
	d.w.Canvas().FocusNext() // over the language …
	for range 5 {
		if fmt.Sprintf("%T", d.w.Canvas().Focused()) == "*widgets.entry" {
			break
		}
		d.w.Canvas().FocusNext()
	}
	d.keys("Loket sudah rapi.\t081234567\n")
	// then it is stored, and only then thanked for
	d.sees("Terima kasih!", "Jawaban Anda sudah tersimpan.")
	d.picture("thanks")
	list := d.stored()
	if len(list) != 1 {
		t.Fatalf("stored %d", len(list))
	}
	for field, want := range map[string]string{
		"answers": "45245345345345", "channel": "counter", "language": "id", "taken_on": "2026-03-24",
		"remark": "Loket sudah rapi.", "contact": "081234567",
	} {
		if got := list[0].Text(field); got != want {
			t.Errorf("%s = %q, want %q", field, got, want)
		}
	}
	// and the screen goes back to the welcome by itself
	d.wait(kiosk.ThanksTime)
	d.sees("Bagaimana pelayanan kami?")
}

func TestADoubleTapAnswersOneQuestion(t *testing.T) {
	d := newDesk(t)
	d.counter("2468")
	d.keys("\n")
	d.wait(time.Second)
	d.tap("4")
	d.tap("4")
	d.sees("2 dari 14")
	d.wait(time.Second)
	d.tap("5")
	d.sees("3 dari 14")
}

func TestTheCounterSpeaksEnglishAndSwitches(t *testing.T) {
	d := newDesk(t)
	d.counter("2468")
	d.keys("2")
	d.sees("1 of 14", d.form.Questions[0].Text.EN)
	d.keys("4")
	d.tap("Bahasa Indonesia")
	d.sees("2 dari 14", d.form.Questions[1].Text.ID)
	d.tap("English")
	d.keys(strings.Repeat("5", 13) + "\n")
	d.sees("Thank you!")
	if got := d.stored()[0].Text("language"); got != "en" {
		t.Errorf("language %q", got)
	}
	if words.Now().Lang() != "id" {
		t.Error("the office’s language changed too")
	}
}

func TestTheCounterEmptiesAFormThatNobodyTouches(t *testing.T) {
	d := newDesk(t)
	d.counter("2468")
	d.keys("\n44")
	// when nobody touches it, it counts down, and a key goes on
	d.wait(kiosk.IdleTime)
	d.sees("Masih di sini?", "15 detik")
	d.picture("countdown")
	d.wait(5 * time.Second)
	d.sees("10 detik")
	d.keys("9")
	d.sees("3 dari 14")
	// and left alone it is emptied: nothing is kept, and it says so
	d.wait(kiosk.IdleTime + kiosk.Countdown*time.Second)
	d.sees("Formulir dikosongkan", "Jawaban yang belum selesai tidak disimpan.")
	d.picture("emptied")
	d.wait(kiosk.ThanksTime)
	d.sees("Bagaimana pelayanan kami?")
	if n := len(d.stored()); n != 0 {
		t.Fatalf("stored %d", n)
	}
	// but complete answers count, without what was still being written
	d.keys("\n" + strings.Repeat("3", 14))
	d.wait(kiosk.IdleTime + kiosk.Countdown*time.Second)
	list := d.stored()
	if len(list) != 1 || list[0].Text("answers") != strings.Repeat("3", 14) || list[0].Text("contact") != "" {
		t.Fatalf("stored %+v", list)
	}
}

func TestOnlyThePINLeavesAndWrongOnesSlowDown(t *testing.T) {
	d := newDesk(t)
	d.counter("2468")
	if got := d.setting("counter.pin"); strings.Contains(got, "2468") || !strings.HasPrefix(got, "scrypt-") {
		t.Fatalf("the PIN is stored as %q", got)
	}
	d.keys("\x1b\x1b")
	d.tap("Petugas")
	d.picture("pin")
	// three wrong ones are free, the next waits
	for range 3 {
		d.keys("1111\n")
		if !d.covered {
			t.Fatal("a wrong PIN leaves")
		}
	}
	d.sees("10 detik")
	d.picture("pin_wait")
	d.keys("2468\n")
	if !d.covered {
		t.Fatal("the wait is not kept")
	}
	// also after the program was started again
	d.wait(4 * time.Second)
	d.sees("6 detik")
	d.wait(7 * time.Second)
	d.keys("1112\n")
	d.sees("20 detik")
	d.wait(21 * time.Second)
	d.keys("2468\n")
	if d.covered {
		t.Fatalf("the right PIN does not leave:\n%s", d.texts())
	}
	if got := d.setting("counter.mode"); got != "" {
		t.Errorf("the mode is still on: %q", got)
	}
	if want := session.PageEvaluation + " " + d.of.String(); d.left != want {
		t.Errorf("went to %q, want %q, where the answers went", d.left, want)
	}
	// and the next time the PIN is known, and may be kept
	d.open()
	d.tap("Mode loket")
	d.sees("PIN yang sudah ditentukan")
	d.tap("Mulai mode loket")
	if !d.covered {
		t.Error("does not begin with the PIN there is")
	}
}

func TestTheCounterComesBackAfterAPowerCut(t *testing.T) {
	d := newDesk(t)
	if Resume(d.Session.Session) {
		t.Fatal("resumes what was never begun")
	}
	d.counter("13579")
	// when the program starts anew on the same folder
	d.covered = false
	d.w.SetContent(container.NewStack())
	if !Resume(d.Session.Session) || !d.covered {
		t.Fatal("the office’s pages are open after a restart")
	}
	d.Settle()
	d.sees("Bagaimana pelayanan kami?")
	// then it takes answers as before
	d.keys("\n" + strings.Repeat("5", 14) + "\n")
	d.sees("Terima kasih!")
	if list := d.stored(); len(list) != 1 || list[0].Ref("evaluation") != d.of {
		t.Fatalf("stored %+v", list)
	}
	// and settings that cannot be read stay locked behind the PIN
	if err := d.Store.SetSetting(context.Background(), "counter.mode", "{half"); err != nil {
		t.Fatal(err)
	}
	if !Resume(d.Session.Session) {
		t.Fatal("a damaged setting opens the office’s pages")
	}
	d.Settle()
	d.sees("PIN petugas")
	d.keys("13579\n")
	if d.covered {
		t.Error("the PIN does not leave the locked screen")
	}
}

func TestAForgottenPINIsLeftByAFileInTheDataFolder(t *testing.T) {
	d := newDesk(t)
	d.counter("13579")
	file := filepath.Join(d.Store.Dir(), kiosk.ExitFile)
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if Resume(d.Session.Session) {
		t.Fatal("the file does not end the mode")
	}
	if d.setting("counter.mode") != "" || d.setting("counter.pin") != "" {
		t.Error("mode or PIN is still there")
	}
	if _, err := os.Stat(file); !os.IsNotExist(err) {
		t.Errorf("the file is still there: %v", err)
	}
}

func TestAFormThatCannotBeStoredIsKeptAndTriedAgain(t *testing.T) {
	d := newDesk(t)
	d.counter("2468")
	d.keys("\n" + strings.Repeat("4", 14))
	// given the evaluation becomes final meanwhile, so that the store refuses
	final := func(status string) {
		e, err := d.Store.Get(context.Background(), "evaluation", d.of)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Label: "t", Edits: []data.Edit{e.Set("status", data.TextValue(status))}}); err != nil {
			t.Fatal(err)
		}
	}
	final("final")
	d.keys("\n")
	d.sees("Jawaban Anda belum tersimpan", "Mohon panggil petugas")
	d.picture("failed")
	// an officer with the PIN is told why before anything is lost
	d.tap("Petugas")
	d.keys("2468\n")
	if !d.covered {
		t.Fatal("left with a form that is not stored")
	}
	d.sees("Satu jawaban lengkap belum tersimpan", "Keluar tanpa menyimpannya")
	d.picture("unsaved")
	// and when it can be stored again it is, by itself
	final("draft")
	d.tap("Coba lagi")
	d.sees("Terima kasih!")
	if len(d.stored()) != 1 {
		t.Errorf("stored %d", len(d.stored()))
	}
}

func TestNothingOfTheOfficeIsOnTheCounter(t *testing.T) {
	d := newDesk(t)
	d.counter("2468")
	var seen []string
	look := func() { seen = append(seen, d.texts()) }
	look()
	d.keys("\n")
	for range 14 {
		look()
		d.keys("4")
	}
	look()
	d.keys("\n")
	look()
	d.wait(kiosk.ThanksTime)
	look()
	d.tap("Petugas")
	look()
	for _, text := range seen {
		for _, secret := range []string{"Siti Aminah", "Seksi Konsuler", "Evaluasi", "Beranda", "Ctrl"} {
			if strings.Contains(text, secret) {
				t.Errorf("the counter shows %q: %s", secret, text)
			}
		}
	}
}

func TestTargetsAreLargeOnASmallScreen(t *testing.T) {
	d := newDesk(t)
	d.w.Resize(fyne.NewSize(1024, 600))
	d.counter("2468")
	d.keys("\n")
	d.picture("question_small")
	n := 0
	for _, o := range sessiontest.Objects(d.w.Content()) {
		if one, ok := o.(*kiosk.Target); ok && len(one.Big) == 1 {
			n++
			if one.Size().Height < kiosk.LeastTarget || one.Size().Width < kiosk.LeastTarget {
				t.Errorf("target %s is %v", one.Big, one.Size())
			}
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(one)
			if at.Y+one.Size().Height > 600 || at.X+one.Size().Width > 1024 {
				t.Errorf("target %s ends at %v, %v", one.Big, at.X+one.Size().Width, at.Y+one.Size().Height)
			}
		}
	}
	if n != 6 {
		t.Errorf("%d targets for 0 to 5", n)
	}
}

func TestServicesAndWordsOfASurveyAtTheCounter(t *testing.T) {
	// given a form with words for its levels, as SKM has, and three services
	d := newDesk(t)
	d.w.Resize(fyne.NewSize(1024, 600))
	words := []assets.Text{{ID: "Tidak mudah", EN: "Not easy"}, {ID: "Kurang mudah", EN: "Less easy"}, {ID: "Mudah", EN: "Easy"}, {ID: "Sangat mudah", EN: "Very easy"}}
	form := d.form
	form.Min, form.Max = 1, 4
	form.Questions = []poll.Question{
		{ID: "U1", Number: 1, Text: assets.Text{ID: "Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya?", EN: "What do you think of the requirements?"}, Labels: words},
		{ID: "U2", Number: 2, Text: assets.Text{ID: "Bagaimana prosedurnya?", EN: "How was the procedure?"}, Labels: words},
	}
	c := newCounter(d.Session.Session, form, counterOptions{Welcome: "entry.counter.welcome_skm", Services: []string{"IMI-01", "IMI-02", "IMI-03"}, After: d.after})
	c.cover()
	d.Settle()
	d.keys("\n")
	d.sees("Layanan apa yang Anda terima?", "Paspor elektronik", "Layanan lain")
	d.picture("services")
	// when the second service is chosen by its digit, digits outside the scale do nothing
	d.keys("2")
	d.sees("1 dari 2", "Sangat mudah")
	d.picture("question_words")
	d.keys("05")
	d.sees("1 dari 2")
	d.keys("43\n")
	d.sees("Terima kasih!")
	if got := d.stored()[0]; got.Text("service") != "IMI-02" || got.Text("answers") != "43" {
		t.Errorf("stored %+v", got.Fields)
	}
}

func TestSheetsAreTypedByDigitsAlone(t *testing.T) {
	d := newDesk(t)
	d.tap("Ketik lembar")
	d.picture("paper")
	// when three sheets are typed
	pressed := 0
	for _, sheet := range []string{"45345345345345", "55555555555555", "4444444444444-"} {
		before := len(d.stored())
		d.now = d.now.Add(time.Minute)
		n := d.keys(sheet + "\n")
		if n != len(d.form.Questions)+1 {
			t.Fatalf("%d keys for a sheet", n)
		}
		pressed += n
		if len(d.stored()) != before+1 {
			t.Fatalf("sheet %q is not stored after %d keys:\n%s", sheet, pressed, d.texts())
		}
	}
	d.picture("paper_three")
	// then each has its number, the date and the channel
	for i, r := range d.stored() {
		n, _ := r.Int("number")
		if int(n) != i+1 || r.Text("channel") != "paper" || r.Text("taken_on") != "2026-03-24" {
			t.Errorf("sheet %d: %+v", i+1, r.Fields)
		}
	}
	d.sees("Lembar 4", "3 lembar kali ini", "belum lengkap")
	// a digit outside the scale is refused in words, Backspace goes back, and Enter before the end says what is left
	d.keys("47")
	d.sees("“7” tidak berlaku; pakai angka 0 sampai 5.")
	d.picture("paper_wrong")
	d.keys("\b3\n")
	d.sees("Masih ada 13 pertanyaan.")
	if len(d.stored()) != 3 {
		t.Error("a half sheet was stored")
	}
	// and the half sheet is there after leaving the page
	d.open()
	d.tap("Ketik lembar")
	d.sees("Lembar yang belum selesai dilanjutkan.", "Lembar 4")
	d.keys("2222222222222\n")
	if got := d.stored()[3].Text("answers"); got != "32222222222222" {
		t.Errorf("taken up as %q", got)
	}
}

func TestATypedSheetIsCorrectedAndDeletedWithUndo(t *testing.T) {
	d := newDesk(t)
	d.tap("Ketik lembar")
	d.keys(strings.Repeat("4", 14) + "\n" + strings.Repeat("5", 14) + "\n" + "33")
	p := d.entry.way.(*paper)
	// when the first is opened and its first answer typed anew, while a third is half typed
	p.fix(d.stored()[0].ID.String())
	d.sees("Mengoreksi lembar 1")
	d.picture("paper_fix")
	d.keys("1\n")
	if got := d.stored()[0].Text("answers"); got != "1"+strings.Repeat("4", 13) {
		t.Fatalf("corrected to %q", got)
	}
	// then the half sheet is in hand again
	d.sees("Lembar 3")
	if got := p.typer.grid.levels[:3]; !slices.Equal(got, []int{3, 3, unset}) {
		t.Errorf("in hand: %v", got)
	}
	// and a deleted sheet comes back by undo
	p.fix(d.stored()[1].ID.String())
	d.tap("Hapus lembar")
	if len(d.stored()) != 1 || !slices.Contains(d.Toasts, "Lembar 2 dihapus.") {
		t.Fatalf("stored %d, toasts %v", len(d.stored()), d.Toasts)
	}
	d.Undo()
	d.Settle()
	if len(d.stored()) != 2 {
		t.Error("undo does not bring it back")
	}
	// a number that is taken is refused, and nothing typed is lost
	p.in.Number = 1
	d.keys(strings.Repeat("3", 12) + "\n")
	d.sees("Lembar 1 sudah ada.")
	if len(d.stored()) != 2 {
		t.Error("a number was given twice")
	}
}

func TestASampleIsTypedAgainAndDifferencesAreDecided(t *testing.T) {
	d := newDesk(t)
	d.tap("Ketik lembar")
	for range 6 {
		d.keys(strings.Repeat("4", 14) + "\n")
	}
	d.tap("Kembali")
	d.sees("Pemeriksaan ketikan", "contohnya 5 dari 6")
	d.picture("overview_check")
	d.tap("Periksa contoh")
	d.picture("check")
	if strings.Contains(d.texts(), "4 4 4 4") {
		t.Error("the first entry is shown")
	}
	// when four match and one differs in two answers
	for range 4 {
		d.keys(strings.Repeat("4", 14) + "\n")
	}
	d.sees("Lembar sebelumnya cocok.")
	d.keys("43444444444445\n")
	d.sees("2 jawaban berbeda", "ketikan pertama", "ketikan kedua")
	d.picture("check_differs")
	// the first entry is right for the one, the second for the other, by keyboard
	d.keys("\n") // the keyboard is on the first digit of the first difference, then on that of the second
	for range 6 {
		if one, ok := d.w.Canvas().Focused().(*kiosk.Target); ok && one.Word == "ketikan kedua" && one.Big == "5" {
			break
		}
		d.w.Canvas().FocusNext()
	}
	d.keys("\n")
	d.sees("Contoh sudah diperiksa", "5 dari 5 diperiksa, 2 jawaban berbeda (2,9%).")
	d.picture("check_done")
	right := 0
	for _, r := range d.stored() {
		if r.Text("answers") == strings.Repeat("4", 13)+"5" && r.Text("second") == r.Text("answers") {
			right++
		}
	}
	if right != 1 {
		t.Errorf("corrected sheets: %d of %v", right, d.stored())
	}
}

func TestATableIsImportedWithMappingAndProblems(t *testing.T) {
	d := newDesk(t)
	var b strings.Builder
	b.WriteString("Cap waktu;Nama;Saran")
	for i := range d.form.Questions {
		if i == 13 {
			b.WriteString(";Kolom lain")
			continue
		}
		fmt.Fprintf(&b, ";%s", d.form.Questions[i].Text.ID)
	}
	b.WriteString("\n")
	for row := range 40 {
		cells := slices.Repeat([]string{"4"}, 14)
		switch row {
		case 3:
			cells[2] = "9"
		case 5:
			cells[4] = ""
		}
		fmt.Fprintf(&b, "2026-03-%02d 09:%02d;Budi Hartono;Baik;%s\n", 1+row%20, row, strings.Join(cells, ";"))
	}
	file := filepath.Join(t.TempDir(), "formulir.csv")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	// when the file is dropped on the page
	if !d.entry.Dropped(file) {
		t.Fatal("the file has no place")
	}
	d.Settle()
	d.picture("import_unmapped")
	// then the question that no heading names stops the import until it is mapped
	i := d.entry.way.(*importing)
	if i.columns.Questions[13] != -1 || i.dry.SkipBad(true).Ready() {
		t.Fatalf("mapped %v, ready %v", i.columns.Questions, i.dry.Ready())
	}
	for _, o := range sessiontest.Objects(d.w.Content()) {
		if l, ok := o.(*widgets.PickList); ok && l.ID() == "" {
			l.OnPicked("Q") // the seventeenth column
			break
		}
	}
	d.Settle()
	d.sees("39 dari 40 baris akan diambil.", "1 di antaranya belum lengkap", "1 baris bermasalah", "Baris 5")
	d.picture("import")
	d.tap("Impor 39 lembar, lewati 1 baris")
	if n := len(d.stored()); n != 39 {
		t.Fatalf("imported %d; toasts %v, banners %v\n%s", n, d.Toasts, d.Banners, d.texts())
	}
	if !slices.Contains(d.Toasts, "39 lembar diimpor dari formulir.csv.") {
		t.Errorf("toasts %v", d.Toasts)
	}
	d.sees("38 lembar lengkap", "Impor berkas: 38 (+1 belum lengkap)", "Saran dan catatan (39)")
	d.picture("overview_full")
	for _, r := range d.stored() {
		for name := range r.Fields {
			if strings.Contains(r.Text(name), "Budi") {
				t.Fatalf("a name was stored: %s = %q", name, r.Text(name))
			}
		}
	}
	// the same file again brings nothing, and undo takes all back
	d.entry.Dropped(file)
	d.Settle()
	d.entry.way.(*importing).columns.Questions[13] = 16
	d.entry.way.(*importing).try()
	d.Settle()
	d.sees("39 baris sudah pernah diimpor")
	d.Undo()
	d.Settle()
	if n := len(d.stored()); n != 0 {
		t.Errorf("after undo: %d", n)
	}
}

func TestAnImportThatIsCancelledStoresNothing(t *testing.T) {
	d := newDesk(t)
	var b strings.Builder
	b.WriteString("No")
	for i := range d.form.Questions {
		fmt.Fprintf(&b, ";%d", i+1)
	}
	for row := range 200 {
		fmt.Fprintf(&b, "\n%d%s", row+1, strings.Repeat(";4", 14))
	}
	file := filepath.Join(t.TempDir(), "lembar.csv")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	d.entry.Dropped(file)
	d.Settle()
	i := d.entry.way.(*importing)
	// when it is cancelled as it begins
	i.start(i.dry)
	d.sees("Mengimpor… 0%")
	d.picture("import_running")
	d.tap("Batal")
	// then nothing is stored, it says so, and the trial is there again
	if n := len(d.stored()); n != 0 || !slices.Contains(d.Toasts, "Impor dibatalkan; tidak ada yang disimpan.") {
		t.Fatalf("stored %d, toasts %v", n, d.Toasts)
	}
	d.tap("Impor 200 lembar")
	if n := len(d.stored()); n != 200 {
		t.Errorf("stored %d after beginning again", n)
	}
}

func TestAFileThatCannotBeReadIsSaidBesideIt(t *testing.T) {
	d := newDesk(t)
	d.entry.Dropped(filepath.Join(t.TempDir(), "hilang.csv"))
	d.Settle()
	d.sees("Berkas tidak ditemukan lagi di", "Berkas lain…")
	if len(d.Banners) > 0 {
		t.Errorf("banners %v", d.Banners)
	}
}

func TestContactsAreNotShown(t *testing.T) {
	d := newDesk(t)
	if _, err := d.Store.Write(context.Background(), data.Action{Author: d.Author, Label: "t", Edits: d.form.Add(d.Store.NewID(), poll.Entry{
		Answers: slices.Repeat([]int{3}, 14), Channel: "counter", Remark: "Antre terlalu lama", Contact: "0812-9999",
	})}); err != nil {
		t.Fatal(err)
	}
	d.Settle()
	d.sees("Antre terlalu lama")
	if strings.Contains(d.texts(), "0812") {
		t.Error("a contact is shown")
	}
}

func TestAFinalEvaluationIsShownOnly(t *testing.T) {
	d := newDesk(t)
	d.entry.Lock(true)
	d.Settle()
	for _, way := range []string{"Mode loket", "Ketik lembar", "Impor berkas"} {
		for _, o := range sessiontest.Objects(d.w.Content()) {
			if p, ok := o.(*plate); ok && p.Text() == way {
				t.Errorf("%q is offered", way)
			}
		}
	}
	if d.entry.Dropped("/x.csv") {
		t.Error("a file is taken")
	}
}

// many are 5,000 paper sheets in memory.
func (d *desk) many() {
	set := &poll.Set{Form: d.form}
	for i := range 5000 {
		r := data.Record{Kind: "response", ID: d.Store.NewID(), Fields: map[string]data.Value{
			"number": data.IntValue(int64(i + 1)), "channel": data.TextValue("paper"), "answers": data.TextValue(strings.Repeat("4", 14)),
		}}
		set.Responses = append(set.Responses, poll.Response{Record: r, Answers: slices.Repeat([]int{4}, 14)})
	}
	d.set = set
}

func TestFiveThousandSheetsStayLight(t *testing.T) {
	d := newDesk(t)
	d.many()
	d.entry.Show()
	d.tap("Ketik lembar")
	d.sees("Lembar 5.001", "Lembar 5.000")
	// only the rows in view are objects
	if n := len(sessiontest.Objects(d.w.Content())); n > 1500 {
		t.Errorf("%d objects in the tree", n)
	}
}

// A digit into the grid beside 5,000 sheets, drawing it included.
func BenchmarkDigit(b *testing.B) {
	d := newDesk(b)
	d.many()
	d.entry.Show()
	d.tap("Ketik lembar")
	for b.Loop() {
		d.keys("4\b")
	}
}

// Opening the view of 5,000 sheets: counts, the check of typing, the ways.
func BenchmarkOverview(b *testing.B) {
	d := newDesk(b)
	d.many()
	for b.Loop() {
		d.open()
	}
}

func TestRowsOfProblemsHaveRoomForTheirText(t *testing.T) {
	newDesk(t)
	long := poll.Problem{Row: 4, Key: "respond.row.blank", Args: map[string]any{"Count": 1, "List": "11, 12, 13, 14"}}
	list := newProblemList([]poll.Problem{long, long, long})
	box := fitted(list, 300)
	w := test.NewWindow(box)
	defer w.Close()
	// when the list becomes narrow after it was wide
	for _, width := range []float32{900, 320} {
		w.Resize(fyne.NewSize(width, 320))
		var tops []float32
		for _, o := range sessiontest.Objects(w.Content()) {
			if row, ok := o.(*bound.ProblemRow); ok {
				tops = append(tops, fyne.CurrentApp().Driver().AbsolutePositionForObject(row).Y)
				if need := row.HeightFor(row.Size().Width); row.Size().Height < need {
					t.Errorf("at %v a row is %v high and needs %v", width, row.Size().Height, need)
				}
			}
		}
		if len(tops) < 3 {
			t.Fatalf("rows in view: %v", tops)
		}
	}
}
