package consultation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
)

// publication is the tab Publikasi: where the result can be read and the proof
// of it, the report, the check of the follow-ups, and the last two steps.
type publication struct {
	d         *detail
	scroll    *widgets.FollowFocus
	page      fyne.CanvasObject
	form      *bound.Form // what is published
	after     *bound.Form // report and checks, also after the publication
	fields    map[string]interface{ Focus() }
	files     *files
	step      *needs
	later     fyne.CanvasObject
	deadlines *deadlines
	docs      *documents.Button
}

func newPublication(d *detail) *publication {
	p := &publication{d: d, step: newNeeds(d), later: widgets.Hint(words.T("consultation.step.later.publish")), fields: map[string]interface{ Focus() }{}}
	label := func(name string) string { return words.T("consultation.field." + name) }
	form := func() *bound.Form {
		f := bound.New(d.s, "consultation.undo.edit")
		f.Filter = d.behindFirst
		return f
	}
	text := func(f *bound.Form, name string, w *widgets.AutoField) fyne.CanvasObject {
		if words.Has("consultation.field." + name + ".hint") {
			w.SetExample(label(name + ".hint"))
		}
		p.fields[name] = f.Text(name, w)
		return w
	}
	date := func(f *bound.Form, name string) fyne.CanvasObject {
		w := f.Date(name, widgets.NewDateField(label(name), d.s.Now))
		p.fields[name] = w.Field()
		return w
	}
	line := func(f *bound.Form, name string) fyne.CanvasObject {
		return text(f, name, widgets.NewAutoField(label(name)))
	}
	p.form, p.after = form(), form()
	p.files = &files{d: d}
	proof, report := p.files.add("publication", true), p.files.add("report", true)
	p.deadlines = newDeadlines(d)
	p.docs = d.documents(ofPublication)
	p.page = widgets.Page(
		widgets.NewCard(words.T("consultation.tab.publication"), nil, p.later,
			bound.Columns(300, date(p.form, "published_on"), line(p.form, "published_at")),
			text(p.form, "published_note", widgets.NewAutoArea(label("published_note"), 2)), proof),
		widgets.NewCard(words.T("consultation.report.card"), p.docs.Content,
			bound.Columns(220, line(p.after, "report_number"), date(p.after, "reported_on"), line(p.after, "reported_to")), report,
			bound.Columns(220, date(p.after, "checked_on"))),
		p.deadlines.card,
		widgets.NewCard(words.T("consultation.step.next"), nil, p.step.content),
	)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *publication) Object() fyne.CanvasObject { return p.scroll }

func (p *publication) close() {}

func (p *publication) Show(now *snapshot) {
	r := now.meeting.Consultation
	p.form.Show(r)
	p.form.Lock(p.d.readOnly() || r.Text("status") == data.ConsultationPublished || r.Text("status") == data.ConsultationDone)
	p.after.Show(r)
	p.after.Lock(p.d.readOnly())
	p.files.show(now.meeting)
	p.deadlines.show(now)
	widgets.ShowIf(p.later, !consult.Locked(r))
	p.step.show(now.meeting)
	p.page.Refresh()
	p.scroll.Refresh()
}

func (p *publication) Commit() {
	p.form.Commit()
	p.after.Commit()
}

func (p *publication) reveal(_ data.ID, field string) {
	if w := p.fields[field]; w != nil {
		w.Focus()
		return
	}
	p.fields["published_on"].Focus()
}
