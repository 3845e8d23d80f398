package documents_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/pages/documents"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/data/assess"
	"pinisi/data/report"
)

// opened is the button of an evaluation in a window, and the folder where its
// documents go.
func opened(t *testing.T) (s *sessiontest.Session, w fyne.Window, folder string) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	folder = filepath.Join(home, "Documents")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	documents.Forget()
	s = sessiontest.New(t)
	id, err := assess.Begin(context.Background(), s.Store, s.Author, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
	if err != nil {
		t.Fatal(err)
	}
	b := documents.New(s.Session, documents.OfEvaluation, func() report.Request { return report.Request{ID: id} })
	return s, s.Show(t, b.Content, fyne.NewSize(900, 700)), folder
}

// press presses the button with that word, in the window or over it.
func press(t *testing.T, s *sessiontest.Session, w fyne.Window, text string) {
	t.Helper()
	for _, o := range shown(w) {
		if b, ok := o.(*widgets.Button); ok && b.Text() == text {
			test.Tap(b)
			s.Settle()
			return
		}
	}
	t.Fatalf("there is no button %q", text)
}

func shown(w fyne.Window) []fyne.CanvasObject {
	all := sessiontest.Objects(w.Content())
	for _, o := range w.Canvas().Overlays().List() {
		all = append(all, sessiontest.Objects(o)...)
	}
	return all
}

const name = "Laporan PEKPPP Mandiri 2026 Seksi Konsuler (luring) - DRAF.pdf"

func TestADocumentIsMadeWhereItWasAskedFor(t *testing.T) {
	s, w, folder := opened(t)
	// given the dialog as it comes up
	press(t, s, w, "Dokumen…")
	// when it is accepted
	press(t, s, w, "Buat")
	// then the report is there, and can be opened
	made, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil || !bytes.HasPrefix(made, []byte("%PDF-")) {
		t.Fatalf("the report: %v, %.20q; banners %v", err, made, s.Banners)
	}
	if len(s.Toasts) != 1 || !strings.Contains(s.Toasts[0], name) {
		t.Errorf("toasts %q", s.Toasts)
	}
	if !slices.ContainsFunc(shown(w), func(o fyne.CanvasObject) bool { b, ok := o.(*widgets.Button); return ok && b.Text() == "Buka" }) {
		t.Error("there is no button to open it")
	}
}

func TestASecondDocumentDoesNotReplaceTheFirst(t *testing.T) {
	s, w, folder := opened(t)
	if err := os.WriteFile(filepath.Join(folder, name), []byte("milik orang lain"), 0o600); err != nil {
		t.Fatal(err)
	}
	press(t, s, w, "Dokumen…")
	press(t, s, w, "Buat")
	if kept, err := os.ReadFile(filepath.Join(folder, name)); err != nil || string(kept) != "milik orang lain" {
		t.Errorf("what was there: %q, %v", kept, err)
	}
	if _, err := os.Stat(filepath.Join(folder, strings.TrimSuffix(name, ".pdf")+" (2).pdf")); err != nil {
		t.Errorf("the second: %v; banners %v", err, s.Banners)
	}
}

func TestNamesAreOffUntilTheyAreAskedFor(t *testing.T) {
	s, w, folder := opened(t)
	press(t, s, w, "Dokumen…")
	for _, o := range shown(w) {
		if c, ok := o.(*widget.Check); ok {
			if c.Checked {
				t.Error("names are asked for from the beginning")
			}
			c.SetChecked(true)
		}
	}
	s.Settle()
	press(t, s, w, "Buat")
	if _, err := os.Stat(filepath.Join(folder, strings.TrimSuffix(name, ".pdf")+" - dengan nama.pdf")); err != nil {
		t.Errorf("the report with names: %v; banners %v", err, s.Banners)
	}
}

func TestAFolderThatIsGoneIsToldAndNothingIsLeft(t *testing.T) {
	s, w, folder := opened(t)
	press(t, s, w, "Dokumen…")
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	press(t, s, w, "Buat")
	if len(s.Banners) != 1 || len(s.Toasts) != 0 {
		t.Errorf("banners %q, toasts %q", s.Banners, s.Toasts)
	}
}

func TestADocumentCanBeGivenUp(t *testing.T) {
	s, w, folder := opened(t)
	press(t, s, w, "Dokumen…")
	// given a document that is about to be made
	tap := func(text string) {
		t.Helper()
		for _, o := range shown(w) {
			if b, ok := o.(*widgets.Button); ok && b.Text() == text {
				test.Tap(b)
				return
			}
		}
		t.Fatalf("there is no button %q", text)
	}
	tap("Buat")
	// when the button, which tells how far it is, is pressed
	tap("0%, batalkan")
	s.Settle()
	// then nothing is there, and it says so
	if left, err := os.ReadDir(folder); err != nil || len(left) != 0 {
		t.Errorf("in the folder: %v %v", left, err)
	}
	if len(s.Toasts) != 1 || !strings.Contains(s.Toasts[0], "dibatalkan") || len(s.Banners) != 0 {
		t.Errorf("toasts %q, banners %q", s.Toasts, s.Banners)
	}
	// and the next one can be made
	press(t, s, w, "Dokumen…")
	press(t, s, w, "Buat")
	if _, err := os.Stat(filepath.Join(folder, name)); err != nil {
		t.Error(err)
	}
}

// pathShown is what the dialog says will be written.
func pathShown(t *testing.T, w fyne.Window) string {
	t.Helper()
	for _, o := range shown(w) {
		if x, ok := o.(*widgets.Text); ok && strings.HasPrefix(x.Content(), "Disimpan sebagai ") {
			return strings.TrimPrefix(x.Content(), "Disimpan sebagai ")
		}
	}
	t.Fatal("the dialog does not say what it will write")
	return ""
}

func TestTheWholePathIsShown(t *testing.T) {
	s, w, folder := opened(t)
	press(t, s, w, "Dokumen…")
	if got, want := pathShown(t, w), filepath.Join(folder, name); got != want {
		t.Errorf("shown %q, want %q", got, want)
	}
	// given another name, typed without its ending
	for _, o := range shown(w) {
		if f, ok := o.(*widgets.AutoField); ok {
			f.SetText("laporan akhir")
			f.OnTyped("laporan akhir")
		}
	}
	// then it is told with it
	if got, want := pathShown(t, w), filepath.Join(folder, "laporan akhir.pdf"); got != want {
		t.Errorf("shown %q, want %q", got, want)
	}
}

func TestAPeriodIsAskedForWhereThePageNamesNone(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	folder := filepath.Join(home, "Documents")
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	documents.Forget()
	s := sessiontest.New(t)
	b := documents.New(s.Session, documents.OfComplaints, func() report.Request { return report.Request{Kind: report.Complaints} })
	w := s.Show(t, b.Content, fyne.NewSize(900, 700))
	press(t, s, w, "Dokumen…")
	year := s.Now().Format("2006")
	if got, want := pathShown(t, w), filepath.Join(folder, "Laporan pengaduan "+year+".pdf"); got != want {
		t.Errorf("shown %q, want %q", got, want)
	}
	press(t, s, w, "Buat")
	if _, err := os.Stat(filepath.Join(folder, "Laporan pengaduan "+year+".pdf")); err != nil {
		t.Errorf("%v; banners %v", err, s.Banners)
	}
}
