// Package followup is what is done with follow-up actions (rencana tindak
// lanjut): when one is late, what it takes to finish, cancel or verify one, how
// what is unfinished goes on in the next period, and how a plan is doing.
// Rules: domain other.md §4. It knows no window, and of the store only its API.
//
// # Plans
//
// A plan is the actions of one period, or those that follow from one source.
// An action that is carried over (dilanjutkan) is closed in its old plan and
// stays in that plan's denominator, as a cancelled one does; the action that
// goes on with it counts in the plan of the new period.
package followup

import (
	"time"
	_ "time/tzdata" // Windows has no IANA zones

	"pinisi/data"
)

// Statuses of an action, in the order of work.
const (
	Planned   = "planned"
	Running   = "running"
	Done      = "done"
	Cancelled = "cancelled"
	Carried   = "carried" // closed here, goes on in a later period
)

// SoonDays is how many days before its date an action is called soon.
const SoonDays = 14

// Status is the action's status; a blank one counts as planned.
func Status(r data.Record) string {
	if s := r.Text("status"); s != "" {
		return s
	}
	return Planned
}

// Open reports whether something is still to be done in the action's own plan.
func Open(r data.Record) bool {
	switch Status(r) {
	case Done, Cancelled, Carried:
		return false
	}
	return true
}

// Due says how an action stands against its date.
type Due int

// The ways to stand.
const (
	NoDate Due = iota // no date set
	InTime
	Soon   // due within SoonDays, today included
	Late   // the date has passed at the mission
	Closed // done, cancelled or carried over
)

// DueOf is how the action stands on the mission's date today, and the days
// from today to its date (negative: past).
func DueOf(r data.Record, today string) (Due, int) {
	if !Open(r) {
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
