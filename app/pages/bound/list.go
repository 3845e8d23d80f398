package bound

import (
	"pinisi/app/widgets"
	"pinisi/data"
)

// List is the records of a page, all at hand, with the words that they are
// filtered by and their order.
type List struct {
	Records    *widgets.RecordList // what is shown
	Rows       Rows
	Text, Sort string
}

// NewList makes it without rows. open is called with the record that is
// selected, changed when the words or the order changed.
func NewList(parts widgets.ListParts, open func(data.ID), changed func()) *List {
	l := &List{Sort: parts.Sort}
	l.Records = widgets.NewRecordList(l.Rows, parts)
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
