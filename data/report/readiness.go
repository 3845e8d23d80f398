package report

import (
	"fmt"
	"strings"

	"pinisi/data"
	"pinisi/data/integrate"
	"pinisi/data/report/document"
)

// readiness makes the readiness of a system to be integrated. How many items
// are ready stands with the list of all items, never alone.
func (m *maker) readiness() error {
	s, err := integrate.Load(m.ctx, m.st, m.r.ID)
	if err != nil {
		return err
	}
	sys := s.System
	m.saw(sys)
	m.saw(s.Blockers...)
	m.saw(s.Decisions...)
	m.saw(s.FollowUps...)
	for _, l := range s.Lines {
		m.saw(l.Record)
		m.saw(l.Files...)
	}
	m.begin(m.T("readiness.title"), m.mask.Text(sys.Text("name")))
	m.add(document.Letterhead{Lines: m.mission.letterhead}, document.Title{Text: m.doc.Title, Subtitle: m.doc.Subject})
	m.h1("readiness.system")
	users := ""
	if n, ok := sys.Int("users_per_year"); ok {
		users = m.w.Integer(n)
	}
	var facts [][2]string
	for _, f := range []struct{ name, value string }{
		{"owner", sys.Text("owner")}, {"contact", sys.Text("contact")}, {"version", sys.Text("version")}, {"address", sys.Text("address")}, {"users_per_year", users},
		{"data_classes", strings.Join(sys.List("data_classes"), ", ")}, {"hosting", sys.Text("hosting")}, {"budget", sys.Text("budget")}, {"target_on", m.date(sys.Text("target_on"))},
	} {
		facts = append(facts, [2]string{m.w.T("kinds.system." + f.name), m.mask.Text(f.value)})
	}
	if facts = filled(facts); len(facts) > 0 {
		m.add(document.Facts(facts...))
	}
	m.prose(sys.Text("about"))
	m.readinessItems(s)
	m.h1("readiness.blockers")
	m.systemNotes(s, s.Blockers, "readiness.no_blockers", true)
	m.h1("readiness.decisions")
	m.systemNotes(s, s.Decisions, "readiness.no_decisions", false)
	if len(s.FollowUps) > 0 {
		m.h1("plan")
		m.planLead(s.FollowUps)
		m.add(m.planTable(s.FollowUps, m.T("plan.table")))
	}
	return nil
}

func (m *maker) readinessItems(s *integrate.Sheet) {
	m.h1("readiness.items")
	sh := s.Share()
	var left []string
	for _, l := range sh.NotReady {
		left = append(left, l.Name.In(m.lang))
	}
	lead := m.T("readiness.share", "Ready", sh.Ready, "Applicable", sh.Applicable)
	if len(left) > 0 {
		lead += " " + m.T("readiness.left", "List", strings.Join(left, "; "))
	}
	if sh.Unassessed > 0 {
		lead += " " + m.T("readiness.unassessed", "N", sh.Unassessed)
	}
	m.add(document.Text(lead))
	t := document.Table{Caption: m.T("readiness.table"), Columns: []document.Column{
		{Head: m.T("proposal.number"), Width: 6, Align: document.Right}, {Head: m.w.T("kinds.readiness.item"), Width: 30}, {Head: m.w.T("kinds.readiness.status"), Width: 19}, {Head: m.T("readiness.proof"), Width: 45}}}
	for n, l := range s.Lines {
		state := document.Cell{Runs: document.Plain(m.readinessState(l))}
		if l.State == integrate.Ready {
			state.Runs[0].Bold = true
		}
		if on := l.Record.Text("since_on"); on != "" && l.State != "" {
			state.Runs = append(state.Runs, document.Run{Text: "\n" + m.T("readiness.since", "Date", m.short(on)), Quiet: true})
		}
		var proof []string
		for _, f := range []string{"evidence", "note"} {
			if t := strings.TrimSpace(m.mask.Text(l.Record.Text(f))); t != "" {
				proof = append(proof, t)
			}
		}
		if len(l.Files) > 0 {
			var names []string
			for _, f := range l.Files {
				names = append(names, m.mask.Text(f.Text("name")))
			}
			proof = append(proof, m.T("readiness.files", "List", strings.Join(names, ", ")))
		}
		name := document.Cell{Runs: document.Plain(l.Name.In(m.lang))}
		if !l.Known {
			name.Runs = append(name.Runs, document.Run{Text: "\n" + m.T("readiness.no_longer"), Quiet: true})
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(fmt.Sprint(n + 1)), name, state, document.T(strings.Join(proof, "\n"))}})
	}
	m.add(t)
	if s.Rules.Ours {
		m.hint("readiness.ours", "Source", s.Rules.Source.In(m.lang), "Version", s.Rules.Version)
	}
}

func (m *maker) readinessState(l integrate.Line) string {
	if l.State == "" {
		return m.T("readiness.open")
	}
	return m.choice("readiness", "status", l.State)
}

// systemNotes lists blockers or decisions.
func (m *maker) systemNotes(s *integrate.Sheet, notes []data.Record, none string, blockers bool) {
	if len(notes) == 0 {
		m.text(none)
		return
	}
	t := document.Table{Columns: []document.Column{{Head: m.w.T("kinds.system_note.on"), Width: 15}, {Head: m.w.T("kinds.system_note.text"), Width: 45}, {Head: m.w.T("kinds.system_note.office"), Width: 20}, {Head: m.T("readiness.until"), Width: 20}}}
	if !blockers {
		t.Columns = t.Columns[:3]
		t.Columns[1].Width = 65
	}
	for _, r := range notes {
		text := document.Cell{Runs: document.Plain(strings.TrimSpace(m.mask.Text(r.Text("text"))))}
		for _, l := range s.Lines {
			if l.ID == r.Text("item") {
				text.Runs = append(text.Runs, document.Run{Text: "\n" + l.Name.In(m.lang), Quiet: true})
			}
		}
		cells := []document.Cell{document.T(m.short(r.Text("on"))), text, document.T(m.mask.Text(r.Text("office")))}
		if blockers {
			until := m.short(r.Text("due_on"))
			if on := r.Text("resolved_on"); on != "" {
				until = m.T("readiness.resolved", "Date", m.short(on))
			}
			cells = append(cells, document.T(until))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	m.add(t)
}
