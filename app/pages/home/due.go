package home

import (
	"context"
	"fmt"
	"slices"
	"time"

	"pinisi/app/pages/bound"
	"pinisi/app/session"
	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
	pinsync "pinisi/sync"
)

// due is what waits for somebody, as it was read.
type due struct {
	Empty    bool // nothing was ever written here
	Enrolled bool // headquarters knows this device
	Groups   []group
	Urgent   []item // the most urgent of all groups, which do not hold them
}

// source reads one group of what is due.
type source func(ctx context.Context, r *reading) (group, error)

// sources are the groups in the order in which equally urgent ones stand.
var sources = []source{requests, complaints, consultations, followUps, conflicts, evaluations, standardsDue, surveys, innovations, outreachDue, blockers}

// reading is what the sources read with.
type reading struct {
	s     *session.Session
	st    *store.Store
	scope string // "" at headquarters: every mission
	now   time.Time
	days  *setup.Days
}

func (r *reading) today() string { return r.days.Today(bound.OwnScope(r.s)) }

// mission names whose a record is, at headquarters.
func (r *reading) mission(rec data.Record) string {
	if !r.s.Headquarters() {
		return ""
	}
	return bound.MissionName(rec.Scope)
}

// read looks up what is due. now is the wall clock.
func read(ctx context.Context, s *session.Session, now time.Time) (d due, err error) {
	r := &reading{s: s, st: s.Store, scope: s.Profile.Scope, now: now, days: setup.DaysAt(now)}
	if s.Headquarters() {
		r.scope = ""
	}
	if d.Empty, err = empty(ctx, r.st); err != nil {
		return d, err
	}
	if _, d.Enrolled, err = pinsync.Enrolled(ctx, r.st); err != nil {
		return d, fmt.Errorf("read whether headquarters knows this device: %w", err)
	}
	for _, read := range sources {
		g, err := read(ctx, r)
		if err != nil {
			return d, err
		}
		if len(g.Items) > 0 {
			slices.SortStableFunc(g.Items, byUrgency)
			d.Groups = append(d.Groups, g)
		}
	}
	slices.SortStableFunc(d.Groups, byLevel)
	d.liftUrgent()
	return d, nil
}

// written are the kinds of which any record means that the device is in use.
var written = []string{"evaluation", "consultation", "followup", "survey", "complaint", "standard", "outreach", "innovation", "system"}

func empty(ctx context.Context, st *store.Store) (bool, error) {
	for _, kind := range written {
		some, err := st.List(ctx, store.Query{Kind: kind, Limit: 1, Fields: []string{}})
		if err != nil {
			return false, fmt.Errorf("look whether there is any %s: %w", kind, err)
		}
		if len(some) > 0 {
			return false, nil
		}
	}
	return true, nil
}
