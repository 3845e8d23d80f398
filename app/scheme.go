package app

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
)

// scheme is all of the look that pages are drawn with.
type scheme struct {
	theme look.Theme
	dark  bool // also by the system's choice
}

func schemeNow() scheme { return scheme{look.Current(), look.IsDark()} }

// watchScheme builds the frame anew when colours or text size change, by the
// person or by the system: the toolkit draws again only what is in the window,
// so pages and tabs at the back would come to the front in their old look.
func (p *App) watchScheme() {
	p.fyne.Settings().AddListener(func(fyne.Settings) {
		p.opt.Do(func() {
			now := schemeNow()
			p.titleBar(now.dark) // the toolkit has just made it as the system is
			if p.frame == nil || p.closing || now == p.drawn {
				return
			}
			p.window.Canvas().Unfocus() // the field in hand saves itself
			p.build(p.frame.shell.Current())
		})
	})
}
