// Package upgrading offers a newer version of the program and takes it: the
// line on Beranda, the card in Pengaturan, and what covers the window while a
// version is being installed. It offers and never presses: nothing is changed
// before a person says so.
package upgrading

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"pinisi/app/words"
	"pinisi/data/release"
	"pinisi/data/store"
	"pinisi/data/upgrade"
	pinsync "pinisi/sync"
)

// What this computer keeps of it, as settings of the store.
const (
	settingFailed = "upgrade.failed"  // versions that did not work here
	settingLeft   = "upgrade.left"    // versions from which a person went back
	settingLater  = "upgrade.later"   // the version and day of "Nanti"
	settingClose  = "upgrade.closing" // "yes": install when the window is closed
)

// Folder is the program's own folder; *upgrade.Folder is one.
type Folder interface {
	Able() error
	Before() (upgrade.Program, bool)
	Prepare(ctx context.Context, running upgrade.Program, to string, assemble func(ctx context.Context, from, to string) error) error
	Hand(from, to string, start bool, args []string) error
	GoBack(running string, args []string) error
	GiveUp(running string, why error, args []string) error
	Confirm(version string) error
	NoteVersion(version string) error
}

// Assembler makes the files of an offered version; release.Offer.Assemble does.
type Assembler func(ctx context.Context, o release.Offer, from, to string, progress func(done, total int64)) error

// Line is what packages come over; *sync.Client is one.
type Line interface {
	Waits(store.File) bool // it does not come by itself, for its price
	Fetch(ctx context.Context, file store.File, progress func(pinsync.Progress)) error
}

// Options are what the window knows.
type Options struct {
	Store   *store.Store
	Folder  Folder // nil: this program is not in a folder of its own
	Version string
	Schema  string   // store.Schema of this program
	Again   []string // arguments to be started with again
	News    upgrade.News
	// Newest looks up what is offered, an error saying why nothing is.
	Newest   func(ctx context.Context) (release.Offer, bool, error)
	Assemble Assembler
	// Sweep removes the packages that nobody needs any more; may be nil.
	Sweep func(ctx context.Context) (freed int64, err error)
	// Line brings packages from headquarters; nil, or a nil answer: none does
	// yet. It is asked on the UI goroutine.
	Line    func() Line
	Keys    int // how many keys this program knows
	Now     func() time.Time
	Log     *slog.Logger
	Run, Do func(func())
	// Quiet reports whether nobody is in the middle of anything.
	Quiet func() bool
	// Cover puts this over the window instead of the pages, whose fields are
	// saved; Uncover brings them back.
	Cover   func(*Progress)
	Uncover func()
	// End ends the program as closing its window does.
	End func()
	// Fail tells of an error.
	Fail func(error)
	// Say tells of something in passing.
	Say func(string)
}

// State is what is known of versions.
type State struct {
	Version  string
	Offer    release.Offer
	Offered  bool  // there is an Offer
	Bad      error // why a newer version is not offered
	Why      error // why no newer version comes; nil: they come
	Failed   bool  // the offered version did not work here
	Left     bool  // a person went back from it
	Enrolled bool  // headquarters knows this device
	Waits    bool  // the package does not come by itself, for its price
	AtClose  bool
	Before   string // the version before, "" if it is gone
	Older    bool   // it may not be able to write today's data
	later    string
}

// Upgrades is what the pages show. It belongs to the UI goroutine.
type Upgrades struct {
	opt     Options
	state   State
	known   bool
	asking  bool // a look is under way
	askNew  bool // and another was asked for meanwhile
	shown   bool // the offer was made in a quiet moment and stands
	busy    context.CancelFunc
	fetch   *fetch // not nil while a person waits for the package
	watch   map[int]func()
	next    int
	tasks   sync.WaitGroup
	stop    context.CancelFunc
	ctx     context.Context
	settled bool
}

// New begins; nothing is looked up before Look.
func New(opt Options) *Upgrades {
	u := &Upgrades{opt: opt, watch: map[int]func(){}}
	u.ctx, u.stop = context.WithCancel(context.Background())
	u.state.Version = opt.Version
	return u
}

// Close waits for what runs in the background.
func (u *Upgrades) Close() {
	u.stop()
	u.tasks.Wait()
}

// State is what was found at the last look; false: none has ended yet.
func (u *Upgrades) State() (State, bool) { return u.state, u.known }

// Watch calls f whenever the state may be another.
func (u *Upgrades) Watch(f func()) (cancel func()) {
	id := u.next
	u.next++
	u.watch[id] = f
	return func() { delete(u.watch, id) }
}

func (u *Upgrades) tell() {
	for id := range u.next {
		if f := u.watch[id]; f != nil {
			f()
		}
	}
}

func (u *Upgrades) background(work func() error, done func(error)) {
	u.tasks.Add(1)
	u.opt.Run(func() {
		err := work()
		u.tasks.Done()
		u.opt.Do(func() { done(err) })
	})
}

// Look finds out what there is, in the background.
func (u *Upgrades) Look() {
	if u.asking || u.ctx.Err() != nil {
		u.askNew = u.asking
		return
	}
	u.asking = true
	var now State
	line := u.line()
	u.background(func() (err error) {
		now, err = u.look(u.ctx, line)
		return err
	}, func(err error) {
		u.asking = false
		switch {
		case u.ctx.Err() != nil:
			return
		case err != nil:
			u.opt.Log.Error("look for a newer version", "error", err)
		default:
			if u.shown && now.Offer.Version != u.state.Offer.Version {
				u.shown = false
			}
			u.state, u.known = now, true
			u.Offer()
			u.tell()
		}
		if u.askNew {
			u.askNew = false
			u.Look()
		}
	})
}

func (u *Upgrades) look(ctx context.Context, line Line) (State, error) {
	s := State{Version: u.opt.Version}
	var err error
	if s.later, err = u.opt.Store.Setting(ctx, settingLater); err != nil {
		return s, err
	}
	closing, err := u.opt.Store.Setting(ctx, settingClose)
	if err != nil {
		return s, err
	}
	s.AtClose = closing == "yes"
	if _, s.Enrolled, err = pinsync.Enrolled(ctx, u.opt.Store); err != nil {
		return s, fmt.Errorf("read whether headquarters knows this device: %w", err)
	}
	if u.opt.Folder == nil {
		s.Why = upgrade.ErrNotInstalled
	} else {
		if before, ok := u.opt.Folder.Before(); ok && before.Version != u.opt.Version {
			s.Before, s.Older = before.Version, before.Schema != u.opt.Schema
		}
		s.Why = u.opt.Folder.Able()
	}
	if s.Why == nil && u.opt.Keys == 0 {
		s.Why = ErrNoKeys
	}
	s.Offer, s.Offered, s.Bad = u.opt.Newest(ctx)
	if s.Bad != nil && ctx.Err() != nil {
		return s, ctx.Err()
	}
	if s.Offered {
		s.Waits = line != nil && !s.Offer.Ready && line.Waits(s.Offer.File())
		if s.Failed, err = u.listed(ctx, settingFailed, s.Offer.Version); err != nil {
			return s, err
		}
		if s.Left, err = u.listed(ctx, settingLeft, s.Offer.Version); err != nil {
			return s, err
		}
	}
	return s, nil
}

// listed reports whether a version is among those of a setting.
func (u *Upgrades) listed(ctx context.Context, setting, version string) (bool, error) {
	text, err := u.opt.Store.Setting(ctx, setting)
	return slices.Contains(strings.Fields(text), version), err
}

// list adds a version to those of a setting.
func (u *Upgrades) list(ctx context.Context, setting, version string) error {
	text, err := u.opt.Store.Setting(ctx, setting)
	if err != nil {
		return err
	}
	if all := strings.Fields(text); !slices.Contains(all, version) {
		return u.opt.Store.SetSetting(ctx, setting, strings.Join(append(all, version), " "))
	}
	return nil
}

// Installable reports whether the offered version can be installed now.
func (s State) Installable() bool {
	return s.Offered && s.Offer.Ready && s.Why == nil && !s.Failed
}

// Offer makes the offer of Beranda if this is a quiet moment for it. Once made
// it stays until it is taken or put off.
func (u *Upgrades) Offer() {
	if u.shown || !u.known || !u.opt.Quiet() {
		return
	}
	today := u.opt.Now().Format(time.DateOnly)
	if !u.state.Installable() || u.state.Left || u.state.later == u.state.Offer.Version+" "+today {
		return
	}
	u.shown = true
	u.tell()
}

// Shown reports whether the offer stands on Beranda.
func (u *Upgrades) Shown() bool { return u.shown && u.state.Installable() }

// Later puts the offer off until tomorrow.
func (u *Upgrades) Later() {
	u.shown = false
	u.state.later = u.state.Offer.Version + " " + u.opt.Now().Format(time.DateOnly)
	u.keep(settingLater, u.state.later)
	u.opt.Say(words.T("upgrade.put_off"))
	u.tell()
}

// SetAtClose says whether to install when the window is closed.
func (u *Upgrades) SetAtClose(yes bool) {
	u.state.AtClose = yes
	text := "no"
	if yes {
		text = "yes"
	}
	u.keep(settingClose, text)
	u.tell()
}

func (u *Upgrades) keep(setting, text string) {
	u.background(func() error { return u.opt.Store.SetSetting(context.WithoutCancel(u.ctx), setting, text) }, func(err error) {
		if err != nil {
			u.opt.Fail(err)
		}
	})
}

// Settle is called once the window and the data are open, the first time the
// pages or what covers them are shown: this version works.
func (u *Upgrades) Settle() {
	if u.settled {
		return
	}
	u.settled = true
	news := u.opt.News
	for _, line := range news.Trail {
		u.opt.Log.Info("upgrade", "said", line)
	}
	if news.Updated {
		u.opt.Log.Info("upgraded", "from", news.From, "to", news.To)
	}
	u.background(func() error {
		ctx := context.WithoutCancel(u.ctx)
		var errs []error
		if news.Failed && !u.opt.Store.ReadOnly() {
			errs = append(errs, u.list(ctx, settingFailed, news.To))
		}
		if news.Returned && !u.opt.Store.ReadOnly() {
			errs = append(errs, u.list(ctx, settingLeft, news.To))
		}
		if u.opt.Folder != nil && errors.Join(errs...) == nil { // else it is told again at the next start
			errs = append(errs, u.opt.Folder.Confirm(u.opt.Version), u.opt.Folder.NoteVersion(u.opt.Version))
		}
		if u.opt.Sweep != nil && !u.opt.Store.ReadOnly() {
			freed, err := u.opt.Sweep(u.ctx)
			if freed > 0 {
				u.opt.Log.Info("removed the packages of old versions", "bytes", freed)
			}
			errs = append(errs, err)
		}
		return errors.Join(errs...)
	}, func(err error) {
		if err != nil && u.ctx.Err() == nil {
			u.opt.Log.Error("settle after an upgrade", "error", err)
		}
		u.Look()
	})
}

// Headline is what is to be told once of what happened to the program before
// this start; grave: not as a person wished.
func (u *Upgrades) Headline() (text, detail string, grave bool) {
	n := u.opt.News
	switch {
	case n.Updated:
		return words.T("upgrade.updated", "Version", n.To), "", false
	case n.Failed:
		return words.T("upgrade.did_not_work", "To", n.To), words.T("upgrade.did_not_work.detail", "To", n.To, "From", n.From), true
	case n.Returned:
		return words.T("upgrade.returned", "Version", n.From), "", false
	}
	return "", "", false
}
