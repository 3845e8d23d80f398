package syncing

import (
	"context"
	"os"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/choose"
	"pinisi/app/look"
	"pinisi/app/pages/bound"
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
	cancel context.CancelFunc
	// enroll is pinsync.Enroll but for tests.
	enroll func(ctx context.Context, code, device string) (pinsync.Info, error)
}

func newEnrol(p *Page) *enrolCard {
	c := &enrolCard{p: p, say: widgets.Hint("")}
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
	c.card = widgets.NewCard(words.T("syncpage.enroll"), nil, c.code, bound.Columns(300, c.device),
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
		var text string
		s.Background(func(context.Context) error {
			text, err = choose.Text(path)
			return err
		}, func(err error) {
			if err != nil {
				s.Fail(err, nil)
				return
			}
			c.code.SetText(text)
			c.connect()
		})
	})
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
		c.p.s.Toast(words.T("syncpage.enroll.done", "Hub", info.Address))
		c.p.agent.Now()
		c.p.reload()
	})
}
