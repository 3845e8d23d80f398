package app

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTheFirstWindowFitsASmallLaptop(t *testing.T) {
	for _, scale := range []float32{1, 1.25, 1.5} {
		size := firstSize(scale)
		if w, h := size.Width*scale, size.Height*scale; w > 1366 || h > 768-40 {
			t.Errorf("at %v the window takes %v x %v pixels", scale, w, h)
		}
	}
}

func TestTheWindowComesBackAtItsSize(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	p := launch(t, dir)
	p.until("Mulai evaluasi")
	p.app.window.Resize(fyne.NewSize(1000, 600))
	prefs := p.app.fyne.Preferences()
	p.end()
	if w, h := prefs.Float(preferenceWidth), prefs.Float(preferenceHeight); w != 1000 || h != 600 {
		t.Errorf("remembered %v x %v", w, h)
	}
	p.app.window.Resize(fyne.NewSize(900, 500))
	p.app.fit()
	if got := p.app.window.Canvas().Size(); got != fyne.NewSize(1000, 600) {
		t.Errorf("came back at %v", got)
	}
}
