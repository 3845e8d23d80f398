package report

import (
	"fmt"
	"strings"

	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/report/document"
	"pinisi/data/setup"
)

// periodTitle is a period in words.
func (m *maker) periodTitle() string {
	year, part, divided := strings.Cut(m.r.Period, "-")
	switch {
	case !divided:
		return m.T("period.year", "Year", year)
	case strings.HasPrefix(part, "S"):
		return m.T("period.half", "N", part[1:], "Year", year)
	case strings.HasPrefix(part, "Q"):
		return m.T("period.quarter", "N", part[1:], "Year", year)
	}
	return m.month(m.r.Period)
}

// complaintText is what of a complaint may be told in the list: title and text,
// or why they are left out.
func (m *maker) complaintText(r data.Record) string {
	to := m.r.reader()
	switch {
	case r.Withheld("title", to):
		return m.T("complaints.secret")
	case r.Withheld("text", to):
		return m.T("complaints.anonymous")
	}
	title, text := strings.TrimSpace(r.Text("title")), strings.TrimSpace(r.Text("text"))
	if title != "" && text != "" && title != text {
		title = sentence(title)
	}
	if title == text {
		text = ""
	}
	return m.mask.Text(excerpt(strings.TrimSpace(title+" "+text), 400))
}

// excerpt is the beginning of a text, cut between words.
func excerpt(text string, most int) string {
	text = strings.Join(strings.Fields(text), " ")
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	short := string(letters[:most])
	if i := strings.LastIndex(short, " "); i > most/2 {
		short = short[:i]
	}
	return short + " …"
}

// complaints makes the report of a period, in landscape.
func (m *maker) complaints() error {
	f, err := m.complaintFigures()
	if err != nil {
		return err
	}
	m.begin(m.T("complaints.title"), m.periodTitle())
	m.doc.Wide = true
	who := m.mission.name
	if f.every {
		who = m.T("complaints.every")
	}
	m.add(document.Letterhead{Lines: m.mission.letterhead}, document.Title{Text: m.doc.Title, Subtitle: m.doc.Subject + " · " + who})
	if len(f.list) == 0 {
		m.text("complaints.none")
		if f.undated > 0 {
			m.hint("complaints.undated", "N", f.undated)
		}
		return nil
	}
	m.h1("summary")
	stages, late := m.stages(f)
	m.complaintLead(f, late)
	t := document.Table{Caption: m.T("complaints.by"), Columns: []document.Column{{Head: m.T("complaints.part"), Width: 70}, {Head: m.T("sum"), Width: 15, Align: document.Right}, {Head: m.T("complaints.percent"), Width: 15, Align: document.Right}}}
	for _, field := range []string{"status", "class", "channel", "service"} {
		t.Rows = append(t.Rows, document.Row{Span: true, Cells: []document.Cell{document.T(m.w.T("kinds.complaint." + field))}})
		for _, s := range m.shares(f, field) {
			t.Rows = append(t.Rows, document.Cells(s.name, m.w.Integer(int64(s.n)), m.percent(s.n, len(f.list))))
		}
	}
	m.add(t)
	m.h1("complaints.times")
	m.complaintTimes(f)
	m.h1("complaints.limits")
	m.complaintLimits(f, stages, late)
	m.h1("complaints.list")
	m.complaintList(f)
	m.sign("sign.closing", nil, "")
	return nil
}

// percent is a share with one decimal.
func (m *maker) percent(n, all int) string {
	return m.w.Decimal(fmt.Sprintf("%.1f", float64(n)*100/float64(all))) + "%"
}

// complaintLead says in a sentence how many there are and how they stand.
func (m *maker) complaintLead(f *complaintFigures, late []complain.Due) {
	open := 0
	for _, r := range f.list {
		if complain.Open(r) {
			open++
		}
	}
	overdue := map[data.ID]bool{}
	for _, d := range late {
		overdue[d.Complaint.ID] = true
	}
	m.add(document.Paragraph{Style: document.Lead, Runs: document.Bold(m.T("complaints.lead", "N", m.w.Integer(int64(len(f.list))), "Closed", m.w.Integer(int64(len(f.list)-open)), "Open", m.w.Integer(int64(open)), "Late", m.w.Integer(int64(len(overdue)))))})
	m.hint("complaints.as_of", "Date", m.date(f.today))
	if f.undated > 0 {
		m.hint("complaints.undated", "N", f.undated)
	}
}

// complaintTimes is the table of how long it took, by every definition.
func (m *maker) complaintTimes(f *complaintFigures) {
	m.text("complaints.times_lead")
	t := document.Table{Divide: true, Caption: m.T("complaints.times_table"), Columns: []document.Column{{Head: m.T("complaints.definition"), Width: 36}, {Head: m.T("complaints.unit"), Width: 14}, {Head: m.T("complaints.used"), Width: 9, Align: document.Right}, {Head: m.T("complaints.skipped"), Width: 10, Align: document.Right},
		{Head: m.T("complaints.mean"), Width: 11, Align: document.Right}, {Head: m.T("complaints.median"), Width: 10, Align: document.Right}, {Head: m.T("complaints.largest"), Width: 10, Align: document.Right}}}
	var notes []string
	for _, def := range complain.Definitions() {
		for _, working := range []bool{false, true} {
			x := f.times(def, working)
			largest := "–"
			if n := x.Largest(); n >= 0 {
				largest = m.w.Integer(int64(n))
			}
			t.Rows = append(t.Rows, document.Cells(m.w.T(def.Label()), m.T("complaints.unit."+map[bool]string{false: "calendar", true: "working"}[working]), m.w.Integer(int64(x.Used())), m.w.Integer(int64(x.Skipped())),
				dash(m.w.Decimal(x.Mean())), dash(m.w.Decimal(x.Median())), largest))
			if !working {
				notes = append(notes, m.w.T(def.Label())+": "+x.Basis(m.w)+".")
			}
		}
	}
	m.add(t, document.Hint(strings.Join(notes, "\n")))
}

// complaintLimits is how the limits were kept, and which complaints are late.
func (m *maker) complaintLimits(f *complaintFigures, stages []stage, late []complain.Due) {
	t := document.Table{Divide: true, Caption: m.T("complaints.limits_table"), Columns: []document.Column{{Head: m.T("complaints.limit"), Width: 38}, {Head: m.T("complaints.days"), Width: 14}, {Head: m.T("complaints.met"), Width: 12, Align: document.Right}, {Head: m.T("complaints.met_late"), Width: 12, Align: document.Right},
		{Head: m.T("complaints.late"), Width: 12, Align: document.Right}, {Head: m.T("complaints.underway"), Width: 12, Align: document.Right}}}
	for _, s := range stages {
		name := document.T(s.name)
		source := s.source
		if s.ours {
			source = m.T("complaints.ours", "Source", source)
		}
		quietly(&name, source)
		row := document.Row{Cells: []document.Cell{name, document.T(s.limit)}}
		for _, n := range []int{s.met, s.metLate, s.late, s.underway} {
			row.Cells = append(row.Cells, document.T(m.w.Integer(int64(n))))
		}
		t.Rows = append(t.Rows, row)
	}
	m.add(t)
	if f.book().ByClassOurs {
		m.hint("complaints.by_class_ours")
	}
	if len(late) == 0 {
		m.text("complaints.none_late", "Date", m.date(f.today))
		return
	}
	t = document.Table{Caption: m.T("complaints.late_table", "Date", m.date(f.today)), Small: true, Columns: []document.Column{{Head: m.w.T("kinds.complaint.tracking_id"), Width: 16}, {Head: m.w.T("kinds.complaint.received_on"), Width: 12}, {Head: m.w.T("kinds.complaint.service"), Width: 28}, {Head: m.T("complaints.limit"), Width: 44}}}
	for _, d := range late {
		t.Rows = append(t.Rows, document.Cells(dash(d.Complaint.Text("tracking_id")), m.short(d.Complaint.Text("received_on")), m.serviceOf(f, d.Complaint), d.Clock.Say(m.w)))
	}
	m.add(t)
}

func (m *maker) serviceOf(f *complaintFigures, r data.Record) string {
	if code := r.Text("service"); code != "" {
		return f.service(code)
	}
	return "–"
}

// complaintDates are those of the list, in the order of work.
var complaintDates = []string{"received_on", "passed_on", "answered_on", "closed_on"}

// complaintList names every complaint with its dates.
func (m *maker) complaintList(f *complaintFigures) {
	m.add(document.Paragraph{Style: document.Quiet, Runs: document.Plain(m.T("complaints.list_note")), Keep: true})
	t := document.Table{Small: true, Columns: []document.Column{{Head: m.w.T("kinds.complaint.tracking_id"), Width: 9}, {Head: m.T("complaints.what"), Width: 33}, {Head: m.T("complaints.kind"), Width: 15}}}
	for _, field := range complaintDates {
		t.Columns = append(t.Columns, document.Column{Head: m.T("complaints.on." + field), Width: 8.3})
	}
	t.Columns = append(t.Columns, document.Column{Head: m.w.T("kinds.complaint.status"), Width: 10})
	for _, r := range f.list {
		what := document.T(m.complaintText(r))
		if f.every {
			quietly(&what, setup.Name(r.Scope))
		}
		kind := document.T(joinWith(", ", m.labelOr("class", r), m.choiceOr("channel", r)))
		quietly(&kind, strings.TrimPrefix(m.serviceOf(f, r), "–"))
		state := document.T(m.labelOr("status", r))
		if c, ok := f.books[r.Scope].Next(r); ok && c.State == complain.Late {
			state.Runs = append(state.Runs, document.Run{Text: "\n" + c.SayLeft(m.w), Bold: true})
		}
		row := document.Row{Cells: []document.Cell{document.T(dash(r.Text("tracking_id"))), what, kind}}
		for _, field := range complaintDates {
			row.Cells = append(row.Cells, document.T(dash(m.short(r.Text(field)))))
		}
		row.Cells = append(row.Cells, state)
		t.Rows = append(t.Rows, row)
	}
	m.add(t)
}
