package app

import (
	"testing"

	"pinisi/app/session"
)

// given pages that were seen in one theme, when another is chosen, then they
// are made anew: none comes to the front with its old colours.
func TestAnotherThemeReachesThePagesAtTheBack(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	p := launch(t, dir)
	p.until("Mulai evaluasi")
	p.app.frame.shell.Show(session.PageConsultation)
	p.until("Belum ada konsultasi")
	p.app.frame.shell.Show(session.PageSettings)
	before := p.app.frame
	view, err := settingsView(p.app)
	if err != nil {
		t.Fatal(err)
	}
	for _, theme := range []string{"dark", "light"} {
		view.Theme = theme
		p.app.frame.apply(view)
		for p.app.frame == before {
			(<-p.ui)()
		}
		if before = p.app.frame; before.shell.Current() != session.PageSettings {
			t.Errorf("in the theme %s the page is %q", theme, before.shell.Current())
		}
		if before.pages[session.PageConsultation] != nil && before.pages[session.PageConsultation].page != nil {
			t.Errorf("in the theme %s the page at the back is still the old one", theme)
		}
	}
}
