package consultation

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/followup"
	"pinisi/data/setup"
)

// minutes is the tab Berita acara: number and date, minutes, evidence, what is
// missing before it can be signed, and corrections afterwards.
type minutes struct {
	d        *detail
	scroll   *widgets.FollowFocus
	page     fyne.CanvasObject
	form     *bound.Form
	number   *widgets.AutoField
	signed   *widgets.ParsedField
	text     *widgets.AutoField
	evidence *bound.Evidence
	step     *needs
	stepCard fyne.CanvasObject
	notes    fyne.CanvasObject
	written  *widgets.Text
	note     *widgets.AutoField
	noting   fyne.CanvasObject // writes a further note
}

func newMinutes(d *detail) *minutes {
	p := &minutes{d: d, step: newNeeds(d), written: widgets.Body("")}
	f := bound.New(d.s, "consultation.undo.edit")
	p.form = f
	f.Filter = func(_ string, e data.Edit) []data.Edit {
		if d.page.fresh && e.Value.IsNull() {
			return nil
		}
		return append(d.page.first(), e)
	}
	label := func(name string) string { return words.T("consultation.field." + name) }
	p.number = f.Text("record_number", widgets.NewAutoField(label("record_number")))
	p.signed = f.Date("signed_on", widgets.NewDateField(label("signed_on"), d.s.Now))
	p.text = f.Text("minutes", widgets.NewAutoArea(label("minutes"), 8))
	p.text.SetExample(label("minutes.hint"))
	p.evidence = bound.NewEvidence(d.s, "", "consultation.undo.evidence", "consultation.undo.evidence_delete")
	p.evidence.First = d.page.first
	p.note = widgets.NewAutoArea("", 2)
	p.note.SetExample(words.T("consultation.notes.placeholder"))
	p.noting = widgets.Column(look.Gap, p.note, widgets.Row(0, widgets.NewButton(widgets.Plain, words.T("consultation.notes.add"), "plus", p.correct)))
	p.notes = widgets.NewCard(words.T("consultation.notes"), nil, p.written, p.noting)
	p.stepCard = widgets.NewCard(words.T("consultation.step.sign"), nil, p.step.content)
	p.page = widgets.Page(
		widgets.NewCard(words.T("consultation.record.card"), nil, bound.Columns(240, p.number, p.signed), p.text),
		widgets.NewCard(words.T("consultation.evidence"), nil, p.evidence.Strip, widgets.Small(words.T("consultation.evidence.hint"))),
		p.stepCard, p.notes,
	)
	p.scroll = widgets.NewFollowFocus(p.page)
	return p
}

func (p *minutes) Object() fyne.CanvasObject { return p.scroll }

func (p *minutes) Show(now *snapshot) {
	m := now.meeting
	r := m.Consultation
	p.form.Show(r)
	p.form.Lock(p.d.locked())
	p.evidence.KeepAll(consult.Locked(r))
	p.evidence.Show(r, m.Evidence)
	p.evidence.Lock(p.d.readOnly())
	signed := consult.Locked(r)
	widgets.ShowIf(p.stepCard, !signed)
	widgets.ShowIf(p.notes, signed || r.Text("notes") != "")
	widgets.ShowIf(p.noting, !p.d.readOnly())
	if !signed {
		p.step.show(m)
	}
	if notes := r.Text("notes"); notes != "" {
		p.written.SetIn(notes, look.Ink)
	} else {
		p.written.SetIn(words.T("consultation.notes.empty"), look.Quiet)
	}
	p.page.Refresh()
	p.scroll.Refresh()
}

func (p *minutes) Commit() { p.form.Commit() }

func (p *minutes) reveal(_ data.ID, field string) {
	switch field {
	case "record_number":
		p.number.Focus()
	case "signed_on":
		p.signed.Field().Focus()
	case "notes":
		p.note.Focus()
		p.scroll.Reveal(p.notes)
	default:
		p.text.Focus()
	}
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
	day := followup.Today(p.d.s.Now(), setup.Zone(r.Scope))
	if t, err := time.Parse(time.DateOnly, day); err == nil {
		day = words.Now().Date(t)
	}
	p.d.write("consultation.undo.note", []data.Edit{consult.Correction(r, day, p.d.now.author, text)}, nil)
}
