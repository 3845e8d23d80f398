package words_test

import (
	"testing"
	"time"

	"pinisi/assets/words"
)

func TestTFillsTheLanguagesText(t *testing.T) {
	for _, test := range []struct {
		lang, key string
		args      []map[string]any
		want      string
	}{
		{"id", "Cancel", nil, "Batal"},
		{"id-ID", "Cancel", nil, "Batal"},
		{"", "Cancel", nil, "Batal"},
		{"en_GB.UTF-8", "Cancel", nil, "Cancel"},
		{"fr", "Cancel", nil, "Cancel"},
		{"id", "no.such.key", nil, "no.such.key"},
		{"id", "instrument.scale", []map[string]any{{"Min": 0, "Max": 5}}, "Tulis skala yang naik, paling kecil 0 dan paling besar 9; ditemukan 0 sampai 5."},
		{"en", "instrument.scale", []map[string]any{{"Min": 0}}, "Write a rising scale, 0 at the least and 9 at the most; found 0 to {{.Max}}."},
		{"en", "instrument.scale", nil, "Write a rising scale, 0 at the least and 9 at the most; found {{.Min}} to {{.Max}}."},
	} {
		if got := words.New(test.lang).T(test.key, test.args...); got != test.want {
			t.Errorf("New(%q).T(%q, %v) = %q, want %q", test.lang, test.key, test.args, got, test.want)
		}
	}
}

func TestTextsWithMarkupInValuesAreNotTemplates(t *testing.T) {
	// given a value that looks like a placeholder, as a path typed by a user may
	got := words.New("en").T("instrument.scale", map[string]any{"Min": "{{.Max}}", "Max": 5})
	// then it is shown as it is
	if want := "Write a rising scale, 0 at the least and 9 at the most; found {{.Max}} to 5."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNCounts(t *testing.T) {
	for _, test := range []struct {
		lang  string
		count int
		want  string
	}{
		{"id", 1, "1 lokus"}, {"id", 1250, "1.250 lokus"},
		{"en", 1, "1 unit"}, {"en", 1250, "1,250 units"}, {"en", 0, "0 units"},
	} {
		if got := words.New(test.lang).N("instrument.loci", test.count); got != test.want {
			t.Errorf("New(%q).N(instrument.loci, %d) = %q, want %q", test.lang, test.count, got, test.want)
		}
	}
}

func TestNumbersAndDatesFollowTheLanguage(t *testing.T) {
	id, en := words.New("id"), words.New("en")
	day := time.Date(2023, time.August, 4, 14, 5, 0, 0, time.FixedZone("WIB", 7*3600))
	for _, test := range []struct{ got, want string }{
		{id.Integer(0), "0"}, {id.Integer(999), "999"}, {id.Integer(1000), "1.000"}, {id.Integer(-1234567), "-1.234.567"}, {en.Integer(1234567), "1,234,567"},
		{id.Decimal("3.49"), "3,49"}, {en.Decimal("3.49"), "3.49"}, {id.Decimal("3"), "3"},
		{id.Bytes(999), "999 B"}, {id.Bytes(1500), "1,5 kB"}, {en.Bytes(999_950), "1.0 MB"}, {id.Bytes(3_000_000_000), "3,0 GB"}, {id.Bytes(5e15), "5000,0 TB"},
		{id.Month(day), "Agustus 2023"}, {en.Month(day), "August 2023"}, {id.LongDate(day), "4 Agustus 2023"}, {en.LongDate(day), "4 August 2023"},
		{id.Date(day), "4 Agu 2023"}, {en.Date(day), "4 Aug 2023"},
		{id.DateTime(day), "4 Agu 2023 14.05"}, {en.DateTime(day), "4 Aug 2023 14:05"},
	} {
		if test.got != test.want {
			t.Errorf("got %q, want %q", test.got, test.want)
		}
	}
}

func TestEveryLanguageLoads(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		if err := words.New(lang).Err(); err != nil {
			t.Errorf("words of %q: %v", lang, err)
		}
	}
}
