package settings

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/setup"
)

func isMissing(err error) bool { return errors.Is(err, data.ErrNotFound) }

// fact is a name and what it is, for reading only.
func fact(name string, value fyne.CanvasObject) fyne.CanvasObject {
	return widgets.RowTop(look.Roomy, 1, widgets.Sized(look.Text(150), 0, widgets.Hint(name)), value)
}

func (p *Page) missionCards() []fyne.CanvasObject {
	scope := p.s.Profile.Scope
	p.units = newUnits(func(names []string) { p.saveMission("units", listOf(names)) })
	p.offers, p.count = newServices(p), widgets.Small("").Whole()
	if p.s.Headquarters() {
		return []fyne.CanvasObject{widgets.NewCard(words.T("settings.mission"), nil,
			widgets.Body(words.T("settings.mission.hq")), widgets.Small(words.T("settings.mission.fixed")))}
	}
	facts := []fyne.CanvasObject{widgets.Body(setup.Name(scope)).Bold()}
	if m, err := setup.Find(scope); err == nil {
		facts = []fyne.CanvasObject{
			widgets.Body(m.LongName).Bold(),
			fact(words.T("settings.mission.zone"), widgets.Body(m.Zone)),
		}
	}
	facts = append(facts, widgets.Small(words.T("settings.mission.fixed")))
	return []fyne.CanvasObject{
		widgets.NewCard(words.T("settings.mission"), nil, facts...),
		p.letterheadCard(),
		widgets.NewCard(words.T("settings.units"), nil, p.units.content, widgets.Small(words.T("settings.units.hint"))),
		widgets.NewCard(words.T("settings.services"), p.count,
			p.offers,
			widgets.Row(look.Gap,
				widgets.NewButton(widgets.Quiet, words.T("settings.services.all"), "", func() { p.setServices(allCodes(p.all)) }),
				widgets.NewButton(widgets.Quiet, words.T("settings.services.none"), "", func() { p.setServices(nil) })),
			widgets.Small(words.T("settings.services.hint"))),
	}
}

// letterheadCard is what documents say of the mission: its letterhead, and who
// signs where.
func (p *Page) letterheadCard() fyne.CanvasObject {
	p.letter = bound.New(p.s, "settings.undo.mission")
	p.letter.Filter = func(field string, e data.Edit) []data.Edit {
		if p.mission.ID != data.NilID {
			return []data.Edit{e}
		}
		p.saveMission(field, e.Value) // the record begins with its first edit
		return nil
	}
	head := p.letter.Text("letterhead", widgets.NewAutoArea(words.T("report.settings.letterhead"), 6))
	head.SetExample(words.T("report.settings.letterhead_example"))
	role := p.letter.Text("signatory_role", widgets.NewAutoField(words.T("report.settings.role")))
	role.SetExample(words.T("report.settings.role_example"))
	return widgets.NewCard(words.T("report.settings"), nil,
		head, widgets.Small(words.T("report.settings.letterhead_hint")),
		bound.Columns(300, role, p.letter.Text("signatory", widgets.NewAutoField(words.T("report.settings.signatory")))),
		bound.Columns(300, p.letter.Text("city", widgets.NewAutoField(words.T("report.settings.city"))), widgets.Space(0, 0)),
		widgets.Small(words.T("report.settings.hint")))
}

// showLetterhead shows what the mission's record says; one that is not there
// yet is shown empty, and begins with what is typed.
func (p *Page) showLetterhead() {
	if p.letter == nil {
		return // headquarters
	}
	m := p.mission
	if m.ID == data.NilID {
		m = data.Record{Kind: "mission", ID: setup.MissionID(p.s.Profile.Scope), Scope: p.s.Profile.Scope, Seen: data.Seen{}}
	}
	p.letter.Show(m)
	p.letter.Lock(p.s.ReadOnly())
}

func newServices(p *Page) *widgets.MultiPick {
	catalogue, err := assets.Services()
	if err != nil {
		p.s.Log.Error("read the services", "error", err)
	}
	p.all = catalogue.Services
	m := widgets.NewMultiPick("", ServiceOptions(catalogue, words.Now().Lang()))
	m.OnChanged = p.setServices
	return m
}

// ServiceOptions are the services as they are offered in lists, by group.
func ServiceOptions(c assets.ServiceCatalogue, lang string) []widgets.Option {
	groups := map[string]string{}
	for _, g := range c.Groups {
		groups[g.ID] = g.Name.In(lang)
	}
	var options []widgets.Option
	for _, s := range c.Services {
		options = append(options, widgets.Option{ID: s.Code, Text: s.Name.In(lang), Detail: groups[s.Group]})
	}
	return options
}

func allCodes(services []assets.Service) []string {
	var codes []string
	for _, s := range services {
		codes = append(codes, s.Code)
	}
	return codes
}

func (p *Page) setServices(codes []string) {
	// in the order of the catalogue, whatever the order of choosing
	all := allCodes(p.all)
	slices.SortStableFunc(codes, func(a, b string) int { return slices.Index(all, a) - slices.Index(all, b) })
	p.showServices(codes)
	p.saveMission("services", listOf(codes))
}

func (p *Page) showServices(codes []string) {
	p.offers.Set(codes)
	p.count.Set(words.T("settings.services.count", "N", len(codes), "All", len(p.all)))
}

func listOf(items []string) data.Value {
	if len(items) == 0 {
		return data.Value{}
	}
	return data.ListValue(items)
}

// units is the list of units that are offered for new evaluations.
type units struct {
	content fyne.CanvasObject
	list    *fyne.Container
	field   *widgets.AutoField
	names   []string
	save    func([]string)
}

func newUnits(save func([]string)) *units {
	u := &units{save: save, list: widgets.Column(look.Tight), field: widgets.NewAutoField("")}
	u.field.SetExample(words.T("settings.units.add"))
	u.field.OnCommit = func(e widgets.Edit) { u.add(e.Text) }
	u.field.OnEnter = u.field.Focus
	u.content = widgets.Column(look.Gap, u.list,
		widgets.RowGrow(look.Gap, 0, u.field, widgets.NewButton(widgets.Plain, words.T("settings.units.button"), "plus", func() {
			u.field.Commit()
			u.field.Focus()
		})))
	u.show(nil)
	return u
}

func (u *units) commit() { u.field.Commit() }

func (u *units) add(name string) {
	name = strings.Join(strings.Fields(name), " ")
	u.field.SetText("")
	if name == "" || slices.Contains(u.names, name) {
		return
	}
	u.change(append(slices.Clone(u.names), name))
}

func (u *units) change(names []string) {
	u.show(names)
	u.save(names)
}

func (u *units) show(names []string) {
	u.names = names
	u.list.Objects = nil
	for i, name := range names {
		remove := widgets.NewButton(widgets.Quiet, "", "close", func() { u.change(slices.Delete(slices.Clone(u.names), i, i+1)) }).Compact()
		remove.Hint = words.T("settings.units.remove", "Name", name)
		u.list.Add(widgets.RowGrow(look.Gap, 0, widgets.Body(name), remove))
	}
	if len(names) == 0 {
		u.list.Add(widgets.Hint(words.T("settings.units.empty")))
	}
	u.list.Refresh()
}
