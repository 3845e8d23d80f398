package complaint

import (
	"fyne.io/fyne/v2"

	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
)

// Orders of the list.
const (
	sortDue      = "due"
	sortReceived = "received"
	sortChanged  = "changed"
)

// list is the left side of the page.
type list struct {
	*bound.List
	page    *Page
	content fyne.CanvasObject
	empty   *bound.Empty
}

func newList(p *Page) *list {
	l := &list{page: p}
	nothing := "complaint.empty"
	switch {
	case p.s.Headquarters():
		nothing = "complaint.empty_headquarters"
	case p.s.ReadOnly():
		nothing = "complaint.empty_read_only"
	}
	l.empty = bound.NewEmpty("complaint", words.T(nothing), words.T("complaint.empty.filtered"), words.T("complaint.empty.clear"), l.clear)
	parts := widgets.ListParts{Sort: sortDue, Empty: l.empty.Object}
	for _, id := range []string{sortDue, sortReceived, sortChanged} {
		parts.Sorts = append(parts.Sorts, widgets.Option{ID: id, Text: words.T("complaint.sort." + id)})
	}
	if !p.readOnly() {
		parts.New, parts.OnNew = words.T("complaint.note"), p.Begin
	}
	l.List = bound.NewList(parts, p.openRecord, p.reloadList)
	l.Records.OnOpened = func(string) { p.split.Open() }
	l.content = l.Records
	return l
}

// clear takes all filters away.
func (l *list) clear() {
	l.Text = ""
	l.Records.ClearFilter()
	l.page.head.clear()
	l.page.reloadList()
}

func (l *list) show(f *set) {
	l.empty.Filtered(l.page.head.narrowed() || l.Text != "" || len(f.records) > 0)
	rows := make(bound.Rows, 0, len(f.kept))
	for _, r := range f.kept {
		rows = append(rows, l.page.row(r, f))
	}
	l.Set(rows)
	if open := l.page.open; open != data.NilID && !l.page.fresh {
		l.Mark(open)
	}
}
