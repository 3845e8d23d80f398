package suggest

import (
	"errors"

	"pinisi/data"
	"pinisi/data/instrument"
)

// NoLevel is the level of a suggestion where none fits.
const NoLevel = -1

// levelsKnown is how many levels the rules speak of, 0 to 5.
const levelsKnown = 6

// Suggestion is a proposed level. It never sets itself.
type Suggestion struct {
	Level  int    // NoLevel: the records are clear, and no level says what they say
	Reason Said   // what the records say
	Doubts []Said // how it was read where levels or records leave it open
	Links  []Link
}

// Fits reports whether there is a level to take.
func (s Suggestion) Fits() bool { return s.Level != NoLevel }

// rules are the ways to a level, by the name that an indicator's Fact gives.
var rules = map[string]func(*figures) (Suggestion, bool){
	"standards":            func(f *figures) (Suggestion, bool) { return f.standards.level() },
	"fkp_unsur":            func(f *figures) (Suggestion, bool) { return f.forums.level() },
	"standard_review":      func(f *figures) (Suggestion, bool) { return f.standards.review() },
	"skm_media":            func(f *figures) (Suggestion, bool) { return f.survey.published() },
	"skm_share":            func(f *figures) (Suggestion, bool) { return f.plan.shareLevel() },
	"skm_speed":            func(f *figures) (Suggestion, bool) { return f.plan.speedLevel() },
	"complaints_done":      func(f *figures) (Suggestion, bool) { return f.complaints.level() },
	"innovation":           func(f *figures) (Suggestion, bool) { return f.innovations.level() },
	"innovation_resources": func(f *figures) (Suggestion, bool) { return f.innovations.resourceLevel() },
}

// Suggest is the level that the records point to for an indicator; none when
// no rule can tell it or nothing is recorded.
func Suggest(indicator *instrument.Indicator, facts *Facts) (Suggestion, bool) {
	rule := rules[indicator.Fact]
	if rule == nil || facts == nil || len(indicator.Levels) != levelsKnown {
		return Suggestion{}, false
	}
	return rule(&facts.found)
}

func code(err error) string {
	var e *data.Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// shown is a percentage with at most one decimal, with a decimal point. One that is
// not whole never shows as the whole number of a boundary.
func shown(part, all int) Number {
	if part*100%all == 0 {
		return Number(text(part * 100 / all))
	}
	tenths := part * 1000 / all
	return Number(text(tenths/10) + "." + text(tenths%10))
}
