package consultation

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// plan is the tab Rencana: what is discussed and why, when and where, by whom,
// with which papers, and by when each step is to be done.
type plan struct {
	d         *detail
	scroll    *widgets.FollowFocus
	form      *bound.Form
	title     *widgets.AutoField
	kind      *widgets.PickList
	mode      *widgets.PickList
	place     *widgets.AutoField
	link      *widgets.AutoField
	chair     *widgets.AutoField
	services  *bound.ServicesPick
	when      *when
	topics    *topics
	sessions  *sessions
	files     *files
	deadlines *deadlines
	remove    *widgets.Button
	cardsDown fyne.CanvasObject
	notice    fyne.CanvasObject
}

func newPlan(d *detail) *plan {
	p := &plan{d: d}
	f := bound.New(d.s, "consultation.undo.edit")
	p.form = f
	f.Filter = d.behindFirst
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
	line := func(name string) *widgets.AutoField { return f.Text(name, widgets.NewAutoField(label(name))) }
	area := func(name string, rows int) *widgets.AutoField {
		w := f.Text(name, widgets.NewAutoArea(label(name), rows))
		if words.Has("consultation.field." + name + ".hint") {
			w.SetExample(label(name + ".hint"))
		}
		return w
	}
	organizer := line("organizer")
	p.chair = line("chair")
	chairRole := line("chair_role")
	chairRole.SetExample(label("chair_role.hint"))
	recording := f.Check("recording", widget.NewCheck(label("recording"), nil))
	p.when = newWhen(d)
	p.files = &files{d: d}
	p.topics = newTopics(d, p.resize)
	p.sessions = newSessions(d, p.resize)
	p.deadlines = newDeadlines(d)
	p.remove = widgets.NewButton(widgets.Quiet, words.T("consultation.delete"), "trash", p.delete)
	assigned, invited := p.files.add("assignment", false), p.files.add("invitation", false)
	material := p.files.add("material", false)
	p.notice = d.notice()
	p.cardsDown = widgets.Page(p.notice,
		widgets.NewCard(words.T("consultation.plan.what"), nil,
			p.title, bound.Columns(240, p.kind, p.mode), internal, topic, p.services.Object),
		p.topics.card,
		widgets.NewCard(words.T("consultation.plan.when"), nil, p.when.content, bound.Columns(300, p.place, p.link), recording),
		p.sessions.card,
		widgets.NewCard(words.T("consultation.plan.who"), nil,
			bound.Columns(240, organizer, p.chair, chairRole, line("moderator"), line("note_taker")), area("team", 3),
			bound.Columns(300, line("assignment"), line("invitation"))),
		widgets.NewCard(words.T("consultation.plan.papers"), nil,
			area("terms", 3), area("agenda", 3), area("legal_basis", 2), area("material", 2), bound.Columns(300, material, invited, assigned)),
		p.deadlines.card,
		widgets.Row(0, p.remove),
	)
	p.scroll = widgets.NewFollowFocus(p.cardsDown)
	return p
}

func (p *plan) Object() fyne.CanvasObject { return p.scroll }

func (p *plan) resize() { p.cardsDown.Refresh(); p.scroll.Refresh() }

func (p *plan) Show(now *snapshot) {
	r := now.meeting.Consultation
	p.services.Offer(now.offered)
	p.form.Show(r)
	p.when.show(r, now.zone)
	mode := r.Text("mode")
	widgets.ShowIf(p.place, mode != "daring" || r.Text("place") != "")
	widgets.ShowIf(p.link, mode != "luring" || r.Text("link") != "")
	p.form.Lock(p.d.locked())
	widgets.ShowIf(p.notice, p.d.signed())
	p.topics.show(now)
	p.sessions.show(now)
	p.files.show(now.meeting)
	p.deadlines.show(now)
	widgets.ShowIf(p.remove, !p.d.locked()) // a signed record of proceedings is not thrown away
	p.resize()
}

func (p *plan) Commit() {
	p.form.Commit()
	p.when.commit()
	p.sessions.commit()
}

func (p *plan) close() { p.topics.slot.Drop() }

func (p *plan) reveal(id data.ID, field string) {
	if id != data.NilID {
		p.sessions.list.open(id)
		return
	}
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
	case "chair":
		p.chair.Focus()
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
