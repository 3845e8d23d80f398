package consultation

import (
	"regexp"
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/setup"
)

// minutes is the tab Berita acara: number and date, what was presented and
// said, who signs, evidence and the signed copy, what is missing before it can
// be signed, and corrections afterwards.
type minutes struct {
	d        *detail
	scroll   *widgets.FollowFocus
	page     fyne.CanvasObject
	notice   fyne.CanvasObject
	form     *bound.Form
	fields   map[string]interface{ Focus() }
	files    *files
	docs     *documents.Button
	step     *needs
	stepCard fyne.CanvasObject
	notes    fyne.CanvasObject
	written  *widgets.Text
	note     *widgets.AutoField
	noting   fyne.CanvasObject // writes a further note
}

func newMinutes(d *detail) *minutes {
	p := &minutes{d: d, notice: d.notice(), step: newNeeds(d), written: widgets.Body(""), fields: map[string]interface{ Focus() }{}}
	f := bound.New(d.s, "consultation.undo.edit")
	p.form = f
	f.Filter = d.behindFirst
	label := func(name string) string { return words.T("consultation.field." + name) }
	area := func(name string, rows int) *widgets.AutoField {
		w := f.Text(name, widgets.NewAutoArea(label(name), rows))
		if words.Has("consultation.field." + name + ".hint") {
			w.SetExample(label(name + ".hint"))
		}
		p.fields[name] = w
		return w
	}
	number := f.Text("record_number", widgets.NewAutoField(label("record_number")))
	signed := f.Date("signed_on", widgets.NewDateField(label("signed_on"), d.s.Now))
	p.fields["record_number"], p.fields["signed_on"] = number, signed.Field()
	p.files = &files{d: d}
	photos, attendance, other := p.files.add("photo", false), p.files.add("attendance", false), p.files.add("", false)
	copied := p.files.add("signed", true)
	p.docs = d.documents(ofRecord)
	p.note = widgets.NewAutoArea("", 2)
	p.note.SetExample(words.T("consultation.notes.placeholder"))
	p.noting = widgets.Column(look.Gap, p.note, widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("consultation.notes.add"), "plus", p.correct)))
	p.notes = widgets.NewCard(words.T("consultation.notes"), nil, p.written, p.noting)
	p.stepCard = widgets.NewCard(words.T("consultation.step.sign"), nil, p.step.content)
	p.page = widgets.Page(p.notice,
		widgets.NewCard(words.T("consultation.record.card"), p.docs.Content, bound.Columns(240, number, signed),
			area("presentation", 2), area("minutes", 6), area("closing", 2), area("signatories", 2)),
		p.files.card(words.T("consultation.evidence"), photos, attendance, copied, other),
		p.stepCard, p.notes,
	)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *minutes) Object() fyne.CanvasObject { return p.scroll }

func (p *minutes) close() {}

func (p *minutes) Show(now *snapshot) {
	m := now.meeting
	r := m.Consultation
	p.form.Show(r)
	p.form.Lock(p.d.locked())
	widgets.ShowIf(p.notice, p.d.signed())
	p.files.show(m)
	signed := consult.Locked(r)
	widgets.ShowIf(p.stepCard, !signed)
	widgets.ShowIf(p.docs.Content, !p.d.page.fresh)
	widgets.ShowIf(p.notes, signed || r.Text("notes") != "")
	widgets.ShowIf(p.noting, !p.d.readOnly())
	if !signed {
		p.step.show(m)
	}
	if notes := r.Text("notes"); notes != "" {
		p.written.SetIn(noteDay.ReplaceAllStringFunc(notes, func(s string) string { return "[" + words.Date(s[1:]) }), look.Ink)
	} else {
		p.written.SetIn(words.T("consultation.notes.empty"), look.Quiet)
	}
	p.page.Refresh()
	p.scroll.Refresh()
}

// noteDay is the day that a correction note begins with; documents read it too.
var noteDay = regexp.MustCompile(`(?m)^\[\d{4}-\d{2}-\d{2}`)

func (p *minutes) Commit() { p.form.Commit() }

func (p *minutes) reveal(_ data.ID, field string) {
	if field == "notes" {
		p.note.Focus()
		p.scroll.Reveal(p.notes)
		return
	}
	if w := p.fields[field]; w != nil {
		w.Focus()
		return
	}
	p.fields["minutes"].Focus()
}

// correct adds a correction note with the date at the mission and the name of
// who wrote it.
func (p *minutes) correct() {
	text := strings.TrimSpace(p.note.Text())
	p.note.Commit()
	p.note.SetText("")
	if text == "" {
		p.note.Focus()
		return
	}
	r := p.d.now.meeting.Consultation
	day := setup.Today(p.d.s.Now(), r.Scope)
	p.d.write("consultation.undo.note", []data.Edit{consult.Correction(r, day, p.d.now.author, text)}, nil)
}
