package report

import (
	"cmp"
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
	m.add(document.Facts(append(m.event(g), [2]string{m.T("meet.chair"), m.official(g.c.Text("chair"), m.mask.Text(g.c.Text("chair_role")))}, [2]string{m.T("meet.moderator"), m.person(g.c.Text("moderator"))},
		[2]string{m.T("meet.note_taker"), m.person(g.c.Text("note_taker"))}, [2]string{m.T("meet.services"), m.serviceNames(g)})...))
	m.peopleCount(g)
	m.part("meet.part.agenda")
	m.lines(g.c.Text("agenda"))
	m.part("meet.part.presentation")
	m.proseOr(g.c.Text("presentation"), "meet.none_noted")
	m.part("meet.part.course")
	m.prose(g.c.Text("minutes"))
	for _, s := range g.Sessions {
		m.add(document.Heading{Level: 3, Text: m.sessionTitle(g, s)}, document.Hint(strings.ReplaceAll(m.sessionTime(g, s), "\n", ", ")))
		if a := s.Text("agenda"); a != "" {
			m.lines(a)
		}
		m.prose(s.Text("minutes"))
	}
	if !hasMinutes(g) {
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
		sign.Sign[1].Role, sign.Sign[1].Name = cmp.Or(m.mask.Text(g.c.Text("chair_role")), m.T("meet.chair")), m.person(g.c.Text("chair"))
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
		m.add(document.Paragraph{Runs: []document.Run{{Text: m.T("meet.said", "N", g.labels[in.ID], "Who", m.who(g, in)) + " ", Bold: true}, {Text: m.mask.Text(strings.TrimSpace(in.Text("text")))}}})
		answer := strings.TrimSpace(in.Text("response"))
		if reason := strings.TrimSpace(in.Text("reason")); reason != "" {
			answer = strings.TrimSpace(answer + "\n" + m.T("meet.reason", "Text", reason))
		}
		decision := in.Text("decision")
		switch {
		case answer == "" && decision == "" && in.Text("type") == "appreciation":
			continue // thanks need no answer
		case answer == "" && decision == "":
			answer = m.T("meet.unanswered")
		}
		head := m.T("meet.answered")
		if decision != "" {
			head = m.T("meet.answered_so", "Decision", m.choice("input", "decision", decision))
		}
		m.add(document.Paragraph{Style: document.Quote, Runs: []document.Run{{Text: head + " ", Bold: true}, {Text: m.mask.Text(answer)}}})
	}
}

// conclusion is what was agreed and what was not, in sentences.
func (m *maker) conclusion(g *meeting) {
	for _, a := range g.Agreements {
		text := sentence(m.mask.Text(strings.TrimSpace(a.Text("text"))))
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
		m.add(document.Paragraph{Runs: []document.Run{{Text: g.labels[a.ID] + ". ", Bold: true}, {Text: text}}})
	}
	if len(g.Agreements) == 0 {
		m.text("meet.agreements_none")
	}
}

// sentence ends a text with a full stop, unless it ends already.
func sentence(text string) string {
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?…") {
		return text
	}
	return text + "."
}
