package bound

import (
	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/widgets"
	"pinisi/app/words"
)

// More is the filters that are seldom used, folded away behind a button that
// tells how many of them are set.
type More struct {
	Button  *widgets.Button
	Filters *fyne.Container

	area string
	set  func() int
}

// NewMore folds filters away. The texts are <area>.filter.more, .more_n and
// .less; set counts the filters that narrow, resized is called when the filters
// are shown or hidden.
func NewMore(area string, set func() int, resized func(), filters ...fyne.CanvasObject) *More {
	m := &More{area: area, set: set, Filters: widgets.Wrapped(look.Gap, filters...)}
	m.Filters.Hide()
	m.Button = widgets.NewButton(widgets.Quiet, "", "", func() {
		widgets.ShowIf(m.Filters, !m.Filters.Visible())
		m.Show()
		resized()
	}).Compact()
	return m
}

// Show tells anew how many are set.
func (m *More) Show() {
	key, n := ".filter.more", m.set()
	switch {
	case m.Filters.Visible():
		key = ".filter.less"
	case n > 0:
		key = ".filter.more_n"
	}
	m.Button.SetText(words.T(m.area+key, "N", n))
}

// Narrowing counts the choosers that stand on something else than everything,
// and the mission's.
func Narrowing(everything string, mission *MissionFilter, lists ...*widgets.PickList) int {
	n := 0
	for _, l := range lists {
		if l.ID() != everything {
			n++
		}
	}
	if mission.Scope() != "" {
		n++
	}
	return n
}
