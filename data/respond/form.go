package respond

import (
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
	Source string      // code in the official list; may be blank
	Name   assets.Text // short, as of an unsur; may be blank
	Text   assets.Text
	Labels []assets.Text // what Min to Max mean; nil: numbers only
	// Place is where its digit stands in the stored answers, from 1; 0: as it
	// stands among the questions. So a form that asks fewer questions than its
	// version has still reads what the whole one stored.
	Place int
}

// OfEvaluation is the form F-03 of an evaluation.
func OfEvaluation(ins *instrument.Instrument, evaluation data.Record) Form {
	f := Form{Kind: "response", Of: evaluation, Title: ins.Title, Min: ins.Scale.Min, Max: ins.Scale.Max}
	for _, q := range ins.F03.Questions {
		f.Questions = append(f.Questions, Question{ID: q.ID, Number: q.Number, Source: q.SourceCode, Text: q.Text})
	}
	return f
}

func (f Form) place(i int) int {
	if p := f.Questions[i].Place; p > 0 {
		return p - 1
	}
	return i
}

// Encode writes answers in the order of the questions as they are stored: a
// digit each, "-" for Blank, for what is outside the scale and for a place
// whose question is not asked.
func (f Form) Encode(answers []int) string {
	var stored []byte
	for i := range f.Questions {
		at := f.place(i)
		for len(stored) <= at {
			stored = append(stored, '-')
		}
		if i < len(answers) && answers[i] >= f.Min && answers[i] <= f.Max {
			stored[at] = byte('0' + answers[i])
		}
	}
	return string(stored)
}

// Decode reads stored answers; what is missing or outside the scale is Blank.
func (f Form) Decode(stored string) []int {
	answers := make([]int, len(f.Questions))
	for i := range answers {
		answers[i] = Blank
		if at := f.place(i); at < len(stored) && stored[at] >= '0' && stored[at] <= '9' {
			if n := int(stored[at] - '0'); n >= f.Min && n <= f.Max {
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
