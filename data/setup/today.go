package setup

import "time"

// Today is the date on the wall of a scope's mission, 2026-03-24.
func Today(now time.Time, scope string) string { return DateIn(now, Zone(scope)) }

// DateIn is the day of a moment in an IANA zone; in UTC for a zone that nobody
// knows.
func DateIn(at time.Time, zone string) string {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		loc = time.UTC
	}
	return at.In(loc).Format(time.DateOnly)
}

// Days tells the date at each scope, looking every zone up once. It is not for
// several goroutines.
type Days struct {
	now   time.Time
	known map[string]string
}

// DaysAt are the dates everywhere at one moment.
func DaysAt(now time.Time) *Days { return &Days{now: now, known: map[string]string{}} }

// Today is the date on the wall of the scope's mission.
func (d *Days) Today(scope string) string {
	day, ok := d.known[scope]
	if !ok {
		day = Today(d.now, scope)
		d.known[scope] = day
	}
	return day
}
