package integrate

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"pinisi/data"
	"pinisi/data/store"
)

// States of an item; an item without one is not assessed yet.
const (
	None          = "none"
	Process       = "process"
	Ready         = "ready"
	NotApplicable = "not_applicable"
)

// States in the order of their keys 0 to 3.
var States = []string{None, Process, Ready, NotApplicable}

// Types of notes.
const (
	Blocker  = "blocker"
	Decision = "decision"
)

// Line is an item of a system as it stands.
type Line struct {
	Item
	Record data.Record // blank while nothing was said of it
	State  string      // "": not assessed
	Files  []data.Record
	Known  bool // the rules still have it
}

// Share is how many items are ready of those that apply. An item that is not
// assessed applies and is not ready.
type Share struct {
	Ready, Applicable int
	Unassessed        int
	NotReady          []Line // of those that apply, in the list's order
}

// Sheet is a system with everything that its page shows.
type Sheet struct {
	System    data.Record
	Rules     Rules
	Lines     []Line
	Blockers  []data.Record // open ones first, by the date they are to be resolved
	Decisions []data.Record // newest first
	FollowUps []data.Record // from the system, its items and notes
}

// ReadinessID is the id of the state of an item.
func ReadinessID(system data.ID, item string) data.ID {
	return data.DerivedID("readiness", system, item)
}

// Load reads a system.
func Load(ctx context.Context, st *store.Store, id data.ID) (*Sheet, error) {
	s := &Sheet{}
	var err error
	if s.System, err = st.Get(ctx, "system", id); err != nil {
		return nil, fmt.Errorf("read system %s: %w", id, err)
	}
	if s.Rules, err = ReadRules(ctx, st); err != nil {
		return nil, err
	}
	states, err := st.List(ctx, store.Query{Kind: "readiness", Parent: id, Order: "created"})
	if err != nil {
		return nil, fmt.Errorf("read the readiness of system %s: %w", id, err)
	}
	s.Lines = lines(s.Rules, states)
	for i := range s.Lines {
		if rec := s.Lines[i].Record; rec.ID != data.NilID {
			if s.Lines[i].Files, err = st.List(ctx, store.Query{Kind: "attachment", Parent: rec.ID, Order: "created"}); err != nil {
				return nil, fmt.Errorf("read the evidence of system %s: %w", id, err)
			}
		}
	}
	notes, err := st.List(ctx, store.Query{Kind: "system_note", Parent: id, Order: "created"})
	if err != nil {
		return nil, fmt.Errorf("read the notes of system %s: %w", id, err)
	}
	sources := []data.ID{id}
	for _, n := range notes {
		sources = append(sources, n.ID)
		if n.Text("type") == Decision {
			s.Decisions = append(s.Decisions, n)
		} else {
			s.Blockers = append(s.Blockers, n)
		}
	}
	slices.SortStableFunc(s.Decisions, func(a, b data.Record) int { return cmp.Compare(b.Text("on"), a.Text("on")) })
	slices.SortStableFunc(s.Blockers, func(a, b data.Record) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(last(a), last(b)))
	})
	for _, line := range s.Lines {
		if line.Record.ID != data.NilID {
			sources = append(sources, line.Record.ID)
		}
	}
	for _, source := range sources {
		actions, err := st.List(ctx, store.Query{Kind: "followup", Where: map[string]data.Value{"source": data.RefValue(source)}, Order: "created"})
		if err != nil {
			return nil, fmt.Errorf("read the follow-ups of system %s: %w", id, err)
		}
		s.FollowUps = append(s.FollowUps, actions...)
	}
	return s, nil
}

func rank(blocker data.Record) int {
	if Open(blocker) {
		return 0
	}
	return 1
}

// last is the date until which a blocker is to be resolved; none stands behind all.
func last(blocker data.Record) string {
	if on := blocker.Text("due_on"); on != "" {
		return on
	}
	return "9999"
}

// Open reports whether a note is a blocker that is not resolved.
func Open(note data.Record) bool {
	return note.Text("type") != Decision && note.Text("resolved_on") == ""
}

// lines are the items in the order of the rules. What was said of an item that
// the rules no longer have stands behind them and does not count.
func lines(r Rules, states []data.Record) []Line {
	by := map[string]data.Record{}
	for _, s := range states {
		by[s.Text("item")] = s
	}
	var all []Line
	for _, item := range r.Items {
		rec := by[item.ID]
		delete(by, item.ID)
		all = append(all, Line{Item: item, Record: rec, State: rec.Text("status"), Known: true})
	}
	for _, s := range states {
		if _, left := by[s.Text("item")]; left {
			item := Item{ID: s.Text("item")}
			item.Name.ID = item.ID
			all = append(all, Line{Item: item, Record: s, State: s.Text("status")})
		}
	}
	return all
}

// Share counts the lines.
func (s *Sheet) Share() Share { return share(s.Lines) }

func share(all []Line) Share {
	var sh Share
	for _, l := range all {
		if !l.Known || l.State == NotApplicable {
			continue
		}
		sh.Applicable++
		if l.State == Ready {
			sh.Ready++
			continue
		}
		if l.State == "" {
			sh.Unassessed++
		}
		sh.NotReady = append(sh.NotReady, l)
	}
	return sh
}

// Shares are those of every system of a scope ("" is all), by its id.
func Shares(ctx context.Context, st *store.Store, scope string) (map[data.ID]Share, error) {
	r, err := ReadRules(ctx, st)
	if err != nil {
		return nil, err
	}
	states := map[data.ID][]data.Record{}
	err = st.Each(ctx, store.Query{Kind: "readiness", Scope: scope, Fields: []string{"system", "item", "status"}}, func(rec data.Record) error {
		states[rec.Ref("system")] = append(states[rec.Ref("system")], rec)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read the readiness of all systems: %w", err)
	}
	systems, err := st.List(ctx, store.Query{Kind: "system", Scope: scope, Fields: []string{"name"}})
	if err != nil {
		return nil, fmt.Errorf("list the systems: %w", err)
	}
	out := map[data.ID]Share{}
	for _, s := range systems {
		out[s.ID] = share(lines(r, states[s.ID]))
	}
	return out, nil
}
