package integration

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	followpage "pinisi/app/pages/followup"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/integrate"
)

// followUps is the tab Tindak lanjut: the actions that follow from the system
// and its blockers.
type followUps struct {
	d      *detail
	scroll *widgets.FollowFocus
	page   fyne.CanvasObject
	rows   *fyne.Container
}

func newFollowUps(d *detail) *followUps {
	p := &followUps{d: d, rows: widgets.Column(look.Tight)}
	p.page = widgets.Page(widgets.NewCard(words.T("integration.tab.followups"), nil, p.rows))
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *followUps) Object() fyne.CanvasObject { return p.scroll }
func (p *followUps) Commit()                   {}
func (p *followUps) close()                    {}

func (p *followUps) Show(now *integrate.Sheet) {
	p.rows.Objects = nil
	if len(now.FollowUps) == 0 {
		p.rows.Add(widgets.Hint(words.T("integration.followups.empty")))
	}
	followpage.Lines(p.d.page.s, p.rows, now.FollowUps, p.d.page.today(now.System.Scope), func(r data.Record) string { return r.Text("finding") })
	p.page.Refresh()
	p.scroll.Refresh()
}
