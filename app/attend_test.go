package app

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/instance"
	"pinisi/app/session"
	"pinisi/data"
	"pinisi/data/store"
	pinsync "pinisi/sync"
	"pinisi/sync/dotpinisi"
	"pinisi/sync/wire"
)

// invitation is an enrolment file on disk.
func invitation(t *testing.T, e dotpinisi.Enrolment) string {
	t.Helper()
	if e.Code == "" {
		e.Code = wire.Code{Addresses: []string{"hub.example.go.id"}, Secret: [10]byte{1}}.String()
	}
	b, err := e.Encode()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "loket é 2.pinisi")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// given a device that is nobody's, when the program is started with an
// enrolment file, then the first page is filled from it and only the name is
// left to write; a bad file opened after it changes nothing.
func TestAFileFillsTheFirstPage(t *testing.T) {
	p := launch(t, filepath.Join(t.TempDir(), "data"))
	p.app.OpenFile(invitation(t, dotpinisi.Enrolment{Scope: "kbri-singapura", Name: "Loket 2", Until: time.Date(2020, 1, 2, 3, 4, 0, 0, time.UTC)})) // before the store is open
	p.until("Untuk KBRI Singapura · Loket 2")
	for _, want := range []string{"hub.example.go.id", "Menurut jam komputer ini kodenya berakhir"} {
		if !p.shows(want) {
			t.Errorf("it does not say %q: %q", want, p.texts())
		}
	}
	p.keys("Siti")
	bad := filepath.Join(t.TempDir(), "kosong.pinisi")
	if err := os.WriteFile(bad, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	p.app.OpenFile(bad)
	p.until("kosong, mungkin terputus")
	if !p.shows("Untuk KBRI Singapura · Loket 2") {
		t.Error("the file before is forgotten")
	}
}

// given a device at work, when enrolment files are opened, then Sinkronisasi
// asks, or says why not; nothing is enrolled by itself.
func TestAFileAtWorkIsAskedAbout(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	p := launch(t, dir)
	p.until("Mulai evaluasi")
	// a file that is dropped on the window, for another mission
	file := invitation(t, dotpinisi.Enrolment{Scope: "kjri-penang"})
	p.app.frame.dropped(fyne.NewPos(600, 400), []fyne.URI{storage.NewFileURI(file)})
	p.until("Kode ini untuk KJRI Penang")
	// for this one
	p.app.OpenFile(invitation(t, dotpinisi.Enrolment{Scope: "kbri-singapura"}))
	p.until("Sambungkan komputer ini ke server itu?")
	if p.app.frame.shell.Current() != session.PageSync {
		t.Errorf("the page is %s", p.app.frame.shell.Current())
	}
	if _, enrolled, err := pinsync.Enrolled(context.Background(), p.app.store); err != nil || enrolled {
		t.Errorf("enrolled by itself: %v, %v", enrolled, err)
	}
	// and once it is enrolled, another hub's file is refused, the own one is not needed
	if err := pinsync.Remember(context.Background(), p.app.store, pinsync.Info{Address: "lain.example.go.id", Scope: "kbri-singapura"}); err != nil {
		t.Fatal(err)
	}
	p.app.OpenFile(file)
	p.until("mendaftarkan ke hub.example.go.id, sedangkan komputer ini sudah terhubung dengan lain.example.go.id")
	own := wire.Code{Addresses: []string{"lain.example.go.id"}}.String()
	p.app.OpenFile(invitation(t, dotpinisi.Enrolment{Code: own}))
	p.until("sudah terhubung dengan lain.example.go.id. Berkas pendaftaran itu tidak diperlukan")
}

func TestFilesThatAreNoEnrolmentAreSaid(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	p := launch(t, dir)
	p.until("Mulai evaluasi")
	for content, want := range map[string]string{
		"pinisi 1 packet\n\x00":                     "adalah paket tersegel",
		"pinisi 7 enrolment\n{}":                    "dibuat oleh versi Pinisi yang lebih baru",
		"\xff\xd8":                                  "bukan berkas Pinisi",
		"pinisi 1 enrolment\n{":                     "rusak atau terpotong",
		"pinisi 1 enrolment\n{\"code\":\"halo/a\"}": "Ini bukan kode pendaftaran yang lengkap",
	} {
		path := filepath.Join(t.TempDir(), "a.pinisi")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		p.app.OpenFile(path)
		p.until(want)
	}
}

// given a window of the counter mode, when a file is opened, then it waits
// until the office has the window again.
func TestAFileWaitsBehindTheCounter(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	p := launch(t, dir)
	p.until("Mulai evaluasi")
	uncover := p.app.session.Cover(widget.NewLabel("Untuk pengunjung"), session.Keys{})
	p.app.OpenFile(invitation(t, dotpinisi.Enrolment{Scope: "kbri-singapura"}))
	if p.app.given == "" || !p.shows("Untuk pengunjung") {
		t.Errorf("the window shows %q", p.texts())
	}
	uncover(session.PageHome, data.NilID)
	p.until("Sambungkan komputer ini ke server itu?")
}

// given an open window, when the program is started again with a file, then the
// other start ends and the window opens the file; given one that does not
// answer, then the trouble is said, and trying again makes way for the first.
func TestAnotherStartIsServedByTheWindow(t *testing.T) {
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	dir := t.TempDir()
	device(t, dir)
	start := func(files ...string) *instance.Instance {
		i, err := instance.Start(context.Background(), dir, instance.Request{Open: files})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := i.Close(); err != nil {
				t.Error(err)
			}
		})
		return i
	}
	first := start()
	hung := start() // nobody serves yet
	if hung.Role() != instance.Unanswered {
		t.Fatalf("the role is %v", hung.Role())
	}
	st, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	second := launchWith(t, Options{Dir: dir, Version: "0.0.0-test", Instance: hung})
	second.until("jendelanya tidak menjawab")
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	p := launchWith(t, Options{Dir: dir, Version: "0.0.0-test", Instance: first})
	p.until("Mulai evaluasi")
	roles := make(chan instance.Role, 1)
	file := invitation(t, dotpinisi.Enrolment{Scope: "kbri-singapura"})
	go func() {
		i, err := instance.Start(context.Background(), dir, instance.Request{Open: []string{file}})
		if err != nil {
			t.Error(err)
		}
		roles <- i.Role()
	}()
	p.until("Sambungkan komputer ini ke server itu?")
	if role := <-roles; role != instance.Second {
		t.Errorf("the other start is %v", role)
	}
	// trying again, the window that did not come first ends
	second.app.again()
	for !second.app.closing {
		select {
		case f := <-p.ui:
			f()
		case f := <-second.ui:
			f()
		}
	}
}

// given a write under way, when the system asks to end the session, then it is
// stored before the answer and the work goes on; when it ends, all is closed.
func TestTheEndOfTheSessionWaitsForWhatIsBeingStored(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	p := launch(t, dir)
	p.until("Mulai evaluasi")
	stored, slow := make(chan bool, 1), make(chan bool)
	p.app.session.Change(func(context.Context) error { <-slow; stored <- true; return nil }, nil) // as a field that is left does
	go close(slow)
	p.app.handOver(endWithin)
	if len(stored) != 1 || p.app.closing {
		t.Errorf("stored %d, closing %v", len(stored), p.app.closing)
	}
	p.app.endNow(endWithin)
	st, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		t.Fatalf("the folder is not free: %v", err)
	}
	st.Close()
}
