package instrument

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"pinisi/assets/words"
)

// changed is the shipped luring instrument's JSON with one change made to it.
func changed(t testing.TB, change func(map[string]any)) []byte {
	t.Helper()
	var file map[string]any
	if err := json.Unmarshal([]byte(shipped(t, "luring").Definition()), &file); err != nil {
		t.Fatal(err)
	}
	change(file)
	data, err := json.Marshal(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// at walks into decoded JSON by keys and list positions.
func at(value any, path ...any) map[string]any {
	for _, step := range path {
		switch step := step.(type) {
		case string:
			value = value.(map[string]any)[step]
		case int:
			value = value.([]any)[step]
		}
	}
	return value.(map[string]any)
}

func TestFaultyFilesAreRefused(t *testing.T) {
	type file = map[string]any
	for _, test := range []struct {
		name   string
		change func(file)
		key    string
		place  string
		says   string // in the Indonesian message: the value found, and what to do
	}{
		{"aspect weights do not sum to 100", func(f file) { at(f, "f02", "aspects", 0)["weight"] = 25 }, "weights_sum", "f02.aspects[].weight", "berjumlah 101 (25 + 25 + 18 + 11 + 10 + 12), seharusnya 100"},
		{"a weight with a fraction", func(f file) { at(f, "f02", "aspects", 0)["weight"] = 24.5 }, "weights_sum", "f02.aspects[].weight", "100.5"},
		{"indicator weights do not sum to 100", func(f file) { at(f, "f02", "aspects", 1, "indicators", 4)["weight"] = 20 }, "weights_sum", "f02.aspects[b].indicators[].weight", "berjumlah 90 (10 + 20 + 20 + 20 + 20), seharusnya 100. Perbaiki"},
		{"F-02 and F-03 do not sum to 100", func(f file) { at(f, "f03")["weight"] = 30 }, "weights_sum", "f02.weight + f03.weight", "105"},
		{"an aspect without weight", func(f file) { delete(at(f, "f02", "aspects", 0), "weight") }, "weight_zero", "f02.aspects[a].weight", "0"},
		{"an indicator without weight", func(f file) { delete(at(f, "f02", "aspects", 5, "indicators", 0), "weight") }, "weight_zero", "f02.aspects[f].indicators[A29].weight", "Isi bobotnya"},
		{"an additional item with weight", func(f file) { at(f, "f02", "additional", 0)["weight"] = 5 }, "additional_weight", "f02.additional[A-T1].weight", "berbobot 5"},
		{"a missing level", func(f file) {
			i := at(f, "f02", "aspects", 0, "indicators", 0)
			i["levels"] = i["levels"].([]any)[:5]
		}, "levels", "f02.aspects[a].indicators[A01].levels", "adalah 0, 1, 2, 3, 4, seharusnya 0, 1, 2, 3, 4, 5"},
		{"levels out of order", func(f file) {
			l := at(f, "f02", "additional", 0)["levels"].([]any)
			l[0], l[1] = l[1], l[0]
		}, "levels", "f02.additional[A-T1].levels", "1, 0, 2, 3, 4, 5"},
		{"a level without text", func(f file) { at(f, "f02", "aspects", 0, "indicators", 0, "levels", 3)["text"] = " " }, "blank", "f02.aspects[a].indicators[A01].levels[3].text", "Isi"},
		{"a title without text", func(f file) { delete(at(f, "f02", "aspects", 0, "indicators", 0), "title") }, "blank", "f02.aspects[a].indicators[A01].title", "Isi"},
		{"an indicator twice", func(f file) { at(f, "f02", "aspects", 1, "indicators", 0)["id"] = "A01" }, "duplicate", "f02.aspects[b].indicators[A01]", `"A01"`},
		{"an additional item with an indicator's id", func(f file) { at(f, "f02", "additional", 0)["id"] = "A30" }, "duplicate", "f02.additional[A30]", `"A30"`},
		{"a question with an indicator's id", func(f file) { at(f, "f03", "questions", 0)["id"] = "A01" }, "duplicate", "f03.questions[A01]", `"A01"`},
		{"a question twice", func(f file) { at(f, "f03", "questions", 0)["id"] = "F03A02" }, "duplicate", "f03.questions[F03A02]", `"F03A02"`},
		{"an aspect twice", func(f file) { at(f, "f02", "aspects", 1)["id"] = "a" }, "duplicate", "f02.aspects[a]", `"a"`},
		{"an indicator's id with a blank", func(f file) { at(f, "f02", "aspects", 0, "indicators", 0)["id"] = "A 1" }, "bad_id", "f02.aspects[a].indicators[A 1].id", `"A 1"`},
		{"a question of no aspect", func(f file) { at(f, "f03", "questions", 0)["aspect"] = "g" }, "unknown_aspect", "f03.questions[F03A01].aspect", `"g"`},
		{"a lost indicator", func(f file) {
			a := at(f, "f02", "aspects", 3)
			a["indicators"] = a["indicators"].([]any)[:3]
		}, "count", "f02.aspects[d].indicator_count", "menyebut 4, tetapi isinya 3"},
		{"a wrong total", func(f file) { at(f, "f02")["indicator_count"] = 31 }, "count", "f02.indicator_count", "menyebut 31, tetapi isinya 30"},
		{"a lost question", func(f file) {
			q := at(f, "f03")
			q["questions"] = q["questions"].([]any)[1:]
		}, "count", "f03.question_count", "menyebut 14, tetapi isinya 13"},
		{"no aspects", func(f file) { delete(at(f, "f02"), "aspects") }, "blank", "f02.aspects", ""},
		{"an empty aspect", func(f file) { at(f, "f02", "aspects", 0)["indicators"] = []any{} }, "blank", "f02.aspects[a].indicators", ""},
		{"no questions", func(f file) { delete(at(f, "f03"), "questions") }, "blank", "f03.questions", ""},
		{"an unknown method", func(f file) { at(f, "methods", "f02", "offered", 0)["id"] = "median" }, "method_unknown", "methods.f02.offered[median]", "Yang dikenal: berbobot, rata_rata"},
		{"a method of the other form", func(f file) { at(f, "methods", "f03", "offered", 0)["id"] = "berbobot" }, "method_unknown", "methods.f03.offered[berbobot]", "rerata_aspek, rerata_butir"},
		{"a method twice", func(f file) { at(f, "methods", "f02", "offered", 1)["id"] = "rata_rata" }, "duplicate", "methods.f02.offered[rata_rata]", ""},
		{"a primary method that is not offered", func(f file) { at(f, "methods", "f03")["primary"] = "rata_rata" }, "method_primary", "methods.f03.primary", `"rata_rata"`},
		{"no method for the agency", func(f file) { delete(at(f, "methods"), "agency") }, "method_primary", "methods.agency.primary", ""},
		{"overlapping categories", func(f file) { at(f, "index", "categories", 1)["min"] = "1.00" }, "category_overlap", "index.categories[E]", "mulai pada 1, padahal F sampai 1"},
		{"a gap between categories", func(f file) { at(f, "index", "categories", 8)["min"] = "4.52" }, "category_gap", "index.categories[A]", "Mulailah pada 4.51"},
		{"a reversed category", func(f file) { at(f, "index", "categories", 2)["max"] = "1.40" }, "category_reversed", "index.categories[D]", "1.51 sampai 1.4"},
		{"categories that end early", func(f file) { at(f, "index", "categories", 8)["max"] = "4.99" }, "category_ends", "index.categories", "seharusnya 0 sampai 5"},
		{"categories that begin late", func(f file) { at(f, "index", "categories", 0)["min"] = "0.01" }, "category_ends", "index.categories", "0.01 sampai 5, seharusnya 0 sampai 5"},
		{"categories finer than the index", func(f file) { at(f, "index", "categories", 0)["max"] = "1.005" }, "category_decimals", "index.categories[F]", "1.005"},
		{"a category twice", func(f file) { at(f, "index", "categories", 1)["code"] = "F" }, "duplicate", "index.categories[F]", `"F"`},
		{"no categories", func(f file) { delete(at(f, "index"), "categories") }, "blank", "index.categories", ""},
		{"another rounding", func(f file) { at(f, "index")["rounding"] = "half_even" }, "rounding", "index.rounding", "half_up"},
		{"too many decimals", func(f file) { at(f, "index")["decimals"] = 9 }, "decimals", "index.decimals", "9"},
		{"negative decimals", func(f file) { at(f, "index")["decimals"] = -1 }, "decimals", "index.decimals", "-1"},
		{"a scale upside down", func(f file) { at(f, "scale")["max"] = -1 }, "scale", "scale", "0 sampai -1"},
		{"a scale of two digits", func(f file) { at(f, "scale")["max"] = 10 }, "scale", "scale", "0 sampai 10"},
		{"respondents upside down", func(f file) { at(f, "respondents", 0)["min"] = 30 }, "respondents", "respondents[0]", "minimum 30, maksimum 20"},
		{"an id with a slash", func(f file) { f["id"] = "a/b" }, "bad_id", "id", `"a/b"`},
		{"no id", func(f file) { delete(f, "id") }, "bad_id", "id", `""`},
		{"a version in words", func(f file) { f["version"] = "v2" }, "bad_version", "version", `"v2"`},
		{"no variant", func(f file) { delete(f, "variant") }, "bad_id", "variant", ""},
		{"no edition", func(f file) { delete(f, "edition") }, "blank", "edition", ""},
		{"no format", func(f file) { delete(f, "format") }, "format", "format", "1"},
		{"a newer format", func(f file) { f["format"], f["scale"] = 2, "other" }, "newer_format", "format", "Perbarui Pinisi"},
		{"a word for a number", func(f file) { f["edition"] = "ini" }, "wrong_type", "edition", "string"},
		{"a list for a text", func(f file) { f["title"] = []string{"a"} }, "bad_value", "", `["a"]`},
		{"a negative weight", func(f file) { at(f, "f02", "aspects", 0)["weight"] = -24 }, "bad_value", "", "-24"},
		{"a weight with an exponent", func(f file) { at(f, "f02", "aspects", 0)["weight"] = json.RawMessage("1e999999999") }, "bad_value", "", "1e999999999"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse(bytes.NewReader(changed(t, test.change)))
			var found *InvalidError
			for _, fault := range Faults(err) {
				if fault.Key == "instrument."+test.key && fault.Place == test.place {
					found = fault
				}
			}
			if found == nil {
				t.Fatalf("no fault %s at %q; got %v", test.key, test.place, err)
			}
			text := found.Text("id")
			if !strings.Contains(text, test.says) || strings.Contains(text, "{{") || text == found.Text("en") || found.Error() != found.Text("en") {
				t.Errorf("message %q does not say %q", text, test.says)
			}
		})
	}
}

func TestSyntaxErrorsNameTheLine(t *testing.T) {
	for _, test := range []struct{ text, key, says string }{
		{"{\n \"format\": 1,\n x", "syntax", "baris 3"},
		{"{\"format\": 1,\n\"edition\": \"ini\"}", "wrong_type", "edition pada baris 2"},
		{"", "syntax", "baris 1"},
		{"[]", "wrong_type", "baris 1"},
		{"{}{}", "syntax", "baris 1"},
	} {
		_, err := Parse(strings.NewReader(test.text))
		faults := Faults(err)
		if len(faults) != 1 || faults[0].Key != "instrument."+test.key || !strings.Contains(faults[0].Text("id"), test.says) {
			t.Errorf("%q: %v", test.text, err)
		}
	}
}

func TestSeveralFaultsAreAllTold(t *testing.T) {
	_, err := Parse(bytes.NewReader(changed(t, func(f map[string]any) {
		at(f, "f02", "aspects", 0)["weight"] = 25
		at(f, "f02", "aspects", 1, "indicators", 4)["weight"] = 20
		f["version"] = ""
	})))
	if got := Faults(err); len(got) != 3 {
		t.Errorf("%d faults, want 3: %v", len(got), err)
	}
	var one *InvalidError
	if !errors.As(err, &one) || one.Key != "instrument.bad_version" {
		t.Errorf("the first is %v", one)
	}
}

func TestReadersThatFailOrNeverEnd(t *testing.T) {
	broken := errors.New("the stick was pulled out")
	if _, err := Parse(iotest.ErrReader(broken)); !errors.Is(err, broken) || len(Faults(err)) != 0 {
		t.Errorf("got %v", err)
	}
	endless := io.MultiReader(strings.NewReader("{"), repeat(' '))
	if _, err := Parse(endless); len(Faults(err)) != 1 || Faults(err)[0].Key != "instrument.too_large" {
		t.Errorf("an endless file gave %v", err)
	}
}

type repeat byte

func (r repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r)
	}
	return len(p), nil
}

func TestUnknownFieldsAndOtherScalesAreAccepted(t *testing.T) {
	// given a file of another regulation: scale 1 to 4, 60/40, one decimal, and a field
	// that this version does not know
	ins, err := Parse(bytes.NewReader(changed(t, func(f map[string]any) {
		f["id"], f["colour"] = "other", "blue"
		at(f, "scale")["min"], at(f, "scale")["max"] = 1, 4
		at(f, "f02")["weight"], at(f, "f03")["weight"] = 62.5, "37.5"
		index := at(f, "index")
		index["decimals"] = 1
		index["categories"] = []any{
			map[string]any{"code": "low", "name": "Rendah", "min": 1, "max": 2.4},
			map[string]any{"code": "high", "name": "Tinggi", "min": "2.5", "max": 4},
		}
		for a := range 6 {
			for _, i := range at(f, "f02", "aspects", a)["indicators"].([]any) {
				i.(map[string]any)["levels"] = i.(map[string]any)["levels"].([]any)[1:5]
			}
		}
		x := at(f, "f02", "additional", 0)
		x["levels"] = x["levels"].([]any)[1:5]
	})))
	if err != nil {
		t.Fatal(err)
	}
	// when a form is scored: F-02 2, F-03 3
	in := uniform(ins, 2, 1)
	for id := range in.Responses[0] {
		in.Responses[0][id] = 3
	}
	r := mustScore(t, ins, in)
	// then the file's numbers were used: 2 x 0.625 + 3 x 0.375 = 2.375
	if r.IPP.Fraction() != "19/8" || r.Rounded.Fixed(1) != "2.4" || r.Category == nil || r.Category.Code != "low" {
		t.Errorf("IPP %s, rounded %s, category %v", r.IPP, r.Rounded.Fixed(1), r.Category)
	}
	in.Answers["A01"] = 0
	if r := mustScore(t, ins, in); len(r.Missing) != 1 {
		t.Errorf("level 0 is off this scale, missing %v", r.Missing)
	}
}

func TestEveryMessageHasItsWords(t *testing.T) {
	id := words.New("id")
	for _, key := range []string{"syntax", "wrong_type", "bad_value", "too_large", "not_utf8", "newer_format", "format", "bad_id", "bad_version", "blank", "scale", "count", "duplicate", "levels", "weights_sum",
		"weight_zero", "additional_weight", "unknown_aspect", "method_unknown", "method_primary", "rounding", "decimals", "category_decimals", "category_reversed",
		"category_overlap", "category_gap", "category_ends", "respondents", "version_reused", "not_found", "no_variant", "method_not_offered"} {
		if text, ok := id.Lookup("instrument." + key); !ok || text == "" {
			t.Errorf("instrument.%s has no text", key)
		}
	}
}

func FuzzParse(f *testing.F) {
	file := shipped(f, "luring").Definition()
	f.Add([]byte(file))
	small, err := os.ReadFile("testdata/smallest.json")
	if err != nil {
		f.Fatal(err)
	}
	if _, err := Parse(bytes.NewReader(small)); err != nil {
		f.Fatalf("the smallest instrument is refused: %v", err)
	}
	f.Add(small)
	f.Add([]byte(shipped(f, "daring").Definition()))
	f.Add(changed(f, func(file map[string]any) { at(file, "scale")["min"] = -9e18 }))
	f.Add(changed(f, func(file map[string]any) { at(file, "index")["decimals"] = 4 }))
	f.Add([]byte(file[:len(file)/2]))
	f.Add([]byte(`{"format":1,"f02":{"weight":"99999999999999999999"}}`))
	f.Add([]byte(`{"format":9}`))
	f.Add([]byte(`{"format":1,"more":1e999}`))
	f.Add([]byte("{\"format\":1,\"id\":\"caf\xe9\"}"))
	f.Add([]byte(`null`))
	f.Add([]byte(``))
	f.Fuzz(func(t *testing.T, data []byte) {
		ins, err := Parse(bytes.NewReader(data))
		if err != nil {
			if len(Faults(err)) == 0 {
				t.Fatalf("refused without saying why: %v", err)
			}
			for _, fault := range Faults(err) {
				if text := fault.Text("id"); text == "" || text == fault.Key {
					t.Fatalf("fault %+v has no words", fault)
				}
			}
			return
		}
		// what is accepted can be scored, and a whole form has a category
		for _, level := range []int{ins.Scale.Min, ins.Scale.Max} {
			for _, f02 := range ins.Methods.F02.ids() {
				for _, f03 := range ins.Methods.F03.ids() {
					in := uniform(ins, level, 2)
					in.MethodF02, in.MethodF03 = f02, f03
					r := mustScore(t, ins, in)
					if !r.Complete() || r.IPP.Fraction() != (Number{whole(level)}).Fraction() {
						t.Fatalf("all answers %d: IPP %s, category %v", level, r.IPP, r.Category)
					}
				}
			}
		}
	})
}
