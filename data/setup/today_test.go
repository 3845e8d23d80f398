package setup_test

import (
	"testing"
	"time"

	"pinisi/data/setup"
	"pinisi/data/store"
)

// What is late is what the calendar on the mission's own wall says.
func TestTodayIsTheMissionsDate(t *testing.T) {
	now := time.Date(2026, 3, 24, 17, 30, 0, 0, time.UTC)
	days := setup.DaysAt(now)
	for scope, want := range map[string]string{
		"kbri-singapura": "2026-03-25", "kjri-los-angeles": "2026-03-24", "kbri-wellington": "2026-03-25", store.Headquarters: "2026-03-25", "": "2026-03-25",
	} {
		if got := setup.Today(now, scope); got != want {
			t.Errorf("at %q it is %s, want %s", scope, got, want)
		}
		if got := days.Today(scope); got != want {
			t.Errorf("of all days, at %q it is %s, want %s", scope, got, want)
		}
	}
}

func TestTheDateFollowsTheZone(t *testing.T) {
	jakarta, err := time.LoadLocation("Asia/Jakarta")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 3, 24, 23, 30, 0, 0, jakarta)
	for zone, want := range map[string]string{
		"Asia/Jakarta": "2026-03-24", "Asia/Tokyo": "2026-03-25", "Asia/Singapore": "2026-03-25", "Europe/Amsterdam": "2026-03-24",
		"America/Los_Angeles": "2026-03-24", "Pacific/Auckland": "2026-03-25", "Asia/Riyadh": "2026-03-24", "": "2026-03-24", "Mars/Olympus": "2026-03-24",
	} {
		if got := setup.DateIn(at, zone); got != want {
			t.Errorf("%v in %s is %s, want %s", at, zone, got, want)
		}
	}
}
