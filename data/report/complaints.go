package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/complain"
	"pinisi/data/report/document"
	"pinisi/data/report/mask"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// complaintFigures is what the report of complaints tells, on paper and as a workbook.
type complaintFigures struct {
	every   bool          // of all missions
	list    []data.Record // received in the period, the oldest first
	undated int           // complaints that name no day on which they were received
	today   string        // on which it is told what is late
	books   map[string]complain.Book
	service func(string) string
}

// inPeriod reports whether a date lies in a period: 2026, 2026-S1, 2026-Q3, 2026-04.
func inPeriod(date, period string) bool {
	year, part, divided := strings.Cut(period, "-")
	if !strings.HasPrefix(date, year+"-") || len(date) < 7 {
		return false
	}
	month, err := strconv.Atoi(date[5:7])
	switch {
	case err != nil:
		return false
	case !divided:
		return true
	case strings.HasPrefix(part, "S"):
		return part == fmt.Sprintf("S%d", (month+5)/6)
	case strings.HasPrefix(part, "Q"):
		return part == fmt.Sprintf("Q%d", (month+2)/3)
	}
	return part == date[5:7]
}

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

// complaintFigures reads the complaints of the period.
func (m *maker) complaintFigures() (*complaintFigures, error) {
	scope, err := m.scope()
	if err != nil {
		return nil, err
	}
	f := &complaintFigures{books: map[string]complain.Book{}}
	if f.every = m.everywhere(); f.every {
		scope = ""
		if !m.r.Personal {
			if m.mask, err = mask.Load(m.ctx, m.st, "", m.lang); err != nil {
				return nil, err
			}
		}
	}
	all, err := m.st.List(m.ctx, store.Query{Kind: "complaint", Scope: scope})
	if err != nil {
		return nil, fmt.Errorf("read the complaints: %w", err)
	}
	for _, r := range all {
		switch on := r.Text("received_on"); {
		case on == "":
			f.undated++
		case inPeriod(on, m.r.Period):
			f.list = append(f.list, r)
		}
	}
	m.saw(f.list...)
	slices.SortStableFunc(f.list, func(a, b data.Record) int {
		return cmp.Or(cmp.Compare(a.Text("received_on"), b.Text("received_on")), cmp.Compare(a.Text("tracking_id"), b.Text("tracking_id")), slices.Compare(a.ID[:], b.ID[:]))
	})
	f.today = m.r.Today
	now := m.latest.Time()
	if f.today == "" {
		f.today = setup.DateIn(now, m.mission.zone)
	} else if t, err := time.Parse(time.DateOnly, f.today); err == nil {
		now = t
	}
	for _, r := range f.list {
		if _, ok := f.books[r.Scope]; ok {
			continue
		}
		book, err := complain.Load(m.ctx, m.st, r.Scope, now)
		if err != nil {
			return nil, err
		}
		book.Today = f.today
		f.books[r.Scope] = book
	}
	if len(f.books) == 0 {
		book, err := complain.Load(m.ctx, m.st, scope, now)
		if err != nil {
			return nil, err
		}
		f.books[scope] = book
	}
	if f.service, err = m.services(); err != nil {
		return nil, err
	}
	return f, nil
}

// book has the limits, which are the same for all missions.
func (f *complaintFigures) book() complain.Book {
	scopes := []string{}
	for s := range f.books {
		scopes = append(scopes, s)
	}
	return f.books[slices.Min(scopes)]
}

// times measures by one definition, each mission by its own calendar.
func (f *complaintFigures) times(def complain.Definition, working bool) complain.Times {
	sum := complain.Times{Definition: def, Working: working}
	of := map[string][]data.Record{}
	for _, r := range f.list {
		of[r.Scope] = append(of[r.Scope], r)
	}
	for scope, list := range of {
		t := complain.Measure(list, def, working, f.books[scope].Calendar)
		sum.Days = append(sum.Days, t.Days...)
		sum.Total += t.Total
		sum.NoEnd, sum.NoStart, sum.Reversed, sum.NotOurs = sum.NoEnd+t.NoEnd, sum.NoStart+t.NoStart, sum.Reversed+t.Reversed, sum.NotOurs+t.NotOurs
	}
	slices.Sort(sum.Days)
	return sum
}

// share is one value of a field with how many complaints have it.
type share struct {
	name string
	n    int
}

// shares count the complaints by a field: in the order of its choices, or, of a
// field of any value, the most frequent first.
func (m *maker) shares(f *complaintFigures, field string) []share {
	counts := map[string]int{}
	for _, r := range f.list {
		counts[r.Text(field)]++
	}
	k, _ := data.KindOf("complaint").Field(field)
	var all []share
	for _, c := range append(slices.Clone(k.Choices), "") {
		if n := counts[c]; n > 0 && k.Type == data.TypeChoice {
			name := m.T("complaints.unnoted")
			if c != "" {
				name = m.label("complaint", field, c)
			}
			all = append(all, share{name, n})
		}
	}
	if k.Type == data.TypeChoice {
		return all
	}
	for code, n := range counts {
		name := m.T("complaints.unnoted")
		if code != "" {
			name = f.service(code)
		}
		all = append(all, share{name, n})
	}
	slices.SortFunc(all, func(a, b share) int { return cmp.Or(b.n-a.n, cmp.Compare(a.name, b.name)) })
	return all
}

// stage is how many complaints kept one limit.
type stage struct {
	name, limit, source          string
	ours                         bool
	met, metLate, late, underway int
}

// stages count how the limits were kept; late are those that are late now.
func (m *maker) stages(f *complaintFigures) (all []stage, late []complain.Due) {
	at := map[string]int{}
	book := f.book()
	add := func(key, name string, l complain.Limit) {
		unit := "complaint.days.calendar"
		if l.WorkingDays {
			unit = "complaint.days.working"
		}
		at[key] = len(all)
		all = append(all, stage{name: name, limit: m.w.N(unit, l.Days), source: l.Source.In(m.lang), ours: l.Ours || book.Info.Ours})
	}
	add(complain.StageVerify, m.T("complaints.stage.verify"), book.Verify)
	add(complain.StageAnswer, m.T("complaints.stage.answer"), book.Answer)
	for _, c := range book.Completion {
		add(c.Code, m.T("complaints.stage.completion", "Name", c.Name.In(m.lang)), c.Limit)
	}
	for _, r := range f.list {
		for _, c := range f.books[r.Scope].Clocks(r) {
			key := c.Stage
			if key == complain.StageCompletion {
				key = c.Code
			}
			i, ok := at[key]
			if !ok {
				continue
			}
			switch c.State {
			case complain.Met:
				all[i].met++
			case complain.MetLate:
				all[i].metLate++
			case complain.Late:
				all[i].late++
				late = append(late, complain.Due{Complaint: r, Clock: c})
			default:
				all[i].underway++
			}
		}
	}
	slices.SortStableFunc(late, func(a, b complain.Due) int { return cmp.Compare(a.Clock.Due, b.Clock.Due) })
	return all, late
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

func (m *maker) labelOr(field string, r data.Record) string {
	if v := r.Text(field); v != "" {
		return m.label("complaint", field, v)
	}
	return ""
}

func (m *maker) choiceOr(field string, r data.Record) string {
	if v := r.Text(field); v != "" {
		return m.choice("complaint", field, v)
	}
	return ""
}
