package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// DayMark is something on a day of a MonthCalendar: an icon and a word, such as
// "2 terlambat".
type DayMark struct {
	State State
	Icon  string // "" is the state's own
	Word  string
	Short string // where the word has no room
}

// MonthCalendar is a month of days with what falls on them; weeks begin on
// Monday. Arrows go from day to day, PageUp and PageDown by months, Home to
// today, Enter opens the day. It fills the height that it is given.
type MonthCalendar struct {
	composite
	OnChosen func(day string)      // the keyboard or the mouse went to a day, 2026-03-24
	OnOpened func(day string)      // Enter or a second click
	OnMonth  func(month time.Time) // another month is shown

	grid  *monthDays
	title *Text
}

// NewMonthCalendar shows the month of a day; today is marked. Both are 2026-03-24.
func NewMonthCalendar(at, today string) *MonthCalendar {
	m := &MonthCalendar{title: Section("").OneLine()}
	m.grid = &monthDays{of: m, at: dayOf(at), today: dayOf(today), hovered: -1}
	m.grid.ExtendBaseWidget(m.grid)
	previous := NewButton(Quiet, "‹", "", func() { m.grid.move(0, -1) }).Compact()
	next := NewButton(Quiet, "›", "", func() { m.grid.move(0, 1) }).Compact()
	now := NewButton(Plain, words.T("board.today"), "", func() { m.grid.show(m.grid.today) }).Compact()
	head := RowGrow(look.Gap, 0, m.title, now, previous, next)
	m.self, m.content = m, head
	m.ExtendBaseWidget(m)
	m.setTitle()
	return m
}

func dayOf(iso string) time.Time {
	t, _ := time.Parse(time.DateOnly, iso)
	return t
}

// SetToday changes what day it is.
func (m *MonthCalendar) SetToday(today string) {
	if t := dayOf(today); !t.Equal(m.grid.today) {
		m.grid.today = t
		m.grid.Refresh()
	}
}

// SetMarks tells what falls on the days, by date.
func (m *MonthCalendar) SetMarks(marks map[string][]DayMark) {
	m.grid.marks = marks
	m.grid.Refresh()
}

// SetOff tells which days are without work, to be shaded; nil shades Saturdays
// and Sundays.
func (m *MonthCalendar) SetOff(off func(day time.Time) bool) {
	m.grid.off = off
	m.grid.Refresh()
}

// Day is the day that is chosen.
func (m *MonthCalendar) Day() string { return m.grid.at.Format(time.DateOnly) }

// Choose goes to a day; OnChosen is called.
func (m *MonthCalendar) Choose(day string) { m.grid.show(dayOf(day)) }

// Focus moves the keyboard to the days.
func (m *MonthCalendar) Focus() { focus(m.grid) }

func (m *MonthCalendar) setTitle() {
	at := m.grid.at
	m.title.Set(words.Now().Month(at))
}

// MinSize implements fyne.CanvasObject.
func (m *MonthCalendar) MinSize() fyne.Size {
	return fyne.NewSize(7*look.Text(44), look.Text(34)+look.Text(24)+6*look.Text(44))
}

// HeightFor implements Flowing.
func (m *MonthCalendar) HeightFor(float32) float32 { return m.MinSize().Height }

// CreateRenderer implements fyne.Widget.
func (m *MonthCalendar) CreateRenderer() fyne.WidgetRenderer {
	return &view{
		of: m, objects: []fyne.CanvasObject{m.content, m.grid}, min: m.MinSize,
		layout: func(size fyne.Size) {
			h := look.Text(34)
			place(m.content, 0, 0, size.Width, h)
			place(m.grid, 0, h+look.Gap, size.Width, max(size.Height-h-look.Gap, 0))
		},
		refresh: func() { m.content.Refresh(); m.grid.Refresh() },
	}
}

// monthDays is the grid of days.
type monthDays struct {
	widget.BaseWidget
	of        *MonthCalendar
	at, today time.Time
	marks     map[string][]DayMark
	off       func(time.Time) bool
	hovered   int
	focused   bool
}

func (m *monthDays) show(t time.Time) {
	if t.IsZero() || t.Year() < 1900 || t.Year() > 2999 {
		return
	}
	other := t.Month() != m.at.Month() || t.Year() != m.at.Year()
	m.at = t
	m.of.setTitle()
	m.Refresh()
	if other && m.of.OnMonth != nil {
		m.of.OnMonth(t)
	}
	if m.of.OnChosen != nil {
		m.of.OnChosen(m.of.Day())
	}
}

func (m *monthDays) move(days, months int) { m.show(moved(m.at, days, months)) }

// moved is a day some days and months on; of a shorter month the last.
func moved(at time.Time, days, months int) time.Time {
	next := at.AddDate(0, 0, days)
	if months != 0 {
		first := time.Date(at.Year(), at.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
		next = first.AddDate(0, 0, min(at.Day(), first.AddDate(0, 1, -1).Day())-1)
	}
	return next
}

// first is the Monday at or before the first of the month.
func (m *monthDays) first() time.Time {
	first := m.at.AddDate(0, 0, 1-m.at.Day())
	return first.AddDate(0, 0, -((int(first.Weekday()) + 6) % 7))
}

// cell is the size of a day; the line of weekday names is above.
func (m *monthDays) cell(size fyne.Size) (w, h, top float32) {
	top = look.Text(24)
	return size.Width / 7, max((size.Height-top)/6, 1), top
}

func (m *monthDays) index(p fyne.Position) int {
	w, h, top := m.cell(m.Size())
	x, y := int(p.X/w), int((p.Y-top)/h)
	if p.Y < top || x < 0 || x > 6 || y > 5 {
		return -1
	}
	return y*7 + x
}

// Tapped implements fyne.Tappable.
func (m *monthDays) Tapped(e *fyne.PointEvent) {
	n := m.index(e.Position)
	if n < 0 {
		return
	}
	focus(m)
	t := m.first().AddDate(0, 0, n)
	if t.Equal(m.at) && m.of.OnOpened != nil {
		m.of.OnOpened(m.of.Day())
		return
	}
	m.show(t)
}

// MouseIn implements desktop.Hoverable.
func (m *monthDays) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (m *monthDays) MouseMoved(e *desktop.MouseEvent) {
	if n := m.index(e.Position); n != m.hovered {
		m.hovered = n
		m.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (m *monthDays) MouseOut() { m.hovered = -1; m.Refresh() }

// FocusGained implements fyne.Focusable.
func (m *monthDays) FocusGained() { m.focused = true; focusMoved(m); m.Refresh() }

// FocusLost implements fyne.Focusable.
func (m *monthDays) FocusLost() { m.focused = false; m.Refresh() }

// TypedRune implements fyne.Focusable.
func (m *monthDays) TypedRune(r rune) {
	if r != ' ' {
		passRune(m, r)
	}
}

// TypedKey implements fyne.Focusable.
func (m *monthDays) TypedKey(key *fyne.KeyEvent) {
	if days, months, ok := dayStep(key.Name); ok {
		m.move(days, months)
		return
	}
	switch key.Name {
	case fyne.KeyHome:
		m.show(m.today)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if m.of.OnOpened != nil {
			m.of.OnOpened(m.of.Day())
		}
	default:
		passKey(m, key)
	}
}

// CreateRenderer implements fyne.Widget.
func (m *monthDays) CreateRenderer() fyne.WidgetRenderer {
	v := &view{of: m, draws: true}
	v.min = func() fyne.Size { return fyne.NewSize(7*look.Text(44), look.Text(24)+6*look.Text(44)) }
	v.layout = func(size fyne.Size) {
		v.objects = v.objects[:0]
		if size.Width < 7 || size.Height < 7 {
			return
		}
		w, h, top := m.cell(size)
		put := func(text string, points, x, y, room float32, bold bool, tint fyne.ThemeColorName) *canvas.Text {
			t := label(text, points, bold, tint)
			place(t, x, y, room, t.MinSize().Height)
			v.objects = append(v.objects, t)
			return t
		}
		for i := range 7 {
			put(words.T("common.weekday."+strconv.Itoa(i+1)), look.SmallSize, float32(i)*w+look.Gap, 2, w, false, look.Quiet)
		}
		first := m.first()
		for n := range 42 {
			t := first.AddDate(0, 0, n)
			x, y := float32(n%7)*w, top+float32(n/7)*h
			chosen, other := t.Equal(m.at), t.Month() != m.at.Month()
			fill, outline, ink := look.Card, look.Line, look.Ink
			switch {
			case other, m.off == nil && n%7 > 4, m.off != nil && m.off(t):
				fill = look.Ground
			}
			if other {
				ink = look.Quiet
			}
			if n == m.hovered {
				fill = look.Shade
			}
			if chosen {
				fill, outline = look.SeaTint, look.Sea
			}
			r := box(fill, outline)
			r.CornerRadius = look.Tight
			if chosen && m.focused {
				r.StrokeWidth = 2
			}
			place(r, x+1, y+1, w-2, h-2)
			v.objects = append(v.objects, r)
			number := put(strconv.Itoa(t.Day()), look.TextSize, x+look.Gap, y+look.Tight, w-look.Gap, chosen || t.Equal(m.today), ink)
			if t.Equal(m.today) {
				side := number.MinSize()
				disc := box(look.Sea, "")
				place(disc, x+look.Gap-5, y+look.Tight-1, side.Width+10, side.Height+2)
				disc.CornerRadius = (side.Height + 2) / 2
				number.Color = look.Color(look.OnSea)
				v.objects = append(v.objects[:len(v.objects)-1], disc, number)
			}
			m.drawMarks(v, m.marks[t.Format(time.DateOnly)], x+look.Tight, y+look.Tight+number.MinSize().Height+2, w-2*look.Tight, y+h-2, x+look.Gap+number.MinSize().Width+look.Gap)
		}
	}
	v.layout(m.Size())
	return v
}

// drawMarks draws the marks of a day as far as there is room, from y to bottom.
// Where no line fits, their numbers stand beside the day's own, which is free
// from beside on.
func (m *monthDays) drawMarks(v *view, marks []DayMark, x, y, w, bottom, beside float32) {
	side := look.Text(13)
	line := fyne.MeasureText("0", look.Text(look.SmallSize), fyne.TextStyle{}).Height
	small := y+line > bottom
	at, top := beside, y-line-3
	for _, mark := range marks {
		ink, _, icon := mark.State.tokens()
		if mark.Icon != "" {
			icon = mark.Icon
		}
		text := label(mark.Word, look.SmallSize, false, ink)
		if small || text.MinSize().Width > w-side-3 {
			text.Text = mark.Short
		}
		width := text.MinSize().Width
		p := picture(icon, ink)
		switch {
		case small && at+side+2+width <= x+w:
			place(p, at, top+(line-side)/2, side, side)
			place(text, at+side+2, top, width, line)
			at += side + width + 6
		case !small && y+line <= bottom:
			place(p, x, y+(line-side)/2, side, side)
			place(text, x+side+3, y, max(w-side-3, 0), line)
			y += line
		default:
			return
		}
		v.objects = append(v.objects, p, text)
	}
}
