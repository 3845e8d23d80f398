package evaluation_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
)

// drop lets files fall on the n-th evidence strip of the form.
func drop(t *testing.T, s *sessiontest.Session, w fyne.Window, n int, paths ...string) {
	t.Helper()
	var strips []fyne.CanvasObject
	for _, o := range sessiontest.Objects(w.Content()) {
		if _, ok := o.(*widgets.FileStrip); ok {
			strips = append(strips, o)
		}
	}
	if n >= len(strips) {
		t.Fatalf("%d strips, want more than %d", len(strips), n)
	}
	var files []fyne.URI
	for _, p := range paths {
		files = append(files, storage.NewFileURI(p))
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(strips[n]).AddXY(4, 4)
	if !widgets.Drop(w.Canvas(), at, files) {
		t.Fatalf("no strip took the files at %v", at)
	}
	s.Settle()
}

func TestDroppedFilesBecomeEvidenceOfTheCardUnderThePointer(t *testing.T) {
	s := sessiontest.New(t)
	_, w, _ := at2026(t, s)
	photo := filepath.Join(t.TempDir(), "foto papan layanan.jpg")
	if err := os.WriteFile(photo, []byte("gambar"), 0o600); err != nil {
		t.Fatal(err)
	}
	drop(t, s, w, 1, photo)
	files := only(t, s).Attachments["A02"]
	if len(files) != 1 || files[0].Text("name") != "foto papan layanan.jpg" || !s.Store.HasFile(files[0].Text("sha256")) {
		t.Fatalf("evidence of A02: %+v; banners %v", files, s.Banners)
	}
	// the answer that owns it was made along with it, still without a level
	if _, ok := only(t, s).Answers["A02"]; !ok {
		t.Error("the evidence belongs to no answer")
	}
	if _, ok := only(t, s).Level("A02"); ok {
		t.Error("evidence alone gave a level")
	}
	sessiontest.Picture(t, w, "evidence")
	// undo takes it away again, the file stays for redo by hand
	s.Undo()
	s.Settle()
	if left := only(t, s).Attachments["A02"]; len(left) != 0 {
		t.Errorf("after undo: %+v", left)
	}
}

func TestFilesThatCannotBeTakenAreSaidInWords(t *testing.T) {
	dir := t.TempDir()
	huge := filepath.Join(dir, "video.mp4")
	f, err := os.Create(huge)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Truncate(3 << 30); err != nil { // holes: it takes no room
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ path, says string }{
		{huge, "3,2 GB"},
		{filepath.Join(dir, "sudah dihapus.jpg"), "tidak ditemukan lagi"},
		{dir, "adalah folder"},
	} {
		s := sessiontest.New(t)
		_, w, _ := at2026(t, s)
		drop(t, s, w, 0, test.path)
		if len(s.Banners) != 1 || !strings.Contains(s.Banners[0], test.says) || !strings.Contains(s.Banners[0], test.path) {
			t.Errorf("%s: banners %q, want one with %q", test.path, s.Banners, test.says)
		}
		if files := only(t, s).Attachments; len(files) != 0 {
			t.Errorf("%s became evidence: %v", test.path, files)
		}
	}
}

func TestFilesDroppedBesideAStripGoToTheCardUnderThePointerOrInHand(t *testing.T) {
	s := sessiontest.New(t)
	p, w, _ := at2026(t, s)
	photo := filepath.Join(t.TempDir(), "foto.jpg")
	if err := os.WriteFile(photo, []byte("gambar"), 0o600); err != nil {
		t.Fatal(err)
	}
	files := []fyne.URI{storage.NewFileURI(photo)}
	// given the keyboard in A02
	keys(s, w, "3\n")
	var first fyne.CanvasObject
	for _, o := range sessiontest.Objects(w.Content()) {
		if text, ok := o.(*widgets.Text); ok && strings.HasPrefix(text.Content(), "A02") {
			first = o
		}
	}
	if first == nil {
		t.Fatal("the card of A02 is not in the window")
	}
	// when one falls on the title of its card, and one on the list at the left
	if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(first); !p.Dropped(at, files) {
		t.Errorf("not taken at %v", at)
	}
	s.Settle()
	if !p.Dropped(fyne.NewPos(40, 400), files) {
		t.Error("not taken beside the form")
	}
	s.Settle()
	if got := len(only(t, s).Attachments["A02"]); got != 2 {
		t.Errorf("evidence of A02: %d, want 2 (%v)", got, only(t, s).Attachments)
	}
}
