package report

import (
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/report/document"
)

// method is section 2: by what it was computed, and how sure that is.
func (m *maker) method(s *assess.Sheet) {
	ins, r := s.Instrument, s.Result
	m.h1("method")
	least := m.T("method.least_unknown")
	if rule, ok := ins.RespondentRule(data.Year(s.Evaluation.Text("period"))); ok && rule.Min > 0 {
		least = m.T("method.least", "Min", rule.Min, "Year", rule.Year)
	}
	f02, _ := ins.Methods.F02.Find(r.MethodF02.ID)
	f03, _ := ins.Methods.F03.Find(r.MethodF03.ID)
	m.add(document.Facts(
		[2]string{m.T("method.instrument"), ins.Title.In(m.lang)}, [2]string{m.T("method.version"), ins.ID + " " + ins.Version},
		[2]string{m.T("method.basis"), ins.Basis},
		[2]string{m.T("method.f02"), named(f02, m.lang)}, [2]string{m.T("method.f03"), named(f03, m.lang)},
		[2]string{m.T("method.index"), ins.Index.Formula.In(m.lang)},
		[2]string{m.T("method.loci"), m.w.N("instrument.loci", r.Loci)},
		[2]string{m.T("fact.respondents"), m.T("method.respondents", "N", m.w.Integer(int64(r.Respondents)), "Least", least)},
	))
	if ins.Notice != "" {
		m.hint("method.notice", "Notice", ins.Notice)
	}
	t := document.Table{Caption: m.T("method.sure"), Columns: []document.Column{
		{Head: m.T("method.fact"), Width: 34}, {Head: m.T("method.state"), Width: 22}, {Head: m.T("method.note"), Width: 44}}}
	for _, f := range []struct {
		name string
		v    instrument.Verification
	}{
		{m.T("method.scale"), ins.Scale.Verification}, {m.T("method.aspect_weights"), ins.F02.Verification}, {m.T("method.index_weights"), ins.Index.WeightsVerification},
		{m.T("method.rounding"), ins.Index.RoundingVerification}, {m.T("method.categories"), ins.Index.CategoriesVerification},
		{m.T("method.f02"), f02.Verification}, {m.T("method.f03"), f03.Verification},
	} {
		state := m.T("method.unverified")
		if f.v.Verified {
			state = m.T("method.verified")
		}
		t.Rows = append(t.Rows, document.Cells(f.name, state, f.v.Note))
	}
	m.add(t)
	c := document.Table{Caption: m.T("method.ranges"), Columns: []document.Column{
		{Head: m.T("method.code"), Width: 15, Align: document.Centre}, {Head: m.T("method.name"), Width: 50}, {Head: m.T("method.range"), Width: 35, Align: document.Right}}}
	for _, k := range ins.Index.Categories {
		row := document.Cells(k.Code, k.Name.In(m.lang), m.w.Decimal(fixed(k.Min, r.Decimals))+" – "+m.w.Decimal(fixed(k.Max, r.Decimals)))
		if r.Category != nil && k.Code == r.Category.Code {
			for i := range row.Cells {
				row.Cells[i].Runs[0].Bold = true
			}
		}
		c.Rows = append(c.Rows, row)
	}
	m.add(c)
}

func fixed(d instrument.Decimal, places int) string { return instrument.Exactly(d.Rat()).Fixed(places) }

func named(method instrument.Method, lang string) string {
	if f := method.Formula.In(lang); f != "" {
		return method.Name.In(lang) + ": " + f
	}
	return method.Name.In(lang)
}
