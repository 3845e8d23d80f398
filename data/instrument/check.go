package instrument

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

var (
	nameForm    = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9-]{0,63}$`)
	versionForm = regexp.MustCompile(`^\d{1,9}(\.\d{1,9}){0,3}$`)
	hundred     = Decimal{100 * million}
)

// maxLevel is the greatest level there can be: one digit key chooses a level.
const maxLevel = 9

// check finds everything that is wrong with a decoded file.
func check(ins *Instrument, found *faults) {
	checkHead(ins, found)
	checkAspects(ins, found)
	checkIndicators(ins, found)
	checkStatements(ins, found)
	checkQuestions(ins, found)
	checkMethods(ins, found)
	checkIndex(ins, found)
	for i, rule := range ins.Respondents {
		if rule.Min < 0 || rule.Max < 0 || (rule.Max > 0 && rule.Max < rule.Min) {
			found.add("respondents", fmt.Sprintf("respondents[%d]", i), "Min", rule.Min, "Max", rule.Max)
		}
	}
}

func checkHead(ins *Instrument, found *faults) {
	if ins.Format != formatRead {
		found.add("format", "format", "Found", ins.Format, "Want", formatRead)
	}
	if !nameForm.MatchString(ins.ID) {
		found.add("bad_id", "id", "Found", ins.ID)
	}
	if !versionForm.MatchString(ins.Version) {
		found.add("bad_version", "version", "Found", ins.Version)
	}
	if !nameForm.MatchString(ins.Variant) {
		found.add("bad_id", "variant", "Found", ins.Variant)
	}
	if ins.Edition <= 0 {
		found.add("blank", "edition")
	}
	wantText(found, "title", ins.Title)
	if ins.Scale.Min < 0 || ins.Scale.Max > maxLevel || ins.Scale.Min >= ins.Scale.Max {
		found.add("scale", "scale", "Min", ins.Scale.Min, "Max", ins.Scale.Max)
	}
}

func wantText(found *faults, place string, text Text) {
	if strings.TrimSpace(text.ID) == "" {
		found.add("blank", place)
	}
}

func wantCount(found *faults, place string, declared, actual int) {
	if declared != actual {
		found.add("count", place, "Found", actual, "Want", declared)
	}
}

func checkAspects(ins *Instrument, found *faults) {
	if len(ins.F02.Aspects) == 0 {
		found.add("blank", "f02.aspects")
		return
	}
	seen, total := map[string]bool{}, 0
	var weights []Decimal
	for i, aspect := range ins.F02.Aspects {
		place := "f02.aspects[" + aspect.ID + "]"
		if !nameForm.MatchString(aspect.ID) {
			found.add("bad_id", fmt.Sprintf("f02.aspects[%d].id", i), "Found", aspect.ID)
		}
		if seen[aspect.ID] {
			found.add("duplicate", place, "Found", aspect.ID)
		}
		seen[aspect.ID] = true
		wantText(found, place+".name", aspect.Name)
		if aspect.Weight.IsZero() {
			found.add("weight_zero", place+".weight")
		}
		if len(aspect.Indicators) == 0 {
			found.add("blank", place+".indicators")
		}
		wantCount(found, place+".indicator_count", aspect.IndicatorCount, len(aspect.Indicators))
		weights = append(weights, aspect.Weight)
		total += len(aspect.Indicators)
	}
	wantHundred(found, "f02.aspects[].weight", weights)
	wantCount(found, "f02.indicator_count", ins.F02.IndicatorCount, total)
}

func wantHundred(found *faults, place string, weights []Decimal) {
	var sum Decimal
	var values []string
	for _, weight := range weights {
		sum = sum.plus(weight)
		values = append(values, weight.String())
	}
	if sum != hundred {
		found.add("weights_sum", place, "Found", sum.String(), "Want", hundred.String(), "Values", strings.Join(values, " + "))
	}
}

func checkIndicators(ins *Instrument, found *faults) {
	seen := map[string]bool{}
	one := func(place string, indicator Indicator) {
		if !nameForm.MatchString(indicator.ID) {
			found.add("bad_id", place+".id", "Found", indicator.ID)
		}
		if seen[indicator.ID] {
			found.add("duplicate", place, "Found", indicator.ID)
		}
		seen[indicator.ID] = true
		wantText(found, place+".title", indicator.Title)
		checkLevels(ins.Scale, place, indicator.Levels, found)
	}
	_, weighted := ins.Methods.F02.Find(methodWeighted)
	for _, aspect := range ins.F02.Aspects {
		var weights []Decimal
		for _, indicator := range aspect.Indicators {
			place := "f02.aspects[" + aspect.ID + "].indicators[" + indicator.ID + "]"
			one(place, indicator)
			if weighted && indicator.Weight.IsZero() {
				found.add("weight_zero", place+".weight")
			}
			weights = append(weights, indicator.Weight)
		}
		if weighted {
			wantHundred(found, "f02.aspects["+aspect.ID+"].indicators[].weight", weights)
		}
	}
	for _, indicator := range ins.F02.Additional {
		place := "f02.additional[" + indicator.ID + "]"
		one(place, indicator)
		if !indicator.Weight.IsZero() {
			found.add("additional_weight", place+".weight", "Found", indicator.Weight.String())
		}
	}
}

// checkLevels wants each level of the scale once, in rising order, with a text.
func checkLevels(scale Scale, place string, levels []Level, found *faults) {
	var values, want []string
	for _, level := range levels {
		values = append(values, fmt.Sprint(level.Value))
		wantText(found, fmt.Sprintf("%s.levels[%d].text", place, level.Value), level.Text)
	}
	for value := max(scale.Min, 0); value <= min(scale.Max, maxLevel); value++ {
		want = append(want, fmt.Sprint(value))
	}
	if a, b := strings.Join(values, ", "), strings.Join(want, ", "); a != b {
		found.add("levels", place+".levels", "Found", a, "Want", b)
	}
}

func checkQuestions(ins *Instrument, found *faults) {
	if len(ins.F03.Questions) == 0 {
		found.add("blank", "f03.questions")
	}
	wantCount(found, "f03.question_count", ins.F03.QuestionCount, len(ins.F03.Questions))
	aspects, seen := map[string]bool{}, map[string]bool{}
	for _, aspect := range ins.F02.Aspects {
		aspects[aspect.ID] = true
	}
	for i, question := range ins.F03.Questions {
		place := "f03.questions[" + question.ID + "]"
		if !nameForm.MatchString(question.ID) {
			found.add("bad_id", fmt.Sprintf("f03.questions[%d].id", i), "Found", question.ID)
		}
		if _, taken := ins.indicators[question.ID]; taken || seen[question.ID] {
			found.add("duplicate", place, "Found", question.ID)
		}
		seen[question.ID] = true
		wantText(found, place+".text", question.Text)
		if !aspects[question.Aspect] {
			found.add("unknown_aspect", place+".aspect", "Found", question.Aspect)
		}
	}
}

func checkMethods(ins *Instrument, found *faults) {
	checkChoice(found, "methods.f02", ins.Methods.F02, known(f02Methods))
	checkChoice(found, "methods.f03", ins.Methods.F03, known(f03Methods))
	checkChoice(found, "methods.agency", ins.Methods.Agency, []string{methodUnitMean})
}

func checkChoice(found *faults, place string, choice Choice, known []string) {
	seen := map[string]bool{}
	for _, method := range choice.Offered {
		at := place + ".offered[" + method.ID + "]"
		if !slices.Contains(known, method.ID) {
			found.add("method_unknown", at, "Found", method.ID, "Known", strings.Join(known, ", "))
		}
		if seen[method.ID] {
			found.add("duplicate", at, "Found", method.ID)
		}
		seen[method.ID] = true
		wantText(found, at+".name", method.Name)
	}
	if !seen[choice.Primary] {
		found.add("method_primary", place+".primary", "Found", choice.Primary, "Offered", strings.Join(choice.ids(), ", "))
	}
}
