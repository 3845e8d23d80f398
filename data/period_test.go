package data_test

import (
	"testing"

	"pinisi/data"
)

func TestYearOfAPeriodOrDate(t *testing.T) {
	for given, want := range map[string]int{"2026": 2026, "2026-S1": 2026, "2026-03-24": 2026, "": 0, "202": 0, "tahun 2026": 0} {
		if got := data.Year(given); got != want {
			t.Errorf("%q: %d, want %d", given, got, want)
		}
	}
}
