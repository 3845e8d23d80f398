package report

import (
	"fmt"
	"io"
	"strings"

	"pinisi/data"
	"pinisi/data/outreach"
	"pinisi/data/report/document"
	"pinisi/data/report/mask"
	"pinisi/data/setup"
	sp "pinisi/data/spreadsheet"
)

// outreachFigures reads the activities of the period; every is whether those of
// all missions are meant.
func (m *maker) outreachFigures() (f outreach.Figures, every bool, err error) {
	scope, err := m.scope()
	if err != nil {
		return f, false, err
	}
	if every = m.everywhere(); every {
		scope = ""
		if !m.r.Personal {
			if m.mask, err = mask.Load(m.ctx, m.st, "", m.lang); err != nil {
				return f, every, err
			}
		}
	}
	f, err = outreach.Of(m.ctx, m.st, scope, m.r.Period)
	m.saw(f.Activities...)
	return f, every, err
}

// outreachTitle is the period in words: 2026, or the first half of it.
func (m *maker) outreachTitle() string {
	year, half, halved := strings.Cut(m.r.Period, "-S")
	if halved {
		return m.T("outreach.half", "N", half, "Year", year)
	}
	return m.T("outreach.year", "Year", year)
}

// outreach makes the list of the outreach of a period, in landscape.
func (m *maker) outreach() error {
	f, every, err := m.outreachFigures()
	if err != nil {
		return err
	}
	m.begin(m.T("outreach.title"), m.outreachTitle())
	m.doc.Wide = true
	m.add(document.Letterhead{Lines: m.mission.letterhead}, document.Title{Text: m.doc.Title, Subtitle: m.doc.Subject + " · " + m.mission.name})
	if len(f.Activities) == 0 {
		m.text("outreach.none")
		return nil
	}
	m.h1("outreach.figures")
	m.text("outreach.lead", "Held", f.Held, "Planned", f.Planned, "Cancelled", f.Cancelled, "Told", f.Told)
	if len(f.ByChannel) > 0 {
		t := document.Table{Caption: m.T("outreach.by_channel"), Columns: []document.Column{
			{Head: m.w.T("kinds.outreach.channel"), Width: 34}, {Head: m.T("outreach.activities"), Width: 16, Align: document.Right},
			{Head: m.T("outreach.reach"), Width: 26, Align: document.Right}, {Head: m.T("outreach.told"), Width: 24, Align: document.Right}}}
		for _, c := range f.ByChannel {
			t.Rows = append(t.Rows, document.Cells(m.outreachChannel(c.ID), m.w.Integer(int64(c.Activities)), m.outreachReach(c), m.w.Integer(int64(c.Told))))
		}
		m.add(t)
		m.hint("outreach.note")
	}
	m.h1("outreach.list")
	t := document.Table{Small: true}
	widths := []float64{11, 24, 13, 17, 12, 23}
	for i, head := range m.outreachHeads() {
		t.Columns = append(t.Columns, document.Column{Head: head, Width: widths[i]})
	}
	for _, r := range f.Activities {
		what := document.Cell{Runs: document.Plain(m.mask.Text(r.Text("title")))}
		if every {
			what.Runs = append(what.Runs, document.Run{Text: "\n" + setup.Name(r.Scope), Quiet: true})
		}
		if s := strings.TrimSpace(m.mask.Text(r.Text("message"))); s != "" {
			what.Runs = append(what.Runs, document.Run{Text: "\n" + s, Quiet: true})
		}
		reach := document.Cell{Runs: document.Plain(m.reachOf(r))}
		if how := r.Text("reach_how"); how != "" {
			reach.Runs = append(reach.Runs, document.Run{Text: "\n" + m.mask.Text(how), Quiet: true})
		}
		where := document.Cell{Runs: document.Plain(m.outreachChannel(r.Text("channel")))}
		if p := r.Text("place"); p != "" {
			where.Runs = append(where.Runs, document.Run{Text: "\n" + m.mask.Text(p), Quiet: true})
		}
		result := document.Cell{Runs: document.Plain(m.choice("outreach", "status", r.Text("status")))}
		if s := strings.TrimSpace(m.mask.Text(r.Text("result"))); s != "" {
			result.Runs = append(result.Runs, document.Run{Text: "\n" + s, Quiet: true})
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(m.outreachDays(r)), what, where, reach, document.T(m.audience(r)), {Runs: append(result.Runs, document.Run{Text: "\n" + m.toldOf(r), Quiet: true})}}})
	}
	m.add(t)
	return nil
}

func (m *maker) outreachHeads() []string {
	return []string{m.T("outreach.when"), m.w.T("kinds.outreach.title"), m.T("outreach.where"), m.T("outreach.reach"), m.w.T("kinds.outreach.audience"), m.T("outreach.result")}
}

func (m *maker) outreachChannel(id string) string {
	if id == "" {
		return m.T("outreach.no_channel")
	}
	return m.choice("outreach", "channel", id)
}

// outreachReach is the sum within a channel, with how many activities it is of
// when not all were counted.
func (m *maker) outreachReach(c outreach.Channel) string {
	switch {
	case c.Counted == 0:
		return m.T("outreach.unknown")
	case c.Counted < c.Activities:
		return m.T("outreach.part", "N", m.w.Integer(c.Reach), "Counted", c.Counted, "All", c.Activities)
	}
	return m.w.Integer(c.Reach)
}

func (m *maker) reachOf(r data.Record) string {
	if n, ok := r.Int("reach"); ok {
		return m.w.Integer(n)
	}
	return m.T("outreach.unknown")
}

func (m *maker) outreachDays(r data.Record) string {
	from, until := m.short(r.Text("held_on")), m.short(r.Text("until_on"))
	if until != "" && until != from {
		return from + " –\n" + until
	}
	return from
}

func (m *maker) audience(r data.Record) string {
	var all []string
	for _, u := range r.List("audience") {
		all = append(all, m.w.T("consultation.unsur.short."+u))
	}
	return strings.Join(all, ", ")
}

// toldOf says of which ways to complain an activity told.
func (m *maker) toldOf(r data.Record) string {
	var all []string
	for _, c := range r.List("complaint_channels") {
		all = append(all, m.choice("complaint", "channel", c))
	}
	text := strings.Join(all, ", ")
	if link := strings.TrimSpace(m.mask.Text(r.Text("complaint_link"))); link != "" {
		text = strings.Trim(text+"; "+link, "; ")
	}
	if text == "" {
		return m.T("outreach.told_none")
	}
	return m.T("outreach.told_of", "What", text)
}

// outreachBook is the list as XLSX: a row an activity, and the figures beside.
func (m *maker) outreachBook(w io.Writer) error {
	f, _, err := m.outreachFigures()
	if err != nil {
		return err
	}
	title := m.T("outreach.title")
	book := sp.New(title, title+" · "+m.mission.name+" · "+m.outreachTitle(), m.w.T("workbook.page"))
	s, figures := book.Sheet(m.T("outreach.list")), book.Sheet(m.T("outreach.figures"))
	s.Put(1, 1, title+" · "+m.outreachTitle(), sp.Title)
	s.Put(2, 1, m.mission.name, sp.Small)
	s.Widths(13, 13, 38, 20, 30, 12, 30, 24, 30, 34, 30, 14, 40)
	label := func(name string) string { return m.w.T("kinds.outreach." + name) }
	s.Row(4, sp.Head, label("held_on"), label("until_on"), label("title"), label("channel"), label("place"), label("reach"), label("reach_how"), label("audience"),
		label("complaint_channels"), label("complaint_link"), label("unit"), label("status"), label("result"))
	s.Freeze(5, 4)
	s.Titles(4, 4)
	for i, r := range f.Activities {
		row := 5 + i
		var channels []string
		for _, c := range r.List("complaint_channels") {
			channels = append(channels, m.choice("complaint", "channel", c))
		}
		var reach any
		if n, ok := r.Int("reach"); ok {
			reach = n
		}
		s.Row(row, sp.Cell, m.short(r.Text("held_on")), m.short(r.Text("until_on")), m.mask.Text(r.Text("title")), m.outreachChannel(r.Text("channel")), m.mask.Text(r.Text("place")), reach,
			m.mask.Text(r.Text("reach_how")), m.audience(r), strings.Join(channels, ", "), m.mask.Text(r.Text("complaint_link")), r.Text("unit"), m.choice("outreach", "status", r.Text("status")), m.mask.Text(r.Text("result")))
	}
	if n := len(f.Activities); n > 0 {
		s.Filter(4, 1, 4+n, 13)
	}
	figures.Widths(34, 14, 14, 26, 22)
	figures.Put(1, 1, title+" · "+m.outreachTitle(), sp.Title)
	figures.Put(2, 1, m.T("outreach.lead", "Held", f.Held, "Planned", f.Planned, "Cancelled", f.Cancelled, "Told", f.Told), sp.Small)
	figures.Merge(2, 1, 5)
	figures.Row(4, sp.Head, label("channel"), m.T("outreach.activities"), m.T("outreach.reach"), m.T("outreach.counted"), m.T("outreach.told"))
	for i, c := range f.ByChannel {
		var reach any
		if c.Counted > 0 {
			reach = c.Reach
		}
		figures.Row(5+i, sp.Cell, m.outreachChannel(c.ID), c.Activities, reach, c.Counted, c.Told)
	}
	figures.Put(6+len(f.ByChannel), 1, m.T("outreach.note"), sp.Small)
	figures.Merge(6+len(f.ByChannel), 1, 5)
	raw, err := book.Bytes()
	if err != nil {
		return fmt.Errorf("make the workbook of outreach: %w", err)
	}
	_, err = w.Write(raw)
	return err
}
