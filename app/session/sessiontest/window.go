package sessiontest

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
)

// Picture keeps what a window shows as a PNG in the folder that
// PINISI_PICTURES names, to be looked at; nothing without it.
func Picture(t testing.TB, w fyne.Window, name string) {
	t.Helper()
	dir := os.Getenv("PINISI_PICTURES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// Tap presses what is visible and called text, in what lies over the window,
// else in the window.
func (s *Session) Tap(t testing.TB, text string) {
	t.Helper()
	root := s.Window.Content()
	if top := s.Window.Canvas().Overlays().Top(); top != nil {
		root = top
	}
	for _, o := range Objects(root) {
		if b, ok := o.(interface {
			fyne.Tappable
			Text() string
		}); ok && b.Text() == text {
			b.Tapped(&fyne.PointEvent{})
			s.Settle()
			return
		}
	}
	t.Fatalf("nothing is called %q among %q", text, Texts(root))
}
