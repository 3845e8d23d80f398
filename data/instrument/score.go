package instrument

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// Answers (jawaban F-02) is the level by indicator id. An indicator without an
// entry is blank, which is not 0.
type Answers map[string]int

// Input is what an evaluation of one unit (lokus) gives to Score.
type Input struct {
	// Year of the period evaluated, for the rule on respondents; 0 takes the
	// newest rule.
	Year      int
	Answers   Answers
	Responses []Response
	Tally     Tally // users' forms that were counted already, besides Responses
	// MethodF02 and MethodF03 are method ids; empty takes the instrument's primary.
	MethodF02, MethodF03 string
}

// Score computes the result of one unit. It fails with *NotOfferedError if the
// instrument does not offer a method; whatever else is missing or odd about the
// answers is told in the result.
//
// Levels outside the scale count as blank and answers to indicators that the
// instrument does not have count as absent; both are named in Warnings.
func Score(ins *Instrument, in Input) (Result, error) {
	method02, ok := ins.Methods.F02.Find(in.MethodF02)
	if !ok {
		return Result{}, &NotOfferedError{ins.Reference, in.MethodF02, ins.Methods.F02.ids()}
	}
	method03, ok := ins.Methods.F03.Find(in.MethodF03)
	if !ok {
		return Result{}, &NotOfferedError{ins.Reference, in.MethodF03, ins.Methods.F03.ids()}
	}
	r := Result{
		Instrument: ins.Reference, Variant: ins.Variant, Title: ins.Title,
		MethodF02: Named{method02.ID, method02.Name}, MethodF03: Named{method03.ID, method03.Name},
		Loci: 1, Decimals: ins.Index.Decimals, Total: ins.F02.IndicatorCount,
		instrument: ins,
	}
	r.Aspects, r.F02 = scoreF02(ins, in.Answers, f02Methods[method02.ID])
	r.Missing = missing(ins, in.Answers)
	r.Answered = r.Total - len(r.Missing)
	r.Provisional = len(r.Missing) > 0

	if n := len(in.Tally.Sums); n != len(ins.F03.Questions) && (n > 0 || in.Tally.Counted > 0) {
		return Result{}, fmt.Errorf("a tally of %d questions for the %d of %s", n, len(ins.F03.Questions), ins.Reference)
	}
	tally := count(ins, in.Responses).and(in.Tally)
	r.Respondents, r.IncompleteResponses = tally.Counted, tally.Incomplete
	r.Questions, r.F03Aspects = scoreF03(ins, tally)
	r.F03 = f03Methods[method03.ID](r.Questions, r.F03Aspects)

	if r.F02.Known() && r.F03.Known() {
		r.IPP = Number{new(big.Rat).Add(share(r.F02.rat, ins.F02.Weight), share(r.F03.rat, ins.F03.Weight))}
		r.Rounded = r.IPP.Round(ins.Index.Decimals)
	}
	if category, ok := ins.CategoryOf(r.IPP); ok && !r.Provisional {
		r.Category = &category
	}
	r.Reasons = reasons(r)
	r.Warnings = append(answerWarnings(ins, in.Answers), respondentWarnings(ins, in.Year, r)...)
	return r, nil
}

func missing(ins *Instrument, answers Answers) []string {
	var ids []string
	for _, indicator := range ins.Indicators() {
		if level, ok := answers[indicator.ID]; !ok || !ins.Scale.holds(level) {
			ids = append(ids, indicator.ID)
		}
	}
	return ids
}

// reasons tells why there is no index or no category.
func reasons(r Result) []Notice {
	var all []Notice
	if r.Provisional {
		all = append(all, notice("missing", "Count", len(r.Missing), "Total", r.Total, "List", strings.Join(r.Missing, ", ")))
	}
	switch {
	case r.F03.Known():
	case r.IncompleteResponses > 0:
		all = append(all, notice("no_complete_response", "Count", r.IncompleteResponses))
	default:
		all = append(all, notice("no_respondents"))
	}
	return all
}

func answerWarnings(ins *Instrument, answers Answers) []Notice {
	var outside, unknown []string
	for id, level := range answers {
		if _, ok := ins.Indicator(id); !ok {
			unknown = append(unknown, id)
		} else if !ins.Scale.holds(level) {
			outside = append(outside, id)
		}
	}
	slices.Sort(outside)
	slices.Sort(unknown)
	var all []Notice
	if len(outside) > 0 {
		all = append(all, notice("outside_scale", "List", strings.Join(outside, ", "), "Min", ins.Scale.Min, "Max", ins.Scale.Max))
	}
	if len(unknown) > 0 {
		all = append(all, notice("unknown_answers", "List", strings.Join(unknown, ", "), "Instrument", ins.Reference.String()))
	}
	return all
}

func respondentWarnings(ins *Instrument, year int, r Result) []Notice {
	var all []Notice
	if r.IncompleteResponses > 0 && r.Respondents > 0 {
		all = append(all, notice("incomplete_responses", "Count", r.IncompleteResponses, "Counted", r.Respondents))
	}
	rule, ok := ins.RespondentRule(year)
	if !ok || r.Respondents == 0 {
		return all
	}
	other := ""
	if year != 0 && rule.Year != year {
		other = "_other_year"
	}
	if rule.Min > 0 && r.Respondents < rule.Min {
		all = append(all, notice("below_minimum"+other, "Count", r.Respondents, "Min", rule.Min, "RuleYear", rule.Year, "Year", year))
	}
	if rule.Max > 0 && r.Respondents > rule.Max {
		all = append(all, notice("above_maximum"+other, "Count", r.Respondents, "Max", rule.Max, "RuleYear", rule.Year, "Year", year))
	}
	return all
}
