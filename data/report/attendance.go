package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/report/document"
)

// Rows of a sheet to be signed at the door.
const (
	fewestRows = 35 // two pages
	fewestEach = 5  // under the title of an unsur
	mostRows   = 500
)

// signIn makes the sheet that participants sign at the door, one for each
// session. Invitees stand on it already when names are shown.
func (m *maker) signIn() error {
	g, err := m.gather()
	if err != nil {
		return err
	}
	m.open(g, m.T("meet.attendance"), "", false)
	sessions := g.Sessions
	if len(sessions) == 0 {
		sessions = []data.Record{{}}
	}
	for i, s := range sessions {
		if i > 0 {
			m.add(document.Break{})
		}
		m.sheetHead(g, s)
		m.add(m.sheet(g))
		m.hint("meet.sheet_note", "Mission", m.mission.long)
	}
	return nil
}

// sheetHead says which meeting or session it is.
func (m *maker) sheetHead(g *meeting, s data.Record) {
	facts := [][2]string{{m.T("meet.title"), m.mask.Text(g.c.Text("title"))}}
	t, place := m.times(g, nil), m.place(g.c)
	if s.ID != data.NilID {
		facts = append(facts, [2]string{m.T("meet.session"), m.sessionTitle(g, s)})
		if own := m.times(g, &s); !own.Start.IsZero() {
			t = own
		}
		if own := m.place(s); own != "" {
			place = own
		}
	}
	m.add(document.Facts(append(facts, [2]string{m.T("meet.day"), cmp.Or(m.days(t), document.Dots)}, [2]string{m.T("meet.time"), cmp.Or(m.hours(t), document.Dots)}, [2]string{m.T("meet.place"), cmp.Or(place, document.Dots)})...))
}

// sheet is the table to be filled and signed by hand.
func (m *maker) sheet(g *meeting) document.Table {
	t := document.Table{Grid: true, RowHeight: 10, Columns: []document.Column{{Head: m.T("meet.no"), Width: 7, Align: document.Centre}, {Head: m.T("meet.name"), Width: 33}, {Head: m.T("meet.organisation"), Width: 33}}}
	if !m.r.ByUnsur {
		t.Columns = append(t.Columns, document.Column{Head: m.T("meet.unsur"), Width: 17})
	}
	t.Columns = append(t.Columns, document.Column{Head: m.T("meet.signature"), Width: 22})
	var invited []data.Record
	for _, p := range g.Participants {
		if m.r.Personal && p.Text("presence") != "declined" && !p.Gone() {
			invited = append(invited, p)
		}
	}
	number := 0
	row := func(name, organisation, unsur string) {
		number++
		r := document.Cells(fmt.Sprint(number), name, organisation)
		if !m.r.ByUnsur {
			r.Cells = append(r.Cells, document.T(unsur))
		}
		r.Cells = append(r.Cells, document.T(""))
		t.Rows = append(t.Rows, r)
	}
	fill := func(people []data.Record, least int) {
		for _, p := range people {
			unsur := ""
			if u := p.Text("unsur"); u != "" {
				unsur = m.choice("participant", "unsur", u)
			}
			row(p.Text("name"), p.Text("organization"), unsur)
		}
		empty := max(least-len(people), 3)
		if m.r.Rows > 0 {
			empty = m.r.Rows
		}
		for range min(empty, mostRows) {
			row("", "", "")
		}
	}
	if !m.r.ByUnsur {
		fill(invited, fewestRows)
		return t
	}
	for _, u := range append(slices.Clone(data.Unsur), "provider") {
		t.Rows = append(t.Rows, document.Row{Span: true, Cells: []document.Cell{document.T(m.label("participant", "unsur", u))}})
		fill(slices.DeleteFunc(slices.Clone(invited), func(p data.Record) bool { return cmp.Or(p.Text("unsur"), "provider") != u }), fewestEach)
	}
	return t
}

// attendance makes the list of who came, by session and mode.
func (m *maker) attendance() error {
	g, err := m.gather()
	if err != nil {
		return err
	}
	m.open(g, m.T("meet.attendance"), "", true)
	present := g.Present()
	m.add(document.Facts(m.event(g)...))
	if len(g.Attendance) == 0 {
		m.sessionTable(g) // no list below tells their times
	}
	m.peopleCount(g)
	if len(present) == 0 {
		return nil
	}
	m.unsurTable(g)
	if !m.r.Personal {
		m.hint("meet.masked_list")
	}
	for i, s := range g.sittings() {
		if s.Session.ID == data.NilID && i > 0 {
			m.h2(m.T("meet.no_session"))
		}
		if s.Session.ID != data.NilID {
			m.h2(m.sessionTitle(g, s.Session))
			m.hint("meet.session_facts", "Time", cmp.Or(strings.ReplaceAll(m.sessionTime(g, s.Session), "\n", ", "), "–"), "Mode", m.choice("session", "mode", s.Session.Text("mode")), "N", m.w.Integer(int64(len(s.People))))
		}
		if len(s.People) == 0 {
			m.text("meet.people_none")
			continue
		}
		m.add(m.cameTable(g, s))
	}
	m.sign("meet.closing_attendance", nil, g.c.Text("signed_on"))
	return nil
}

// peopleCount is the lead of the attendance list.
func (m *maker) peopleCount(g *meeting) {
	p := g.Unsur()
	key := "meet.people"
	if p.Internal {
		key = "meet.people_internal"
	}
	if len(g.Present()) == 0 {
		key = "meet.people_none"
	}
	m.text(key, "N", m.w.Integer(int64(len(g.Present()))), "Unsur", m.spelled(p.Present), "Of", m.spelled(len(data.Unsur)))
}

// cameTable lists who came to a session: luring first, then daring.
func (m *maker) cameTable(g *meeting, s consult.Sitting) document.Table {
	t := document.Table{Divide: true, Columns: []document.Column{{Head: m.T("meet.no"), Width: 7, Align: document.Centre}, {Head: m.T("meet.name"), Width: 30}, {Head: m.T("meet.organisation"), Width: 31}, {Head: m.T("meet.unsur"), Width: 20}, {Head: m.T("meet.came"), Width: 12}}}
	groups := map[string][]data.Record{}
	mode := func(p data.Record) string {
		if a, ok := g.AttendanceOf(s.Session.ID, p.ID); ok && a.Text("mode") != "" {
			return a.Text("mode")
		}
		return g.mode(p)
	}
	for _, p := range s.People {
		groups[mode(p)] = append(groups[mode(p)], p)
	}
	number := 0
	for _, way := range []string{"luring", "daring", ""} {
		people := groups[way]
		if len(people) == 0 {
			continue
		}
		title := m.T("meet.mode_unknown")
		if way != "" {
			title = m.label("participant", "mode", way)
		}
		t.Rows = append(t.Rows, document.Row{Span: true, Cells: []document.Cell{document.T(m.T("meet.mode_n", "Mode", title, "N", m.w.Integer(int64(len(people)))))}})
		for _, p := range people {
			number++
			clock := "–"
			if a, ok := g.AttendanceOf(s.Session.ID, p.ID); ok && !a.Time("came_at").IsZero() {
				if zone, ok := consult.Zone(m.times(g, &s.Session).Zone); ok {
					clock = m.w.Clock(a.Time("came_at").In(zone))
				}
			}
			name := document.T(m.nameOf(p))
			quietly(&name, m.mask.Text(p.Text("role")))
			unsur := m.choice("participant", "unsur", p.Text("unsur"))
			t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(fmt.Sprint(number)), name, document.T(dash(m.mask.Text(p.Text("organization")))), document.T(unsur), document.T(clock)}})
		}
	}
	return t
}
