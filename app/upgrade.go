package app

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/pages/bound"
	"pinisi/app/pages/home"
	"pinisi/app/pages/upgrading"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/data/release"
	"pinisi/data/store"
	"pinisi/data/upgrade"
	pinsync "pinisi/sync"
)

// Upgrade is how the program replaces itself by a newer version.
type Upgrade struct {
	Folder upgrading.Folder // nil: it does not
	News   upgrade.News     // of the folder, at this start
	Again  []string         // arguments for the next start
	Keys   []release.Key    // whose releases it takes
	// Newest and Assemble are package release's unless a test brings others.
	Newest   func(context.Context, *store.Store) (release.Offer, bool, error)
	Assemble upgrading.Assembler
	Line     func() upgrading.Line // the exchange's unless a test brings another
	Now      func() time.Time
}

// quietFor is how long nothing was written, and Beranda was in front, before an
// offer comes up there by itself.
const quietFor = 2 * time.Minute

// openUpgrades begins to look for newer versions, when the data are open.
func (p *App) openUpgrades() {
	opt := p.opt.Upgrade
	if opt.Now == nil {
		opt.Now = time.Now
	}
	running := p.running()
	if opt.Newest == nil {
		opt.Newest = func(ctx context.Context, st *store.Store) (release.Offer, bool, error) {
			return release.Newest(ctx, st, running)
		}
	}
	if opt.Assemble == nil {
		opt.Assemble = func(ctx context.Context, o release.Offer, from, to string, progress func(done, total int64)) error {
			return o.Assemble(ctx, p.store, from, to, progress)
		}
	}
	if opt.Line == nil {
		opt.Line = func() upgrading.Line {
			if p.agent == nil || p.agent.Client() == nil {
				return nil
			}
			return p.agent.Client()
		}
	}
	p.opt.Upgrade = opt
	p.calm = opt.Now()
	p.upgrades = upgrading.New(upgrading.Options{
		Store: p.store, Folder: opt.Folder, Version: p.opt.Version, Schema: store.Schema(), Again: opt.Again, News: opt.News, Keys: len(opt.Keys),
		Newest:   func(ctx context.Context) (release.Offer, bool, error) { return opt.Newest(ctx, p.store) },
		Assemble: opt.Assemble, Line: opt.Line,
		Sweep: func(ctx context.Context) (int64, error) { return release.Sweep(ctx, p.store, running) },
		Now:   opt.Now, Log: p.opt.Log, Run: p.opt.Run, Do: p.opt.Do,
		Quiet: p.quiet, Cover: p.coverUpgrade, Uncover: func() { p.uncoverUpgrade() }, End: p.end,
		Fail: func(err error) { p.session.Fail(err, nil) },
		Say:  func(text string) { p.session.Note(text) },
	})
	p.upgrades.Watch(func() {
		if p.frame != nil {
			p.frame.offer()
		}
	})
	p.upgrades.Settle()
}

// running is this program, as far as releases are concerned.
func (p *App) running() release.Running {
	r := release.Running{Version: p.opt.Version, Platform: release.Platform(), Keys: p.opt.Upgrade.Keys}
	if f, ok := p.opt.Upgrade.Folder.(*upgrade.Folder); ok && f.Able() == nil { // else no package is fetched in vain
		r.Folder = f.Dir()
	}
	return r
}

// quiet reports whether an offer disturbs nobody: Beranda is in front, nothing
// is open over it or being typed, no text is on its way, and either the page is
// just coming up or nobody has done anything for a while.
func (p *App) quiet() bool {
	if p.frame == nil || p.closing || p.covered || p.store.ReadOnly() || p.frame.shell.Current() != session.PageHome {
		return false
	}
	c := p.window.Canvas()
	if c.Overlays().Top() != nil {
		return false
	}
	switch c.Focused().(type) {
	case nil, *widgets.Button, *bound.Press:
	default:
		return false
	}
	if p.agent != nil && p.agent.Status().State == pinsync.Sending {
		return false
	}
	arriving := p.arriving
	p.arriving = false
	return arriving || p.opt.Upgrade.Now().Sub(p.calm) >= quietFor
}

// arrived is called when Beranda comes to the front: what is drawn anew anyway
// may bring an offer with it.
func (p *App) arrived() {
	p.calm, p.arriving = p.opt.Upgrade.Now(), true
	p.upgrades.Offer()
	if _, looked := p.upgrades.State(); looked { // else the first look ends soon, and may still bring one
		p.arriving = false
	}
	p.frame.offer()
}

// watchReleases looks again when something came.
func (p *App) watchReleases() {
	p.session.Watch(func(e store.Event) { // ends with the session
		if !e.Remote {
			p.calm = p.opt.Upgrade.Now()
		}
		if session.Touches(e, "release") {
			p.upgrades.Look()
		}
	})
}

// followAgent looks again when an exchange has ended: packages come without a
// record changing.
func (p *App) followAgent() {
	running := false
	p.unfollow = p.agent.Subscribe(func(s pinsync.Status) {
		p.opt.Do(func() {
			if ended := running && !s.Running; ended && !p.closing {
				p.upgrades.Look()
			}
			running = s.Running
		})
	})
}

// offer shows on Beranda what is offered, or no longer.
func (f *frame) offer() {
	if h := f.pages[session.PageHome]; h != nil {
		if page, ok := h.page.(*home.Page); ok {
			page.SetNotice(f.p.upgrades.Line(f.p.window.Canvas))
		}
	}
}

// coverUpgrade shows how far an installation is, and nothing else; what is
// being typed is handed over to be stored.
func (p *App) coverUpgrade(progress *upgrading.Progress) {
	p.under = session.PageHome
	if p.frame != nil {
		p.remember()
		p.under = p.frame.shell.Current()
	}
	p.bare(container.New(&centred{width: 520}, progress.Object()))
}

func (p *App) uncoverUpgrade() {
	if !p.closing {
		p.build(p.under)
	}
}

// giveUp goes back to the version before when this one, new here, cannot open
// the data. It is called off the UI goroutine.
func (p *App) giveUp(why error) bool {
	if errors.Is(why, store.ErrInUse) { // no fault of the version
		return false
	}
	u := p.opt.Upgrade
	gave, err := upgrading.GiveUp(u.Folder, u.News, p.opt.Version, why, u.Again)
	if err != nil {
		p.opt.Log.Error("go back to the version before", "error", err)
	}
	return gave
}

// bare leaves the window with one thing in it: no page, no key, no dialog.
func (p *App) bare(o fyne.CanvasObject) {
	p.closeFrame()
	c := p.window.Canvas()
	c.Unfocus()
	for top := c.Overlays().Top(); top != nil; top = c.Overlays().Top() {
		c.Overlays().Remove(top)
	}
	for _, s := range windowShortcuts() {
		c.RemoveShortcut(s)
	}
	c.SetOnTypedRune(func(rune) {})
	c.SetOnTypedKey(func(*fyne.KeyEvent) {})
	p.window.SetOnDropped(func(fyne.Position, []fyne.URI) {})
	p.window.SetTitle("Pinisi")
	p.window.SetContent(o)
}
