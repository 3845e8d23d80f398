package report

import (
	"fmt"
	"slices"
	"strings"

	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/report/document"
)

// lowestListed is how many of the lowest indicators are listed first.
const lowestListed = 5

// findings is section 4: every indicator with its level, what the level says,
// and the evaluator's note.
func (m *maker) findings(s *assess.Sheet) {
	m.h1("findings")
	m.lowest(s)
	for _, a := range s.Instrument.F02.Aspects {
		m.h2(a.Name.In(m.lang))
		for _, ind := range a.Indicators {
			m.indicator(s, ind)
		}
	}
}

func (m *maker) lowest(s *assess.Sheet) {
	type scored struct {
		ind   *instrument.Indicator
		level int
	}
	var all []scored
	for _, ind := range s.Instrument.Indicators() {
		if n, ok := s.Level(ind.ID); ok && n < s.Instrument.Scale.Max {
			all = append(all, scored{ind, n})
		}
	}
	if len(all) == 0 {
		return
	}
	slices.SortStableFunc(all, func(a, b scored) int { return a.level - b.level })
	shown := all[:min(lowestListed, len(all))]
	t := document.Table{Caption: m.T("finding.lowest"), Columns: []document.Column{
		{Head: m.T("finding.code"), Width: 9}, {Head: m.T("finding.indicator"), Width: 37}, {Head: m.T("finding.level"), Width: 9, Align: document.Centre}, {Head: m.T("finding.says"), Width: 45}}}
	for _, one := range shown {
		t.Rows = append(t.Rows, document.Cells(one.ind.ID, one.ind.Title.In(m.lang), fmt.Sprint(one.level), levelText(one.ind, one.level, m.lang)))
	}
	m.add(t)
	if len(all) > len(shown) && all[len(shown)].level == shown[len(shown)-1].level {
		same := 0
		for _, one := range all[len(shown):] {
			if one.level == shown[len(shown)-1].level {
				same++
			}
		}
		m.hint("finding.tied", "N", same, "Level", shown[len(shown)-1].level)
	}
}

func levelText(ind *instrument.Indicator, n int, lang string) string {
	for _, l := range ind.Levels {
		if l.Value == n {
			return l.Text.In(lang)
		}
	}
	return ""
}

// dots shows a level at a glance: ●●●○○.
func dots(n, most int) string {
	n = max(0, min(n, most))
	return strings.Repeat("●", n) + strings.Repeat("○", most-n)
}

func (m *maker) indicator(s *assess.Sheet, ind instrument.Indicator) {
	m.add(document.Heading{Level: 3, Text: ind.ID + "  " + ind.Title.In(m.lang)})
	answer := s.Answers[ind.ID]
	note := m.mask.Text(strings.TrimSpace(answer.Text("note")))
	n, ok := s.Level(ind.ID)
	runs := document.Plain(m.T("finding.blank"))
	if ok {
		runs = []document.Run{{Text: dots(n, s.Instrument.Scale.Max) + "  " + m.T("finding.level_n", "Level", n), Bold: true}, {Text: " · " + levelText(&ind, n, m.lang)}}
	}
	m.add(document.Paragraph{Runs: runs})
	var facts []string
	if len(answer.Conflicts) > 0 {
		facts = append(facts, m.T("finding.conflict"))
	}
	if last, had := s.LastYear[ind.ID].Int("score"); had {
		facts = append(facts, m.T("finding.last", "Period", s.LastPeriod, "Level", last))
	}
	if files := len(s.Attachments[ind.ID]); files > 0 {
		facts = append(facts, m.w.N("report.finding.files", files))
	} else if ok {
		facts = append(facts, m.T("finding.no_files"))
	}
	if doubt := ind.Doubt.In(m.lang); doubt != "" {
		facts = append(facts, doubt)
	}
	var wrote []document.Paragraph
	for line := range strings.Lines(note) {
		if line = strings.TrimSpace(line); line != "" {
			wrote = append(wrote, document.Paragraph{Style: document.Quote, Runs: document.Plain(line)})
		}
	}
	for i, p := range wrote {
		p.Keep = i == len(wrote)-1 && len(facts) > 0
		m.add(p)
	}
	if len(facts) > 0 {
		m.add(document.Hint(strings.Join(facts, " · ")))
	}
}

// statementAnnex is F-01: what the unit answered itself.
func (m *maker) statementAnnex(s *assess.Sheet) {
	if len(s.Instrument.F01.Questions) == 0 {
		return
	}
	m.appendix("f01")
	t := document.Table{Columns: []document.Column{{Head: m.T("f01.number"), Width: 7, Align: document.Centre}, {Head: m.T("f01.question"), Width: 48}, {Head: m.T("f01.answer"), Width: 45}}}
	for _, q := range s.Instrument.F01.Questions {
		r := s.Statements[q.ID]
		answer := m.mask.Text(m.statement(q, r.Text("value")))
		cell := document.Cell{Runs: []document.Run{{Text: answer}}}
		if note := strings.TrimSpace(r.Text("note")); note != "" {
			cell.Runs = append(cell.Runs, document.Run{Text: "\n" + m.mask.Text(note)})
		}
		if r.Text("source") != "" {
			text := m.T("f01.source")
			if r.Text("source_value") != r.Text("value") {
				text = m.T("f01.source_differs", "Value", m.mask.Text(m.statement(q, r.Text("source_value"))))
			}
			cell.Runs = append(cell.Runs, document.Run{Text: "\n" + text, Quiet: true})
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(fmt.Sprint(q.Number)), document.T(q.Text.In(m.lang)), cell}})
	}
	m.add(t)
}

// statement is an answer of F-01 in words.
func (m *maker) statement(q instrument.Statement, value string) string {
	option := func(id string) string {
		for _, c := range q.Choices {
			if c.ID == id {
				return c.Text.In(m.lang)
			}
		}
		return id
	}
	switch {
	case value == "":
		return "–"
	case q.Type == instrument.AnswerYesNo && value == "yes":
		return m.T("yes")
	case q.Type == instrument.AnswerYesNo && value == "no":
		return m.T("no")
	case q.Type == instrument.AnswerChoice:
		return option(value)
	case q.Type == instrument.AnswerChoices:
		var parts []string
		for id := range strings.SplitSeq(value, ",") {
			parts = append(parts, option(strings.TrimSpace(id)))
		}
		return strings.Join(parts, "; ")
	case q.Type == instrument.AnswerDate:
		return m.date(value)
	case q.Type == instrument.AnswerNumber:
		text := m.w.Decimal(value)
		if u := q.Unit.In(m.lang); u != "" {
			text += " " + u
		}
		return text
	}
	return value
}
