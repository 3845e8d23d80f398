package outreach

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
)

// complaints are the complaints of the mission by month around an activity. It
// shows what was received; why is for people to judge.
type complaints struct {
	card fyne.CanvasObject
	grid *widgets.Grid
	none *widgets.Text
	note *widgets.Text
}

func newComplaints(*detail) *complaints {
	c := &complaints{grid: widgets.NewGrid(nil, nil), none: widgets.Hint(""), note: widgets.Small(words.T("outreach.around.note"))}
	c.card = widgets.NewCard(words.T("outreach.around"), nil, widgets.Column(look.Gap, c.none, c.grid, c.note))
	return c
}

func (c *complaints) show(now *snapshot) {
	some := len(now.months) > 0
	c.none.Set(words.T("outreach.around.none"))
	widgets.ShowIf(c.none, !some)
	widgets.ShowIf(c.grid, some)
	widgets.ShowIf(c.note, some)
	if !some {
		return
	}
	named := len(now.record.List("complaint_channels")) > 0
	heads := []string{words.T("outreach.around.month"), words.T("outreach.around.all")}
	if named {
		heads = append(heads, words.T("outreach.around.named"))
	}
	var rows []widgets.GridRow
	for _, m := range now.months {
		row := widgets.GridRow{Name: words.Month(m.Month), Bold: m.Here, Cells: []widgets.GridCell{{Text: words.Count(m.All)}}}
		switch {
		case m.Here:
			row.Name += " · " + words.T("outreach.around.here")
		case m.Open:
			row.Name += " · " + words.T("outreach.around.open")
		}
		if named {
			row.Cells = append(row.Cells, widgets.GridCell{Text: words.Count(m.Named)})
		}
		rows = append(rows, row)
	}
	c.grid.Set(heads, rows)
}
