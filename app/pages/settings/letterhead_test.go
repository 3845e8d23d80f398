package settings

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2/test"

	"pinisi/app/session/sessiontest"
	"pinisi/app/widgets"
	"pinisi/data"
	"pinisi/data/setup"
)

// area is the field with that label.
func area(t *testing.T, p *Page, label string) *widgets.AutoField {
	t.Helper()
	for _, o := range sessiontest.Objects(p.Content()) {
		if f, ok := o.(*widgets.AutoField); ok && slices.Contains(sessiontest.Texts(f), label) {
			return f
		}
	}
	t.Fatalf("there is no field %q", label)
	return nil
}

// TestTheLetterheadBeginsTheMissionsRecord: nothing was written about the
// mission yet; what is typed is there, beside what the shipped list says.
func TestTheLetterheadBeginsTheMissionsRecord(t *testing.T) {
	s, p := show(t, Options{})
	write := func(label, text string) {
		f := area(t, p, label)
		f.Focus()
		test.Type(s.Window.Canvas().Focused(), text)
		s.Window.Canvas().Unfocus()
		s.Settle()
	}
	write("Kop surat", "KEDUTAAN BESAR")
	write("Jabatan penanda tangan", "Duta Besar")
	write("Nama penanda tangan", "Ratna")
	write("Kota penandatanganan", "Singapura")
	m, err := s.Store.Get(context.Background(), "mission", setup.MissionID(s.Profile.Scope))
	if err != nil {
		t.Fatalf("%v; banners %v", err, s.Banners)
	}
	for field, want := range map[string]string{"letterhead": "KEDUTAAN BESAR", "signatory_role": "Duta Besar", "signatory": "Ratna", "city": "Singapura", "name": "KBRI Singapura"} {
		if got := m.Text(field); got != want {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
	if f, _ := data.Mission.Field("signatory"); !f.Personal {
		t.Error("the name of who signs is no personal data")
	}
}
