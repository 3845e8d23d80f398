package trouble

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/data/trouble"
)

// button finds a button of the dialog by its text.
func button(t *testing.T, w fyne.Window, text string) *widgets.Button {
	t.Helper()
	var found *widgets.Button
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Text() == text {
			found = b
		}
		switch c := o.(type) {
		case *fyne.Container:
			for _, part := range c.Objects {
				walk(part)
			}
		case fyne.Widget:
			for _, part := range test.WidgetRenderer(c).Objects() {
				walk(part)
			}
		}
	}
	walk(w.Canvas().Overlays().Top())
	if found == nil {
		t.Fatalf("no button %q", text)
	}
	return found
}

func TestTheReportIsSeenBeforeItIsCopied(t *testing.T) {
	test.NewTempApp(t)
	fyne.CurrentApp().Settings().SetTheme(look.Theme{})
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1200, 700))
	var work []func()
	said := ""
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "pinisi.log"), []byte("level=INFO msg=start\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	// given the report, asked for
	Show(Options{Window: w, Run: func(f func()) { work = append(work, f) }, Do: func(f func()) { f() },
		About: trouble.About{Version: "0.1.0", Dir: dir, Log: dir, Now: time.Now()}, Say: func(text string) { said = text }, Fail: func(err error) { t.Error(err) }})
	if copyIt := button(t, w, "Salin laporan"); !copyIt.Disabled() {
		t.Error("nothing is there, and can be copied")
	}
	// when it is there
	for _, f := range work {
		f()
	}
	copyIt := button(t, w, "Salin laporan")
	if copyIt.Disabled() {
		t.Fatal("it is there, and cannot be copied")
	}
	test.Tap(copyIt)
	// then the whole of it is copied, that is said, and the dialog is gone
	got := fyne.CurrentApp().Clipboard().Content()
	if !strings.Contains(got, "0.1.0") || !strings.Contains(got, "msg=start") || said == "" {
		t.Errorf("copied %q, said %q", got, said)
	}
	if top := w.Canvas().Overlays().Top(); top != nil && top.Visible() {
		t.Error("the dialog stays")
	}
}

func TestLongLinesAreBroken(t *testing.T) {
	for _, test := range []struct {
		line string
		want []string
	}{
		{"", []string{""}},
		{"satu dua", []string{"satu dua"}},
		{"satu dua tiga empat", []string{"satu dua", "    tiga", "    empat"}},
		{"satuduatigaempat", []string{"satuduatig", "    aempat"}},
		{"éééééééééééé", []string{"éééééééééé", "    éé"}},
	} {
		if got := broken(test.line, 10); strings.Join(got, "|") != strings.Join(test.want, "|") {
			t.Errorf("%q: %q, want %q", test.line, got, test.want)
		}
	}
}
