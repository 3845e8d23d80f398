package instrument

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// answerTypes are the types of a statement's answer that this program asks for.
var answerTypes = []string{AnswerYesNo, AnswerNumber, AnswerChoice, AnswerChoices, AnswerDate, AnswerText}

// choiceForm keeps commas out of ids: several choices are stored with commas between.
var choiceForm = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)

// factForm is what a fact or a rule may be called. Which there are is not
// checked: a later version of the program may know more.
var factForm = regexp.MustCompile(`^[a-z][a-z0-9_]{0,63}$`)

// checkStatements finds what is wrong with F-01 and with what helps to judge. A
// form without F-01 is in order.
func checkStatements(ins *Instrument, found *faults) {
	aspects, seen, numbers := map[string]bool{}, map[string]bool{}, map[int]bool{}
	for _, aspect := range ins.F02.Aspects {
		aspects[aspect.ID] = true
	}
	for i, q := range ins.F01.Questions {
		place := "f01.questions[" + q.ID + "]"
		if !nameForm.MatchString(q.ID) {
			found.add("bad_id", fmt.Sprintf("f01.questions[%d].id", i), "Found", q.ID)
		}
		if seen[q.ID] {
			found.add("duplicate", place, "Found", q.ID)
		}
		seen[q.ID] = true
		if q.Number < 1 {
			found.add("statement_number", place+".number", "Found", q.Number)
		} else if numbers[q.Number] {
			found.add("duplicate", place+".number", "Found", q.Number)
		}
		numbers[q.Number] = true
		wantText(found, place+".text", q.Text)
		if q.Aspect != "" && !aspects[q.Aspect] {
			found.add("unknown_aspect", place+".aspect", "Found", q.Aspect)
		}
		if q.Fact != "" && !factForm.MatchString(q.Fact) {
			found.add("bad_id", place+".fact", "Found", q.Fact)
		}
		checkAnswer(q, place, found)
		for _, id := range q.Indicators {
			if _, ok := ins.indicators[id]; !ok {
				found.add("unknown_indicator", place+".indicators", "Found", id)
			}
		}
	}
	for _, aspect := range ins.F02.Aspects {
		for _, indicator := range aspect.Indicators {
			if indicator.Fact != "" && !factForm.MatchString(indicator.Fact) {
				found.add("bad_id", "f02.aspects["+aspect.ID+"].indicators["+indicator.ID+"].fact", "Found", indicator.Fact)
			}
		}
	}
}

// checkAnswer wants choices where one chooses, and nowhere else.
func checkAnswer(q Statement, place string, found *faults) {
	if !slices.Contains(answerTypes, q.Type) {
		found.add("answer_type", place+".type", "Found", q.Type, "Known", strings.Join(answerTypes, ", "))
		return
	}
	chooses := q.Type == AnswerChoice || q.Type == AnswerChoices
	switch {
	case chooses && len(q.Choices) < 2:
		found.add("choices_few", place+".choices", "Found", len(q.Choices))
	case !chooses && len(q.Choices) > 0:
		found.add("choices_needless", place+".choices", "Type", q.Type)
	}
	seen := map[string]bool{}
	for i, o := range q.Choices {
		at := fmt.Sprintf("%s.choices[%d]", place, i)
		if !choiceForm.MatchString(o.ID) {
			found.add("bad_choice", at+".id", "Found", o.ID)
		}
		if seen[o.ID] {
			found.add("duplicate", at, "Found", o.ID)
		}
		seen[o.ID] = true
		wantText(found, at+".text", o.Text)
	}
}
