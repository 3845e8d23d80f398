package consultation

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

// participants is the tab Peserta: who was there, noted one after the other.
type participants struct {
	d       *detail
	scroll  *widgets.FollowFocus
	content fyne.CanvasObject
	list    items
	signed  fyne.CanvasObject // says what may still change
	counted *widgets.PickList // the element of the opened participant
	add     *widgets.Card
	name    *widgets.AutoField
	org     *widgets.AutoField
	role    *widgets.AutoField
	unsur   *widgets.PickList
	mode    *widgets.PickList
	of      data.ID // the consultation that the add line was set for
}

func newParticipants(d *detail) *participants {
	p := &participants{d: d}
	word := func(key string) string { return words.T("consultation.participants." + key) }
	p.name, p.org, p.role = widgets.NewAutoField(word("name")), widgets.NewAutoField(word("organization")), widgets.NewAutoField(word("role"))
	p.role.SetExample(word("role.hint"))
	p.unsur = widgets.NewPickList(word("unsur"), unsurOptions(true))
	p.mode = widgets.NewChoice(word("mode"), choices("consultation.mode.", "luring", "daring"))
	p.mode.Set("luring")
	p.unsur.OnPicked = func(string) { p.unsur.SetError("") }
	p.role.OnEnter = p.take
	button := widgets.NewButton(widgets.Primary, word("button"), "plus", p.take)
	p.add = widgets.NewCard(word("add"), nil,
		bound.Columns(220, p.unsur, p.org, p.name, p.mode, p.role),
		widgets.RowGrow(look.Gap, 1, button, widgets.Small(word("privacy"))))

	p.list = items{d: d, label: "consultation.undo.participant_edit", line: p.line, form: p.form, actions: p.actions, resized: p.resize}
	p.list.opening = func() {
		if p.counted != nil && p.d.locked() { // what the signed record counts stays
			p.counted.Disable()
		}
	}
	p.signed = bound.Tinted(look.WaitTint, widgets.Inset(look.Roomy, look.Gap+look.Tight, widgets.RowGrow(look.Gap, 1,
		widgets.NewIcon("lock", look.Wait, 20), widgets.Body(word("signed")))))
	p.list.start(word("empty"), word("none"))
	p.content = widgets.Page(p.signed, p.add, widgets.NewCard(word("list"), nil, p.list.content))
	p.scroll = widgets.NewFollowFocus(p.content)
	return p
}

func (p *participants) Object() fyne.CanvasObject { return p.scroll }

func (p *participants) resize() { p.content.Refresh(); p.scroll.Refresh() }

func (p *participants) Show(now *snapshot) {
	r := now.meeting.Consultation
	if p.of != r.ID {
		p.of = r.ID
		p.clear()
		if m := r.Text("mode"); m == "daring" {
			p.mode.Set(m)
		} else {
			p.mode.Set("luring")
		}
	}
	widgets.ShowIf(p.add, !p.d.locked())
	widgets.ShowIf(p.signed, p.d.locked() && !p.d.readOnly())
	p.list.show(now.meeting.Participants, nil, p.d.readOnly())
	p.resize()
}

func (p *participants) Commit() { p.list.commit() }

func (p *participants) reveal(id data.ID, _ string) {
	if id != data.NilID {
		p.list.open(id)
		return
	}
	p.unsur.Focus()
}

// begin readies the add line for an element of which nobody is there yet.
func (p *participants) begin(unsur string) {
	p.unsur.Set(unsur)
	p.org.Focus()
}

func (p *participants) clear() {
	for _, f := range []*widgets.AutoField{p.name, p.org, p.role} {
		f.Commit() // without this the field would take the emptying for an echo
		f.SetText("")
	}
}

// take notes the participant; element and mode stay for the next one.
func (p *participants) take() {
	unsur := p.unsur.ID()
	if unsur == "" {
		p.unsur.SetError(words.T("consultation.participants.unsur.choose"))
		p.resize()
		p.unsur.Focus()
		return
	}
	fields := map[string]data.Value{
		"consultation": data.RefValue(p.d.id()), "unsur": data.TextValue(unsur), "mode": data.TextValue(p.mode.ID()),
	}
	for name, f := range map[string]*widgets.AutoField{"name": p.name, "organization": p.org, "role": p.role} {
		if text := strings.TrimSpace(f.Text()); text != "" {
			fields[name] = data.TextValue(text)
		}
	}
	scope := p.d.now.meeting.Consultation.Scope
	p.d.write("consultation.undo.participant", data.Create("participant", p.d.s.Store.NewID(), scope, fields), nil)
	p.clear()
	p.unsur.Focus()
}

func (p *participants) line(r data.Record, _ string) fyne.CanvasObject {
	unsur := said("consultation.unsur.short.", r.Text("unsur"))
	state := widgets.Good
	switch r.Text("unsur") {
	case "":
		state, unsur = widgets.Wait, words.T("consultation.participants.no_unsur")
	case "provider":
		state = widgets.Neutral
	}
	pill := widgets.NewStatusPill(state, unsur)
	if state != widgets.Wait {
		pill.WithIcon("person")
	}
	name := r.Text("name")
	var rest []string
	if name == "" {
		name = r.Text("organization")
	} else if org := r.Text("organization"); org != "" {
		rest = append(rest, org)
	}
	if name == "" {
		name = words.T("consultation.participants.nameless")
	}
	for _, s := range []string{r.Text("role"), said("consultation.mode.", r.Text("mode"))} {
		if s != "" {
			rest = append(rest, s)
		}
	}
	return widgets.RowGrow(look.Gap, 0,
		widgets.Column(2, widgets.Body(name).OneLine(), widgets.Small(strings.Join(rest, " · ")).OneLine()), pill)
}

func (p *participants) form(f *bound.Form, of *item) []fyne.CanvasObject {
	word := func(key string) string { return words.T("consultation.participants." + key) }
	name := f.Text("name", widgets.NewAutoField(word("name")))
	of.first = name
	p.counted = f.Pick("unsur", widgets.NewPickList(word("unsur"), unsurOptions(true)))
	return []fyne.CanvasObject{
		bound.Columns(220, name, f.Text("organization", widgets.NewAutoField(word("organization"))),
			p.counted,
			f.Pick("mode", widgets.NewChoice(word("mode"), choices("consultation.mode.", "luring", "daring"))),
			f.Text("role", widgets.NewAutoField(word("role"))),
			f.Text("phone", widgets.NewAutoField(word("phone"))), f.Text("email", widgets.NewAutoField(word("email")))),
		f.Check("consent", widget.NewCheck(word("consent"), nil)),
	}
}

func (p *participants) actions(of *item) []fyne.CanvasObject {
	shut := widgets.NewButton(widgets.Plain, words.T("consultation.inputs.close"), "check", func() { p.list.close(); p.resize() }).Compact()
	if p.d.locked() {
		return []fyne.CanvasObject{shut}
	}
	return []fyne.CanvasObject{
		shut,
		widgets.NewButton(widgets.Quiet, words.T("consultation.participants.remove"), "trash", func() {
			p.d.write("consultation.undo.participant_delete", []data.Edit{of.rec.Delete()}, nil)
		}).Compact(),
	}
}
