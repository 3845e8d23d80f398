package instrument

import "math/big"

// Response (lembar responden) is one user's form: level by question id. A
// question without an entry is blank.
type Response map[string]int

// Tally is many forms counted already, so that thousands need no maps.
type Tally struct {
	Sums       []int // of the levels of each question in the form's order, over the complete forms
	Counted    int   // forms in which every question is answered
	Incomplete int
}

// QuestionResult is what one question of F-03 came to.
type QuestionResult struct {
	ID     string `json:"id"`
	Aspect string `json:"aspect"`
	Mean   Number `json:"mean"` // over the counted respondents
}

// F03AspectResult is the mean of an aspect's questions.
type F03AspectResult struct {
	ID    string `json:"id"`
	Name  Text   `json:"name"`
	Value Number `json:"value"`
}

// An f03Method joins the questions and aspects to the index.
type f03Method func([]QuestionResult, []F03AspectResult) Number

var f03Methods = map[string]f03Method{
	methodAspectMean: func(_ []QuestionResult, aspects []F03AspectResult) Number {
		var values []Number
		for _, a := range aspects {
			values = append(values, a.Value)
		}
		return mean(values)
	},
	// All respondents that count have answered every question, so the mean of all
	// answers is the mean of the questions' means.
	methodAnswerMean: func(questions []QuestionResult, _ []F03AspectResult) Number {
		var values []Number
		for _, q := range questions {
			values = append(values, q.Mean)
		}
		return mean(values)
	},
}

// count sums up the complete forms and counts the others.
func count(ins *Instrument, responses []Response) Tally {
	t := Tally{Sums: make([]int, len(ins.F03.Questions))}
	for _, response := range responses {
		if !complete(ins, response) {
			t.Incomplete++
			continue
		}
		t.Counted++
		for i, question := range ins.F03.Questions {
			t.Sums[i] += response[question.ID]
		}
	}
	return t
}

// and is both tallies as one; other may be blank.
func (t Tally) and(other Tally) Tally {
	for i := range other.Sums {
		t.Sums[i] += other.Sums[i]
	}
	t.Counted += other.Counted
	t.Incomplete += other.Incomplete
	return t
}

// scoreF03 computes over the complete forms.
func scoreF03(ins *Instrument, t Tally) (questions []QuestionResult, aspects []F03AspectResult) {
	byAspect := map[string][]Number{}
	for i, question := range ins.F03.Questions {
		result := QuestionResult{ID: question.ID, Aspect: question.Aspect}
		if t.Counted > 0 {
			result.Mean = Number{big.NewRat(int64(t.Sums[i]), int64(t.Counted))}
		}
		questions = append(questions, result)
		byAspect[question.Aspect] = append(byAspect[question.Aspect], result.Mean)
	}
	for _, aspect := range ins.F02.Aspects {
		if means := byAspect[aspect.ID]; len(means) > 0 {
			aspects = append(aspects, F03AspectResult{ID: aspect.ID, Name: aspect.Name, Value: mean(means)})
		}
	}
	return questions, aspects
}

func complete(ins *Instrument, response Response) bool {
	for _, question := range ins.F03.Questions {
		if level, ok := response[question.ID]; !ok || !ins.Scale.holds(level) {
			return false
		}
	}
	return true
}

// mean is not known if there are no values or one of them is not known.
func mean(values []Number) Number {
	if len(values) == 0 {
		return Number{}
	}
	sum := new(big.Rat)
	for _, value := range values {
		if !value.Known() {
			return Number{}
		}
		sum.Add(sum, value.rat)
	}
	return Number{sum.Quo(sum, whole(len(values)))}
}
