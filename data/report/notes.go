package report

import (
	"fmt"
	"strings"

	"pinisi/data"
	"pinisi/data/report/document"
)

// minutes makes the notulen: what was said, in the order of the sessions.
func (m *maker) minutes() error {
	g, err := m.gather()
	if err != nil {
		return err
	}
	m.open(g, m.T("meet.minutes"), "", true)
	t := m.times(g, nil)
	day := ""
	if !t.Start.IsZero() {
		day = m.weekday(t.Start) + ", " + m.date(t.Start.Format("2006-01-02"))
	}
	m.add(document.Facts([2]string{m.T("meet.title"), m.mask.Text(g.c.Text("title"))}, [2]string{m.T("meet.day"), day}, [2]string{m.T("meet.time"), m.hours(t)}, [2]string{m.T("meet.place"), m.place(g.c)},
		[2]string{m.T("meet.chair"), m.official(g.c.Text("chair"), m.mask.Text(g.c.Text("chair_role")))}, [2]string{m.T("meet.moderator"), m.person(g.c.Text("moderator"))}, [2]string{m.T("meet.note_taker"), m.person(g.c.Text("note_taker"))},
		[2]string{m.T("meet.services"), m.serviceNames(g)}))
	m.peopleCount(g)
	m.part("meet.part.agenda")
	m.lines(g.c.Text("agenda"))
	m.part("meet.part.presentation")
	m.proseOr(g.c.Text("presentation"), "meet.none_noted")
	m.part("meet.part.course")
	wrote := false
	for _, s := range g.Sessions {
		m.add(document.Heading{Level: 3, Text: m.sessionTitle(g, s)})
		m.add(document.Hint(strings.ReplaceAll(m.sessionTime(g, s), "\n", ", ")))
		if a := s.Text("agenda"); a != "" {
			m.lines(a)
		}
		m.proseOr(s.Text("minutes"), "meet.none_noted")
		wrote = true
	}
	if text := g.c.Text("minutes"); text != "" {
		m.prose(text)
	} else if !wrote {
		m.text("meet.none_noted")
	}
	m.part("meet.part.talk")
	m.talk(g)
	m.part("meet.part.conclusion")
	m.conclusion(g)
	m.add(document.Paragraph{Runs: document.Plain(m.T("meet.closing_minutes")), Keep: true})
	left := document.Signature{Role: m.T("meet.note_taker"), Name: m.person(g.c.Text("note_taker"))}
	sign := m.signatures(&left, g.c.Text("signed_on"))
	if g.c.Text("chair") != "" || g.c.Text("chair_role") != "" {
		sign.Sign[1].Role, sign.Sign[1].Name = cmpOr(m.mask.Text(g.c.Text("chair_role")), m.T("meet.chair")), m.person(g.c.Text("chair"))
	}
	m.add(sign)
	return nil
}

// talk is what was said, each with its answer.
func (m *maker) talk(g *meeting) {
	if len(g.Inputs) == 0 {
		m.text("meet.inputs_none")
		return
	}
	for _, in := range g.Inputs {
		m.add(document.Paragraph{Keep: true, Runs: []document.Run{{Text: m.T("meet.said", "N", g.labels[in.ID], "Who", m.who(g, in)) + " ", Bold: true}, {Text: m.mask.Text(strings.TrimSpace(in.Text("text")))}}})
		answer := strings.TrimSpace(in.Text("response"))
		if reason := strings.TrimSpace(in.Text("reason")); reason != "" {
			answer = strings.TrimSpace(answer + "\n" + m.T("meet.reason", "Text", reason))
		}
		text := m.T("meet.unanswered")
		if answer != "" {
			text = m.mask.Text(answer)
		}
		if in.Text("decision") != "" {
			text += " (" + m.choice("input", "decision", in.Text("decision")) + ")"
		}
		m.add(document.Paragraph{Style: document.Quote, Runs: []document.Run{{Text: m.T("meet.answered") + " ", Bold: true}, {Text: text}}})
	}
}

// conclusion is what was agreed and what was not, in sentences.
func (m *maker) conclusion(g *meeting) {
	l := document.List{}
	for _, a := range g.Agreements {
		text := m.mask.Text(strings.TrimSpace(a.Text("text")))
		from, to := m.mask.Text(strings.TrimSpace(a.Text("from_value"))), m.mask.Text(strings.TrimSpace(a.Text("to_value")))
		switch {
		case a.Text("outcome") == data.NotAgreed:
			text = m.T("meet.not_agreed", "Text", text)
			if why := strings.TrimSpace(a.Text("reason")); why != "" {
				text += " " + m.T("meet.reason", "Text", m.mask.Text(why))
			}
		case from != "" && to != "":
			text += " " + m.T("meet.changed", "From", from, "To", to)
		case to != "":
			text += " " + m.T("meet.becomes", "To", to)
		}
		l.Items = append(l.Items, []document.Run{{Text: fmt.Sprint(g.labels[a.ID]) + ". ", Bold: true}, {Text: text}})
	}
	if len(l.Items) == 0 {
		m.text("meet.agreements_none")
		return
	}
	m.add(l)
}
