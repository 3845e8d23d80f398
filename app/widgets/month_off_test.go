package widgets

import (
	"image/color"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"pinisi/app/look"
)

// The days that are shaded are the caller's: a Friday weekend and a holiday.
func TestTheDaysOffAreShaded(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Theme{Scheme: look.Light})
	m := NewMonthCalendar("2026-03-31", "2026-03-31")
	w := test.NewWindow(m)
	defer w.Close()
	w.Resize(fyne.NewSize(700, 500))
	shaded := func() map[int]bool { // days of March with the ground's colour
		days, at := map[int]bool{}, 0
		for _, o := range test.WidgetRenderer(m.grid).Objects() {
			r, ok := o.(*canvas.Rectangle)
			if !ok || r.CornerRadius != look.Tight {
				continue
			}
			day := m.grid.first().AddDate(0, 0, at)
			if at++; day.Month() == time.March && sameColor(r.FillColor, look.Color(look.Ground)) {
				days[day.Day()] = true
			}
		}
		return days
	}
	if got := shaded(); !got[7] || !got[8] || got[6] || got[20] {
		t.Errorf("by itself Saturdays and Sundays are shaded: %v", got)
	}
	m.SetOff(func(day time.Time) bool {
		return day.Weekday() == time.Friday || day.Weekday() == time.Saturday || day.Day() == 19
	})
	if got := shaded(); !got[6] || !got[7] || got[8] || !got[19] || got[18] {
		t.Errorf("as the mission works: %v", got)
	}
}

func sameColor(a, b color.Color) bool {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	return r1 == r2 && g1 == g2 && b1 == b2
}
