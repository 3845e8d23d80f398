package widgets

import (
	"fmt"
	"os"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
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

// show puts an object into a window of a size and returns its canvas.
func show(t testing.TB, o fyne.CanvasObject, width, height float32) fyne.Canvas {
	t.Helper()
	w := test.NewWindow(nil)
	w.SetPadded(false)
	w.SetContent(o)
	w.Resize(fyne.NewSize(width, height))
	t.Cleanup(w.Close)
	return w.Canvas()
}

func press(o fyne.Focusable, keys ...fyne.KeyName) {
	for _, k := range keys {
		o.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func write(o fyne.Focusable, text string) {
	for _, r := range text {
		o.TypedRune(r)
	}
}

// pressFocused types keys into whatever has the keyboard.
func pressFocused(t *testing.T, c fyne.Canvas, keys ...fyne.KeyName) {
	t.Helper()
	for _, k := range keys {
		f := c.Focused()
		if f == nil {
			t.Fatalf("nothing has the keyboard to type %s", k)
		}
		f.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// clock is a clock that a test moves.
type clock struct {
	now   time.Duration
	calls []*alarm
}

type alarm struct {
	at  time.Duration
	f   func()
	off bool
}

func (c *clock) after(d time.Duration, f func()) func() {
	a := &alarm{at: c.now + d, f: f}
	c.calls = append(c.calls, a)
	return func() { a.off = true }
}

func (c *clock) move(d time.Duration) {
	c.now += d
	for _, a := range c.calls {
		if !a.off && a.at <= c.now {
			a.off = true
			a.f()
		}
	}
}
