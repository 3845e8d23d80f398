// Package workday counts days as a mission works: its weekend and its holidays
// are data (domain other.md §2), on the mission's own calendar days.
package workday

import (
	"context"
	"fmt"
	"strings"
	"time"

	"pinisi/data/setup"
	"pinisi/data/store"
)

// Calendar is the working days of one mission. The zero value works every day.
type Calendar struct {
	weekend  [7]bool           // by time.Weekday
	holidays map[string]string // day → name
}

// New makes a calendar: weekend are names of days in English, lower case, as a
// mission's record has them; none means Saturday and Sunday. holidays are
// names by day (2026-08-17); nil is none.
func New(weekend []string, holidays map[string]string) Calendar {
	c := Calendar{holidays: holidays}
	for d := time.Sunday; d <= time.Saturday; d++ {
		for _, name := range weekend {
			if strings.EqualFold(name, d.String()) {
				c.weekend[d] = true
			}
		}
	}
	if c.weekend == ([7]bool{}) {
		c.weekend[time.Saturday], c.weekend[time.Sunday] = true, true
	}
	return c
}

// Load reads the calendar of a mission.
func Load(ctx context.Context, st *store.Store, scope string) (Calendar, error) {
	mission, err := setup.Noted(ctx, st, scope)
	if err != nil {
		return Calendar{}, fmt.Errorf("read the weekend of %s: %w", scope, err)
	}
	days, err := st.List(ctx, store.Query{Kind: "holiday", Parent: setup.MissionID(scope), Fields: []string{"on", "name"}})
	if err != nil {
		return Calendar{}, fmt.Errorf("read the holidays of %s: %w", scope, err)
	}
	holidays := map[string]string{}
	for _, r := range days {
		holidays[r.Text("on")] = r.Text("name")
	}
	return New(mission.List("weekend"), holidays), nil
}

// Holiday is the name of the holiday on a day, and whether it is one.
func (c Calendar) Holiday(day string) (string, bool) { name, ok := c.holidays[day]; return name, ok }

// Weekend reports whether the mission never works on this day of the week.
func (c Calendar) Weekend(d time.Weekday) bool { return c.weekend[d] }

// Works reports whether the mission works on a day.
func (c Calendar) Works(day time.Time) bool {
	_, holiday := c.holidays[day.Format(time.DateOnly)]
	return !holiday && !c.weekend[day.Weekday()]
}

// Between is the number of working days after from up to and with to: 0 on the
// same day, negative when to lies before. ok is false for what is no date.
func (c Calendar) Between(from, to string) (days int, ok bool) {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return 0, false
	}
	if b.Before(a) {
		return -c.count(b, a), true
	}
	return c.count(a, b), true
}

// count is the number of working days after a up to and with b: whole weeks at
// once, so that a wrong century costs no time, and then without the holidays.
func (c Calendar) count(a, b time.Time) int {
	all := int(b.Unix()-a.Unix()) / 86400
	perWeek := 0
	for _, off := range c.weekend {
		if !off {
			perWeek++
		}
	}
	n := all / 7 * perWeek
	for i := range all % 7 {
		if !c.weekend[(int(a.Weekday())+1+i)%7] {
			n++
		}
	}
	from, to := a.Format(time.DateOnly), b.Format(time.DateOnly)
	for day := range c.holidays {
		if day > from && day <= to {
			if d, err := time.Parse(time.DateOnly, day); err == nil && !c.weekend[d.Weekday()] {
				n--
			}
		}
	}
	return n
}

// CalendarDays is the number of days from one date to another, working or not.
func CalendarDays(from, to string) (days int, ok bool) {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return 0, false
	}
	return int(b.Unix()-a.Unix()) / 86400, true
}

// Add is the day on which the n-th working day after from falls; n 0 is from
// itself. Blank for what is no date, or when the mission never works.
func (c Calendar) Add(from string, n int) string {
	d, err := time.Parse(time.DateOnly, from)
	if err != nil {
		return ""
	}
	for idle := 0; n > 0; {
		d = d.AddDate(0, 0, 1)
		if c.Works(d) {
			n, idle = n-1, 0
		} else if idle++; idle > 366 {
			return ""
		}
	}
	return d.Format(time.DateOnly)
}
