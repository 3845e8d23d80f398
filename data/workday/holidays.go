package workday

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/tabular"
)

// Day is a holiday.
type Day struct{ On, Name string }

// Days are the holidays of a year ("2026"; "" for all), in order.
func (c Calendar) Days(year string) []Day {
	var all []Day
	for on, name := range c.holidays {
		if strings.HasPrefix(on, year) {
			all = append(all, Day{on, name})
		}
	}
	slices.SortFunc(all, func(a, b Day) int { return strings.Compare(a.On, b.On) })
	return all
}

// Weekdays are the days of the week without work, in the form of the mission's
// record: "saturday", "sunday".
func (c Calendar) Weekdays() []string {
	var all []string
	for d := time.Sunday; d <= time.Saturday; d++ {
		if c.weekend[d] {
			all = append(all, strings.ToLower(d.String()))
		}
	}
	return all
}

// HolidayID is the id of the record of a mission's holiday.
func HolidayID(scope, on string) data.ID {
	return data.DerivedID("holiday", setup.MissionID(scope), on)
}

// HolidayEdits write holidays of a mission, or bring deleted ones back; what is
// there with the same name already changes nothing.
func HolidayEdits(scope string, days ...Day) []data.Edit {
	var edits []data.Edit
	for _, d := range days {
		edits = append(edits, data.Create("holiday", HolidayID(scope, d.On), scope, map[string]data.Value{
			"mission": data.RefValue(setup.MissionID(scope)), "on": data.TextValue(d.On), "name": data.TextValue(d.Name), data.FieldDeleted: data.BoolValue(false),
		})...)
	}
	return edits
}

// Bad is a line that is no holiday.
type Bad struct {
	Line int // from 1
	Text string
	Key  string // translation: what is wrong, and what to do
}

// maxHolidays is how many lines are read at once: many years of them.
const maxHolidays = 2000

// ParseHolidays reads a holiday each line: the day in any usual form, then ";",
// a tab or ",", and the name ("2026-08-17;Hari Kemerdekaan"). Blank lines, lines
// that begin with "#" and a heading say nothing. A day that stands twice keeps
// its first name.
func ParseHolidays(text string) (days []Day, bad []Bad) {
	seen := map[string]bool{}
	for i, line := range strings.Split(strings.TrimPrefix(strings.ReplaceAll(text, "\r", ""), "\ufeff"), "\n") {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		at := strings.IndexAny(line, ";\t")
		if at < 0 {
			at = strings.Index(line, ",")
		}
		day, name := line, ""
		if at >= 0 {
			day, name = strings.TrimSpace(line[:at]), strings.Join(strings.Fields(strings.Trim(line[at+1:], " ;,\t\"")), " ")
		}
		on, ok := tabular.ParseMoment(strings.Trim(day, `"`), false)
		switch {
		case len(days) >= maxHolidays:
			return days, append(bad, Bad{i + 1, tabular.Excerpt(line), "workday.bad.too_many"})
		case !ok && len(days) == 0 && len(bad) == 0 && !strings.ContainsAny(line, "0123456789"):
			continue // a heading
		case !ok:
			bad = append(bad, Bad{i + 1, tabular.Excerpt(line), "workday.bad.date"})
		case name == "":
			bad = append(bad, Bad{i + 1, tabular.Excerpt(line), "workday.bad.name"})
		case !seen[on.Date]:
			seen[on.Date] = true
			days = append(days, Day{on.Date, name})
		}
	}
	return days, bad
}

// NextYear are the holidays that a year's would be in the next one on the same
// dates, without those that the calendar has already. Most move with the moon
// or by decree: a person checks them. 29 February has none.
func (c Calendar) NextYear(year int) []Day {
	var next []Day
	for _, d := range c.Days(fmt.Sprintf("%04d-", year)) {
		on := fmt.Sprintf("%04d%s", year+1, d.On[4:])
		_, err := time.Parse(time.DateOnly, on)
		if _, there := c.holidays[on]; err == nil && !there {
			next = append(next, Day{on, d.Name})
		}
	}
	return next
}
