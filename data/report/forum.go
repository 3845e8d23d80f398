package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/followup"
	"pinisi/data/report/document"
	"pinisi/data/store"
)

// forum makes the report of a consultation (laporan FKP): from planning to
// publication and the follow-ups as they stand.
func (m *maker) forum() error {
	g, err := m.gather()
	if err != nil {
		return err
	}
	form := m.choice("consultation", "form", cmp.Or(g.c.Text("form"), "fkp"))
	title := m.mask.Text(g.c.Text("title"))
	m.begin(m.T("meet.report", "Form", form), title)
	m.doc.Contents = m.T("contents")
	var notes []string
	if g.c.Bool("internal") {
		notes = append(notes, m.T("meet.internal_head")+" "+m.T("meet.internal"))
	}
	if !consult.Locked(g.c) {
		m.doc.Mark = m.T("mark.draft")
		notes = append(notes, m.T("mark.note"))
	}
	m.doc.Cover = &document.Cover{Letterhead: m.mission.letterhead, Title: m.doc.Title, Subtitle: title, Facts: append(m.event(g)[1:], [][2]string{
		{m.T("meet.mode"), m.label("consultation", "mode", g.c.Text("mode"))},
		{m.T("meet.record_number"), g.c.Text("record_number")}, {m.T("meet.report_number"), g.c.Text("report_number")}, {m.T("meet.reported_to"), m.mask.Text(g.c.Text("reported_to"))}, {m.T("fact.status"), m.label("consultation", "status", cmp.Or(g.c.Text("status"), data.ConsultationDraft))},
	}...), Note: strings.Join(notes, "\n")}
	m.forumSummary(g)
	if err := m.forumPlanning(g); err != nil {
		return err
	}
	m.forumConduct(g)
	m.h1("meet.part.inputs")
	m.inputCounts(g)
	m.inputTable(g)
	m.h1("meet.part.agreements")
	m.agreements(g)
	m.h1("meet.part.open")
	if !m.notAgreed(g) {
		m.text("meet.open_none")
	}
	m.h1("plan")
	plan := slices.Clone(g.FollowUps)
	m.saw(plan...)
	if len(plan) == 0 {
		m.text("meet.plan_none")
	} else {
		m.planLead(plan)
		m.add(m.forumPlan(g, plan))
	}
	if on := g.c.Text("checked_on"); on != "" {
		m.text("meet.checked", "Date", m.date(on))
	}
	files := m.meetingFiles(g)
	m.publication(g, files)
	m.h1("meet.part.closing")
	left := document.Signature{Role: m.T("meet.sign_chair"), Name: m.person(g.c.Text("chair"))}
	m.sign("sign.closing", &left, g.c.Text("reported_on"))
	if err := m.album(files); err != nil {
		return err
	}
	if m.r.Personal && len(g.Present()) > 0 {
		m.appendix("meet.names")
		m.nameTable(g, g.Present())
	}
	m.fileAnnex(files)
	if consult.Locked(g.c) {
		m.correctionAnnex(m.corrections(g.c.Text("notes")))
	}
	return nil
}

// forumSummary is section 1: what it came to, in one sentence that is true.
func (m *maker) forumSummary(g *meeting) {
	m.h1("summary")
	m.internal(g)
	p := g.Unsur()
	agreed, open := 0, 0
	for _, a := range g.Agreements {
		if a.Text("outcome") == data.NotAgreed {
			open++
		} else {
			agreed++
		}
	}
	key := "meet.summary"
	if p.Internal {
		key = "meet.summary_internal"
	}
	m.add(document.Paragraph{Style: document.Lead, Runs: document.Bold(m.T(key, "N", m.w.Integer(int64(len(g.Present()))), "Unsur", p.Present, "Of", len(data.Unsur), "Inputs", len(g.Inputs), "Agreed", agreed, "Open", open))})
	answered := 0
	for _, in := range g.Inputs {
		if in.Text("decision") != "" {
			answered++
		}
	}
	plan := followup.Sum(g.FollowUps, "")
	facts := [][2]string{{m.T("meet.present"), m.w.Integer(int64(len(g.Present())))}, {m.T("meet.unsur_public"), m.T("of", "Done", p.Present, "All", len(data.Unsur))},
		{m.T("meet.decided"), m.T("of", "Done", answered, "All", len(g.Inputs))}, {m.T("meet.part.agreements"), m.w.Integer(int64(agreed))}, {m.T("meet.part.open"), m.w.Integer(int64(open))},
		{m.T("meet.plan_done"), m.T("of", "Done", plan.Done, "All", plan.Total())}, {m.T("meet.published_on"), m.date(g.c.Text("published_on"))}}
	m.add(document.Facts(facts...))
	if g.late > 0 {
		m.hint("meet.late", "N", g.late)
	}
}

// forumPlanning is section 2.
func (m *maker) forumPlanning(g *meeting) error {
	m.h1("meet.part.planning")
	from, err := m.ledTo(g)
	if err != nil {
		return err
	}
	m.add(document.Facts([2]string{m.T("meet.topic"), m.mask.Text(g.c.Text("topic"))}, [2]string{m.T("meet.services"), m.serviceNames(g)}, [2]string{m.T("meet.based_on"), strings.Join(from, "\n")},
		[2]string{m.T("meet.part.basis"), m.mask.Text(g.c.Text("legal_basis"))}, [2]string{m.T("meet.material"), m.mask.Text(g.c.Text("material"))}))
	m.h2(m.T("meet.part.organiser"))
	m.organisers(g)
	if len(g.Participants) > 0 {
		m.h2(m.T("meet.invited"))
		m.invited(g)
	}
	if terms := g.c.Text("terms"); terms != "" {
		m.h2(m.T("meet.terms"))
		m.prose(terms)
	}
	if g.c.Text("agenda") != "" {
		m.h2(m.T("meet.part.agenda"))
		m.lines(g.c.Text("agenda"))
	}
	return nil
}

// ledTo are the records that led to the consultation, as links say it. Of a
// complaint only its number is told.
func (m *maker) ledTo(g *meeting) ([]string, error) {
	links, err := m.st.List(m.ctx, store.Query{Kind: "link", Where: map[string]data.Value{"to": data.RefValue(g.c.ID)}, Order: "created"})
	if err != nil {
		return nil, fmt.Errorf("read what led to the consultation: %w", err)
	}
	var out []string
	for _, l := range links {
		r, err := m.st.Get(m.ctx, l.Text("from_kind"), l.Ref("from"))
		if err != nil {
			continue // not on this computer
		}
		m.saw(l, r)
		name := r.Kind
		if k := data.KindOf(r.Kind); k != nil {
			name = m.w.T(k.Label())
		}
		what := m.mask.Text(subject(r.Shown(m.r.reader())))
		if r.Kind == "complaint" {
			what = r.Text("tracking_id")
		}
		out = append(out, strings.TrimSpace(name+" "+l.Text("part")+" "+what))
	}
	return out, nil
}

// invited counts by unsur who was asked and who came.
func (m *maker) invited(g *meeting) {
	t := document.Table{Caption: m.T("meet.invited_table"), Columns: []document.Column{{Head: m.T("meet.unsur"), Width: 52}, {Head: m.T("meet.listed"), Width: 16, Align: document.Right}, {Head: m.T("meet.came_n"), Width: 16, Align: document.Right}, {Head: m.T("meet.declined"), Width: 16, Align: document.Right}}}
	there := map[data.ID]bool{}
	for _, p := range g.Present() {
		there[p.ID] = true
	}
	row := func(name string, is func(string) bool) {
		all, came, declined := 0, 0, 0
		for _, p := range g.Participants {
			if p.Gone() || !is(p.Text("unsur")) {
				continue
			}
			all++
			if there[p.ID] {
				came++
			} else if s := p.Text("presence"); s == "declined" || s == "absent" {
				declined++
			}
		}
		if all > 0 || name == m.T("sum") {
			r := document.Cells(name, m.w.Integer(int64(all)), m.w.Integer(int64(came)), m.w.Integer(int64(declined)))
			r.Bold = name == m.T("sum")
			t.Rows = append(t.Rows, r)
		}
	}
	known := append(slices.Clone(data.Unsur), "provider")
	for _, u := range known {
		row(m.label("participant", "unsur", u), func(o string) bool { return o == u })
	}
	row(m.T("meet.unsur_unknown"), func(o string) bool { return !slices.Contains(known, o) })
	row(m.T("sum"), func(string) bool { return true })
	m.add(t)
}

// forumConduct is section 3: how it went, and who was there.
func (m *maker) forumConduct(g *meeting) {
	m.h1("meet.part.conduct")
	m.add(document.Text(m.opening(g)))
	m.sessionTable(g)
	if p := g.c.Text("presentation"); p != "" {
		m.h2(m.T("meet.part.presentation"))
		m.prose(p)
	}
	if hasMinutes(g) {
		m.h2(m.T("meet.part.course"))
		m.prose(g.c.Text("minutes"))
		for _, s := range g.Sessions {
			if s.Text("minutes") != "" {
				m.add(document.Heading{Level: 3, Text: m.sessionTitle(g, s)})
				m.prose(s.Text("minutes"))
			}
		}
	}
	m.h1("meet.part.people")
	m.peopleLead(g)
	if len(g.Present()) > 0 {
		m.unsurTable(g)
	}
}

// inputCounts counts the inputs by decision and by kind.
func (m *maker) inputCounts(g *meeting) {
	if len(g.Inputs) == 0 {
		return
	}
	kinds := []string{"complaint", "proposal", "question", "appreciation"}
	if slices.ContainsFunc(g.Inputs, func(in data.Record) bool { return !slices.Contains(kinds, in.Text("type")) }) {
		kinds = append(kinds, "")
	}
	t := document.Table{Caption: m.T("meet.counts_table"), Columns: []document.Column{{Head: m.T("meet.decision"), Width: 28}}}
	for _, k := range kinds {
		head := m.T("meet.type_unknown")
		if k != "" {
			head = m.label("input", "type", k)
		}
		t.Columns = append(t.Columns, document.Column{Head: head, Width: 17, Align: document.Right})
	}
	t.Columns = append(t.Columns, document.Column{Head: m.T("sum"), Width: 12, Align: document.Right})
	row := func(name string, is func(data.Record) bool) document.Row {
		r, all := document.Cells(name), 0
		for _, k := range kinds {
			n := 0
			for _, in := range g.Inputs {
				if is(in) && (in.Text("type") == k || k == "" && !slices.Contains(kinds[:4], in.Text("type"))) {
					n++
				}
			}
			all += n
			r.Cells = append(r.Cells, document.T(m.w.Integer(int64(n))))
		}
		r.Cells = append(r.Cells, document.T(m.w.Integer(int64(all))))
		return r
	}
	for _, d := range []string{"accepted", "partly", "rejected", "central"} {
		t.Rows = append(t.Rows, row(m.label("input", "decision", d), func(in data.Record) bool { return in.Text("decision") == d }))
	}
	t.Rows = append(t.Rows, row(m.T("meet.no_decision"), func(in data.Record) bool { return in.Text("decision") == "" }))
	sum := row(m.T("sum"), func(data.Record) bool { return true })
	sum.Bold = true
	t.Rows = append(t.Rows, sum)
	m.add(t)
}

// forumPlan is the plan with its state.
func (m *maker) forumPlan(g *meeting, plan []data.Record) document.Table {
	t := document.Table{Divide: true, Caption: m.T("plan.table"), Columns: []document.Column{{Head: m.T("meet.no"), Width: 6, Align: document.Centre}, {Head: m.T("plan.action"), Width: 34}, {Head: m.T("meet.indicator"), Width: 18},
		{Head: m.T("plan.office"), Width: 17}, {Head: m.T("plan.due"), Width: 12}, {Head: m.T("plan.status"), Width: 13}}}
	for i, a := range plan {
		action := document.Cell{Runs: document.Plain(m.mask.Text(strings.TrimSpace(a.Text("action"))))}
		quietly(&action, m.cause(g, a))
		state := m.state(a)
		if done := a.Text("done_on"); done != "" {
			state += "\n" + m.short(done)
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(fmt.Sprint(i + 1)), action, document.T(dash(m.mask.Text(a.Text("output")))), document.T(dash(m.mask.Text(a.Text("office")))), document.T(dash(m.short(a.Text("due_on")))), document.T(state)}})
	}
	return t
}
