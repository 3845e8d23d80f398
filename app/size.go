package app

import "fyne.io/fyne/v2"

// Preferences that remember the window's size between two starts.
const (
	preferenceWidth  = "window.width"
	preferenceHeight = "window.height"
)

// fit gives the window the size it had, or at the first start the usual one, but
// none that hides its own title bar because the screen or its scale is another
// today. The toolkit tells nothing of the screen but its scale: where the system
// does not either, one of 150 % at most may be a laptop of 1366x768.
func (p *App) fit() {
	if p.covered {
		return
	}
	size := firstSize(p.window.Canvas().Scale())
	prefs := p.fyne.Preferences()
	if w, h := prefs.Float(preferenceWidth), prefs.Float(preferenceHeight); w >= 600 && h >= 300 && w < 10000 && h < 10000 {
		size = fyne.NewSize(float32(w), float32(h))
	}
	if w, h, ok := workArea(); ok {
		size = within(size, w, h, p.window.Canvas().Scale())
	}
	p.window.Resize(size)
	p.window.CenterOnScreen()
}

// within is size, smaller if it and the window's frame would not fit into an
// area of so many pixels.
func within(size fyne.Size, width, height int, scale float32) fyne.Size {
	if scale <= 0 || width < 320 || height < 240 { // such a screen is none
		return size
	}
	return fyne.NewSize(min(size.Width, float32(width)/scale-frameWidth), min(size.Height, float32(height)/scale-frameHeight))
}

// What the window's frame takes, at 100 %.
const (
	frameWidth  = 16
	frameHeight = 40
)

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
