package bound

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/tabular"
)

// Problems lists what a try of an import has found, row by row, in a frame of
// its own height, at most that of a few rows. Only the rows in view are objects,
// however many there are.
func Problems(problems []tabular.Problem) fyne.CanvasObject {
	return Fitted(NewProblemList(problems), min(float32(len(problems))*62, 300))
}

// NewProblemList is the list alone.
func NewProblemList(problems []tabular.Problem) *widget.List {
	var list *widget.List
	list = widget.NewList(func() int { return len(problems) }, func() fyne.CanvasObject { return newProblemRow() },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			row := o.(*ProblemRow)
			row.set(problems[i])
			list.SetItemHeight(i, row.HeightFor(list.Size().Width))
		})
	list.HideSeparators = true
	list.OnSelected = func(i widget.ListItemID) { list.Unselect(i) } // there is nothing behind it
	return list
}

// ProblemRow is one problem; it is used again for others.
type ProblemRow struct {
	widget.BaseWidget
	box   *fyne.Container
	where *widgets.Text
	text  *widgets.Text
	pill  *widgets.StatusPill
}

func newProblemRow() *ProblemRow {
	r := &ProblemRow{where: widgets.Body("").Bold().OneLine(), text: widgets.Hint(""), pill: widgets.NewStatusPill(widgets.Wait, "")}
	r.box = widgets.Inset(look.Gap, look.Gap, widgets.RowTop(look.Roomy, 0, widgets.Column(2, r.where, r.text), r.pill))
	r.ExtendBaseWidget(r)
	return r
}

func (r *ProblemRow) set(p tabular.Problem) {
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
func (r *ProblemRow) HeightFor(width float32) float32 { return widgets.HeightOf(r.box, width) }

// CreateRenderer implements fyne.Widget.
func (r *ProblemRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.box) }

// Fitted is a list of a height whose rows have the height that their text needs:
// the rows in view are measured anew when the width changes.
func Fitted(list *widget.List, height float32) fyne.CanvasObject {
	return container.New(&fittedLayout{list: list, height: height}, list, widgets.ListWheel(list))
}

type fittedLayout struct {
	list          *widget.List
	height, width float32
}

// Layout implements fyne.Layout.
func (l *fittedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
	if l.width != size.Width {
		l.width = size.Width
		l.list.Refresh()
	}
}

// MinSize implements fyne.Layout.
func (l *fittedLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.list.MinSize().Width, look.Text(l.height))
}
