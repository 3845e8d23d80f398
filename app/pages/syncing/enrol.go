package syncing

import (
	"context"
	"os"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/invited"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/setup"
	pinsync "pinisi/sync"
)

// enrolCard asks for headquarters' code while this computer is not enrolled.
type enrolCard struct {
	p      *Page
	card   fyne.CanvasObject
	code   *widgets.AutoField
	device *widgets.AutoField
	do     *widgets.Button
	say    *widgets.Text
	told   *fyne.Container     // what the opened file says
	given  *pinsync.Invitation // opened, and not yet decided upon
	cancel context.CancelFunc
	// enroll is pinsync.Enroll but for tests.
	enroll func(ctx context.Context, code, device string) (pinsync.Info, error)
}

func newEnrol(p *Page) *enrolCard {
	c := &enrolCard{p: p, say: widgets.Hint(""), told: widgets.Column(0)}
	c.enroll = func(ctx context.Context, code, device string) (pinsync.Info, error) {
		return pinsync.Enroll(ctx, p.s.Store, code, device)
	}
	c.code = widgets.NewAutoField(words.T("syncpage.enroll.code"))
	c.code.SetExample(words.T("syncpage.enroll.hint"))
	c.code.OnEnter = c.connect
	c.device = widgets.NewAutoField(words.T("syncpage.enroll.device"))
	if host, err := os.Hostname(); err == nil {
		c.device.SetText(host)
	}
	c.do = widgets.NewButton(widgets.Primary, words.T("syncpage.enroll.do"), "", c.connect)
	c.told.Hide()
	c.card = widgets.NewCard(words.T("syncpage.enroll"), nil, c.told, c.code, bound.Columns(300, c.device),
		widgets.Row(look.Gap, c.do, widgets.NewButton(widgets.Plain, words.T("syncpage.enroll.file"), "", c.choose)), c.say)
	c.say.Hide()
	c.show()
	return c
}

func (c *enrolCard) show() {
	widgets.ShowIf(c.card, c.p.status.State == pinsync.NotEnrolled && !c.p.s.ReadOnly())
}

func (c *enrolCard) stop() {
	if c.cancel != nil {
		c.cancel()
	}
}

func (c *enrolCard) choose() {
	s := c.p.s
	choose.File(s.Window, func(path string, err error) {
		if err != nil {
			s.Fail(data.Fail("errors.file_gone", err, "Path", path), nil)
			return
		}
		var invitation pinsync.Invitation
		s.Background(func(context.Context) error {
			invitation, err = pinsync.ReadInvitation(path)
			return err
		}, func(err error) {
			if err != nil {
				s.Fail(err, nil)
				return
			}
			c.p.Invite(invitation)
		})
	})
}

// ErrReadOnly means that this computer's data can only be read.
var ErrReadOnly = &data.Error{Code: "openfile.read_only"}

// Invite shows an enrolment file that was opened, and asks; where the computer
// is enrolled already it says so, and nothing changes.
func (p *Page) Invite(of pinsync.Invitation) {
	p.enrol.given = &of
	p.reload() // which knows whether it is enrolled
}

// weigh looks at a file that was opened, when it is known how things stand.
func (c *enrolCard) weigh(now standing) {
	if c.given == nil || c.cancel != nil {
		return
	}
	of, s := *c.given, c.p.s
	c.given = nil
	hub := strings.Join(of.Addresses, ",")
	switch own := s.Profile.Scope; {
	case now.enrolled && now.info.Address == hub:
		s.Note(words.T("openfile.enrolled_same", "Hub", hub))
		return
	case now.enrolled:
		s.Banner(words.T("openfile.enrolled_other", "Hub", now.info.Address, "Other", hub), nil)
		return
	case of.Scope != "" && of.Scope != own:
		s.Banner(words.T("sync.code_other_scope", "Scope", setup.Name(of.Scope), "Own", setup.Name(own)), nil)
		return
	}
	c.told.Objects = []fyne.CanvasObject{invited.Summary(of, s.Now(), words.T("openfile.ask"))}
	c.told.Show()
	c.code.SetError("")
	c.code.SetText(of.Code)
	c.p.refresh() // and no button has the keyboard: an Enter on its way must not decide
}

func (c *enrolCard) connect() {
	code, device := strings.TrimSpace(c.code.Text()), strings.TrimSpace(c.device.Text())
	if c.cancel != nil {
		return
	}
	if code == "" {
		c.code.SetError(words.T("syncpage.enroll.empty"))
		c.code.Focus()
		return
	}
	c.code.SetError("")
	c.say.Set(words.T("syncpage.enroll.busy"))
	c.say.Show()
	c.p.refresh()
	c.do.Disable()
	ctx, cancel := context.WithCancel(c.p.s.Context())
	c.cancel = cancel
	var info pinsync.Info
	c.p.s.Background(func(context.Context) (err error) {
		if info, err = c.enroll(ctx, code, device); err != nil {
			return err
		}
		return setup.NameDevice(ctx, c.p.s.Store, c.p.s.Author, info.Device)
	}, func(err error) {
		cancel()
		c.cancel = nil
		c.say.Hide()
		c.do.Enable()
		if err != nil {
			c.p.s.Log.Warn("enrolment failed", "error", err)
			c.code.SetError(session.ErrorText(err))
			c.p.refresh()
			return
		}
		c.code.Commit()
		c.code.SetText("")
		c.told.Hide()
		c.p.s.Toast(words.T("syncpage.enroll.done", "Hub", info.Address))
		c.p.agent.Now()
		c.p.reload()
	})
}
