package innovation

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// The tabs of an innovation.
const (
	tabAbout     = "about"
	tabSupport   = "support"
	tabProposals = "proposals"
	tabLevels    = "levels"
)

// part is the content of a tab.
type part interface {
	bound.Part[*snapshot]
	close()
}

// detail is one innovation: what it is above, and tabs.
type detail struct {
	page       *Page
	content    fyne.CanvasObject
	title, sub *widgets.Text
	pill       *widgets.StatusPill
	foreign    fyne.CanvasObject
	tabs       *bound.Parts[*snapshot, part]
	now        *snapshot
	proposal   data.ID // whose form is open in its tab
}

func newDetail(p *Page) *detail {
	d := &detail{page: p}
	d.title, d.sub = widgets.Title("").OneLine(), widgets.Hint("").OneLine()
	d.pill = widgets.NewStatusPill(widgets.Neutral, "")
	d.foreign = bound.ForeignNotice()
	d.tabs = bound.NewParts[*snapshot]([]string{tabAbout, tabSupport, tabProposals, tabLevels},
		func(id string) string { return words.T("innovation.tab." + id) }, d.makePart)
	head := widgets.Inset(look.Wide, look.Gap+look.Tight, widgets.Column(look.Tight, widgets.RowGrow(look.Gap, 0, d.title, d.pill), d.sub, d.foreign))
	d.content = bound.Under(widgets.Column(0, head, widgets.Inset(look.Roomy, 0, d.tabs.Row), widgets.Divider()), container.NewStack(d.tabs.Host))
	return d
}

func (d *detail) makePart(id string) part {
	switch id {
	case tabSupport:
		return newSupport(d)
	case tabProposals:
		return newProposals(d)
	case tabLevels:
		return newLevels(d)
	}
	return newAbout(d)
}

func (d *detail) close() {
	for _, p := range d.tabs.Made() {
		p.close()
	}
}

// locked reports whether nothing can be written here.
func (d *detail) locked() bool { return d.page.readOnly(d.now.record) }

func (d *detail) show(now *snapshot) {
	d.now, d.proposal = now, now.proposal
	row := Row(now.record)
	d.title.Set(row.Title)
	d.pill.Set(row.State, row.Word)
	sub := row.Line
	if d.page.s.Headquarters() {
		sub = bound.MissionName(now.record.Scope) + " · " + sub
	}
	d.sub.Set(sub)
	widgets.ShowIf(d.foreign, bound.Foreign(d.page.s, now.record))
	d.tabs.Show(now, map[string]int{tabProposals: len(now.proposals), tabSupport: len(now.awards) + len(now.files)})
	d.content.Refresh()
}

// dropped takes files for the tab in front.
func (d *detail) dropped(files []fyne.URI) bool {
	if d.locked() {
		return false
	}
	var to *bound.Evidence
	switch front := d.tabs.Front().(type) {
	case *support:
		to = front.files
	case *proposals:
		if to = front.form.files; d.now.sheet == nil || front.form.locked() {
			return false
		}
	default:
		return false
	}
	for _, f := range files {
		to.Add(f.Path())
	}
	return true
}
