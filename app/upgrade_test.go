package app

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"pinisi/app/pages/upgrading"
	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/release"
	"pinisi/data/store"
	"pinisi/data/upgrade"
	pinsync "pinisi/sync"
)

// programFolder is a program's own folder that notes what is done with it.
type programFolder struct {
	mu     sync.Mutex
	done   []string
	able   error
	fails  error // of handing over
	before upgrade.Program
	dir    string
}

func (f *programFolder) note(what string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.done = append(f.done, what)
}

func (f *programFolder) did() []string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(f.done), func(s string) bool { return strings.HasPrefix(s, "confirm") })
}

func (f *programFolder) Able() error                     { return f.able }
func (f *programFolder) Before() (upgrade.Program, bool) { return f.before, f.before.Version != "" }
func (f *programFolder) Prepare(ctx context.Context, running upgrade.Program, to string, assemble func(ctx context.Context, from, to string) error) error {
	f.note("prepare " + to)
	return assemble(ctx, f.dir, filepath.Join(f.dir, "next"))
}
func (f *programFolder) Hand(from, to string, start bool, args []string) error {
	what := "hand " + from + " " + to
	if start {
		what += " start " + strings.Join(args, " ")
	}
	f.note(what)
	return f.fails
}
func (f *programFolder) GoBack(running string, args []string) error {
	f.note("go back from " + running)
	return f.fails
}
func (f *programFolder) GiveUp(running string, why error, args []string) error {
	f.note("give up " + running)
	return nil
}
func (f *programFolder) Confirm(version string) error     { f.note("confirm " + version); return nil }
func (f *programFolder) NoteVersion(version string) error { return nil }

// offered is a program of version 0.1.0 with a newer one ready.
type offered struct {
	*program
	folder   *programFolder
	now      time.Time
	offer    release.Offer
	assemble func(ctx context.Context, progress func(done, total int64)) error
}

func launchOffered(t *testing.T, dir string, change func(*offered, *Options)) *offered {
	t.Helper()
	o := &offered{folder: &programFolder{dir: t.TempDir()}, now: time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)}
	o.offer = release.Offer{Version: "0.2.0", Published: "2026-11-20", Notes: map[string]string{"id": "Lebih cepat.", "en": "Faster."}, Size: 4_500_000, Here: 4_500_000, Ready: true}
	o.assemble = func(context.Context, func(done, total int64)) error { return nil }
	opt := Options{Dir: dir, Version: "0.1.0", Upgrade: Upgrade{
		Folder: o.folder, Again: []string{"--data", "X"}, Keys: make([]release.Key, 1), Now: func() time.Time { return o.now },
		Newest: func(context.Context, *store.Store) (release.Offer, bool, error) {
			return o.offer, o.offer.Version != "", nil
		},
		Assemble: func(ctx context.Context, _ release.Offer, from, to string, progress func(done, total int64)) error {
			return o.assemble(ctx, progress)
		},
	}}
	if change != nil {
		change(o, &opt)
	}
	o.program = launchWith(t, opt)
	return o
}

// settle takes what comes for the UI goroutine until nothing runs.
func (p *program) settle() {
	p.t.Helper()
	idle := time.NewTimer(20 * time.Second)
	defer idle.Stop()
	for n := 0; n < 3; {
		select {
		case f := <-p.ui:
			f()
			n = 0
		case <-time.After(30 * time.Millisecond):
			n++
		case <-idle.C:
			p.t.Fatal("it never comes to rest")
		}
	}
}

const ready = "Pinisi 0.2.0 siap dipasang"

func TestAnOfferComesOnlyInAQuietMoment(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	o := launchOffered(t, dir, nil)
	// given the start: Beranda is just coming up
	o.until(ready)
	// when it is put off, then it is gone until tomorrow
	o.tap("Nanti")
	o.settle()
	if o.shows(ready) {
		t.Error("still offered after putting it off")
	}
	o.app.frame.shell.Show(session.PageSettings)
	o.app.frame.shell.Show(session.PageHome)
	o.settle()
	if o.shows(ready) {
		t.Error("offered again on the same day")
	}
	o.now = o.now.Add(24 * time.Hour)
	for name, busy := range map[string]func() (done func()){
		"another page is in front": func() func() {
			o.app.frame.shell.Show(session.PageEvaluation)
			return func() {}
		},
		"a question is open": func() func() {
			o.app.frame.shell.Show(session.PageSettings)
			shut := widgets.Ask(o.app.window.Canvas(), widgets.Question{Title: "?", Yes: "Ya"}, func(string) {})
			return shut
		},
		"a field has the keyboard": func() func() {
			o.app.frame.shell.Search()
			return func() { o.app.window.Canvas().Unfocus() }
		},
		"something was just written": func() func() {
			o.app.calm = o.now
			return func() {}
		},
	} {
		o.app.arriving = false
		o.app.calm = o.now
		done := busy()
		o.app.upgrades.Look()
		o.settle()
		if o.app.upgrades.Shown() {
			t.Errorf("offered while %s", name)
		}
		done()
	}
	// and when nothing was done for a while on Beranda, it comes by itself
	o.app.frame.shell.Show(session.PageEvaluation)
	o.app.upgrades.Look()
	o.settle()
	o.offer.Version = "" // nothing to offer at the moment of coming back
	o.app.upgrades.Look()
	o.settle()
	o.app.frame.shell.Show(session.PageHome)
	o.settle()
	o.offer.Version = "0.2.0"
	o.app.upgrades.Look()
	o.settle()
	if o.shows(ready) {
		t.Error("offered into what is being read")
	}
	o.now = o.now.Add(quietFor)
	o.app.upgrades.Look()
	o.until(ready)
}

func TestAnOfferSpeaksTheLanguageInUse(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	o := launchOffered(t, dir, nil)
	o.until(ready)
	t.Cleanup(func() {
		if err := words.Use("id"); err != nil {
			t.Error(err)
		}
	})
	view, err := settingsView(o.app)
	if err != nil {
		t.Fatal(err)
	}
	view.Language = "en"
	o.app.frame.apply(view)
	o.until("Faster.")
	o.until("Install and restart")
	o.app.frame.shell.Show(session.PageHome)
	o.until("Pinisi 0.2.0 is ready to be installed")
}

func TestInstallingSavesTheFieldInHandAndHandsTheFolderOver(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	o := launchOffered(t, dir, nil)
	o.until(ready)
	// given a name that is being typed in the settings
	o.app.frame.shell.Show(session.PageSettings)
	o.until("Versi terpasang")
	o.settle()
	var name *widgets.AutoField
	for _, x := range sessiontest.Objects(o.app.window.Content()) {
		if f, ok := x.(*widgets.AutoField); ok && f.Text() == "Siti" {
			name = f
			break
		}
	}
	if name == nil {
		t.Fatal("no field with the name")
	}
	name.Focus()
	o.keys("X")
	// when the card's button is pressed
	seen := false
	o.assemble = func(_ context.Context, progress func(done, total int64)) error {
		progress(1, 2)
		seen = true
		return nil
	}
	o.tap("Pasang dan mulai ulang")
	o.until("Memasang Pinisi 0.2.0")
	for !o.app.closing {
		(<-o.ui)()
	}
	o.end()
	// then the folder was handed over, and the name is stored
	if want := []string{"prepare 0.2.0", "hand 0.1.0 0.2.0 start --data X"}; !slices.Equal(o.folder.did(), want) || !seen {
		t.Errorf("done %q, want %q", o.folder.did(), want)
	}
	st, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		t.Fatalf("the store was not let go: %v", err)
	}
	defer st.Close()
	staff, err := st.Get(context.Background(), "staff", st.Profile().Staff)
	if err != nil || !strings.Contains(staff.Text("name"), "X") {
		t.Errorf("the name is %q, %v", staff.Text("name"), err)
	}
}

func TestAFailedInstallationLeavesAllAsItWas(t *testing.T) {
	for name, fail := range map[string]func(*offered){
		"the package is damaged": func(o *offered) {
			o.assemble = func(context.Context, func(done, total int64)) error {
				return data.Fail("upgrade.disk_full", nil, "Path", "C:/Pinisi")
			}
		},
		"the keeper does not start": func(o *offered) {
			o.folder.fails = data.Fail("upgrade.disk_full", errors.New("x"), "Path", "C:/Pinisi")
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			device(t, dir)
			o := launchOffered(t, dir, nil)
			o.until(ready)
			fail(o)
			o.tap("Pasang dan mulai ulang")
			o.until("Tidak cukup ruang di disk")
			if o.app.closing || !o.shows("Beranda") {
				t.Errorf("closing %v: %q", o.app.closing, o.texts())
			}
			if _, err := o.app.store.Count(context.Background(), store.Query{Kind: "staff"}); err != nil {
				t.Errorf("the store: %v", err)
			}
		})
	}
}

func TestInstallingCanBeCancelled(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	o := launchOffered(t, dir, nil)
	o.until(ready)
	o.assemble = func(ctx context.Context, _ func(done, total int64)) error { <-ctx.Done(); return ctx.Err() }
	o.tap("Pasang dan mulai ulang")
	o.tap("Batal")
	o.until(ready)
	if want := []string{"prepare 0.2.0"}; !slices.Equal(o.folder.did(), want) {
		t.Errorf("done %q", o.folder.did())
	}
}

func TestClosingInstallsOnlyWithConsent(t *testing.T) {
	for _, consent := range []bool{false, true} {
		dir := t.TempDir()
		device(t, dir)
		o := launchOffered(t, dir, nil)
		o.until(ready)
		if consent {
			o.app.upgrades.SetAtClose(true)
			o.settle()
		}
		o.app.close()
		for !o.app.closing {
			(<-o.ui)()
		}
		o.end()
		var want []string
		if consent {
			want = []string{"prepare 0.2.0", "hand 0.1.0 0.2.0"}
		}
		if !slices.Equal(o.folder.did(), want) {
			t.Errorf("with consent %v: %q", consent, o.folder.did())
		}
	}
}

func TestTheCounterIsNotOfferedAnything(t *testing.T) {
	dir := t.TempDir()
	device(t, dir)
	o := launchOffered(t, dir, func(o *offered, _ *Options) { o.offer.Ready = false })
	o.until("Mulai evaluasi")
	o.settle()
	uncover := o.app.session.Cover(widgets.Body("Bagaimana pelayanan kami?"), session.Keys{Rune: func(rune) {}, Key: func(*fyne.KeyEvent) {}})
	o.offer.Ready = true
	o.now = o.now.Add(time.Hour)
	o.app.upgrades.Look()
	o.settle()
	if o.app.upgrades.Shown() || o.shows(ready) {
		t.Error("offered at the counter")
	}
	o.app.upgrades.SetAtClose(true)
	o.app.close()
	if o.app.closing || len(o.folder.did()) > 0 {
		t.Errorf("the counter was closed: %q", o.folder.did())
	}
	// and behind it the offer comes
	uncover(session.PageHome, data.NilID)
	o.until(ready)
	o.app.upgrades.SetAtClose(false)
	o.settle()
}

func TestWhatHappenedToTheProgramIsSaidOnce(t *testing.T) {
	for _, c := range []struct {
		news  upgrade.News
		says  string
		again bool // the version is still offered
	}{
		{upgrade.News{Failed: true, From: "0.1.0", To: "0.2.0"}, "Pinisi 0.2.0 tidak dapat dipakai di komputer ini", false},
		{upgrade.News{Returned: true, From: "0.1.0", To: "0.2.0"}, "Pinisi 0.1.0 dipakai kembali", true},
		{upgrade.News{Updated: true, From: "0.0.9", To: "0.1.0"}, "Pinisi diperbarui ke 0.1.0", true},
	} {
		dir := t.TempDir()
		device(t, dir)
		o := launchOffered(t, dir, func(_ *offered, opt *Options) { opt.Upgrade.News = c.news })
		o.until("Mulai evaluasi")
		o.settle()
		shown := o.texts()
		if !o.shows(c.says) {
			t.Errorf("%+v: %q is not said: %q", c.news, c.says, shown)
		}
		if offeredAtOnce := o.shows(ready); offeredAtOnce != c.news.Updated {
			t.Errorf("%+v: offered on Beranda: %v", c.news, offeredAtOnce)
		}
		o.app.frame.shell.Show(session.PageSettings)
		o.settle()
		if o.shows("Pasang dan mulai ulang") != c.again {
			t.Errorf("%+v: to be installed from the settings: %v", c.news, !c.again)
		}
		o.end()
		// and it is remembered without being told again
		later := launchOffered(t, dir, nil)
		later.until("Mulai evaluasi")
		later.settle()
		if later.shows(c.says) || later.shows(ready) != c.news.Updated {
			t.Errorf("%+v: at the next start: %q", c.news, later.texts())
		}
		later.end()
	}
}

func TestGoingBackSaysWhatItMeans(t *testing.T) {
	for _, schema := range []string{store.Schema(), "1-older"} {
		dir := t.TempDir()
		device(t, dir)
		o := launchOffered(t, dir, func(o *offered, _ *Options) {
			o.folder.before = upgrade.Program{Version: "0.0.9", Schema: schema}
		})
		o.until("Mulai evaluasi")
		o.app.frame.shell.Show(session.PageSettings)
		o.tap("Kembali ke versi 0.0.9")
		top := o.app.window.Canvas().Overlays().Top()
		if top == nil {
			t.Fatal("nothing is asked")
		}
		text := strings.Join(sessiontest.Texts(top), "\n")
		if warned := strings.Contains(text, "mungkin hanya dapat membukanya untuk dibaca"); warned != (schema != store.Schema()) {
			t.Errorf("schema %s: warned %v in %q", schema, warned, text)
		}
		for _, x := range sessiontest.Objects(top) {
			if b, ok := x.(*widgets.Button); ok && b.Text() == "Pakai versi 0.0.9" {
				test.Tap(b)
				break
			}
		}
		for !o.app.closing {
			(<-o.ui)()
		}
		o.end()
		if want := []string{"go back from 0.1.0"}; !slices.Equal(o.folder.did(), want) {
			t.Errorf("done %q", o.folder.did())
		}
	}
}

func TestANewVersionThatCannotOpenTheDataGivesUp(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "pinisi.db"), []byte(strings.Repeat("surat biasa ", 1000)), 0o600); err != nil {
		t.Fatal(err)
	}
	o := launchOffered(t, dir, func(_ *offered, opt *Options) {
		opt.Upgrade.News = upgrade.News{Updated: true, From: "0.0.9", To: "0.1.0"}
	})
	o.settle()
	if want := []string{"give up 0.1.0"}; !slices.Equal(o.folder.did(), want) || o.shows(words.T("start.trouble")) {
		t.Errorf("done %q, shows %q", o.folder.did(), o.texts())
	}
	// but one that was here before says what is wrong
	same := launchOffered(t, dir, nil)
	same.until(words.T("start.trouble"))
	if len(same.folder.did()) > 0 {
		t.Errorf("done %q", same.folder.did())
	}
}

func TestWhyNothingIsOfferedIsSaid(t *testing.T) {
	for _, c := range []struct {
		change func(*offered, *Options)
		says   string
	}{
		{func(o *offered, _ *Options) { o.offer = release.Offer{} }, "belum terhubung ke kantor pusat"},
		{func(o *offered, opt *Options) { o.offer, opt.Upgrade.Keys = release.Offer{}, nil }, "tidak memuat kunci pembaruan"},
		{func(o *offered, _ *Options) {
			o.folder.able = data.Fail(upgrade.ErrManaged.Code, nil, "Path", `C:\Program Files\Pinisi`)
		}, "dipasang oleh pengelola komputer (IT)"},
		{func(_ *offered, opt *Options) { opt.Upgrade.Folder = nil }, "tidak dijalankan dari folder tempat ia dipasang"},
		{func(o *offered, _ *Options) { o.offer.Ready, o.offer.Here = false, 1_200_000 }, "menyusul setelah komputer ini terhubung ke kantor pusat"},
		{func(o *offered, _ *Options) {
			o.offer.Ready, o.offer.Here = false, 0
			o.folder.able = data.Fail(upgrade.ErrManaged.Code, nil, "Path", `C:\Program Files\Pinisi`)
		}, "4,5 MB; tidak diunduh ke komputer ini"},
	} {
		dir := t.TempDir()
		device(t, dir)
		o := launchOffered(t, dir, c.change)
		o.until("Mulai evaluasi")
		o.app.frame.shell.Show(session.PageSettings)
		o.until(c.says)
		if o.shows("Pasang dan mulai ulang") {
			t.Errorf("%s: it can be installed", c.says)
		}
		o.end()
	}
}

// slowLine brings a package when a test says so.
type slowLine struct {
	priced  bool
	asked   chan store.File
	arrives func(ctx context.Context) error
}

func (l *slowLine) Waits(f store.File) bool { return l.priced && f.Release && f.Size > 2<<20 }
func (l *slowLine) Fetch(ctx context.Context, f store.File, progress func(pinsync.Progress)) error {
	l.asked <- f
	progress(pinsync.Progress{})
	return l.arrives(ctx)
}

// enrolledDevice is a device that headquarters knows, whose hub is not reached.
func enrolledDevice(t *testing.T, dir string) {
	t.Helper()
	device(t, dir)
	st, err := store.Open(context.Background(), dir, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := st.SetSetting(context.Background(), "sync.hub", `{"address":"127.0.0.1:1","pin":"`+strings.Repeat("ab", 32)+`","scope":"x"}`); err != nil {
		t.Error(err)
	}
	if err := st.Close(); err != nil {
		t.Error(err)
	}
}

func TestAPackageThatDoesNotComeByItselfIsFetchedOnDemand(t *testing.T) {
	const (
		waits  = "berbayar menurut pemakaian"
		button = "Unduh sekarang (3,3 MB)"
		stop   = "Hentikan unduhan"
	)
	dir := t.TempDir()
	enrolledDevice(t, dir)
	line := &slowLine{priced: true, asked: make(chan store.File, 1)}
	o := launchOffered(t, dir, func(o *offered, opt *Options) {
		o.offer.Ready, o.offer.Here = false, 1_200_000
		opt.Upgrade.Line = func() upgrading.Line { return line }
	})
	o.until("Mulai evaluasi")
	// given a line that is paid by the byte
	o.app.frame.shell.Show(session.PageSettings)
	o.until(waits)
	// when it is fetched and stopped, then it waits as before
	line.arrives = func(ctx context.Context) error { <-ctx.Done(); return data.Fail("sync.cancelled", ctx.Err()) }
	o.tap(button)
	o.until(stop)
	if f := <-line.asked; f.SHA256 != o.offer.File().SHA256 || f.Size != o.offer.Size || f.Scope != data.SharedScope {
		t.Errorf("asked for %+v", f)
	}
	if o.shows(waits) || o.shows(button) {
		t.Errorf("while it comes: %q", o.texts())
	}
	o.tap(stop)
	o.until("Unduhan dihentikan")
	o.until(button)
	// when the line fails, that is said, and it can be tried again
	line.arrives = func(context.Context) error { return data.Fail("sync.no_line", nil, "Hub", "pusat") }
	o.tap(button)
	<-line.asked
	o.until("Tidak ada sambungan ke pusat")
	o.settle()
	o.until(button)
	// when it comes, then it can be installed
	line.arrives = func(context.Context) error { return nil }
	o.tap(button)
	<-line.asked
	o.offer.Ready, o.offer.Here = true, o.offer.Size
	o.until("Pasang dan mulai ulang")
	if o.shows("Unduh sekarang") || o.shows(stop) {
		t.Errorf("still to be fetched: %q", o.texts())
	}
}

// A line that costs nothing brings it by itself; who cannot wait may still fetch it.
func TestAPackageOnItsWayCanBeHurried(t *testing.T) {
	dir := t.TempDir()
	enrolledDevice(t, dir)
	line := &slowLine{asked: make(chan store.File, 1)}
	o := launchOffered(t, dir, func(o *offered, opt *Options) {
		o.offer.Ready, o.offer.Here = false, 0
		opt.Upgrade.Line = func() upgrading.Line { return line }
	})
	o.until("Mulai evaluasi")
	o.app.frame.shell.Show(session.PageSettings)
	o.until("sisanya menyusul lewat sinkronisasi")
	o.until("Unduh sekarang (4,5 MB)")
}
