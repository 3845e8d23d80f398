package innovation

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// support is the tab Pendukung dan bukti: the resources that keep it alive,
// what proves it, and the awards that it won.
type support struct {
	d      *detail
	scroll *widgets.FollowFocus
	page   fyne.CanvasObject
	form   *bound.Form
	files  *bound.Evidence
	awards *bound.OpenList
	name   *widgets.AutoField
	add    fyne.CanvasObject
	old    *widgets.Text // what was noted before awards and proposals had records
}

func newSupport(d *detail) *support {
	s := d.page.s
	p := &support{d: d, form: bound.New(s, "innovation.undo.edit"), old: widgets.Small("")}
	f := p.form
	label := func(name string) string { return words.T("kinds.innovation." + name) }
	var states []widgets.Option
	for _, id := range []string{"none", "draft", "in_force"} {
		states = append(states, widgets.Option{ID: id, Text: words.Capital(words.T("kinds.innovation.legal_state." + id))})
	}
	legal := f.Pick("legal_state", widgets.NewPickList(label("legal_state"), states))
	basis := f.Text("legal_basis", widgets.NewAutoField(label("legal_basis")))
	basis.SetExample(words.T("innovation.legal_example"))
	var checks []fyne.CanvasObject
	for _, name := range []string{"budget", "facilities", "people"} {
		checks = append(checks, f.Check(name, widget.NewCheck(label(name), nil)))
	}
	resources := f.Text("resources", widgets.NewAutoArea(label("resources"), 3))
	resources.SetExample(words.T("innovation.resources_example"))
	p.files = bound.NewEvidence(s, words.T("innovation.files"), "innovation.undo.file", "innovation.undo.file_remove")
	p.awards = bound.NewOpenList(s, "innovation.undo.award_edit", words.T("innovation.awards.empty"))
	p.awards.Line, p.awards.Fields, p.awards.Resized = awardLine, p.awardFields, p.resize
	p.name = widgets.NewAutoField("")
	p.name.SetExample(words.T("innovation.awards.name"))
	p.name.OnEnter = p.take
	p.add = widgets.RowGrow(look.Gap, 0, p.name, widgets.NewButton(widgets.Plain, words.T("innovation.awards.add"), "plus", p.take))
	p.page = widgets.Page(
		widgets.NewCard(words.T("innovation.card.resources"), nil, bound.Columns(220, legal, basis), bound.Columns(180, checks...), resources),
		widgets.NewCard(words.T("innovation.card.awards"), nil, p.awards.Content, p.add, p.old),
		widgets.NewCard(words.T("innovation.card.files"), nil, p.files.Strip),
	)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *support) Object() fyne.CanvasObject { return p.scroll }
func (p *support) close()                    {}
func (p *support) resize()                   { p.page.Refresh(); p.scroll.Refresh() }

func (p *support) Commit() {
	p.form.Commit()
	p.awards.Commit()
}

func (p *support) Show(now *snapshot) {
	off := p.d.locked()
	p.form.Show(now.record)
	p.form.Lock(off)
	p.files.Show(now.record, now.files)
	p.files.Lock(off)
	p.awards.Show(now.awards, off)
	widgets.ShowIf(p.add, !off)
	var old []string
	for _, name := range []string{"competition", "award"} {
		if t := strings.TrimSpace(now.record.Text(name)); t != "" {
			old = append(old, t)
		}
	}
	p.old.Set(words.T("innovation.awards.old", "What", strings.Join(old, ", ")))
	widgets.ShowIf(p.old, len(old) > 0)
	p.resize()
}

func awardLine(r data.Record) fyne.CanvasObject {
	var line []string
	if g := r.Text("giver"); g != "" {
		line = append(line, g)
	}
	if l := r.Text("level"); l != "" {
		line = append(line, words.T("kinds.award.level."+l))
	}
	if on := r.Text("awarded_on"); on != "" {
		line = append(line, words.Date(on))
	}
	text := widgets.Column(2, widgets.Body(r.Text("name")))
	if len(line) > 0 {
		text.Add(widgets.Small(strings.Join(line, " · ")))
	}
	return text
}

func (p *support) awardFields(f *bound.Form, r data.Record) ([]fyne.CanvasObject, interface{ Focus() }) {
	label := func(name string) string { return words.T("kinds.award." + name) }
	var levels []widgets.Option
	for _, id := range []string{"internal", "national", "international"} {
		levels = append(levels, widgets.Option{ID: id, Text: words.Capital(words.T("kinds.award.level." + id))})
	}
	giver := f.Text("giver", widgets.NewAutoField(label("giver")))
	fields := []fyne.CanvasObject{
		f.Text("name", widgets.NewAutoField(label("name"))),
		bound.Columns(180, giver, f.Pick("level", widgets.NewPickList(label("level"), levels)), f.Date("awarded_on", widgets.NewDateField(label("awarded_on"), p.d.page.s.Now))),
	}
	if !p.d.locked() {
		fields = append(fields, widgets.Row(look.Gap,
			widgets.NewButton(widgets.Plain, words.T("innovation.awards.close"), "check", func() { p.awards.Close() }).Compact(),
			widgets.NewButton(widgets.Quiet, words.T("innovation.awards.delete"), "trash", func() {
				p.d.page.s.Write("innovation.undo.award_delete", []data.Edit{r.Delete()}, nil)
			}).Compact()))
	}
	return fields, giver
}

// take stores a new award and opens it for the rest.
func (p *support) take() {
	name := strings.TrimSpace(p.name.Text())
	p.name.Commit()
	p.name.SetText("")
	if name == "" {
		p.name.Focus()
		return
	}
	s, r := p.d.page.s, p.d.now.record
	id := s.Store.NewID()
	p.awards.Open(id) // once it is there
	s.Write("innovation.undo.award", data.Create("award", id, r.Scope, map[string]data.Value{
		"innovation": data.RefValue(r.ID), "name": data.TextValue(name)}), nil)
}
