package report

import (
	"fmt"
	"strings"

	"pinisi/data"
	"pinisi/data/innovate"
	"pinisi/data/report/document"
)

// proposal makes the proposal of an innovation (KIPP) as it is handed in: the
// sections of its group, the words of each, and what proves them.
func (m *maker) proposal() error {
	p, err := m.st.Get(m.ctx, "proposal", m.r.ID)
	if err != nil {
		return fmt.Errorf("read the proposal: %w", err)
	}
	// A document knows no today: an age without a closing date is that of the day it was submitted.
	s, err := innovate.Load(m.ctx, m.st, p.ID, p.Text("submitted_on"))
	if err != nil {
		return err
	}
	m.saw(s.Proposal, s.Innovation)
	m.saw(s.Awards...)
	m.saw(s.Files...)
	m.saw(s.Evidence...)
	for _, part := range s.Parts {
		m.saw(part.Record)
	}
	i := s.Innovation
	title := p.Text("title")
	if title == "" {
		title = i.Text("title")
	}
	title = m.mask.Text(title)
	m.begin(title, strings.TrimSpace(p.Text("competition")+" "+p.Text("year")))
	m.doc.Contents = m.T("contents")
	note := m.T("proposal.rules", "Version", s.Rules.Version, "Source", s.Year.Source.In(m.lang))
	if !innovate.Submitted(p) {
		m.doc.Mark = m.T("mark.draft")
		note = m.T("mark.note") + "\n" + note
	}
	started := m.date(i.Text("started_on"))
	if age := s.Age(); age.Known {
		started = m.T("proposal.age", "Since", started, "Months", age.Months, "At", m.date(age.At))
	}
	facts := [][2]string{
		{m.T("proposal.competition"), strings.TrimSpace(p.Text("competition") + " " + p.Text("year"))}, {m.w.T("kinds.proposal.group"), s.Group.Name.In(m.lang)},
		{m.T("proposal.from"), m.mission.name}, {m.w.T("kinds.innovation.unit"), i.Text("unit")}, {m.w.T("kinds.innovation.started_on"), started},
		{m.w.T("kinds.proposal.video"), p.Text("video")}, {m.T("fact.status"), m.label("proposal", "status", p.Text("status"))},
	}
	m.doc.Cover = &document.Cover{Letterhead: m.mission.letterhead, Title: title, Subtitle: m.T("proposal.subtitle", "Competition", m.doc.Subject), Facts: filled(facts), Note: note}
	for n, part := range s.Parts {
		m.section = n + 1
		m.add(document.Heading{Level: 1, Text: fmt.Sprintf("%d  %s", m.section, part.Name.In(m.lang))})
		if strings.TrimSpace(part.Text) == "" {
			m.hint("proposal.empty")
			continue
		}
		m.prose(part.Text)
	}
	m.appendix("proposal.words")
	m.add(m.wordTable(s))
	if ours(s) {
		m.hint("proposal.ours")
	}
	m.hint("proposal.sections_from", "Source", s.Rules.Source(s.Group.Form).In(m.lang))
	return m.proposalEvidence(s)
}

// filled leaves out facts without a value.
func filled(facts [][2]string) [][2]string {
	var all [][2]string
	for _, f := range facts {
		if f[1] != "" {
			all = append(all, f)
		}
	}
	return all
}

func ours(s *innovate.Sheet) bool {
	for _, p := range s.Parts {
		if p.Ours && !p.Own {
			return true
		}
	}
	return false
}

// wordTable counts the words of each section against its limit.
func (m *maker) wordTable(s *innovate.Sheet) document.Table {
	t := document.Table{Caption: m.T("proposal.words_table"), Columns: []document.Column{
		{Head: m.w.T("kinds.proposal_section.section"), Width: 38}, {Head: m.T("proposal.count"), Width: 13, Align: document.Right},
		{Head: m.T("proposal.limit"), Width: 10, Align: document.Right}, {Head: m.T("proposal.how"), Width: 39}}}
	for _, p := range s.Parts {
		most, how := "–", m.T("proposal.limit."+limitKey(p.Limit))
		if p.Most > 0 {
			most = m.w.Integer(int64(p.Most))
			switch {
			case p.Own:
				how += " " + m.T("proposal.limit_own")
			case p.Ours:
				how += " " + m.T("proposal.limit_ours")
			}
		}
		t.Rows = append(t.Rows, document.Cells(p.Name.In(m.lang), m.w.Integer(int64(p.Words)), most, how))
	}
	sum := document.Cells(m.T("proposal.all"), m.w.Integer(int64(s.Words())), "", "")
	sum.Bold = true
	t.Rows = append(t.Rows, sum)
	return t
}

func limitKey(l innovate.Limit) string {
	return map[innovate.Limit]string{innovate.NoLimit: "none", innovate.Empty: "empty", innovate.Within: "within", innovate.Full: "full", innovate.Over: "over"}[l]
}

// proposalEvidence lists awards and files.
func (m *maker) proposalEvidence(s *innovate.Sheet) error {
	m.appendix("proposal.evidence")
	if len(s.Awards) > 0 {
		t := document.Table{Caption: m.T("proposal.awards"), Columns: []document.Column{
			{Head: m.w.T("kinds.award.name"), Width: 40}, {Head: m.w.T("kinds.award.giver"), Width: 30}, {Head: m.w.T("kinds.award.level"), Width: 14}, {Head: m.w.T("kinds.award.awarded_on"), Width: 16}}}
		for _, a := range s.Awards {
			t.Rows = append(t.Rows, document.Cells(m.mask.Text(a.Text("name")), m.mask.Text(a.Text("giver")), m.choice("award", "level", a.Text("level")), m.short(a.Text("awarded_on"))))
		}
		m.add(t)
	}
	files := append(append([]data.Record{}, s.Files...), s.Evidence...)
	if len(files) == 0 {
		m.text("proposal.no_files")
		return nil
	}
	t := document.Table{Caption: m.T("proposal.files"), Columns: []document.Column{
		{Head: m.T("proposal.number"), Width: 8}, {Head: m.T("proposal.file"), Width: 56}, {Head: m.T("proposal.of"), Width: 20}, {Head: m.T("proposal.size"), Width: 16, Align: document.Right}}}
	for n, f := range files {
		size, _ := f.Int("size")
		name := m.mask.Text(f.Text("name"))
		if c := f.Text("caption"); c != "" {
			name += "\n" + m.mask.Text(c)
		}
		of := m.T("proposal.of_innovation")
		if n < len(s.Files) {
			of = m.T("proposal.of_proposal")
		}
		t.Rows = append(t.Rows, document.Cells(fmt.Sprint(n+1), name, of, m.w.Bytes(size)))
	}
	m.add(t)
	return nil
}
