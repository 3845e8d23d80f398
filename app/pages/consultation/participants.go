package consultation

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/pages/documents"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/setup"
)

// whole stands for the meeting as a whole where a session is chosen.
const whole = "all"

// participants is the tab Peserta: who was invited and who came, noted one
// after the other, by session and mode.
type participants struct {
	d       *detail
	scroll  *widgets.FollowFocus
	content fyne.CanvasObject
	list    items
	signed  fyne.CanvasObject // says what may still change
	lockers []interface{ Disable() }
	balance *fyne.Container // who is invited and who came, by element
	short   *widgets.Text   // what is missing
	session *widgets.PickList
	sitting *widgets.Text // how many came to the chosen session
	keys    fyne.CanvasObject
	filter  *widgets.FilterLine // for long lists
	text    string              // that it holds
	nobody  fyne.CanvasObject   // whom the filter finds
	add     *widgets.Card
	name    *widgets.AutoField
	org     *widgets.AutoField
	role    *widgets.AutoField
	unsur   *widgets.PickList
	mode    *widgets.PickList
	state   *widgets.PickList
	consent *widget.Check
	doors   *widgets.Button
	ways    fyne.CanvasObject
	docs    *documents.Button
	of      data.ID // the consultation that the add line was set for
}

func newParticipants(d *detail) *participants {
	p := &participants{d: d, balance: widgets.Wrapped(look.Gap), short: widgets.Small(""), sitting: widgets.Small("")}
	word := func(key string) string { return words.T("consultation.participants." + key) }
	p.name, p.org, p.role = widgets.NewAutoField(word("name")), widgets.NewAutoField(word("organization")), widgets.NewAutoField(word("role"))
	p.role.SetExample(word("role.hint"))
	p.unsur = widgets.NewPickList(word("unsur"), unsurOptions(true))
	p.mode = widgets.NewChoice(word("mode"), choices("consultation.mode.", "luring", "daring"))
	p.mode.Set("luring")
	p.state = widgets.NewChoice(word("state"), choices("consultation.presence.", data.Attended, "invited", "confirmed"))
	p.unsur.OnPicked = func(string) { p.unsur.SetError("") }
	p.role.OnEnter = p.take
	p.consent = widget.NewCheck(word("consent"), nil)
	p.add = widgets.NewCard(word("add"), nil,
		bound.Columns(200, p.unsur, p.org, p.name, p.mode, p.role, p.state), p.consent,
		widgets.RowGrow(look.Gap, 1, widgets.NewButton(widgets.Primary, word("button"), "plus", p.take), widgets.Small(word("privacy"))))
	p.doors = widgets.NewButton(widgets.Plain, words.T("consultation.door"), "person", func() { newDoorBegin(p.d, p.now()).open() })
	p.docs = d.documents(ofParticipants)
	p.ways = widgets.Wrapped(look.Gap, widgets.NewButton(widgets.Plain, words.T("consultation.paste"), "plus", func() { newPaste(p.d).open() }), p.doors)

	p.session = widgets.NewChoice("", nil)
	p.session.OnPicked = func(string) { p.Show(p.d.now) }
	p.list = items{d: d, label: "consultation.undo.participant_edit", line: p.line, form: p.form, actions: p.actions, resized: p.resize, aside: p.aside, keys: p.key}
	p.list.opening = func() {
		if p.d.locked() { // what the signed record counts stays
			for _, w := range p.lockers {
				w.Disable()
			}
		}
	}
	p.signed = bound.Tinted(look.WaitTint, widgets.Inset(look.Roomy, look.Gap+look.Tight, widgets.RowGrow(look.Gap, 1,
		widgets.NewIcon("lock", look.Wait, 20), widgets.Body(word("signed")))))
	p.list.start(word("empty"), word("none"))
	p.keys = widgets.Small(word("keys"))
	p.filter = widgets.NewFilterLine(word("filter"), func(text string) {
		p.text = strings.ToLower(strings.TrimSpace(text))
		p.Show(p.d.now)
	})
	p.filter.OnDown = func() {
		if len(p.list.order) > 0 && d.s.Window != nil {
			d.s.Window.Canvas().Focus(p.list.by[p.list.order[0]].press)
		}
	}
	p.nobody = widgets.Hint(word("nobody_found"))
	p.content = widgets.Page(p.signed,
		widgets.NewCard(word("balance"), p.docs.Content, p.balance, p.short, p.ways),
		p.add,
		widgets.NewCard(word("list"), widgets.Sized(look.Text(230), 0, p.session), p.sitting, p.filter, p.keys, p.nobody, p.list.content))
	p.scroll = widgets.NewFollowFocus(p.content)
	return p
}

func (p *participants) Object() fyne.CanvasObject { return p.scroll }

func (p *participants) close() {}

func (p *participants) resize() { p.content.Refresh(); p.scroll.Refresh() }

// now is the session in hand; the zero record is the meeting as a whole.
func (p *participants) now() data.Record {
	for _, s := range p.d.now.meeting.Sessions {
		if s.ID.String() == p.session.ID() {
			return s
		}
	}
	return data.Record{}
}

func (p *participants) Show(now *snapshot) {
	m := now.meeting
	r := m.Consultation
	if p.of != r.ID {
		p.of = r.ID
		p.filter.Clear()
		p.clear()
		p.consent.SetChecked(false)
		if m := r.Text("mode"); m == "daring" {
			p.mode.Set(m)
		} else {
			p.mode.Set("luring")
		}
		p.state.Set(data.Attended)
		if at := r.Time("starts_at"); !at.IsZero() && at.Sub(p.d.s.Now()) > 12*time.Hour { // another day: a list of invitees
			p.state.Set("invited")
		}
		p.session.Set(whole)
	}
	p.showSessions(m)
	p.showBalance(m)
	locked := p.d.locked()
	widgets.ShowIf(p.add, !locked)
	widgets.ShowIf(p.ways, !locked)
	widgets.ShowIf(p.docs.Content, !p.d.page.fresh)
	widgets.ShowIf(p.signed, locked && !p.d.readOnly())
	widgets.ShowIf(p.keys, !locked && len(m.Participants) > 0)
	shown := p.found(m.Participants)
	widgets.ShowIf(p.filter, len(m.Participants) >= filterFrom || p.text != "")
	widgets.ShowIf(p.nobody, len(shown) == 0 && len(m.Participants) > 0)
	widgets.ShowIf(p.list.content, !p.nobody.Visible())
	p.list.show(shown, nil, p.d.readOnly(), p.session.ID()+attendanceMark(m)+map[bool]string{true: "locked"}[locked])
	p.resize()
}

// filterFrom is how many participants a list has before it can be filtered.
const filterFrom = 15

// found are the participants with the words of the filter.
func (p *participants) found(all []data.Record) []data.Record {
	if p.text == "" {
		return all
	}
	var found []data.Record
	for _, r := range all {
		if strings.Contains(strings.ToLower(personName(r)+" "+r.Text("role")), p.text) {
			found = append(found, r)
		}
	}
	return found
}

func (p *participants) Commit() { p.list.commit() }

func (p *participants) reveal(id data.ID, _ string) {
	if id != data.NilID {
		p.filter.Clear() // whoever is meant is to be seen
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

// today is the date at the mission of the consultation.
func (d *detail) today() string {
	return setup.Today(d.s.Now(), cmp.Or(d.now.meeting.Consultation.Scope, d.s.Profile.Scope))
}

// take notes the participant; element, mode and state stay for the next one.
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
		"presence": data.TextValue(p.state.ID()), "noted_at": data.TextValue("desk"),
	}
	for name, f := range map[string]*widgets.AutoField{"name": p.name, "organization": p.org, "role": p.role} {
		if text := strings.TrimSpace(f.Text()); text != "" {
			fields[name] = data.TextValue(text)
		}
	}
	if p.consent.Checked {
		fields["consent"], fields["consent_on"] = data.BoolValue(true), data.TextValue(p.d.today())
	}
	scope := p.d.now.meeting.Consultation.Scope
	r := data.Record{Kind: "participant", ID: p.d.s.Store.NewID(), Scope: scope, Fields: fields}
	edits := data.Create("participant", r.ID, scope, fields)
	if s := p.now(); s.ID != data.NilID && p.state.ID() == data.Attended {
		edits = append(edits, consult.Arrive(r, s, p.mode.ID(), p.d.s.Now(), "desk")...)
	}
	p.d.write("consultation.undo.participant", edits, nil)
	p.clear()
	p.consent.SetChecked(false) // each is asked anew
	p.unsur.Focus()
}

func (p *participants) line(r data.Record, _ string) fyne.CanvasObject {
	unsur := said("consultation.unsur.short.", r.Text("unsur"))
	state := widgets.Good
	_, came := p.came(r)
	switch {
	case r.Text("unsur") == "":
		state, unsur = widgets.Wait, words.T("consultation.participants.no_unsur")
	case r.Text("unsur") == "provider" || !came:
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
	if r.Text("role") != "" {
		rest = append(rest, r.Text("role"))
	}
	if s := r.Text("presence"); s != "" && s != data.Attended {
		rest = append(rest, said("consultation.presence.", s))
	}
	m := p.d.now.meeting
	for _, s := range m.Sessions {
		if a, ok := m.AttendanceOf(s.ID, r.ID); ok && p.now().ID == data.NilID {
			rest = append(rest, sessionName(m, s)+" ("+strings.ToLower(said("consultation.mode.", cmp.Or(a.Text("mode"), s.Text("mode"))))+")")
		}
	}
	if r.Text("noted_at") == "door" {
		rest = append(rest, words.T("consultation.participants.at_door"))
	}
	return widgets.RowGrow(look.Gap, 0,
		widgets.Column(2, widgets.Body(name).OneLine(), widgets.Small(strings.Join(rest, " · ")).OneLine()), pill)
}

func (p *participants) form(f *bound.Form, of *item) []fyne.CanvasObject {
	word := func(key string) string { return words.T("consultation.participants." + key) }
	name := f.Text("name", widgets.NewAutoField(word("name")))
	of.first = name
	unsur := f.Pick("unsur", widgets.NewPickList(word("unsur"), unsurOptions(true)))
	mode := f.Pick("mode", widgets.NewChoice(word("mode"), choices("consultation.mode.", "luring", "daring")))
	presence := f.Pick("presence", widgets.NewPickList(word("state"), choices("consultation.presence.", "invited", "confirmed", "declined", "absent", data.Attended)))
	p.lockers = []interface{ Disable() }{unsur, mode, presence}
	f.Filter = func(name string, e data.Edit) []data.Edit {
		edits := []data.Edit{e}
		if name == "consent" { // consent has a date, and none without
			on := data.Value{}
			if e.Value == data.BoolValue(true) {
				on = data.TextValue(p.d.today())
			}
			edits = append(edits, f.Record().Set("consent_on", on))
		}
		return edits
	}
	return []fyne.CanvasObject{
		bound.Columns(200, name, f.Text("organization", widgets.NewAutoField(word("organization"))),
			unsur, presence, mode,
			f.Text("role", widgets.NewAutoField(word("role"))),
			f.Text("phone", widgets.NewAutoField(word("phone"))), f.Text("email", widgets.NewAutoField(word("email")))),
		bound.Columns(260, f.Check("consent", widget.NewCheck(word("consent"), nil)),
			f.Date("consent_on", widgets.NewDateField(word("consent_on"), p.d.s.Now))),
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
			p.d.write("consultation.undo.participant_delete", p.remove(of.rec), nil)
		}).Compact(),
	}
}

// remove deletes a participant along with the notes that the person came.
func (p *participants) remove(r data.Record) []data.Edit {
	var edits []data.Edit
	for _, a := range p.d.now.meeting.Attendance {
		if a.Ref("participant") == r.ID {
			edits = append(edits, a.Delete())
		}
	}
	return slices.Concat(edits, []data.Edit{r.Delete()})
}
