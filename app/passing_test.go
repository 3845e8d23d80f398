package app

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/vigil"
)

func TestAnotherDayIsShownInAnOpenWindow(t *testing.T) {
	// given an open window on the data of an officer
	dir := t.TempDir()
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
	p := New(a, Options{Dir: dir, Run: func(f func()) { f() }, Do: func(f func()) { f() }})
	t.Cleanup(p.Release)
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
