package report

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"pinisi/data/consult"
)

// spelled is a whole number in words, as official letters have the date: dua
// ribu dua puluh enam. From 0 to 9999; another stays in digits.
func (m *maker) spelled(n int) string {
	word := func(n int) string { return m.T(fmt.Sprintf("spell.%d", n)) }
	if n < 0 || n > 9999 {
		return fmt.Sprint(n)
	}
	var parts []string
	for _, unit := range []int{1000, 100} {
		switch k := n / unit; {
		case k == 1:
			parts = append(parts, word(unit))
		case k > 1:
			parts = append(parts, word(k)+" "+m.T(fmt.Sprintf("spell.x%d", unit)))
		}
		n %= unit
	}
	switch {
	case n == 0 && len(parts) > 0:
	case n < 20:
		parts = append(parts, word(n))
	case n%10 == 0:
		parts = append(parts, word(n))
	default:
		parts = append(parts, word(n/10*10)+" "+word(n%10))
	}
	return strings.Join(parts, " ")
}

// dayInWords is a day as a berita acara begins with it: its name, and day,
// month and year in words with the date behind.
func (m *maker) dayInWords(t time.Time) string {
	if t.IsZero() {
		return m.T("meet.day_blank")
	}
	return m.T("meet.day_words", "Weekday", m.weekday(t), "Day", m.spelled(t.Day()), "Month", m.w.T(fmt.Sprintf("common.month.%d", int(t.Month()))),
		"Year", m.spelled(t.Year()), "Date", m.date(t.Format(time.DateOnly)))
}

func (m *maker) weekday(t time.Time) string {
	n := int(t.Weekday())
	if n == 0 {
		n = 7
	}
	return m.T(fmt.Sprintf("weekday.%d", n))
}

// zoneName says which clock it is: WIB (UTC+7), waktu Singapura (UTC+8).
func (m *maker) zoneName(t time.Time, zone string) string {
	short, offset := t.Zone()
	shift := fmt.Sprintf("UTC%+d", offset/3600)
	if minutes := offset % 3600 / 60; minutes != 0 {
		shift += m.w.T("format.clock") + fmt.Sprintf("%02d", max(minutes, -minutes))
	}
	shift = strings.Replace(shift, "-", "−", 1)
	if zone == "UTC" || offset == 0 && short == "UTC" {
		return "UTC"
	}
	if short == "" || !unicode.IsLetter(rune(short[0])) {
		city := zone[strings.LastIndex(zone, "/")+1:]
		short = m.T("meet.zone", "City", strings.ReplaceAll(city, "_", " "))
		if zone == m.mission.zone && m.mission.city != "" && m.lang == "id" { // cities are named in Indonesian
			short = m.T("meet.zone", "City", m.mission.city)
		}
	}
	return short + " (" + shift + ")"
}

// hours are start and end on the clock of the event, with its zone, and on
// that of the mission when it shows another time. Blank without a start.
func (m *maker) hours(t consult.Times) string {
	if t.Start.IsZero() {
		return ""
	}
	text := m.between2(t.Start, t.End) + " " + m.zoneName(t.Start, t.Zone)
	if !t.LocalStart.IsZero() {
		text += m.T("meet.or") + m.between2(t.LocalStart, t.LocalEnd) + " " + m.zoneName(t.LocalStart, t.LocalZone)
	}
	return text
}

// between2 is from one time of day to another; an end on another day has its date.
func (m *maker) between2(from, to time.Time) string {
	switch {
	case to.IsZero():
		return m.T("meet.from", "From", m.w.Clock(from))
	case from.Format(time.DateOnly) != to.Format(time.DateOnly):
		return m.T("meet.from_until", "From", m.w.Clock(from), "Until", m.T("meet.day_clock", "Date", m.date(to.Format(time.DateOnly)), "Clock", m.w.Clock(to)))
	}
	return m.T("meet.from_until", "From", m.w.Clock(from), "Until", m.w.Clock(to))
}
