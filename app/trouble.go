package app

import (
	"errors"
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/instance"
	"pinisi/app/look"
	help "pinisi/app/pages/trouble"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/trouble"
)

// trouble says why the data could not be opened, and what to do.
func (p *App) trouble(err error) {
	text := session.ErrorText(err)
	if errors.Is(err, store.ErrInUse) && p.opt.Instance != nil && p.opt.Instance.Role() == instance.Unanswered {
		text = words.T("instance.unanswered")
	}
	detail := ""
	var known *data.Error
	if !errors.As(err, &known) || !words.Has(known.Code) {
		detail = words.T("start.detail", "Detail", err.Error())
	}
	body := widgets.Column(look.Roomy,
		widgets.RowTop(look.Roomy, 1, widgets.NewIcon("warning", look.Wait, 32),
			widgets.Column(look.Gap, widgets.Title(words.T("start.trouble")), widgets.Body(text))))
	if detail != "" {
		body.Add(widgets.Small(detail))
	}
	body.Add(widgets.Row(look.Gap,
		widgets.NewButton(widgets.Primary, words.T("start.again"), "", p.again),
		widgets.NewButton(widgets.Plain, words.T("start.close"), "", p.close),
		widgets.NewButton(widgets.Quiet, words.T("start.copy"), "copy", func() {
			p.fyne.Clipboard().SetContent(text + "\n" + err.Error())
		})))
	body.Add(widgets.Row(look.Gap, widgets.NewButton(widgets.Quiet, words.T("trouble.show"), "", func() { p.reportOf(err) })))
	card := widgets.NewCard("", nil, body)
	p.window.SetContent(container.New(&centred{width: 620}, card))
}

// report shows the report for technical help.
func (p *App) report() { p.reportOf(nil) }

// reportOf is report, with why the data could not be opened.
func (p *App) reportOf(why error) {
	c := p.window.Canvas()
	about := trouble.About{
		Version: p.opt.Version, Build: p.opt.Build, Started: p.opt.Started, Now: time.Now(), Scale: c.Scale(),
		Screen: fmt.Sprintf("%.0f × %.0f", c.Size().Width*c.Scale(), c.Size().Height*c.Scale()),
		Dir:    p.opt.Dir, Log: p.opt.LogDir, Store: p.store, Trouble: why,
	}
	if p.agent != nil {
		about.Proxy = p.agent.Status().Proxy
	}
	say := func(text string) {
		if p.frame != nil {
			p.session.Toast(text)
			return
		}
		widgets.ShowOver(c, words.T("trouble.title"), widgets.Body(text), 440)
	}
	fail := func(err error) {
		p.opt.Log.Error("the report", "error", err)
		if p.frame != nil {
			p.session.Fail(err, nil)
			return
		}
		widgets.ShowOver(c, words.T("trouble.title"), widgets.Body(session.ErrorText(err)), 440)
	}
	help.Show(help.Options{Window: p.window, Run: p.opt.Run, Do: p.opt.Do, About: about, Say: say, Fail: fail})
}

// centred puts an object in the middle at a width, a little above the centre.
type centred struct{ width float32 }

func (c *centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		w := min(look.Text(c.width), size.Width-2*look.Wide)
		h := widgets.HeightFor(o, w)
		o.Resize(fyne.NewSize(w, h))
		o.Move(fyne.NewPos((size.Width-w)/2, max((size.Height-h)/3, look.Wide)))
	}
}

func (c *centred) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, 320) }

// deviceName is what headquarters sees in its list of devices.
func deviceName() string {
	name, err := os.Hostname()
	if err != nil || name == "" {
		return "Pinisi"
	}
	return name
}
