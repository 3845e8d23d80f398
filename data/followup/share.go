package followup

import (
	"math/big"
	"time"

	"pinisi/data"
)

// Progress is how a plan is doing.
type Progress struct{ Planned, Running, Done, Cancelled, Carried, Late int }

// Sum counts a plan on the mission's date today.
func Sum(actions []data.Record, today string) Progress {
	var p Progress
	for _, r := range actions {
		p.Add(r, today)
	}
	return p
}

// Add counts one more action.
func (p *Progress) Add(r data.Record, today string) {
	switch Status(r) {
	case Running:
		p.Running++
	case Done:
		p.Done++
	case Cancelled:
		p.Cancelled++
	case Carried:
		p.Carried++
	default:
		p.Planned++
	}
	if due, _ := DueOf(r, today); due == Late {
		p.Late++
	}
}

// Total is the number of actions; cancelled and carried ones are among them.
func (p Progress) Total() int { return p.Planned + p.Running + p.Done + p.Cancelled + p.Carried }

// Share is the done ones of all.
func (p Progress) Share() Fraction {
	return Fraction{Done: p.Done, All: p.Total(), Running: p.Running, Cancelled: p.Cancelled, Carried: p.Carried}
}

// Percent is done ÷ all in whole percent, rounded down; 0 of nothing.
func (p Progress) Percent() int { return p.Share().Percent() }

// Fraction is the share of a plan that is done: done ÷ all that was planned.
// Cancelled and carried actions stay in All (domain other.md §4); whoever shows
// the share says so.
type Fraction struct {
	Done, All                   int
	Running, Cancelled, Carried int // of All
}

// Share counts the done actions of a plan.
func Share(plan []data.Record) Fraction { return Sum(plan, "").Share() }

// Rat is the exact fraction, 3/5; nil of nothing.
func (f Fraction) Rat() *big.Rat {
	if f.All == 0 {
		return nil
	}
	return big.NewRat(int64(f.Done), int64(f.All))
}

// Percent is the whole percent, rounded down, so that only a plan that is all
// done has 100; 0 of nothing.
func (f Fraction) Percent() int {
	if f.All == 0 {
		return 0
	}
	return f.Done * 100 / f.All
}

// Level is what the share stands for in indicator A08 (domain other.md §4): 0
// without a plan, 1 when nothing was begun, 2 below 30 percent, 3 up to 80, 4
// above, 5 when all is done. Where actions are running and none is done, the
// source leaves open whether that is 1 or 2; it is "below 30 percent" here.
func (f Fraction) Level() int {
	switch {
	case f.All == 0:
		return 0
	case f.Done == f.All:
		return 5
	case f.Done == 0 && f.Running == 0:
		return 1
	case f.Done*100 < f.All*30:
		return 2
	case f.Done*100 <= f.All*80:
		return 3
	}
	return 4
}

// Speed is within how many months of a date (2026-01-31, such as that of a
// report) the whole plan was done, by the calendar: the least n for which the
// last date of completion is not after the same day n months later, or the last
// day of a shorter month. ok is false when the plan is empty, when one of it is
// not done (cancelled and carried ones too), and without a date.
func Speed(from string, plan []data.Record) (months int, ok bool) {
	start, err := time.Parse(time.DateOnly, from)
	if err != nil || len(plan) == 0 {
		return 0, false
	}
	last := start
	for _, r := range plan {
		done, err := time.Parse(time.DateOnly, r.Text("done_on"))
		if err != nil || Status(r) != Done {
			return 0, false
		}
		if done.After(last) {
			last = done
		}
	}
	for last.After(monthsAfter(start, months)) {
		months++
	}
	return months, true
}

// monthsAfter is the same day n months later, or the last of a shorter month.
func monthsAfter(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return first.AddDate(0, 0, min(t.Day(), first.AddDate(0, 1, -1).Day())-1)
}

// SpeedLevel is what a speed stands for in indicator A09: within 1, 3, 6, 9 or
// 12 months are levels 5 to 1. More than 12 the source does not say: ok is false.
func SpeedLevel(months int) (level int, ok bool) {
	for i, most := range []int{1, 3, 6, 9, 12} {
		if months <= most {
			return 5 - i, true
		}
	}
	return 0, false
}
