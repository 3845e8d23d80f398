package thread

import (
	"strconv"

	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/pages/related"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/thread"
)

// table is the same as the picture in lines: what led to what, in the order in
// which it came about.
type table struct {
	content fyne.CanvasObject
	list    *widgets.RecordList
	rows    []thread.Row
}

func newTable(v *walkView) *table {
	t := &table{}
	t.list = widgets.NewRecordList(bound.Rows(nil), widgets.ListParts{Bare: true, Empty: widgets.NewEmptyState("thread", words.T("thread.alone"), "", nil)})
	// Enter or a second click goes to the end of the line that is not in focus.
	t.list.OnOpened = func(id string) {
		i, err := strconv.Atoi(id)
		if err != nil || i >= len(t.rows) {
			return
		}
		to := t.rows[i].To.ID
		if to == v.focus {
			to = t.rows[i].From.ID
		}
		v.set(to, true)
	}
	t.list.OnSelected = func(string) {}
	t.content = t.list
	return t
}

func (t *table) set(g *thread.Graph) {
	t.rows = g.Table()
	var rows bound.Rows
	for i, r := range t.rows {
		rows = append(rows, widgets.Record{ID: strconv.Itoa(i),
			Title: title(r.From, g.Focus) + "  ›  " + title(r.To, g.Focus), Line: line(r), State: related.State(r.To), Word: r.To.StatusWord})
	}
	t.list.SetRows(rows)
}

func title(n thread.Node, focus data.ID) string {
	text := words.Short(named(n), 70)
	if n.ID == focus {
		text = "• " + text
	}
	return text
}

// line says of which kinds the ends are, how one led to the other, and when.
func line(r thread.Row) string {
	text := bound.KindWord(r.From.Kind)
	if d := words.Date(r.From.Date); d != "" {
		text += " (" + d + ")"
	}
	text += " – " + words.T("thread.edge."+r.Edge.Name) + " – " + bound.KindWord(r.To.Kind)
	if d := words.Date(r.To.Date); d != "" {
		text += " (" + d + ")"
	}
	if r.Edge.Note != "" {
		text += " · " + r.Edge.Note
	}
	return text
}
