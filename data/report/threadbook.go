package report

import (
	"io"

	sp "pinisi/data/spreadsheet"
	"pinisi/data/thread"
)

// threadBook is the thread as XLSX: a row for each step of a record's, or for
// each thing in a chain of a year's, so that it can be filtered and counted.
func (m *maker) threadBook(w io.Writer) error {
	if m.r.Period != "" {
		return m.threadYearBook(w)
	}
	g, err := m.walked()
	if err != nil {
		return err
	}
	focus, _ := g.Node(g.Focus)
	title := m.T("thread.title")
	book := sp.New(title, title+" · "+m.nodeTitle(focus)+" · "+m.mission.name, m.w.T("workbook.page"))
	s := book.Sheet(title)
	s.Put(1, 1, title+": "+m.nodeTitle(focus), sp.Title)
	s.Put(2, 1, m.mission.name, sp.Small)
	s.Merge(2, 1, 10)
	s.Widths(22, 44, 13, 20, 20, 22, 44, 13, 20, 34)
	s.Row(4, sp.Head, m.T("thread.kind"), m.T("thread.first"), m.T("thread.date"), m.T("thread.status"), m.T("thread.edge"), m.T("thread.kind"), m.T("thread.second"), m.T("thread.date"), m.T("thread.status"), m.T("thread.note"))
	s.Freeze(5, 3)
	s.Titles(4, 4)
	rows := g.Table()
	for i, r := range rows {
		s.Row(5+i, sp.Cell, m.nodeKind(r.From), m.nodeTitle(r.From), m.short(r.From.Date), r.From.StatusWord, m.w.T("thread.edge."+r.Edge.Name),
			m.nodeKind(r.To), m.nodeTitle(r.To), m.short(r.To.Date), r.To.StatusWord, m.mask.Text(r.Edge.Note))
	}
	if n := len(rows); n > 0 {
		s.Filter(4, 1, 4+n, 10)
	}
	b, err := book.Bytes()
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

func (m *maker) threadYearBook(w io.Writer) error {
	y, err := m.year()
	if err != nil {
		return err
	}
	title := m.T("thread.year_title") + " " + y.Period
	book := sp.New(title, title+" · "+m.mission.name, m.w.T("workbook.page"))
	s := book.Sheet(m.T("thread.year_title"))
	s.Put(1, 1, title+" · "+m.mission.name, sp.Title)
	s.Put(2, 1, m.counted(y.Counts), sp.Small)
	s.Merge(2, 1, 7)
	s.Widths(8, 16, 24, 56, 13, 22, 34)
	s.Row(4, sp.Head, m.T("thread.row"), m.T("thread.column"), m.T("thread.kind"), m.T("thread.second"), m.T("thread.date"), m.T("thread.status"), m.T("thread.gap"))
	s.Freeze(5, 3)
	s.Titles(4, 4)
	row := 5
	for i, c := range y.Chains {
		gap := ""
		if c.Gap != "" {
			gap = m.w.T("thread.gap." + c.Gap)
		}
		for j, nodes := range [][]thread.Node{c.Said, c.Agreed, c.Changed, c.Result} {
			for _, n := range nodes {
				name := m.nodeTitle(n)
				if j == 0 && c.Unsur != "" {
					name = c.Unsur + " · " + name
				}
				s.Row(row, sp.Cell, i+1, m.w.T("thread.column."+threadColumns[j]), m.nodeKind(n), name, m.short(n.Date), n.StatusWord, gap)
				row++
			}
		}
	}
	if row > 5 {
		s.Filter(4, 1, row-1, 7)
	}
	x := book.Sheet(m.T("thread.index"))
	x.Widths(40, 14, 10, 10, 10, 12, 20)
	x.Row(1, sp.Head, m.T("thread.unit"), m.T("fact.period"), "F-02", "F-03", "IPP", m.T("fact.category"), m.T("fact.status"))
	at := 2
	for _, one := range y.Indexes {
		for _, e := range one.At {
			x.Row(at, sp.Cell, one.Unit, e.Period, e.F02, e.F03, e.IPP, e.Category, m.label("evaluation", "status", e.Status))
			at++
		}
	}
	b, err := book.Bytes()
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}
