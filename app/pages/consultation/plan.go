package consultation

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// plan is the tab Rencana: what is discussed, when and where.
type plan struct {
	d         *detail
	scroll    *widgets.FollowFocus
	form      *bound.Form
	title     *widgets.AutoField
	kind      *widgets.PickList
	mode      *widgets.PickList
	place     *widgets.AutoField
	link      *widgets.AutoField
	services  *bound.ServicesPick
	when      *when
	remove    *widgets.Button
	cardsDown fyne.CanvasObject
}

func newPlan(d *detail) *plan {
	p := &plan{d: d}
	f := bound.New(d.s, "consultation.undo.edit")
	p.form = f
	f.Filter = func(_ string, e data.Edit) []data.Edit {
		if d.page.fresh && e.Value.IsNull() {
			return nil
		}
		return append(d.page.first(), e)
	}
	label := func(name string) string { return words.T("consultation.field." + name) }
	p.title = f.Text("title", widgets.NewAutoField(label("title")))
	p.title.SetExample(label("title.hint"))
	topic := f.Text("topic", widgets.NewAutoArea(label("topic"), 3))
	topic.SetExample(label("topic.hint"))
	p.kind = f.Pick("form", widgets.NewChoice(label("form"), forms()))
	p.mode = f.Pick("mode", widgets.NewChoice(label("mode"), modes()))
	internal := f.Check("internal", widget.NewCheck(label("internal"), nil))
	p.services = f.Services("services", label("services"))
	p.place = f.Text("place", widgets.NewAutoField(label("place")))
	p.link = f.Text("link", widgets.NewAutoField(label("link")))
	organizer := f.Text("organizer", widgets.NewAutoField(label("organizer")))
	p.when = newWhen(d)
	p.remove = widgets.NewButton(widgets.Quiet, words.T("consultation.delete"), "trash", p.delete)
	p.cardsDown = widgets.Page(
		widgets.NewCard(words.T("consultation.plan.what"), nil,
			p.title, bound.Columns(240, p.kind, p.mode), internal, topic, p.services.Object),
		widgets.NewCard(words.T("consultation.plan.when"), nil, p.when.content, bound.Columns(300, p.place, p.link), organizer),
		widgets.Row(0, p.remove),
	)
	p.scroll = widgets.NewFollowFocus(p.cardsDown)
	return p
}

func (p *plan) Object() fyne.CanvasObject { return p.scroll }

func (p *plan) Show(now *snapshot) {
	r := now.meeting.Consultation
	p.services.Offer(now.offered)
	p.form.Show(r)
	p.when.show(r, now.zone)
	mode := r.Text("mode")
	widgets.ShowIf(p.place, mode != "daring" || r.Text("place") != "")
	widgets.ShowIf(p.link, mode != "luring" || r.Text("link") != "")
	p.form.Lock(p.d.readOnly())
	if p.d.locked() {
		p.remove.Hide() // a signed record of proceedings is not thrown away
	} else {
		p.remove.Show()
	}
	p.cardsDown.Refresh()
}

func (p *plan) Commit() {
	p.form.Commit()
	p.when.commit()
}

func (p *plan) reveal(_ data.ID, field string) {
	switch field {
	case "title":
		p.title.Focus()
	case "form":
		p.kind.Focus()
	case "mode":
		p.mode.Focus()
	case "place":
		p.place.Focus()
	case "link":
		p.link.Focus()
	case "starts_at":
		p.when.date.Field().Focus()
	}
}

func (p *plan) delete() {
	if p.d.page.fresh {
		p.d.page.close()
		return
	}
	r := p.form.Record()
	widgets.Ask(p.d.s.Window.Canvas(), widgets.Question{
		Title: words.T("consultation.delete"), Text: words.T("consultation.delete.say", "Title", Row(r).Title),
		Yes: words.T("consultation.delete"), Grave: true,
	}, func(string) {
		p.d.s.Write("consultation.undo.delete", []data.Edit{r.Delete()}, func() {
			p.d.s.Toast(words.T("consultation.deleted"))
			p.d.page.close()
		})
	})
}
