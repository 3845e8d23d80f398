package bound

import (
	"context"
	"sort"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
	"pinisi/app/session"
	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// Foreign reports whether a record is a mission's and this is headquarters: it
// is read here, and changed by those who wrote it.
func Foreign(s *session.Session, r data.Record) bool {
	return s.Headquarters() && r.Scope != "" && r.Scope != data.SharedScope
}

// ForeignNotice says so above a record.
func ForeignNotice() fyne.CanvasObject {
	return Tinted(look.Shade, widgets.Inset(look.Gap, look.Tight, widgets.RowGrow(look.Gap, 1,
		widgets.NewIcon("lock", look.Quiet, 18), widgets.Body(words.T("bound.foreign")))))
}

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
		options = append(options, widgets.Option{ID: scope, Text: MissionName(scope), Detail: words.Count(n)})
	}
	sort.Slice(options, func(i, j int) bool { return options[i].Text < options[j].Text })
	return options, nil
}

// MissionName names whose a record is: a mission by its short name, and
// headquarters in the reader's language.
func MissionName(scope string) string {
	if scope == data.SharedScope || scope == store.Headquarters {
		return words.T("start.headquarters")
	}
	return setup.Name(scope)
}
