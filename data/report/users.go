package report

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/report/document"
	"pinisi/data/respond"
)

// judgement is section 5 of the report: what users answered (F-03).
func (m *maker) judgement(s *assess.Sheet) error {
	m.h1("users")
	r := s.Result
	complete, incomplete := s.Responses.Counts()
	if complete+incomplete == 0 {
		m.text("users.none")
		return nil
	}
	m.text("users.lead", "N", m.w.Integer(int64(complete)), "F03", r.F03.Text(m.lang, r.Decimals))
	if incomplete > 0 {
		m.hint("users.incomplete", "N", m.w.Integer(int64(incomplete)))
	}
	m.add(m.questions(s, false))
	m.add(m.groups(m.T("users.by_channel"), m.T("users.channel"), s.Responses.ByChannel(), func(k string) string { return m.channel(k) }))
	return m.remarks(s.Responses, false)
}

// questions are the means by question and aspect, with the counts of every
// answer when they are asked for.
func (m *maker) questions(s *assess.Sheet, counts bool) document.Table {
	r, f := s.Result, s.Responses.Form
	t := document.Table{Caption: m.T("users.questions"), Columns: []document.Column{{Head: m.T("users.number"), Width: 7, Align: document.Centre}, {Head: m.T("users.question"), Width: 78}}}
	if counts {
		t.Columns[1].Width = 45
		for n := f.Min; n <= f.Max; n++ {
			t.Columns = append(t.Columns, document.Column{Head: fmt.Sprint(n), Width: 6, Align: document.Right})
		}
	}
	t.Columns = append(t.Columns, document.Column{Head: m.T("users.mean"), Width: 12, Align: document.Right})
	tally := s.Responses.Tally()
	for _, a := range s.Instrument.F02.Aspects {
		title := a.Name.In(m.lang)
		for _, u := range r.F03Aspects {
			if u.ID == a.ID {
				title += "  ·  " + u.Value.Text(m.lang, r.Decimals)
			}
		}
		first := true
		for i, q := range s.Instrument.F03.Questions {
			if q.Aspect != a.ID || i >= len(tally) {
				continue
			}
			if first {
				t.Rows = append(t.Rows, document.Row{Span: true, Cells: []document.Cell{document.T(title)}})
				first = false
			}
			row := document.Cells(fmt.Sprint(q.Number), q.Text.In(m.lang))
			if counts {
				for _, n := range tally[i].Counts {
					row.Cells = append(row.Cells, document.T(m.w.Integer(int64(n))))
				}
			}
			row.Cells = append(row.Cells, document.T(tally[i].Mean.Text(m.lang, r.Decimals)))
			t.Rows = append(t.Rows, row)
		}
	}
	sum := document.Cells("", m.T("users.index"))
	for len(sum.Cells) < len(t.Columns)-1 {
		sum.Cells = append(sum.Cells, document.T(""))
	}
	sum.Cells = append(sum.Cells, document.T(r.F03.Text(m.lang, r.Decimals)))
	sum.Bold = true
	t.Rows = append(t.Rows, sum)
	return t
}

func (m *maker) channel(k string) string {
	if k == "" {
		return m.T("unknown")
	}
	return m.label("response", "channel", k)
}

// groups is a table of sheets that have something in common.
func (m *maker) groups(caption, head string, groups []respond.Group, name func(string) string) document.Table {
	t := document.Table{Caption: caption, Columns: []document.Column{{Head: head, Width: 60}, {Head: m.T("users.complete"), Width: 20, Align: document.Right}, {Head: m.T("users.not_counted"), Width: 20, Align: document.Right}}}
	whole, part := 0, 0
	for _, g := range groups {
		t.Rows = append(t.Rows, document.Cells(name(g.Key), m.w.Integer(int64(g.Complete)), m.w.Integer(int64(g.Incomplete))))
		whole, part = whole+g.Complete, part+g.Incomplete
	}
	sum := document.Cells(m.T("sum"), m.w.Integer(int64(whole)), m.w.Integer(int64(part)))
	sum.Bold = true
	t.Rows = append(t.Rows, sum)
	return t
}

// remarksShown is how many remarks are listed; of more the first are, and the
// document says how many there are.
const remarksShown = 200

// remarks lists what respondents wrote, without who they are; as a section of
// its own or as a part of one.
func (m *maker) remarks(set *respond.Set, section bool) error {
	all, err := set.Remarks(m.ctx, m.st, m.r.Personal)
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(r respond.Remark) bool {
		return strings.TrimSpace(r.Text) == "" && (!m.r.Personal || r.Contact == "")
	})
	if len(all) == 0 {
		return nil
	}
	if section {
		m.h1("users.remarks")
	} else {
		m.h2(m.T("users.remarks"))
	}
	if m.r.Personal {
		m.hint("users.remarks_open")
	} else {
		m.hint("users.remarks_masked")
	}
	if len(all) > remarksShown {
		m.hint("users.remarks_cut", "Shown", remarksShown, "All", m.w.Integer(int64(len(all))))
		all = all[:remarksShown]
	}
	items := document.List{Numbered: true}
	for _, r := range all {
		runs := document.Plain(m.mask.Text(strings.Join(strings.Fields(r.Text), " ")))
		if m.r.Personal && r.Contact != "" {
			runs = append(runs, document.Run{Text: "  (" + r.Contact + ")", Quiet: true})
		}
		items.Items = append(items.Items, runs)
	}
	m.add(items)
	return nil
}

// respondents makes the recap of F-03 as a document of its own.
func (m *maker) respondents() error {
	s, err := assess.Load(m.ctx, m.st, m.r.ID)
	if err != nil {
		return err
	}
	m.sawSheet(s)
	e, r := s.Evaluation, s.Result
	m.begin(m.T("respondents.title"), m.T("evaluation.subject", "Unit", e.Text("unit"), "Period", e.Text("period")))
	if isDraft(e) {
		m.doc.Mark = m.T("mark.draft")
	}
	m.add(document.Letterhead{Lines: m.mission.letterhead}, document.Title{Text: m.doc.Title, Subtitle: m.doc.Subject})
	complete, incomplete := s.Responses.Counts()
	least := m.T("method.least_unknown")
	if rule, ok := s.Instrument.RespondentRule(data.Year(e.Text("period"))); ok && rule.Min > 0 {
		least = m.T("method.least", "Min", rule.Min, "Year", rule.Year)
	}
	m.add(document.Facts(
		[2]string{m.T("fact.f03_index"), r.F03.Text(m.lang, r.Decimals)},
		[2]string{m.T("fact.respondents"), m.T("method.respondents", "N", m.w.Integer(int64(complete)), "Least", least)},
		[2]string{m.T("users.not_counted"), m.w.Integer(int64(incomplete))},
		[2]string{m.T("method.f03"), r.MethodF03.Name.In(m.lang)},
		[2]string{m.T("method.instrument"), s.Instrument.Title.In(m.lang) + " · " + s.Instrument.ID + " " + s.Instrument.Version},
		[2]string{m.T("users.scale"), m.T("users.scale_text", "Min", s.Responses.Min, "Max", s.Responses.Max)},
	))
	m.notices(about(r.Warnings, "respond"))
	if complete+incomplete == 0 {
		m.text("users.none")
		return nil
	}
	m.add(m.questions(s, true))
	m.add(m.groups(m.T("users.by_channel"), m.T("users.channel"), s.Responses.ByChannel(), m.channel))
	services, err := m.services()
	if err != nil {
		return err
	}
	m.add(m.groups(m.T("users.by_service"), m.T("users.service"), s.Responses.ByService(), services))
	m.add(m.groups(m.T("users.by_month"), m.T("users.month"), s.Responses.ByMonth(), m.month))
	return m.remarks(s.Responses, false)
}

// about are the notices whose key holds a word.
func about(list []instrument.Notice, word string) []instrument.Notice {
	return slices.DeleteFunc(slices.Clone(list), func(n instrument.Notice) bool { return !strings.Contains(n.Key, word) })
}

// services gives the names of services by their codes.
func (m *maker) services() (func(code string) string, error) {
	catalogue, err := assets.Services()
	if err != nil {
		return nil, fmt.Errorf("read the services: %w", err)
	}
	names := map[string]string{"": m.T("unknown")}
	for _, s := range catalogue.Services {
		names[s.Code] = s.Code + "  " + s.Name.In(m.lang)
	}
	return func(code string) string {
		if n := names[code]; n != "" {
			return n
		}
		return code
	}, nil
}

// month writes 2026-03 as Maret 2026.
func (m *maker) month(key string) string {
	t, err := time.Parse("2006-01", key)
	if err != nil {
		return m.T("unknown")
	}
	return m.w.Month(t)
}
