package bound

import (
	"context"
	"sort"

	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// everyMission is the choice of no filter: no scope has this name.
const everyMission = "*"

// MissionFilter narrows headquarters' lists to one mission.
type MissionFilter struct{ Pick *widgets.PickList }

// NewMissionFilter makes it, narrowing nothing.
func NewMissionFilter(changed func()) *MissionFilter {
	f := &MissionFilter{Pick: widgets.NewChoice("", nil)}
	f.Pick.OnPicked = func(string) { changed() }
	f.Clear()
	f.SetMissions(nil)
	return f
}

// Scope is the mission chosen, "" for all.
func (f *MissionFilter) Scope() string {
	if id := f.Pick.ID(); id != everyMission {
		return id
	}
	return ""
}

// Clear chooses all; it does not tell that something changed.
func (f *MissionFilter) Clear() { f.Pick.Set(everyMission) }

// SetMissions offers missions beside all of them.
func (f *MissionFilter) SetMissions(missions []widgets.Option) {
	f.Pick.SetOptions(append([]widgets.Option{{ID: everyMission, Text: words.T("bound.every_mission")}}, missions...))
}

// Missions are the missions that have records of a kind, by name.
func Missions(ctx context.Context, st *store.Store, kind string) ([]widgets.Option, error) {
	counts, err := st.CountBy(ctx, store.Query{Kind: kind}, "scope")
	if err != nil {
		return nil, err
	}
	options := []widgets.Option{}
	for scope, n := range counts {
		options = append(options, widgets.Option{ID: scope, Text: setup.Name(scope), Detail: words.Count(n)})
	}
	sort.Slice(options, func(i, j int) bool { return options[i].Text < options[j].Text })
	return options, nil
}
