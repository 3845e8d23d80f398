package app

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	_ "modernc.org/sqlite"

	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

// program is the app in Fyne's test driver. Its background work runs in
// goroutines; what is for the UI goroutine waits until the test takes it.
type program struct {
	t   *testing.T
	app *App
	ui  chan func()
	all sync.WaitGroup
}

func launch(t *testing.T, dir string) *program {
	t.Helper()
	return launchWith(t, Options{Dir: dir, Version: "0.0.0-test"})
}

func launchWith(t *testing.T, opt Options) *program {
	t.Helper()
	a := test.NewTempApp(t)
	p := &program{t: t, ui: make(chan func(), 1000)}
	opt.Run = func(f func()) {
		p.all.Add(1)
		go func() { defer p.all.Done(); f() }()
	}
	opt.Do = func(f func()) { p.ui <- f }
	p.app = New(a, opt)
	p.app.window.Resize(fyne.NewSize(1180, 680))
	t.Cleanup(p.end)
	return p
}

// until takes what comes for the UI goroutine until the window shows a text.
func (p *program) until(text string) {
	p.t.Helper()
	limit := time.NewTimer(20 * time.Second)
	defer limit.Stop()
	for !p.shows(text) {
		select {
		case f := <-p.ui:
			f()
		case <-limit.C:
			p.t.Fatalf("the window never shows %q; it shows %q", text, p.texts())
		}
	}
}

func (p *program) texts() []string { return sessiontest.Texts(p.app.window.Content()) }

func (p *program) shows(text string) bool {
	for _, s := range p.texts() {
		if strings.Contains(s, text) {
			return true
		}
	}
	return false
}

// end closes the window as a person does, and waits for all that runs.
func (p *program) end() {
	if !p.app.closing {
		p.app.close()
	}
	done := make(chan struct{})
	go func() { p.all.Wait(); close(done) }()
	for {
		select {
		case f := <-p.ui:
			f()
		case <-done:
			return
		}
	}
}

func (p *program) keys(text string) {
	p.t.Helper()
	c := p.app.window.Canvas()
	for _, r := range text {
		f := c.Focused()
		if top := c.Overlays().Top(); f == nil && top != nil {
			p.t.Fatalf("nothing has the keyboard for %q", r)
		}
		switch r {
		case '\t':
			c.FocusNext()
		case '\n':
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		default:
			f.TypedRune(r)
		}
	}
}

func TestFirstStartAsksForMissionAndNameAlone(t *testing.T) {
	// given a folder that is not there yet
	dir := filepath.Join(t.TempDir(), "pinisi")
	p := launch(t, dir)
	p.until("Selamat datang di Pinisi")
	// when the city, Enter, the name and the role are typed
	p.keys("johor\n\tBudi Hartono\tPejabat Konsuler\n")
	// then it shows Beranda of that mission with the three steps
	p.until("Mulai evaluasi")
	if !p.shows("KJRI Johor Bahru") {
		t.Errorf("the mission is not named: %q", p.texts())
	}
	profile := p.app.store.Profile()
	staff, err := p.app.store.Get(context.Background(), "staff", profile.Staff)
	if err != nil || profile.Scope != "kjri-johor-bahru" || profile.Language != "id" || staff.Text("name") != "Budi Hartono" || staff.Text("role") != "Pejabat Konsuler" {
		t.Errorf("profile %+v, staff %+v, %v", profile, staff, err)
	}
	p.end()
	// and the second start asks nothing
	again := launch(t, dir)
	again.until("Mulai evaluasi")
}

func TestFirstStartNamesWhatIsMissing(t *testing.T) {
	p := launch(t, t.TempDir())
	p.until("Selamat datang di Pinisi")
	// when the role's Enter comes before anything was chosen
	p.keys("\t\t\n")
	p.until(words.T("start.mission_missing"))
	p.keys("penang\n")
	p.keys("\t\t\n")
	p.until(words.T("start.name_missing"))
}

// device writes a store of KBRI Singapura into a folder.
func device(t *testing.T, dir string) {
	t.Helper()
	st, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	who := st.NewID()
	if err := st.SetProfile(context.Background(), store.Profile{Scope: "kbri-singapura", Staff: who, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Write(context.Background(), data.Action{Author: who, Label: "t", Edits: data.Create("staff", who, "", map[string]data.Value{"name": data.TextValue("Siti")})}); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestBadFoldersAreSaidInWordsAndLeftAsTheyAre(t *testing.T) {
	for _, test := range []struct {
		name string
		make func(t *testing.T, dir string) string // returns the folder to open
		says string                                // key of the text
	}{
		{"a second instance", func(t *testing.T, dir string) string {
			device(t, dir)
			st, err := store.Open(context.Background(), dir, store.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() {
				if err := st.Close(); err != nil {
					t.Error(err)
				}
			})
			return dir
		}, "errors.in_use"},
		{"another program's database", func(t *testing.T, dir string) string {
			db, err := sql.Open("sqlite", filepath.Join(dir, "pinisi.db"))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := db.Exec("CREATE TABLE songs(title TEXT)"); err != nil {
				t.Fatal(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			return dir
		}, "errors.not_ours"},
		{"a text file in its place", func(t *testing.T, dir string) string {
			if err := os.WriteFile(filepath.Join(dir, "pinisi.db"), []byte(strings.Repeat("surat biasa ", 1000)), 0o600); err != nil {
				t.Fatal(err)
			}
			return dir
		}, "errors.not_ours"},
		{"a damaged database", func(t *testing.T, dir string) string {
			device(t, dir)
			path := filepath.Join(dir, "pinisi.db")
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for i := 100; i < len(whole); i++ {
				whole[i] ^= 0x5a
			}
			if err := os.WriteFile(path, whole, 0o600); err != nil {
				t.Fatal(err)
			}
			return dir
		}, "errors.damaged"},
		{"a folder that cannot be made", func(t *testing.T, dir string) string {
			file := filepath.Join(dir, "berkas")
			if err := os.WriteFile(file, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			return filepath.Join(file, "pinisi")
		}, "errors.no_folder"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := test.make(t, t.TempDir())
			before, _ := os.ReadFile(filepath.Join(dir, "pinisi.db"))
			p := launch(t, dir)
			p.until(words.T("start.trouble"))
			// the text says what happened, to what, and what to do
			want := words.T(test.says, "Path", "")
			want = want[strings.LastIndex(want, "."+" ")+2:]
			if !p.shows(want) {
				t.Errorf("it says %q, want %q", p.texts(), want)
			}
			after, _ := os.ReadFile(filepath.Join(dir, "pinisi.db"))
			if !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestANewerDatabaseIsReadOnlyWithABanner(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	db, err := sql.Open("sqlite", filepath.Join(dir, "pinisi.db"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Exec("PRAGMA user_version=9999"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	p := launch(t, dir)
	p.until("Beranda")
	want := words.T("errors.newer", "Path", dir)
	if !p.shows(want[len(want)-40:]) {
		t.Errorf("no banner: %q", p.texts())
	}
	p.app.frame.shell.Show(session.PageEvaluation)
	p.until("Pilih evaluasi")
	if slices.Contains(p.texts(), words.T("evaluation.new")) {
		t.Error("a new evaluation is offered")
	}
}

func TestUndoReachesOverPagesAndSaysWhatItTookBack(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	p := launch(t, dir)
	p.until("Mulai evaluasi")
	// given an evaluation begun on its page, and another page in front
	p.app.frame.begin(session.PageEvaluation)
	p.until("Evaluasi baru")
	p.keys("Seksi Konsuler\n\t\t\n")
	p.until("Kebijakan Pelayanan")
	p.app.frame.shell.Show(session.PageHome)
	// when Ctrl+Z is pressed
	p.app.frame.shell.Undo()
	p.until(words.T("start.undone", "What", words.T("evaluation.undo.begin")))
	p.until("Mulai evaluasi")
	list, err := p.app.store.List(context.Background(), store.Query{Kind: "evaluation"})
	if err != nil || len(list) != 0 {
		t.Errorf("evaluations after undo: %v, %v", list, err)
	}
}

func TestTheWindowSpeaksAnotherLanguageAtOnce(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	p := launch(t, dir)
	p.until("Mulai evaluasi")
	t.Cleanup(func() {
		if err := words.Use("id"); err != nil {
			t.Error(err)
		}
	})
	view, err := settingsView(p.app)
	if err != nil {
		t.Fatal(err)
	}
	view.Language = "en"
	p.app.frame.apply(view)
	p.app.frame.shell.Show(session.PageHome)
	p.until("Begin an evaluation")
}

func TestErrorsOfThePagesAreBanners(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	p := launch(t, dir)
	p.until("Mulai evaluasi")
	p.app.session.Fail(data.Fail("errors.file_gone", errors.New("gone"), "Path", "/media/usb/foto.jpg"), nil)
	p.until("/media/usb/foto.jpg")
}
