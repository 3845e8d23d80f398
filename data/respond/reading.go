package respond

import (
	"regexp"
	"strconv"
	"strings"

	"pinisi/data/tabular"
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
	if n, ok := f.labelOf(q, tabular.Plain(cell)); ok {
		return n, ""
	}
	if m := labelled.FindStringSubmatch(cell); m != nil {
		n, fault := f.number(m[1])
		words := tabular.Plain(m[2])
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
			if words != "" && (words == tabular.Plain(l.ID) || words == tabular.Plain(l.EN)) {
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

// day reads a date: see [tabular.ParseMoment].
func day(cell string, monthFirst bool) (on string, timed, ok bool) {
	m, ok := tabular.ParseMoment(cell, monthFirst)
	return m.Date, m.Timed, ok
}
