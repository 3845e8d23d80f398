package instrument

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// leaves calls edit for every value of a decoded file, with its path; the value
// is changed while edit runs, and put back after.
func leaves(value any, path string, edit func(path string)) {
	change := func(at string, old any, set func(any)) {
		var fresh any
		switch v := old.(type) {
		case string:
			fresh = v + " lain"
		case float64:
			fresh = v + 1
		case bool:
			fresh = !v
		default:
			leaves(old, at, edit)
			return
		}
		set(fresh)
		edit(at)
		set(old)
	}
	switch v := value.(type) {
	case map[string]any:
		for key, inner := range v {
			change(path+"."+key, inner, func(x any) { v[key] = x })
		}
	case []any:
		for i, inner := range v[:min(2, len(v))] { // the others are read the same way
			change(fmt.Sprintf("%s[%d]", path, i), inner, func(x any) { v[i] = x })
		}
	}
}

func TestNoChangeGoesUnseen(t *testing.T) {
	for _, variant := range []string{"luring", "daring"} {
		ins := shipped(t, variant)
		var root any
		if err := json.Unmarshal([]byte(ins.Definition()), &root); err != nil {
			t.Fatal(err)
		}
		if same := Compare(ins, ins); len(same) != 0 {
			t.Errorf("%s differs from itself: %+v", variant, same)
		}
		seen := 0
		leaves(root, "", func(path string) {
			seen++
			// given a file in which one value is another, whether or not it passes the checks
			raw, err := json.Marshal(root)
			if err != nil {
				t.Fatal(err)
			}
			other := &Instrument{definition: string(raw)}
			if err := json.Unmarshal(raw, other); err != nil {
				return // a value that its type does not admit
			}
			if other.digest, err = digest(raw); err != nil {
				t.Fatal(err)
			}
			other.index()
			// when it is compared
			all := Compare(ins, other)
			// then the change is told, by name
			if path == ".format" {
				return
			}
			if len(all) == 0 || slices.ContainsFunc(all, func(d Difference) bool { return d.Field == "unknown" }) {
				t.Errorf("%s: the change of %s is told as %+v", variant, path, all)
			}
			for _, d := range all {
				for _, lang := range []string{"id", "en"} {
					if text := d.Text(lang); strings.Contains(text, "{{") || strings.Contains(text, "instrumentdiff.") || text == "" {
						t.Errorf("%s: %s reads %q", path, lang, text)
					}
					if d.Field != "" && d.FieldText(lang) == d.Field && lang == "id" && strings.Contains(d.Field, "_") {
						t.Errorf("the field %q has no name", d.Field)
					}
				}
			}
		})
		if seen < 150 {
			t.Errorf("%s: only %d values were changed", variant, seen)
		}
	}
}

func TestOrderIsCompared(t *testing.T) {
	// given a form whose first question of users comes last
	ins := shipped(t, "luring")
	other := *ins
	other.F03.Questions = append(slices.Clone(ins.F03.Questions[1:]), ins.F03.Questions[0])
	// when both are compared, then only that one has moved
	all := Compare(ins, &other)
	if len(all) != 1 || all[0].Change != Moved || all[0].ID != "F03A01" || all[0].Old != "1" || all[0].New != "14" {
		t.Errorf("%+v", all)
	}
	if got, want := all[0].Text("id"), "Butir F-03 F03A01 pindah urutan: dari 1 ke 14"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAddedAndRemovedAreTold(t *testing.T) {
	ins := shipped(t, "luring")
	other := *ins
	other.F03.Questions = ins.F03.Questions[:13]
	for _, c := range []struct {
		a, b *Instrument
		want string
	}{
		{ins, &other, "Butir F-03 F03A14 dihapus: Konsultasi dan pengaduan tersedia memadai dan mudah dijangkau."},
		{&other, ins, "Butir F-03 F03A14 ditambahkan: Konsultasi dan pengaduan tersedia memadai dan mudah dijangkau."},
	} {
		if all := Compare(c.a, c.b); len(all) != 1 || all[0].Text("id") != c.want {
			t.Errorf("%+v, want %q", all, c.want)
		}
	}
}
