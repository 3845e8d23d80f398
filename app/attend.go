package app

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/instance"
	"pinisi/app/pages/syncing"
	"pinisi/app/session"
	pinsync "pinisi/sync"
	"pinisi/sync/dotpinisi"
)

// attend does what further starts of the program ask for.
func (p *App) attend() {
	if p.opt.Instance == nil {
		return
	}
	p.opt.Instance.Serve(func(r instance.Request, done func(bool)) {
		p.opt.Do(func() { done(p.called(r)) })
	})
}

// called comes to the front and opens the files that another start brought; it
// does not while the program ends.
func (p *App) called(r instance.Request) bool {
	if p.closing {
		return false
	}
	p.opt.Log.Info("the program was started again", "files", len(r.Open))
	p.restore()
	p.window.RequestFocus()
	for _, path := range r.Open {
		p.OpenFile(path)
	}
	return true
}

// again tries to open the data once more after a trouble; where another program
// has them, that one is asked first to come to the front.
func (p *App) again() {
	if p.opt.Instance == nil || p.opt.Instance.Role() == instance.First {
		p.open()
		return
	}
	p.opening()
	p.opt.Run(func() {
		role, err := p.opt.Instance.Try(context.Background())
		p.opt.Do(func() {
			if err != nil {
				p.opt.Log.Error("look for another program", "error", err)
			}
			if role == instance.Second {
				p.close()
				return
			}
			p.open()
		})
	})
}

// OpenFile opens a .pinisi file, as soon as the data are open and nothing
// covers the window. Of several the last one counts.
func (p *App) OpenFile(path string) {
	p.given = path
	p.openGiven()
}

func (p *App) openGiven() {
	if p.given == "" || p.store == nil || p.closing || p.start == nil && p.frame == nil {
		return
	}
	path := p.given
	p.given = ""
	p.opt.Run(func() {
		invitation, err := pinsync.ReadInvitation(path)
		p.opt.Do(func() {
			if p.closing {
				return
			}
			if err != nil {
				p.opt.Log.Warn("open a file", "error", err)
			}
			switch {
			case p.start != nil && err != nil:
				p.start.Refuse(err)
			case p.start != nil:
				p.start.Invite(invitation)
			case p.frame == nil: // covered meanwhile
				p.given = path
			case err != nil:
				p.session.Fail(err, nil)
			default:
				p.frame.invite(invitation)
			}
		})
	})
}

// invite shows an enrolment on the page Sinkronisasi, which asks.
func (f *frame) invite(invitation pinsync.Invitation) {
	if f.s.ReadOnly() {
		f.s.Banner(session.ErrorText(syncing.ErrReadOnly), nil)
		return
	}
	f.shell.Show(session.PageSync)
	if page, ok := f.pages[session.PageSync].page.(*syncing.Page); ok {
		page.Invite(invitation)
	}
}

// ours is the first of dropped files that is of our own type, "" if none is.
func ours(files []fyne.URI) string {
	i := slices.IndexFunc(files, func(u fyne.URI) bool { return strings.EqualFold(u.Extension(), dotpinisi.Extension) })
	if i < 0 {
		return ""
	}
	return files[i].Path()
}
