package tabular

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Moment is a day, and the time of day if one stood there, on the clock of who
// wrote it.
type Moment struct {
	Date   string         // 2026-03-24
	Timed  bool           // a time of day stood behind it
	Hour   int            // 0 to 23
	Minute int            //
	Zone   *time.Location // that the cell names ("+07:00", "WIB"); nil: none
}

// In is the day that the moment is in a zone, when a clock without a zone of
// its own was that of file. A day without a time of day stays the day it is.
func (m Moment) In(file, zone *time.Location) string {
	if !m.Timed || file == nil || zone == nil {
		return m.Date
	}
	if m.Zone != nil {
		file = m.Zone
	}
	t, err := time.ParseInLocation(time.DateOnly, m.Date, file)
	if err != nil {
		return m.Date
	}
	return time.Date(t.Year(), t.Month(), t.Day(), m.Hour, m.Minute, 0, 0, file).In(zone).Format(time.DateOnly)
}

// MonthFirst says whether a column of dates writes the month before the day: it
// does if a day can stand only in the second place, and none only in the first.
func MonthFirst(cells []string) bool {
	first, second := false, false
	for _, s := range cells {
		if m := threeNumbers.FindStringSubmatch(s); m != nil {
			a, _ := strconv.Atoi(m[1]) // two digits at most
			b, _ := strconv.Atoi(m[2])
			first, second = first || a > 12, second || b > 12
		}
	}
	return second && !first
}

// Unsettled are the dates of a column that mean two days, 3/4/2026, when no
// other date of it says which of day and month stands first, or when some say
// the one and some the other: how many, and the first as it is written.
func Unsettled(cells []string) (n int, example string) {
	first, second := false, false
	for _, s := range cells {
		m := threeNumbers.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		a, _ := strconv.Atoi(m[1]) // two digits at most
		b, _ := strconv.Atoi(m[2])
		first, second = first || a > 12, second || b > 12
		if a <= 12 && b <= 12 && a != b {
			if n++; n == 1 {
				example = s
			}
		}
	}
	if first != second {
		return 0, ""
	}
	return n, example
}

var (
	threeNumbers = regexp.MustCompile(`^(?:\p{L}+,? )?(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:$|[ T,])`)
	yearFirst    = regexp.MustCompile(`^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:$|[ T,])`)
	dayMonth     = regexp.MustCompile(`^(?:\p{L}+,? )?(\d{1,2})(?:[ \-/.]|st |nd |rd |th )?\s*(\p{L}{3,})[,.]?[ \-/.]\s*(\d{4}|\d{2})(?:$|[ ,])`)
	monthDay     = regexp.MustCompile(`^(?:\p{L}+,? )?(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:$|[ ,])`)
	serial       = regexp.MustCompile(`^\d{5}(?:[.,]\d+)?$`)
	clockTime    = regexp.MustCompile(`(?i)(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)? ?(am|pm)?`)
	zoneOffset   = regexp.MustCompile(`(?i)(?:(z)$|(?:gmt|utc)? ?([+\-])(\d{1,2}):?(\d{2})?$|\b(wib|wita|wit|utc|gmt)$)`)
)

var months = []string{"jan", "feb", "mar", "apr", "mei may", "jun", "jul", "agu ags agt aug", "sep", "okt oct", "nov nop", "des dec"}

func monthOf(word string) int {
	word = strings.ToLower(word)
	if word == "mrt" {
		return 3
	}
	for i, names := range months {
		for _, name := range strings.Fields(names) {
			if strings.HasPrefix(word, name) {
				return i + 1
			}
		}
	}
	return 0
}

// ParseMoment reads a date in the forms that people and programs write:
// 2026-03-24, 24/03/2026, 24.3.26, Selasa, 24 Maret 2026, March 24, 2026, 46105
// (a spreadsheet's day number), each with or without a time behind it. Years
// are 2000 to 2100.
func ParseMoment(cell string, monthFirst bool) (Moment, bool) {
	cell = strings.Join(strings.Fields(cell), " ")
	read := func(whole, year, month, day string, m int) (Moment, bool) {
		if m == 0 {
			m, _ = strconv.Atoi(month) // digits
		}
		y, _ := strconv.Atoi(year)
		d, _ := strconv.Atoi(day)
		if len(year) == 2 {
			y += 2000
		}
		t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
		if y < 2000 || y > 2100 || t.Day() != d || int(t.Month()) != m {
			return Moment{}, false
		}
		at := Moment{Date: t.Format(time.DateOnly)}
		at.clock(strings.TrimLeft(cell[len(whole):], " T,"))
		return at, true
	}
	if m := yearFirst.FindStringSubmatch(cell); m != nil {
		return read(m[0], m[1], m[2], m[3], 0)
	}
	if m := threeNumbers.FindStringSubmatch(cell); m != nil {
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[2])
		if b > 12 && a <= 12 || monthFirst && a <= 12 {
			return read(m[0], m[3], m[1], m[2], 0)
		}
		return read(m[0], m[3], m[2], m[1], 0)
	}
	if m := dayMonth.FindStringSubmatch(cell); m != nil && monthOf(m[2]) > 0 {
		return read(m[0], m[3], "", m[1], monthOf(m[2]))
	}
	if m := monthDay.FindStringSubmatch(cell); m != nil && monthOf(m[1]) > 0 {
		return read(m[0], m[3], "", m[2], monthOf(m[1]))
	}
	if serial.MatchString(cell) {
		v, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
		if err == nil && v >= 36526 && v < 73416 { // 2000 to 2100
			t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(v))
			minutes := int((v-float64(int(v)))*1440 + 0.5)
			if minutes == 1440 { // rounded up to midnight: still of that day
				minutes--
			}
			return Moment{Date: t.Format(time.DateOnly), Timed: v != float64(int(v)), Hour: minutes / 60, Minute: minutes % 60}, true
		}
	}
	return Moment{}, false
}

// clock reads what stands behind the day.
func (m *Moment) clock(rest string) {
	at := clockTime.FindStringSubmatch(rest)
	if at == nil {
		return
	}
	hour, _ := strconv.Atoi(at[1])
	minute, _ := strconv.Atoi(at[2])
	switch half := strings.ToLower(at[3]); {
	case half == "pm" && hour < 12:
		hour += 12
	case half == "am" && hour == 12:
		hour = 0
	}
	if hour > 23 || minute > 59 {
		return
	}
	m.Timed, m.Hour, m.Minute = true, hour, minute
	z := zoneOffset.FindStringSubmatch(strings.TrimSpace(rest[strings.Index(rest, at[0])+len(at[0]):]))
	if z == nil {
		return
	}
	seconds := 0
	switch strings.ToLower(z[5]) {
	case "wib":
		seconds = 7 * 3600
	case "wita":
		seconds = 8 * 3600
	case "wit":
		seconds = 9 * 3600
	}
	if z[3] != "" {
		hours, _ := strconv.Atoi(z[3])
		minutes, _ := strconv.Atoi(z[4]) // blank is 0
		if hours > 14 || minutes > 59 {
			return
		}
		if seconds = hours*3600 + minutes*60; z[2] == "-" {
			seconds = -seconds
		}
	}
	m.Zone = time.FixedZone("", seconds)
}
