package report

import (
	"fmt"
	"strings"

	"pinisi/data/report/document"
	"pinisi/data/thread"
)

// thread makes the thread of a record, or of a mission's year, in landscape.
func (m *maker) thread() error {
	if m.r.Period != "" {
		return m.threadYear()
	}
	g, err := m.walked()
	if err != nil {
		return err
	}
	focus, _ := g.Node(g.Focus)
	m.begin(m.T("thread.title"), m.nodeKind(focus)+": "+m.nodeTitle(focus))
	m.doc.Wide = true
	m.add(document.Letterhead{Lines: m.mission.letterhead}, document.Title{Text: m.doc.Title, Subtitle: m.doc.Subject + " · " + m.mission.name})
	m.text("thread.lead", "What", m.node(focus, true))
	before, after := m.threadSides(g)
	for _, side := range []struct {
		key  string
		rows []thread.Row
	}{{"from", before}, {"to", after}} {
		m.h1("thread." + side.key)
		if len(side.rows) == 0 {
			m.text("thread." + side.key + "_none")
			continue
		}
		t := document.Table{Small: true, Columns: []document.Column{
			{Head: m.T("thread.first"), Width: 40}, {Head: m.T("thread.edge"), Width: 16}, {Head: m.T("thread.second"), Width: 44}}}
		for _, r := range side.rows {
			edge := document.Cell{Runs: document.Plain(m.w.T("thread.edge." + r.Edge.Name))}
			if r.Edge.Note != "" {
				edge.Runs = append(edge.Runs, document.Run{Text: "\n" + m.mask.Text(r.Edge.Note), Quiet: true})
			}
			t.Rows = append(t.Rows, document.Row{Cells: []document.Cell{m.nodeCell(r.From), edge, m.nodeCell(r.To)}})
		}
		m.add(t)
	}
	if n := leftOut(g); n > 0 {
		m.hint("thread.left_out", "N", n)
	}
	m.hint("thread.reading")
	return nil
}

// threadSteps is how far the document of one record looks in each direction.
const threadSteps = 6

func (m *maker) walked() (*thread.Graph, error) {
	g, err := thread.Walk(m.ctx, m.st, m.r.ID, thread.Options{Steps: threadSteps, Lang: m.lang})
	if err != nil {
		return nil, err
	}
	for _, n := range g.Nodes {
		m.saw(n.Record)
	}
	return g, nil
}

// threadSides are the lines of what led to the focus, and of what it led to.
func (m *maker) threadSides(g *thread.Graph) (before, after []thread.Row) {
	columns := g.Draw().Columns
	for _, r := range g.Table() {
		if columns[r.To.ID] <= 0 && columns[r.From.ID] <= 0 {
			before = append(before, r)
		} else {
			after = append(after, r)
		}
	}
	return before, after
}

// leftOut is how many records lie beyond what was walked.
func leftOut(g *thread.Graph) int {
	n := 0
	for _, node := range g.Nodes {
		n += node.Before + node.After
	}
	return n
}

func (m *maker) nodeKind(n thread.Node) string {
	if text, ok := m.w.Lookup("kinds." + n.Kind); ok {
		return text
	}
	return n.Kind
}

func (m *maker) nodeTitle(n thread.Node) string {
	switch {
	case n.State == thread.Deleted:
		return m.w.T("thread.gone")
	case n.State == thread.Missing:
		return m.w.T("thread.missing")
	case n.Title == "" && n.Hidden:
		return m.w.T("thread.secret")
	case n.Title == "":
		return m.w.T("thread.untitled")
	}
	title := m.mask.Text(n.Title)
	if n.Kind == "standard" && n.Detail != "" {
		title += ", " + n.Detail
	}
	return title
}

// nodeNote is what stands beside a title: kind, date, status.
func (m *maker) nodeNote(n thread.Node) string {
	parts := []string{m.nodeKind(n)}
	for _, p := range []string{m.short(n.Date), n.StatusWord} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if n.Kind == "answer" && n.Detail != "" {
		parts = append(parts, n.Detail)
	}
	return strings.Join(parts, " · ")
}

func (m *maker) node(n thread.Node, note bool) string {
	if !note {
		return m.nodeTitle(n)
	}
	return m.nodeTitle(n) + " (" + m.nodeNote(n) + ")"
}

func (m *maker) nodeCell(n thread.Node) document.Cell {
	return document.Cell{Runs: append(document.Plain(m.nodeTitle(n)), document.Run{Text: "\n" + m.nodeNote(n), Quiet: true})}
}

// threadYear makes the thread of a mission in a period.
func (m *maker) threadYear() error {
	y, err := m.year()
	if err != nil {
		return err
	}
	m.begin(m.T("thread.year_title"), m.w.T("thread.period", map[string]any{"Period": y.Period}))
	m.doc.Wide = true
	m.add(document.Letterhead{Lines: m.mission.letterhead}, document.Title{Text: m.doc.Title, Subtitle: m.doc.Subject + " · " + m.mission.name})
	m.add(document.Text(m.counted(y.Counts)))
	if y.Counts.Open > 0 {
		m.add(document.Text(m.w.T("thread.open_count", map[string]any{"N": y.Counts.Open})))
	}
	m.h1("thread.chains")
	if len(y.Chains) == 0 {
		m.text("thread.none")
	} else {
		t := document.Table{Small: true}
		for _, c := range threadColumns {
			t.Columns = append(t.Columns, document.Column{Head: m.w.T("thread.column." + c), Width: 25})
		}
		for _, c := range y.Chains {
			t.Rows = append(t.Rows, document.Row{Cells: m.chainCells(c)})
		}
		m.add(t)
	}
	m.h1("thread.index")
	if len(y.Indexes) == 0 {
		m.text("thread.index_none")
	}
	for _, x := range y.Indexes {
		m.threadIndex(x)
	}
	m.hint("thread.reading_year")
	return nil
}

var threadColumns = []string{"said", "agreed", "changed", "result"}

func (m *maker) year() (*thread.Year, error) {
	scope, err := m.scope()
	if err != nil {
		return nil, err
	}
	y, err := thread.ReadYear(m.ctx, m.st, scope, m.r.Period, m.lang)
	if err != nil {
		return nil, err
	}
	for _, c := range y.Chains {
		for _, nodes := range [][]thread.Node{c.Said, c.Agreed, c.Changed, c.Result} {
			for _, n := range nodes {
				m.saw(n.Record)
			}
		}
	}
	return y, nil
}

func (m *maker) counted(c thread.Counts) string {
	return m.w.T("thread.counts", map[string]any{"Complaints": c.Complaints, "Inputs": c.Inputs, "Remarks": c.Remarks, "Agreements": c.Agreements,
		"Standards": c.Standards, "Done": c.Done, "FollowUps": c.FollowUps, "Innovations": c.Innovations})
}

// saidInCell is how many of what led to the same stand in a cell of a document.
const saidInCell = 12

// chainCells are the four cells of a chain; the first empty one says what is missing.
func (m *maker) chainCells(c thread.Chain) []document.Cell {
	var cells []document.Cell
	gap := gapColumn(c.Gap)
	for i, nodes := range [][]thread.Node{c.Said, c.Agreed, c.Changed, c.Result} {
		var cell document.Cell
		for j, n := range nodes[:min(len(nodes), saidInCell)] {
			if j > 0 {
				cell.Runs = append(cell.Runs, document.Run{Text: "\n"})
			}
			title, note := m.nodeTitle(n), m.nodeNote(n)
			if i == 0 && c.Unsur != "" {
				title, note = c.Unsur, m.nodeKind(n)+" · "+title
			}
			if len(nodes) > 1 {
				title = "• " + title
			}
			cell.Runs = append(cell.Runs, document.Run{Text: title}, document.Run{Text: "\n" + note, Quiet: true})
		}
		if rest := len(nodes) - saidInCell; rest > 0 {
			cell.Runs = append(cell.Runs, document.Run{Text: "\n" + m.w.T("thread.fold", map[string]any{"N": rest}), Quiet: true})
		}
		if i == 0 && len(nodes) == 0 {
			cell.Runs = append(cell.Runs, document.Run{Text: m.w.T("thread.no_origin"), Quiet: true})
		}
		if i == gap {
			text := m.w.T("thread.gap." + c.Gap)
			if len(cell.Runs) > 0 {
				text = "\n" + text
			}
			cell.Runs = append(cell.Runs, document.Run{Text: text, Bold: true})
		}
		cells = append(cells, cell)
	}
	return cells
}

// gapColumn is where a gap stands, -1 for none.
func gapColumn(gap string) int {
	switch gap {
	case "":
		return -1
	case thread.GapUnchanged, thread.GapOpen, thread.GapUnderway:
		return 2
	case thread.GapUnrated:
		return 3
	}
	return 1
}

// threadIndex is what the evaluations of a unit show around the period.
func (m *maker) threadIndex(x thread.Index) {
	m.h2(strings.TrimSpace(x.Unit + " " + m.choice("evaluation", "variant", x.Variant)))
	t := document.Table{Columns: []document.Column{{Head: m.T("fact.period"), Width: 22}, {Head: "F-02", Width: 13, Align: document.Right}, {Head: "F-03", Width: 13, Align: document.Right},
		{Head: "IPP", Width: 13, Align: document.Right}, {Head: m.T("fact.category"), Width: 14, Align: document.Centre}, {Head: m.T("fact.status"), Width: 25}}}
	for _, at := range x.At {
		category := at.Category
		if category == "" {
			category = "–"
		}
		status := m.label("evaluation", "status", at.Status)
		if at.Provisional {
			status += ", " + m.T("thread.provisional")
		}
		row := document.Cells(at.Period, at.F02, at.F03, at.IPP, category, status)
		row.Bold = at.Own
		t.Rows = append(t.Rows, row)
	}
	m.add(t)
	if len(x.At) == 1 {
		m.text("thread.index_alone")
		return
	}
	if len(x.Changes) == 0 {
		m.text("thread.no_change")
		return
	}
	c := document.Table{Small: true, Columns: []document.Column{{Head: m.T("thread.indicator"), Width: 70},
		{Head: x.At[0].Period, Width: 15, Align: document.Right}, {Head: x.At[len(x.At)-1].Period, Width: 15, Align: document.Right}}}
	for _, one := range x.Changes {
		c.Rows = append(c.Rows, document.Cells(one.Indicator+" "+one.Title, fmt.Sprint(one.Before), fmt.Sprint(one.After)))
	}
	m.add(c)
}
