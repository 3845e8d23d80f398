package standard

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/standards"
)

// versions is the tab Versi: the time line of the service's versions, and what
// differs between any two.
type versions struct {
	d        *detail
	scroll   *widgets.FollowFocus
	page     fyne.CanvasObject
	line     *fyne.Container
	from, to *widgets.PickList
	differ   *fyne.Container
	now      *snapshot
	of       string  // the service whose versions are compared
	with     data.ID // the version shown when they were chosen
}

func newVersions(d *detail) *versions {
	v := &versions{d: d, line: widgets.Column(0), differ: widgets.Column(look.Roomy)}
	v.from, v.to = widgets.NewChoice(words.T("standard.compare.from"), nil), widgets.NewChoice(words.T("standard.compare.to"), nil)
	v.from.OnPicked = func(string) { v.compare() }
	v.to.OnPicked = func(string) { v.compare() }
	v.scroll, v.page = under(
		widgets.NewCard(words.T("standard.card.versions"), nil, v.line),
		widgets.NewCard(words.T("standard.card.differences"), nil, bound.Columns(240, v.from, v.to), v.differ),
	)
	return v
}

func (v *versions) Object() fyne.CanvasObject { return v.scroll }
func (v *versions) Commit()                   {}
func (v *versions) reveal(string)             {}

func (v *versions) Show(now *snapshot) {
	v.now = now
	s := now.sheet.Service
	v.line.Objects = nil
	var options []widgets.Option
	for i, r := range s.Versions {
		if i > 0 {
			v.line.Add(widgets.Divider())
		}
		v.line.Add(v.row(s, r))
		options = append(options, widgets.Option{ID: r.ID.String(), Text: versionName(s, r)})
	}
	v.from.SetOptions(options)
	v.to.SetOptions(options)
	if v.of != s.Code || v.with != now.sheet.Version.ID {
		v.of, v.with = s.Code, now.sheet.Version.ID
		from, to := pair(s, now.sheet.Version)
		v.from.Set(from.String())
		v.to.Set(to.String())
	}
	v.compare()
}

// pair are the two versions that are compared at first, the older before the
// newer: this one with that which it supersedes, with that which supersedes it,
// or with its neighbour.
func pair(s *standards.Service, r data.Record) (from, to data.ID) {
	for _, one := range s.Versions {
		if one.ID == r.Ref("supersedes") {
			return one.ID, r.ID
		}
	}
	for i, one := range s.Versions {
		switch {
		case one.Ref("supersedes") == r.ID:
			return r.ID, one.ID
		case one.ID == r.ID && i+1 < len(s.Versions):
			return s.Versions[i+1].ID, r.ID
		case one.ID == r.ID && i > 0:
			return r.ID, s.Versions[i-1].ID
		}
	}
	return r.ID, r.ID
}

func (v *versions) row(s *standards.Service, r data.Record) fyne.CanvasObject {
	var facts []string
	for _, f := range []struct{ key, field string }{{"decreed", "decreed_on"}, {"published", "published_on"}, {"retired", "retired_on"}, {"reviewed", "reviewed_on"}} {
		if on := r.Text(f.field); on != "" {
			facts = append(facts, words.T("standard.fact."+f.key, "Date", words.Date(on)))
		}
	}
	if n := r.Text("decree_number"); n != "" {
		facts = append([]string{words.T("standard.fact.decree", "Number", n)}, facts...)
	}
	facts = append(facts, words.T("standard.complete", "N", standards.Complete(r), "All", len(data.StandardComponents)))
	text := widgets.Column(2, widgets.Body(words.T("standard.version", "Version", s.Label(r.ID))).Bold(), widgets.Small(strings.Join(facts, " · ")))
	if note := strings.TrimSpace(r.Text("change_note")); note != "" {
		text.Add(widgets.Small(note))
	}
	pill := widgets.NewStatusPill(stateWord(r))
	id := r.ID
	press := bound.NewPress(widgets.Inset(look.Gap, look.Gap, widgets.RowGrow(look.Gap, 0, text, pill)), func() { v.d.page.openVersion(s.Code, id) })
	press.Opened = r.ID == v.now.sheet.Version.ID
	return press.Named(versionName(s, r))
}

// compare shows the components that the two chosen versions say differently.
func (v *versions) compare() {
	v.differ.Objects = nil
	var a, b data.Record
	for _, r := range v.now.sheet.Service.Versions {
		if r.ID.String() == v.from.ID() {
			a = r
		}
		if r.ID.String() == v.to.ID() {
			b = r
		}
	}
	switch {
	case len(v.now.sheet.Service.Versions) < 2:
		v.differ.Add(widgets.Hint(words.T("standard.compare.one")))
	case a.ID == b.ID:
		v.differ.Add(widgets.Hint(words.T("standard.compare.same_version")))
	default:
		all := standards.Compare(words.Now(), a, b)
		if len(all) == 0 {
			v.differ.Add(widgets.Hint(words.T("standard.compare.none")))
		} else {
			v.differ.Add(widgets.Body(words.T("standard.compare.count", "N", len(all))))
		}
		for _, d := range all {
			v.differ.Add(difference(d))
		}
	}
	widgets.ShowIf(v.from, len(v.now.sheet.Service.Versions) > 1)
	widgets.ShowIf(v.to, len(v.now.sheet.Service.Versions) > 1)
	v.page.Refresh()
	v.scroll.Refresh()
}

// difference is a component with both texts side by side, what the other does
// not have marked.
func difference(d standards.Difference) fyne.CanvasObject {
	from, to := widgets.DiffWords(d.From, d.To)
	text := func(s string, marks []widgets.Span, ink fyne.ThemeColorName) fyne.CanvasObject {
		if s == "" {
			return widgets.Hint(words.T("standard.compare.blank"))
		}
		return widgets.Body(s).In(ink).Mark(marks)
	}
	side := func(o fyne.CanvasObject) fyne.CanvasObject {
		return bound.Tinted(look.Shade, widgets.Inset(look.Gap, look.Gap, o))
	}
	return widgets.Column(look.Tight, widgets.Body(Title(d.Component)).Bold(),
		bound.Columns(240, side(text(d.From, from, look.Quiet)), side(text(d.To, to, look.Ink))))
}
