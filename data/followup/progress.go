package followup

import "pinisi/data"

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

// Percent is done ÷ all in whole percent, rounded down, so that only a plan that
// is all done has 100; 0 of nothing. Cancelled and carried actions are among all
// (domain other.md §4); whoever shows it says so.
func (p Progress) Percent() int {
	if p.Total() == 0 {
		return 0
	}
	return p.Done * 100 / p.Total()
}
