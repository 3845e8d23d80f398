package innovation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/pages/related"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// about is the tab Uraian: what it is, what it answers and what it changed.
type about struct {
	d        *detail
	scroll   *widgets.FollowFocus
	page     fyne.CanvasObject
	form     *bound.Form
	services *bound.ServicesPick
	related  *related.Card
	remove   *widgets.Button
}

func newAbout(d *detail) *about {
	p := &about{d: d, form: bound.New(d.page.s, "innovation.undo.edit"), related: related.New(d.page.s)}
	f := p.form
	label := func(name string) string { return words.T("kinds.innovation." + name) }
	area := func(name string, rows int) *widgets.AutoField {
		w := f.Text(name, widgets.NewAutoArea(label(name), rows))
		w.SetExample(words.T("innovation." + name + "_example"))
		return w
	}
	title := f.Text("title", widgets.NewAutoField(label("title")))
	unit := f.Text("unit", widgets.NewAutoField(label("unit")))
	stage := f.Pick("stage", widgets.NewPickList(label("stage"), stages()))
	from := f.Date("started_on", widgets.NewDateField(label("started_on"), d.page.s.Now))
	until := f.Date("ended_on", widgets.NewDateField(label("ended_on"), d.page.s.Now))
	p.services = f.Services("services", label("services"))
	p.remove = widgets.NewButton(widgets.Danger, words.T("innovation.delete"), "trash", p.delete)
	p.page = widgets.Page(
		widgets.NewCard(words.T("innovation.card.what"), nil, title, bound.Columns(200, stage, from, until), unit, p.services.Object),
		widgets.NewCard(words.T("innovation.card.why"), nil, area("problem", 3), area("description", 4), area("result", 4)),
		p.related.Content,
		widgets.Row(0, p.remove),
	)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *about) Object() fyne.CanvasObject { return p.scroll }
func (p *about) Commit()                   { p.form.Commit() }
func (p *about) close()                    { p.related.Close() }

func (p *about) Show(now *snapshot) {
	p.services.Offer(now.offered)
	p.form.Show(now.record)
	p.form.Lock(p.d.locked())
	p.related.Show(now.record)
	widgets.ShowIf(p.remove, !p.d.locked())
	p.page.Refresh()
	p.scroll.Refresh()
}

func (p *about) delete() {
	s, r := p.d.page.s, p.d.now.record
	widgets.Ask(s.Window.Canvas(), widgets.Question{Title: words.T("innovation.delete.title"), Yes: words.T("innovation.delete"), Grave: true,
		Text: words.T("innovation.delete.hint", "Title", r.Text("title"))}, func(string) {
		s.Write("innovation.undo.delete", []data.Edit{r.Delete()}, func() { s.Offer(words.T("innovation.delete.done"), s.Undo) })
	})
}
