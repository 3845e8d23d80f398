package evaluation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/widgets"
	"pinisi/app/words"
)

type plan struct {
	f       *form
	content *fyne.Container
}

func newPlan(f *form) page {
	p := &plan{f: f, content: widgets.Column(0, widgets.Hint(words.T("evaluation.view.plan")))}
	return p
}

func (p *plan) object() fyne.CanvasObject { return p.content }
func (p *plan) show()                     {}
func (p *plan) commit()                   {}
func (p *plan) lock(bool)                 {}
