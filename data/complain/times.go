package complain

import (
	"slices"
	"strconv"

	"pinisi/data"
	"pinisi/data/workday"
)

// Definition is what a follow-up time (waktu tindak lanjut) is measured from and
// to. No regulation was found that names one, so who shows a mean names it.
type Definition string

const (
	ReplyAfterDisposition Definition = "reply_passed"    // (a) first reply − disposition
	ReplyAfterReceipt     Definition = "reply_received"  // (b) first reply − received
	ClosingAfterReceipt   Definition = "closed_received" // (c) closed − received
)

// Definitions are all, in the order in which they are offered.
func Definitions() []Definition {
	return []Definition{ReplyAfterDisposition, ReplyAfterReceipt, ClosingAfterReceipt}
}

// Label is the translation key of the definition's name; Label()+".short" that
// of a short one.
func (d Definition) Label() string { return "complaint.times." + string(d) }

// Ends are the fields between which days are counted.
func (d Definition) Ends() (from, to string) {
	switch d {
	case ReplyAfterDisposition:
		return "passed_on", "answered_on"
	case ClosingAfterReceipt:
		return "received_on", "closed_on"
	}
	return "received_on", "answered_on"
}

// Fields are those that [Measure] and [Book.Clocks] read of a complaint, for
// queries that name their fields.
func Fields() []string {
	return []string{"tracking_id", "title", "channel", "class", "service", "unit", "status", "received_on", "verified_on", "passed_on", "answered_on",
		"closed_on", "last_reply_on", "limit", "anonymous", "secret"}
}

// Times is how long complaints took, in one definition. Those that cannot be
// measured are counted by the reason: they are never taken for zero days.
type Times struct {
	Definition Definition
	Working    bool  // working days of the mission's calendar, else calendar days
	Days       []int // of each one measured, rising
	Total      int   // their sum

	NoEnd    int // the end event has not come yet, or nobody noted it
	NoStart  int // the beginning was not noted
	Reversed int // the end lies before the beginning: one of the dates is wrong
	NotOurs  int // bukan wewenang: belongs to another agency
}

// Measure measures complaints.
func Measure(complaints []data.Record, def Definition, working bool, cal workday.Calendar) Times {
	t := Times{Definition: def, Working: working}
	from, to := def.Ends()
	for _, r := range complaints {
		start, end := r.Text(from), r.Text(to)
		days, ok := workday.CalendarDays(start, end)
		switch {
		case r.Text("status") == NotOurs:
			t.NotOurs++
			continue
		case end == "":
			t.NoEnd++
			continue
		case start == "" || !ok:
			t.NoStart++
			continue
		case days < 0:
			t.Reversed++
			continue
		}
		if working {
			days, _ = cal.Between(start, end) // both are dates
		}
		t.Days = append(t.Days, days)
		t.Total += days
	}
	slices.Sort(t.Days)
	return t
}

// Used is how many complaints were measured (n).
func (t Times) Used() int { return len(t.Days) }

// Skipped is how many could not be measured.
func (t Times) Skipped() int { return t.NoEnd + t.NoStart + t.Reversed + t.NotOurs }

// Mean is Total ÷ Used, rounded half up to one decimal of the exact fraction:
// "1.7" of 24 days in 14 complaints; "" of none. [words.Words.Decimal] writes it
// in a language.
func (t Times) Mean() string { return tenths(t.Total, len(t.Days)) }

// Median is the middle one, or the mean of the two in the middle: "1", "1.5";
// "" of none.
func (t Times) Median() string {
	n := len(t.Days)
	if n == 0 {
		return ""
	}
	if n%2 == 1 {
		return strconv.Itoa(t.Days[n/2])
	}
	if sum := t.Days[n/2-1] + t.Days[n/2]; sum%2 == 0 {
		return strconv.Itoa(sum / 2)
	} else {
		return tenths(sum, 2)
	}
}

// Largest is the longest one in days; -1 of none.
func (t Times) Largest() int {
	if len(t.Days) == 0 {
		return -1
	}
	return t.Days[len(t.Days)-1]
}

// tenths is a fraction of nothing negative with one decimal, rounded half up.
func tenths(total, n int) string {
	if n == 0 {
		return ""
	}
	x := (20*total + n) / (2 * n)
	return strconv.Itoa(x/10) + "." + strconv.Itoa(x%10)
}

// MeasureAll measures complaints of several missions, each in the working days
// of its own calendar, by scope.
func MeasureAll(complaints []data.Record, def Definition, working bool, calendars map[string]workday.Calendar) Times {
	by := map[string][]data.Record{}
	for _, r := range complaints {
		by[r.Scope] = append(by[r.Scope], r)
	}
	all := Times{Definition: def, Working: working}
	for scope, some := range by {
		t := Measure(some, def, working, calendars[scope])
		all.Days = append(all.Days, t.Days...)
		all.Total += t.Total
		all.NoEnd += t.NoEnd
		all.NoStart += t.NoStart
		all.Reversed += t.Reversed
		all.NotOurs += t.NotOurs
	}
	slices.Sort(all.Days)
	return all
}
