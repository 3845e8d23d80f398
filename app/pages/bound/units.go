package bound

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// OwnScope is the scope of what this device itself writes.
func OwnScope(s *session.Session) string {
	if s.Headquarters() {
		return data.SharedScope
	}
	return s.Profile.Scope
}

// unitsShown is how many units are offered at most.
const unitsShown = 8

// UnitChips offers the units that the mission names or that records of a kind
// had before, to take one with a click; nothing while there are none. shown is
// called when they are there.
func UnitChips(s *session.Session, slot *session.Slot, kind string, take func(unit string), shown func()) fyne.CanvasObject {
	row := widgets.Wrapped(look.Gap)
	row.Hide()
	session.Load(s, slot, func(ctx context.Context) ([]string, error) {
		var units []string
		if !s.Headquarters() {
			m, err := s.Store.Get(ctx, "mission", setup.MissionID(s.Profile.Scope))
			if err == nil {
				units = m.List("units")
			}
		}
		before, err := s.Store.List(ctx, store.Query{Kind: kind, Scope: OwnScope(s), Fields: []string{"unit"}, Limit: 200})
		for _, r := range before {
			if u := r.Text("unit"); u != "" && !slices.Contains(units, u) {
				units = append(units, u)
			}
		}
		return units[:min(len(units), unitsShown)], err
	}, func(units []string) {
		for _, u := range units {
			row.Add(widgets.NewButton(widgets.Plain, u, "", func() { take(u) }).Compact())
		}
		if len(units) > 0 {
			row.Show()
			shown()
		}
	})
	return row
}
