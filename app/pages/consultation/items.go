package consultation

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/widgets"
	"pinisi/data"
)

// items is a list of records of which one at a time is open for editing.
type items struct {
	d       *detail
	content *fyne.Container
	empty   *widgets.Text
	asks    string // what an empty list says: what to do
	none    string // and what when nothing can be done any more
	label   string // of edits, for undo
	// line draws a record in brief; form makes the fields of an open one;
	// actions are the buttons under them.
	line    func(r data.Record, number string) fyne.CanvasObject
	form    func(f *bound.Form, of *item) []fyne.CanvasObject
	actions func(of *item) []fyne.CanvasObject
	resized func() // the list has another height
	opening func() // after an item was opened or locked anew; may be nil

	by     map[data.ID]*item
	opened data.ID
	locked bool
}

type item struct {
	rec    data.Record
	number string
	press  *bound.Press
	brief  *fyne.Container
	box    *fyne.Container
	fields *bound.Form // nil while closed
	first  interface{ Focus() }
}

func (l *items) start(asks, none string) {
	l.content, l.empty, l.by = widgets.Column(look.Tight), widgets.Hint(asks), map[data.ID]*item{}
	l.asks, l.none = asks, none
}

func (l *items) show(records []data.Record, numbers map[data.ID]string, locked bool) {
	relock := locked != l.locked
	l.locked = locked
	seen := map[data.ID]*item{}
	objects := make([]fyne.CanvasObject, 0, 2*len(records))
	for i, r := range records {
		it := l.by[r.ID]
		if it == nil {
			it = &item{brief: widgets.Column(0)}
			it.press = bound.NewPress(widgets.Inset(look.Gap, look.Gap, it.brief), func() { l.toggle(r.ID) })
			it.box = widgets.Column(look.Gap, it.press)
		}
		if it.rec.ID == data.NilID || it.rec.Changed != r.Changed || it.number != numbers[r.ID] || len(it.rec.Conflicts) != len(r.Conflicts) {
			it.number = numbers[r.ID]
			it.brief.Objects = []fyne.CanvasObject{l.line(r, it.number)}
			it.brief.Refresh()
		}
		it.rec = r
		if it.fields != nil {
			it.fields.Show(r)
			if relock {
				it.fields.Lock(locked)
			}
			if l.opening != nil {
				l.opening()
			}
		}
		seen[r.ID] = it
		if i > 0 {
			objects = append(objects, widgets.Divider())
		}
		objects = append(objects, it.box)
	}
	l.by = seen
	if seen[l.opened] == nil {
		l.opened = data.NilID
	}
	if len(records) == 0 {
		l.empty.Set(map[bool]string{true: l.none, false: l.asks}[locked])
		objects = append(objects, l.empty)
	}
	l.content.Objects = objects
	l.content.Refresh()
}

func (l *items) toggle(id data.ID) {
	if id == l.opened {
		l.close()
		l.resized()
		return
	}
	l.open(id)
}

// open shows the fields of a record and moves the keyboard there.
func (l *items) open(id data.ID) {
	it := l.by[id]
	if it == nil {
		return
	}
	if l.opened != id {
		l.close()
		l.opened = id
		it.fields = bound.New(l.d.s, l.label)
		body := widgets.Column(look.Gap+look.Tight, l.form(it.fields, it)...)
		if !l.locked {
			body.Add(widgets.Wrapped(look.Gap, l.actions(it)...))
		}
		it.fields.Show(it.rec)
		it.fields.Lock(l.locked)
		if l.opening != nil {
			l.opening()
		}
		it.box.Objects = []fyne.CanvasObject{it.press, widgets.Inset(look.Roomy, look.Gap, body)}
		it.press.Opened = true
		it.press.Refresh()
		it.box.Refresh()
	}
	l.resized()
	if it.first != nil && !l.locked {
		it.first.Focus()
	} else if c := l.d.s.Window; c != nil {
		c.Canvas().Focus(it.press)
	}
}

func (l *items) close() {
	it := l.by[l.opened]
	l.opened = data.NilID
	if it == nil || it.fields == nil {
		return
	}
	it.fields.Commit()
	it.fields, it.first = nil, nil
	it.press.Opened = false
	it.press.Refresh()
	it.box.Objects = []fyne.CanvasObject{it.press}
	it.box.Refresh()
}

func (l *items) commit() {
	if it := l.by[l.opened]; it != nil && it.fields != nil {
		it.fields.Commit()
	}
}
