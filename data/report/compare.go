package report

import (
	"fmt"
	"strings"

	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/report/chart"
	"pinisi/data/report/document"
)

// comparison sets the evaluation beside earlier periods of its unit: the
// indexes, their course, and the indicators whose level changed. Without any it
// is left out.
func (m *maker) comparison(s *assess.Sheet) error {
	c, err := assess.Compare(m.ctx, m.st, s)
	if err != nil {
		return err
	}
	for _, group := range [][]assess.Compared{c.Earlier, c.Units, c.Apart} {
		for _, o := range group {
			m.saw(o.Evaluation)
		}
	}
	if len(c.Earlier) == 0 {
		return nil
	}
	m.h2(m.T("compare"))
	m.earlier(s, c)
	if err := m.course(s, c); err != nil {
		return err
	}
	m.changed(s)
	return nil
}

func (m *maker) earlier(s *assess.Sheet, c *assess.Comparison) {
	num := func(n instrument.Number) string { return n.Text(m.lang, s.Result.Decimals) }
	t := document.Table{Caption: m.T("compare.table"), Columns: []document.Column{{Head: m.T("fact.period"), Width: 22}, {Head: "F-02", Width: 13, Align: document.Right}, {Head: "F-03", Width: 13, Align: document.Right},
		{Head: "IPP", Width: 13, Align: document.Right}, {Head: m.T("fact.category"), Width: 14, Align: document.Centre}, {Head: m.T("fact.status"), Width: 25}}}
	row := func(period string, r instrument.Result, status string, version bool) document.Row {
		category := "–"
		if r.Category != nil {
			category = r.Category.Code
		}
		if version {
			status += " · " + m.T("compare.version", "Version", r.Instrument.Version)
		}
		return document.Cells(period, num(r.F02), num(r.F03), num(r.Rounded), category, status)
	}
	for _, o := range c.Earlier {
		t.Rows = append(t.Rows, row(o.Evaluation.Text("period"), o.Result, m.label("evaluation", "status", o.Evaluation.Text("status")), o.Version))
	}
	now := row(s.Evaluation.Text("period"), s.Result, m.label("evaluation", "status", s.Evaluation.Text("status")), false)
	now.Bold = true
	t.Rows = append(t.Rows, now)
	m.add(t)
	if n := len(c.Apart); n > 0 {
		m.hint("compare.apart", "N", n)
	}
}

// course draws the F-02 index over the periods, and the IPP where each has one.
func (m *maker) course(s *assess.Sheet, c *assess.Comparison) error {
	var names []string
	var f02, ipp []float64
	whole := true
	add := func(period string, r instrument.Result) {
		if r.F02.Known() {
			names, f02, ipp = append(names, period), append(f02, r.F02.Float()), append(ipp, r.IPP.Float())
			whole = whole && r.IPP.Known()
		}
	}
	for _, o := range c.Earlier {
		add(o.Evaluation.Text("period"), o.Result)
	}
	add(s.Evaluation.Text("period"), s.Result)
	if len(names) < 2 {
		return nil
	}
	one := chart.Series{Name: "F-02", Values: f02}
	if whole {
		one = chart.Series{Name: "IPP", Values: ipp}
	}
	k := m.chart(names, float64(s.Instrument.Scale.Max), s.Instrument.Scale.Max-s.Instrument.Scale.Min, s.Result.Decimals, one)
	return m.figure(chart.Lines, k, 150, "course", m.T("compare.figure", "Index", one.Name), m.T("compare.figure_alt", "Index", one.Name, "Values", m.inWords(k)))
}

// changed are the indicators whose level is another than in the period before.
func (m *maker) changed(s *assess.Sheet) {
	if s.LastPeriod == "" {
		return
	}
	now := s.Evaluation.Text("period")
	t := document.Table{Caption: m.T("compare.levels", "Last", s.LastPeriod, "Now", now), Columns: []document.Column{
		{Head: m.T("finding.code"), Width: 9}, {Head: m.T("finding.indicator"), Width: 58},
		{Head: s.LastPeriod, Width: 11, Align: document.Centre}, {Head: now, Width: 11, Align: document.Centre}, {Head: m.T("compare.change"), Width: 11, Align: document.Centre}}}
	for _, ind := range s.Instrument.Indicators() {
		last, had := s.LastYear[ind.ID].Int("score")
		level, has := s.Level(ind.ID)
		if had == has && int(last) == level {
			continue
		}
		change := "–"
		if had && has {
			change = strings.Replace(fmt.Sprintf("%+d", level-int(last)), "-", "−", 1)
		}
		t.Rows = append(t.Rows, document.Cells(ind.ID, ind.Title.In(m.lang), levelOf(int(last), had), levelOf(level, has), change))
	}
	if len(t.Rows) == 0 {
		m.text("compare.same", "Last", s.LastPeriod)
		return
	}
	m.text("compare.lead", "Last", s.LastPeriod, "N", len(t.Rows), "All", s.Result.Total)
	m.add(t)
}

func levelOf(n int, known bool) string {
	if !known {
		return "–"
	}
	return fmt.Sprint(n)
}
