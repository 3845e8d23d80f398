package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/followup"
	"pinisi/data/report/document"
)

// plan is section 6 of the report: the follow-ups from this evaluation.
func (m *maker) plan(s *assess.Sheet) error {
	m.h1("plan")
	actions, err := m.actionsOf(s.Evaluation)
	if err != nil {
		return err
	}
	if len(actions) == 0 {
		m.text("plan.none")
		return nil
	}
	m.planLead(actions)
	m.add(m.planTable(actions, m.T("plan.table")))
	return nil
}

// actionsOf are the follow-ups from a record and its parts.
func (m *maker) actionsOf(whole data.Record) ([]data.Record, error) {
	light, err := followup.OfPlan(m.ctx, m.st, whole)
	if err != nil {
		return nil, err
	}
	var all []data.Record
	for _, a := range light {
		full, err := m.st.Get(m.ctx, "followup", a.ID)
		if err != nil {
			return nil, fmt.Errorf("read a follow-up: %w", err)
		}
		all = append(all, full)
	}
	slices.SortStableFunc(all, func(a, b data.Record) int {
		return cmp.Or(cmp.Compare(a.Text("source_part"), b.Text("source_part")), cmp.Compare(a.Text("due_on"), b.Text("due_on")), slices.Compare(a.ID[:], b.ID[:]))
	})
	m.saw(all...)
	return all, nil
}

// planLead says how the plan is doing, without a date of today: the same
// records make the same document.
func (m *maker) planLead(actions []data.Record) {
	p := followup.Sum(actions, "")
	var parts []string
	for _, one := range []struct {
		key string
		n   int
	}{{followup.Done, p.Done}, {followup.Running, p.Running}, {followup.Planned, p.Planned}, {followup.Cancelled, p.Cancelled}, {followup.Carried, p.Carried}} {
		if one.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", one.n, m.choice("followup", "status", one.key)))
		}
	}
	text := m.T("plan.lead", "N", p.Total(), "Percent", p.Percent(), "Parts", strings.Join(parts, ", "))
	if p.Cancelled+p.Carried > 0 {
		text += " " + m.T("plan.lead_closed")
	}
	m.add(document.Text(text))
}

func (m *maker) planTable(actions []data.Record, caption string) document.Table {
	t := document.Table{Caption: caption, Columns: []document.Column{
		{Head: m.T("plan.part"), Width: 9.5}, {Head: m.T("plan.action"), Width: 35}, {Head: m.T("plan.output"), Width: 17}, {Head: m.T("plan.office"), Width: 16.5},
		{Head: m.T("plan.due"), Width: 12}, {Head: m.T("plan.status"), Width: 13}}}
	for _, a := range actions {
		action := document.Cell{Runs: document.Plain(m.mask.Text(a.Text("action")))}
		if f := strings.TrimSpace(a.Text("finding")); f != "" {
			action.Runs = append(action.Runs, document.Run{Text: "\n" + m.T("plan.finding", "Text", m.mask.Text(f)), Quiet: true})
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{
			document.T(a.Text("source_part")), action, document.T(m.mask.Text(a.Text("output"))), document.T(m.mask.Text(a.Text("office"))),
			document.T(m.short(a.Text("due_on"))), document.T(m.state(a))}})
	}
	return t
}

// state is status and percent of an action.
func (m *maker) state(a data.Record) string {
	text := m.choice("followup", "status", followup.Status(a))
	if p, ok := a.Int("percent"); ok && followup.Status(a) == followup.Running {
		text += fmt.Sprintf(" %d%%", p)
	}
	return text
}

// followUps makes the plan as a document of its own, in landscape.
func (m *maker) followUps() error {
	var actions []data.Record
	var err error
	title, what := m.T("followups.title"), ""
	if m.r.Period != "" {
		what = m.T("followups.period", "Period", m.r.Period)
		scope, err := m.scope()
		if err != nil {
			return err
		}
		if actions, err = followup.OfPeriod(m.ctx, m.st, scope, m.r.Period); err != nil {
			return err
		}
		m.saw(actions...)
	} else {
		whole, err := m.st.Find(m.ctx, m.r.ID)
		if err != nil {
			return fmt.Errorf("read what the plan follows from: %w", err)
		}
		m.saw(whole)
		kind := whole.Kind
		if k := data.KindOf(kind); k != nil {
			kind = m.w.T(k.Label())
		}
		what = m.T("followups.source", "Kind", kind, "Title", m.mask.Text(subject(whole.Shown(m.r.reader()))))
		if actions, err = m.actionsOf(whole); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	m.begin(title, what)
	m.doc.Wide = true
	m.add(document.Letterhead{Lines: m.mission.letterhead}, document.Title{Text: title, Subtitle: what + " · " + m.mission.name})
	if len(actions) == 0 {
		m.text("plan.none")
		return nil
	}
	m.planLead(actions)
	m.add(m.wideTable(actions))
	m.sign("sign.closing_plan", nil, "")
	return nil
}

func (m *maker) wideTable(actions []data.Record) document.Table {
	t := document.Table{Small: true, Columns: []document.Column{
		{Head: m.T("plan.part"), Width: 6}, {Head: m.T("plan.finding_head"), Width: 19}, {Head: m.T("plan.cause"), Width: 13}, {Head: m.T("plan.action"), Width: 19}, {Head: m.T("plan.output"), Width: 12},
		{Head: m.T("plan.office"), Width: 12}, {Head: m.T("plan.when"), Width: 9.5}, {Head: m.T("plan.status"), Width: 10}}}
	for _, a := range actions {
		text := func(field string) string { return m.mask.Text(strings.TrimSpace(a.Text(field))) }
		action := document.Cell{Runs: document.Plain(text("action"))}
		if d := text("detail"); d != "" {
			action.Runs = append(action.Runs, document.Run{Text: "\n" + d, Quiet: true})
		}
		who := text("office")
		if x := text("executor"); x != "" {
			who += "\n" + m.T("plan.executor", "Who", x)
		}
		if owner := a.Text("owner"); owner != "" && m.r.Personal {
			who += "\n" + owner
		}
		when := m.short(a.Text("due_on"))
		if from := a.Text("start_on"); from != "" {
			when = m.short(from) + " –\n" + when
		}
		state := m.state(a)
		if done := a.Text("done_on"); done != "" {
			state += "\n" + m.short(done)
		}
		var more []string
		for _, f := range []string{"reason", "obstacle", "progress_note"} {
			if t := text(f); t != "" {
				more = append(more, t)
			}
		}
		status := document.Cell{Runs: document.Plain(state)}
		if len(more) > 0 {
			status.Runs = append(status.Runs, document.Run{Text: "\n" + strings.Join(more, "\n"), Quiet: true})
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(a.Text("source_part")), document.T(text("finding")), document.T(text("root_cause")), action, document.T(text("output")), document.T(who), document.T(when), status}})
	}
	return t
}
