package evaluation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/widgets"
	"pinisi/app/words"
)

type statement struct {
	f       *form
	content *fyne.Container
}

func newStatement(f *form) page {
	p := &statement{f: f, content: widgets.Column(0, widgets.Hint(words.T("evaluation.view.f01")))}
	return p
}

func (p *statement) object() fyne.CanvasObject { return p.content }
func (p *statement) show()                     {}
func (p *statement) commit()                   {}
func (p *statement) lock(bool)                 {}
