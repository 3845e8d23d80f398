package instrument

import (
	"encoding/json"
	"math/big"
	"os"
	"sync"
	"testing"
)

// vectors is testdata/vectors.json: values computed by hand and by another program
// from the same sources, as exact fractions. Its keys are Indonesian because it is
// kept word for word.
type vectors struct {
	Examples []struct {
		Name      string         `json:"nama"`
		Variant   string         `json:"varian"`
		Answers   map[string]int `json:"jawaban_f02"`
		Responses [][]int        `json:"responden_f03"`
		Count     int            `json:"jumlah_responden"`
		F03       struct {
			Questions  []string         `json:"rerata_butir"`
			Aspects    map[string]exact `json:"nilai_aspek"`
			AspectMean exact            `json:"indeks_rerata_aspek"`
			AnswerMean exact            `json:"indeks_rerata_butir"`
		} `json:"f03"`
		Results []struct {
			MethodF02 string `json:"metode_f02"`
			MethodF03 string `json:"metode_f03"`
			Aspects   []struct {
				ID              string `json:"aspek"`
				Value           string `json:"nilai"`
				ValueDecimal    string `json:"nilai_desimal"`
				Contribution    string `json:"kontribusi"`
				ContributionDec string `json:"kontribusi_desimal"`
			} `json:"aspek"`
			F02     exact  `json:"indeks_f02"`
			Share02 string `json:"kontribusi_f02_75"`
			Share03 string `json:"kontribusi_f03_25"`
			IPP     exact  `json:"ipp"`
			Code    string `json:"kategori"`
			Name    string `json:"predikat"`
		} `json:"hasil"`
	} `json:"contoh"`
	Rounding []struct {
		IPP      string `json:"ipp"`
		Rounded  string `json:"dua_desimal"`
		Category string `json:"kategori_dari_dua_desimal"`
		Unfair   string `json:"kategori_ambang_tanpa_pembulatan"`
	} `json:"pembulatan_tepi"`
	Differ struct {
		Fives   []string `json:"jawaban_bernilai_5"`
		Others  int      `json:"lainnya"`
		Results []struct {
			MethodF02 string `json:"metode_f02"`
			F02       string `json:"indeks_f02"`
			Decimal   string `json:"desimal"`
		} `json:"hasil"`
	} `json:"pembeda_metode"`
	Extremes []struct {
		All      int    `json:"semua"`
		IPP      string `json:"ipp"`
		Category string `json:"kategori"`
	} `json:"ekstrem"`
}

type exact struct {
	Fraction string `json:"pecahan"`
	Decimal  string `json:"desimal"`
	Two      string `json:"dua_desimal"`
}

func readVectors(t *testing.T) vectors {
	t.Helper()
	data, err := os.ReadFile("testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var v vectors
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	// An empty file would make every test below pass.
	if len(v.Examples) != 1 || len(v.Examples[0].Results) != 4 || len(v.Rounding) != 21 || len(v.Differ.Results) != 2 || len(v.Extremes) != 2 {
		t.Fatalf("vectors.json is not whole: %d examples, %d roundings, %d methods, %d extremes", len(v.Examples), len(v.Rounding), len(v.Differ.Results), len(v.Extremes))
	}
	return v
}

var shippedOnce = sync.OnceValues(NewRegistry)

// shipped is the shipped instrument of a variant.
func shipped(t testing.TB, variant string) *Instrument {
	t.Helper()
	registry, err := shippedOnce()
	if err != nil {
		t.Fatal(err)
	}
	ins, err := registry.Get("pekppp-2023-"+variant, "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	return ins
}

// asResponses names the numbers of each respondent's row by the questions.
func asResponses(ins *Instrument, rows [][]int) []Response {
	var all []Response
	for _, row := range rows {
		response := Response{}
		for i, level := range row {
			response[ins.F03.Questions[i].ID] = level
		}
		all = append(all, response)
	}
	return all
}

// uniform answers everything with one level, by that many respondents.
func uniform(ins *Instrument, level, respondents int) Input {
	in := Input{Answers: Answers{}}
	for _, indicator := range ins.Indicators() {
		in.Answers[indicator.ID] = level
	}
	for range respondents {
		response := Response{}
		for _, question := range ins.F03.Questions {
			response[question.ID] = level
		}
		in.Responses = append(in.Responses, response)
	}
	return in
}

func mustScore(t testing.TB, ins *Instrument, in Input) Result {
	t.Helper()
	result, err := Score(ins, in)
	if err != nil {
		t.Fatalf("Score: %v", err)
	}
	return result
}

func TestExampleVectors(t *testing.T) {
	for _, example := range readVectors(t).Examples {
		ins := shipped(t, example.Variant)
		for _, want := range example.Results {
			// given the answers of the example
			in := Input{Answers: example.Answers, Responses: asResponses(ins, example.Responses), MethodF02: want.MethodF02, MethodF03: want.MethodF03}
			name := example.Name + " " + want.MethodF02 + " " + want.MethodF03
			// when they are scored
			r := mustScore(t, ins, in)
			// then every number on the way is the vector's, exactly
			same := func(what, got, want string) {
				t.Helper()
				if got != want {
					t.Errorf("%s: %s is %s, want %s", name, what, got, want)
				}
			}
			for i, aspect := range want.Aspects {
				got := r.Aspects[i]
				same("aspect", got.ID, aspect.ID)
				same("value of aspect "+aspect.ID, got.Value.Fraction(), aspect.Value)
				same("value of aspect "+aspect.ID, got.Value.Fixed(6), aspect.ValueDecimal)
				same("contribution of aspect "+aspect.ID, got.Contribution.Fraction(), aspect.Contribution)
				same("contribution of aspect "+aspect.ID, got.Contribution.Fixed(6), aspect.ContributionDec)
			}
			if len(r.Aspects) != len(want.Aspects) || len(r.Questions) != len(example.F03.Questions) || len(r.F03Aspects) != len(example.F03.Aspects) {
				t.Errorf("%s: %d aspects, %d questions, %d aspects of F-03; want %d, %d, %d", name, len(r.Aspects), len(r.Questions), len(r.F03Aspects), len(want.Aspects), len(example.F03.Questions), len(example.F03.Aspects))
			}
			for i, question := range example.F03.Questions {
				same("mean of question "+r.Questions[i].ID, r.Questions[i].Mean.Fixed(6), question)
			}
			for _, aspect := range r.F03Aspects {
				same("F-03 aspect "+aspect.ID, aspect.Value.Fraction(), example.F03.Aspects[aspect.ID].Fraction)
				same("F-03 aspect "+aspect.ID, aspect.Value.Fixed(6), example.F03.Aspects[aspect.ID].Decimal)
			}
			f03 := example.F03.AspectMean
			if want.MethodF03 == methodAnswerMean {
				f03 = example.F03.AnswerMean
			}
			same("F-03 index", r.F03.Fraction(), f03.Fraction)
			same("F-03 index", r.F03.Fixed(6), f03.Decimal)
			same("F-02 index", r.F02.Fraction(), want.F02.Fraction)
			same("F-02 index", r.F02.Fixed(6), want.F02.Decimal)
			same("share of F-02", Number{share(r.F02.rat, ins.F02.Weight)}.Fixed(6), want.Share02)
			same("share of F-03", Number{share(r.F03.rat, ins.F03.Weight)}.Fixed(6), want.Share03)
			same("IPP", r.IPP.Fraction(), want.IPP.Fraction)
			same("IPP", r.IPP.Fixed(6), want.IPP.Decimal)
			same("rounded IPP", r.Rounded.Fixed(2), want.IPP.Two)
			if r.Category == nil {
				t.Fatalf("%s: no category", name)
			}
			same("category", r.Category.Code, want.Code)
			same("category's name", r.Category.Name.ID, want.Name)
			if r.Respondents != example.Count || r.Loci != 1 || r.Provisional || !r.Complete() {
				t.Errorf("%s: %d respondents, %d loci, provisional %v, complete %v", name, r.Respondents, r.Loci, r.Provisional, r.Complete())
			}
		}
	}
}

func TestRoundingAtTheEdges(t *testing.T) {
	for _, variant := range []string{"luring", "daring"} {
		ins := shipped(t, variant)
		for _, edge := range readVectors(t).Rounding {
			value, ok := new(big.Rat).SetString(edge.IPP)
			if !ok {
				t.Fatalf("the vector %q is no number", edge.IPP)
			}
			index := Number{value}
			if got := index.Fixed(2); got != edge.Rounded {
				t.Errorf("%s rounds to %s, want %s", edge.IPP, got, edge.Rounded)
			}
			if got := index.Round(2).Fraction(); got != rat(t, edge.Rounded).RatString() {
				t.Errorf("%s rounds to %s exactly, want %s", edge.IPP, got, edge.Rounded)
			}
			category, ok := ins.CategoryOf(index)
			if !ok || category.Code != edge.Category {
				t.Errorf("%s is %q (%v), want %q", edge.IPP, category.Code, ok, edge.Category)
			}
		}
	}
}

func rat(t testing.TB, text string) *big.Rat {
	t.Helper()
	value, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return value
}

func TestMethodsDiffer(t *testing.T) {
	ins, differ := shipped(t, "luring"), readVectors(t).Differ
	for _, want := range differ.Results {
		in := uniform(ins, differ.Others, 1)
		for _, id := range differ.Fives {
			in.Answers[id] = 5
		}
		in.MethodF02 = want.MethodF02
		r := mustScore(t, ins, in)
		if r.F02.Fraction() != want.F02 || r.F02.Fixed(6) != want.Decimal {
			t.Errorf("%s: F-02 index %s (%s), want %s (%s)", want.MethodF02, r.F02, r.F02.Fixed(6), want.F02, want.Decimal)
		}
	}
}

func TestExtremes(t *testing.T) {
	for _, variant := range []string{"luring", "daring"} {
		ins := shipped(t, variant)
		for _, extreme := range readVectors(t).Extremes {
			for _, f02 := range ins.Methods.F02.ids() {
				for _, f03 := range ins.Methods.F03.ids() {
					in := uniform(ins, extreme.All, 10)
					in.MethodF02, in.MethodF03 = f02, f03
					r := mustScore(t, ins, in)
					if r.Category == nil || r.Rounded.Fixed(2) != extreme.IPP || r.Category.Code != extreme.Category {
						t.Errorf("%s, all %d, %s, %s: %s %v, want %s %s", variant, extreme.All, f02, f03, r.Rounded.Fixed(2), r.Category, extreme.IPP, extreme.Category)
					}
				}
			}
		}
	}
}
