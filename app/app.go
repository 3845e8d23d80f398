// Package app is Pinisi's window: it opens the store, asks whose device it is
// on the first start, and then shows the pages in their frame. It does not
// know what records mean (package data) or how they travel (package sync).
package app

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/instance"
	"pinisi/app/look"
	"pinisi/app/pages/consultation"
	"pinisi/app/pages/respond"
	"pinisi/app/pages/settings"
	"pinisi/app/pages/start"
	"pinisi/app/pages/upgrading"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/place"
	"pinisi/data/release"
	"pinisi/data/store"
	"pinisi/data/vigil"
	pinsync "pinisi/sync"
)

// preferenceLanguage remembers the language for what is shown before the store
// is open, and for when it cannot be opened.
const preferenceLanguage = "language"

// Options are what the window is started with.
type Options struct {
	Dir     string // the folder of the data
	Version string
	Log     *slog.Logger
	Crashed bool // the program before this one ended in a crash
	LogDir  string
	Build   int
	Started time.Time // of this run
	// Upgrade is how the program replaces itself; the zero value: not at all.
	Upgrade Upgrade
	// Instance tells of further starts of the program; nil: of none.
	Instance *instance.Instance
	// Sync is the network that the device syncs over; the zero value is the real one.
	Sync pinsync.Options
	// Ground says on what a folder stands; nil: the system is asked.
	Ground func(dir string) place.Stand
	// Run and Do are goroutines and fyne.Do unless a test brings others.
	Run func(func())
	Do  func(func())
}

// App is the window and what it holds open. Its methods belong to the UI goroutine.
type App struct {
	opt      Options
	fyne     fyne.App
	window   fyne.Window
	store    *store.Store
	agent    *pinsync.Agent
	session  *session.Session
	frame    *frame
	closing  bool
	covered  bool // by the counter mode: the frame is closed
	released sync.Once
	gone     chan struct{} // closed by Release
	start    *start.Page   // while the device is nobody's
	given    string        // a file to open once the data are open
	warned   bool          // the notices of this start are gathered
	notices  []*notice
	here     vigil.Here // the clock in the zone of here
	endTime  context.CancelFunc
	stand    place.Stand // of the folder of the data

	upgrades *upgrading.Upgrades
	unfollow func()    // ends following the agent for upgrades
	calm     time.Time // since when nobody did anything, as far as is known
	arriving bool      // Beranda is just coming up
	under    string    // the page that an installation covers
	drawn    scheme    // of the frame
}

// New makes the window and begins to open the store. Show the window and run
// the toolkit next.
func New(a fyne.App, opt Options) *App {
	if opt.Log == nil {
		opt.Log = slog.Default()
	}
	if opt.Ground == nil {
		opt.Ground = place.Look
	}
	if opt.Run == nil {
		opt.Run = func(f func()) { go f() }
	}
	if opt.Do == nil {
		opt.Do = fyne.Do
	}
	p := &App{opt: opt, fyne: a, gone: make(chan struct{})}
	p.speak(a.Preferences().StringWithFallback(preferenceLanguage, "id"))
	a.Settings().SetTheme(look.Theme{})
	p.window = a.NewWindow("Pinisi")
	p.window.SetPadded(false)
	p.window.SetMaster()
	p.window.Resize(firstSize(1))
	p.window.CenterOnScreen()
	a.Lifecycle().SetOnStarted(func() { // only then there is a window and its scale is known
		p.fit()
		p.watchEnd()
		p.titleBar(look.IsDark())
	})
	p.window.SetCloseIntercept(p.close)
	p.watchScheme()
	p.attend()
	p.open()
	return p
}

// Window is the program's window.
func (p *App) Window() fyne.Window { return p.window }

func (p *App) speak(language string) {
	if err := words.Use(language); err != nil {
		p.opt.Log.Error("speak a language", "language", language, "error", err)
	}
}

// open opens the store in the background: making it ready after an upgrade may take a while.
func (p *App) open() {
	p.opening()
	p.opt.Run(func() {
		stand := p.opt.Ground(p.opt.Dir) // asks the disk, which may be far away
		st, err := store.Open(context.Background(), p.opt.Dir, store.Options{})
		gave := err != nil && p.giveUp(err)
		p.opt.Do(func() {
			p.stand = stand
			if err != nil {
				p.opt.Log.Error("open the store", "folder", p.opt.Dir, "error", err)
				if gave {
					p.closing = true
					p.window.Close()
					return
				}
				p.trouble(err)
				return
			}
			if p.closing { // meanwhile
				if err := st.Close(); err != nil {
					p.opt.Log.Error("close", "error", err)
				}
				return
			}
			p.opened(st)
		})
	})
}

func (p *App) opening() {
	p.window.SetContent(container.NewCenter(widgets.Hint(words.T("start.opening")).Whole()))
}

func (p *App) opened(st *store.Store) {
	p.store = st
	p.opt.Log.Info("the store is open", "device", st.Device(), "scope", st.Profile().Scope, "read_only", st.ReadOnly())
	view, err := settings.Load(context.Background(), st)
	if err != nil {
		p.opt.Log.Error("read how the window is to look", "error", err)
	}
	profile := st.Profile()
	if profile.Language != "" {
		p.keepLanguage(profile.Language)
	}
	p.fyne.Settings().SetTheme(view.Look())
	p.arriving = true
	p.openUpgrades()
	if profile.Scope == "" || profile.Staff == [16]byte{} {
		p.first()
		return
	}
	p.work()
}

// keepLanguage speaks a language now and at the next start.
func (p *App) keepLanguage(language string) {
	if words.Now().Lang() != language {
		p.speak(language)
	}
	if p.fyne.Preferences().String(preferenceLanguage) != language {
		p.fyne.Preferences().SetString(preferenceLanguage, language)
	}
}

// first asks whose device it is.
func (p *App) first() {
	page := start.New(start.Options{
		Store: p.store, Window: p.window, Run: p.opt.Run, Do: p.opt.Do, Device: deviceName(),
		Enroll: func(ctx context.Context, code string) error {
			_, err := pinsync.EnrollWith(ctx, p.store, code, deviceName(), p.opt.Sync)
			return err
		},
		Language: func(l string) { p.fyne.Preferences().SetString(preferenceLanguage, l) },
		Done: func(store.Profile) {
			p.start = nil
			p.work()
		},
	})
	p.start = page
	p.window.SetContent(page.Content())
	p.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		if len(files) > 0 && p.start != nil {
			p.OpenFile(files[0].Path())
		}
	})
	page.Focus()
	p.openGiven()
}

// work shows the pages.
func (p *App) work() {
	if p.agent == nil {
		opt := p.opt.Sync
		if opt.Log == nil {
			opt.Log = p.opt.Log
		}
		if opt.Release == nil {
			opt.Release = release.Wanted(p.store, p.running())
		}
		p.agent = pinsync.NewAgent(p.store, opt)
		if !p.store.ReadOnly() {
			p.agent.Start(context.Background())
		}
		p.followAgent()
	}
	// A counter must not open the office's records because its power was cut.
	p.watchTime()
	p.begin()
	if !consultation.Resume(p.session) && !respond.Resume(p.session) {
		p.show(session.PageHome)
	}
}

// build makes session and frame anew, such as when the language changed.
func (p *App) build(page string) {
	p.begin()
	p.show(page)
}

// show makes the frame of the session and shows a page in it.
func (p *App) show(page string) {
	p.drawn = schemeNow()
	p.frame = newFrame(p)
	p.frame.shell.Show(page)
	defer p.openGiven()
	p.tellNotices()
}

// begin makes a session in place of the one before.
func (p *App) begin() {
	p.closeFrame()
	if p.session != nil {
		p.session.Close()
	}
	profile := p.store.Profile()
	p.session = &session.Session{
		Store: p.store, Agent: p.agent, Profile: profile, Author: profile.Staff,
		Window: p.window, Log: p.opt.Log, Run: p.opt.Run, Do: p.opt.Do, Now: p.here.Now,
	}
	p.session.Cover = p.cover
	p.session.Start(context.Background())
	p.watchReleases()
}
