package settings

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/session/sessiontest"
	"pinisi/data"
	"pinisi/data/setup"
)

func show(t *testing.T, opt Options) (*sessiontest.Session, *Page) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	s := sessiontest.New(t)
	p := New(s.Session, opt)
	t.Cleanup(p.Close)
	s.Show(t, p.Content(), fyne.NewSize(1046, 700))
	return s, p
}

func TestChangesOfTheViewAreKeptAndApplied(t *testing.T) {
	var applied []View
	s, p := show(t, Options{Apply: func(v View) { applied = append(applied, v) }})
	// when language, theme and size are chosen
	p.looks.theme.OnPicked("dark")
	p.looks.scale.OnPicked("130")
	p.looks.language.OnPicked("en")
	s.Settle()
	// then each is applied at once and found again at the next start
	want := View{Language: "en", Theme: "dark", Scale: 130}
	if len(applied) != 3 || applied[2] != want {
		t.Errorf("applied %+v, want at last %+v", applied, want)
	}
	if got, err := Load(context.Background(), s.Store); err != nil || got != want {
		t.Errorf("after a new start %+v (%v), want %+v", got, err, want)
	}
	if th := want.Look(); th.Scheme != look.Dark || th.Scale != 1.3 {
		t.Errorf("theme %+v", th)
	}
}

func TestStrangeSettingsDoNotBreakTheView(t *testing.T) {
	s, _ := show(t, Options{})
	ctx := context.Background()
	for _, test := range []struct {
		theme, scale string
		want         View
	}{
		{"neon", "gigantic", View{"id", "system", 100}}, {"light", "9000", View{"id", "light", 150}}, {"dark", "-4", View{"id", "dark", 80}},
	} {
		if err := s.Store.SetSetting(ctx, keyTheme, test.theme); err != nil {
			t.Fatal(err)
		}
		if err := s.Store.SetSetting(ctx, keyScale, test.scale); err != nil {
			t.Fatal(err)
		}
		if got, err := Load(ctx, s.Store); err != nil || got != test.want {
			t.Errorf("%q, %q: %+v (%v), want %+v", test.theme, test.scale, got, err, test.want)
		}
	}
}

func TestTheNameSavesItselfAndIsNeverBlank(t *testing.T) {
	s, p := show(t, Options{})
	if p.name.Text() != "Siti Aminah" {
		t.Fatalf("name shown as %q", p.name.Text())
	}
	type_ := func(text string) {
		p.name.Focus()
		focused := s.Window.Canvas().Focused()
		focused.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
		focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
		test.Type(focused, text)
		s.Window.Canvas().Unfocus() // leaving the field is what saves
		s.Settle()
	}
	name := func() string {
		r, err := s.Store.Get(context.Background(), "staff", s.Author)
		if err != nil {
			t.Fatal(err)
		}
		return r.Text("name")
	}
	type_("Siti Nurhaliza")
	if name() != "Siti Nurhaliza" {
		t.Errorf("stored name %q", name())
	}
	type_("")
	if name() != "Siti Nurhaliza" {
		t.Errorf("an emptied name was stored: %q", name())
	}
}

func TestUnitsAndServicesOfTheMission(t *testing.T) {
	s, p := show(t, Options{})
	p.units.field.Focus()
	test.Type(s.Window.Canvas().Focused(), "Seksi  Konsuler")
	s.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.Settle()
	test.Type(s.Window.Canvas().Focused(), "Atase Imigrasi")
	s.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.Settle()
	p.setServices([]string{"KON-01", "IMI-01"})
	s.Settle()
	r, err := s.Store.Get(context.Background(), "mission", setup.MissionID("kbri-singapura"))
	if err != nil {
		t.Fatal(err)
	}
	if u := r.List("units"); len(u) != 2 || u[0] != "Seksi Konsuler" || u[1] != "Atase Imigrasi" {
		t.Errorf("units %q", u)
	}
	if v := r.List("services"); len(v) != 2 || v[0] != "IMI-01" || r.Text("zone") != "Asia/Singapore" {
		t.Errorf("services %q, zone %q", v, r.Text("zone"))
	}
	// and what another device of the mission writes is shown
	if _, err := s.Store.Write(context.Background(), data.Action{Edits: []data.Edit{r.Set("units", data.ListValue([]string{"Fungsi Pensosbud"}))}}); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	if len(p.units.names) != 1 || p.units.names[0] != "Fungsi Pensosbud" {
		t.Errorf("units shown: %q", p.units.names)
	}
}

func TestBackupAndVerify(t *testing.T) {
	s, p := show(t, Options{})
	file := filepath.Join(t.TempDir(), "cadangan.zip")
	p.folder.target.SetText(file)
	test.Tap(p.folder.back)
	s.Settle()
	if info, err := os.Stat(file); err != nil || info.Size() == 0 {
		t.Errorf("backup: %v", err)
	}
	p.folder.target.SetText(file)
	test.Tap(p.folder.back)
	s.Settle()
	if len(s.Banners) != 1 {
		t.Errorf("a backup over another file said %q, want one banner", s.Banners)
	}
	test.Tap(p.folder.check)
	s.Settle()
	if len(p.folder.result.Objects) != 2 || p.folder.check.Disabled() {
		t.Errorf("after verify %d lines are shown, button disabled: %v", len(p.folder.result.Objects), p.folder.check.Disabled())
	}
}
