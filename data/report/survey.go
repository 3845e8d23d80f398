package report

import (
	"fmt"
	"math/big"
	"strings"

	"pinisi/data/instrument"
	"pinisi/data/report/chart"
	"pinisi/data/report/document"
	"pinisi/data/survey"
)

// survey makes the report of a satisfaction survey (laporan SKM).
func (m *maker) survey() error {
	s, err := survey.Load(m.ctx, m.st, m.r.ID)
	if err != nil {
		return err
	}
	m.saw(s.Survey)
	for _, r := range s.Responses.Responses {
		m.saw(r.Record)
	}
	for _, b := range s.Before {
		m.saw(b.Survey)
	}
	v := s.Survey
	m.begin(m.T("survey.title"), m.T("evaluation.subject", "Unit", v.Text("unit"), "Period", v.Text("period")))
	m.doc.Contents = m.T("contents")
	note := m.T("evaluation.cover_note", "Instrument", s.Definition.Title.In(m.lang), "Version", s.Definition.Version)
	if isDraft(v) {
		m.doc.Mark = m.T("mark.draft")
		note = m.T("mark.note") + "\n" + note
	}
	m.doc.Cover = &document.Cover{
		Letterhead: m.mission.letterhead, Title: m.doc.Title, Subtitle: m.T("survey.subtitle"),
		Facts: [][2]string{{m.T("fact.unit"), v.Text("unit")}, {m.T("fact.period"), v.Text("period")}, {m.T("survey.dates"), m.between(v.Text("from_on"), v.Text("until_on"))},
			{m.T("fact.status"), m.label("survey", "status", v.Text("status"))}},
		Note: note,
	}
	m.surveySummary(s)
	if err := m.surveyMethod(s); err != nil {
		return err
	}
	if err := m.surveyResult(s); err != nil {
		return err
	}
	m.surveyLowest(s)
	m.h1("plan")
	actions, err := m.actionsOf(v)
	if err != nil {
		return err
	}
	if len(actions) == 0 {
		m.text("plan.none")
	} else {
		m.planLead(actions)
		m.add(m.planTable(actions, m.T("plan.table")))
	}
	if err := m.trend(s); err != nil {
		return err
	}
	if err := m.remarks(s.Responses, true); err != nil {
		return err
	}
	m.sign("sign.closing", nil, v.Text("reported_on"))
	return nil
}

func (m *maker) between(from, until string) string {
	switch {
	case from != "" && until != "":
		return m.date(from) + " – " + m.date(until)
	case from != "":
		return m.T("survey.since", "Date", m.date(from))
	case until != "":
		return m.T("survey.until", "Date", m.date(until))
	}
	return ""
}

func (m *maker) surveySummary(s *survey.Sheet) {
	r, v := s.Result, s.Survey
	num := func(n instrument.Number, places int) string { return n.Text(m.lang, places) }
	m.h1("summary")
	lead := m.T("survey.empty", "Unit", v.Text("unit"), "Period", v.Text("period"))
	quality := "–"
	if r.Quality != nil {
		quality = r.Quality.Code + " · " + r.Quality.Name.In(m.lang)
		lead = m.T("survey.lead", "Unit", v.Text("unit"), "Period", v.Text("period"), "IKM", num(r.Rounded, s.Definition.Decimals), "Code", r.Quality.Code, "Name", r.Quality.Name.In(m.lang), "N", m.w.Integer(int64(r.Respondents)))
	}
	m.add(document.Paragraph{Style: document.Lead, Runs: document.Bold(lead)})
	if isDraft(v) && r.Quality != nil {
		m.text("survey.draft")
	}
	m.add(document.Facts(
		[2]string{m.T("survey.ikm"), num(r.Rounded, s.Definition.Decimals)}, [2]string{m.T("survey.quality"), quality},
		[2]string{m.T("survey.index"), num(r.Index, 4)}, [2]string{m.T("fact.respondents"), m.w.Integer(int64(r.Respondents))}))
	if v.Text("summary") != "" {
		m.h2(m.T("survey.remarks"))
		m.prose(v.Text("summary"))
	}
	m.notices(r.Warnings)
}

func (m *maker) surveyMethod(s *survey.Sheet) error {
	r, v, d := s.Result, s.Survey, s.Definition
	m.h1("survey.method")
	population, least := m.T("unknown"), m.T("unknown")
	if r.PopulationKnown {
		population, least = m.w.Integer(int64(r.Population)), m.w.Integer(int64(r.MinSample))
	}
	services, err := m.services()
	if err != nil {
		return err
	}
	var offered []string
	for _, code := range v.List("services") {
		offered = append(offered, services(code))
	}
	m.add(document.Facts(
		[2]string{m.T("survey.dates"), m.between(v.Text("from_on"), v.Text("until_on"))},
		[2]string{m.T("survey.population"), population}, [2]string{m.T("survey.least", "Method", d.Sample.Name.In(m.lang)), least},
		[2]string{m.T("survey.sample"), m.w.Integer(int64(r.Respondents))}, [2]string{m.T("users.not_counted"), m.w.Integer(int64(r.Incomplete))},
		[2]string{m.T("survey.services"), strings.Join(offered, "\n")},
		[2]string{m.T("method.instrument"), d.Title.In(m.lang) + " · " + d.ID + " " + d.Version},
		[2]string{m.T("survey.weights"), m.T("survey.weight_each", "Weight", fmt.Sprintf("1/%d", max(1, len(r.Unsur))))},
		[2]string{m.T("survey.media"), strings.Join(v.List("media"), ", ")},
	))
	if v.Text("method") != "" {
		m.h2(m.T("survey.way"))
		m.prose(v.Text("method"))
	}
	if d.Notice != "" {
		m.hint("method.notice", "Notice", d.Notice)
	}
	m.add(m.groups(m.T("users.by_channel"), m.T("users.channel"), s.Responses.ByChannel(), m.channel))
	return nil
}

func (m *maker) surveyResult(s *survey.Sheet) error {
	r, d := s.Result, s.Definition
	m.h1("survey.result")
	if r.Respondents == 0 {
		m.text("users.none")
		return nil
	}
	t := document.Table{Caption: m.T("survey.unsur_table"), Columns: []document.Column{{Head: m.T("finding.code"), Width: 8}, {Head: m.T("survey.unsur"), Width: 38}}}
	for n := d.Scale.Min; n <= d.Scale.Max; n++ {
		t.Columns = append(t.Columns, document.Column{Head: fmt.Sprint(n), Width: 6.5, Align: document.Right})
	}
	t.Columns = append(t.Columns, document.Column{Head: "NRR", Width: 10, Align: document.Right}, document.Column{Head: "IKM", Width: 10, Align: document.Right}, document.Column{Head: m.T("survey.quality"), Width: 10, Align: document.Centre})
	var names []string
	var values []float64
	for _, u := range r.Unsur {
		row := document.Cells(u.ID, u.Name.In(m.lang))
		for _, n := range u.Counts {
			row.Cells = append(row.Cells, document.T(m.w.Integer(int64(n))))
		}
		quality := "–"
		if u.Quality != nil {
			quality = u.Quality.Code
		}
		row.Cells = append(row.Cells, document.T(u.Mean.Text(m.lang, 3)), document.T(u.IKM.Text(m.lang, d.Decimals)), document.T(quality))
		t.Rows = append(t.Rows, row)
		names, values = append(names, u.ID+" "+u.Name.In(m.lang)), append(values, u.Mean.Float())
	}
	sum := document.Cells("", m.T("survey.whole"))
	for range r.Unsur[0].Counts {
		sum.Cells = append(sum.Cells, document.T(""))
	}
	quality := "–"
	if r.Quality != nil {
		quality = r.Quality.Code
	}
	sum.Cells = append(sum.Cells, document.T(r.Index.Text(m.lang, 3)), document.T(r.Rounded.Text(m.lang, d.Decimals)), document.T(quality))
	sum.Bold = true
	t.Rows = append(t.Rows, sum)
	m.add(t)
	m.hint("survey.formula", "Weight", fmt.Sprintf("1/%d", len(r.Unsur)), "Factor", m.w.Decimal(instrument.Exactly(toIKM(d)).Fixed(0)))
	c := m.chart(names, float64(d.Scale.Max), d.Scale.Max, 2, chart.Series{Name: "NRR", Values: values})
	return m.figure(chart.Bars, c, 155, "unsur", m.T("survey.bars"), m.T("survey.bars_alt", "Values", m.inWords(c)))
}

// toIKM is what the index is multiplied with.
func toIKM(d *survey.Definition) *big.Rat { return big.NewRat(100, int64(d.Scale.Max)) }

func (m *maker) surveyLowest(s *survey.Sheet) {
	if len(s.Result.Lowest) == 0 {
		return
	}
	m.h1("survey.lowest")
	m.text("survey.lowest_lead")
	items := document.List{Numbered: true}
	for _, id := range s.Result.Lowest {
		u, ok := s.Result.Of(id)
		if !ok {
			continue
		}
		follow := m.T("survey.no_action")
		if f, ok := s.FollowupOf(id); ok {
			follow = m.T("survey.action_open")
			if action := f.Text("action"); action != "" {
				follow = m.T("survey.action", "Action", m.mask.Text(action))
			}
		}
		items.Items = append(items.Items, []document.Run{{Text: id + " " + u.Name.In(m.lang), Bold: true}, {Text: " (" + u.Mean.Text(m.lang, 3) + "). " + follow}})
	}
	m.add(items)
}

// trend stands beside earlier surveys of the unit.
func (m *maker) trend(s *survey.Sheet) error {
	if len(s.Before) == 0 {
		return nil
	}
	m.h1("survey.trend")
	t := document.Table{Caption: m.T("survey.trend_table"), Columns: []document.Column{{Head: m.T("fact.period"), Width: 30}, {Head: m.T("fact.respondents"), Width: 25, Align: document.Right}, {Head: "IKM", Width: 20, Align: document.Right}, {Head: m.T("survey.quality"), Width: 25, Align: document.Centre}}}
	var names []string
	var values []float64
	add := func(period string, respondents int, ikm instrument.Number, q *survey.Quality) {
		quality := "–"
		if q != nil {
			quality = q.Code
		}
		t.Rows = append(t.Rows, document.Cells(period, m.w.Integer(int64(respondents)), ikm.Text(m.lang, s.Definition.Decimals), quality))
		if ikm.Known() {
			names, values = append(names, period), append(values, ikm.Float())
		}
	}
	for i := len(s.Before) - 1; i >= 0; i-- {
		b := s.Before[i]
		add(b.Period, b.Respondents, b.IKM, b.Quality)
	}
	add(s.Survey.Text("period"), s.Result.Respondents, s.Result.Rounded, s.Result.Quality)
	m.add(t)
	if len(values) < 2 {
		return nil
	}
	c := m.chart(names, 100, 5, s.Definition.Decimals, chart.Series{Name: "IKM", Values: values})
	return m.figure(chart.Lines, c, 150, "trend", m.T("survey.trend_figure"), m.T("survey.trend_alt", "Values", m.inWords(c)))
}
