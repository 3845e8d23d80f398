package integration

import (
	"strings"

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
	page       *Page
	content    fyne.CanvasObject
	title, sub *widgets.Text
	pill       *widgets.StatusPill
	foreign    fyne.CanvasObject
	tabs       *bound.Parts[*integrate.Sheet, part]
	now        *integrate.Sheet
}

func newDetail(p *Page) *detail {
	d := &detail{page: p}
	d.title, d.sub = widgets.Title("").OneLine(), widgets.Hint("").OneLine()
	d.pill = widgets.NewStatusPill(widgets.Neutral, "")
	d.foreign = bound.ForeignNotice()
	papers := documents.New(p.s, documents.OfReadiness, func() report.Request {
		d.tabs.Commit()
		return report.Request{ID: d.now.System.ID}
	})
	d.tabs = bound.NewParts[*integrate.Sheet]([]string{tabItems, tabNotes, tabSystem, tabFollowUps},
		func(id string) string { return words.T("integration.tab." + id) }, d.makePart)
	head := widgets.Inset(look.Wide, look.Gap+look.Tight, widgets.Column(look.Tight, widgets.RowGrow(look.Gap, 0, d.title, papers.Content, d.pill), d.sub, d.foreign))
	d.content = bound.Under(widgets.Column(0, head, widgets.Inset(look.Roomy, 0, d.tabs.Row), widgets.Divider()), container.NewStack(d.tabs.Host))
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
	d.title.Set(row.Title)
	d.pill.WithIcon(row.Icon).Set(row.State, row.Word)
	var sub []string
	if d.page.s.Headquarters() {
		sub = append(sub, bound.MissionName(now.System.Scope))
	}
	if o := now.System.Text("owner"); o != "" {
		sub = append(sub, o)
	}
	d.sub.Set(strings.Join(append(sub, row.Line), " · "))
	widgets.ShowIf(d.foreign, bound.Foreign(d.page.s, now.System))
	open := 0
	for _, b := range now.Blockers {
		if integrate.Open(b) {
			open++
		}
	}
	d.tabs.Show(now, map[string]int{tabNotes: open, tabFollowUps: len(now.FollowUps)})
	d.content.Refresh()
}
