package report

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/report/document"
)

// proceedings makes the berita acara of a consultation (domain fkp.md §5). Once
// it is signed it tells what was signed: what is written later stands in the
// annex of corrections, and a follow-up as it was planned that day.
func (m *maker) proceedings() error {
	g, err := m.gather()
	if err != nil {
		return err
	}
	at, err := m.signedAt(g.c)
	if err != nil {
		return err
	}
	number := m.T("meet.number_blank")
	if n := g.c.Text("record_number"); n != "" {
		number = m.T("meet.number", "Number", n)
	}
	m.open(g, m.T("meet.proceedings"), number, true)
	m.add(document.Text(m.opening(g)))
	m.sessionTable(g)

	m.part("meet.part.topic")
	if topic := g.c.Text("topic"); topic != "" {
		m.prose(topic)
	}
	if names := m.serviceNames(g); names != "" {
		m.add(document.Facts([2]string{m.T("meet.services"), names}))
	} else if g.c.Text("topic") == "" {
		m.text("meet.none_noted")
	}
	m.part("meet.part.basis")
	m.lines(g.c.Text("legal_basis"))
	m.part("meet.part.organiser")
	m.organisers(g)
	m.part("meet.part.people")
	m.peopleLead(g)
	if len(g.Present()) > 0 {
		m.unsurTable(g)
	}
	m.part("meet.part.presentation")
	m.proseOr(g.c.Text("presentation"), "meet.none_noted")
	m.part("meet.part.inputs")
	m.inputTable(g)
	m.part("meet.part.agreements")
	m.agreements(g)
	m.part("meet.part.open")
	if !m.notAgreed(g) {
		m.text("meet.open_none")
	}
	m.part("meet.part.plan")
	plan, err := m.asSigned(g.FollowUps, at)
	if err != nil {
		return err
	}
	m.promised(g, plan)
	m.part("meet.part.closing")
	if c := g.c.Text("closing"); c != "" {
		m.keepProse(c)
	}
	m.add(document.Paragraph{Runs: document.Plain(m.T("meet.closing")), Keep: true}, m.signers(g))
	m.annexes(g)
	return nil
}

// opening is the first sentence: which day, what time, where, what.
func (m *maker) opening(g *meeting) string {
	t := m.times(g, nil)
	form := m.choice("consultation", "form", cmp.Or(g.c.Text("form"), "fkp"))
	mode := g.c.Text("mode")
	how := ""
	if mode != "" {
		how = m.T("meet.how", "Mode", m.choice("consultation", "mode", mode))
	}
	hours, where := cmp.Or(m.hours(t), m.T("meet.hours_blank")), []string{"", ""}
	if p := m.mask.Text(strings.TrimSpace(g.c.Text("place"))); p != "" || g.c.Text("link") == "" {
		where[0] = m.T("meet.at", "Place", cmp.Or(p, m.T("meet.blank")))
	}
	if l := m.mask.Text(strings.TrimSpace(g.c.Text("link"))); l != "" {
		where[1] = m.T("meet.via", "Link", l)
	}
	title := m.mask.Text(g.c.Text("title"))
	if until := m.lastDay(g); !t.Start.IsZero() && until.Format(time.DateOnly) > t.Start.Format(time.DateOnly) {
		return m.T("meet.opening_days", "Day", m.dayInWords(t.Start), "Until", m.dayInWords(until), "Place", joinWith(m.T("meet.also"), where...), "Form", form, "How", how, "Title", title)
	}
	return m.T("meet.opening", "Day", m.dayInWords(t.Start), "Hours", hours, "Place", joinWith(m.T("meet.also"), where...), "Form", form, "How", how, "Title", title)
}

// lines adds a text as a numbered list, a point for each line.
func (m *maker) lines(text string) {
	l := document.List{Numbered: true}
	for line := range strings.Lines(m.mask.Text(text)) {
		if line = strings.TrimSpace(listMark.ReplaceAllString(line, "")); line != "" {
			l.Items = append(l.Items, document.Plain(line))
		}
	}
	switch len(l.Items) {
	case 0:
		m.text("meet.none_noted")
	case 1:
		m.add(document.Paragraph{Runs: l.Items[0]})
	default:
		m.add(l)
	}
}

func (m *maker) proseOr(text, key string) {
	if strings.TrimSpace(text) == "" {
		m.text(key)
		return
	}
	m.prose(text)
}

// keepProse is prose that stays with what follows, unless it is long.
func (m *maker) keepProse(text string) {
	from := len(m.doc.Body)
	m.prose(text)
	for i := from; i < len(m.doc.Body) && len(text) < 900; i++ {
		p := m.doc.Body[i].(document.Paragraph)
		p.Keep = true
		m.doc.Body[i] = p
	}
}

// organisers are who held the meeting.
func (m *maker) organisers(g *meeting) {
	organiser := cmp.Or(g.c.Text("organizer"), m.mission.long)
	facts := [][2]string{{m.T("meet.organiser"), m.mask.Text(organiser)}, {m.T("meet.chair"), m.official(g.c.Text("chair"), m.mask.Text(g.c.Text("chair_role")))},
		{m.T("meet.moderator"), m.person(g.c.Text("moderator"))}, {m.T("meet.note_taker"), m.person(g.c.Text("note_taker"))}}
	if names, rest := m.persons(g.c.Text("team")); len(names) > 0 {
		text := m.T("meet.team_n", "N", len(names))
		if m.r.Personal {
			var lines []string
			for i := range names {
				lines = append(lines, joined(names[i], rest[i]))
			}
			text = strings.Join(lines, "\n")
		}
		facts = append(facts, [2]string{m.T("meet.team"), text})
	}
	facts = append(facts, [2]string{m.T("meet.assignment"), g.c.Text("assignment")}, [2]string{m.T("meet.invitation"), g.c.Text("invitation")})
	m.add(document.Facts(facts...))
}

func joined(name, rest string) string {
	switch {
	case name == "":
		return rest
	case rest == "":
		return name
	}
	return name + ", " + rest
}

// peopleLead says how many were there, of how many unsur.
func (m *maker) peopleLead(g *meeting) {
	p := g.Unsur()
	all := len(g.Present())
	switch {
	case all == 0:
		m.text("meet.people_none")
	case p.Internal:
		m.text("meet.people_internal", "N", m.w.Integer(int64(all)))
	default:
		m.text("meet.people", "N", m.w.Integer(int64(all)), "Unsur", m.spelled(p.Present), "Of", m.spelled(len(data.Unsur)))
	}
	if all > 0 && !p.Internal {
		if missing := p.Missing(); len(missing) > 0 {
			m.hint("meet.people_missing", "Unsur", m.unsurNames(missing))
		}
	}
	if m.r.Personal && all > 0 {
		m.hint("meet.people_annex")
	}
}

// promised is the plan as the berita acara has it: what is to be done, by whom
// and until when, without how far it is.
func (m *maker) promised(g *meeting, plan []data.Record) {
	if len(plan) == 0 {
		m.text("meet.plan_none")
		return
	}
	t := document.Table{Divide: true, Caption: m.T("meet.plan_table"), Columns: []document.Column{{Head: m.T("meet.no"), Width: 6, Align: document.Centre}, {Head: m.T("plan.action"), Width: 40},
		{Head: m.T("plan.office"), Width: 19}, {Head: m.T("meet.due"), Width: 14}, {Head: m.T("meet.indicator"), Width: 21}}}
	for i, a := range plan {
		action := document.Cell{Runs: document.Plain(m.mask.Text(strings.TrimSpace(a.Text("action"))))}
		if f := strings.TrimSpace(a.Text("finding")); f != "" {
			quietly(&action, m.T("plan.finding", "Text", m.mask.Text(f)))
		}
		quietly(&action, m.cause(g, a))
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(fmt.Sprint(i + 1)), action, document.T(dash(m.mask.Text(a.Text("office")))), document.T(dash(m.short(a.Text("due_on")))), document.T(dash(m.mask.Text(a.Text("output"))))}})
	}
	m.add(t)
}

// cause is the input or agreement that an action follows from.
func (m *maker) cause(g *meeting, action data.Record) string {
	n := g.labels[action.Ref("source")]
	switch {
	case n == "":
		return ""
	case action.Text("source_kind") == "agreement":
		return m.T("meet.from_agreement", "N", n)
	}
	return m.T("meet.from_input", "N", n)
}

// signers are the chair for the organiser, and who signs for the participants.
func (m *maker) signers(g *meeting) document.Signatures {
	place := m.mission.city + ", …………………………"
	if on := g.c.Text("signed_on"); on != "" {
		place = strings.TrimPrefix(m.mission.city+", "+m.date(on), ", ")
	}
	organiser := document.Signature{Place: place, Role: m.T("meet.sign_organiser") + "\n" + cmp.Or(m.mask.Text(g.c.Text("chair_role")), m.T("meet.chair")), Name: m.person(g.c.Text("chair"))}
	if g.c.Text("chair") == "" && g.c.Text("chair_role") == "" && m.mission.role != "" {
		organiser.Role, organiser.Name = m.T("meet.sign_organiser")+"\n"+m.mission.role, m.person(m.mission.signatory)
	}
	names, rest := m.persons(g.c.Text("signatories"))
	if len(names) == 0 {
		names, rest = []string{""}, []string{""}
	}
	var sign []document.Signature
	for i := range names {
		sign = append(sign, document.Signature{Role: m.T("meet.sign_people"), Name: names[i], Note: rest[i]})
		if i == 0 {
			sign = append(sign, organiser)
		}
	}
	return document.Signatures{Sign: sign}
}

// annexes list what belongs to the berita acara, and hold the names of
// participants where names are shown, and the corrections.
func (m *maker) annexes(g *meeting) {
	names := m.r.Personal && len(g.Present()) > 0
	corrections := m.corrections(g.c.Text("notes"))
	if !consult.Locked(g.c) {
		corrections = nil
	}
	l := document.List{Numbered: true}
	add := func(is bool, key string, args ...any) {
		if is {
			l.Items = append(l.Items, document.Plain(m.T(key, args...)))
		}
	}
	add(len(g.Present()) > 0, "meet.annex.attendance", "N", m.w.Integer(int64(len(g.Present()))))
	add(hasMinutes(g), "meet.annex.minutes")
	for _, role := range []string{"material", "photo", "invitation", "assignment"} {
		add(g.HasFile(role), "meet.annex."+role, "N", len(g.Files(role)))
	}
	add(g.c.Text("terms") != "", "meet.annex.terms")
	add(len(corrections) > 0, "meet.annex.corrections", "N", len(corrections))
	if len(l.Items) > 0 {
		m.h2(m.T("meet.annexes"))
		m.add(l)
	}
	if names {
		m.appendix("meet.names")
		m.nameTable(g, g.Present())
	}
	m.correctionAnnex(corrections)
}

func hasMinutes(g *meeting) bool {
	if g.c.Text("minutes") != "" {
		return true
	}
	for _, s := range g.Sessions {
		if s.Text("minutes") != "" {
			return true
		}
	}
	return false
}

func (m *maker) correctionAnnex(corrections [][3]string) {
	if len(corrections) == 0 {
		return
	}
	m.appendix("meet.corrections")
	m.text("meet.corrections_lead")
	t := document.Table{Columns: []document.Column{{Head: m.T("meet.no"), Width: 7, Align: document.Centre}, {Head: m.T("meet.date"), Width: 18}, {Head: m.T("meet.correction"), Width: 75}}}
	for i, c := range corrections {
		cell := document.T(c[2])
		quietly(&cell, c[1])
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(fmt.Sprint(i + 1)), document.T(m.short(c[0])), cell}})
	}
	m.add(t)
}

// nameTable lists participants by name.
func (m *maker) nameTable(g *meeting, people []data.Record) {
	t := document.Table{Divide: true, Columns: []document.Column{{Head: m.T("meet.no"), Width: 7, Align: document.Centre}, {Head: m.T("meet.name"), Width: 31}, {Head: m.T("meet.organisation"), Width: 32}, {Head: m.T("meet.unsur"), Width: 20}, {Head: m.T("meet.mode"), Width: 10}}}
	for i, p := range people {
		name := document.T(m.nameOf(p))
		quietly(&name, m.mask.Text(p.Text("role")))
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(fmt.Sprint(i + 1)), name, document.T(dash(m.mask.Text(p.Text("organization")))), document.T(m.choice("participant", "unsur", p.Text("unsur"))), document.T(m.choice("participant", "mode", g.mode(p)))}})
	}
	m.add(t)
}

// nameOf is how a participant is called in a list.
func (m *maker) nameOf(p data.Record) string {
	switch {
	case p.Text("name") == "":
		return m.T("meet.no_name")
	case !m.r.Personal:
		return m.w.T("report.mask.person")
	}
	return p.Text("name")
}
