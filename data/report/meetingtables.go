package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/report/document"
)

// sessionTable lists the sessions, when there are several.
func (m *maker) sessionTable(g *meeting) {
	if len(g.Sessions) < 2 {
		return
	}
	t := document.Table{Caption: m.T("meet.sessions"), Columns: []document.Column{{Head: m.T("meet.no"), Width: 6, Align: document.Centre}, {Head: m.T("meet.session"), Width: 28},
		{Head: m.T("meet.time"), Width: 34}, {Head: m.T("meet.mode"), Width: 11}, {Head: m.T("meet.place"), Width: 21}}}
	for i, s := range g.Sessions {
		t.Rows = append(t.Rows, document.Cells(fmt.Sprint(i+1), m.mask.Text(s.Text("title")), m.sessionTime(g, s), m.choice("session", "mode", s.Text("mode")), m.place(s)))
	}
	m.add(t)
}

// unsurTable counts who was there, by unsur and mode, and by session when there
// are several.
func (m *maker) unsurTable(g *meeting) {
	present := g.Present()
	known := append(slices.Clone(data.Unsur), "provider")
	count := func(unsur string, modes ...string) int {
		n := 0
		for _, p := range present {
			u := p.Text("unsur")
			if !slices.Contains(known, u) {
				u = ""
			}
			if (unsur == "*" || u == unsur) && (modes == nil || slices.Contains(modes, g.mode(p))) {
				n++
			}
		}
		return n
	}
	unknown := count("*", "") > 0 // of whom nobody noted how they attended
	t := document.Table{Caption: m.T("meet.unsur_table"), Columns: []document.Column{{Head: m.T("meet.unsur"), Width: 48}, {Head: m.T("meet.luring"), Width: 13, Align: document.Right}, {Head: m.T("meet.daring"), Width: 13, Align: document.Right}}}
	if unknown {
		t.Columns = append(t.Columns, document.Column{Head: m.T("meet.mode_unknown"), Width: 17, Align: document.Right})
	}
	t.Columns = append(t.Columns, document.Column{Head: m.T("sum"), Width: 13, Align: document.Right})
	row := func(name, unsur string) document.Row {
		n := []int{count(unsur, "luring"), count(unsur, "daring")}
		if unknown {
			n = append(n, count(unsur, ""))
		}
		r := document.Cells(name)
		for _, one := range append(n, count(unsur)) {
			r.Cells = append(r.Cells, document.T(m.w.Integer(int64(one))))
		}
		return r
	}
	for _, u := range data.Unsur {
		t.Rows = append(t.Rows, row(m.label("participant", "unsur", u), u))
	}
	t.Rows = append(t.Rows, row(m.T("meet.provider"), "provider"))
	if count("") > 0 {
		t.Rows = append(t.Rows, row(m.T("meet.unsur_unknown"), ""))
	}
	sum := row(m.T("sum"), "*")
	sum.Bold = true
	t.Rows = append(t.Rows, sum)
	m.add(t)
	if len(g.Sessions) < 2 || len(g.Attendance) == 0 { // nobody noted who came to which
		return
	}
	t = document.Table{Caption: m.T("meet.sitting_table"), Columns: []document.Column{{Head: m.T("meet.session"), Width: 48}, {Head: m.T("meet.luring"), Width: 13, Align: document.Right}, {Head: m.T("meet.daring"), Width: 13, Align: document.Right},
		{Head: m.T("meet.unsur_public"), Width: 13, Align: document.Right}, {Head: m.T("sum"), Width: 13, Align: document.Right}}}
	for _, s := range g.Sittings() {
		t.Rows = append(t.Rows, document.Cells(m.sessionTitle(g, s.Session), m.w.Integer(int64(s.Onsite)), m.w.Integer(int64(s.Online)), fmt.Sprint(s.Presence.Present), m.w.Integer(int64(len(s.People)))))
	}
	m.add(t)
}

func (m *maker) unsurNames(codes []string) string {
	var names []string
	if !slices.ContainsFunc(data.Unsur, func(u string) bool { return !slices.Contains(codes, u) }) {
		names = append(names, m.T("meet.all_unsur"))
	}
	for _, u := range codes {
		if len(names) == 0 || names[0] != m.T("meet.all_unsur") || !slices.Contains(data.Unsur, u) {
			names = append(names, m.choice("participant", "unsur", u))
		}
	}
	return strings.Join(names, ", ")
}

// inputTable lists what was said with the provider's answer and decision.
func (m *maker) inputTable(g *meeting) {
	if len(g.Inputs) == 0 {
		m.text("meet.inputs_none")
		return
	}
	t := document.Table{Divide: true, Caption: m.T("meet.inputs_table"), Columns: []document.Column{{Head: m.T("meet.no"), Width: 6, Align: document.Centre}, {Head: m.T("meet.input"), Width: 40},
		{Head: m.T("meet.answer"), Width: 38}, {Head: m.T("meet.decision"), Width: 16}}}
	add := func(in data.Record) {
		said := document.Cell{Runs: document.Plain(m.mask.Text(strings.TrimSpace(in.Text("text"))))}
		who := m.who(g, in)
		if kind := in.Text("type"); kind != "" {
			who = m.label("input", "type", kind) + " · " + who
		}
		quietly(&said, who)
		quietly(&said, m.about(g, in))
		answer := document.T(m.mask.Text(strings.TrimSpace(in.Text("response"))))
		if reason := strings.TrimSpace(in.Text("reason")); reason != "" {
			if len(answer.Runs[0].Text) == 0 {
				answer = document.T(m.T("meet.reason", "Text", m.mask.Text(reason)))
			} else {
				answer.Runs = append(answer.Runs, document.Run{Text: "\n" + m.T("meet.reason", "Text", m.mask.Text(reason))})
			}
		}
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(g.labels[in.ID]), said, answer, document.T(m.decision(in))}})
	}
	m.bySession(g, &t, add)
	m.add(t)
}

// bySession adds the inputs in the order of the sessions in which they were
// given, with a title over each when there are several.
func (m *maker) bySession(g *meeting, t *document.Table, add func(data.Record)) {
	if len(g.Sessions) < 2 || !slices.ContainsFunc(g.Inputs, func(in data.Record) bool { return !in.Get("session").IsNull() }) {
		for _, in := range g.Inputs {
			add(in)
		}
		return
	}
	known := map[data.ID]bool{}
	for _, s := range g.Sessions {
		known[s.ID] = true
	}
	of := func(title string, belongs func(data.ID) bool) {
		first := true
		for _, in := range g.Inputs {
			if !belongs(in.Ref("session")) {
				continue
			}
			if first {
				t.Rows = append(t.Rows, document.Row{Span: true, Cells: []document.Cell{document.T(title)}})
				first = false
			}
			add(in)
		}
	}
	for _, s := range g.Sessions {
		of(m.sessionTitle(g, s), func(id data.ID) bool { return id == s.ID })
	}
	of(m.T("meet.no_session"), func(id data.ID) bool { return !known[id] })
}

// who says who gave an input: the name only where names are shown.
func (m *maker) who(g *meeting, in data.Record) string {
	p := g.person[in.Ref("participant")]
	name, unsur := m.person(cmp.Or(p.Text("name"), in.Text("by"))), cmp.Or(in.Text("unsur"), p.Text("unsur"))
	var parts []string
	if name != "" {
		parts = append(parts, name)
	}
	if unsur != "" {
		parts = append(parts, m.choice("participant", "unsur", unsur))
	}
	if len(parts) == 0 {
		return m.T("meet.anonymous")
	}
	return strings.Join(parts, ", ")
}

// about says what an input or agreement is about: service and component.
func (m *maker) about(g *meeting, r data.Record) string {
	var parts []string
	if code := r.Text("service"); code != "" {
		parts = append(parts, g.service(code))
	}
	if n, ok := r.Int("component"); ok {
		parts = append(parts, m.T("meet.component", "Name", m.w.T(fmt.Sprintf("consultation.component.%d", n))))
	}
	return strings.Join(parts, " · ")
}

// quietly adds a line in grey to a cell, unless it is blank.
func quietly(c *document.Cell, text string) {
	if text != "" {
		c.Runs = append(c.Runs, document.Run{Text: "\n" + text, Quiet: true})
	}
}

// decision is the provider's decision on an input in words.
func (m *maker) decision(in data.Record) string {
	d := in.Text("decision")
	switch {
	case d != "":
		return m.label("input", "decision", d)
	case in.Text("type") == "appreciation":
		return "–"
	}
	return m.T("meet.undecided")
}

// agreements adds the table of what was agreed.
func (m *maker) agreements(g *meeting) {
	t := document.Table{Divide: true, Caption: m.T("meet.agreements_table"), Columns: []document.Column{{Head: m.T("meet.no"), Width: 6, Align: document.Centre}, {Head: m.T("meet.agreement"), Width: 34},
		{Head: m.T("meet.from_value"), Width: 20}, {Head: m.T("meet.to_value"), Width: 22}, {Head: m.T("meet.agreed_by"), Width: 18}}}
	for _, a := range g.Agreements {
		if a.Text("outcome") == data.NotAgreed {
			continue
		}
		text := document.Cell{Runs: document.Plain(m.mask.Text(strings.TrimSpace(a.Text("text"))))}
		quietly(&text, m.about(g, a))
		quietly(&text, m.origin(g, a))
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(g.labels[a.ID]), text, document.T(dash(m.mask.Text(a.Text("from_value")))), document.T(dash(m.mask.Text(a.Text("to_value")))), document.T(dash(m.unsurNames(a.List("agreed_by"))))}})
	}
	if len(t.Rows) == 0 {
		m.text("meet.agreements_none")
		return
	}
	m.add(t)
}

// origin is the input that an agreement came from.
func (m *maker) origin(g *meeting, a data.Record) string {
	if n := g.labels[a.Ref("input")]; n != "" {
		return m.T("meet.from_input", "N", n)
	}
	return ""
}

// notAgreed adds the points that stay open, with why; false when there are none.
func (m *maker) notAgreed(g *meeting) bool {
	t := document.Table{Divide: true, Caption: m.T("meet.open_table"), Columns: []document.Column{{Head: m.T("meet.no"), Width: 6, Align: document.Centre}, {Head: m.T("meet.open_point"), Width: 46}, {Head: m.T("meet.why"), Width: 48}}}
	for _, a := range g.Agreements {
		if a.Text("outcome") != data.NotAgreed {
			continue
		}
		text := document.Cell{Runs: document.Plain(m.mask.Text(strings.TrimSpace(a.Text("text"))))}
		quietly(&text, m.about(g, a))
		quietly(&text, m.origin(g, a))
		t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{document.T(g.labels[a.ID]), text, document.T(dash(m.mask.Text(a.Text("reason"))))}})
	}
	if len(t.Rows) == 0 {
		return false
	}
	m.add(t)
	return true
}

func dash(text string) string { return cmp.Or(strings.TrimSpace(text), "–") }
