// Package followup is what is done with follow-up actions (rencana tindak
// lanjut): when one is late, what it takes to finish or to cancel one, and how
// a plan is doing. Rules: domain other.md §4. It knows no window, and of the
// store only its API.
package followup

import (
	"context"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // Windows has no IANA zones

	"pinisi/data"
	"pinisi/data/store"
)

// Statuses of an action, in the order of work.
const (
	Planned   = "planned"
	Running   = "running"
	Done      = "done"
	Cancelled = "cancelled"
)

// SoonDays is how many days before its date an action is called soon.
const SoonDays = 14

// Today is the date on the wall of a mission, 2026-03-24. A zone that nobody
// knows counts as UTC.
func Today(now time.Time, zone string) string {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	return now.In(loc).Format(time.DateOnly)
}

// Due says how an action stands against its date.
type Due int

// The ways to stand.
const (
	NoDate Due = iota // no date set
	InTime
	Soon   // due within SoonDays, today included
	Late   // the date has passed at the mission
	Closed // done or cancelled
)

// DueOf is how the action stands on the mission's date today, and the days
// from today to its date (negative: past).
func DueOf(r data.Record, today string) (Due, int) {
	if s := r.Text("status"); s == Done || s == Cancelled {
		return Closed, 0
	}
	due, err := time.Parse(time.DateOnly, r.Text("due_on"))
	if err != nil {
		return NoDate, 0
	}
	now, err := time.Parse(time.DateOnly, today)
	if err != nil {
		return NoDate, 0
	}
	days := int(due.Sub(now).Hours() / 24)
	switch {
	case days < 0:
		return Late, days
	case days <= SoonDays:
		return Soon, days
	}
	return InTime, days
}

// Progress is how a plan is doing: cancelled actions stay in the denominator.
type Progress struct{ Planned, Running, Done, Cancelled, Late int }

// Sum counts a plan on the mission's date today.
func Sum(actions []data.Record, today string) Progress {
	var p Progress
	for _, r := range actions {
		switch r.Text("status") {
		case Running:
			p.Running++
		case Done:
			p.Done++
		case Cancelled:
			p.Cancelled++
		default:
			p.Planned++
		}
		if due, _ := DueOf(r, today); due == Late {
			p.Late++
		}
	}
	return p
}

// Total is the number of actions.
func (p Progress) Total() int { return p.Planned + p.Running + p.Done + p.Cancelled }

// Percent is done ÷ all in whole percent, rounded down; 0 of nothing.
func (p Progress) Percent() int {
	if p.Total() == 0 {
		return 0
	}
	return p.Done * 100 / p.Total()
}

// Source is what an action follows from.
type Source struct {
	Kind string
	ID   data.ID
	// Finding is proposed as the action's finding.
	Finding string
}

// Begin writes a new planned action and returns its id. scope empty: the
// device's own.
func Begin(ctx context.Context, st *store.Store, author data.ID, scope string, from Source, action string) (data.ID, error) {
	id := st.NewID()
	fields := map[string]data.Value{"status": data.TextValue(Planned)}
	if from.ID != data.NilID {
		fields["source"], fields["source_kind"] = data.RefValue(from.ID), data.TextValue(from.Kind)
	}
	if from.Finding != "" {
		fields["finding"] = data.TextValue(from.Finding)
	}
	if action != "" {
		fields["action"] = data.TextValue(action)
	}
	_, err := st.Write(ctx, data.Action{Author: author, Label: "followup.undo.begin", Edits: data.Create("followup", id, scope, fields)})
	if err != nil {
		return data.NilID, fmt.Errorf("begin a follow-up: %w", err)
	}
	return id, nil
}

// Check says why an action may not take a status: followup.needs_action and
// followup.needs_evidence for done, followup.needs_reason for cancelled; nil
// when it may. evidence is the number of its evidence files.
func Check(r data.Record, status string, evidence int) error {
	switch {
	case status == Done && strings.TrimSpace(r.Text("action")) == "":
		return data.Fail("followup.needs_action", nil)
	case status == Done && evidence == 0:
		return data.Fail("followup.needs_evidence", nil, "Title", r.Text("action"))
	case status == Cancelled && strings.TrimSpace(r.Text("reason")) == "":
		return data.Fail("followup.needs_reason", nil, "Title", r.Text("action"))
	}
	return nil
}

// SetStatus are the edits that take an action to a status on the mission's
// date today: done sets the date of completion and 100 percent, leaving done
// clears the date. The errors of [Check].
func SetStatus(r data.Record, status string, evidence int, today string) ([]data.Edit, error) {
	if err := Check(r, status, evidence); err != nil {
		return nil, err
	}
	edits := []data.Edit{r.Set("status", data.TextValue(status))}
	percent, _ := r.Int("percent")
	switch {
	case status == Done:
		if r.Text("done_on") == "" {
			edits = append(edits, r.Set("done_on", data.TextValue(today)))
		}
		if percent != 100 {
			edits = append(edits, r.Set("percent", data.IntValue(100)))
		}
	case r.Text("done_on") != "":
		edits = append(edits, r.Set("done_on", data.Value{}))
	}
	if status == Running && r.Text("start_on") == "" {
		edits = append(edits, r.Set("start_on", data.TextValue(today)))
	}
	return edits, nil
}
