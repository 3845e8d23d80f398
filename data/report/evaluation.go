package report

import (
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/report/chart"
	"pinisi/data/report/document"
)

// evaluation makes the report of PEKPPP Mandiri.
func (m *maker) evaluation() error {
	s, err := assess.Load(m.ctx, m.st, m.r.ID)
	if err != nil {
		return err
	}
	files, err := m.files(s)
	if err != nil {
		return err
	}
	m.sawSheet(s)
	e := s.Evaluation
	m.begin(m.T("evaluation.title"), m.T("evaluation.subject", "Unit", e.Text("unit"), "Period", e.Text("period")))
	m.doc.Contents = m.T("contents")
	note := m.T("evaluation.cover_note", "Instrument", s.Instrument.Title.In(m.lang), "Version", s.Instrument.Version)
	if isDraft(e) {
		m.doc.Mark = m.T("mark.draft")
		note = m.T("mark.note") + "\n" + note
	}
	m.doc.Cover = &document.Cover{
		Letterhead: m.mission.letterhead, Title: m.doc.Title, Subtitle: m.T("evaluation.subtitle"),
		Facts: [][2]string{
			{m.T("fact.unit"), e.Text("unit")}, {m.T("fact.period"), e.Text("period")},
			{m.T("fact.line"), m.label("evaluation", "line", e.Text("line"))}, {m.T("fact.variant"), m.label("evaluation", "variant", e.Text("variant"))},
			{m.T("fact.evaluated_on"), m.date(e.Text("evaluated_on"))}, {m.T("fact.status"), m.label("evaluation", "status", e.Text("status"))},
		},
		Note: note,
	}
	m.summary(s)
	m.method(s)
	if err := m.result(s); err != nil {
		return err
	}
	m.findings(s)
	if err := m.judgement(s); err != nil {
		return err
	}
	if err := m.plan(s); err != nil {
		return err
	}
	if err := m.evidenceList(files); err != nil {
		return err
	}
	m.sign("sign.closing", &document.Signature{Role: m.T("sign.evaluator"), Name: m.person(e.Text("evaluator"))}, e.Text("evaluated_on"))
	m.statementAnnex(s)
	m.hashAnnex(files)
	return nil
}

// sawSheet notes the changes of everything in the sheet.
func (m *maker) sawSheet(s *assess.Sheet) {
	m.saw(s.Evaluation)
	for _, by := range []map[string]data.Record{s.Answers, s.Statements, s.LastYear} {
		for _, r := range by {
			m.saw(r)
		}
	}
	for _, list := range s.Attachments {
		m.saw(list...)
	}
	if s.Responses != nil {
		for _, r := range s.Responses.Responses {
			m.saw(r.Record)
		}
	}
}

// summary is section 1: what it came to, in one sentence that is true.
func (m *maker) summary(s *assess.Sheet) {
	r, e := s.Result, s.Evaluation
	m.h1("summary")
	args := []any{"Unit", e.Text("unit"), "Period", e.Text("period"), "IPP", r.Rounded.Text(m.lang, r.Decimals), "F02", r.F02.Text(m.lang, r.Decimals),
		"N", len(r.Missing), "All", r.Total}
	key := "summary.empty"
	switch {
	case r.Category != nil:
		key = "summary.complete"
		args = append(args, "Code", r.Category.Code, "Name", r.Category.Name.In(m.lang))
	case r.IPP.Known():
		key = "summary.provisional"
	case r.F02.Known() && r.Provisional:
		key = "summary.f02_provisional"
	case r.F02.Known():
		key = "summary.f02"
	}
	m.add(document.Paragraph{Style: document.Lead, Runs: document.Bold(m.T(key, args...))})
	category := "–"
	if r.Category != nil {
		category = r.Category.Code + " · " + r.Category.Name.In(m.lang)
	}
	if isDraft(e) && r.F02.Known() {
		m.text("summary.draft")
	}
	num := func(n instrument.Number) string { return n.Text(m.lang, r.Decimals) }
	m.add(document.Facts(
		[2]string{m.T("fact.ipp"), num(r.Rounded)}, [2]string{m.T("fact.category"), category},
		[2]string{m.T("fact.f02", "Weight", m.w.Decimal(s.Instrument.F02.Weight.String())), num(r.F02)},
		[2]string{m.T("fact.f03", "Weight", m.w.Decimal(s.Instrument.F03.Weight.String())), num(r.F03)},
		[2]string{m.T("fact.answered"), m.T("of", "Done", r.Answered, "All", r.Total)},
		[2]string{m.T("fact.respondents"), m.w.Integer(int64(r.Respondents))},
	))
	if high, low, ok := extremes(r.Aspects); ok {
		m.text("summary.extremes", "High", high.Name.In(m.lang), "HighValue", num(high.Value), "Low", low.Name.In(m.lang), "LowValue", num(low.Value))
	}
	if e.Text("summary") != "" {
		m.h2(m.T("summary.evaluator"))
		m.prose(e.Text("summary"))
	}
	m.notices(append(append([]instrument.Notice{}, r.Reasons...), r.Warnings...))
}

// notices is what there is to know about a result.
func (m *maker) notices(list []instrument.Notice) {
	if len(list) == 0 {
		return
	}
	m.h2(m.T("notices"))
	items := document.List{}
	for _, n := range list {
		items.Items = append(items.Items, document.Plain(n.Text(m.lang)))
	}
	m.add(items)
}

// extremes are the highest and the lowest aspect, if they differ.
func extremes(aspects []instrument.AspectResult) (high, low instrument.AspectResult, ok bool) {
	known := slices.DeleteFunc(slices.Clone(aspects), func(a instrument.AspectResult) bool { return !a.Value.Known() })
	if len(known) < 2 {
		return high, low, false
	}
	compare := func(a, b instrument.AspectResult) int { return a.Value.Cmp(b.Value) }
	high, low = slices.MaxFunc(known, compare), slices.MinFunc(known, compare)
	return high, low, high.Value.Cmp(low.Value) != 0
}

// result is section 3: the aspects as table, radar and bars.
func (m *maker) result(s *assess.Sheet) error {
	r := s.Result
	num := func(n instrument.Number) string { return n.Text(m.lang, r.Decimals) }
	m.h1("result")
	t := document.Table{Caption: m.T("result.aspects"), Columns: []document.Column{
		{Head: m.T("result.aspect"), Width: 46}, {Head: m.T("result.weight"), Width: 13, Align: document.Right}, {Head: m.T("result.answered"), Width: 14, Align: document.Right},
		{Head: m.T("result.value"), Width: 12, Align: document.Right}, {Head: m.T("result.part"), Width: 15, Align: document.Right}}}
	for _, a := range r.Aspects {
		t.Rows = append(t.Rows, document.Cells(a.Name.In(m.lang), m.w.Decimal(a.Weight.String())+"%", fmt.Sprintf("%d/%d", a.Answered, a.Total), num(a.Value), num(a.Contribution)))
	}
	sum := document.Cells(m.T("result.f02"), "100 %", fmt.Sprintf("%d/%d", r.Answered, r.Total), "", num(r.F02))
	sum.Bold = true
	t.Rows = append(t.Rows, sum)
	m.add(t)
	if r.Provisional && r.F02.Known() {
		m.hint("result.scaled")
	}
	names, values := m.aspectValues(s)
	if !allKnown(r.Aspects) {
		return m.comparison(s) // a radar would show what is not known as 0
	}
	c := m.chart(names, float64(s.Instrument.Scale.Max), s.Instrument.Scale.Max-s.Instrument.Scale.Min, r.Decimals, chart.Series{Name: "F-02", Values: values})
	if err := m.figure(chart.Radar, c, 125, "radar", m.T("result.radar"), m.T("result.radar_alt", "Values", m.inWords(c))); err != nil {
		return err
	}
	if r.F03.Known() {
		c = m.beside(c, r)
		if err := m.figure(chart.Bars, c, 150, "bars", m.T("result.bars"), m.T("result.bars_alt", "Values", m.inWords(c))); err != nil {
			return err
		}
	}
	return m.comparison(s)
}

func allKnown(aspects []instrument.AspectResult) bool {
	return len(aspects) > 2 && !slices.ContainsFunc(aspects, func(a instrument.AspectResult) bool { return !a.Value.Known() })
}

func (m *maker) aspectValues(s *assess.Sheet) (names []string, values []float64) {
	for i, a := range s.Result.Aspects {
		name := s.Instrument.F02.Aspects[i].Short.In(m.lang)
		if name == "" {
			name = a.Name.In(m.lang)
		}
		names, values = append(names, name), append(values, a.Value.Float())
	}
	return names, values
}

// beside sets the values of F-03 beside those of F-02, for the aspects on which
// users are asked: one on which they are not has no value, which is not 0.
func (m *maker) beside(f02 chart.Chart, r instrument.Result) chart.Chart {
	both := m.chart(nil, f02.Max, f02.Steps, r.Decimals, chart.Series{Name: "F-02"}, chart.Series{Name: "F-03"})
	for i, a := range r.Aspects {
		for _, u := range r.F03Aspects {
			if u.ID == a.ID && u.Value.Known() && a.Value.Known() {
				both.Names = append(both.Names, f02.Names[i])
				both.Series[0].Values = append(both.Series[0].Values, a.Value.Float())
				both.Series[1].Values = append(both.Series[1].Values, u.Value.Float())
			}
		}
	}
	return both
}

func (m *maker) chart(names []string, max float64, steps, decimals int, series ...chart.Series) chart.Chart {
	return chart.Chart{Names: names, Series: series, Max: max, Steps: steps, Format: func(v float64) string { return m.w.Decimal(fmt.Sprintf("%.*f", decimals, v)) }}
}

// inWords tells what a chart shows to those who do not see it.
func (m *maker) inWords(c chart.Chart) string {
	var parts []string
	for i, name := range c.Names {
		var values []string
		for _, s := range c.Series {
			v := c.Format(s.Values[i])
			if len(c.Series) > 1 {
				v = s.Name + " " + v
			}
			values = append(values, v)
		}
		parts = append(parts, name+" "+strings.Join(values, ", "))
	}
	return strings.Join(parts, "; ")
}

func (m *maker) figure(draw func(chart.Chart) ([]byte, error), c chart.Chart, width float64, name, caption, alt string) error {
	raw, err := draw(c)
	if err != nil {
		return err
	}
	p, err := chart.Picture(raw, width, name, alt)
	if err != nil {
		return err
	}
	m.add(document.Figure{Picture: p, Caption: caption})
	return nil
}
