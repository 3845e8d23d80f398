package report

import (
	"fmt"
	"io"
	"strconv"

	"pinisi/data/complain"
	"pinisi/data/setup"
	sp "pinisi/data/spreadsheet"
)

// complaintBook is the report of complaints as XLSX: figures, times and limits,
// and a row for each complaint.
func (m *maker) complaintBook(w io.Writer) error {
	f, err := m.complaintFigures()
	if err != nil {
		return err
	}
	title := m.T("complaints.title") + " · " + m.periodTitle()
	who := m.mission.name
	if f.every {
		who = m.T("complaints.every")
	}
	book := sp.New(m.T("complaints.title"), title+" · "+who, m.w.T("workbook.page"))
	small := sp.Small
	small.OneLine = true
	sheet := func(name string) *sp.Sheet {
		s := book.Sheet(name)
		s.Put(1, 1, title, sp.Title)
		s.Put(2, 1, who+" · "+m.T("complaints.as_of", "Date", m.date(f.today)), small)
		return s
	}
	m.complaintCounts(sheet(m.T("summary")), f)
	m.complaintTimesSheet(sheet(m.T("complaints.times_short")), f)
	m.complaintRows(sheet(m.T("complaints.list")), f)
	raw, err := book.Bytes()
	if err != nil {
		return fmt.Errorf("make the workbook of complaints: %w", err)
	}
	_, err = w.Write(raw)
	return err
}

func (m *maker) complaintCounts(s *sp.Sheet, f *complaintFigures) {
	s.Widths(48, 12, 12)
	share := sp.Cell.As("0.0%")
	share.OneLine = true
	row := 4
	for _, field := range []string{"status", "class", "channel", "service"} {
		s.Row(row, sp.Head, m.w.T("kinds.complaint."+field), m.T("sum"), m.T("complaints.percent"))
		from := row + 1
		all := m.shares(f, field)
		for _, one := range all {
			row++
			s.Put(row, 1, one.name, sp.Cell)
			s.Put(row, 2, one.n, sp.Cell)
			s.Formula(row, 3, fmt.Sprintf("%s/SUM(%s)", sp.At(row, 2), sp.Range(from, 2, from+len(all)-1, 2)), float64(one.n)/float64(len(f.list)), share)
		}
		row++
		s.Put(row, 1, m.T("sum"), sp.Sum)
		if len(all) > 0 {
			s.Formula(row, 2, "SUM("+sp.Range(from, 2, row-1, 2)+")", len(f.list), sp.Sum)
		} else {
			s.Put(row, 2, 0, sp.Sum)
		}
		s.Put(row, 3, nil, sp.Sum)
		row += 2
	}
	if f.undated > 0 {
		s.Put(row, 1, m.T("complaints.undated", "N", f.undated), sp.Small)
		s.Merge(row, 1, 3)
	}
}

func (m *maker) complaintTimesSheet(s *sp.Sheet, f *complaintFigures) {
	s.Widths(46, 16, 12, 12, 14, 12, 12, 60)
	s.Row(4, sp.Head, m.T("complaints.definition"), m.T("complaints.unit"), m.T("complaints.used"), m.T("complaints.skipped"), m.T("complaints.mean"), m.T("complaints.median"), m.T("complaints.largest"), m.T("complaints.basis"))
	row := 5
	number := func(text string) any {
		if n, err := strconv.ParseFloat(text, 64); err == nil {
			return n
		}
		return nil
	}
	for _, def := range complain.Definitions() {
		for _, working := range []bool{false, true} {
			x := f.times(def, working)
			s.Row(row, sp.Cell, m.w.T(def.Label()), m.T("complaints.unit."+map[bool]string{false: "calendar", true: "working"}[working]), x.Used(), x.Skipped(), nil, nil, nil, x.Basis(m.w))
			s.Put(row, 5, number(x.Mean()), sp.Cell.As("0.0"))
			s.Put(row, 6, number(x.Median()), sp.Cell)
			if n := x.Largest(); n >= 0 {
				s.Put(row, 7, n, sp.Cell)
			}
			row++
		}
	}
	row++
	s.Row(row, sp.Head, m.T("complaints.limit"), m.T("complaints.days"), m.T("complaints.met"), m.T("complaints.met_late"), m.T("complaints.late"), m.T("complaints.underway"), nil, m.T("complaints.source"))
	stages, _ := m.stages(f)
	for _, one := range stages {
		row++
		source := one.source
		if one.ours {
			source = m.T("complaints.ours", "Source", source)
		}
		s.Row(row, sp.Cell, one.name, one.limit, one.met, one.metLate, one.late, one.underway, nil, source)
	}
}

func (m *maker) complaintRows(s *sp.Sheet, f *complaintFigures) {
	label := func(field string) string { return m.w.T("kinds.complaint." + field) }
	s.Widths(16, 13, 16, 16, 34, 13, 13, 13, 13, 18, 30, 70, 20)
	s.Row(4, sp.Head, label("tracking_id"), label("received_on"), label("class"), label("channel"), label("service"), label("verified_on"), label("passed_on"), label("answered_on"), label("closed_on"), label("status"), m.T("complaints.limit"), m.T("complaints.what"), m.T("complaints.mission"))
	s.Freeze(5, 2)
	s.Titles(4, 4)
	for i, r := range f.list {
		clock := ""
		if c, ok := f.books[r.Scope].Next(r); ok {
			clock = c.Say(m.w)
		}
		s.Row(5+i, sp.Cell, r.Text("tracking_id"), r.Text("received_on"), m.labelOr("class", r), m.choiceOr("channel", r), m.serviceOf(f, r), r.Text("verified_on"), r.Text("passed_on"), r.Text("answered_on"), r.Text("closed_on"), m.labelOr("status", r), clock, m.complaintText(r), setup.Name(r.Scope))
	}
	if n := len(f.list); n > 0 {
		s.Filter(4, 1, 4+n, 13)
	}
}
