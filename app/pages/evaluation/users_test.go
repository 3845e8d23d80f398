package evaluation_test

import (
	"context"
	"strings"
	"testing"

	"pinisi/app/session/sessiontest"
	"pinisi/data/assess"
)

func TestSheetsThatAreTypedMakeTheMeansOfF03(t *testing.T) {
	s := sessiontest.New(t)
	p, w := window(t, s)
	id := begun(t, s, "2022")
	p.Show(id)
	s.Settle()
	texts := func() string { return strings.Join(sessiontest.Texts(w.Content()), "\n") }
	// when two sheets are typed in the view of F-03
	s.Tap(t, "Pengguna (F-03)")
	s.Tap(t, "Ketik lembar")
	keys(s, w, strings.Repeat("4", 14)+"\n"+strings.Repeat("4", 13)+"2\n")
	s.Tap(t, "Pengguna (F-03)") // pressed once more, it leads back, as "Kembali" does
	sessiontest.Picture(t, w, "users")
	// then they are counted against the minimum of 2022, with means and the lowest question
	sheet := only(t, s)
	if got := sheet.Result.Respondents; got != 2 {
		t.Fatalf("%d respondents", got)
	}
	for _, want := range []string{"2 lembar lengkap", "2 dari paling sedikit 10 lembar lengkap; masih perlu 8", "Rata-rata per aspek", "14. ", "3,00"} {
		if !strings.Contains(texts(), want) {
			t.Errorf("the view does not say %q:\n%s", want, texts())
		}
	}
	// and the search leads from one of them to where they are
	s.Tap(t, "Hasil")
	p.Show(sheet.Responses.Responses[0].ID)
	s.Settle()
	if !strings.Contains(texts(), "2 dari paling sedikit 10 lembar lengkap") {
		t.Errorf("a sheet leads to:\n%s", texts())
	}
	// and a final evaluation takes no more
	for _, ind := range sheet.Instrument.Indicators() {
		sheet = only(t, s)
		s.Write("t", sheet.Choose(ind.ID, 4), nil)
		s.Settle()
	}
	if err := assess.Finalise(context.Background(), s.Store, s.Author, id, sessiontest.Now); err != nil {
		t.Fatal(err)
	}
	s.Settle()
	if strings.Contains(texts(), "Salin lembar kertas") {
		t.Error("sheets can be typed into a final evaluation")
	}
	p.Close()
}
