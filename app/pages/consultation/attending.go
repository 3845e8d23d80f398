package consultation

import (
	"cmp"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/consult"
)

func (p *participants) showSessions(m *consult.Meeting) {
	options := []widgets.Option{{ID: whole, Text: words.T("consultation.sessions.whole")}}
	there := false
	for _, s := range m.Sessions {
		options = append(options, widgets.Option{ID: s.ID.String(), Text: sessionName(m, s)})
		there = there || s.ID.String() == p.session.ID()
	}
	p.session.SetOptions(options)
	if !there {
		p.session.Set(whole)
	}
	widgets.ShowIf(p.session, len(m.Sessions) > 0)
	p.sitting.Set("")
	for _, s := range m.Sittings() {
		if s.Session.ID == p.now().ID && len(s.People) > 0 {
			p.sitting.Set(words.T("consultation.sessions.came", "N", len(s.People)) + " · " + modeCount(s))
		}
	}
	if p.now().ID == data.NilID && len(m.Sessions) > 0 {
		p.sitting.Set(words.T("consultation.sessions.came", "N", len(m.Present())))
	}
	widgets.ShowIf(p.sitting, p.sitting.Content() != "")
}

// sessionName is what a session is called.
func sessionName(m *consult.Meeting, s data.Record) string {
	if s.Text("title") != "" {
		return s.Text("title")
	}
	return words.T("consultation.sessions.nameless", "N", m.SessionName(s))
}

// showBalance shows for each element how many are invited and how many came,
// and says which are missing.
func (p *participants) showBalance(m *consult.Meeting) {
	listed := map[string]int{}
	for _, r := range m.Participants {
		listed[r.Text("unsur")]++
	}
	came := m.Unsur()
	p.balance.Objects = nil
	var none, waited []string
	for _, u := range data.Unsur {
		name := words.T("consultation.unsur.short." + u)
		state, text := widgets.Neutral, words.T("consultation.balance.nobody", "Unsur", name)
		switch {
		case came.Heads[u] > 0:
			state, text = widgets.Good, words.T("consultation.balance.came", "Unsur", name, "N", came.Heads[u], "Listed", listed[u])
		case listed[u] > 0:
			state, text = widgets.Wait, words.T("consultation.balance.invited", "Unsur", name, "N", listed[u])
			waited = append(waited, name)
		default:
			none = append(none, name)
		}
		if came.Internal { // who came is no public element
			state = widgets.Neutral
		}
		pill := widgets.NewStatusPill(state, text)
		if state == widgets.Neutral {
			pill.WithIcon("person")
		}
		p.balance.Add(pill)
	}
	var lines []string
	if len(none) > 0 {
		lines = append(lines, words.T("consultation.balance.missing", "List", strings.Join(none, ", ")))
	}
	if len(waited) > 0 {
		lines = append(lines, words.T("consultation.balance.waiting", "List", strings.Join(waited, ", ")))
	}
	if came.Internal {
		lines = []string{words.T("consultation.warn.internal")}
	}
	if len(lines) == 0 {
		lines = append(lines, words.T("consultation.balance.all"))
	}
	p.short.Set(strings.Join(lines, " "))
	p.balance.Refresh()
}

// came is the mode in which somebody came to the session in hand, and whether.
func (p *participants) came(r data.Record) (mode string, came bool) {
	m := p.d.now.meeting
	if s := p.now(); s.ID != data.NilID {
		a, ok := m.AttendanceOf(s.ID, r.ID)
		return cmp.Or(a.Text("mode"), r.Text("mode"), s.Text("mode")), ok
	}
	return r.Text("mode"), consult.Came(r, m.Attendance)
}

// mark notes that somebody came to the session in hand, or did not (mode "").
func (p *participants) mark(r data.Record, mode string) {
	if p.d.locked() {
		return
	}
	m, s := p.d.now.meeting, p.now()
	var edits []data.Edit
	if mode == "" {
		if s.ID == data.NilID && len(m.Sessions) > 0 { // not in any of them
			for _, a := range m.Attendance {
				if a.Ref("participant") == r.ID && !a.Gone() {
					edits = append(edits, a.Delete())
				}
			}
		}
		edits = append(edits, m.Depart(r, s)...)
	} else {
		var at time.Time
		if s.ID != data.NilID && sameDay(p.d.s.Now(), s.Time("starts_at")) {
			at = p.d.s.Now()
		}
		edits = consult.Arrive(r, s, mode, at, "desk")
	}
	p.d.write("consultation.undo.presence", edits, nil)
}

func sameDay(a, b time.Time) bool {
	return !b.IsZero() && a.Sub(b).Abs() < 18*time.Hour
}

// key marks the person whose row has the keyboard: L, D, T.
func (p *participants) key(r data.Record, key rune) bool {
	if p.d.locked() {
		return false
	}
	switch key {
	case 'l', 'L':
		p.mark(r, "luring")
	case 'd', 'D':
		p.mark(r, "daring")
	case 't', 'T':
		p.mark(r, "")
	default:
		return false
	}
	return true
}

// aside is the button that says whether somebody came, and changes it.
func (p *participants) aside(r data.Record) fyne.CanvasObject {
	mode, came := p.came(r)
	var b *widgets.Button
	if came {
		text := said("consultation.mode.", mode)
		if text == "" {
			text = words.T("consultation.presence.attended")
		}
		b = widgets.NewButton(widgets.Quiet, text, "check", func() { p.mark(r, "") }).Compact()
	} else {
		by := p.mode.ID()
		if s := p.now(); s.Text("mode") == "daring" || s.Text("mode") == "luring" {
			by = s.Text("mode")
		}
		b = widgets.NewButton(widgets.Plain, words.T("consultation.participants.came"), "", func() { p.mark(r, by) }).Compact()
	}
	if p.d.locked() {
		b.Disable()
	}
	return widgets.Sized(look.Text(104), 0, b)
}
