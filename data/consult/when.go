package consult

import (
	"strings"
	"time"
	_ "time/tzdata" // Windows has no IANA zones

	"pinisi/data"
)

// Stamp is a moment as it is stored: UTC, to the second.
func Stamp(t time.Time) data.Value {
	return data.TextValue(t.UTC().Format(time.RFC3339))
}

// Zone is an IANA zone by its name; UTC and false for a name that nobody knows.
func Zone(name string) (*time.Location, bool) {
	if name == "" || name == "Local" {
		return time.UTC, false
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC, false
	}
	return loc, true
}

// At is the moment of a wall clock in a zone: date 2026-03-24, clock 09.00,
// 09:00, 9 or 0900. consultation.bad_clock, consultation.bad_date, and
// consultation.no_such_time for an hour that a change to summer time skipped.
func At(date, clock, zone string) (time.Time, error) {
	loc, ok := Zone(zone)
	if !ok {
		return time.Time{}, data.Fail("consultation.bad_zone", nil, "Zone", zone)
	}
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return time.Time{}, data.Fail("consultation.bad_date", err, "Date", date)
	}
	hour, minute, err := ParseClock(clock)
	if err != nil {
		return time.Time{}, err
	}
	t := time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, loc)
	if t.Hour() != hour || t.Minute() != minute {
		return time.Time{}, data.Fail("consultation.no_such_time", nil, "Clock", clock, "Zone", zone)
	}
	return t, nil
}

// ParseClock reads a time of day as people type it: 9, 09.00, 9:30, 0930.
func ParseClock(s string) (hour, minute int, err error) {
	digits := strings.NewReplacer(".", "", ":", "", " ", "").Replace(strings.TrimSpace(s))
	bad := data.Fail("consultation.bad_clock", nil, "Clock", s)
	n := 0
	for _, r := range digits {
		if r < '0' || r > '9' || len(digits) > 4 {
			return 0, 0, bad
		}
		n = n*10 + int(r-'0')
	}
	switch {
	case digits == "":
		return 0, 0, bad
	case len(digits) <= 2 && !strings.ContainsAny(s, ".:"):
		hour = n
	case len(digits) >= 3:
		hour, minute = n/100, n%100
	default: // "9:3"
		return 0, 0, bad
	}
	if hour > 23 || minute > 59 {
		return 0, 0, bad
	}
	return hour, minute, nil
}

// Times are start and end of a consultation on the clock of its own zone, and
// on the clock of the reader's mission where that shows another time.
type Times struct {
	Start, End   time.Time // in the event's zone; zero when not noted
	Zone         string
	LocalStart   time.Time // in the reader's zone; zero when its clock shows the same
	LocalEnd     time.Time
	LocalZone    string
	ZoneMistaken bool // the stored zone is not known here: shown in UTC
}

// WhenSession reads the times of a session for a reader in the zone local; a
// session without a zone has that of its consultation.
func WhenSession(session, consultation data.Record, local string) Times {
	if session.Text("zone") != "" {
		return When(session, local)
	}
	return When(data.Record{Fields: map[string]data.Value{
		"starts_at": session.Get("starts_at"), "ends_at": session.Get("ends_at"), "zone": consultation.Get("zone"),
	}}, local)
}

// When reads the times of a consultation for a reader in the zone local.
func When(c data.Record, local string) Times {
	t := Times{Zone: c.Text("zone")}
	loc, ok := Zone(t.Zone)
	if !ok {
		t.ZoneMistaken = t.Zone != ""
		t.Zone = "UTC"
	}
	in := func(field string, loc *time.Location) time.Time {
		if at := c.Time(field); !at.IsZero() {
			return at.In(loc)
		}
		return time.Time{}
	}
	t.Start, t.End = in("starts_at", loc), in("ends_at", loc)
	here, ok := Zone(local)
	if !ok || t.Start.IsZero() && t.End.IsZero() {
		return t
	}
	first := t.Start
	if first.IsZero() {
		first = t.End
	}
	_, there := first.Zone()
	if _, offset := first.In(here).Zone(); offset != there {
		t.LocalZone = local
		t.LocalStart, t.LocalEnd = in("starts_at", here), in("ends_at", here)
	}
	return t
}
