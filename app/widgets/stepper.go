package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/look"
)

// Stepper chooses a small whole number: a digit sets it, the arrows and the
// signs at its sides step it.
type Stepper struct {
	widget.DisableableWidget
	// OnChanged is called with the number a person chose.
	OnChanged func(int)

	name               string
	value, least, most int
	focused            bool
	overLess, overMore bool
}

// NewStepper makes a stepper from least to most, at most 9. name says for a
// screen reader what is counted.
func NewStepper(name string, least, most int) *Stepper {
	s := &Stepper{name: name, value: least, least: least, most: most}
	s.ExtendBaseWidget(s)
	return s
}

// Set tells the number as it is. OnChanged is not called.
func (s *Stepper) Set(value int) {
	if value = max(s.least, min(value, s.most)); value != s.value {
		s.value = value
		s.Refresh()
	}
}

// Value returns the number.
func (s *Stepper) Value() int { return s.value }

// Focus moves the keyboard to the stepper.
func (s *Stepper) Focus() { focus(s) }

func (s *Stepper) choose(value int) {
	if s.Disabled() || value < s.least || value > s.most || value == s.value {
		return
	}
	s.value = value
	s.Refresh()
	if s.OnChanged != nil {
		s.OnChanged(value)
	}
}

// Tapped implements fyne.Tappable.
func (s *Stepper) Tapped(e *fyne.PointEvent) {
	if s.Disabled() {
		return
	}
	focus(s)
	switch third := s.Size().Width / 3; {
	case e.Position.X < third:
		s.choose(s.value - 1)
	case e.Position.X > 2*third:
		s.choose(s.value + 1)
	}
}

// FocusGained implements fyne.Focusable.
func (s *Stepper) FocusGained() { s.focused = true; focusMoved(s); s.Refresh() }

// FocusLost implements fyne.Focusable.
func (s *Stepper) FocusLost() { s.focused = false; s.Refresh() }

// TypedRune implements fyne.Focusable.
func (s *Stepper) TypedRune(r rune) {
	switch {
	case r >= '0' && r <= '9':
		s.choose(int(r - '0'))
	case r == '+':
		s.choose(s.value + 1)
	case r == '-':
		s.choose(s.value - 1)
	default:
		passRune(s, r)
	}
}

// TypedKey implements fyne.Focusable.
func (s *Stepper) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyRight, fyne.KeyUp:
		s.choose(s.value + 1)
	case fyne.KeyLeft, fyne.KeyDown:
		s.choose(s.value - 1)
	case fyne.KeyHome:
		s.choose(s.least)
	case fyne.KeyEnd:
		s.choose(s.most)
	default:
		passKey(s, key)
	}
}

// MouseIn implements desktop.Hoverable.
func (s *Stepper) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (s *Stepper) MouseMoved(e *desktop.MouseEvent) {
	third := s.Size().Width / 3
	less, more := e.Position.X < third, e.Position.X > 2*third
	if less != s.overLess || more != s.overMore {
		s.overLess, s.overMore = less, more
		s.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (s *Stepper) MouseOut() { s.overLess, s.overMore = false, false; s.Refresh() }

// Cursor implements desktop.Cursorable.
func (s *Stepper) Cursor() desktop.Cursor {
	if s.Disabled() || !s.overLess && !s.overMore {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// AccessibilityLabel is what is counted and the number.
func (s *Stepper) AccessibilityLabel() string { return s.name + ", " + strconv.Itoa(s.value) }

// AccessibilityRole implements fyne.Accessible.
func (s *Stepper) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// CreateRenderer implements fyne.Widget.
func (s *Stepper) CreateRenderer() fyne.WidgetRenderer {
	ground, left, right, outline := box(look.Card, look.Edge), box("", ""), box("", ""), ring()
	number := label("", look.TextSize, true, look.Ink)
	less, more := label("–", look.TextSize+2, false, look.Ink), label("+", look.TextSize+2, false, look.Ink)
	v := &view{of: s, objects: []fyne.CanvasObject{outline, ground, left, right, less, number, more}}
	v.min = func() fyne.Size { return fyne.NewSize(look.Text(90), look.Text(32)) }
	v.layout = func(size fyne.Size) {
		h := min(size.Height, look.Text(32))
		y := (size.Height - h) / 2
		third := size.Width / 3
		place(ground, 0, y, size.Width, h)
		around(outline, fyne.NewPos(0, y), fyne.NewSize(size.Width, h), 2)
		place(left, 2, y+2, third-4, h-4)
		place(right, 2*third+2, y+2, third-4, h-4)
		for i, t := range []fyne.CanvasObject{less, number, more} {
			m := t.MinSize()
			place(t, float32(i)*third+(third-m.Width)/2, y+(h-m.Height)/2, m.Width, m.Height)
		}
	}
	v.refresh = func() {
		number.Text = strconv.Itoa(s.value)
		fill, edge, ink := look.Card, look.Edge, look.Ink
		if s.Disabled() {
			fill, edge, ink = look.Ground, look.Line, look.Quiet
		}
		paint(ground, fill, edge)
		shade := func(over, can bool) fyne.ThemeColorName {
			if over && can && !s.Disabled() {
				return look.Shade
			}
			return ""
		}
		paint(left, shade(s.overLess, s.value > s.least), "")
		paint(right, shade(s.overMore, s.value < s.most), "")
		sign := func(can bool) fyne.ThemeColorName {
			if can && !s.Disabled() {
				return look.Ink
			}
			return look.Line
		}
		restyle(number, look.TextSize, s.value > s.least, ink)
		restyle(less, look.TextSize+2, false, sign(s.value > s.least))
		restyle(more, look.TextSize+2, false, sign(s.value < s.most))
		showRing(outline, s.focused)
	}
	v.refresh()
	return v
}
