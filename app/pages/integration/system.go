package integration

import (
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/pages/related"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/integrate"
)

// system is the tab Sistem: what it is, and the plan.
type system struct {
	d       *detail
	scroll  *widgets.FollowFocus
	page    fyne.CanvasObject
	form    *bound.Form
	data    *fyne.Container
	pick    *widgets.MultiPick
	offered []string
	save    func(data.Value)
	related *related.Card
	remove  *widgets.Button
}

func newSystem(d *detail) *system {
	s := d.page.s
	p := &system{d: d, form: bound.New(s, "integration.undo.edit"), data: widgets.Column(0), related: related.New(s)}
	f := p.form
	label := func(name string) string { return words.T("kinds.system." + name) }
	line := func(name string) *widgets.AutoField { return f.Text(name, widgets.NewAutoField(label(name))) }
	contact := line("contact")
	contact.SetExample(words.T("integration.contact_example"))
	budget := line("budget")
	budget.SetExample(words.T("integration.budget_example"))
	users := f.Number("users_per_year", widgets.NewNumberField(label("users_per_year"), 0, 1_000_000_000))
	p.save = f.Other("data_classes", p.showClasses, func(on bool) {
		if p.pick != nil {
			enable(p.pick, on)
		}
	})
	p.remove = widgets.NewButton(widgets.Danger, words.T("integration.delete"), "trash", p.delete)
	p.page = widgets.Page(
		widgets.NewCard(words.T("integration.system.about"), nil, line("name"), f.Text("about", widgets.NewAutoArea(label("about"), 4)),
			bound.Columns(220, line("owner"), contact), bound.Columns(220, line("address"), line("version"))),
		widgets.NewCard(words.T("integration.system.data"), nil, p.data, bound.Columns(220, line("hosting"), users)),
		widgets.NewCard(words.T("integration.system.plan"), nil, bound.Columns(220, f.Date("target_on", widgets.NewDateField(label("target_on"), s.Now)), budget)),
		p.related.Content,
		widgets.Row(0, p.remove),
	)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func enable(w *widgets.MultiPick, on bool) {
	if on {
		w.Enable()
	} else {
		w.Disable()
	}
}

func (p *system) Object() fyne.CanvasObject { return p.scroll }
func (p *system) Commit()                   { p.form.Commit() }
func (p *system) close()                    { p.related.Close() }

func (p *system) Show(now *integrate.Sheet) {
	p.form.Show(now.System)
	p.form.Lock(p.d.locked())
	if p.pick != nil {
		enable(p.pick, !p.d.locked())
	}
	p.related.Show(now.System)
	widgets.ShowIf(p.remove, !p.d.locked())
	p.page.Refresh()
	p.scroll.Refresh()
}

// showClasses offers the usual kinds of data beside those that were noted.
func (p *system) showClasses(r data.Record) {
	chosen := r.List("data_classes")
	offered := slices.Clone(p.d.now.Rules.DataClasses)
	for _, c := range chosen {
		if !slices.Contains(offered, c) {
			offered = append(offered, c)
		}
	}
	if p.pick == nil || !slices.Equal(offered, p.offered) {
		var options []widgets.Option
		for _, c := range offered {
			options = append(options, widgets.Option{ID: c, Text: c})
		}
		p.offered = offered
		p.pick = widgets.NewMultiPick(words.T("kinds.system.data_classes"), options)
		p.pick.OnChanged = func(ids []string) {
			if len(ids) == 0 {
				p.save(data.Value{})
				return
			}
			p.save(data.ListValue(ids))
		}
		p.data.Objects = []fyne.CanvasObject{p.pick}
		p.data.Refresh()
	}
	p.pick.Set(chosen)
}

func (p *system) delete() {
	s, r := p.d.page.s, p.d.now.System
	widgets.Ask(s.Window.Canvas(), widgets.Question{Title: words.T("integration.delete.title"), Yes: words.T("integration.delete"), Grave: true,
		Text: words.T("integration.delete.hint", "Title", r.Text("name"))}, func(string) {
		s.Write("integration.undo.delete", []data.Edit{r.Delete()}, func() { s.Offer(words.T("integration.delete.done"), s.Undo) })
	})
}
