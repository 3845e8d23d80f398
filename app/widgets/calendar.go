package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
	"pinisi/app/words"
)

// monthGrid is a month of days to choose from by mouse or arrows; weeks begin on
// Monday.
type monthGrid struct {
	widget.BaseWidget
	at, today time.Time
	picked    func(time.Time)
	closeIt   func()
	title     *Text
	hovered   int
	focused   bool
	cell      float32
}

func showCalendar(anchor fyne.CanvasObject, at, today time.Time, picked func(time.Time)) {
	m := &monthGrid{at: day(at), today: day(today), picked: picked, hovered: -1, cell: look.Text(34), title: Body("").Bold().Centered()}
	m.ExtendBaseWidget(m)
	m.setTitle()
	previous := NewButton(Quiet, "‹", "", func() { m.move(0, -1) }).Compact()
	next := NewButton(Quiet, "›", "", func() { m.move(0, 1) }).Compact()
	head := RowGrow(look.Tight, 1, previous, m.title, next)
	m.closeIt = showPopup(anchor, Column(look.Gap, head, m), fyne.NewSize(7*m.cell, 7*m.cell+look.Text(36)))
	focus(m)
}

func day(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}

func (m *monthGrid) setTitle() {
	m.title.Set(words.Now().Month(m.at))
}

func (m *monthGrid) move(days, months int) {
	m.at = moved(m.at, days, months)
	m.setTitle()
	m.Refresh()
	focus(m)
}

// first is the Monday at or before the first of the month.
func (m *monthGrid) first() time.Time {
	first := m.at.AddDate(0, 0, 1-m.at.Day())
	return first.AddDate(0, 0, -((int(first.Weekday()) + 6) % 7))
}

func (m *monthGrid) take(t time.Time) {
	m.closeIt()
	m.picked(t)
}

// Tapped implements fyne.Tappable.
func (m *monthGrid) Tapped(e *fyne.PointEvent) {
	if n := m.index(e.Position); n >= 0 {
		m.take(m.first().AddDate(0, 0, n))
	}
}

func (m *monthGrid) index(p fyne.Position) int {
	x, y := int(p.X/m.cell), int(p.Y/m.cell)-1
	if x < 0 || x > 6 || y < 0 || y > 5 {
		return -1
	}
	return y*7 + x
}

// MouseIn implements desktop.Hoverable.
func (m *monthGrid) MouseIn(e *desktop.MouseEvent) { m.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (m *monthGrid) MouseMoved(e *desktop.MouseEvent) {
	if n := m.index(e.Position); n != m.hovered {
		m.hovered = n
		m.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (m *monthGrid) MouseOut() { m.hovered = -1; m.Refresh() }

// FocusGained implements fyne.Focusable.
func (m *monthGrid) FocusGained() { m.focused = true; m.Refresh() }

// FocusLost implements fyne.Focusable.
func (m *monthGrid) FocusLost() { m.focused = false; m.Refresh() }

// TypedRune implements fyne.Focusable.
func (m *monthGrid) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (m *monthGrid) TypedKey(key *fyne.KeyEvent) {
	if days, months, ok := dayStep(key.Name); ok {
		m.move(days, months)
		return
	}
	switch key.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.take(m.at)
	case fyne.KeyEscape:
		m.closeIt()
	}
}

// CreateRenderer implements fyne.Widget.
func (m *monthGrid) CreateRenderer() fyne.WidgetRenderer {
	v := &view{of: m}
	v.min = func() fyne.Size { return fyne.NewSize(7*m.cell, 7*m.cell) }
	v.layout = func(fyne.Size) {}
	v.refresh = func() {
		v.objects = nil
		put := func(text string, x, y int, bold bool, tint fyne.ThemeColorName) {
			t := label(text, look.TextSize, bold, tint)
			t.Alignment = fyne.TextAlignCenter
			h := t.MinSize().Height
			place(t, float32(x)*m.cell, float32(y)*m.cell+(m.cell-h)/2, m.cell, h)
			v.objects = append(v.objects, t)
		}
		for i := range 7 {
			put(words.T("common.weekday."+strconv.Itoa(i+1)), i, 0, false, look.Quiet)
		}
		first := m.first()
		for n := range 42 {
			t := first.AddDate(0, 0, n)
			x, y := n%7, n/7+1
			fill, outline, tint := fyne.ThemeColorName(""), fyne.ThemeColorName(""), look.Ink
			if t.Month() != m.at.Month() {
				tint = look.Quiet
			}
			if n == m.hovered {
				fill = look.Shade
			}
			if t.Equal(m.today) {
				outline = look.Sea
			}
			if t.Equal(m.at) {
				fill, tint = look.Sea, look.OnSea
			}
			if fill != "" || outline != "" {
				r := box(fill, outline)
				place(r, float32(x)*m.cell+2, float32(y)*m.cell+2, m.cell-4, m.cell-4)
				v.objects = append(v.objects, r)
			}
			put(strconv.Itoa(t.Day()), x, y, t.Equal(m.at), tint)
		}
	}
	v.refresh()
	return v
}

// dayStep is how far a key moves in a month's days; false for other keys.
func dayStep(key fyne.KeyName) (days, months int, ok bool) {
	switch key {
	case fyne.KeyLeft:
		return -1, 0, true
	case fyne.KeyRight:
		return 1, 0, true
	case fyne.KeyUp:
		return -7, 0, true
	case fyne.KeyDown:
		return 7, 0, true
	case fyne.KeyPageUp:
		return 0, -1, true
	case fyne.KeyPageDown:
		return 0, 1, true
	}
	return 0, 0, false
}
