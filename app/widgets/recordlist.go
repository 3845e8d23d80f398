package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// Record is a record as one row of a list: two lines and a state.
type Record struct {
	ID    string
	Title string
	Line  string // second line, quiet
	State State
	Word  string // of the state; "" shows no pill
	Icon  string // of the pill; "" is the state's own
	// LineMarks are underlaid in Line, such as words that were searched for.
	LineMarks []Span
	Mark      bool // needs attention: a conflict, something late
	// Heading makes it a line above the rows of a group, in a list whose parts
	// say that there are headings: Title is the group, Word stands at the right.
	// The keyboard passes it by; a tap opens its ID, if it has one.
	Heading bool
}

// Rows is where a RecordList reads from. Both are called on the UI goroutine and
// must not wait: a row that is not at hand yet is reported as such, and the
// source calls RecordList.Changed when it is.
type Rows interface {
	Len() int
	Row(i int) (r Record, atHand bool)
}

// Unread is a source that was not read yet: of it the list shows no rows, and
// does not say that there are none.
var Unread Rows = unread{}

type unread struct{}

func (unread) Len() int               { return 0 }
func (unread) Row(int) (Record, bool) { return Record{}, false }

// RecordList is a list of any length: rows are read as they come into view.
// Arrows, PageUp, PageDown, Home and End move and select, Enter opens.
type RecordList struct {
	widget.BaseWidget
	OnSelected func(id string)   // a row was selected
	OnOpened   func(id string)   // Enter or a second tap: go to the detail
	OnFilter   func(text string) // the filter changed
	OnSort     func(id string)   // another order was chosen

	rows   Rows
	list   *recordRows
	filter *entry
	sort   *PickList
	add    *Button
	count  *Text
	empty  fyne.CanvasObject
	heads  bool
	chosen string
	body   *fyne.Container
	head   *fyne.Container
}

// ListParts is what stands around a RecordList's rows; all are optional.
type ListParts struct {
	New   string   // word on the button that makes a new record
	OnNew func()   // nil hides the button
	Sorts []Option // orders to choose from; none hides the chooser
	Sort  string   // id of the order at first
	Empty fyne.CanvasObject
	Bare  bool // only rows: no filter, count and button
	// Headings says that rows are grouped: they are all at hand then, and few.
	Headings bool
}

// NewRecordList makes a list over a source.
func NewRecordList(rows Rows, parts ListParts) *RecordList {
	l := &RecordList{rows: rows, empty: parts.Empty, heads: parts.Headings}
	l.list = newRecordRows(l)
	l.filter = newEntry(false)
	l.filter.SetIcon(look.Icon("search", look.Quiet))
	l.filter.SetPlaceHolder(words.T("common.filter"))
	l.filter.OnChanged = func(text string) {
		if l.OnFilter != nil {
			l.OnFilter(text)
		}
	}
	l.filter.onKey = func(key *fyne.KeyEvent) bool {
		switch key.Name {
		case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
			l.Focus()
			return true
		case fyne.KeyEscape:
			if l.filter.Text != "" {
				l.filter.SetText("")
				return true
			}
		}
		return false
	}
	l.add = NewButton(Primary, parts.New, "plus", parts.OnNew)
	l.count = Small("").OneLine()
	l.sort = NewChoice("", parts.Sorts)
	l.sort.Set(parts.Sort)
	l.sort.OnPicked = func(id string) {
		if l.OnSort != nil {
			l.OnSort(id)
		}
	}
	line := RowGrow(look.Gap, 0, newRinged(l.filter), l.add)
	second := RowGrow(look.Gap, 0, l.count, Sized(look.Text(150), 0, l.sort))
	if parts.OnNew == nil {
		l.add.Hide()
	}
	if len(parts.Sorts) == 0 {
		second = RowGrow(look.Gap, 0, l.count)
	}
	l.head = Inset(look.Roomy, look.Gap+look.Tight, Column(look.Gap, line, second))
	if parts.Bare {
		l.head.Hide()
	}
	if l.empty == nil {
		l.empty = NewEmptyState("search", words.T("common.none_found"), "", nil)
	}
	l.body = container.NewStack(l.list, l.empty)
	l.ExtendBaseWidget(l)
	l.Changed()
	return l
}

// SetRows replaces the source; a selected record stays selected if it is there.
func (l *RecordList) SetRows(rows Rows) {
	l.rows = rows
	l.list.at = 0
	l.Changed()
}

// Changed tells that the source has other rows than before.
func (l *RecordList) Changed() {
	n := l.rows.Len()
	switch {
	case l.rows == Unread:
		l.empty.Hide()
		l.list.Hide()
	case n == 0:
		l.empty.Show()
		l.list.Hide()
	default:
		l.empty.Hide()
		l.list.Show()
	}
	records := n
	for i := 0; l.heads && i < n; i++ {
		if r, ok := l.rows.Row(i); ok && r.Heading {
			records--
		}
	}
	if l.rows == Unread {
		l.count.Set("")
	} else {
		l.count.Set(words.Now().N("common.count", records, map[string]any{"N": words.Count(records)}))
	}
	if l.list.at >= n {
		l.list.at = max(n-1, 0)
	}
	l.list.measure()
	l.list.Refresh()
}

// Select shows a record as the selected one; OnSelected is not called. row is
// where it stands, negative if not known: then nothing scrolls.
func (l *RecordList) Select(id string, row int) {
	l.chosen = id
	if row >= 0 {
		l.list.at = row
		l.list.ScrollTo(row)
	}
	l.list.Refresh()
}

// Selected returns the id of the selected record, "" for none.
func (l *RecordList) Selected() string { return l.chosen }

// Filter returns what stands in the filter line.
func (l *RecordList) Filter() string { return l.filter.Text }

// ClearFilter empties the filter line; OnFilter is told.
func (l *RecordList) ClearFilter() { l.filter.SetText("") }

// Focus moves the keyboard to the rows.
func (l *RecordList) Focus() { focus(l.list) }

// FocusFilter moves the keyboard to the filter line.
func (l *RecordList) FocusFilter() { focus(l.filter) }

// CreateRenderer implements fyne.Widget.
func (l *RecordList) CreateRenderer() fyne.WidgetRenderer {
	ground := newPlain(look.Card, 0)
	line := newPlain(look.Line, 1)
	wheel := ListWheel(&l.list.List)
	v := &view{of: l, objects: []fyne.CanvasObject{ground, l.head, line, l.body, wheel}}
	v.min = func() fyne.Size { return fyne.NewSize(l.head.MinSize().Width, 200) }
	v.layout = func(size fyne.Size) {
		ground.Resize(size)
		h := float32(-1)
		if l.head.Visible() {
			h = heightFor(l.head, size.Width)
		}
		place(l.head, 0, 0, size.Width, h)
		place(line, 0, h, size.Width, 1)
		place(l.body, 0, h+1, size.Width, max(size.Height-h-1, 0))
		place(wheel, 0, h+1, size.Width, max(size.Height-h-1, 0))
	}
	return v
}

// recordRows is the virtual list itself.
type recordRows struct {
	widget.List
	of      *RecordList
	at      int
	focused bool
}

func newRecordRows(of *RecordList) *recordRows {
	r := &recordRows{of: of}
	r.Length = func() int { return of.rows.Len() }
	r.CreateItem = func() fyne.CanvasObject { return newRecordRow(r) }
	r.UpdateItem = func(i int, o fyne.CanvasObject) { o.(*recordRow).set(i) }
	r.HideSeparators = true
	r.ExtendBaseWidget(r)
	return r
}

// FocusGained implements fyne.Focusable.
func (r *recordRows) FocusGained() { r.focused = true; r.Refresh() }

// FocusLost implements fyne.Focusable.
func (r *recordRows) FocusLost() { r.focused = false; r.Refresh() }

// page is how many rows fit.
func (r *recordRows) page() int {
	return max(int(r.Size().Height/(look.Text(60)+look.Tight))-1, 1)
}

// TypedKey implements fyne.Focusable.
func (r *recordRows) TypedKey(key *fyne.KeyEvent) {
	last := r.of.rows.Len() - 1
	switch key.Name {
	case fyne.KeyDown:
		r.move(r.at+1, last)
	case fyne.KeyUp:
		r.move(r.at-1, last)
	case fyne.KeyPageDown:
		r.move(r.at+r.page(), last)
	case fyne.KeyPageUp:
		r.move(r.at-r.page(), last)
	case fyne.KeyHome:
		r.move(0, last)
	case fyne.KeyEnd:
		r.move(last, last)
	case fyne.KeyReturn, fyne.KeyEnter:
		r.selectRow(r.at)
		if r.of.chosen != "" && r.of.OnOpened != nil {
			r.of.OnOpened(r.of.chosen)
		}
	default:
		passKey(r, key)
	}
}

// TypedRune implements fyne.Focusable.
func (r *recordRows) TypedRune(c rune) { passRune(r, c) }

// measure gives headings and rows their heights.
func (r *recordRows) measure() {
	if !r.of.heads {
		return
	}
	for i := range r.of.rows.Len() {
		height := look.Text(60)
		if r.heading(i) {
			height = look.Text(34)
		}
		r.SetItemHeight(i, height)
	}
	if r.heading(r.at) {
		r.at = r.past(r.at, 1)
	}
}

func (r *recordRows) heading(i int) bool {
	if !r.of.heads || i < 0 || i >= r.of.rows.Len() {
		return false
	}
	record, ok := r.of.rows.Row(i)
	return ok && record.Heading
}

// past is the next row from i on that is no heading, in a direction; when there
// is none, the nearest the other way.
func (r *recordRows) past(i, step int) int {
	for _, s := range []int{step, -step} {
		for j := i; j >= 0 && j < r.of.rows.Len(); j += s {
			if !r.heading(j) {
				return j
			}
		}
	}
	return i
}

func (r *recordRows) move(to, last int) {
	if last < 0 {
		return
	}
	step := 1
	if to < r.at {
		step = -1
	}
	r.at = r.past(max(0, min(to, last)), step)
	r.ScrollTo(r.at)
	r.selectRow(r.at)
}

func (r *recordRows) selectRow(i int) {
	record, ok := r.of.rows.Row(i)
	r.at = i
	if ok && record.ID != r.of.chosen {
		r.of.chosen = record.ID
		if r.of.OnSelected != nil {
			r.of.OnSelected(record.ID)
		}
	}
	r.Refresh()
}

func (r *recordRows) tapped(i int) {
	focus(r)
	record, ok := r.of.rows.Row(i)
	if ok && record.Heading {
		if record.ID != "" && r.of.OnOpened != nil {
			r.of.OnOpened(record.ID)
		}
		return
	}
	again := ok && record.ID == r.of.chosen
	r.selectRow(i)
	if ok && r.of.OnOpened != nil && (again || r.of.OnSelected == nil) {
		r.of.OnOpened(record.ID)
	}
}
