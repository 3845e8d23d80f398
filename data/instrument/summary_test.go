package instrument

import (
	"strings"
	"testing"
)

func TestAggregateStatesWhatItRestsOn(t *testing.T) {
	ins := shipped(t, "luring")
	// given three units with final results of 3, 4 and 5, one that lacks respondents
	// and one with blanks
	var results []Result
	for _, level := range []int{3, 5, 4} {
		results = append(results, mustScore(t, ins, uniform(ins, level, 10)))
	}
	blank := uniform(ins, 0, 10)
	delete(blank.Answers, "A01")
	results = append(results, mustScore(t, ins, uniform(ins, 0, 0)), mustScore(t, ins, blank))
	// when they are joined
	all := Aggregate(results)
	// then the mean is that of the three, and the others are counted
	if len(all) != 1 {
		t.Fatalf("%d summaries, want 1", len(all))
	}
	s := all[0]
	if s.Mean.Fraction() != "4" || s.Rounded.Fixed(2) != "4.00" || s.Category == nil || s.Category.Code != "B" {
		t.Errorf("mean %s, rounded %s, category %v", s.Mean, s.Rounded.Fixed(2), s.Category)
	}
	if s.Loci != 3 || s.LeftOut != 2 || s.Respondents != 30 || s.Lowest.Fraction() != "3" || s.Highest.Fraction() != "5" {
		t.Errorf("%d loci, %d left out, %d respondents, %s to %s", s.Loci, s.LeftOut, s.Respondents, s.Lowest, s.Highest)
	}
	if text := s.Text("id"); !strings.Contains(text, "Rerata IPP 4,00 · B · Baik · dari 3 lokus, 2 belum final tidak dihitung") || !strings.Contains(text, "30 responden") {
		t.Errorf("text %q", text)
	}
}

func TestTheMeanIsOfExactIndexes(t *testing.T) {
	ins := shipped(t, "luring")
	// given two units whose exact indexes are below 3.005 and below 3.015, so that
	// each rounds down alone
	one, two := uniform(ins, 3, 10), uniform(ins, 3, 10)
	one.Responses[0]["F03A14"] = 4 // aspect e has one question: F-03 +1/50, IPP +1/200
	two.Responses[0]["F03A01"] = 4 // aspect a has four: F-03 +1/200, IPP +1/800
	a, b := mustScore(t, ins, one), mustScore(t, ins, two)
	if a.IPP.Fraction() != "601/200" || b.IPP.Fraction() != "2401/800" {
		t.Fatalf("indexes %s and %s, want 601/200 and 2401/800", a.IPP, b.IPP)
	}
	s := Aggregate([]Result{a, b})[0]
	// then the mean is (3.005 + 3.00125) / 2 = 3.003125, not (3.01 + 3.00) / 2
	if s.Mean.Fraction() != "961/320" || s.Rounded.Fixed(2) != "3.00" || s.Category.Code != "C" {
		t.Errorf("mean %s, rounded %s, category %s; want 961/320, 3.00, C", s.Mean, s.Rounded.Fixed(2), s.Category.Code)
	}
}

func TestWhatWasComputedDifferentlyIsNotAveraged(t *testing.T) {
	luring, daring := shipped(t, "luring"), shipped(t, "daring")
	weighted, answers := uniform(luring, 2, 10), uniform(luring, 3, 10)
	weighted.MethodF02, answers.MethodF03 = methodWeighted, methodAnswerMean
	all := Aggregate([]Result{
		mustScore(t, luring, uniform(luring, 1, 10)), mustScore(t, luring, weighted), mustScore(t, luring, answers), mustScore(t, daring, uniform(daring, 4, 10)), {},
	})
	var got []string
	for _, s := range all {
		got = append(got, s.Instrument.ID+" "+s.MethodF02.ID+" "+s.MethodF03.ID+" "+s.Mean.Fraction())
	}
	want := []string{
		"pekppp-2023-daring rata_rata rerata_aspek 4",
		"pekppp-2023-luring berbobot rerata_aspek 2",
		"pekppp-2023-luring rata_rata rerata_aspek 1",
		"pekppp-2023-luring rata_rata rerata_butir 3",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("groups\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestNoFinalResultGivesNoMean(t *testing.T) {
	ins := shipped(t, "luring")
	s := Aggregate([]Result{mustScore(t, ins, Input{})})[0]
	if s.Mean.Known() || s.Category != nil || s.Loci != 0 || s.LeftOut != 1 || !strings.HasPrefix(s.Text("id"), "Belum ada rerata IPP: 0 lokus final, 1 belum final") {
		t.Errorf("%+v: %s", s, s.Text("id"))
	}
	if got := Aggregate(nil); len(got) != 0 {
		t.Errorf("nothing gave %v", got)
	}
}
