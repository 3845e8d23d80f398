package start_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/pages/start"
	"pinisi/app/session/sessiontest"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
)

// first is the page on an empty store. enrol answers for headquarters.
func first(t *testing.T, enrol func(ctx context.Context, st *store.Store, code string) error) (w fyne.Window, settle func(), done *store.Profile) {
	t.Helper()
	if err := words.Use("id"); err != nil {
		t.Fatal(err)
	}
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{Scheme: look.Light})
	var queue []func()
	later := func(f func()) { queue = append(queue, f) }
	settle = func() {
		for len(queue) > 0 {
			f := queue[0]
			queue = queue[1:]
			f()
		}
	}
	done = &store.Profile{}
	w = test.NewWindow(nil)
	t.Cleanup(w.Close)
	p := start.New(start.Options{
		Store: st, Window: w, Run: later, Do: later,
		Enroll: func(ctx context.Context, code string) error { return enrol(ctx, st, code) },
		Done:   func(p store.Profile) { *done = p },
	})
	w.SetContent(p.Content())
	w.Resize(fyne.NewSize(1100, 700))
	p.Focus()
	return w, settle, done
}

func tap(t *testing.T, w fyne.Window, text string) {
	t.Helper()
	for _, o := range sessiontest.Objects(w.Content()) {
		if b, ok := o.(interface {
			fyne.Tappable
			Text() string
		}); ok && b.Text() == text {
			b.Tapped(nil)
			return
		}
	}
	t.Fatalf("no button %q", text)
}

func keys(w fyne.Window, text string) {
	for _, r := range text {
		switch f := w.Canvas().Focused(); {
		case r == '\t':
			w.Canvas().FocusNext()
		case r == '\n':
			f.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		default:
			f.TypedRune(r)
		}
	}
}

func shows(w fyne.Window, text string) bool {
	return strings.Contains(strings.Join(sessiontest.Texts(w.Content()), "\n"), text)
}

func TestACodeTakesThePlaceOfTheMission(t *testing.T) {
	// given a code for headquarters
	var asked string
	w, settle, done := first(t, func(ctx context.Context, st *store.Store, code string) error {
		asked = code
		return st.SetProfile(ctx, store.Profile{Scope: store.Headquarters})
	})
	tap(t, w, "Saya punya kode pendaftaran")
	// when it is typed with name and role
	keys(w, "KODE-1\t\tDewi\tKepala Seksi\n")
	settle()
	// then the device is headquarters', and the person its user
	if asked != "KODE-1" || done.Scope != store.Headquarters || done.Staff == data.NilID || done.Language != "id" {
		t.Errorf("asked %q, profile %+v", asked, *done)
	}
}

func TestARefusedCodeIsSaidInWordsAndKept(t *testing.T) {
	w, settle, done := first(t, func(context.Context, *store.Store, string) error { return data.Fail("sync.code_used", nil) })
	tap(t, w, "Saya punya kode pendaftaran")
	keys(w, "KODE-1\t\tDewi\t\n")
	if !shows(w, words.T("start.connecting")) {
		t.Error("it does not say that headquarters is asked")
	}
	settle()
	if !shows(w, words.T("sync.code_used")) || done.Scope != "" {
		t.Errorf("shown: %q, profile %+v", sessiontest.Texts(w.Content()), *done)
	}
	// the name is still there, and the mission can be chosen instead
	tap(t, w, "Pilih perwakilan tanpa kode")
	keys(w, "tawau\n")
	tap(t, w, "Mulai")
	settle()
	if done.Scope != "kri-tawau" {
		t.Errorf("profile %+v", *done)
	}
}

func TestASecondPressGivesUpWaiting(t *testing.T) {
	cancelled := false
	w, settle, done := first(t, func(ctx context.Context, _ *store.Store, _ string) error {
		cancelled = ctx.Err() != nil
		return ctx.Err()
	})
	tap(t, w, "Saya punya kode pendaftaran")
	keys(w, "KODE-1\t\tDewi\t\n")
	tap(t, w, "Hentikan")
	settle()
	if !cancelled || done.Scope != "" || !shows(w, "Mulai") {
		t.Errorf("cancelled %v, profile %+v", cancelled, *done)
	}
}

func TestTheLanguageChangesAtOnceAndKeepsWhatWasTyped(t *testing.T) {
	w, settle, done := first(t, nil)
	t.Cleanup(func() {
		if err := words.Use("id"); err != nil {
			t.Error(err)
		}
	})
	keys(w, "penang\n\tSiti\t")
	tap(t, w, "English")
	if !shows(w, "Your name") {
		t.Errorf("shown: %q", sessiontest.Texts(w.Content()))
	}
	tap(t, w, "Begin")
	settle()
	if done.Scope != "kjri-penang" || done.Language != "en" {
		t.Errorf("profile %+v", *done)
	}
}
