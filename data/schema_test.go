package data

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	k := &Kind{Name: "k", Fields: []Field{
		{Num: 1, Name: "text", Type: TypeText}, {Num: 2, Name: "long", Type: TypeLongText}, {Num: 3, Name: "int", Type: TypeInt},
		{Num: 4, Name: "level", Type: TypeInt, Min: 0, Max: 5}, {Num: 5, Name: "bool", Type: TypeBool}, {Num: 6, Name: "date", Type: TypeDate},
		{Num: 7, Name: "time", Type: TypeTime}, {Num: 8, Name: "choice", Type: TypeChoice, Choices: []string{"a", "b"}},
		{Num: 9, Name: "list", Type: TypeList}, {Num: 10, Name: "ref", Type: TypeRef}, {Num: 11, Name: "json", Type: TypeJSON},
	}}
	id := ID{1}.String()
	good := map[string][]string{
		"text": {`""`, `"x"`}, "long": {`"x\ny"`}, "int": {"0", "-5", "1e3", "9223372036854775807"}, "level": {"0", "5", "3.0"}, "bool": {"true", "false"},
		"date": {`"2026-03-24"`, `"2024-02-29"`}, "time": {`"2026-03-24T09:00:00Z"`}, "choice": {`"a"`, `"b"`}, "list": {"[]", `["a"]`},
		"ref": {`"` + id + `"`}, "json": {"1", `"x"`, "[1]", "{}"}, "unknown": {"1", "[]"},
	}
	wrong := map[string][]string{
		"text": {"1", "true", "[]"}, "long": {"1"}, "int": {"1.5", `"1"`, "1e30", "true"}, "level": {"-1", "6", `"3"`}, "bool": {"1", `"true"`},
		"date": {`"2026-02-30"`, `"24-03-2026"`, `"2026-3-4"`, `"2026-03-24T09:00:00Z"`, "20260324"}, "time": {`"2026-03-24"`, `"2026-03-24T09:00:00"`, `"2026-03-24T09:00:00+07:00"`},
		"choice": {`"c"`, `""`, "1"}, "list": {`"a"`, "[1]", "{}"}, "ref": {`""`, `"x"`, `"` + strings.ToUpper(DerivedID("k", ID{}, "").String()) + `"`, `"00000000-0000-0000-0000-000000000000"`},
	}
	for _, f := range append(slices.Clone(k.Fields), Field{Name: "unknown"}) {
		for _, s := range append(good[f.Name], "null") {
			if err := k.Check(f.Name, parsed(t, s)); err != nil {
				t.Errorf("%s takes no %s: %v", f.Name, s, err)
			}
		}
		for _, s := range wrong[f.Name] {
			if err := k.Check(f.Name, parsed(t, s)); !errors.Is(err, ErrBadValue) {
				t.Errorf("%s takes %s: %v", f.Name, s, err)
			}
		}
	}
}

func parsed(t *testing.T, s string) Value {
	t.Helper()
	v, err := ParseJSON([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestKindsAreWellMade holds what stores, exports and segments rely on.
func TestKindsAreWellMade(t *testing.T) {
	if len(Kinds()) < 10 {
		t.Fatalf("only %d kinds", len(Kinds()))
	}
	last := ""
	for _, k := range Kinds() {
		if k.Name <= last || KindOf(k.Name) != k {
			t.Errorf("kind %s after %s", k.Name, last)
		}
		last = k.Name
		if k.Parent != "" {
			f, ok := k.Field(k.Parent)
			if !ok || f.Type != TypeRef || f.Personal {
				t.Errorf("%s: parent %s is no plain reference", k.Name, k.Parent)
			}
		}
		if f, ok := k.Field(k.Key); k.Key != "" && (!ok || f.Personal || f.Type != TypeText && f.Type != TypeDate && f.Type != TypeRef) {
			t.Errorf("%s: key %s has no single text form: ids follow from it and stay for ever", k.Name, k.Key)
		}
		for _, f := range k.Fields {
			if f.Ref != "" && (KindOf(f.Ref) == nil || f.Type != TypeRef) {
				t.Errorf("%s.%s refers to %s", k.Name, f.Name, f.Ref)
			}
			if (f.Type == TypeChoice) != (len(f.Choices) > 0) {
				t.Errorf("%s.%s has choices %q", k.Name, f.Name, f.Choices)
			}
			if f.Max > f.Min && f.Type != TypeInt {
				t.Errorf("%s.%s has bounds", k.Name, f.Name)
			}
		}
	}
	if KindOf("complaint of a later version") != nil {
		t.Error("an unknown kind is known")
	}
}

func TestAddKindRefusesMistakes(t *testing.T) {
	for name, k := range map[string]Kind{
		"a kind twice":      {Name: "evaluation"},
		"a number twice":    {Name: "k", Fields: []Field{{Num: 1, Name: "a"}, {Num: 1, Name: "b"}}},
		"a name twice":      {Name: "k", Fields: []Field{{Num: 1, Name: "a"}, {Num: 2, Name: "a"}}},
		"number 0":          {Name: "k", Fields: []Field{{Name: "a"}}},
		"no name":           {Name: "k", Fields: []Field{{Num: 1}}},
		"the field deleted": {Name: "k", Fields: []Field{{Num: 1, Name: "deleted"}}},
		"an unknown parent": {Name: "k", Parent: "p"},
		"an unknown key":    {Name: "k", Key: "p"},
		"an unknown title":  {Name: "k", Title: "p"},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s was registered", name)
				}
			}()
			AddKind(k)
		}()
	}
	if KindOf("k") != nil {
		t.Error("a bad kind stayed")
	}
}

func TestGuards(t *testing.T) {
	evaluation := func(status string) Record {
		return Record{Kind: "evaluation", Fields: map[string]Value{"status": TextValue(status), "unit": TextValue("KBRI Singapura")}}
	}
	consultation := func(status string) Record {
		return Record{Kind: "consultation", Fields: map[string]Value{"status": TextValue(status)}}
	}
	for _, test := range []struct {
		kind   *Kind
		of     Record
		field  string
		locked bool
	}{
		{Evaluation, Record{Kind: "evaluation"}, "summary", false},
		{Evaluation, evaluation(EvaluationDraft), "summary", false},
		{Evaluation, evaluation(EvaluationReturned), "summary", false},
		{Evaluation, evaluation(EvaluationFinal), "summary", true},
		{Evaluation, evaluation(EvaluationAccepted), "summary", true},
		{Evaluation, evaluation(EvaluationFinal), FieldDeleted, true},
		{Evaluation, evaluation(EvaluationFinal), "status", false},
		{Evaluation, evaluation(EvaluationFinal), "status_reason", false},
		{Answer, evaluation(EvaluationFinal), "score", true},
		{Answer, evaluation(EvaluationDraft), "score", false},
		{Attachment, evaluation(EvaluationFinal), "caption", true},
		{Input, Record{Kind: "consultation"}, "text", false},
		{Input, consultation(ConsultationDraft), "text", false},
		{Input, consultation(ConsultationSigned), "text", true},
		{Agreement, consultation(ConsultationDone), "text", true},
	} {
		err := test.kind.Guard(test.of, test.field, TextValue("x"))
		if test.locked && !errors.Is(err, ErrLocked) || !test.locked && err != nil {
			t.Errorf("%s of a %s that is %q, field %s: %v", test.kind.Name, test.of.Kind, test.of.Text("status"), test.field, err)
		}
	}
}

// Codes would be found by words that nobody wrote, and be shown as if somebody had.
func TestCodesAreNotSearched(t *testing.T) {
	for _, c := range []struct {
		kind, field string
		want        bool
	}{{"followup", "action", true}, {"followup", "source_kind", false}, {"response", "remark", true}, {"response", "answers", false}, {"survey_response", "second", false}} {
		f, ok := KindOf(c.kind).Field(c.field)
		if !ok || f.Searched() != c.want {
			t.Errorf("%s.%s: there %v, searched %v, want %v", c.kind, c.field, ok, f.Searched(), c.want)
		}
	}
}
