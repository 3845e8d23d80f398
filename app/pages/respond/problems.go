package respond

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	poll "pinisi/data/respond"
)

// newProblemList lists what a try of an import has found, row by row. Only the
// rows in view are objects, however many there are.
func newProblemList(problems []poll.Problem) *widget.List {
	var list *widget.List
	list = widget.NewList(func() int { return len(problems) }, func() fyne.CanvasObject { return newProblemRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row := o.(*problemRow)
			row.set(problems[i])
			list.SetItemHeight(i, row.HeightFor(list.Size().Width))
		})
	list.HideSeparators = true
	list.OnSelected = func(i widget.ListItemID) { list.Unselect(i) } // there is nothing behind it
	return list
}

// problemRow is one problem; it is used again for others.
type problemRow struct {
	widget.BaseWidget
	box   *fyne.Container
	where *widgets.Text
	text  *widgets.Text
	pill  *widgets.StatusPill
}

func newProblemRow() *problemRow {
	r := &problemRow{where: widgets.Body("").Bold().OneLine(), text: widgets.Hint(""), pill: widgets.NewStatusPill(widgets.Wait, "")}
	r.box = widgets.Inset(look.Gap, look.Gap, widgets.RowTop(look.Roomy, 0, widgets.Column(2, r.where, r.text), r.pill))
	r.ExtendBaseWidget(r)
	return r
}

func (r *problemRow) set(p poll.Problem) {
	switch {
	case p.Row == 0:
		r.where.Set(words.T("entry.import.whole_file"))
	case p.Column == "":
		r.where.Set(words.T("entry.import.row", "N", p.Row))
	default:
		r.where.Set(words.T("entry.import.row_column", "N", p.Row, "Column", p.Column))
	}
	r.text.Set(p.Text(words.Now().Lang()))
	switch {
	case p.Stops && p.Row == 0:
		r.pill.Set(widgets.Bad, words.T("entry.import.to_fix"))
	case p.Stops:
		r.pill.Set(widgets.Bad, words.T("entry.import.bad"))
	default:
		r.pill.Set(widgets.Wait, words.T("entry.import.taken"))
	}
	r.box.Refresh()
}

// HeightFor implements widgets.Flowing.
func (r *problemRow) HeightFor(width float32) float32 { return widgets.HeightOf(r.box, width) }

// CreateRenderer implements fyne.Widget.
func (r *problemRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.box) }
