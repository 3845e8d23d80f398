package upgrading

import (
	"context"
	"errors"

	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/upgrade"
)

// ErrNoKeys means that this program knows no key that signs releases.
var ErrNoKeys = &data.Error{Code: "upgrade.no_keys"}

// Install makes the offered version ready, ends the program, and has the new
// one started. Until the end it can be cancelled, and whatever fails leaves all
// as it was.
func (u *Upgrades) Install() { u.install(true) }

// AtClose installs instead of only ending, if a person wished so and there is
// something to install. It ends the program in the end; false: it does nothing.
func (u *Upgrades) AtClose() bool {
	if !u.known || !u.state.AtClose || !u.state.Installable() || u.state.Left || u.busy != nil {
		return false
	}
	u.install(false)
	return u.busy != nil
}

func (u *Upgrades) install(start bool) {
	s := u.state
	if !u.known || !s.Installable() || u.busy != nil {
		return
	}
	ctx, cancel := context.WithCancel(u.ctx)
	u.busy = cancel
	p := NewProgress(words.T("upgrade.installing", "Version", s.Offer.Version), u.stopInstalling)
	u.opt.Cover(p)
	u.opt.Log.Info("prepare an upgrade", "from", u.opt.Version, "to", s.Offer.Version, "way", string(s.Offer.Way))
	running := upgrade.Program{Version: u.opt.Version, Schema: u.opt.Schema}
	u.background(func() error {
		return u.opt.Folder.Prepare(ctx, running, s.Offer.Version, func(ctx context.Context, from, to string) error {
			return u.opt.Assemble(ctx, s.Offer, from, to, func(done, total int64) {
				u.opt.Do(func() { p.Set(done, total) })
			})
		})
	}, func(err error) {
		if err == nil {
			err = ctx.Err()
		}
		cancel()
		if err == nil {
			p.Last(start)
			err = u.opt.Folder.Hand(u.opt.Version, s.Offer.Version, start, u.opt.Again)
		}
		u.done(err, !start)
	})
}

// done ends the program, or tells why it does not.
func (u *Upgrades) done(err error, closing bool) {
	switch {
	case err == nil:
		u.opt.End() // busy stays: nothing else is begun
		return
	case closing: // the window was to be closed in any case
		u.opt.Log.Error("install at the end", "error", err)
		u.opt.End()
		return
	}
	u.busy = nil
	u.opt.Uncover()
	if errors.Is(err, context.Canceled) {
		u.opt.Say(words.T("upgrade.cancelled"))
	} else {
		u.opt.Fail(err)
	}
	u.tell()
}

func (u *Upgrades) stopInstalling() {
	if u.busy != nil {
		u.busy()
	}
}

// GoBack ends the program and has the version before started.
func (u *Upgrades) GoBack() {
	if u.state.Before == "" || u.busy != nil {
		return
	}
	u.busy = func() {}
	p := NewProgress(words.T("upgrade.going_back", "Version", u.state.Before), nil)
	u.opt.Cover(p)
	p.Last(true)
	u.opt.Log.Info("go back", "from", u.opt.Version, "to", u.state.Before)
	u.background(func() error { return u.opt.Folder.GoBack(u.opt.Version, u.opt.Again) }, func(err error) { u.done(err, false) })
}

// GiveUp is for a new version that cannot open the data: true if the version
// before comes back, and the program is to end.
func GiveUp(folder Folder, news upgrade.News, version string, why error, again []string) (bool, error) {
	if folder == nil || !news.Updated {
		return false, nil
	}
	if err := folder.GiveUp(version, why, again); err != nil {
		return false, err
	}
	return true, nil
}
