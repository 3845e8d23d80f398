package innovation

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/innovate"
	"pinisi/data/suggest"
)

// levels is the tab Indikator: what this innovation would give the indicators
// on innovation, and why.
type levels struct {
	d      *detail
	scroll *widgets.FollowFocus
	page   fyne.CanvasObject
	cards  *fyne.Container
	slot   session.Slot
}

func newLevels(d *detail) *levels {
	p := &levels{d: d, cards: widgets.Column(look.Roomy)}
	p.page = widgets.Page(p.cards)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *levels) Object() fyne.CanvasObject { return p.scroll }
func (p *levels) Commit()                   {}
func (p *levels) close()                    { p.slot.Drop() }

func (p *levels) Show(now *snapshot) {
	j := now.judged
	age := words.T("innovation.levels.age_unknown")
	if a := innovate.AgeAt(now.record.Text("started_on"), "", now.today); a.Known {
		age = words.T("innovation.levels.months", "Months", words.Count(a.Months), "At", words.Date(a.At))
	}
	p.cards.Objects = []fyne.CanvasObject{
		widgets.NewCard(words.T("innovation.levels.creation", "Codes", strings.Join(now.creation.codes, ", ")), nil,
			append([]fyne.CanvasObject{pair(words.T("innovation.levels.age"), age)}, p.said(j.Creation, j.Created, now.creation, "innovation.levels.silent_creation")...)...),
		widgets.NewCard(words.T("innovation.levels.resources", "Codes", strings.Join(now.resources.codes, ", ")), nil,
			p.said(j.Resources, j.Resourced, now.resources, "innovation.levels.silent_resources")...),
		widgets.Hint(words.T("innovation.levels.note")),
	}
	p.cards.Refresh()
	p.page.Refresh()
	p.scroll.Refresh()
}

func pair(name, value string) fyne.CanvasObject {
	return widgets.RowTop(look.Roomy, 1, widgets.Sized(look.Text(130), 0, widgets.Hint(name).OneLine()), widgets.Body(value))
}

// said is a suggestion in words, with how it was read and what it rests on.
func (p *levels) said(g suggest.Suggestion, ok bool, of indicators, silent string) []fyne.CanvasObject {
	if !ok {
		return []fyne.CanvasObject{widgets.RowGrow(look.Gap, 1, widgets.NewIcon("info", look.Quiet, 18), widgets.Body(words.T("innovation.levels.silent")).Bold()),
			widgets.Hint(words.T(silent))}
	}
	icon, tint, title := "innovation", look.Sea, words.T("innovation.levels.level", "Level", g.Level)
	if !g.Fits() {
		icon, tint, title = "warning", look.Wait, words.T("innovation.levels.no_level")
	}
	all := []fyne.CanvasObject{widgets.RowGrow(look.Gap, 1, widgets.NewIcon(icon, tint, 18), widgets.Body(title).Bold())}
	if text := of.text(g.Level); g.Fits() && text != "" {
		all = append(all, widgets.Body(text))
	}
	all = append(all, widgets.Hint(g.Reason.In(words.Now())))
	for _, doubt := range g.Doubts {
		all = append(all, widgets.RowGrow(look.Gap, 1, widgets.NewIcon("info", look.Quiet, 16), widgets.Small(doubt.In(words.Now()))))
	}
	row := widgets.Wrapped(look.Gap)
	for _, l := range g.Links {
		if l.ID != p.d.now.record.ID {
			row.Add(widgets.NewButton(widgets.Quiet, l.Title, bound.KindIcon(l.Kind), func() { p.d.page.openRecord(l.ID, "") }).Compact())
		}
	}
	if len(row.Objects) > 0 {
		all = append(all, row)
	}
	return all
}
