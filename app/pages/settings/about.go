package settings

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/assess"
)

func (p *Page) aboutCard() fyne.CanvasObject {
	device := p.s.Store.Device().String()
	instruments := widgets.Body("")
	version := p.opt.Version
	if version == "" {
		version = "–"
	}
	var slot session.Slot
	session.Load(p.s, &slot, func(ctx context.Context) (string, error) { return instrumentLines(ctx, p.s) }, instruments.Set)
	return widgets.NewCard(words.T("settings.about"), nil,
		fact(words.T("settings.about.version"), widgets.Body(version)),
		fact(words.T("settings.about.instruments"), instruments),
		widgets.RowGrow(look.Roomy, 1, widgets.Sized(look.Text(150), 0, widgets.Hint(words.T("settings.about.device"))), widgets.RowGrow(look.Gap, 0, widgets.Body(device), widgets.NewButton(widgets.Quiet, words.T("settings.copy"), "copy", func() {
			fyne.CurrentApp().Clipboard().SetContent(device)
			p.s.Toast(words.T("syncpage.copied"))
		}).Compact())),
		fact(words.T("settings.about.licence"), widgets.Body(words.T("settings.about.licence.text"))),
		fact(words.T("settings.about.licences"), widgets.Body(words.T("settings.about.licences.text"))),
	)
}

func instrumentLines(ctx context.Context, s *session.Session) (string, error) {
	reg, err := assess.Instruments(ctx, s.Store)
	if err != nil {
		return "", err
	}
	var lines []string
	for _, in := range reg.All() {
		lines = append(lines, in.Title.In(words.Now().Lang())+" · "+in.Version)
	}
	return strings.Join(lines, "\n"), nil
}
