package innovate

import (
	"pinisi/data/suggest"
)

// Age is how old an innovation is on a day, as the rules of the competition
// count it: back from the closing date, in whole months.
type Age struct {
	Months int
	At     string // the day on which it was counted
	// Known is false when the start or the day is not known, or the start lies after it.
	Known bool
	// Closing: At is the closing date; else none is known and it is today.
	Closing bool
}

// AgeAt counts an innovation's age at closing, or today where no closing date is known.
func AgeAt(startedOn, closesOn, today string) Age {
	a := Age{At: closesOn, Closing: closesOn != ""}
	if !a.Closing {
		a.At = today
	}
	a.Months, _, a.Known = suggest.Months(startedOn, a.At)
	return a
}
