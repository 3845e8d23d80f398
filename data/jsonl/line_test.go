package jsonl

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"reflect"
	"strings"
	"testing"

	"pinisi/data"
)

func TestParseTakesEveryShapeOfALine(t *testing.T) {
	yes := true
	for _, test := range []struct {
		in   string
		want Line
	}{
		{`{"kind":"staff","fields":{"name":"Siti Aminah"}}`, Line{Kind: "staff", Fields: map[string]data.Value{"name": data.TextValue("Siti Aminah")}}},
		{` { "fields" : {"score":4,"note":null} , "kind":"answer", "ref":"@a.1-x_Y" } `, Line{Kind: "answer", Ref: "@a.1-x_Y", Fields: map[string]data.Value{"score": data.IntValue(4), "note": {}}}},
		{`{"kind":"baru","id":"0192d3c4-0000-7000-8000-000000000001","scope":"kbri-singapura","fields":{"x":[1.0,{"b":1,"a":2}],"y":1.5,"z":false}}`,
			Line{Kind: "baru", ID: "0192d3c4-0000-7000-8000-000000000001", Scope: "kbri-singapura", Fields: map[string]data.Value{
				"x": {T: data.JSON, S: `[1,{"a":2,"b":1}]`}, "y": data.FloatValue(1.5), "z": data.BoolValue(false)}}},
		{`{"kind":"staff","fields":{},"deleted":true,"masked":["name"],"changed":"2026-11-23T01:02:03Z"}`,
			Line{Kind: "staff", Fields: map[string]data.Value{}, Deleted: &yes, Masked: []string{"name"}, Changed: "2026-11-23T01:02:03Z"}},
	} {
		got, err := Parse([]byte(test.in))
		if err != nil || !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s:\n got %+v, %v\nwant %+v", test.in, got, err, test.want)
		}
	}
}

func TestParseSaysWhatIsWrong(t *testing.T) {
	for _, test := range []struct{ in, code, field string }{
		{`tidak`, "import.not_json", ""},
		{``, "import.not_json", ""},
		{`[]`, "import.not_json", ""},
		{`"x"`, "import.not_json", ""},
		{`{"kind":"staff"`, "import.not_json", ""},
		{`{"kind":"staff"} {}`, "import.not_json", ""},
		{`{"kind":"staff",}`, "import.not_json", ""},
		{"{\"kind\":\"st\xffaff\"}", "import.not_utf8", ""},
		{`{"fields":{}}`, "import.no_kind", "kind"},
		{`{"kind":""}`, "import.no_kind", "kind"},
		{`{"kind":7}`, "import.not_text", "kind"},
		{`{"kind":"staff","id":null}`, "import.not_text", "id"},
		{`{"kind":"staff","id":"7"}`, "import.bad_id", "id"},
		{`{"kind":"staff","ref":"siti"}`, "import.bad_ref", "ref"},
		{`{"kind":"staff","ref":"@si ti"}`, "import.bad_ref", "ref"},
		{`{"kind":"staff","field":{}}`, "import.unknown_key", "field"},
		{`{"kind":"staff","kind":"answer"}`, "import.twice", "kind"},
		{`{"kind":"staff","fields":{"name":"a","name":"b"}}`, "import.twice", "name"},
		{`{"kind":"staff","fields":[]}`, "import.not_object", "fields"},
		{`{"kind":"staff","fields":{"deleted":true}}`, "import.bad_field", "deleted"},
		{`{"kind":"staff","fields":{"":1}}`, "import.bad_field", ""},
		{`{"kind":"staff","deleted":"ya"}`, "import.not_bool", "deleted"},
		{`{"kind":"staff","masked":"name"}`, "import.not_list", "masked"},
		{`{"kind":"staff","conflicts":[]}`, "import.not_object", "conflicts"},
		{`{"kind":"staff","fields":{"n":1e999}}`, "import.not_json", "n"},
	} {
		_, err := Parse([]byte(test.in))
		var e *data.Error
		if !errors.As(err, &e) || e.Code != test.code {
			t.Errorf("%s: got %v, want %s", test.in, err, test.code)
			continue
		}
		if field, _ := e.Args["Field"].(string); field != test.field {
			t.Errorf("%s: names field %q, want %q", test.in, field, test.field)
		}
	}
}

func TestLinesOfEveryEncodingAreRead(t *testing.T) {
	utf16 := func(s string, big bool) string {
		var b strings.Builder
		for _, r := range "\uFEFF" + s {
			if big {
				b.WriteByte(byte(r >> 8))
				b.WriteByte(byte(r))
			} else {
				b.WriteByte(byte(r))
				b.WriteByte(byte(r >> 8))
			}
		}
		return b.String()
	}
	for name, in := range map[string]string{
		"plain":                   "a\n\n  \nbé\n",
		"no last line end":        "a\n\n\nbé",
		"Windows":                 "a\r\n\r\n\r\nbé\r\n",
		"UTF-8 with a mark":       "\uFEFFa\n\n\nbé\n",
		"UTF-16 of PowerShell":    utf16("a\r\n\r\n\r\nbé\r\n", false),
		"UTF-16, high byte first": utf16("a\n\n\nbé\n", true),
	} {
		got := map[int]string{}
		err := eachLine(context.Background(), strings.NewReader(in), func(n int, line []byte, bad error) error {
			got[n] = string(line)
			return bad
		})
		if want := map[int]string{1: "a", 4: "bé"}; err != nil || !maps.Equal(got, want) {
			t.Errorf("%s: got %v, %v; want %v", name, got, err, want)
		}
	}
}

func TestALineThatIsTooLongIsNamedAndPassed(t *testing.T) {
	in := "a\n" + strings.Repeat("x", MaxLine+1) + "\nb\n"
	var good, bad []int
	err := eachLine(context.Background(), strings.NewReader(in), func(n int, line []byte, err error) error {
		if err != nil {
			bad = append(bad, n)
		} else {
			good = append(good, n)
		}
		return nil
	})
	if err != nil || !reflect.DeepEqual(good, []int{1, 3}) || !reflect.DeepEqual(bad, []int{2}) {
		t.Errorf("good lines %v, bad lines %v, %v", good, bad, err)
	}
}

// FuzzParse holds that no line makes the parser panic, that what is refused is
// refused in words for people, and that what is taken is written as it was read.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`{"kind":"answer","id":"0192d3c4-0000-7000-8000-000000000001","scope":"kbri-singapura","fields":{"score":4,"note":"Loket \"A\""}}`,
		`{"kind":"x","ref":"@a","fields":{"a":[1,2.5,{"b":null}],"b":true,"c":1e2,"d":"\u2028<&>"},"masked":["a"],"deleted":false}`,
		`{"kind":"x","conflicts":{"note":[{"value":1,"author":"","device":"00","at":"x"}]}}`,
		`{"kind":"x","fields":{"a":1,"a":2}}`, `{`, `[]`, `null`, "\xff", `{"kind":"x","fields":{"n":123456789012345678901234567890}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		l, err := Parse(in)
		if err != nil {
			var e *data.Error
			if !errors.As(err, &e) || !strings.HasPrefix(e.Code, "import.") {
				t.Fatalf("%q: error without words for people: %v", in, err)
			}
			return
		}
		out, err := l.Append(nil)
		if err != nil {
			t.Fatalf("%q: %v", in, err)
		}
		if bytes.Count(out, []byte("\n")) != 1 {
			t.Fatalf("%q: written as several lines: %q", in, out)
		}
		again, err := Parse(out)
		if err != nil {
			t.Fatalf("%q: its own text %q is refused: %v", in, out, err)
		}
		if again.Kind != l.Kind || again.ID != l.ID || again.Ref != l.Ref || again.Scope != l.Scope || !maps.Equal(again.Fields, l.Fields) {
			t.Fatalf("%q: read %+v, then %+v", in, l, again)
		}
	})
}
