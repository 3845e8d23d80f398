package data

import "strconv"

// Year is the calendar year of a period such as 2026-S1, or of a date; 0 when
// it has none.
func Year(period string) int {
	if len(period) < 4 {
		return 0
	}
	n, err := strconv.Atoi(period[:4])
	if err != nil {
		return 0
	}
	return n
}
