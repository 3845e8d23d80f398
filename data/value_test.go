package data

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestOneNumberHasOneForm(t *testing.T) {
	for _, same := range [][]string{
		{"1", "1.0", "1e0", "10e-1", " 1 "},
		{"0", "-0", "0.0", "-0.0", "0e5"},
		{"-3", "-3.00"},
		{"1000000000000000000", "1e18", "1000000000000000000.0"},
		{"-9223372036854775808", "-9.223372036854775808e18"},
		{"0.5", "5e-1", "0.50"},
		{"1e300", "10e299"},
		{`[1,{"a":2}]`, `[1.0, {"a": 2e0}]`},
		{`{"a":1,"b":2}`, `{"b":2,"a":1}`},
		{`"é"`, `"\u00e9"`},
		{`["<&>"]`, `["\u003c\u0026\u003e"]`},
		{`null`},
		{`true`},
		{`[]`, `[ ]`},
	} {
		want, err := ParseJSON([]byte(same[0]))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range same[1:] {
			if got, err := ParseJSON([]byte(s)); got != want || err != nil {
				t.Errorf("%s is %+v, %v; %s is %+v", s, got, err, same[0], want)
			}
		}
	}
}

func TestWhatIsNotTheSameStaysApart(t *testing.T) {
	seen := map[Value]string{}
	for _, s := range []string{"null", "true", "false", "0", "1", "0.1", `""`, `"0"`, `"1"`, `"null"`, "[]", "{}", `"[]"`, "[0]", `["0"]`, "[null]", "[false]", "9007199254740993", "9007199254740992"} {
		v, err := ParseJSON([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[v]; ok {
			t.Errorf("%s and %s are both %+v", s, other, v)
		}
		seen[v] = s
	}
}

func TestParseJSONRefuses(t *testing.T) {
	for _, s := range []string{"", " ", "1 2", "1]", "{}}", "[1", `"a`, "tru", "NaN", "1e999", "01", `{"a":1}x`, "\xff"} {
		if v, err := ParseJSON([]byte(s)); err == nil {
			t.Errorf("%q gave %+v", s, v)
		}
	}
}

func TestFloatValue(t *testing.T) {
	for f, want := range map[float64]Value{
		1:                     IntValue(1),
		1 << 62:               IntValue(1 << 62),
		-1 << 63:              IntValue(math.MinInt64),
		1 << 63:               {T: Float, I: int64(math.Float64bits(1 << 63))},
		0.25:                  {T: Float, I: int64(math.Float64bits(0.25))},
		math.Inf(1):           {},
		math.Inf(-1):          {},
		math.Copysign(0, -1):  IntValue(0),
		math.MaxFloat64:       {T: Float, I: int64(math.Float64bits(math.MaxFloat64))},
		math.Nextafter(1, 2):  {T: Float, I: int64(math.Float64bits(math.Nextafter(1, 2)))},
		9007199254740993 - 1:  IntValue(9007199254740992),
		-9007199254740994.0:   IntValue(-9007199254740994),
		1.7976931348623157e-8: {T: Float, I: int64(math.Float64bits(1.7976931348623157e-8))},
	} {
		if got := FloatValue(f); got != want {
			t.Errorf("%g is %+v, want %+v", f, got, want)
		}
		if back, ok := FloatValue(f).Float(); ok && back != f {
			t.Errorf("%g came back as %g", f, back)
		}
	}
	if FloatValue(math.NaN()) != (Value{}) {
		t.Error("NaN is no null")
	}
}

func TestValuesComeBackFromJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.OneOf(rapid.Just(Value{}), rapid.Map(rapid.Bool(), BoolValue), rapid.Map(rapid.Int64(), IntValue), rapid.Map(rapid.Float64(), FloatValue),
			rapid.Map(rapid.String(), TextValue), rapid.Map(rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }), TextValue),
			rapid.Map(rapid.SliceOf(rapid.String()), ListValue)).Draw(t, "value")
		comesBack(t, v)
	})
}

// comesBack fails unless v is in its one form, which JSON gives back.
func comesBack(t interface{ Fatalf(string, ...any) }, v Value) {
	b, err := v.MarshalJSON()
	if err != nil || !json.Valid(b) {
		t.Fatalf("%+v is written as %q, %v", v, b, err)
	}
	if got, err := ParseJSON(b); err != nil || got != v {
		t.Fatalf("%+v is written as %s and read as %+v, %v", v, b, got, err)
	}
	switch f, _ := v.Float(); {
	case v.T == Float && (v.S != "" || v != FloatValue(f)):
		t.Fatalf("%+v is no number in its one form", v)
	case v.T == Text && (v.I != 0 || !utf8.ValidString(v.S)):
		t.Fatalf("%+v is no text in its one form", v)
	case v.T == JSON && v.S[0] != '[' && v.S[0] != '{':
		t.Fatalf("%+v is neither list nor object", v)
	}
}

func FuzzParseJSON(f *testing.F) {
	for _, s := range []string{"null", "1.0", "-0", "1e18", "1e-7", `"\ud800"`, `{"b":[1.50,{"a":"\u2028<"}],"a":null}`, "1]", "[1e400]", `{"a":1,"a":2}`, "123456789012345678901234567890"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := ParseJSON(b)
		if err != nil {
			return
		}
		if !json.Valid(b) {
			t.Fatalf("%q is no JSON, yet gave %+v", b, v)
		}
		comesBack(t, v)
		var u Value
		if err := json.Unmarshal(b, &u); err != nil || u != v {
			t.Fatalf("unmarshalled %+v, %v; parsed %+v", u, err, v)
		}
	})
}

func TestListOfTexts(t *testing.T) {
	for _, items := range [][]string{nil, {}, {""}, {"a", "b"}, {"<é\u2028>"}} {
		got := ListValue(items).List()
		if got == nil || strings.Join(got, "\x00") != strings.Join(items, "\x00") || len(got) != len(items) {
			t.Errorf("%q came back as %q", items, got)
		}
	}
	for _, v := range []Value{{}, TextValue("a"), IntValue(1), {T: JSON, S: `{"a":1}`}, {T: JSON, S: `[1]`}} {
		if v.List() != nil {
			t.Errorf("%+v is a list of texts", v)
		}
	}
}

func TestRefValue(t *testing.T) {
	id := DerivedID("answer", ID{1}, "I01")
	if got := RefValue(id).ID(); got != id {
		t.Errorf("%s came back as %s", id, got)
	}
	if RefValue(NilID) != (Value{}) {
		t.Error("a reference to nothing is not null")
	}
	for _, v := range []Value{{}, TextValue(""), TextValue("x"), IntValue(3), TextValue("urn:uuid:" + id.String()), TextValue("{" + id.String() + "}")} {
		if v.ID() != NilID {
			t.Errorf("%+v names %s", v, v.ID())
		}
	}
}
