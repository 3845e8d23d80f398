package app

import (
	"errors"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// trouble says why the data could not be opened, and what to do.
func (p *App) trouble(err error) {
	text := session.ErrorText(err)
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
		widgets.NewButton(widgets.Primary, words.T("start.again"), "", p.open),
		widgets.NewButton(widgets.Plain, words.T("start.close"), "", p.close),
		widgets.NewButton(widgets.Quiet, words.T("start.copy"), "copy", func() {
			p.fyne.Clipboard().SetContent(text + "\n" + err.Error())
		})))
	card := widgets.NewCard("", nil, body)
	p.window.SetContent(container.New(&centred{width: 620}, card))
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
