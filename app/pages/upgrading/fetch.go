package upgrading

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	pinsync "pinisi/sync"
)

// fetch is a package that a person waits for: "Unduh sekarang".
type fetch struct {
	cancel context.CancelFunc
	card   fyne.CanvasObject
	text   *widgets.Text
	bar    *widget.ProgressBar
}

func (f *fetch) set(done, total int64) {
	f.text.Set(words.T("upgrade.fetching", "Here", words.Bytes(done), "Size", words.Bytes(total)))
	f.bar.SetValue(min(float64(done)/float64(max(total, 1)), 1))
}

func (u *Upgrades) line() Line {
	if u.opt.Line == nil {
		return nil
	}
	return u.opt.Line()
}

// Fetchable reports whether the offered package can be fetched on demand.
func (u *Upgrades) Fetchable() bool {
	s := u.state
	return u.known && s.Offered && !s.Offer.Ready && s.Enrolled && s.Why == nil && !s.Failed && !u.opt.Store.ReadOnly() && u.line() != nil
}

// Fetch brings the package of the offer now, whatever the line costs. It can be
// cancelled and goes on from there the next time.
func (u *Upgrades) Fetch() {
	if !u.Fetchable() || u.fetch != nil || u.busy != nil {
		return
	}
	line, file := u.line(), u.state.Offer.File()
	total := u.state.Offer.Size
	ctx, cancel := context.WithCancel(u.ctx)
	f := &fetch{cancel: cancel, text: widgets.Hint(words.T("upgrade.fetch.connecting")), bar: widget.NewProgressBar()}
	f.bar.TextFormatter = func() string { return "" }
	f.bar.SetValue(float64(u.state.Offer.Here) / float64(max(total, 1)))
	f.card = widgets.Column(look.Gap, f.bar, f.text,
		widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("upgrade.fetch.cancel"), "", cancel)))
	u.fetch = f
	u.opt.Log.Info("fetch a package on demand", "version", u.state.Offer.Version, "size", total)
	u.tell()
	u.background(func() error {
		var last time.Time
		var drawing atomic.Bool
		return line.Fetch(ctx, file, func(pinsync.Progress) {
			if now := time.Now(); now.Sub(last) < redraw || !drawing.CompareAndSwap(false, true) {
				return
			} else {
				last = now
			}
			done := u.opt.Store.Partial(file.SHA256)
			u.opt.Do(func() {
				drawing.Store(false)
				if u.fetch == f {
					f.set(done, total)
				}
			})
		})
	}, func(err error) {
		cancelled := ctx.Err() != nil
		cancel()
		u.fetch = nil
		var known *data.Error
		switch {
		case u.ctx.Err() != nil:
			return
		case cancelled:
			u.opt.Say(words.T("upgrade.fetch.cancelled"))
		case errors.As(err, &known):
			u.opt.Fail(err)
		case err != nil:
			u.opt.Fail(data.Fail("upgrade.fetch.failed", err))
		}
		u.tell()
		u.Look()
	})
}

const redraw = 100 * time.Millisecond
