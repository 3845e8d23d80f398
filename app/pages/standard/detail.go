package standard

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/standards"
)

// The tabs of a standard, in the order of work.
const (
	tabComponents = "components"
	tabSteps      = "steps"
	tabVersions   = "versions"
	tabReviews    = "reviews"
)

// part is the content of a tab.
type part interface {
	bound.Part[*snapshot]
	// reveal brings a field of the tab into view, with the keyboard.
	reveal(field string)
}

// detail is the standard of one service: a version of it in tabs.
type detail struct {
	page    *Page
	content *fyne.Container
	title   *widgets.Text
	sub     *widgets.Text
	pill    *widgets.StatusPill
	which   *widgets.PickList // the version shown
	anew    *widgets.Button
	clash   *widgets.Button
	foreign fyne.CanvasObject
	offered *widget.Check
	papers  *fyne.Container
	made    data.ID // of which papers makes documents
	tabs    *bound.Parts[*snapshot, part]
	body    *fyne.Container // the tabs, or that there is no version
	full    fyne.CanvasObject
	none    fyne.CanvasObject
	noneAdd *widgets.Button
	now     *snapshot
	showing bool
	asked   string // a field to bring into view when the version is there
}

func newDetail(p *Page) *detail {
	d := &detail{page: p, title: widgets.Title("").OneLine(), sub: widgets.Hint("").OneLine(), pill: widgets.NewStatusPill(widgets.Neutral, ""), papers: container.NewStack()}
	d.which = widgets.NewChoice("", nil)
	d.which.OnPicked = func(id string) {
		if version, err := data.ParseID(id); err == nil {
			p.openVersion(p.service, version)
		}
	}
	d.anew = widgets.NewButton(widgets.Plain, "", "plus", d.newVersion).Compact()
	d.clash = widgets.NewButton(widgets.Quiet, "", "conflict", func() { p.s.Open(session.PageSync, d.now.sheet.Version.ID) }).Compact()
	d.foreign = bound.ForeignNotice()
	d.offered = widget.NewCheck(words.T("standard.offered"), func(on bool) {
		if d.showing {
			return
		}
		code, scope := p.service, p.scope()
		p.change(func(ctx context.Context) error {
			return standards.SetOffered(ctx, p.s.Store, p.s.Author, scope, code, on)
		}, "")
	})
	d.tabs = bound.NewParts[*snapshot]([]string{tabComponents, tabSteps, tabVersions, tabReviews}, func(id string) string { return words.T("standard.tab." + id) }, d.makePart)
	d.noneAdd = widgets.NewButton(widgets.Primary, words.T("standard.begin"), "plus", d.newVersion)
	d.none = widgets.Inset(look.Wide, look.Wide, widgets.Column(look.Roomy,
		widgets.NewEmptyState("standard", words.T("standard.none"), "", nil), container.NewCenter(d.noneAdd)))
	d.full = bound.Under(widgets.Column(0, widgets.Inset(look.Roomy, 0, d.tabs.Row), widgets.Divider()), d.tabs.Host)
	d.body = container.NewStack(d.full)
	head := widgets.Inset(look.Wide, look.Gap+look.Tight, widgets.Column(look.Tight,
		widgets.RowGrow(look.Gap, 0, d.title, d.clash, d.papers, d.pill),
		widgets.RowGrow(look.Gap, 0, d.sub, d.offered),
		widgets.Row(look.Gap, widgets.Sized(look.Text(330), 0, d.which), d.anew), d.foreign))
	d.content = container.NewStack(bound.Under(head, d.body))
	return d
}

func (d *detail) makePart(id string) part {
	switch id {
	case tabSteps:
		return newSteps(d)
	case tabVersions:
		return newVersions(d)
	case tabReviews:
		return newReviews(d)
	}
	return newComponents(d)
}

func (d *detail) commit() { d.tabs.Commit() }

// locked reports whether the components of the version may not change.
func (d *detail) locked() bool { return d.page.readOnly() || !standards.Open(d.now.sheet.Version) }

func (d *detail) show(now *snapshot) {
	d.now = now
	d.showing = true
	defer func() { d.showing = false }()
	s, r := now.sheet.Service, now.sheet.Version
	d.title.Set(bound.ServiceName(s.Code))
	sub := []string{s.Code, group(s.Group)}
	if d.page.s.Headquarters() {
		sub = append([]string{bound.MissionName(now.sheet.Catalogue.Scope)}, sub...)
	}
	if s.Versions == nil {
		sub = append(sub, words.T("standard.state.absent"))
	}
	d.sub.Set(strings.Join(sub, " · "))
	d.offered.SetChecked(s.Offered)
	if d.page.readOnly() {
		d.offered.Disable()
	}
	widgets.ShowIf(d.foreign, d.page.s.Headquarters())
	n := len(r.Conflicts)
	if n > 0 {
		d.clash.SetText(words.T("standard.conflicts", "N", n))
	}
	widgets.ShowIf(d.clash, n > 0)
	has := r.ID != data.NilID
	widgets.ShowIf(d.which, has)
	widgets.ShowIf(d.pill, has)
	widgets.ShowIf(d.papers, has)
	widgets.ShowIf(d.noneAdd, !d.page.readOnly())
	d.showNew()
	if !has {
		widgets.ShowOnly(d.body, d.none)
		d.content.Refresh()
		return
	}
	d.pill.Set(stateWord(r))
	d.showVersions()
	if d.made != r.ID { // one that is being made goes on
		d.made = r.ID
		d.papers.Objects = []fyne.CanvasObject{d.newDocuments(r.ID)}
	}
	widgets.ShowOnly(d.body, d.full)
	if d.tabs.Open == "" {
		d.tabs.Show(now, nil)
		d.tabs.Go(tabComponents)
	}
	d.tabs.Show(now, map[string]int{tabReviews: len(now.sheet.Reviews), tabVersions: more(len(s.Versions))})
	if field := d.asked; field != "" {
		d.asked = ""
		d.reveal(field)
	}
	d.content.Refresh()
}

// more is a count that is worth saying: of more than one.
func more(n int) int {
	if n < 2 {
		return 0
	}
	return n
}

// showNew offers a new version, or to go on with the draft that there is.
func (d *detail) showNew() {
	r := d.now.sheet.Version
	d.anew.SetText(d.anewText())
	widgets.ShowIf(d.anew, !d.page.readOnly() && r.ID != data.NilID && !standards.Open(r))
}

// anewText is the word of the button of a new version.
func (d *detail) anewText() string {
	s := d.now.sheet.Service
	if drafts := s.Drafts(); len(drafts) > 0 {
		return words.T("standard.open_draft", "Version", s.Label(drafts[0].ID))
	}
	return words.T("standard.new_version")
}

func (d *detail) showVersions() {
	s := d.now.sheet.Service
	var options []widgets.Option
	for _, r := range s.Versions {
		options = append(options, widgets.Option{ID: r.ID.String(), Text: versionName(s, r)})
	}
	d.which.SetOptions(options)
	d.which.Set(d.now.sheet.Version.ID.String())
}

// versionName is a version in a few words: "Versi 2 · berlaku, terbit 12 Feb 2026".
func versionName(s *standards.Service, r data.Record) string {
	_, word := stateWord(r)
	name := words.T("standard.version", "Version", s.Label(r.ID)) + " · " + word
	for _, field := range []string{"retired_on", "published_on", "decreed_on"} {
		if on := r.Text(field); on != "" {
			return name + " " + words.Date(on)
		}
	}
	return name
}

// newVersion begins a draft from the version in force and shows it, or shows
// the draft that there is.
func (d *detail) newVersion() {
	if d.now == nil || d.page.readOnly() {
		return
	}
	p, s := d.page, d.now.sheet.Service
	if drafts := s.Drafts(); len(drafts) > 0 {
		p.openVersion(s.Code, drafts[0].ID)
		return
	}
	scope, code := p.scope(), s.Code
	d.commit()
	var id data.ID
	p.s.Change(func(ctx context.Context) (err error) {
		id, err = standards.Begin(ctx, p.s.Store, p.s.Author, scope, code)
		return err
	}, func() {
		d.asked = data.StandardComponents[0]
		if d.tabs.Open != "" {
			d.tabs.Go(tabComponents)
		}
		p.openVersion(code, id)
		p.s.Toast(words.T("standard.begun"))
	})
}

// reveal opens the tab of a field at it.
func (d *detail) reveal(field string) {
	tab := tabSteps
	if standards.Number(field) > 0 {
		tab = tabComponents
	}
	d.tabs.Go(tab).reveal(field)
}

// group is the name of a group of services.
func group(id string) string {
	catalogue, err := assets.Services()
	if err != nil {
		return id // ruled out by the tests of assets
	}
	for _, g := range catalogue.Groups {
		if g.ID == id {
			return g.Name.In(words.Now().Lang())
		}
	}
	return id
}
