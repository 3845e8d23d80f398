package spreadsheet

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// made is a small workbook with what all of ours have.
func made(t *testing.T) []byte {
	t.Helper()
	b := New("Judul", "Kaki & halaman", "Halaman %s dari %s")
	s := b.Sheet("F-02")
	s.Widths(10, 20)
	s.Row(1, Head, "Kode", "Isi")
	s.Put(2, 1, 3, Cell.Fillable())
	s.Put(2, 2, strings.Repeat("kata ", 40), Cell)
	s.Formula(3, 1, "A2*2", 6, Cell)
	s.Formula(3, 2, `IF(A2>2,"besar","kecil")`, "besar", Cell, strings.Repeat("panjang ", 20))
	s.Put(4, 1, "di\x00luar\x07XML", Cell)
	s.Merge(4, 1, 2)
	s.Freeze(2, 1)
	s.Filter(1, 1, 3, 2)
	s.Titles(1, 1)
	s.Whole("A2:A2", 0, 5, "Level", "0 sampai 5")
	s.Tint("A2:B3", "$A2=3", "FDE2C4", "9A3412")
	s.Protect()
	b.Sheet("asal").Conceal()
	raw, err := b.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func TestAWorkbookHoldsWhatWasPut(t *testing.T) {
	// given a workbook, when it is read back
	raw := made(t)
	if !bytes.Equal(raw, made(t)) {
		t.Error("the same content gives other bytes")
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	// then values, formulas and the values beside them are there
	for at, want := range map[string]string{"A2": "3", "A3": "6", "B3": "besar", "A4": "diluarXML"} {
		if got, err := f.GetCellValue("F-02", at); got != want || err != nil {
			t.Errorf("%s is %q (%v), want %q", at, got, err, want)
		}
	}
	if got, _ := f.GetCellFormula("F-02", "A3"); got != "A2*2" {
		t.Errorf("formula %q", got)
	}
	if kind, _ := f.GetCellType("F-02", "A3"); kind == excelize.CellTypeFormula {
		t.Error("the number beside a formula is marked as text")
	}
	// rows are as high as their text, or as what a formula may come to show
	for row, least := range map[int]float64{1: 15, 2: 100, 3: 80} {
		if got, err := f.GetRowHeight("F-02", row); got < least || err != nil {
			t.Errorf("row %d is %v high (%v), want %v at least", row, got, err, least)
		}
	}
	// and it prints on the width of a page, locked but for what is to be filled
	layout, err := f.GetPageLayout("F-02")
	if err != nil || *layout.Size != a4 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("layout %+v, %v", layout, err)
	}
	if props, err := f.GetSheetProps("F-02"); err != nil || props.FitToPage == nil || !*props.FitToPage {
		t.Errorf("it does not fit the page: %+v, %v", props, err)
	}
	for at, locked := range map[string]bool{"A2": false, "A3": true} {
		id, _ := f.GetCellStyle("F-02", at)
		if style, err := f.GetStyle(id); err != nil || style.Protection == nil || style.Protection.Locked != locked {
			t.Errorf("%s: %+v, %v", at, style.Protection, err)
		}
	}
	if visible, _ := f.GetSheetVisible("asal"); visible {
		t.Error("the hidden sheet is seen")
	}
	if rules, _ := f.GetDataValidations("F-02"); len(rules) != 1 {
		t.Errorf("%d rules", len(rules))
	}
}

func TestReferencesAreQuoted(t *testing.T) {
	b := New("", "", "%s %s")
	s := b.Sheet("Isi 'baru'")
	if got, want := s.Ref(7, 28), "'Isi ''baru'''!$AB$7"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := s.Area(1, 1, 2, 3), "'Isi ''baru'''!$A$1:$C$2"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got, want := Said(`kata "itu"`), `"kata ""itu"""`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
