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
	page     *Page
	content  fyne.CanvasObject
	head     *bound.Head
	tabs     *bound.Parts[*snapshot, part]
	now      *snapshot
	proposal data.ID // whose form is open in its tab
}

func newDetail(p *Page) *detail {
	d := &detail{page: p}
	d.head = bound.NewHead(p.s)
	d.tabs = bound.NewParts[*snapshot]([]string{tabAbout, tabSupport, tabProposals, tabLevels},
		func(id string) string { return words.T("innovation.tab." + id) }, d.makePart)
	d.content = bound.Under(widgets.Column(0, d.head.Content, widgets.Inset(look.Roomy, 0, d.tabs.Row), widgets.Divider()), container.NewStack(d.tabs.Host))
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
	d.head.Show(now.record, row, row.Line)
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
