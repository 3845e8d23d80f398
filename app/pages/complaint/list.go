package complaint

import (
	"slices"

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
	rows    rows
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
	l.rows = rows{l.page, *f}
	l.Records.SetRows(l.rows)
	if open := l.page.open; open != data.NilID && !l.page.fresh {
		l.Mark(open)
	}
}

// Mark marks the complaint that is open, none with data.NilID.
func (l *list) Mark(id data.ID) {
	if id == data.NilID {
		l.Records.Select("", -1)
		return
	}
	l.Records.Select(id.String(), slices.IndexFunc(l.rows.f.kept, func(r data.Record) bool { return r.ID == id }))
}

// rows are the complaints that the filters keep, put into words as they come
// into view: there may be thousands.
type rows struct {
	page *Page
	f    set
}

// Len implements widgets.Rows.
func (r rows) Len() int { return len(r.f.kept) }

// Row implements widgets.Rows.
func (r rows) Row(i int) (widgets.Record, bool) {
	if i < 0 || i >= len(r.f.kept) {
		return widgets.Record{}, false
	}
	return r.page.row(r.f.kept[i], &r.f), true
}
