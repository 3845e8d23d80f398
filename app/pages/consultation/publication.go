package consultation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
)

// publication is the tab Publikasi: where the result can be read, and the last
// two steps.
type publication struct {
	d       *detail
	scroll  *widgets.FollowFocus
	page    fyne.CanvasObject
	form    *bound.Form
	on      *widgets.ParsedField
	at      *widgets.AutoField
	step    *needs
	later   fyne.CanvasObject
	stepBox *widgets.Card
}

func newPublication(d *detail) *publication {
	p := &publication{d: d, step: newNeeds(d), later: widgets.Hint(words.T("consultation.step.later.publish"))}
	p.form = bound.New(d.s, "consultation.undo.edit")
	p.form.Filter = func(_ string, e data.Edit) []data.Edit {
		if d.page.fresh && e.Value.IsNull() {
			return nil
		}
		return append(d.page.first(), e)
	}
	p.on = p.form.Date("published_on", widgets.NewDateField(words.T("consultation.field.published_on"), d.s.Now))
	p.at = p.form.Text("published_at", widgets.NewAutoField(words.T("consultation.field.published_at")))
	p.at.SetExample(words.T("consultation.field.published_at.hint"))
	p.stepBox = widgets.NewCard(words.T("consultation.step.next"), nil, p.step.content)
	p.page = widgets.Page(
		widgets.NewCard(words.T("consultation.tab.publication"), nil, p.later, bound.Columns(300, p.on, p.at)),
		p.stepBox,
	)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *publication) Object() fyne.CanvasObject { return p.scroll }

func (p *publication) Show(now *snapshot) {
	r := now.meeting.Consultation
	p.form.Show(r)
	p.form.Lock(p.d.readOnly() || r.Text("status") == data.ConsultationPublished || r.Text("status") == data.ConsultationDone)
	widgets.ShowIf(p.later, !consult.Locked(r))
	p.step.show(now.meeting)
	p.page.Refresh()
	p.scroll.Refresh()
}

func (p *publication) Commit() { p.form.Commit() }

func (p *publication) reveal(_ data.ID, field string) {
	if field == "published_at" {
		p.at.Focus()
		return
	}
	p.on.Field().Focus()
}
