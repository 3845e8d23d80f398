package widgets

import "testing"

func TestNumbersAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "0": "0", "12": "12", " 12 ": "12", "87,5": "87.5", "87.5": "87.5", "1.250": "1250", "12.500,25": "12500.25",
		"007": "7", "84,270": "84.27", "0,0": "0", "1 250": "1250",
	} {
		if got, ok := ParseDecimal(text); !ok || got != want {
			t.Errorf("%q: %q, %v; want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"dua", "-1", "1,2,3", "12 unit", "1.2.3", "1e3", "80%", "1234567890123", ","} {
		if got, ok := ParseDecimal(text); ok {
			t.Errorf("%q was taken as %q", text, got)
		}
	}
}
