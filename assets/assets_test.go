package assets

import (
	"bytes"
	"encoding/json"
	"image/png"
	"io/fs"
	"testing"
	"time"
	_ "time/tzdata"
)

func TestMissionsAreWhole(t *testing.T) {
	missions, err := Missions()
	if err != nil {
		t.Fatal(err)
	}
	file, err := readMissions()
	if err != nil {
		t.Fatal(err)
	}
	count, ids, pilots := map[string]int{}, map[string]bool{}, 0
	for _, m := range missions {
		if m.ID == "" || m.Name == "" || m.LongName == "" || m.City == "" || m.Country == "" || len(m.ISO2) != 2 {
			t.Errorf("mission with a blank field: %+v", m)
		}
		if ids[m.ID] {
			t.Errorf("mission %q stands twice", m.ID)
		}
		if _, err := time.LoadLocation(m.Zone); err != nil || m.Zone == "" {
			t.Errorf("mission %q: zone %q: %v", m.ID, m.Zone, err)
		}
		ids[m.ID] = true
		count[m.Type]++
		if m.Pilot {
			pilots++
		}
	}
	for kind, want := range map[string]int{"KBRI": 96, "KJRI": 30, "KRI": 4, "PTRI": 3, "KDEI": 1} {
		if count[kind] != want {
			t.Errorf("%d missions of type %s, want %d", count[kind], kind, want)
		}
	}
	for _, kind := range file.Types {
		delete(count, kind.ID)
	}
	if len(count) != 0 {
		t.Errorf("missions of types without a name: %v", count)
	}
	if len(missions) != 134 || pilots != 7 {
		t.Errorf("%d missions, %d of them pilots; want 134 and 7", len(missions), pilots)
	}
	for _, id := range []string{"kbri-singapura", "kjri-johor-bahru"} {
		if !ids[id] {
			t.Errorf("mission %q is missing", id)
		}
	}
}

func TestServicesAreWhole(t *testing.T) {
	catalogue, err := Services()
	if err != nil {
		t.Fatal(err)
	}
	groups, codes := map[string]bool{}, map[string]bool{}
	for _, g := range catalogue.Groups {
		groups[g.ID] = g.Name.ID != "" && g.Name.EN != ""
	}
	for _, s := range catalogue.Services {
		if !groups[s.Group] || codes[s.Code] || s.Name.ID == "" || s.Name.EN == "" || s.Source == "" {
			t.Errorf("service without a group, twice, or with a blank: %+v", s)
		}
		codes[s.Code] = true
	}
	if len(catalogue.Services) != 37 || len(catalogue.Lines) != 4 || len(catalogue.Groups) != 13 {
		t.Errorf("%d services, %d lines, %d groups; want 37, 4, 13", len(catalogue.Services), len(catalogue.Lines), len(catalogue.Groups))
	}
}

func TestCallersOwnTheSlices(t *testing.T) {
	first, _ := Missions()
	first[0].Name = "changed"
	second, _ := Missions()
	if second[0].Name == "changed" {
		t.Error("changing the result of Missions changed what the next caller gets")
	}
}

func TestInstrumentsAndIconAreThere(t *testing.T) {
	names, err := fs.Glob(Instruments(), "*.json")
	if err != nil || len(names) < 2 {
		t.Errorf("instrument files: %v, %v; want at least luring and daring", names, err)
	}
	icon, err := Icon()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := png.DecodeConfig(bytes.NewReader(icon)); err != nil {
		t.Errorf("icon.png is no PNG: %v", err)
	}
	if _, err := fs.Stat(Icons(), "icon.svg"); err != nil {
		t.Error(err)
	}
}

func TestTextReadsBothForms(t *testing.T) {
	for _, test := range []struct{ in, id, en, out string }{
		{`"Baik"`, "Baik", "Baik", `"Baik"`},
		{`{"id":"Baik","en":"Good"}`, "Baik", "Good", `{"id":"Baik","en":"Good"}`},
		{`{"id":"Baik"}`, "Baik", "Baik", `"Baik"`},
	} {
		var text Text
		if err := json.Unmarshal([]byte(test.in), &text); err != nil {
			t.Errorf("%s: %v", test.in, err)
			continue
		}
		out, err := json.Marshal(text)
		if text.In("id") != test.id || text.In("en") != test.en || text.In("en-GB") != test.en || text.In("ms") != test.id || string(out) != test.out || err != nil {
			t.Errorf("%s: read %+v, written %s (%v)", test.in, text, out, err)
		}
	}
	var text Text
	if err := json.Unmarshal([]byte(`7`), &text); err == nil {
		t.Errorf("7 was taken for the text %+v", text)
	}
}

func TestServicesAreFoundByNameAndNamed(t *testing.T) {
	for _, test := range []struct{ said, code, lang, name string }{
		{"imi-01", "IMI-01", "id", "Paspor biasa (baru/penggantian)"},
		{"PASPOR BIASA", "IMI-01", "en", "Ordinary passport (new/replacement)"},
		{"", "", "id", ""},
		{"layanan lain", "", "id", ""},
	} {
		if code, ok := FindService(test.said); code != test.code || ok != (test.code != "") {
			t.Errorf("FindService(%q) = %q, %v, want %q", test.said, code, ok, test.code)
		}
		if name := ServiceName(test.code, test.lang); name != test.name {
			t.Errorf("ServiceName(%q, %q) = %q, want %q", test.code, test.lang, name, test.name)
		}
	}
	if name := ServiceName("XYZ-99", "id"); name != "XYZ-99" {
		t.Errorf("a code that the catalogue lacks is called %q", name)
	}
}
