package app

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/session"
	"pinisi/app/shell"
	"pinisi/app/widgets"
)

func TestANoticeIsToldAgainUntilItIsRead(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1200, 700))
	made := func() *frame {
		return &frame{shell: shell.New(w, shell.Options{Entries: []shell.Entry{{ID: session.PageHome, Text: "Beranda"}}})}
	}
	// given a notice that was told
	n := &notice{weight: widgets.Info, text: func() (string, string) { return "Pinisi berhenti mendadak", "" }}
	f := made()
	n.tell(f)
	if f.shell.Banners() != 1 {
		t.Fatalf("%d banners", f.shell.Banners())
	}
	// when the frame is made anew, then it is there again
	f = made()
	n.tell(f)
	if f.shell.Banners() != 1 {
		t.Errorf("%d banners in the new frame", f.shell.Banners())
	}
	// when it was read, then no more
	n.read = true
	f = made()
	if n.tell(f); f.shell.Banners() != 0 {
		t.Errorf("%d banners after it was read", f.shell.Banners())
	}
}
