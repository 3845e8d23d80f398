package complain

import (
	"slices"
	"strings"

	"pinisi/data"
)

// Statuses of a complaint, in the order of work.
const (
	Unverified = "unverified"
	Delayed    = "delayed" // tunda
	Verified   = "verified"
	Processing = "processing"
	Done       = "done"
	Archived   = "archived"
	NotOurs    = "not_ours" // bukan wewenang
)

// Open reports whether the mission still has something to do about it.
func Open(r data.Record) bool {
	switch r.Text("status") {
	case Done, Archived, NotOurs:
		return false
	}
	return r.Text("closed_on") == ""
}

// State is how a clock stands on the mission's date.
type State uint8

const (
	Met     State = iota // in time
	MetLate              // after its limit
	Running
	Soon
	Late
	Ripe // not answered any more: may be closed since Due; nobody is late
)

// Stages of a complaint that have a limit.
const (
	StageVerify     = "verify"
	StageAnswer     = "answer"
	StageCompletion = "completion"
	StageClose      = "close"
)

// Clock is one limit of one complaint.
type Clock struct {
	Stage   string
	Code    string // of the completion limit
	Limit   Limit
	Assumed bool   // a completion limit by the class alone; see Limits.ByClassOurs
	From    string // the day it is counted from
	Due     string // the last day in time; of StageClose the day from which it may be closed
	Met     string // the day on which it was met; "" when it is not, or nobody noted when
	State   State
	// Left is how many days are left of the limit, counted as it counts them: 0
	// on the last day, negative when late. Of a met one: the days it had to spare.
	Left int
}

// Label is the translation key of what is due: "jawab".
func (c Clock) Label() string { return "complaint.clock." + c.Stage }

// Pending reports whether somebody has to do something for it.
func (c Clock) Pending() bool { return c.State == Running || c.State == Soon || c.State == Late }

// Clocks are the limits of a complaint that have begun, in the order of work.
// What is not ours, archived or was never received on a date has none.
func (b Book) Clocks(r data.Record) []Clock {
	received := r.Text("received_on")
	status := r.Text("status")
	if received == "" || status == NotOurs || status == Archived {
		return nil
	}
	var all []Clock
	open := Open(r)
	answered := r.Text("answered_on")
	closed := r.Text("closed_on")
	if b.Verify.applies(r) && (open || r.Text("verified_on") != "") {
		met, done := first(r.Text("verified_on"), r.Text("passed_on"), answered)
		done = done || status == Verified || status == Processing || status == Done
		all = append(all, b.clock(Clock{Stage: StageVerify, Limit: b.Verify, From: received}, met, done))
	}
	begins := b.begins(r)
	if begins == "" {
		return all
	}
	if b.Answer.applies(r) {
		met, done := first(answered, closed)
		all = append(all, b.clock(Clock{Stage: StageAnswer, Limit: b.Answer, From: begins}, met, done || !open))
	}
	last, spoken := first(r.Text("last_reply_on"), answered)
	silent := spoken && open && b.Close.applies(r) && b.Today >= b.add(last, b.Close)
	if limit, ok := b.CompletionOf(r); ok && limit.applies(r) {
		met, done := "", false
		if limit.Until == "answer" {
			met, done = first(answered, closed)
		} else if !open || silent {
			// The mission's work ended with the last word; that the channel closes
			// it days later, when nobody replies, is not the mission's delay.
			met, done = first(last, closed)
		}
		c := Clock{Stage: StageCompletion, Code: limit.Code, Limit: limit.Limit, Assumed: r.Text("limit") == "", From: begins}
		all = append(all, b.clock(c, met, done || !open))
	}
	if spoken && open && b.Close.applies(r) {
		c := b.clock(Clock{Stage: StageClose, Limit: b.Close, From: last}, "", false)
		if c.State = Running; silent && c.Due != "" {
			c.State = Ripe
		}
		all = append(all, c)
	}
	return all
}

// begins is the day from which the mission has it: its disposition, else when
// it was verified, else when it came in. What SP4N-LAPOR! has not passed on yet
// is nobody's to answer, so it has none.
func (b Book) begins(r data.Record) string {
	if day, ok := first(r.Text("passed_on"), r.Text("verified_on")); ok {
		return day
	}
	if status := r.Text("status"); b.Verify.applies(r) && (status == Unverified || status == Delayed || status == "") && r.Text("answered_on") == "" {
		return ""
	}
	return r.Text("received_on")
}

func (b Book) clock(c Clock, met string, done bool) Clock {
	c.Due, c.Met = b.add(c.From, c.Limit), met
	switch {
	case c.Due == "": // a mission that never works
		c.State = Running
	case done && (met == "" || met <= c.Due):
		c.State, c.Left = Met, b.between(max(met, c.From), c.Due, c.Limit.WorkingDays)
	case done:
		c.State, c.Left = MetLate, -b.late(c.Due, met, c.Limit.WorkingDays)
	case b.Today > c.Due:
		c.State, c.Left = Late, -b.late(c.Due, b.Today, c.Limit.WorkingDays)
	default:
		c.State, c.Left = Running, b.between(b.Today, c.Due, c.Limit.WorkingDays)
		if b.between(b.Today, c.Due, b.Soon.WorkingDays) <= b.Soon.Days {
			c.State = Soon
		}
	}
	return c
}

// late is how many days a day lies after a limit: at least one, also when no
// working day lies between.
func (b Book) late(due, day string, working bool) int { return max(1, b.between(due, day, working)) }

// Next is the clock that a complaint is about now: the one most late, else the
// one soonest due; false when nothing is due. That it may be closed ([Ripe])
// is told when nothing else is.
func (b Book) Next(r data.Record) (Clock, bool) {
	if !Open(r) {
		return Clock{}, false
	}
	clocks := b.Clocks(r)
	pending := slices.DeleteFunc(slices.Clone(clocks), func(c Clock) bool { return !c.Pending() || c.Stage == StageClose || c.Due == "" })
	if len(pending) > 0 {
		return slices.MinFunc(pending, func(a, b Clock) int { return strings.Compare(a.Due, b.Due) }), true
	}
	if i := slices.IndexFunc(clocks, func(c Clock) bool { return c.Stage == StageClose }); i >= 0 {
		return clocks[i], true
	}
	return Clock{}, false
}

// Due is a complaint with what is due for it.
type Due struct {
	Complaint data.Record
	Clock     Clock
}

// Due are the complaints that are late or soon due, the most urgent first.
func (b Book) Due(complaints []data.Record) []Due {
	var all []Due
	for _, r := range complaints {
		if c, ok := b.Next(r); ok && (c.State == Late || c.State == Soon) {
			all = append(all, Due{r, c})
		}
	}
	slices.SortStableFunc(all, func(x, y Due) int { return strings.Compare(x.Clock.Due, y.Clock.Due) })
	return all
}

func (l Limit) applies(r data.Record) bool {
	return len(l.Channels) == 0 || slices.Contains(l.Channels, r.Text("channel"))
}

// first is the first that is not blank.
func first(days ...string) (string, bool) {
	for _, d := range days {
		if d != "" {
			return d, true
		}
	}
	return "", false
}
