package search

import (
	"context"
	"slices"
	"testing"

	"pinisi/app/session"
	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/data"
)

func TestFindAndOpen(t *testing.T) {
	s := sessiontest.New(t)
	text := data.TextValue
	meeting, input, action := s.Store.NewID(), s.Store.NewID(), s.Store.NewID()
	edits := slices.Concat(
		data.Create("consultation", meeting, "", map[string]data.Value{"title": text("FKP standar paspor")}),
		data.Create("input", input, "", map[string]data.Value{"consultation": data.RefValue(meeting), "text": text("Antrean paspor terlalu lama")}),
		data.Create("followup", action, "", map[string]data.Value{"action": text("Buka loket paspor kedua")}),
	)
	if _, err := s.Store.Write(context.Background(), data.Action{Edits: edits}); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	all := ""
	f := New(s.Session, func(text, kind string) { all = text + "/" + kind })
	t.Cleanup(f.Close)
	var rows []widgets.Record
	// given a word that all three hold, when it is typed letter by letter
	for _, typed := range []string{"p", "pas", "paspor"} {
		f.Find(typed, func(r []widgets.Record) { rows = r })
	}
	s.Settle()
	// then they are found by kind, parts under the title of their whole
	var titles []string
	for _, r := range rows {
		titles = append(titles, r.Title)
	}
	if want := []string{"Konsultasi publik · 1", "FKP standar paspor", "Masukan · 1", "FKP standar paspor", "Tindak lanjut · 1", "Buka loket paspor kedua", "Semua hasil…"}; !slices.Equal(titles, want) {
		t.Errorf("found %q, want %q", titles, want)
	}
	// and a heading leads to all of its kind, the last row to all of every kind
	f.Open(rows[2].ID)
	if all != "paspor/input" {
		t.Errorf("the heading leads to %q", all)
	}
	f.Open(rows[len(rows)-1].ID)
	if all != "paspor/" {
		t.Errorf("the last row leads to %q", all)
	}
	// when the input is opened, then the consultation's page gets the input
	f.Open(input.String())
	s.Settle()
	if len(s.Opened) != 1 || s.Opened[0].Page != session.PageConsultation || s.Opened[0].ID != input {
		t.Errorf("opened %+v", s.Opened)
	}
	f.Find("  ", func(r []widgets.Record) { rows = r })
	if len(rows) != 0 {
		t.Errorf("a blank text finds %d", len(rows))
	}
}

func TestNearMark(t *testing.T) {
	for in, want := range map[string]string{
		"Antrean \x01paspor\x02 lama": "Antrean [paspor] lama",
		"Dua puluh tiga kali petugas dari Kuching menerbitkan \x01paspor\x02 dan \x01paspor\x02 anak": "… menerbitkan [paspor] dan [paspor] anak",
		"ééééééééééééééééééééééééééééééééé \x01paspor\x02":                                            "… ééééééééééééééééé [paspor]",
	} {
		text, spans := nearMark(Marked(in))
		for i := len(spans) - 1; i >= 0; i-- {
			s := spans[i]
			text = text[:s.From] + "[" + text[s.From:s.To] + "]" + text[s.To:]
		}
		if text != want {
			t.Errorf("%q: %q, want %q", in, text, want)
		}
	}
}

func TestMarked(t *testing.T) {
	for _, test := range []struct {
		in, text string
		spans    []widgets.Span
	}{
		{"Antrean \x01paspor\x02 lama", "Antrean paspor lama", []widgets.Span{{From: 8, To: 14}}},
		{"a\n\x01b\x02 \x01é\x02", "a b é", []widgets.Span{{From: 2, To: 3}, {From: 4, To: 6}}},
		{"tanpa", "tanpa", nil}, {"", "", nil}, {"\x02x\x01", "x", nil},
	} {
		if text, spans := Marked(test.in); text != test.text || !slices.Equal(spans, test.spans) {
			t.Errorf("%q: %q %v, want %q %v", test.in, text, spans, test.text, test.spans)
		}
	}
}
