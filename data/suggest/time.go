package suggest

import (
	"fmt"
	"time"

	"pinisi/data"
)

// asOf is the last day that counts for a year: today, or the year's end.
func asOf(year int, today string) string {
	return min(today, fmt.Sprintf("%04d-12-31", year))
}

// in reports whether a day (2026-03-24, or a moment that begins so) lies in a year.
func in(year int, day string) bool { return data.Year(day) == year && year > 0 }

// after adds months to a day; the last of a month stays in the month.
func after(from time.Time, months int) time.Time {
	first := time.Date(from.Year(), from.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(from.Day(), last)-1)
}

// span is the whole months from one day to another, and whether they are over
// on that very day; ok is false where a day is none or they are the wrong way round.
func span(from, to string) (months int, exact, ok bool) {
	a, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return 0, false, false
	}
	b, err := time.Parse(time.DateOnly, to)
	if err != nil || b.Before(a) {
		return 0, false, false
	}
	months = 12*(b.Year()-a.Year()) + int(b.Month()) - int(a.Month())
	for months > 0 && after(a, months).After(b) {
		months--
	}
	return months, after(a, months).Equal(b), true
}

// within is the least number of months in which something from one day was
// over on another: 1 on the same day of the next month, 2 a day later.
func within(from, to string) (int, bool) {
	months, exact, ok := span(from, to)
	if ok && !exact {
		months++
	}
	return months, ok
}

// Months is the whole months from one day to another, and whether they are
// over on that very day; ok is false where a day is none or they are the wrong
// way round. It is how the age of an innovation is counted.
func Months(from, to string) (months int, exact, ok bool) { return span(from, to) }
