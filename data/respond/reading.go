package respond

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"pinisi/assets"
)

// What is wrong with a cell; Problem.Key is "respond.row." and one of these.
const (
	outsideScale = "outside"
	notNumber    = "not_number"
	halfWay      = "half"
	otherLabel   = "other_label"
)

var (
	decimal  = regexp.MustCompile(`^[+-]?\d+(?:[.,]\d+)?$`)
	labelled = regexp.MustCompile(`^(\d+)\s*(?:[-–—=:.)\]]|\()\s*(.*\S)\s*$`)
	lettered = regexp.MustCompile(`^[a-z] (.+)$`)
)

// blanks are what people write where there is no answer.
var blanks = map[string]bool{"": true, "-": true, "–": true, "—": true, ".": true, "n/a": true, "na": true, "#n/a": true, "tidak ada": true, "kosong": true, "blank": true}

// level reads an answer: a number, a label of the question in either language,
// or both ("4 - Sangat baik"). Blank for none; a fault otherwise.
func (f Form) level(q Question, cell string) (level int, fault string) {
	cell = strings.TrimSpace(cell)
	if blanks[strings.ToLower(cell)] {
		return Blank, ""
	}
	if decimal.MatchString(cell) {
		return f.number(cell)
	}
	if n, ok := f.labelOf(q, plain(cell)); ok {
		return n, ""
	}
	if m := labelled.FindStringSubmatch(cell); m != nil {
		n, fault := f.number(m[1])
		words := plain(m[2])
		if fault != "" || words == "" || len(q.Labels) == 0 {
			return n, fault
		}
		if said, ok := f.labelOf(q, words); ok && said != n {
			return Blank, otherLabel
		} else if ok {
			return n, ""
		}
	}
	return Blank, notNumber
}

func (f Form) number(cell string) (int, string) {
	v, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
	switch {
	case err != nil:
		return Blank, notNumber
	case v < float64(f.Min) || v > float64(f.Max):
		return Blank, outsideScale
	case v != float64(int(v)):
		return Blank, halfWay
	}
	return int(v), ""
}

// labelOf finds the level that a label means; "c. Sesuai" is "Sesuai".
func (f Form) labelOf(q Question, words string) (int, bool) {
	find := func(words string) (int, bool) {
		for i, l := range q.Labels {
			if words != "" && (words == plain(l.ID) || words == plain(l.EN)) {
				return f.Min + i, true
			}
		}
		return Blank, false
	}
	if n, ok := find(words); ok {
		return n, true
	}
	if m := lettered.FindStringSubmatch(words); m != nil {
		return find(m[1])
	}
	return Blank, false
}

// monthFirst says whether a column of dates writes the month before the day: it
// does if a day can stand only in the second place, and none only in the first.
func monthFirst(cells []string) bool {
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

var (
	threeNumbers = regexp.MustCompile(`^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})(?:$|[ T,])`)
	yearFirst    = regexp.MustCompile(`^(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})(?:$|[ T,])`)
	dayMonth     = regexp.MustCompile(`^(?:\p{L}+,? )?(\d{1,2})(?:[ \-/.]|st |nd |rd |th )?\s*(\p{L}{3,})[,.]?[ \-/.]\s*(\d{4}|\d{2})(?:$|[ ,])`)
	monthDay     = regexp.MustCompile(`^(?:\p{L}+,? )?(\p{L}{3,})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?:$|[ ,])`)
	serial       = regexp.MustCompile(`^\d{5}(?:[.,]\d+)?$`)
	clock        = regexp.MustCompile(`\d{1,2}[:.]\d{2}`)
)

var months = []string{"jan", "feb", "mar", "apr", "mei may", "jun", "jul", "agu ags aug", "sep", "okt oct", "nov nop", "des dec"}

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

// day reads a date in the forms that people and programs write: 2026-03-24,
// 24/03/2026, 24.3.26, 24 Maret 2026, March 24, 2026, 46105 (a spreadsheet's day
// number), each with or without a time behind it. The result is 2026-03-24.
func day(cell string, monthFirst bool) (on string, timed, ok bool) {
	cell = strings.Join(strings.Fields(cell), " ")
	make := func(year, month, day string, m int) (string, bool, bool) {
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
			return "", false, false
		}
		return t.Format(time.DateOnly), clock.MatchString(cell[min(len(cell), 8):]), true
	}
	if m := yearFirst.FindStringSubmatch(cell); m != nil {
		return make(m[1], m[2], m[3], 0)
	}
	if m := threeNumbers.FindStringSubmatch(cell); m != nil {
		a, _ := strconv.Atoi(m[1])
		b, _ := strconv.Atoi(m[2])
		if b > 12 && a <= 12 || monthFirst && a <= 12 {
			return make(m[3], m[1], m[2], 0)
		}
		return make(m[3], m[2], m[1], 0)
	}
	if m := dayMonth.FindStringSubmatch(cell); m != nil && monthOf(m[2]) > 0 {
		return make(m[3], "", m[1], monthOf(m[2]))
	}
	if m := monthDay.FindStringSubmatch(cell); m != nil && monthOf(m[1]) > 0 {
		return make(m[3], "", m[2], monthOf(m[1]))
	}
	if serial.MatchString(cell) {
		v, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
		if err == nil && v >= 36526 && v < 73416 { // 2000 to 2100
			t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(v))
			return t.Format(time.DateOnly), v != float64(int(v)), true
		}
	}
	return "", false, false
}

// services finds a service by its code or its name in either language.
type services map[string]string

func readServices() (services, error) {
	all, err := assets.Services()
	if err != nil {
		return nil, err
	}
	by := services{}
	for _, s := range all.Services {
		for _, name := range []string{s.Code, s.Name.ID, s.Name.EN, s.Code + " " + s.Name.ID, s.Code + " " + s.Name.EN} {
			if key := plain(name); key != "" {
				by[key] = s.Code
			}
		}
	}
	// What stands in brackets may be left out, if that is still one service's.
	short := map[string][]string{}
	for _, s := range all.Services {
		for _, name := range []string{s.Name.ID, s.Name.EN} {
			if before, _, ok := strings.Cut(name, "("); ok {
				short[plain(before)] = append(short[plain(before)], s.Code)
			}
		}
	}
	for key, codes := range short {
		if _, taken := by[key]; !taken && key != "" && len(codes) == 1 {
			by[key] = codes[0]
		}
	}
	return by, nil
}

func (s services) find(cell string) (code string, ok bool) {
	code, ok = s[plain(cell)]
	return code, ok
}
