package words_test

import (
	"testing"

	"pinisi/assets/words"
)

func TestShort(t *testing.T) {
	for _, test := range []struct {
		text string
		most int
		want string
	}{
		{"", 5, ""}, {"tepat", 5, "tepat"}, {"paspor hilang", 9, "paspor h…"}, {"paspor hilang", 8, "paspor…"},
		{" dua\n\tbaris  ", 20, "dua baris"}, {"é€漢字x", 4, "é€漢…"},
	} {
		if got := words.Short(test.text, test.most); got != test.want {
			t.Errorf("Short(%q, %d) = %q, want %q", test.text, test.most, got, test.want)
		}
	}
}

func TestCapital(t *testing.T) {
	for text, want := range map[string]string{"": "", "diumumkan": "Diumumkan", "écrit": "Écrit", "14 butir": "14 butir", "\xff": "\xff"} {
		if got := words.Capital(text); got != want {
			t.Errorf("Capital(%q) = %q, want %q", text, got, want)
		}
	}
}
