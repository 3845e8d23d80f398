package evaluation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/widgets"
	"pinisi/app/words"
)

type users struct {
	f       *form
	content *fyne.Container
}

func newUsers(f *form) page {
	p := &users{f: f, content: widgets.Column(0, widgets.Hint(words.T("evaluation.view.f03")))}
	return p
}

func (p *users) object() fyne.CanvasObject { return p.content }
func (p *users) show()                     {}
func (p *users) commit()                   {}
func (p *users) lock(bool)                 {}
