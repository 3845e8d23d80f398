package bound

import (
	"pinisi/app/widgets"
	"pinisi/data"
)

// Rows are the records of a list, all at hand.
type Rows []widgets.Record

// Len implements widgets.Rows.
func (r Rows) Len() int { return len(r) }

// Row implements widgets.Rows.
func (r Rows) Row(i int) (widgets.Record, bool) {
	if i < 0 || i >= len(r) {
		return widgets.Record{}, false
	}
	return r[i], true
}

// Index is where a record stands, -1 if it does not.
func (r Rows) Index(id string) int {
	for i, row := range r {
		if row.ID == id {
			return i
		}
	}
	return -1
}

// List is the records of a page, all at hand, with the words that they are
// filtered by and their order.
type List struct {
	Records    *widgets.RecordList // what is shown
	Rows       Rows
	Text, Sort string
}

// NewList makes it without rows, not read yet. open is called with the record that is
// selected, changed when the words or the order changed.
func NewList(parts widgets.ListParts, open func(data.ID), changed func()) *List {
	l := &List{Sort: parts.Sort}
	l.Records = widgets.NewRecordList(widgets.Unread, parts)
	l.Records.OnSelected = func(id string) {
		if rec, err := data.ParseID(id); err == nil {
			open(rec)
		}
	}
	l.Records.OnFilter = func(text string) { l.Text = text; changed() }
	l.Records.OnSort = func(id string) { l.Sort = id; changed() }
	return l
}

// Set shows other rows.
func (l *List) Set(rows Rows) {
	l.Rows = rows
	l.Records.SetRows(rows)
}

// Mark marks the record that is open, none with data.NilID.
func (l *List) Mark(id data.ID) {
	if id == data.NilID {
		l.Records.Select("", -1)
		return
	}
	l.Records.Select(id.String(), l.Rows.Index(id.String()))
}
