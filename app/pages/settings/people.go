package settings

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// peopleCard leads to the page Data pribadi, which has no row in the sidebar.
func (p *Page) peopleCard() fyne.CanvasObject {
	return widgets.NewCard(words.T("people.card"), nil, widgets.Body(words.T("people.card.text")),
		widgets.Row(look.Gap, widgets.NewButton(widgets.Plain, words.T("people.card.open"), "person", func() {
			p.s.Open(session.PagePeople, data.NilID)
		})))
}
