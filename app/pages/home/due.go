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
	"pinisi/data/respond"
	"pinisi/data/store"
	"pinisi/data/survey"
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
	Evaluations []evaluating
	Open        int
	Late, Soon  []data.Record // follow-ups, the earliest date first
	// Left are the follow-ups that periods before Period left unfinished: an
	// evaluation of Period has been begun.
	Left    int
	Period  string
	Surveys []surveying // SKM under way
	// Unsigned are drafts of consultations that have taken place; Unpublished
	// those whose record is signed.
	Unsigned, Unpublished []data.Record
	Days                  *followup.Days
}

// evaluating is an evaluation with the users' complete sheets (F-03), and
// the least number of them; 0 where its instrument names none.
type evaluating struct {
	assess.Progress
	Sheets, Least int
}

// surveying is a survey with its complete sheets and the least number for its population.
type surveying struct {
	Survey        data.Record
	Sheets, Least int
}

// own is the scope in which this device writes.
func own(s *session.Session) string {
	if s.Headquarters() {
		return data.SharedScope
	}
	return s.Profile.Scope
}

// nothing reports whether there is nothing to do.
func (d due) nothing() bool {
	return d.Conflicts+len(d.Evaluations)+len(d.Late)+len(d.Soon)+len(d.Unsigned)+len(d.Unpublished)+d.Left+len(d.Surveys) == 0
}

// read looks up what is due. now is the wall clock.
func read(ctx context.Context, s *session.Session, now time.Time) (d due, err error) {
	st := s.Store
	scope := s.Profile.Scope
	if s.Headquarters() {
		scope = ""
	}
	d.Days = followup.DaysAt(now)
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
	if d.Period, err = followup.Begun(ctx, st, own(s)); err != nil {
		return d, err
	}
	if err := d.readFollowUps(ctx, st, scope, own(s)); err != nil {
		return d, err
	}
	if !s.Headquarters() {
		if err := d.readSurveys(ctx, st, scope); err != nil {
			return d, err
		}
	}
	return d, d.readConsultations(ctx, st, scope, now)
}

func empty(ctx context.Context, st *store.Store) (bool, error) {
	for _, kind := range []string{"evaluation", "consultation", "followup", "survey"} {
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
		for _, p := range progress {
			e := evaluating{Progress: p}
			if err := e.countSheets(ctx, st); err != nil {
				return err
			}
			d.Evaluations = append(d.Evaluations, e)
		}
	}
	return nil
}

// countSheets counts the complete sheets of the users, and how many are needed.
// Without its instrument neither is known; the page of the evaluation says so.
func (e *evaluating) countSheets(ctx context.Context, st *store.Store) error {
	all, err := assess.Instruments(ctx, st)
	if err != nil {
		return err
	}
	ins, err := assess.Of(all, e.Evaluation)
	if err != nil {
		return nil
	}
	rule, _ := ins.RespondentRule(data.Year(e.Evaluation.Text("period")))
	e.Least = rule.Min
	e.Sheets, err = respond.CountComplete(ctx, st, respond.OfEvaluation(ins, e.Evaluation))
	return err
}

func (d *due) readSurveys(ctx context.Context, st *store.Store, scope string) error {
	list, err := st.List(ctx, store.Query{Kind: "survey", Scope: scope, Where: map[string]data.Value{"status": data.TextValue(data.SurveyDraft)}, Desc: true})
	if err != nil {
		return fmt.Errorf("list the surveys under way: %w", err)
	}
	for i, r := range list {
		at := surveying{Survey: r}
		if i < shown {
			if form, err := survey.FormOf(ctx, st, r); err == nil { // else its form is not here; its page says so
				if at.Sheets, err = respond.CountComplete(ctx, st, form); err != nil {
					return err
				}
			}
			population, _ := r.Int("population")
			at.Least = survey.MinSample(int(population))
		}
		d.Surveys = append(d.Surveys, at)
	}
	return nil
}

func (d *due) readFollowUps(ctx context.Context, st *store.Store, scope, own string) error {
	for _, status := range []string{followup.Planned, followup.Running} {
		list, err := st.List(ctx, store.Query{Kind: "followup", Scope: scope, Where: map[string]data.Value{"status": data.TextValue(status)},
			Fields: []string{"action", "finding", "office", "due_on", "status", "period"}})
		if err != nil {
			return fmt.Errorf("list the open follow-ups: %w", err)
		}
		for _, r := range list {
			if r.Scope == own && followup.Earlier(followup.Period(r), d.Period) {
				d.Left++
			}
			switch how, _ := followup.DueOf(r, d.Days.Today(r.Scope)); how {
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
