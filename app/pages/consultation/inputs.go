package consultation

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
)

// inputs is the tab Masukan: what people said, typed as in a chat, with answer
// and decision later.
type inputs struct {
	d       *detail
	content *fyne.Container
	scroll  *widgets.FollowFocus
	page    fyne.CanvasObject
	sum     *widgets.Text
	notice  *fyne.Container
	chat    *widgets.ChatInput
	// What stays from one input to the next, until it is changed.
	session, service, component, kind *widgets.PickList
	told                              *widgets.Text // what a sign in the line was not understood as
	dock                              fyne.CanvasObject
	list                              items
	last                              int64 // number given to the last one noted here
	of                                data.ID
	shown                             int
	toEnd                             bool // the next drawing goes to the newest
}

func newInputs(d *detail) *inputs {
	p := &inputs{d: d, sum: widgets.Small("").Whole(), notice: widgets.Column(0)}
	p.chat = widgets.NewChatInput(words.T("consultation.inputs.text"), nil)
	p.chat.OnAdd = p.note
	p.chat.Check = func(text string) widgets.Doubt { return bound.Sensitive("input", "text", text) }
	p.chat.OnLet = bound.Let
	word := func(key string) string { return words.T("consultation.inputs." + key) }
	p.session = widgets.NewPickList(word("session"), nil)
	p.service = widgets.NewPickList(word("service"), nil)
	p.component = widgets.NewPickList(word("component"), components())
	p.kind = widgets.NewPickList(word("type"), choices("consultation.inputs.type.", "complaint", "proposal", "question", "appreciation"))
	for _, w := range []*widgets.PickList{p.session, p.service, p.component, p.kind} {
		w.OnPicked = func(string) { p.chat.Focus() } // the keyboard goes back to the line
	}
	p.told = widgets.Small(word("enter"))
	about := bound.Columns(150, p.session, p.service, p.component, p.kind)
	p.dock = bound.Sheet(widgets.Column(0, widgets.Divider(), widgets.Inset(look.Wide, look.Gap+look.Tight,
		widgets.AtMost(look.CardWidth, widgets.Column(look.Tight, about, p.chat, p.told)))))
	p.list = items{d: d, label: "consultation.undo.input_edit", line: p.line, form: p.form, actions: p.actions, resized: p.resize}
	p.list.start(words.T("consultation.inputs.empty"), words.T("consultation.inputs.none"))
	p.page = widgets.Page(p.notice, widgets.NewCard(words.T("consultation.tab.inputs"), p.sum, p.list.content))
	p.scroll = widgets.NewFollowFocus(p.page)
	p.content = container.New(&docked{spare: about}, p.scroll, p.dock)
	return p
}

// docked gives the second object the height it needs at the foot, the first
// one the rest. Where next to nothing would rest, spare, which is a part of the
// second, gives way.
type docked struct{ spare fyne.CanvasObject }

// leastAbove is how much of the first object is to be seen before spare is.
const leastAbove = 90

// Layout implements fyne.Layout.
func (l *docked) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	h := float32(0)
	if objects[1].Visible() {
		h = widgets.HeightOf(objects[1], size.Width)
		whole := h
		if !l.spare.Visible() {
			whole += widgets.HeightOf(l.spare, min(size.Width-2*look.Wide, look.CardWidth)) + look.Tight
		}
		if roomy := size.Height-whole >= leastAbove; roomy != l.spare.Visible() {
			widgets.ShowIf(l.spare, roomy)
			h = widgets.HeightOf(objects[1], size.Width)
		}
		objects[1].Move(fyne.NewPos(0, size.Height-h))
		objects[1].Resize(fyne.NewSize(size.Width, h))
	}
	objects[0].Resize(fyne.NewSize(size.Width, max(size.Height-h, 0)))
}

// MinSize implements fyne.Layout.
func (l *docked) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(max(objects[0].MinSize().Width, objects[1].MinSize().Width), objects[0].MinSize().Height+objects[1].MinSize().Height)
}

func (p *inputs) Object() fyne.CanvasObject { return p.content }

func (p *inputs) resize() { p.page.Refresh(); p.scroll.Refresh() }

func (p *inputs) Show(now *snapshot) {
	m := now.meeting
	if p.of != m.Consultation.ID {
		p.of, p.last = m.Consultation.ID, 0
		p.chat.SetWho(widgets.Anonymous)
		for _, w := range []*widgets.PickList{p.session, p.service, p.component, p.kind} {
			w.Set("")
		}
		p.told.SetIn(words.T("consultation.inputs.enter"), look.Quiet)
		if services := m.Consultation.List("services"); len(services) == 1 {
			p.service.Set(services[0])
		}
	}
	p.chat.SetPeople(people(m.Participants))
	p.session.SetOptions(sessionOptions(m))
	p.service.SetOptions(servicesOf(now))
	widgets.ShowIf(p.session, len(m.Sessions) > 0)
	locked := p.d.locked()
	p.notice.Objects = nil
	widgets.ShowIf(p.notice, locked && !p.d.readOnly())
	if p.notice.Visible() {
		p.notice.Objects = []fyne.CanvasObject{p.d.notice()}
	}
	if p.dock.Visible() == locked {
		widgets.ShowIf(p.dock, !locked)
		p.content.Refresh()
	}
	open := 0
	for _, r := range m.Inputs {
		if r.Text("decision") == "" && r.Text("type") != "appreciation" {
			open++
		}
	}
	p.sum.Set("")
	if len(m.Inputs) > 0 {
		p.sum.Set(words.T("consultation.inputs.count", "N", len(m.Inputs)))
	}
	if open > 0 {
		p.sum.Set(words.T("consultation.inputs.count_open", "N", len(m.Inputs), "Open", open))
	}
	p.list.show(m.Inputs, consult.Labels(m.Consultation, m.Inputs), locked, peopleMark(m))
	p.resize()
	if p.toEnd && len(m.Inputs) > p.shown {
		p.toEnd = false
		p.scroll.ScrollTo(p.page.MinSize().Height)
	}
	p.shown = len(m.Inputs)
}

func (p *inputs) Commit() { p.list.commit() }

func (p *inputs) close() {}

// peopleMark changes when a speaker is called otherwise.
func peopleMark(m *consult.Meeting) string {
	var latest data.HLC
	for _, r := range m.Participants {
		latest = max(latest, r.Changed)
	}
	return fmt.Sprint(latest, len(m.Sessions), m.Consultation.Text("status"))
}

// servicesOf are the services of the mission, those that are discussed first.
func servicesOf(now *snapshot) []widgets.Option {
	discussed := now.meeting.Consultation.List("services")
	options := bound.Services(now.offered, discussed)
	rank := func(o widgets.Option) int {
		if slices.Contains(discussed, o.ID) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(options, func(a, b widgets.Option) int { return rank(a) - rank(b) })
	return options
}

func sessionOptions(m *consult.Meeting) []widgets.Option {
	var options []widgets.Option
	for _, s := range m.Sessions {
		options = append(options, widgets.Option{ID: s.ID.String(), Text: sessionName(m, s)})
	}
	return options
}

func (p *inputs) reveal(id data.ID, _ string) {
	if id != data.NilID {
		p.list.open(id)
		return
	}
	for _, r := range p.d.now.meeting.Inputs { // the first that waits for an answer
		if r.Text("decision") == "" && r.Text("type") != "appreciation" {
			p.list.open(r.ID)
			return
		}
	}
	p.chat.Focus()
}

// note stores what was said; the number follows the ones that are known here,
// also those still being stored. Signs at the beginning of the line set what
// stands beside it ([consult.Line]), for this input and the next ones; a speaker
// so named speaks in this line alone, so that nobody is given another's words.
func (p *inputs) note(text, who string) {
	m := p.d.now.meeting
	line := consult.Line(text, m.Participants)
	p.told.SetIn(words.T("consultation.inputs.enter"), look.Quiet)
	if line.Unknown != "" {
		p.told.SetIn(words.T("consultation.inputs.unknown", "Who", line.Unknown), look.Wait)
	}
	if line.Component > 0 {
		p.component.Set(fmt.Sprint(line.Component))
	}
	if line.Type != "" {
		p.kind.Set(line.Type)
	}
	if line.Who != data.NilID {
		who = line.Who.String()
	}
	if line.Text == "" {
		return
	}
	p.last = max(p.last+1, consult.NextNumber(m.Inputs))
	fields := map[string]data.Value{
		"consultation": data.RefValue(m.Consultation.ID), "number": data.IntValue(p.last), "text": data.TextValue(line.Text),
	}
	for _, r := range m.Participants {
		if r.ID.String() == who {
			fields["participant"] = data.RefValue(r.ID)
			if u := unsurOf(r); u != "" {
				fields["unsur"] = data.TextValue(u)
			}
		}
	}
	for _, s := range m.Sessions {
		if s.ID.String() == p.session.ID() {
			fields["session"] = data.RefValue(s.ID)
		}
	}
	for name, w := range map[string]*widgets.PickList{"service": p.service, "type": p.kind} {
		if w.ID() != "" {
			fields[name] = data.TextValue(w.ID())
		}
	}
	if n, err := strconv.ParseInt(p.component.ID(), 10, 64); err == nil {
		fields["component"] = data.IntValue(n)
	}
	p.kind.Set("") // what kind of word it was says nothing of the next one
	p.toEnd = true
	p.d.write("consultation.undo.input", data.Create("input", p.d.s.Store.NewID(), m.Consultation.Scope, fields), nil)
}

// unsurOf is the participant's element as an input may carry it: the
// provider's own side is none.
func unsurOf(r data.Record) string {
	if u := r.Text("unsur"); u != "provider" {
		return u
	}
	return ""
}

func (p *inputs) speaker(r data.Record) string {
	if id := r.Ref("participant"); id != data.NilID {
		for _, who := range p.d.now.meeting.Participants {
			if who.ID == id {
				return personName(who)
			}
		}
	}
	if by := r.Text("by"); by != "" {
		return by
	}
	return words.T("consultation.inputs.anonymous")
}

func (p *inputs) line(r data.Record, number string) fyne.CanvasObject {
	about := []string{p.speaker(r)}
	for _, s := range []string{
		said("consultation.unsur.short.", r.Text("unsur")), said("consultation.inputs.type.", r.Text("type")),
	} {
		if s != "" {
			about = append(about, s)
		}
	}
	if s := r.Text("service"); s != "" {
		about = append(about, bound.ServiceName(s))
	}
	if n, ok := r.Int("component"); ok {
		about = append(about, said("consultation.component.", fmt.Sprint(n)))
	}
	m := p.d.now.meeting
	for _, s := range m.Sessions {
		if s.ID == r.Ref("session") {
			about = append(about, sessionName(m, s))
		}
	}
	state, word := widgets.Good, said("consultation.inputs.decision.", r.Text("decision"))
	switch r.Text("decision") {
	case "":
		state, word = widgets.Wait, words.T("consultation.inputs.open")
		if r.Text("response") != "" {
			word = words.T("consultation.inputs.undecided")
		}
		if r.Text("type") == "appreciation" {
			state, word = widgets.Neutral, words.T("consultation.inputs.type.appreciation")
		}
	case "rejected":
		state = widgets.Neutral
	case "central":
		state = widgets.Wait
	}
	if consult.Late(m.Consultation, r) {
		state, word = widgets.Wait, words.T("consultation.inputs.late")
	}
	text := widgets.Column(look.Tight, widgets.Body(r.Text("text")), widgets.Small(strings.Join(about, " · ")))
	if answer := r.Text("response"); answer != "" {
		text.Add(widgets.RowTop(look.Gap, 1, widgets.NewIcon("back", look.Quiet, 16), widgets.Hint(answer)))
	}
	return widgets.RowTop(look.Gap, 1, widgets.Sized(look.Text(30), 0, widgets.Body(number+".").Bold()), text, widgets.NewStatusPill(state, word))
}

func (p *inputs) form(f *bound.Form, of *item) []fyne.CanvasObject {
	word := func(key string) string { return words.T("consultation.inputs." + key) }
	m := p.d.now.meeting
	who := widgets.NewPickList(word("by"), people(m.Participants))
	f.Pick("participant", who)
	f.Filter = func(name string, e data.Edit) []data.Edit {
		edits := []data.Edit{e}
		if name == "participant" { // the element comes along
			for _, r := range p.d.now.meeting.Participants {
				if r.ID == e.Value.ID() && unsurOf(r) != "" {
					edits = append(edits, f.Record().Set("unsur", data.TextValue(unsurOf(r))))
				}
			}
		}
		return edits
	}
	session := widgets.NewPickList(word("session"), sessionOptions(m))
	f.Pick("session", session)
	widgets.ShowIf(session, len(m.Sessions) > 0)
	response := f.Text("response", widgets.NewAutoArea(word("response"), 2))
	of.first = response
	return []fyne.CanvasObject{
		response,
		bound.Columns(220, f.Pick("decision", widgets.NewPickList(word("decision"), choices("consultation.inputs.decision.", "accepted", "partly", "rejected", "central"))),
			f.Text("reason", widgets.NewAutoField(word("reason")))),
		bound.Columns(220,
			f.Pick("type", widgets.NewPickList(word("type"), choices("consultation.inputs.type.", "complaint", "proposal", "question", "appreciation"))),
			f.Pick("service", widgets.NewPickList(word("service"), servicesOf(p.d.now))),
			f.PickNumber("component", widgets.NewPickList(word("component"), components())), session),
		bound.Columns(220, who, f.Text("by", widgets.NewAutoField(word("by.name"))),
			f.Pick("unsur", widgets.NewPickList(words.T("consultation.participants.unsur"), unsurOptions(false)))),
		f.Text("text", widgets.NewAutoArea(word("edit_text"), 2)),
	}
}

func (p *inputs) actions(of *item) []fyne.CanvasObject {
	shut := widgets.NewButton(widgets.Plain, words.T("consultation.inputs.close"), "check", func() { p.list.close(); p.resize() }).Compact()
	if p.d.locked() {
		return []fyne.CanvasObject{shut}
	}
	return []fyne.CanvasObject{
		shut,
		widgets.NewButton(widgets.Quiet, words.T("consultation.inputs.agree"), "plus", func() { p.agree(of.rec) }).Compact(),
		widgets.NewButton(widgets.Quiet, words.T("consultation.inputs.delete"), "trash", func() {
			p.d.write("consultation.undo.input_delete", []data.Edit{of.rec.Delete()}, nil)
		}).Compact(),
	}
}

// agree begins an agreement from an input, and goes there.
func (p *inputs) agree(r data.Record) {
	p.list.commit()
	p.d.tabs.Go(consult.TabAgreements).(*agreements).begin(map[string]data.Value{
		"text": r.Get("text"), "service": r.Get("service"), "component": r.Get("component"), "input": data.RefValue(r.ID),
	})
}
