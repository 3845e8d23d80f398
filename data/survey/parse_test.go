package survey

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/instrument"
)

func TestShippedDefinitionIsWhole(t *testing.T) {
	d := newest(t)
	if d.ID != "skm-2017" || len(d.Unsur) != 9 || d.Scale.Min != 1 || d.Scale.Max != 4 {
		t.Errorf("%s with %d unsur, scale %d to %d", d.ID, len(d.Unsur), d.Scale.Min, d.Scale.Max)
	}
	for _, u := range d.Unsur {
		for _, text := range append([]assets.Text{u.Name, u.Question}, u.Labels...) {
			if text.ID == "" || text.EN == "" {
				t.Errorf("%s has a text without a language: %+v", u.ID, text)
			}
		}
	}
}

func TestFaultsAreNamed(t *testing.T) {
	raw, err := fs.ReadFile(assets.Surveys(), "skm-2017.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ old, new, key, place string }{
		{`"format": 1`, `"format": 2`, "instrument.format", "format"},
		{`"skm-2017"`, `"skm 2017"`, "instrument.bad_id", "id"},
		{`"U2"`, `"U1"`, "instrument.duplicate", "unsur[U1]"},
		{`"max": 4`, `"max": 5`, "instrument.count", "unsur[U1].labels"},
		{`"Waktu penyelesaian"`, `" "`, "instrument.blank", "unsur[U3].name"},
		{`"min": 76.61`, `"min": 76.62`, "instrument.category_gap", "qualities[B]"},
		{`"min": 76.61`, `"min": 76.60`, "instrument.category_overlap", "qualities[B]"},
		{`"max": 100`, `"max": 99`, "instrument.category_ends", "qualities"},
		{`"half_up"`, `"bankers"`, "instrument.rounding", "rounding"},
		{`"krejcie_morgan"`, `"slovin"`, "instrument.method_unknown", "sample.method"},
		{`"min": 1,`, `"min": 0,`, "instrument.scale", "scale"},
		{`"edition": 2017,`, `"edition": 2017`, "instrument.syntax", ""},
	} {
		text := string(raw)
		if !strings.Contains(text, c.old) {
			t.Errorf("the file holds no %s", c.old)
			continue
		}
		_, err := Parse(strings.NewReader(strings.Replace(text, c.old, c.new, 1)))
		found := false
		for _, f := range instrument.Faults(err) {
			found = found || f.Key == c.key && f.Place == c.place
		}
		if !found {
			t.Errorf("%s for %s: %v, want %s at %q", c.new, c.old, err, c.key, c.place)
		}
	}
}

func TestADefinitionThatIsNotHereIsNamed(t *testing.T) {
	rec := record(map[string]data.Value{"instrument": data.TextValue("skm-2030"), "instrument_version": data.TextValue("1.0.0")})
	if _, err := Of(rec); !errors.Is(err, &data.Error{Code: "survey.no_definition"}) {
		t.Errorf("error %v", err)
	}
}
