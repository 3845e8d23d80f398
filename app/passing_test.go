package app

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/data/place"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/vigil"
)

// opened opens a window on the data of an officer.
func opened(t *testing.T, opt Options) *App {
	t.Helper()
	opt.Dir = t.TempDir()
	dir := opt.Dir
	st, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := setup.Begin(context.Background(), st, "kbri-singapura", setup.Person{Name: "Siti"}, "id"); err != nil {
		t.Fatal(err)
	}
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	a := test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{})
	opt.Run, opt.Do = func(f func()) { f() }, func(f func()) { f() }
	p := New(a, opt)
	t.Cleanup(p.Release)
	return p
}

func TestDataOnANetworkDriveAreWarnedOf(t *testing.T) {
	for ground, want := range map[place.Ground]int{place.Local: 0, place.Network: 1, place.Removable: 1, place.Synced: 1} {
		p := opened(t, Options{Ground: func(string) place.Stand { return place.Stand{Ground: ground, Name: "E:"} }})
		if got := p.frame.shell.Banners(); got != want {
			t.Errorf("%s: %d banners, want %d", ground, got, want)
		}
	}
	// and the crash of the run before is told
	if p := opened(t, Options{Crashed: true}); p.frame.shell.Banners() != 1 {
		t.Errorf("after a crash: %d banners", p.frame.shell.Banners())
	}
}

func TestAnotherDayIsShownInAnOpenWindow(t *testing.T) {
	// given an open window
	p := opened(t, Options{})
	heard := 0
	defer p.session.Watch(func(store.Event) { heard++ })()
	// when it is another day, and another zone
	p.here.Offset = func(now time.Time) (int, string, bool) {
		_, own := now.In(time.Local).Zone()
		return own + 2*3600, "X", true
	}
	p.here.Read()
	p.passed(vigil.Change{Day: true, Zone: true})
	// then the pages read anew, in the new zone
	if heard != 1 {
		t.Errorf("the pages heard %d times", heard)
	}
	_, own := time.Now().Zone()
	if _, got := p.session.Now().Zone(); got != own+2*3600 {
		t.Errorf("the session's clock is at %d s, want %d", got, own+2*3600)
	}
}
