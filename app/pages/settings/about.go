package settings

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
)

func (p *Page) aboutCard() fyne.CanvasObject {
	device := p.s.Store.Device().String()
	version := p.opt.Version
	if version == "" {
		version = "–"
	}
	return widgets.NewCard(words.T("settings.about"), nil,
		fact(words.T("settings.about.version"), widgets.Body(version)),
		widgets.RowGrow(look.Roomy, 1, widgets.Sized(look.Text(150), 0, widgets.Hint(words.T("settings.about.device"))), widgets.RowGrow(look.Gap, 0, widgets.Body(device), widgets.NewButton(widgets.Quiet, words.T("settings.copy"), "copy", func() {
			fyne.CurrentApp().Clipboard().SetContent(device)
			p.s.Toast(words.T("syncpage.copied"))
		}).Compact())),
		fact(words.T("trouble.card"), widgets.Column(look.Tight, widgets.Body(words.T("trouble.card.hint")),
			widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("trouble.show"), "", func() {
				if p.opt.Report != nil {
					p.opt.Report()
				}
			}).Compact()))),
		fact(words.T("settings.about.licence"), widgets.Body(words.T("settings.about.licence.text"))),
		fact(words.T("settings.about.licences"), widgets.Body(words.T("settings.about.licences.text"))),
	)
}
