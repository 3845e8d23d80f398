package consult

import (
	"slices"
	"testing"

	"pinisi/data"
)

func TestPeopleOfAPastedList(t *testing.T) {
	for text, want := range map[string][]Person{
		"":                         nil,
		"\n \n;\n":                 nil,
		"Sari Dewi; PPI Singapura": {{"Sari Dewi", "PPI Singapura", ""}},
		"\ufeffSari\tPPI\t0812-000\r\nBudi\tImigrasi\r\n": {{"Sari", "PPI", "0812-000"}, {"Budi", "Imigrasi", ""}},
		"1. Sari; PPI\n2) Budi\n• Tono ; Aisyiyah ; lain": {{"Sari", "PPI", ""}, {"Budi", "", ""}, {"Tono", "Aisyiyah", "lain"}},
		"; Kantor berita\n; Kantor berita":                {{"", "Kantor berita", ""}},
		"dr. Ani; RS":                                     {{"dr. Ani", "RS", ""}},
		"Sari\tPPI\tAhli\t08\nBudi; ; Media massa":        {{"Sari", "PPI", "Ahli"}, {"Budi", "", "Media massa"}},
	} {
		if got := People(text); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestLineOfTheMinuteTaker(t *testing.T) {
	text := data.TextValue
	sari := record("participant", map[string]data.Value{"name": text("Sari Dewi"), "organization": text("PPI Singapura")})
	budi := record("participant", map[string]data.Value{"name": text("Budi"), "organization": text("Himpunan PMI")})
	bima := record("participant", map[string]data.Value{"name": text("Bima"), "organization": text("Himpunan PMI")})
	ratna := record("participant", map[string]data.Value{"name": text("Ratna Sari")})
	people := []data.Record{sari, budi, bima, ratna}
	for line, want := range map[string]Typed{
		"Antre lama":                {Text: "Antre lama"},
		"#3 Antre lama":             {Text: "Antre lama", Component: 3},
		"@dewi #14 ! Antre lama":    {Text: "Antre lama", Component: 14, Type: "complaint", Who: sari.ID},
		"+ @ppi Kirim pesan":        {Text: "Kirim pesan", Type: "proposal", Who: sari.ID},
		"? Kapan #3 berlaku":        {Text: "Kapan #3 berlaku", Type: "question"},
		"#15 loket":                 {Text: "#15 loket"},
		"#0 loket":                  {Text: "#0 loket"},
		"#3 #4 dua":                 {Text: "#4 dua", Component: 3},
		"@bu Siapa":                 {Text: "Siapa", Who: budi.ID},
		"@b Siapa":                  {Text: "Siapa", Unknown: "b"},
		"@himpunan Siapa":           {Text: "Siapa", Unknown: "himpunan"},
		"@sari Siapa":               {Text: "Siapa", Who: sari.ID}, // of two, the one who is called so first
		"@entah Siapa":              {Text: "Siapa", Unknown: "entah"},
		"!penting":                  {Text: "!penting"},
		"#3":                        {Component: 3},
		"  ":                        {},
		"surel saya @ kantor":       {Text: "surel saya @ kantor"},
		"@":                         {Text: "@"},
		"#99999999999999999999 apa": {Text: "#99999999999999999999 apa"},
	} {
		if got := Line(line, people); got != want {
			t.Errorf("%q: %+v, want %+v", line, got, want)
		}
	}
}
