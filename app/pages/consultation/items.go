package consultation

import (
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/thread"
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
	// aside is drawn at the right of a row, such as a button; keys takes keys of a
	// row that has the keyboard. Both may be nil.
	aside func(r data.Record) fyne.CanvasObject
	keys  func(r data.Record, key rune) bool

	by     map[data.ID]*item
	opened data.ID
	locked bool
	order  []data.ID
	state  string // what the rows were drawn for, beside the records
}

type item struct {
	rec    data.Record
	number string
	press  *bound.Press
	brief  *fyne.Container
	side   *fyne.Container
	row    fyne.CanvasObject
	box    *fyne.Container
	fields *bound.Form // nil while closed
	first  interface{ Focus() }
}

func (l *items) start(asks, none string) {
	l.content, l.empty, l.by = widgets.Column(look.Tight), widgets.Hint(asks), map[data.ID]*item{}
	l.asks, l.none = asks, none
}

// show draws the records; state is what else their rows depend on: when it
// differs, all rows are drawn anew.
func (l *items) show(records []data.Record, numbers map[data.ID]string, locked bool, state string) {
	relock := locked != l.locked
	l.locked = locked
	redraw := l.state != state
	l.state = state
	l.order = l.order[:0]
	seen := map[data.ID]*item{}
	objects := make([]fyne.CanvasObject, 0, 2*len(records))
	for i, r := range records {
		it := l.by[r.ID]
		if it == nil {
			it = &item{brief: widgets.Column(0), side: widgets.Column(0)}
			it.press = bound.NewPress(widgets.Inset(look.Gap, look.Gap, it.brief), func() { l.toggle(r.ID) })
			it.press.OnKey = func(key fyne.KeyName) bool { return l.step(r.ID, key) }
			it.press.OnRune = func(key rune) {
				if now := l.by[r.ID]; l.keys != nil && now != nil && l.keys(now.rec, key) {
					l.step(r.ID, fyne.KeyDown)
				}
			}
			it.row = it.press
			if l.aside != nil {
				it.row = widgets.RowGrow(look.Gap, 0, it.press, it.side)
			}
			it.box = widgets.Column(look.Gap, it.row)
		}
		if redraw || it.rec.ID == data.NilID || it.rec.Changed != r.Changed || it.number != numbers[r.ID] || len(it.rec.Conflicts) != len(r.Conflicts) {
			it.number = numbers[r.ID]
			it.brief.Objects = []fyne.CanvasObject{l.line(r, it.number)}
			it.brief.Refresh()
			if l.aside != nil {
				it.side.Objects = []fyne.CanvasObject{l.aside(r)}
				it.side.Refresh()
			}
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
		l.order = append(l.order, r.ID)
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
		var buttons []fyne.CanvasObject
		if !l.d.readOnly() {
			buttons = l.actions(it)
		}
		if slices.Contains(thread.Kinds, it.rec.Kind) {
			buttons = append(buttons, widgets.NewButton(widgets.Quiet, words.T("thread.related.thread"), "thread", func() {
				l.commit()
				l.d.s.Open(session.PageThread, id)
			}).Compact())
		}
		if len(buttons) > 0 {
			body.Add(widgets.Wrapped(look.Gap, buttons...))
		}
		it.fields.Show(it.rec)
		it.fields.Lock(l.locked)
		if l.opening != nil {
			l.opening()
		}
		it.box.Objects = []fyne.CanvasObject{it.row, widgets.Inset(look.Roomy, look.Gap, body)}
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
	it.box.Objects = []fyne.CanvasObject{it.row}
	it.box.Refresh()
}

func (l *items) commit() {
	if it := l.by[l.opened]; it != nil && it.fields != nil {
		it.fields.Commit()
	}
}

// step moves the keyboard to the row before or after, and reports whether the
// key was one for that.
func (l *items) step(id data.ID, key fyne.KeyName) bool {
	by := map[fyne.KeyName]int{fyne.KeyDown: 1, fyne.KeyUp: -1}[key]
	if by == 0 {
		return false
	}
	i := slices.Index(l.order, id) + by
	if i >= 0 && i < len(l.order) && l.d.s.Window != nil {
		l.d.s.Window.Canvas().Focus(l.by[l.order[i]].press)
	}
	return true
}
