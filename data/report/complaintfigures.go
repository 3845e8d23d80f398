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
