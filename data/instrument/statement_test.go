package instrument

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pinisi/assets/words"
)

func TestWhatAStatementTakes(t *testing.T) {
	media := []Option{{ID: "print"}, {ID: "web"}, {ID: "social"}}
	for _, c := range []struct {
		kind, value string
		want        bool
	}{
		{AnswerYesNo, "yes", true}, {AnswerYesNo, "no", true}, {AnswerYesNo, "ya", false}, {AnswerYesNo, "", false},
		{AnswerNumber, "0", true}, {AnswerNumber, "12", true}, {AnswerNumber, "87.5", true}, {AnswerNumber, "87,5", false},
		{AnswerNumber, "-1", false}, {AnswerNumber, "1e3", false}, {AnswerNumber, "", false}, {AnswerNumber, "12 unit", false},
		{AnswerChoice, "web", true}, {AnswerChoice, "web,print", false}, {AnswerChoice, "tv", false}, {AnswerChoice, "", false},
		{AnswerChoices, "web", true}, {AnswerChoices, "web,print", true}, {AnswerChoices, "web,web", false}, {AnswerChoices, "web,", false}, {AnswerChoices, "", false},
		{AnswerDate, "2026-03-24", true}, {AnswerDate, "2026-02-30", false}, {AnswerDate, "24/03/2026", false}, {AnswerDate, "", false},
		{AnswerText, "Loket", true}, {AnswerText, " ", false},
	} {
		q := Statement{Type: c.kind}
		if c.kind == AnswerChoice || c.kind == AnswerChoices {
			q.Choices = media
		}
		if got := q.Takes(c.value); got != c.want {
			t.Errorf("%s takes %q: %v, want %v", c.kind, c.value, got, c.want)
		}
	}
}

func TestSameAnswers(t *testing.T) {
	choices := Statement{Type: AnswerChoices, Choices: []Option{{ID: "a"}, {ID: "b"}}}
	number, words := Statement{Type: AnswerNumber}, Statement{Type: AnswerText}
	for _, c := range []struct {
		q    Statement
		a, b string
		want bool
	}{
		{number, "12", "12.0", true}, {number, "12", "12.5", false}, {number, "", "0", false},
		{choices, "a,b", "b,a", true}, {choices, "a", "a,b", false}, {words, "x", "x", true}, {words, "12", "12.0", false},
	} {
		if got := c.q.Same(c.a, c.b); got != c.want {
			t.Errorf("%s %q and %q: %v, want %v", c.q.Type, c.a, c.b, got, c.want)
		}
	}
}

func TestChosenTextsStandInTheFormsOrder(t *testing.T) {
	q := Statement{Type: AnswerChoices, Choices: []Option{{ID: "a", Text: Text{ID: "Satu"}}, {ID: "b", Text: Text{ID: "Dua"}}}}
	if got := q.Chosen("b,x,a", "id"); !slices.Equal(got, []string{"Satu", "Dua", "x"}) {
		t.Errorf("%q", got)
	}
	if got := q.Chosen("", "id"); len(got) > 0 {
		t.Errorf("of nothing: %q", got)
	}
}

func TestAnswersAreSaidInWords(t *testing.T) {
	id, en := words.New("id"), words.New("en")
	choice := []Option{{ID: "a", Text: Text{ID: "Satu", EN: "One"}}, {ID: "b", Text: Text{ID: "Dua"}}}
	for _, c := range []struct {
		q     Statement
		value string
		w     *words.Words
		want  string
	}{
		{Statement{Type: AnswerYesNo}, "yes", id, "Ya"}, {Statement{Type: AnswerYesNo}, "no", en, "No"}, {Statement{Type: AnswerYesNo}, "maybe", id, "maybe"},
		{Statement{Type: AnswerNumber}, "87.5", id, "87,5"}, {Statement{Type: AnswerNumber}, "87.5", en, "87.5"},
		{Statement{Type: AnswerDate}, "2026-03-24", id, "24 Mar 2026"}, {Statement{Type: AnswerChoices, Choices: choice}, "b,a", en, "One; Dua"},
		{Statement{Type: AnswerText}, "Loket", id, "Loket"}, {Statement{Type: AnswerText}, "", id, ""},
	} {
		if got := c.q.Say(c.value, c.w); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.q.Type, c.value, got, c.want)
		}
	}
}

// TestShippedStatements holds what F-01 of the shipped forms must be: asked
// about every aspect, tied to indicators that there are, honest of its wording.
func TestShippedStatements(t *testing.T) {
	for _, variant := range []string{"luring", "daring"} {
		ins := shipped(t, variant)
		if n := len(ins.F01.Questions); n < 20 || n > 28 {
			t.Errorf("%s: %d questions", variant, n)
		}
		if v := ins.F01.Verification; v.Verified || v.Note == "" {
			t.Errorf("%s: our own wording is called verified: %+v", variant, v)
		}
		asked := map[string]bool{}
		for _, q := range ins.F01.Questions {
			asked[q.Aspect] = true
			if len(q.Indicators) == 0 || len(q.Evidence) == 0 || q.Text.EN == "" {
				t.Errorf("%s %s: indicators %v, evidence %v, English %q", variant, q.ID, q.Indicators, q.Evidence, q.Text.EN)
			}
		}
		for _, a := range ins.F02.Aspects {
			if !asked[a.ID] {
				t.Errorf("%s: nothing is asked about aspect %s", variant, a.ID)
			}
		}
		if got := ins.Informing(ins.F01.Questions[0].Indicators[0]); len(got) == 0 || got[0].ID != ins.F01.Questions[0].ID {
			t.Errorf("%s: the first question is not found by its indicator", variant)
		}
	}
	// one question is the same question in both forms
	luring, daring := shipped(t, "luring"), shipped(t, "daring")
	for _, q := range luring.F01.Questions {
		if other, ok := daring.Statement(q.ID); ok && other.Type != q.Type {
			t.Errorf("%s is %s in one form and %s in the other", q.ID, q.Type, other.Type)
		}
	}
}

func TestFaultyStatementsAreNamed(t *testing.T) {
	change := func(edit func(f01 map[string]any, first map[string]any)) error {
		var file map[string]any
		if err := json.Unmarshal([]byte(shipped(t, "luring").Definition()), &file); err != nil {
			t.Fatal(err)
		}
		f01 := file["f01"].(map[string]any)
		edit(f01, f01["questions"].([]any)[0].(map[string]any))
		b, err := json.Marshal(file)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Parse(strings.NewReader(string(b)))
		return err
	}
	for name, c := range map[string]struct {
		edit func(f01, first map[string]any)
		want string
	}{
		"no text":           {func(_, q map[string]any) { q["text"] = " " }, "instrument.blank"},
		"unknown type":      {func(_, q map[string]any) { q["type"] = "colour" }, "instrument.answer_type"},
		"no number":         {func(_, q map[string]any) { q["number"] = 0 }, "instrument.statement_number"},
		"number taken":      {func(_, q map[string]any) { q["number"] = 2 }, "instrument.duplicate"},
		"id taken":          {func(_, q map[string]any) { q["id"] = "F01-02" }, "instrument.duplicate"},
		"bad id":            {func(_, q map[string]any) { q["id"] = "F 01" }, "instrument.bad_id"},
		"bad fact":          {func(_, q map[string]any) { q["fact"] = "Layanan!" }, "instrument.bad_id"},
		"unknown aspect":    {func(_, q map[string]any) { q["aspect"] = "z" }, "instrument.unknown_aspect"},
		"unknown indicator": {func(_, q map[string]any) { q["indicators"] = []any{"Z99"} }, "instrument.unknown_indicator"},
		"choice of nothing": {func(_, q map[string]any) { q["type"] = "choice" }, "instrument.choices_few"},
		"needless choices": {func(_, q map[string]any) {
			q["choices"] = []any{map[string]any{"id": "a", "text": "A"}}
		}, "instrument.choices_needless"},
		"comma in a choice": {func(_, q map[string]any) {
			q["type"], q["choices"] = "choices", []any{map[string]any{"id": "a,b", "text": "A"}, map[string]any{"id": "c", "text": "C"}}
		}, "instrument.bad_choice"},
		"choice twice": {func(_, q map[string]any) {
			q["type"], q["choices"] = "choices", []any{map[string]any{"id": "a", "text": "A"}, map[string]any{"id": "a", "text": "C"}}
		}, "instrument.duplicate"},
	} {
		var keys []string
		for _, f := range Faults(change(c.edit)) {
			keys = append(keys, f.Key)
			if text := f.Text("id"); strings.Contains(text, "{{") || text == f.Key {
				t.Errorf("%s: %q is no sentence", name, text)
			}
		}
		if !slices.Contains(keys, c.want) {
			t.Errorf("%s: faults %v, want %s", name, keys, c.want)
		}
	}
	// and a form without F-01 is in order
	if err := change(func(f01, _ map[string]any) { f01["questions"] = []any{} }); err != nil {
		t.Errorf("without questions: %v", err)
	}
}
