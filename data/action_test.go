package data

import (
	"errors"
	"math"
	"strings"
	"testing"
)

func TestEditCheck(t *testing.T) {
	good := Edit{Kind: "complaint of a later version", Record: ID{1}, Field: "status", Value: TextValue("baru")}
	if err := good.Check(); err != nil {
		t.Errorf("%+v: %v", good, err)
	}
	for name, spoil := range map[string]func(*Edit){
		"no kind":            func(e *Edit) { e.Kind = "" },
		"a kind no UTF-8":    func(e *Edit) { e.Kind = "\xff" },
		"no field":           func(e *Edit) { e.Field = "" },
		"a long field":       func(e *Edit) { e.Field = strings.Repeat("x", 256) },
		"no record":          func(e *Edit) { e.Record = NilID },
		"a scope no UTF-8":   func(e *Edit) { e.Scope = "\xff" },
		"a value too large":  func(e *Edit) { e.Value.S = strings.Repeat("x", MaxValue+1) },
		"a text no UTF-8":    func(e *Edit) { e.Value.S = "a\xff" },
		"a text and number":  func(e *Edit) { e.Value.I = 1 },
		"a whole float":      func(e *Edit) { e.Value = Value{T: Float, I: int64(math.Float64bits(2))} },
		"NaN":                func(e *Edit) { e.Value = Value{T: Float, I: int64(math.Float64bits(math.NaN()))} },
		"JSON of one text":   func(e *Edit) { e.Value = Value{T: JSON, S: `"x"`} },
		"JSON with blanks":   func(e *Edit) { e.Value = Value{T: JSON, S: `[ ]`} },
		"a null with text":   func(e *Edit) { e.Value = Value{S: "x"} },
		"neither yes nor no": func(e *Edit) { e.Value = Value{T: Bool, I: 2} },
		"a type of later":    func(e *Edit) { e.Value.T = 99 },
	} {
		e := good
		spoil(&e)
		err := e.Check()
		if !errors.Is(err, ErrBadValue) {
			t.Errorf("%s: %v", name, err)
		} else if len(err.Error()) > 1000 {
			t.Errorf("%s: the error has %d bytes", name, len(err.Error()))
		}
	}
}

func TestCreateKeepsEveryField(t *testing.T) {
	edits := Create("answer", ID{1}, "m", map[string]Value{"zz": IntValue(1), "note": TextValue("n"), "evaluation": RefValue(ID{2}), "aa": IntValue(2), "score": {}})
	var got []string
	for _, e := range edits {
		got = append(got, e.Field)
		if e.Kind != "answer" || e.Record != (ID{1}) || e.Scope != "m" {
			t.Errorf("%+v", e)
		}
	}
	if s := strings.Join(got, " "); s != "evaluation note aa zz" { // as the schema has them, unknown ones last, no nulls
		t.Error(s)
	}
}
