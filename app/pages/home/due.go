package home

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"pinisi/app/session"
	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/followup"
	"pinisi/data/setup"
	"pinisi/data/store"
	pinsync "pinisi/sync"
)

// due is what waits for somebody, as it was read.
type due struct {
	Empty     bool // nothing was ever written here
	Enrolled  bool // headquarters knows this device
	Conflicts int
	First     data.ID // record of the first conflict
	// Evaluations that are worked on, as many as are shown; at headquarters those
	// that wait for its decision. Open is how many there are.
	Evaluations []assess.Progress
	Open        int
	Late, Soon  []data.Record // follow-ups, the earliest date first
	// Unsigned are drafts of consultations that have taken place; Unpublished
	// those whose record is signed.
	Unsigned, Unpublished []data.Record
	Today                 string
}

// nothing reports whether there is nothing to do.
func (d due) nothing() bool {
	return d.Conflicts+len(d.Evaluations)+len(d.Late)+len(d.Soon)+len(d.Unsigned)+len(d.Unpublished) == 0
}

// read looks up what is due. now is the wall clock.
func read(ctx context.Context, s *session.Session, now time.Time) (d due, err error) {
	st := s.Store
	scope := s.Profile.Scope
	if s.Headquarters() {
		scope = ""
	}
	d.Today = followup.Today(now, zone(s.Profile.Scope))
	if d.Empty, err = empty(ctx, st); err != nil {
		return d, err
	}
	if _, d.Enrolled, err = pinsync.Enrolled(ctx, st); err != nil {
		return d, fmt.Errorf("read whether headquarters knows this device: %w", err)
	}
	conflicts, err := st.Conflicts(ctx)
	if err != nil {
		return d, fmt.Errorf("count the conflicts: %w", err)
	}
	if d.Conflicts = len(conflicts); d.Conflicts > 0 {
		d.First = conflicts[0].Record
	}
	if err := d.readEvaluations(ctx, st, scope, s.Headquarters()); err != nil {
		return d, err
	}
	if err := d.readFollowUps(ctx, st, scope); err != nil {
		return d, err
	}
	return d, d.readConsultations(ctx, st, scope, now)
}

func zone(scope string) string {
	if m, err := setup.Find(scope); err == nil {
		return m.Zone
	}
	return "Asia/Jakarta" // headquarters
}

func empty(ctx context.Context, st *store.Store) (bool, error) {
	for _, kind := range []string{"evaluation", "consultation", "followup"} {
		some, err := st.List(ctx, store.Query{Kind: kind, Limit: 1})
		if err != nil {
			return false, fmt.Errorf("look whether there is any %s: %w", kind, err)
		}
		if len(some) > 0 {
			return false, nil
		}
	}
	return true, nil
}

func (d *due) readEvaluations(ctx context.Context, st *store.Store, scope string, headquarters bool) error {
	statuses := []string{data.EvaluationReturned, data.EvaluationDraft}
	if headquarters {
		statuses = []string{data.EvaluationFinal}
	}
	for _, status := range statuses {
		q := store.Query{Kind: "evaluation", Scope: scope, Where: map[string]data.Value{"status": data.TextValue(status)}, Desc: true}
		n, err := st.Count(ctx, q)
		if err != nil {
			return fmt.Errorf("count the open evaluations: %w", err)
		}
		d.Open += n
		// The progress of those that are not shown would be read for nothing.
		if q.Limit = shown - len(d.Evaluations); n == 0 || q.Limit == 0 {
			continue
		}
		list, err := st.List(ctx, q)
		if err != nil {
			return fmt.Errorf("list the open evaluations: %w", err)
		}
		progress, err := assess.ProgressOf(ctx, st, list)
		if err != nil {
			return err
		}
		d.Evaluations = append(d.Evaluations, progress...)
	}
	return nil
}

func (d *due) readFollowUps(ctx context.Context, st *store.Store, scope string) error {
	for _, status := range []string{followup.Planned, followup.Running} {
		list, err := st.List(ctx, store.Query{Kind: "followup", Scope: scope, Where: map[string]data.Value{"status": data.TextValue(status)},
			Fields: []string{"action", "finding", "office", "due_on", "status"}})
		if err != nil {
			return fmt.Errorf("list the open follow-ups: %w", err)
		}
		for _, r := range list {
			switch how, _ := followup.DueOf(r, d.Today); how {
			case followup.Late:
				d.Late = append(d.Late, r)
			case followup.Soon:
				d.Soon = append(d.Soon, r)
			}
		}
	}
	byDate := func(a, b data.Record) int { return cmp.Compare(a.Text("due_on"), b.Text("due_on")) }
	slices.SortStableFunc(d.Late, byDate)
	slices.SortStableFunc(d.Soon, byDate)
	return nil
}

func (d *due) readConsultations(ctx context.Context, st *store.Store, scope string, now time.Time) error {
	for _, status := range []string{data.ConsultationDraft, data.ConsultationSigned} {
		list, err := st.List(ctx, store.Query{Kind: "consultation", Scope: scope, Where: map[string]data.Value{"status": data.TextValue(status)}, Order: "starts_at",
			Fields: []string{"title", "form", "mode", "internal", "place", "starts_at", "ends_at", "zone", "status"}})
		if err != nil {
			return fmt.Errorf("list the open consultations: %w", err)
		}
		for _, r := range list {
			switch at := r.Time("starts_at"); {
			case status == data.ConsultationSigned:
				d.Unpublished = append(d.Unpublished, r)
			case !at.IsZero() && at.Before(now):
				d.Unsigned = append(d.Unsigned, r)
			}
		}
	}
	return nil
}
