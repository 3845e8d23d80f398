package app

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/store"
)

// tap presses what is called so, once it is shown.
func (p *program) tap(text string) {
	p.t.Helper()
	p.until(text)
	for _, o := range sessiontest.Objects(p.app.window.Content()) {
		if b, ok := o.(interface {
			fyne.Tappable
			Text() string
		}); ok && b.Text() == text {
			b.Tapped(&fyne.PointEvent{})
			return
		}
	}
	p.t.Fatalf("nothing to press is called %q", text)
}

// press types at what has the keyboard, or at the window.
func (p *program) press(text string) {
	c := p.app.window.Canvas()
	for _, r := range text {
		if f := c.Focused(); f != nil {
			p.keys(string(r))
		} else if r == '\n' {
			c.OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
		} else {
			c.OnTypedRune()(r)
		}
	}
}

// escape tries to get out by keys that no field takes, and by closing the
// window. The test driver's canvas has no shortcuts; those are tried in the real
// window.
func (p *program) escape() {
	for _, key := range []fyne.KeyName{fyne.KeyEscape, fyne.KeyF1} {
		p.app.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: key})
	}
	p.app.window.Canvas().OnTypedRune()('?')
	p.app.close() // what Alt+F4 and the window's cross call
}

func TestTheCounterHoldsTheWindowUntilThePIN(t *testing.T) {
	// given a device with an evaluation, and its view of F-03
	dir := t.TempDir()
	device(t, dir)
	st, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	id, err := assess.Begin(context.Background(), st, st.Profile().Staff, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	p := launch(t, dir)
	p.app.opt.Do(func() {}) // the theme that was set at the start is taken in
	p.until("Seksi Konsuler")
	p.app.frame.shell.Show(session.PageEvaluation)
	p.until("0/30")
	p.app.frame.open(session.PageEvaluation, id)
	p.tap(words.T("evaluation.view.f03"))
	p.tap("Mode loket")
	p.until("Mulai mode loket")
	// when the counter mode begins with a new PIN
	for _, o := range sessiontest.Objects(p.app.window.Content()) {
		if f, ok := o.(fyne.Focusable); ok && strings.HasSuffix(fmt.Sprintf("%T", o), "PINField") {
			p.app.window.Canvas().Focus(f)
			break
		}
	}
	p.keys("2580\n2580\n")
	p.until("Bagaimana pelayanan kami?")
	// then nothing else is in the window, and no key and no closing leads out
	nothing := func(p *program) {
		t.Helper()
		if !p.app.window.FullScreen() {
			t.Error("not the whole screen")
		}
		p.escape()
		if p.app.closing || p.app.frame != nil || p.shows("Beranda") || p.app.window.Canvas().Overlays().Top() != nil {
			t.Fatalf("the counter was left: closing %v, %q", p.app.closing, p.texts())
		}
	}
	nothing(p)
	// an answer is stored
	p.tap(words.T("entry.counter.start"))
	p.press(strings.Repeat("4", 14))
	p.until("14 pertanyaan sudah dijawab")
	p.press("\n")
	p.until("Terima kasih!")
	// when the power is cut, the program comes back in counter mode
	p.app.Release()
	again := launch(t, dir)
	again.until("Bagaimana pelayanan kami?")
	nothing(again)
	// and the PIN leads to Beranda, where the keys work again
	again.tap("Petugas")
	again.press("2580\n")
	again.until("Beranda")
	if again.app.window.FullScreen() || again.app.covered {
		t.Error("still covered")
	}
	list, err := again.app.store.List(context.Background(), store.Query{Kind: "response", Where: map[string]data.Value{}})
	if err != nil || len(list) != 1 {
		t.Errorf("responses: %v, %v", list, err)
	}
	p.app.covered = false // its window is closed by the test's end
}
