package instrument

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
)

func newRegistry(t *testing.T) *Registry {
	t.Helper()
	registry, err := NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	return registry
}

func version(t *testing.T, number string, change func(map[string]any)) []byte {
	t.Helper()
	return changed(t, func(f map[string]any) {
		f["version"] = number
		if change != nil {
			change(f)
		}
	})
}

func TestTheShippedInstruments(t *testing.T) {
	registry := newRegistry(t)
	for _, want := range []struct {
		variant                                    string
		indicators, questions, methods, additional int
		first, last                                string
	}{
		{"luring", 30, 14, 2, 1, "A01", "A30"}, {"daring", 29, 11, 1, 1, "B01", "B29"},
	} {
		ins, err := registry.Latest(want.variant)
		if err != nil {
			t.Fatal(err)
		}
		all := ins.Indicators()
		if len(all) != want.indicators || len(ins.F03.Questions) != want.questions || len(ins.Methods.F02.Offered) != want.methods || len(ins.F02.Additional) != want.additional || all[0].ID != want.first || all[len(all)-1].ID != want.last {
			t.Errorf("%s: %d indicators from %s to %s, %d questions, %d methods, %d additional", want.variant, len(all), all[0].ID, all[len(all)-1].ID, len(ins.F03.Questions), len(ins.Methods.F02.Offered), len(ins.F02.Additional))
		}
		if len(ins.Methods.F03.Offered) != 2 || len(ins.Index.Categories) != 9 || ins.F02.Weight.String() != "75" || ins.F03.Weight.String() != "25" {
			t.Errorf("%s: %d methods of F-03, %d categories, weights %s and %s", want.variant, len(ins.Methods.F03.Offered), len(ins.Index.Categories), ins.F02.Weight, ins.F03.Weight)
		}
		for i, indicator := range all {
			if indicator.Number != i+1 || indicator.Guidance == "" || len(indicator.Evidence) == 0 || indicator.Title.EN == "" {
				t.Errorf("%s: %+v is not whole", want.variant, indicator)
			}
			if found, ok := ins.Indicator(indicator.ID); !ok || found != indicator {
				t.Errorf("%s: Indicator(%s) finds another", want.variant, indicator.ID)
			}
			if aspect, ok := ins.AspectOf(indicator.ID); !ok || aspect.Name.EN == "" {
				t.Errorf("%s: AspectOf(%s): %v", want.variant, indicator.ID, aspect)
			}
		}
		extra := ins.F02.Additional[0].ID
		if _, ok := ins.Indicator(extra); !ok {
			t.Errorf("%s: additional %s is not found", want.variant, extra)
		}
		if _, ok := ins.AspectOf(extra); ok {
			t.Errorf("%s: additional %s has an aspect", want.variant, extra)
		}
	}
	if all := registry.All(); len(all) != 2 {
		t.Errorf("%d instruments ship, want 2", len(all))
	}
}

func TestAddedVersions(t *testing.T) {
	registry := newRegistry(t)
	// given versions that headquarters published, in any order, and a later edition
	for _, v := range []string{"1.10.0", "1.9.0"} {
		if _, err := registry.Add(version(t, v, nil)); err != nil {
			t.Fatal(err)
		}
	}
	latest, err := registry.Latest("luring")
	if err != nil || latest.Version != "1.10.0" {
		t.Errorf("latest is %v, %v; want 1.10.0", latest.Reference, err)
	}
	if _, err := registry.Add(version(t, "0.1", func(f map[string]any) { f["id"], f["edition"] = "pekppp-2027-luring", 2027 })); err != nil {
		t.Fatal(err)
	}
	latest, err = registry.Latest("luring")
	if err != nil || latest.ID != "pekppp-2027-luring" {
		t.Errorf("latest is %v, %v; want the edition of 2027", latest.Reference, err)
	}
	// then an evaluation that was begun with the shipped one still finds it
	if old, err := registry.Get("pekppp-2023-luring", "1.0.0"); err != nil || old.Version != "1.0.0" {
		t.Errorf("the shipped version: %v, %v", old, err)
	}
	if daring, err := registry.Latest("daring"); err != nil || daring.ID != "pekppp-2023-daring" {
		t.Errorf("latest online: %v, %v", daring, err)
	}
}

func TestAPublishedVersionNeverChanges(t *testing.T) {
	registry := newRegistry(t)
	shippedOne, err := registry.Get("pekppp-2023-luring", "1.0.0")
	if err != nil {
		t.Fatal(err)
	}
	// the same content in another spacing and order of keys is the same instrument
	again, err := registry.Add(changed(t, func(map[string]any) {}))
	if err != nil || again != shippedOne {
		t.Errorf("the same content: %p, %v; want %p", again, err, shippedOne)
	}
	// other content under the same name is refused, and the first stays
	_, err = registry.Add(changed(t, func(f map[string]any) { f["notice"] = "berbeda" }))
	var refused *InvalidError
	if !errors.As(err, &refused) || refused.Key != "instrument.version_reused" || refused.Args["Version"] != "1.0.0" {
		t.Errorf("other content: %v", err)
	}
	if now, err := registry.Get("pekppp-2023-luring", "1.0.0"); err != nil || now != shippedOne {
		t.Errorf("the first was replaced: %v", err)
	}
}

func TestWithdrawnAndLeftOutVersions(t *testing.T) {
	registry := newRegistry(t)
	// given a version that was withdrawn, in a copy of a registry
	copied := registry.Clone()
	ins, err := copied.Add(version(t, "2.0", nil))
	if err != nil {
		t.Fatal(err)
	}
	copied.Withdraw(ins.Reference)
	// then it serves what was begun with it, and nothing new
	if latest, err := copied.Latest("luring"); err != nil || latest.Version != "1.0.0" {
		t.Errorf("latest %v, %v; want 1.0.0", latest, err)
	}
	if got, err := copied.Get(ins.ID, "2.0"); err != nil || got != ins || !copied.Withdrawn(ins.Reference) {
		t.Errorf("get %v, %v", got, err)
	}
	if _, err := registry.Get(ins.ID, "2.0"); err == nil {
		t.Error("the copy's version is in the registry that it was made from")
	}
	// and of one that is left out the reason is told
	copied.LeaveOut(Reference{ins.ID, "3.0"}, Invalid("newer_format", "format", "Found", 2, "Want", 1))
	if _, err := copied.Get(ins.ID, "3.0"); len(Faults(err)) != 1 || Faults(err)[0].Key != "instrument.newer_format" {
		t.Errorf("left out: %v", err)
	}
}

func TestNumbersAreTheSameHoweverTheyAreSpelled(t *testing.T) {
	registry := newRegistry(t)
	text := shipped(t, "luring").Definition()
	spelled := strings.Replace(text, `"weight": 24,`, `"weight": 24.00,`, 1)
	if spelled == text {
		t.Fatal("the shipped file has no weight of 24")
	}
	if _, err := registry.Add([]byte(spelled)); err != nil {
		t.Errorf("24.00 in place of 24: %v", err)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	registry := newRegistry(t)
	var missing *NotFoundError
	if _, err := registry.Get("pekppp-2023-luring", "9"); !errors.As(err, &missing) || missing.Text("id") != "Instrumen pekppp-2023-luring versi 9 belum ada di komputer ini. Sinkronkan dengan kantor pusat, atau minta berkasnya." {
		t.Errorf("Get: %v", err)
	}
	if _, err := registry.Latest("hibrida"); !errors.As(err, &missing) || missing.Variant != "hibrida" {
		t.Errorf("Latest: %v", err)
	}
	if _, err := registry.Add([]byte(`{"format":1}`)); len(Faults(err)) == 0 {
		t.Errorf("Add of an empty file: %v", err)
	}
	if len(registry.All()) != 2 {
		t.Errorf("a refused file was added")
	}
	if _, err := registryOf(fstest.MapFS{"x.json": {Data: []byte("{")}}); err == nil {
		t.Error("a damaged shipped file gave no error")
	}
}

func TestRegistryIsSharedByGoroutines(t *testing.T) {
	registry := newRegistry(t)
	var versions [][]byte
	for n := range 8 {
		versions = append(versions, version(t, fmt.Sprintf("2.%d", n), nil))
	}
	var wg sync.WaitGroup
	for _, data := range versions {
		wg.Go(func() {
			if _, err := registry.Add(data); err != nil {
				t.Error(err)
			}
			if _, err := registry.Latest("luring"); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if latest, err := registry.Latest("luring"); err != nil || latest.Version != "2.7" {
		t.Errorf("latest %v, %v", latest, err)
	}
}

func TestDefinitionsComeBackAsTheyWere(t *testing.T) {
	// given an instrument that is written again from our types
	ins := shipped(t, "luring")
	data, err := json.Marshal(ins)
	if err != nil {
		t.Fatal(err)
	}
	// then it is the same instrument, so no field of the file is lost on us
	again, err := Parse(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	written, err := json.Marshal(again)
	if err != nil || !bytes.Equal(written, data) {
		t.Errorf("written twice, it differs: %v", err)
	}
	var left, right any
	if json.Unmarshal([]byte(ins.Definition()), &left) != nil || json.Unmarshal(data, &right) != nil {
		t.Fatal("not decodable")
	}
	for _, lost := range fieldsLost("", left, right) {
		t.Errorf("the file's field %s is not in our types", lost)
	}
}

// fieldsLost lists the paths that a has and b lacks.
func fieldsLost(path string, a, b any) (lost []string) {
	switch a := a.(type) {
	case map[string]any:
		other, ok := b.(map[string]any)
		for key, value := range a {
			if _, there := other[key]; !ok || !there {
				if value != float64(0) { // a weight of 0 is left out
					lost = append(lost, path+"."+key)
				}
				continue
			}
			lost = append(lost, fieldsLost(path+"."+key, value, other[key])...)
		}
	case []any:
		other, _ := b.([]any)
		for i, value := range a {
			if i >= len(other) {
				return append(lost, path+"[]")
			}
			lost = append(lost, fieldsLost(path+"[]", value, other[i])...)
		}
	}
	return lost
}
