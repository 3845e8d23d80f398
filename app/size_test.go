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

func TestAWindowFitsItsScreen(t *testing.T) {
	usual := fyne.NewSize(1180, 680)
	for _, c := range []struct {
		width, height int
		scale         float32
		want          fyne.Size
	}{
		{1920, 1040, 1, usual},
		{1366, 728, 1.5, fyne.NewSize(1366/1.5-16, 728/1.5-40)}, // kept at 100 %, opened at 150 %
		{3840, 2080, 3, fyne.NewSize(1180, 2080/3.-40)},
		{0, 0, 1, usual},
	} {
		if got := within(usual, c.width, c.height, c.scale); got != c.want {
			t.Errorf("on %dx%d at %v: %v, want %v", c.width, c.height, c.scale, got, c.want)
		}
	}
}
