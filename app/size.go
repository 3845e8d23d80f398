package app

import "fyne.io/fyne/v2"

// Preferences that remember the window's size between two starts.
const (
	preferenceWidth  = "window.width"
	preferenceHeight = "window.height"
)

// fit gives the window the size it had, or at the first start one that fits the
// screen. The toolkit tells nothing of the screen but its scale: with 150 % at
// most it may be a laptop of 1366x768, on which a window of the usual size
// would hide its own title bar.
func (p *App) fit() {
	if p.covered {
		return
	}
	size := firstSize(p.window.Canvas().Scale())
	prefs := p.fyne.Preferences()
	if w, h := prefs.Float(preferenceWidth), prefs.Float(preferenceHeight); w >= 600 && h >= 300 && w < 10000 && h < 10000 {
		size = fyne.NewSize(float32(w), float32(h))
	}
	p.window.Resize(size)
	p.window.CenterOnScreen()
}

// firstSize is the size of the first window on a screen of that scale.
func firstSize(scale float32) fyne.Size {
	usual := fyne.NewSize(1180, 680)
	if scale <= 1 || scale > 1.5 {
		return usual
	}
	return fyne.NewSize(min(usual.Width, 1340/scale), min(usual.Height, 690/scale))
}

// remember keeps the window's size for the next start.
func (p *App) remember() {
	size := p.window.Canvas().Size()
	prefs := p.fyne.Preferences()
	if float32(prefs.Float(preferenceWidth)) == size.Width && float32(prefs.Float(preferenceHeight)) == size.Height {
		return
	}
	prefs.SetFloat(preferenceWidth, float64(size.Width))
	prefs.SetFloat(preferenceHeight, float64(size.Height))
}
