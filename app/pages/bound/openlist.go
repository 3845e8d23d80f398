package bound

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/data"
)

// OpenList is a list of records of which one at a time is open for editing, in
// place. Up and Down move between the rows.
type OpenList struct {
	Content *fyne.Container
	// Line draws a record in brief.
	Line func(r data.Record) fyne.CanvasObject
	// Fields makes the fields of the open record, ties them to the form, and
	// returns them with the one that the keyboard goes to; nil: none.
	Fields func(f *Form, r data.Record) (fields []fyne.CanvasObject, first interface{ Focus() })
	// Shown is called after the open record was shown or locked anew; may be nil.
	Shown func(r data.Record)
	// Resized is called when the list has another height.
	Resized func()
	// OnKey and OnRune take what is typed on a row before the list does; may be nil.
	OnKey  func(r data.Record, key fyne.KeyName) bool
	OnRune func(r data.Record, typed rune)
	// Filter is that of the form of the open record; may be nil.
	Filter func(r data.Record, name string, e data.Edit) []data.Edit

	s      *session.Session
	label  string // of edits, for undo
	empty  *widgets.Text
	rows   []*openRow
	opened data.ID
	toOpen data.ID // opens once it is there
	locked bool
}

type openRow struct {
	rec   data.Record
	press *Press
	brief *fyne.Container
	box   *fyne.Container
	form  *Form // nil while closed
	first interface{ Focus() }
}

// NewOpenList makes it; empty is what it says without records.
func NewOpenList(s *session.Session, label, empty string) *OpenList {
	return &OpenList{Content: widgets.Column(look.Tight), s: s, label: label, empty: widgets.Hint(empty), Resized: func() {}}
}

// Show shows the records; locked ones can be read and not changed.
func (l *OpenList) Show(records []data.Record, locked bool) {
	relock := locked != l.locked
	l.locked = locked
	before := map[data.ID]*openRow{}
	for _, row := range l.rows {
		before[row.rec.ID] = row
	}
	l.rows = nil
	var objects []fyne.CanvasObject
	for i, r := range records {
		row := before[r.ID]
		if row == nil {
			row = l.newRow(r.ID)
		}
		row.rec = r
		row.brief.Objects = []fyne.CanvasObject{l.Line(r)}
		row.brief.Refresh()
		if row.form != nil {
			row.form.Show(r)
			if relock {
				row.form.Lock(locked)
			}
			if l.Shown != nil {
				l.Shown(r)
			}
		}
		l.rows = append(l.rows, row)
		if i > 0 {
			objects = append(objects, widgets.Divider())
		}
		objects = append(objects, row.box)
	}
	if l.row(l.opened) == nil {
		l.opened = data.NilID
	}
	if len(records) == 0 {
		objects = append(objects, l.empty)
	}
	l.Content.Objects = objects
	l.Content.Refresh()
	if l.toOpen != data.NilID && l.row(l.toOpen) != nil {
		id := l.toOpen
		l.toOpen = data.NilID
		l.Open(id)
	}
}

func (l *OpenList) newRow(id data.ID) *openRow {
	row := &openRow{brief: widgets.Column(0)}
	row.press = NewPress(widgets.Inset(look.Gap, look.Tight+2, row.brief), func() { l.toggle(id) })
	row.press.OnKey = func(key fyne.KeyName) bool {
		if l.OnKey != nil && l.OnKey(row.rec, key) {
			return true
		}
		switch key {
		case fyne.KeyDown:
			l.step(row.rec.ID, 1)
		case fyne.KeyUp:
			l.step(row.rec.ID, -1)
		default:
			return false
		}
		return true
	}
	row.press.OnRune = func(r rune) {
		if l.OnRune != nil {
			l.OnRune(row.rec, r)
		}
	}
	row.box = widgets.Column(look.Gap, row.press)
	return row
}

func (l *OpenList) row(id data.ID) *openRow {
	for _, row := range l.rows {
		if row.rec.ID == id {
			return row
		}
	}
	return nil
}

// step moves the keyboard to a neighbour.
func (l *OpenList) step(from data.ID, by int) {
	for i, row := range l.rows {
		if to := i + by; row.rec.ID == from && to >= 0 && to < len(l.rows) {
			l.Focus(l.rows[to].rec.ID)
		}
	}
}

// Focus puts the keyboard on the row of a record, the first one with data.NilID.
func (l *OpenList) Focus(id data.ID) {
	row := l.row(id)
	if row == nil && id == data.NilID && len(l.rows) > 0 {
		row = l.rows[0]
	}
	if row != nil && l.s.Window != nil {
		l.s.Window.Canvas().Focus(row.press)
	}
}

func (l *OpenList) toggle(id data.ID) {
	if id == l.opened {
		l.Close()
		l.Focus(id)
		return
	}
	l.Open(id)
}

// Opened is the record that is open, data.NilID for none.
func (l *OpenList) Opened() data.ID { return l.opened }

// Open shows the fields of a record and moves the keyboard there. One that is
// not in the list yet opens as soon as it is.
func (l *OpenList) Open(id data.ID) {
	row := l.row(id)
	if row == nil {
		l.toOpen = id
		return
	}
	if l.opened != id {
		l.Close()
		l.opened = id
		row.form = New(l.s, l.label)
		if l.Filter != nil {
			row.form.Filter = func(name string, e data.Edit) []data.Edit { return l.Filter(row.rec, name, e) }
		}
		var fields []fyne.CanvasObject
		fields, row.first = l.Fields(row.form, row.rec)
		row.form.Show(row.rec)
		row.form.Lock(l.locked)
		if l.Shown != nil {
			l.Shown(row.rec)
		}
		row.box.Objects = []fyne.CanvasObject{row.press, widgets.Inset(look.Roomy, look.Gap, widgets.Column(look.Gap+look.Tight, fields...))}
		row.press.Opened = true
		row.press.Refresh()
		row.box.Refresh()
		l.Resized()
	}
	if row.first != nil && !l.locked {
		row.first.Focus()
	} else {
		l.Focus(id)
	}
}

// Close closes the open record and saves what is being typed.
func (l *OpenList) Close() {
	row := l.row(l.opened)
	l.opened = data.NilID
	if row == nil || row.form == nil {
		return
	}
	row.form.Commit()
	row.form, row.first = nil, nil
	row.press.Opened = false
	row.press.Refresh()
	row.box.Objects = []fyne.CanvasObject{row.press}
	row.box.Refresh()
	l.Resized()
}

// Commit saves what is being typed.
func (l *OpenList) Commit() {
	if row := l.row(l.opened); row != nil && row.form != nil {
		row.form.Commit()
	}
}
