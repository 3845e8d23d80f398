package report

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/report/document"
	"pinisi/data/report/mask"
)

// meeting is a consultation as its documents tell it.
type meeting struct {
	*consult.Meeting
	c       data.Record
	late    int                     // inputs and agreements that came after signing; they are in no document
	person  map[data.ID]data.Record // participants by id
	labels  map[data.ID]string      // numbers of inputs and agreements
	service func(code string) string
}

// gather reads a consultation with everything that its documents tell.
func (m *maker) gather() (*meeting, error) {
	read, err := consult.Load(m.ctx, m.st, m.r.ID)
	if err != nil {
		return nil, err
	}
	g := &meeting{Meeting: read, c: read.Consultation, person: map[data.ID]data.Record{}, labels: map[data.ID]string{}}
	for _, p := range g.Participants {
		g.person[p.ID] = p
	}
	for _, numbered := range []*[]data.Record{&g.Inputs, &g.Agreements} {
		for id, label := range consult.Labels(g.c, *numbered) {
			g.labels[id] = label
		}
		all := len(*numbered)
		*numbered = slices.DeleteFunc(slices.Clone(*numbered), func(r data.Record) bool { return consult.Late(g.c, r) })
		g.late += all - len(*numbered)
	}
	if g.service, err = m.services(); err != nil {
		return nil, err
	}
	m.saw(g.c)
	for _, all := range [][]data.Record{g.Sessions, g.Attendance, g.Participants, g.Inputs, g.Agreements, g.Evidence, g.FollowUps} {
		m.saw(all...)
	}
	return g, nil
}

// mode is how a participant attended, "" when nothing says so.
func (g *meeting) mode(p data.Record) string {
	if mode := p.Text("mode"); mode != "" {
		return mode
	}
	for _, a := range g.Attendance {
		if mode := a.Text("mode"); mode != "" && a.Ref("participant") == p.ID && !a.Gone() {
			return mode
		}
	}
	if mode := g.c.Text("mode"); mode != "hibrida" {
		return mode
	}
	return ""
}

// open begins a document of a consultation with letterhead and title. drafted
// is marked DRAF until the berita acara is signed.
func (m *maker) open(g *meeting, title, number string, drafted bool) {
	form := m.T("meet.form." + cmp.Or(g.c.Text("form"), "fkp"))
	m.begin(title+" "+form, m.mask.Text(g.c.Text("title")))
	m.doc.Formal = true
	if drafted && !consult.Locked(g.c) {
		m.doc.Mark = m.T("mark.draft")
	}
	m.add(document.Letterhead{Lines: m.mission.letterhead},
		document.Title{Formal: true, Text: strings.ToUpper(title), Subtitle: strings.ToUpper(form), Number: number})
	m.internal(g)
}

// internal says that a meeting of offices is no public participation.
func (m *maker) internal(g *meeting) {
	if g.c.Bool("internal") {
		m.add(document.Paragraph{Style: document.Notice, Runs: []document.Run{{Text: m.T("meet.internal_head") + " ", Bold: true}, {Text: m.T("meet.internal")}}})
	}
}

// part begins a numbered part of a letter.
func (m *maker) part(key string) {
	m.section++
	m.h2(fmt.Sprintf("%d.  %s", m.section, m.T(key)))
}

// place is where a meeting or a session is held, and over which line.
func (m *maker) place(r data.Record) string {
	return joinWith(m.T("meet.and"), m.mask.Text(strings.TrimSpace(r.Text("place"))), m.mask.Text(strings.TrimSpace(r.Text("link"))))
}

func joinWith(between string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), between)
}

// times are those of the meeting, or of one of its sessions.
func (m *maker) times(g *meeting, session *data.Record) consult.Times {
	whole := g.c
	if whole.Text("zone") == "" {
		whole = data.Record{Fields: map[string]data.Value{"starts_at": g.c.Get("starts_at"), "ends_at": g.c.Get("ends_at"), "zone": data.TextValue(m.mission.zone)}}
	}
	if session != nil {
		return consult.WhenSession(*session, whole, m.mission.zone)
	}
	return consult.When(whole, m.mission.zone)
}

// lastDay is when the last of a meeting's sessions begins, or the meeting ends.
func (m *maker) lastDay(g *meeting) time.Time {
	last := m.times(g, nil).End
	for i := range g.Sessions {
		if at := m.times(g, &g.Sessions[i]).Start; at.After(last) {
			last = at
		}
	}
	return last
}

// days are the day of a meeting, or its first and last.
func (m *maker) days(t consult.Times) string {
	if t.Start.IsZero() {
		return ""
	}
	day := func(at time.Time) string { return m.weekday(at) + ", " + m.date(at.Format(time.DateOnly)) }
	if t.End.IsZero() || t.End.Format(time.DateOnly) == t.Start.Format(time.DateOnly) {
		return day(t.Start)
	}
	return m.T("meet.days", "From", day(t.Start), "Until", day(t.End))
}

// event is what a document says first: which event, when and where. Of several
// sessions each tells its own time.
func (m *maker) event(g *meeting) [][2]string {
	t := m.times(g, nil)
	hours := m.hours(t)
	if len(g.Sessions) > 1 {
		hours = m.w.N("report.meet.sessions_n", len(g.Sessions))
	}
	return [][2]string{{m.T("meet.title"), m.mask.Text(g.c.Text("title"))}, {m.T("meet.day"), m.days(t)}, {m.T("meet.time"), hours}, {m.T("meet.place"), m.place(g.c)}}
}

// sittings are who came to each session, and those of whom nobody noted to which.
func (g *meeting) sittings() []consult.Sitting {
	if len(g.Sessions) == 0 || len(g.Attendance) == 0 {
		whole := *g.Meeting
		whole.Sessions = nil
		return whole.Sittings()
	}
	all, noted := g.Sittings(), map[data.ID]bool{}
	for _, s := range all {
		for _, p := range s.People {
			noted[p.ID] = true
		}
	}
	rest := slices.DeleteFunc(g.Present(), func(p data.Record) bool { return noted[p.ID] })
	if len(rest) > 0 {
		all = append(all, consult.Sitting{People: rest})
	}
	return all
}

// serviceNames are the services that a meeting was about, a line each.
func (m *maker) serviceNames(g *meeting) string {
	var names []string
	for _, code := range g.c.List("services") {
		names = append(names, g.service(code))
	}
	return strings.Join(names, "\n")
}

func (m *maker) sessionTime(g *meeting, s data.Record) string {
	t := m.times(g, &s)
	if t.Start.IsZero() {
		return "–"
	}
	return m.weekday(t.Start) + ", " + m.date(t.Start.Format("2006-01-02")) + "\n" + m.hours(t)
}

// numbered are titles that say themselves which session it is.
var numbered = regexp.MustCompile(`(?i)^(sesi|session)\b`)

// sessionTitle is how a session is called, with its number unless its title
// begins with it.
func (m *maker) sessionTitle(g *meeting, s data.Record) string {
	at := slices.IndexFunc(g.Sessions, func(o data.Record) bool { return o.ID == s.ID })
	title, number := m.mask.Text(strings.TrimSpace(s.Text("title"))), m.T("meet.session_n", "N", at+1)
	switch {
	case title == "":
		return number
	case numbered.MatchString(title):
		return title
	}
	return number + ": " + title
}

// official is a role with the name of who has it, when names are shown.
func (m *maker) official(name, role string) string {
	switch name = m.person(strings.TrimSpace(name)); {
	case name != "" && role != "":
		return name + ", " + role
	case name != "":
		return name
	}
	return role
}

// persons are the lines of a field that names people, with what stands behind
// each name; the names are left out when they are masked.
func (m *maker) persons(text string) (names, rest []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, more := mask.Person(line)
		names, rest = append(names, m.person(name)), append(rest, m.mask.Text(more))
	}
	return names, rest
}
