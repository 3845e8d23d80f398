package survey

import (
	"context"
	"fmt"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// Locked reports whether a survey and its responses no longer change.
func Locked(survey data.Record) bool { return survey.Text("status") == data.SurveyFinal }

// Need is one thing that making a survey final waits for, or that a careful
// officer would add.
type Need struct {
	Key    string         // of the translation that says it
	Args   map[string]any // its placeholders
	Field  string         // of the survey, if it is one
	Advice bool           // does not stand in the way
}

// Needs are the things that a draft still wants. A sample below the least is
// advice: small missions have few users, and the result says so.
func (s *Sheet) Needs() []Need {
	var all []Need
	add := func(missing, advice bool, key, field string, args ...any) {
		if missing {
			all = append(all, Need{"survey.need." + key, data.Fail("", nil, args...).Args, field, advice})
		}
	}
	rec, r := s.Survey, s.Result
	from, until := rec.Text("from_on"), rec.Text("until_on")
	add(!validPeriod(rec.Text("period")), false, "period", "period")
	add(strings.TrimSpace(rec.Text("unit")) == "", false, "unit", "unit")
	add(from == "", false, "from", "from_on")
	add(until == "", false, "until", "until_on")
	add(from != "" && until != "" && until < from, false, "reversed", "until_on")
	add(r.Respondents == 0, false, "respondents", "")
	n := s.Conflicts()
	add(n > 0, false, "conflicts", "", "N", n)

	add(!r.PopulationKnown, true, "population", "population")
	add(r.Respondents > 0 && r.Short() > 0, true, "sample", "", "Missing", r.Short(), "Min", r.MinSample)
	add(r.Incomplete > 0, true, "incomplete", "", "N", r.Incomplete)
	add(strings.TrimSpace(rec.Text("method")) == "", true, "method", "method")
	return all
}

// Blocked is how many of the needs stand in the way of making it final.
func (s *Sheet) Blocked() int {
	n := 0
	for _, need := range s.Needs() {
		if !need.Advice {
			n++
		}
	}
	return n
}

// Finalise locks a survey at the moment now. It fails with survey.not_ready
// (N things that [Sheet.Needs] names) or survey.wrong_status.
func Finalise(ctx context.Context, st *store.Store, author, id data.ID, now time.Time) error {
	s, err := Load(ctx, st, id)
	if err != nil {
		return err
	}
	if Locked(s.Survey) {
		return wrongStatus(s.Survey)
	}
	if n := s.Blocked(); n > 0 {
		return data.Fail("survey.not_ready", nil, "Title", s.Survey.Text("title"), "N", n)
	}
	return setStatus(ctx, st, author, s.Survey, data.SurveyFinal, "", "survey.undo.finalise", now)
}

// Reopen makes a final survey a draft again. It fails with
// survey.reason_missing or survey.wrong_status.
func Reopen(ctx context.Context, st *store.Store, author, id data.ID, reason string, now time.Time) error {
	reason = strings.TrimSpace(reason)
	if reason == "" {
		return data.Fail("survey.reason_missing", nil)
	}
	rec, err := st.Get(ctx, "survey", id)
	if err != nil {
		return fmt.Errorf("read survey %s: %w", id, err)
	}
	if !Locked(rec) {
		return wrongStatus(rec)
	}
	return setStatus(ctx, st, author, rec, data.SurveyDraft, reason, "survey.undo.reopen", now)
}

func wrongStatus(rec data.Record) error {
	return data.Fail("survey.wrong_status", nil, "Status", rec.Text("status"), "Title", rec.Text("title"))
}

func setStatus(ctx context.Context, st *store.Store, author data.ID, rec data.Record, to, reason, label string, now time.Time) error {
	_, err := st.Write(ctx, data.Action{Author: author, Label: label, Edits: rec.Move(to, reason, now)})
	if err != nil {
		return fmt.Errorf("make survey %s %s: %w", rec.ID, to, err)
	}
	return nil
}
