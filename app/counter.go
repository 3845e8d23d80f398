package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"pinisi/app/session"
	"pinisi/data"
)

// cover shows one thing and nothing else of the program; see session.Cover. The
// window takes the whole screen where the system lets it. Where it does not, it
// shows no more than that one thing either: the frame and its pages are closed.
func (p *App) cover(o fyne.CanvasObject, keys session.Keys) (uncover func(string, data.ID)) {
	page := session.PageHome
	if p.frame != nil {
		p.remember()
		page = p.frame.shell.Current()
	}
	p.covered = true
	p.bare(o)
	p.window.Canvas().SetOnTypedRune(keys.Rune)
	p.window.Canvas().SetOnTypedKey(keys.Key)
	p.window.SetFullScreen(true)
	return func(at string, record data.ID) {
		p.covered = false
		p.window.SetFullScreen(false)
		p.fit() // after a restart the window never had another size
		p.build(page)
		if record != data.NilID {
			p.session.Open(at, record)
		}
	}
}

// windowShortcuts are the keys of the frame that work everywhere.
func windowShortcuts() []fyne.Shortcut {
	all := []fyne.Shortcut{&fyne.ShortcutUndo{}}
	for _, key := range []fyne.KeyName{
		fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5, fyne.Key6, fyne.Key7, fyne.Key8, fyne.Key9,
		fyne.KeyK, fyne.KeyN,
	} {
		all = append(all, &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault})
	}
	return all
}

// closeFrame ends the pages; what is being typed is handed over to be stored.
func (p *App) closeFrame() {
	if p.frame != nil {
		p.frame.close()
		p.frame = nil
	}
}
