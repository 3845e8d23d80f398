package assess_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/respond"
	"pinisi/data/store"
)

// filled begins an evaluation with every indicator on one level and so many
// respondents who answer all questions alike.
func filled(t *testing.T, st *store.Store, who data.ID, n assess.New, level, respondents, answer int) data.ID {
	t.Helper()
	id := begin(t, st, who, n)
	s := load(t, st, id)
	var edits []data.Edit
	for _, ind := range s.Instrument.Indicators() {
		edits = append(edits, s.Choose(ind.ID, level)...)
	}
	answers := make([]int, len(s.Responses.Questions))
	for i := range answers {
		answers[i] = answer
	}
	for range respondents {
		edits = append(edits, s.Responses.Add(st.NewID(), respond.Entry{Answers: answers})...)
	}
	write(t, st, who, edits)
	return id
}

func in(period, unit, variant string) assess.New {
	return assess.New{Period: period, Unit: unit, Line: "kekonsuleran", Variant: variant}
}

func compare(t *testing.T, st *store.Store, id data.ID) *assess.Comparison {
	t.Helper()
	c, err := assess.Compare(context.Background(), st, load(t, st, id))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func named(all []assess.Compared) string {
	var names []string
	for _, c := range all {
		names = append(names, strings.TrimSpace(c.Evaluation.Text("unit")+" "+c.Evaluation.Text("period")+" "+c.Result.Rounded.Fixed(2)+" "+c.Apart))
	}
	return strings.Join(names, "; ")
}

func TestAnEvaluationIsComparedWithItsFiveEarlierPeriodsAndItsNeighbours(t *testing.T) {
	// given seven earlier periods of a unit, a later one, two other units, another
	// variant, and one period by other methods
	st, who := device(t, "kbri-singapura")
	for i, period := range []string{"2019", "2020", "2021", "2022-S1", "2022-S2", "2024", "2025"} {
		filled(t, st, who, in(period, "Seksi Konsuler", "luring"), i%5, 2, 4)
	}
	filled(t, st, who, in("2027", "Seksi Konsuler", "luring"), 5, 1, 5)
	mine := filled(t, st, who, in("2026", "Seksi Konsuler", "luring"), 3, 2, 4)
	filled(t, st, who, in("2026", "Fungsi Pensosbud", "luring"), 4, 1, 5)
	filled(t, st, who, in("2026", "Atase Perhubungan", "luring"), 2, 0, 0)
	filled(t, st, who, in("2026", "Seksi Konsuler", "daring"), 5, 1, 5)
	by := load(t, st, mustFind(t, st, "2024"))
	write(t, st, who, []data.Edit{by.Evaluation.Set("method_f02", data.TextValue("berbobot"))})
	// when it is compared
	c := compare(t, st, mine)
	// then only what was computed alike stands beside it, oldest first
	if got, want := named(c.Earlier), "Seksi Konsuler 2021 2.50; Seksi Konsuler 2022-S1 3.25; Seksi Konsuler 2022-S2 4.00; Seksi Konsuler 2025 1.75"; got != want {
		t.Errorf("earlier: %s\nwant %s", got, want)
	}
	if got, want := named(c.Units), "Atase Perhubungan 2026; Fungsi Pensosbud 2026 4.25"; got != want {
		t.Errorf("units: %s\nwant %s", got, want)
	}
	if got, want := named(c.Apart), "Seksi Konsuler 2024 1.00 method; Seksi Konsuler 2026 5.00 variant"; got != want {
		t.Errorf("apart: %s\nwant %s", got, want)
	}
	if got := c.Earlier[0].Aspect("a").Fraction() + c.Earlier[0].Aspect("z").Fraction(); got != "2" {
		t.Errorf("aspect a of 2021: %s, want 2 and no z", got)
	}
	// and its own value by each other pair of methods is named
	var methods []string
	for _, r := range c.Otherwise {
		methods = append(methods, r.MethodF02.ID+"+"+r.MethodF03.ID)
		if r.Rounded.Fixed(2) != "3.25" {
			t.Errorf("by %v: %s", methods, r.Rounded)
		}
	}
	if want := []string{"rata_rata+rerata_butir", "berbobot+rerata_aspek", "berbobot+rerata_butir"}; !slices.Equal(methods, want) {
		t.Errorf("otherwise %v, want %v", methods, want)
	}
}

func mustFind(t *testing.T, st *store.Store, period string) data.ID {
	t.Helper()
	list, err := st.List(context.Background(), store.Query{Kind: "evaluation", Where: map[string]data.Value{"period": data.TextValue(period)}})
	if err != nil || len(list) != 1 {
		t.Fatalf("evaluations of %s: %d, %v", period, len(list), err)
	}
	return list[0].ID
}

func TestARememberedResultFollowsWhatChanges(t *testing.T) {
	st, who := device(t, "kbri-singapura")
	last := filled(t, st, who, in("2025", "Seksi Konsuler", "luring"), 3, 2, 4)
	mine := filled(t, st, who, in("2026", "Seksi Konsuler", "luring"), 3, 2, 4)
	seen := func() string { return named(compare(t, st, mine).Earlier) }
	if got := seen(); got != "Seksi Konsuler 2025 3.25" {
		t.Fatalf("before: %s", got)
	}
	// when a level, then a respondent's answer, then the number of respondents change
	s := load(t, st, last)
	write(t, st, who, s.Choose("A29", 5))
	if got := seen(); got != "Seksi Konsuler 2025 3.34" {
		t.Errorf("after a level: %s", got)
	}
	r := load(t, st, last).Responses.Responses[0]
	write(t, st, who, []data.Edit{r.Set("answers", data.TextValue(strings.Repeat("5", len(r.Answers))))})
	if got := seen(); got != "Seksi Konsuler 2025 3.47" {
		t.Errorf("after an answer: %s", got)
	}
	write(t, st, who, []data.Edit{load(t, st, last).Responses.Responses[0].Delete()})
	// then the comparison follows each time
	if got := seen(); got != "Seksi Konsuler 2025 3.34" {
		t.Errorf("after a respondent less: %s", got)
	}
}
