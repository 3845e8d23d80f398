package instrument

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func keys(notices []Notice) (all []string) {
	for _, n := range notices {
		all = append(all, strings.TrimPrefix(n.Key, "instrument."))
	}
	return all
}

// TestCategoriesOfEveryIndex writes out the category of each index from 0.00 to
// 5.00; the golden file is read by a person once and then held.
func TestCategoriesOfEveryIndex(t *testing.T) {
	var table strings.Builder
	ins := shipped(t, "luring")
	for n := 0; n <= 500; n++ {
		index := Number{whole(n)}
		index.rat.Quo(index.rat, whole(100))
		category, ok := ins.CategoryOf(index)
		if !ok {
			t.Fatalf("%s has no category", index.Fixed(2))
		}
		other, _ := shipped(t, "daring").CategoryOf(index)
		if !reflect.DeepEqual(other, category) {
			t.Errorf("%s is %s on site and %s online", index.Fixed(2), category.Code, other.Code)
		}
		fmt.Fprintf(&table, "%s\t%s\t%s\t%s\n", index.Fixed(2), category.Code, category.Name.ID, category.Name.EN)
	}
	golden := filepath.Join("testdata", "categories.golden")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.WriteFile(golden, []byte(table.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got := table.String()
	if got != string(want) {
		for i, line := range strings.Split(got, "\n") {
			if lines := strings.Split(string(want), "\n"); i >= len(lines) || lines[i] != line {
				t.Fatalf("line %d is %q; if that is right, write it with UPDATE_GOLDEN=1", i+1, line)
			}
		}
		t.Fatal("the golden table is longer than the categories")
	}
}

func TestBlanksAreNotZeros(t *testing.T) {
	ins := shipped(t, "luring")
	for _, method := range ins.Methods.F02.ids() {
		// given a form where everything that is answered has level 4, and three blanks
		in := uniform(ins, 4, 10)
		in.MethodF02 = method
		for _, id := range []string{"A30", "A02", "A29"} {
			delete(in.Answers, id)
		}
		// when it is scored
		r := mustScore(t, ins, in)
		// then the blanks pull nothing down, are named in order, and there is no category
		if r.F02.Fraction() != "4" || r.Rounded.Fixed(2) != "4.00" {
			t.Errorf("%s: F-02 %s, IPP %s; want 4 and 4.00", method, r.F02, r.Rounded.Fixed(2))
		}
		if want := []string{"A02", "A29", "A30"}; !reflect.DeepEqual(r.Missing, want) || r.Answered != 27 || r.Total != 30 {
			t.Errorf("%s: missing %v, answered %d of %d; want %v, 27 of 30", method, r.Missing, r.Answered, r.Total, want)
		}
		if !r.Provisional || r.Category != nil || r.Complete() || !reflect.DeepEqual(keys(r.Reasons), []string{"missing"}) {
			t.Errorf("%s: provisional %v, category %v, reasons %v", method, r.Provisional, r.Category, keys(r.Reasons))
		}
		if f := r.Aspects[5]; f.Value.Known() || f.Contribution.Known() || f.Answered != 0 || f.Total != 2 {
			t.Errorf("%s: the aspect without answers is %+v", method, f)
		}
		if a := r.Aspects[0]; a.Answered != 8 || a.Total != 9 || a.Value.Fraction() != "4" {
			t.Errorf("%s: the aspect with one blank is %+v", method, a)
		}
	}
}

func TestAnAnsweredZeroIsAZero(t *testing.T) {
	ins := shipped(t, "daring")
	in := uniform(ins, 4, 10)
	in.Answers["B28"], in.Answers["B29"] = 0, 0
	r := mustScore(t, ins, in)
	// 4 x 88/100 in five aspects, 0 in the sixth
	if r.Provisional || r.F02.Fraction() != "88/25" || r.Aspects[5].Value.Fraction() != "0" {
		t.Errorf("provisional %v, F-02 %s, last aspect %s; want false, 88/25, 0", r.Provisional, r.F02, r.Aspects[5].Value)
	}
}

func TestProvisionalValuesScaleWeightsUp(t *testing.T) {
	ins := shipped(t, "luring")
	// given answers in two indicators of aspect a, which weigh 17 and 14 in it
	in := Input{Answers: Answers{"A01": 5, "A02": 2}, MethodF02: methodWeighted}
	r := mustScore(t, ins, in)
	// then (5x17 + 2x14) / 31, and the index is that of the one aspect that is there
	if r.Aspects[0].Value.Fraction() != "113/31" || r.F02.Fraction() != "113/31" || len(r.Missing) != 28 {
		t.Errorf("aspect %s, index %s, %d missing; want 113/31 twice and 28", r.Aspects[0].Value, r.F02, len(r.Missing))
	}
}

func TestWithoutRespondentsThereIsNoIndex(t *testing.T) {
	ins := shipped(t, "luring")
	partial := Response{"F03A01": 5}
	for _, test := range []struct {
		name       string
		responses  []Response
		incomplete int
		reason     string
	}{
		{"none", nil, 0, "no_respondents"},
		{"an incomplete form", []Response{partial}, 1, "no_complete_response"},
		{"an empty form", []Response{{}}, 1, "no_complete_response"},
	} {
		in := uniform(ins, 5, 0)
		in.Responses = test.responses
		r := mustScore(t, ins, in)
		if r.IPP.Known() || r.Rounded.Known() || r.Category != nil || r.Complete() || r.F03.Known() {
			t.Errorf("%s: IPP %s, F-03 %s, category %v; want none", test.name, r.IPP, r.F03, r.Category)
		}
		if r.F02.Fraction() != "5" || r.Provisional || r.Respondents != 0 || r.IncompleteResponses != test.incomplete {
			t.Errorf("%s: F-02 %s, provisional %v, %d respondents, %d incomplete", test.name, r.F02, r.Provisional, r.Respondents, r.IncompleteResponses)
		}
		if !reflect.DeepEqual(keys(r.Reasons), []string{test.reason}) || len(r.Warnings) != 0 {
			t.Errorf("%s: reasons %v, warnings %v; want %s and none", test.name, keys(r.Reasons), keys(r.Warnings), test.reason)
		}
	}
}

func TestIncompleteFormsAreLeftOutAloud(t *testing.T) {
	ins := shipped(t, "luring")
	// given ten forms of 4 and one of 0 with a blank and one with a level off the scale
	in := uniform(ins, 4, 12)
	for _, question := range ins.F03.Questions {
		in.Responses[3][question.ID] = 0
	}
	delete(in.Responses[3], "F03A14")
	in.Responses[7]["F03A02"] = 6
	r := mustScore(t, ins, in)
	if r.F03.Fraction() != "4" || r.Respondents != 10 || r.IncompleteResponses != 2 || r.Category == nil {
		t.Errorf("F-03 %s from %d, %d incomplete, category %v; want 4 from 10, 2, and one", r.F03, r.Respondents, r.IncompleteResponses, r.Category)
	}
	if !reflect.DeepEqual(keys(r.Warnings), []string{"incomplete_responses"}) {
		t.Errorf("warnings %v", keys(r.Warnings))
	}
}

func TestNumberOfRespondentsWarns(t *testing.T) {
	ins := shipped(t, "daring")
	for _, test := range []struct {
		year, respondents int
		want              string
	}{
		{2022, 9, "below_minimum"}, {2022, 10, ""}, {2022, 20, ""}, {2022, 21, "above_maximum"},
		{2023, 9, "below_minimum_other_year"}, {2026, 1, "below_minimum_other_year"}, {2026, 21, "above_maximum_other_year"}, {2026, 15, ""},
		{2021, 9, "below_minimum_other_year"}, {0, 9, "below_minimum"},
	} {
		in := uniform(ins, 3, test.respondents)
		in.Year = test.year
		r := mustScore(t, ins, in)
		if got := strings.Join(keys(r.Warnings), " "); got != test.want {
			t.Errorf("%d respondents in %d: warnings %q, want %q", test.respondents, test.year, got, test.want)
		}
		// a warning changes no number
		if r.Rounded.Fixed(2) != "3.00" || r.Category == nil {
			t.Errorf("%d respondents in %d: IPP %s, category %v", test.respondents, test.year, r.Rounded.Fixed(2), r.Category)
		}
	}
}

func TestTheRuleOfTheYearItselfCounts(t *testing.T) {
	ins := &Instrument{Respondents: []RespondentRule{{Year: 2025, Min: 30}, {Year: 2024}, {Year: 2022, Min: 10}}}
	for year, want := range map[int]int{2021: 2022, 2022: 2022, 2024: 2022, 2025: 2025, 2026: 2025, 0: 2025} {
		if rule, ok := ins.RespondentRule(year); !ok || rule.Year != want {
			t.Errorf("%d takes the rule of %d (%v), want %d", year, rule.Year, ok, want)
		}
	}
	if rule, ok := (&Instrument{}).RespondentRule(2022); ok {
		t.Errorf("no rules gave %+v", rule)
	}
}

func TestOddAnswersAreNamed(t *testing.T) {
	ins := shipped(t, "luring")
	in := uniform(ins, 3, 10)
	in.Answers["A05"], in.Answers["A04"] = 6, -1
	in.Answers["B01"], in.Answers["Z9"] = 5, 5
	in.Answers["A-T1"] = 5 // additional: known, and not in the index
	r := mustScore(t, ins, in)
	if !reflect.DeepEqual(r.Missing, []string{"A04", "A05"}) || r.F02.Fraction() != "3" || r.Category != nil {
		t.Errorf("missing %v, F-02 %s, category %v", r.Missing, r.F02, r.Category)
	}
	if len(r.Warnings) != 2 || r.Warnings[0].Args["List"] != "A04, A05" || r.Warnings[1].Args["List"] != "B01, Z9" {
		t.Errorf("warnings %+v", r.Warnings)
	}
}

func TestMethods(t *testing.T) {
	luring, daring := shipped(t, "luring"), shipped(t, "daring")
	// the primary methods answer for the empty id
	r := mustScore(t, luring, uniform(luring, 3, 10))
	if r.MethodF02.ID != "rata_rata" || r.MethodF03.ID != "rerata_aspek" || r.MethodF02.Name.In("en") != "simple mean" {
		t.Errorf("methods %+v, %+v", r.MethodF02, r.MethodF03)
	}
	for _, test := range []struct {
		ins      *Instrument
		f02, f03 string
	}{
		{daring, "berbobot", ""}, {luring, "median", ""}, {luring, "", "rata_rata"},
	} {
		_, err := Score(test.ins, Input{MethodF02: test.f02, MethodF03: test.f03})
		var refused *NotOfferedError
		if !errors.As(err, &refused) || refused.Instrument != test.ins.Reference || len(refused.Offered) == 0 {
			t.Errorf("%s with %q, %q: %v", test.ins.ID, test.f02, test.f03, err)
		}
	}
}

func TestResultsSpeak(t *testing.T) {
	example := readVectors(t).Examples[0]
	ins := shipped(t, "luring")
	full := Input{Year: 2022, Answers: example.Answers, Responses: asResponses(ins, example.Responses)}
	partial := full
	partial.Answers = Answers{"A01": 3, "A15": 0}
	few := full
	few.Year, few.Responses = 2026, full.Responses[:1]
	without := full
	without.Responses = nil
	for _, test := range []struct {
		in             Input
		lang, headline string
		contains       []string
	}{
		{full, "id", "IPP 3,49 · B- · Baik (dengan catatan)", []string{"Indeks F-02 3,29 · indeks F-03 4,09", "Kebijakan Pelayanan: 3,67 (9 dari 9 terisi)",
			"F-02 rata-rata sederhana, F-03 rerata per aspek · pekppp-2023-luring versi 1.0.0 · 1 lokus · 10 responden"}},
		{full, "en", "Index 3.49 · B- · Good (with notes)", []string{"F-02 index 3.29 · F-03 index 4.09", "1 unit · 10 respondents"}},
		{partial, "id", "IPP sementara 2,31 (28 kosong, tanpa kategori)", []string{"28 dari 30 indikator masih kosong: A02, A03"}},
		{few, "id", "IPP 3,53 · B · Baik", []string{"1 responden, di bawah minimum 10 menurut aturan tahun 2022; aturan untuk tahun 2026 belum diketahui."}},
		{without, "id", "IPP belum ada · indeks F-02 3,29", []string{"indeks F-03 –", "Belum ada responden F-03"}},
		{Input{}, "id", "IPP belum ada · belum ada indikator yang diisi", []string{"30 dari 30 indikator masih kosong"}},
	} {
		r := mustScore(t, ins, test.in)
		if got := r.Headline(test.lang); got != test.headline {
			t.Errorf("headline %q, want %q", got, test.headline)
		}
		text := r.Text(test.lang)
		for _, part := range test.contains {
			if !strings.Contains(text, part) {
				t.Errorf("%q is not in:\n%s", part, text)
			}
		}
		if strings.Contains(text, "{{") || strings.Contains(text, "instrument.") {
			t.Errorf("a text or a value is missing in:\n%s", text)
		}
	}
}

func TestResultsInJSON(t *testing.T) {
	example := readVectors(t).Examples[0]
	ins := shipped(t, "luring")
	data, err := json.Marshal(mustScore(t, ins, Input{Answers: example.Answers, Responses: asResponses(ins, example.Responses)}))
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Instrument Reference
		IPP        struct{ Exact, Decimal string }
		Rounded    string
		Category   struct{ Code string }
		MethodF02  struct{ ID string } `json:"method_f02"`
		Loci       int
	}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if got.IPP.Exact != "335/96" || got.IPP.Decimal != "3.489583" || got.Rounded != "3.49" || got.Category.Code != "B-" || got.MethodF02.ID != "rata_rata" || got.Loci != 1 || got.Instrument.ID != ins.ID {
		t.Errorf("%+v in %s", got, data)
	}
	empty, err := json.Marshal(mustScore(t, ins, Input{}))
	if err != nil || !strings.Contains(string(empty), `"ipp":null`) || strings.Contains(string(empty), `"rounded"`) {
		t.Errorf("an empty result: %s, %v", empty, err)
	}
}
