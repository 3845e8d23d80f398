package integration

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/integrate"
	"pinisi/data/report"
)

// The tabs of a system.
const (
	tabItems     = "items"
	tabNotes     = "notes"
	tabSystem    = "system"
	tabFollowUps = "followups"
)

// part is the content of a tab.
type part interface {
	bound.Part[*integrate.Sheet]
	close()
}

// detail is one system: what it is and how many of its items are ready above,
// with the names of those that are not, and tabs.
type detail struct {
	page    *Page
	content fyne.CanvasObject
	head    *bound.Head
	tabs    *bound.Parts[*integrate.Sheet, part]
	now     *integrate.Sheet
}

func newDetail(p *Page) *detail {
	d := &detail{page: p}
	papers := documents.New(p.s, documents.OfReadiness, func() report.Request {
		d.tabs.Commit()
		return report.Request{ID: d.now.System.ID}
	})
	d.head = bound.NewHead(p.s, papers.Content)
	d.tabs = bound.NewParts[*integrate.Sheet]([]string{tabItems, tabNotes, tabSystem, tabFollowUps},
		func(id string) string { return words.T("integration.tab." + id) }, d.makePart)
	d.content = bound.Under(widgets.Column(0, d.head.Content, widgets.Inset(look.Roomy, 0, d.tabs.Row), widgets.Divider()), container.NewStack(d.tabs.Host))
	return d
}

func (d *detail) makePart(id string) part {
	switch id {
	case tabNotes:
		return newNotes(d)
	case tabSystem:
		return newSystem(d)
	case tabFollowUps:
		return newFollowUps(d)
	}
	return newItems(d)
}

func (d *detail) close() {
	for _, p := range d.tabs.Made() {
		p.close()
	}
}

// locked reports whether nothing can be written here.
func (d *detail) locked() bool { return d.now == nil || d.page.readOnly(d.now.System) }

func (d *detail) show(now *integrate.Sheet) {
	d.now = now
	sh := now.Share()
	row := Row(now.System, sh)
	d.head.Show(now.System, row, now.System.Text("owner"), row.Line)
	open := 0
	for _, b := range now.Blockers {
		if integrate.Open(b) {
			open++
		}
	}
	d.tabs.Show(now, map[string]int{tabNotes: open, tabFollowUps: len(now.FollowUps)})
	d.content.Refresh()
}
