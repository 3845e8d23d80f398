package bound

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func TestFormDoubtsANumberThatDoesNotBelongThere(t *testing.T) {
	d := open(t)
	// Given an action in which somebody wrote a passport number
	d.action.Focus()
	test.Type(d.Window.Canvas().Focused(), "Susul paspor A1234567 ")
	d.Window.Canvas().FocusNext()
	d.Settle()
	// Then it is saved, and a line under the field says what it looks like
	if got := d.record().Text("action"); !strings.Contains(got, "A1234567") {
		t.Fatalf("saved %q", got)
	}
	// When it is masked
	d.Tap(t, "Samarkan")
	d.Settle()
	if got := d.record().Text("action"); !strings.Contains(got, "[nomor paspor]") || strings.Contains(got, "A1234567") {
		t.Errorf("masked as %q", got)
	}
	// and a text that is let stand is not doubted again
	d.action.Focus()
	d.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	test.Type(d.Window.Canvas().Focused(), " 0812-3456-7890")
	d.Window.Canvas().FocusNext()
	d.Settle()
	d.Tap(t, "Biarkan")
	d.Settle()
	text := d.record().Text("action")
	if !strings.Contains(text, "0812-3456-7890") {
		t.Errorf("let stand as %q", text)
	}
	if doubt := Sensitive("followup", "action", text); doubt.Text != "" {
		t.Errorf("doubted again: %q", doubt.Text)
	}
}

func TestSensitiveDoubtsOnlyFreeText(t *testing.T) {
	for _, test := range []struct {
		kind, field, text string
		doubt             bool
	}{
		{"input", "text", "paspor A7654321 hilang", true},
		{"input", "text", "antrean dua jam", false},
		{"participant", "phone", "+65 6737 7422", false},
		{"participant", "organization", "PPI, ppi@example.org", true},
		{"mission", "phone", "+65 6737 7422", false},
		{"followup", "no_such_field", "A7654321", false},
		{"no_such_kind", "text", "A7654321", false},
	} {
		if got := Sensitive(test.kind, test.field, test.text); (got.Text != "") != test.doubt {
			t.Errorf("%s.%s %q: %+v", test.kind, test.field, test.text, got)
		}
	}
}
