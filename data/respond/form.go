package respond

import (
	"strings"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/instrument"
)

// Blank is the answer to a question that was left open.
const Blank = -1

// Form is the questions that are put to the users of one evaluation or survey.
type Form struct {
	Kind      string      // of the record of one person's answers: "response" or "survey_response"
	Of        data.Record // the evaluation or survey
	Title     assets.Text
	Questions []Question
	Min, Max  int // of an answer, one digit
}

// Question is one question (butir, unsur).
type Question struct {
	ID     string
	Number int
	Text   assets.Text
	Labels []assets.Text // what Min to Max mean; nil: numbers only
}

// OfEvaluation is the form F-03 of an evaluation.
func OfEvaluation(ins *instrument.Instrument, evaluation data.Record) Form {
	f := Form{Kind: "response", Of: evaluation, Title: ins.Title, Min: ins.Scale.Min, Max: ins.Scale.Max}
	for _, q := range ins.F03.Questions {
		f.Questions = append(f.Questions, Question{ID: q.ID, Number: q.Number, Text: q.Text})
	}
	return f
}

// Encode writes answers in the order of the questions as they are stored: a
// digit each, "-" for Blank and for what is outside the scale.
func (f Form) Encode(answers []int) string {
	var b strings.Builder
	for i := range f.Questions {
		if i < len(answers) && answers[i] >= f.Min && answers[i] <= f.Max {
			b.WriteByte(byte('0' + answers[i]))
		} else {
			b.WriteByte('-')
		}
	}
	return b.String()
}

// Decode reads stored answers; what is missing or outside the scale is Blank.
func (f Form) Decode(stored string) []int {
	answers := make([]int, len(f.Questions))
	for i := range answers {
		answers[i] = Blank
		if i < len(stored) && stored[i] >= '0' && stored[i] <= '9' {
			if n := int(stored[i] - '0'); n >= f.Min && n <= f.Max {
				answers[i] = n
			}
		}
	}
	return answers
}

// Complete reports whether every question is answered.
func (f Form) Complete(answers []int) bool {
	for i := range f.Questions {
		if i >= len(answers) || answers[i] < f.Min || answers[i] > f.Max {
			return false
		}
	}
	return len(f.Questions) > 0
}
