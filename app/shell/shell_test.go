package shell

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
)

func TestMain(m *testing.M) {
	test.NewApp()
	if err := words.Use("id"); err != nil {
		fmt.Fprintln(os.Stderr, "translations:", err)
		os.Exit(1)
	}
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scheme: look.Light})
	os.Exit(m.Run())
}

type fakePage struct {
	title string
	field *widgets.AutoField
	log   *[]string
}

func (p *fakePage) Title() string             { return p.title }
func (p *fakePage) Object() fyne.CanvasObject { return p.field }
func (p *fakePage) Shown()                    { *p.log = append(*p.log, "shown "+p.title) }
func (p *fakePage) Hidden()                   { *p.log = append(*p.log, "hidden "+p.title) }

type frameCase struct {
	shell *Shell
	log   []string
	c     fyne.Canvas
}

func newFrame(t *testing.T) *frameCase {
	f := &frameCase{}
	w := test.NewWindow(nil)
	t.Cleanup(w.Close)
	var entries []Entry
	for _, id := range []string{"home", "evaluation", "hidden", "sync"} {
		entries = append(entries, Entry{ID: id, Icon: id, Text: id, Hidden: id == "hidden", Make: func() Page {
			f.log = append(f.log, "make "+id)
			p := &fakePage{title: id, field: widgets.NewAutoField(""), log: &f.log}
			p.field.OnCommit = func(e widgets.Edit) { f.log = append(f.log, "commit "+e.Text) }
			return p
		}})
	}
	f.shell = New(w, Options{
		Mission: "KBRI Singapura", Entries: entries, SyncID: "sync",
		Undo:   func() { f.log = append(f.log, "undo") },
		Search: func(text string) { f.log = append(f.log, "search "+text) },
		Open:   func(id string) { f.log = append(f.log, "open "+id) },
		All:    func(text string) { f.log = append(f.log, "all "+text) },
	})
	w.Resize(fyne.NewSize(1100, 700))
	f.c = w.Canvas()
	return f
}

func (f *frameCase) take() string {
	s := strings.Join(f.log, ", ")
	f.log = nil
	return s
}

func TestPagesAreMadeOnceAndToldInOrder(t *testing.T) {
	f := newFrame(t)
	f.shell.Show("home")
	f.shell.Show("evaluation")
	f.shell.Show("home")
	f.shell.Show("nowhere")
	want := "make home, shown home, make evaluation, hidden home, shown evaluation, hidden evaluation, shown home"
	if got := f.take(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if f.shell.Current() != "home" {
		t.Errorf("current page %q", f.shell.Current())
	}
}

// given a question over the page: its shortcuts wait until it is answered.
func TestShortcutsWaitForAQuestion(t *testing.T) {
	f := newFrame(t)
	f.shell.Show("home")
	press := func() { f.shell.unlessAsked(func() { f.shell.Show("evaluation") })(nil) }
	cancel := widgets.Ask(f.c, widgets.Question{Title: "Terbitkan?"}, func(string) {})
	press()
	if got := f.shell.Current(); got != "home" {
		t.Errorf("the page under the question changed to %q", got)
	}
	cancel()
	press()
	if got := f.shell.Current(); got != "evaluation" {
		t.Errorf("after the question the shortcut leads to %q", got)
	}
}

func TestLeavingAPageSavesTheFieldInHandFirst(t *testing.T) {
	f := newFrame(t)
	f.shell.Show("home")
	f.shell.Page("home").(*fakePage).field.Focus()
	for _, r := range "teks" {
		f.c.Focused().TypedRune(r)
	}
	f.take()
	f.shell.Show("evaluation")
	if got := f.take(); !strings.HasPrefix(got, "commit teks, ") || !strings.Contains(got, "hidden home") {
		t.Errorf("got %s, want the commit before anything else", got)
	}
}

func TestUndoSavesTypingFirst(t *testing.T) {
	f := newFrame(t)
	f.shell.Show("home")
	f.shell.Page("home").(*fakePage).field.Focus()
	f.c.Focused().TypedRune('x')
	f.take()
	f.shell.Undo()
	if got := f.take(); got != "commit x, undo" {
		t.Errorf("got %s", got)
	}
	if f.c.Focused() == nil {
		t.Error("the keyboard is nowhere after undoing")
	}
}

func TestSearch(t *testing.T) {
	f := newFrame(t)
	f.shell.Show("home")
	f.take()
	f.shell.Search()
	for _, r := range "pas" {
		f.c.Focused().TypedRune(r)
	}
	if got := f.take(); got != "search p, search pa, search pas" {
		t.Fatalf("got %s", got)
	}
	// an answer to what is no longer asked is dropped
	f.shell.SetResults("pa", []widgets.Record{{ID: "old"}})
	if f.shell.results.panel.Visible() {
		t.Error("results of an older search are shown")
	}
	f.shell.SetResults("pas", []widgets.Record{{ID: "all:a", Title: "Pengaduan", Heading: true}, {ID: "1", Title: "Satu"}, {ID: "all:b", Title: "Standar", Heading: true}, {ID: "2", Title: "Dua"}})
	if !f.shell.results.panel.Visible() {
		t.Fatal("results are not shown")
	}
	// Down goes into the results, Enter opens
	key := func(name fyne.KeyName) { f.c.Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	key(fyne.KeyDown)
	key(fyne.KeyDown)
	key(fyne.KeyReturn)
	if got := f.take(); got != "open 2" {
		t.Errorf("got %s, want the second result opened", got)
	}
	if f.shell.results.panel.Visible() {
		t.Error("results stay after one was opened")
	}
	// Enter in the line shows all results; Escape in the results leads back
	f.shell.Search()
	f.c.Focused().TypedRune('x')
	f.shell.SetResults("x", []widgets.Record{{ID: "9"}})
	key(fyne.KeyDown)
	key(fyne.KeyEscape)
	if f.shell.results.panel.Visible() {
		t.Error("Escape leaves the results open")
	}
	f.shell.SetResults("x", []widgets.Record{{ID: "9"}})
	key(fyne.KeyReturn)
	if got := f.take(); got != "search x, all x" {
		t.Errorf("got %s", got)
	}
}

func TestHelpByKey(t *testing.T) {
	f := newFrame(t)
	f.shell.Show("home")
	f.c.OnTypedRune()('?')
	if f.c.Overlays().Top() == nil {
		t.Fatal("? shows no help")
	}
	f.c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if f.c.Overlays().Top() != nil {
		t.Fatal("Escape leaves the help open")
	}
	f.c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyF1})
	if f.c.Overlays().Top() == nil {
		t.Error("F1 shows no help the second time")
	}
}

func TestHelpFromWithinAField(t *testing.T) {
	f := newFrame(t)
	f.shell.Show("home")
	f.shell.Page("home").(*fakePage).field.Focus()
	f.c.Focused().TypedRune('?')
	if f.c.Overlays().Top() != nil {
		t.Error("a question mark in a text opened the help")
	}
	f.c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyF1})
	if f.c.Overlays().Top() == nil {
		t.Error("F1 in a field shows no help")
	}
}

func TestBannersStackAboveThePage(t *testing.T) {
	f := newFrame(t)
	f.shell.Show("home")
	host := f.shell.host
	top := host.Position().Y
	b := widgets.NewBanner(widgets.Warn, "Jam salah.", "", "", nil)
	f.shell.Tell(b)
	if host.Position().Y <= top {
		t.Error("the banner covers the page")
	}
	b.OnClosed()
	if f.shell.Banners() != 0 || host.Position().Y != top {
		t.Errorf("%d banners, page at %v, before at %v", f.shell.Banners(), host.Position().Y, top)
	}
}

func TestFrameFitsASmallScreen(t *testing.T) {
	f := newFrame(t)
	// 1366x768 at 150 % less title and task bar
	if m := f.shell.window.Content().MinSize(); m.Width > 910 || m.Height > 466 {
		t.Errorf("the window needs %v, a small screen has 910x466", m)
	}
}

func TestSyncLineOpensItsPage(t *testing.T) {
	f := newFrame(t)
	f.shell.Show("home")
	f.shell.side.Sync.Tapped(nil)
	if f.shell.Current() != "sync" {
		t.Errorf("the sync line leads to %q", f.shell.Current())
	}
}
