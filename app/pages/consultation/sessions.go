package consultation

import (
	"strings"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
)

// sessions is the card of the sittings of a consultation: several days, rooms
// or lines in one event.
type sessions struct {
	d     *detail
	card  fyne.CanvasObject
	list  items
	add   fyne.CanvasObject
	fresh data.ID // opens once it is there
	when  *when   // of the open one
}

func newSessions(d *detail, resized func()) *sessions {
	p := &sessions{d: d}
	word := func(key string) string { return words.T("consultation.sessions." + key) }
	p.list = items{d: d, label: "consultation.undo.session_edit", line: p.line, form: p.form, actions: p.actions, resized: resized}
	p.list.start(word("empty"), word("none"))
	p.add = widgets.Row(look.Gap, widgets.NewButton(widgets.Plain, word("add"), "plus", p.begin))
	p.card = widgets.NewCard(word("title"), nil, p.list.content, p.add)
	return p
}

func (p *sessions) show(now *snapshot) {
	locked := p.d.locked()
	widgets.ShowIf(p.add, !locked)
	numbers := map[data.ID]string{}
	for i, s := range now.meeting.Sessions {
		numbers[s.ID] = words.Count(i + 1)
	}
	p.list.show(now.meeting.Sessions, numbers, locked, string(now.meeting.Consultation.Text("zone"))+attendanceMark(now.meeting))
	if p.list.by[p.fresh] != nil {
		p.list.open(p.fresh)
		p.fresh = data.NilID
	}
}

// attendanceMark changes with who came to which session.
func attendanceMark(m *consult.Meeting) string {
	var b strings.Builder
	for _, a := range m.Attendance {
		b.WriteString(a.ID.String()[:8])
		b.WriteString(a.Text("mode"))
	}
	return b.String()
}

// begin adds a session; the first has the time and place of the meeting.
func (p *sessions) begin() {
	m := p.d.now.meeting
	c := m.Consultation
	fields := map[string]data.Value{"consultation": data.RefValue(c.ID)}
	for _, name := range []string{"mode", "place", "link"} {
		fields[name] = c.Get(name)
	}
	if len(m.Sessions) == 0 {
		fields["starts_at"], fields["ends_at"] = c.Get("starts_at"), c.Get("ends_at")
	}
	p.fresh = p.d.s.Store.NewID()
	p.d.write("consultation.undo.session", data.Create("session", p.fresh, c.Scope, fields), nil)
}

func (p *sessions) line(r data.Record, number string) fyne.CanvasObject {
	m := p.d.now.meeting
	title := r.Text("title")
	if title == "" {
		title = words.T("consultation.sessions.nameless", "N", number)
	}
	about := []string{}
	if s := said("consultation.mode.", r.Text("mode")); s != "" {
		about = append(about, s)
	}
	w := consult.WhenSession(r, m.Consultation, p.d.now.zone)
	if w.Start.IsZero() {
		about = append(about, words.T("consultation.no_date"))
	} else {
		about = append(about, words.Now().Date(w.Start)+", "+span(w.Start, w.End)+" ("+w.Zone+")")
		if !w.LocalStart.IsZero() {
			about = append(about, words.T("consultation.when.here", "Zone", w.LocalZone, "Time", here(w)))
		}
	}
	for _, s := range []string{r.Text("place"), r.Text("link")} {
		if s != "" {
			about = append(about, s)
		}
	}
	text := widgets.Column(look.Tight, widgets.Body(title), widgets.Small(strings.Join(about, " · ")))
	for _, s := range m.Sittings() {
		if s.Session.ID == r.ID && len(s.People) > 0 {
			return widgets.RowGrow(look.Gap, 0, text, widgets.NewStatusPill(widgets.Neutral, modeCount(s)).WithIcon("person"))
		}
	}
	return text
}

// modeCount says how many came on site and how many online.
func modeCount(s consult.Sitting) string {
	switch {
	case s.Online == 0:
		return words.T("consultation.sessions.onsite", "N", s.Onsite)
	case s.Onsite == 0:
		return words.T("consultation.sessions.online", "N", s.Online)
	}
	return words.T("consultation.sessions.onsite", "N", s.Onsite) + ", " + words.T("consultation.sessions.online", "N", s.Online)
}

func (p *sessions) form(f *bound.Form, of *item) []fyne.CanvasObject {
	word := func(key string) string { return words.T("consultation.sessions." + key) }
	label := func(name string) string { return words.T("consultation.field." + name) }
	title := f.Text("title", widgets.NewAutoField(word("name")))
	title.SetExample(word("name.hint"))
	of.first = title
	p.when = newWhen(p.d)
	p.when.undo, p.when.of = "consultation.undo.session_edit", func() data.Record { return p.d.now.meeting.Consultation }
	f.Other("starts_at", func(r data.Record) { p.when.show(r, p.d.now.zone) }, func(bool) {})
	return []fyne.CanvasObject{
		bound.Columns(240, title, f.Pick("mode", widgets.NewChoice(label("mode"), modes()))),
		p.when.content,
		bound.Columns(240, f.Text("place", widgets.NewAutoField(label("place"))), f.Text("link", widgets.NewAutoField(label("link")))),
		f.Text("agenda", widgets.NewAutoArea(label("agenda"), 2)),
		f.Text("minutes", widgets.NewAutoArea(word("minutes"), 3)),
	}
}

func (p *sessions) actions(of *item) []fyne.CanvasObject {
	shut := widgets.NewButton(widgets.Plain, words.T("consultation.inputs.close"), "check", func() { p.list.close(); p.list.resized() }).Compact()
	if p.d.locked() {
		return []fyne.CanvasObject{shut}
	}
	return []fyne.CanvasObject{
		shut,
		widgets.NewButton(widgets.Quiet, words.T("consultation.sessions.remove"), "trash", func() {
			p.d.write("consultation.undo.session_delete", []data.Edit{of.rec.Delete()}, nil)
		}).Compact(),
	}
}

func (p *sessions) commit() {
	if p.when != nil && p.list.opened != data.NilID {
		p.when.commit()
	}
	p.list.commit()
}
