package instrument

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawInput draws a form of a shipped instrument with any blanks, offered methods
// and up to 25 respondents, some of them incomplete.
func drawInput(t *rapid.T, ins *Instrument) Input {
	in := Input{
		Year:      rapid.IntRange(2021, 2027).Draw(t, "year"),
		Answers:   Answers{},
		MethodF02: rapid.SampledFrom(ins.Methods.F02.ids()).Draw(t, "f02"),
		MethodF03: rapid.SampledFrom(ins.Methods.F03.ids()).Draw(t, "f03"),
	}
	blanks := rapid.SampledFrom([]int{0, 0, 1, 5}).Draw(t, "blanks in ten")
	level := func() int { return rapid.IntRange(ins.Scale.Min, ins.Scale.Max).Draw(t, "level") }
	for _, indicator := range ins.Indicators() {
		if rapid.IntRange(0, 9).Draw(t, "blank") >= blanks {
			in.Answers[indicator.ID] = level()
		}
	}
	for range rapid.IntRange(0, 25).Draw(t, "respondents") {
		response := Response{}
		for _, question := range ins.F03.Questions {
			response[question.ID] = level()
		}
		if rapid.IntRange(0, 9).Draw(t, "incomplete") == 0 {
			delete(response, rapid.SampledFrom(ins.F03.Questions).Draw(t, "question").ID)
		}
		in.Responses = append(in.Responses, response)
	}
	return in
}

func drawInstrument(t *rapid.T, tb testing.TB) *Instrument {
	return shipped(tb, rapid.SampledFrom([]string{"luring", "daring"}).Draw(t, "variant"))
}

func score(t *rapid.T, ins *Instrument, in Input) Result {
	r, err := Score(ins, in)
	if err != nil {
		t.Fatalf("Score: %v", err)
	}
	return r
}

func TestRaisingALevelNeverLowersTheIndex(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ins := drawInstrument(rt, t)
		in := drawInput(rt, ins)
		before := score(rt, ins, in)
		// when one level of the evaluator's or of a user's is raised
		raised := false
		if id := rapid.SampledFrom(ins.Indicators()).Draw(rt, "indicator").ID; len(in.Answers) > 0 {
			if level, ok := in.Answers[id]; ok && level < ins.Scale.Max {
				in.Answers[id], raised = level+1, true
			}
		}
		if len(in.Responses) > 0 {
			response := in.Responses[rapid.IntRange(0, len(in.Responses)-1).Draw(rt, "respondent")]
			id := rapid.SampledFrom(ins.F03.Questions).Draw(rt, "question").ID
			if level, ok := response[id]; ok && level < ins.Scale.Max {
				response[id], raised = level+1, true
			}
		}
		after := score(rt, ins, in)
		for _, pair := range []struct {
			what          string
			before, after Number
		}{{"F-02", before.F02, after.F02}, {"F-03", before.F03, after.F03}, {"IPP", before.IPP, after.IPP}, {"rounded", before.Rounded, after.Rounded}} {
			if pair.after.Cmp(pair.before) < 0 {
				rt.Fatalf("%s fell from %s to %s (raised: %v)", pair.what, pair.before, pair.after, raised)
			}
		}
	})
}

func TestOrderOfRespondentsDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ins := drawInstrument(rt, t)
		in := drawInput(rt, ins)
		before := score(rt, ins, in)
		in.Responses = rapid.Permutation(in.Responses).Draw(rt, "order")
		if after := score(rt, ins, in); after.F03.Cmp(before.F03) != 0 || after.IPP.Cmp(before.IPP) != 0 || after.Respondents != before.Respondents {
			rt.Fatalf("F-03 %s and IPP %s from %d became %s and %s from %d", before.F03, before.IPP, before.Respondents, after.F03, after.IPP, after.Respondents)
		}
	})
}

// adding scores once more with other respondents beside the drawn ones.
func adding(t *rapid.T, ins *Instrument, in Input, more ...Response) (before, after Result) {
	before = score(t, ins, in)
	in.Responses = append(slices.Clone(in.Responses), more...)
	return before, score(t, ins, in)
}

func TestAContentRespondentNeverLowersTheIndex(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ins := drawInstrument(rt, t)
		content := Response{}
		for _, question := range ins.F03.Questions {
			content[question.ID] = ins.Scale.Max
		}
		before, after := adding(rt, ins, drawInput(rt, ins), content)
		if after.Respondents != before.Respondents+1 || after.F03.Cmp(before.F03) < 0 || after.IPP.Cmp(before.IPP) < 0 {
			rt.Fatalf("F-03 %s and IPP %s from %d became %s and %s from %d", before.F03, before.IPP, before.Respondents, after.F03, after.IPP, after.Respondents)
		}
	})
}

func TestIncompleteFormsDoNotCount(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ins := drawInstrument(rt, t)
		torn := Response{}
		for _, question := range ins.F03.Questions {
			torn[question.ID] = rapid.IntRange(ins.Scale.Min, ins.Scale.Max).Draw(rt, "level")
		}
		id := rapid.SampledFrom(ins.F03.Questions).Draw(rt, "question").ID
		if rapid.Bool().Draw(rt, "outside the scale") {
			torn[id] = ins.Scale.Max + 1
		} else {
			delete(torn, id)
		}
		before, after := adding(rt, ins, drawInput(rt, ins), torn)
		if after.F03.Cmp(before.F03) != 0 || after.IPP.Cmp(before.IPP) != 0 || after.Respondents != before.Respondents || after.IncompleteResponses != before.IncompleteResponses+1 {
			rt.Fatalf("F-03 %s from %d (%d not counted) became %s from %d (%d)", before.F03, before.Respondents, before.IncompleteResponses, after.F03, after.Respondents, after.IncompleteResponses)
		}
		if len(after.Reasons)+len(after.Warnings) == 0 {
			rt.Fatalf("a form is not counted and nothing says so")
		}
	})
}

// Forms that come counted give the very result of the forms themselves.
func TestATallyCountsAsItsForms(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ins := drawInstrument(rt, t)
		in := drawInput(rt, ins)
		before := score(rt, ins, in)
		cut := rapid.IntRange(0, len(in.Responses)).Draw(rt, "counted before")
		in.Tally, in.Responses = count(ins, in.Responses[:cut]), in.Responses[cut:]
		if after := score(rt, ins, in); after.Text("en") != before.Text("en") || after.F03.Cmp(before.F03) != 0 || after.IPP.Cmp(before.IPP) != 0 {
			rt.Fatalf("%s\nbecame\n%s", before.Text("en"), after.Text("en"))
		}
	})
	ins := shipped(t, "luring")
	if _, err := Score(ins, Input{Tally: Tally{Sums: []int{1, 2}, Counted: 1}}); err == nil {
		t.Error("a tally of two questions was taken for a form of 14")
	}
}

func TestResultsKeepTheirWord(t *testing.T) {
	low, high := Number{whole(0)}, Number{whole(5)}
	rapid.Check(t, func(rt *rapid.T) {
		ins := drawInstrument(rt, t)
		in := drawInput(rt, ins)
		r := score(rt, ins, in)
		for _, n := range []Number{r.F02, r.F03, r.IPP, r.Rounded} {
			if n.Known() && (n.Cmp(low) < 0 || n.Cmp(high) > 0) {
				rt.Fatalf("%s is outside 0 to 5", n)
			}
		}
		// blanks, and only they, make it provisional; only a whole result has a category
		if r.Provisional != (len(in.Answers) < r.Total) || len(r.Missing) != r.Total-len(in.Answers) || r.Answered != len(in.Answers) {
			rt.Fatalf("%d answers of %d: provisional %v, %d missing", len(in.Answers), r.Total, r.Provisional, len(r.Missing))
		}
		if want := !r.Provisional && r.Respondents > 0; r.Complete() != want || (r.Category != nil) != want {
			rt.Fatalf("complete %v with %d blanks and %d respondents", r.Complete(), len(r.Missing), r.Respondents)
		}
		if r.IPP.Known() != (len(in.Answers) > 0 && r.Respondents > 0) || r.Respondents+r.IncompleteResponses != len(in.Responses) {
			rt.Fatalf("IPP %s with %d answers, %d and %d of %d respondents", r.IPP, len(in.Answers), r.Respondents, r.IncompleteResponses, len(in.Responses))
		}
		if !r.Complete() && len(r.Reasons) == 0 {
			rt.Fatalf("not complete and no reason given")
		}
	})
}

// TestScoreAgreesWithTheFormula computes whole forms a second way, in integers over
// a common denominator, and compares.
func TestScoreAgreesWithTheFormula(t *testing.T) {
	ins := shipped(t, "luring")
	sizes := []int{9, 5, 6, 4, 4, 2} // of the aspects
	weights := []int{24, 25, 18, 11, 10, 12}
	rapid.Check(t, func(rt *rapid.T) {
		in := Input{Answers: Answers{}, MethodF02: methodMean}
		numerator := 0 // of the index over 180 x 100; 180 = lcm(9,5,6,4,4,2)
		ids := ins.Indicators()
		for a, size := range sizes {
			sum := 0
			for range size {
				level := rapid.IntRange(0, 5).Draw(rt, "level")
				in.Answers[ids[0].ID], sum, ids = level, sum+level, ids[1:]
			}
			numerator += sum * weights[a] * (180 / size)
		}
		want := Number{whole(numerator)}
		want.rat.Quo(want.rat, whole(18000))
		if got := score(rt, ins, in).F02; got.Cmp(want) != 0 {
			rt.Fatalf("F-02 index %s, want %s", got, want)
		}
	})
}

func TestRoundingIsHalfUpEverywhere(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		// given any number of thousandths, whose last digit decides
		n := rapid.IntRange(0, 5000).Draw(rt, "thousandths")
		value := Number{whole(n)}
		value.rat.Quo(value.rat, whole(1000))
		want := n / 10
		if n%10 >= 5 {
			want++
		}
		expected := Number{whole(want)}
		expected.rat.Quo(expected.rat, whole(100))
		if got := value.Round(2); got.Cmp(expected) != 0 {
			rt.Fatalf("%s rounds to %s, want %s", value, got, expected)
		}
		if again := value.Round(2).Round(2); again.Cmp(expected) != 0 {
			rt.Fatalf("rounding %s twice gives %s", value, again)
		}
	})
}

func TestVersionsAreOrdered(t *testing.T) {
	sorted := []string{"0.9", "1", "1.0.1", "1.2", "1.9.9", "1.10", "2.0.0.1", "10"}
	shuffled := []string{"1.10", "10", "1", "2.0.0.1", "0.9", "1.9.9", "1.0.1", "1.2"}
	slices.SortFunc(shuffled, compareVersions)
	if !slices.Equal(shuffled, sorted) {
		t.Errorf("sorted %v, want %v", shuffled, sorted)
	}
	if compareVersions("1", "1.0.0") != 0 {
		t.Error("1 and 1.0.0 differ")
	}
}
