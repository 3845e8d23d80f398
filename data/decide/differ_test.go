package decide_test

import (
	"fmt"
	"testing"

	"pinisi/data"
	"pinisi/data/decide"
)

func TestDifferencesOfLongValues(t *testing.T) {
	for _, test := range []struct {
		name   string
		values []string
		want   string
	}{
		{"the same", []string{`{"a":[1,2]}`, `{"a":[1,2]}`}, "[]"},
		{"a weight, found by id in another order", []string{`{"aspects":[{"id":"a","weight":24},{"id":"b","weight":76}]}`, `{"aspects":[{"id":"b","weight":75},{"id":"a","weight":24}]}`},
			`[{aspects[b].weight [76 75]}]`},
		{"a place that one lacks", []string{`{"a":1,"b":{"c":"x"}}`, `{"a":1}`}, `[{b [{"c":"x"} ]}]`},
		{"lists without ids", []string{`["x","y"]`, `["x","z","w"]`}, `[{[1] ["y" "z"]} {[2] [ "w"]}]`},
		{"one id twice", []string{`[{"id":"a"},{"id":"a"}]`, `[{"id":"a"}]`}, `[{[0] [{"id":"a"} ]} {[1] [{"id":"a"} ]} {[a] [ {"id":"a"}]}]`},
		{"of another shape", []string{`{"a":[1]}`, `{"a":{"b":1}}`}, `[{a [[1] {"b":1}]}]`},
		{"three values", []string{`{"a":1}`, `{"a":2}`, `{"a":1}`}, `[{a [1 2 1]}]`},
		{"no JSON", []string{`1`, `2`}, "[]"},
	} {
		var values []data.Value
		for _, text := range test.values {
			v, err := data.ParseJSON([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			values = append(values, v)
		}
		got, more := decide.Differences(values, 10)
		if fmt.Sprint(got) != test.want || more {
			t.Errorf("%s: %v %v, want %s", test.name, got, more, test.want)
		}
		if len(got) > 1 {
			if cut, more := decide.Differences(values, 1); len(cut) != 1 || !more {
				t.Errorf("%s: at most one: %v %v", test.name, cut, more)
			}
		}
	}
}
