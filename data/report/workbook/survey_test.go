package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/respond"
	"pinisi/data/spreadsheet"
	"pinisi/data/spreadsheet/spreadsheettest"
	"pinisi/data/store"
	"pinisi/data/survey"
)

func keep(t testing.TB, st *store.Store, edits ...data.Edit) {
	t.Helper()
	if _, err := st.Write(context.Background(), data.Action{Label: "test", Edits: edits}); err != nil {
		t.Fatal(err)
	}
}

// surveyOf is a survey of a unit with these forms and population (0: not known).
func surveyOf(t testing.TB, st *store.Store, unit string, population int, forms []string) *survey.Sheet {
	t.Helper()
	ctx := context.Background()
	id, err := survey.Begin(ctx, st, data.NilID, survey.New{Period: "2026", Unit: unit})
	if err != nil {
		t.Fatal(err)
	}
	load := func() *survey.Sheet {
		t.Helper()
		s, err := survey.Load(ctx, st, id)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := load()
	var edits []data.Edit
	if population > 0 {
		edits = append(edits, s.Survey.Set("population", data.IntValue(int64(population))))
	}
	for i, digits := range forms {
		edits = append(edits, s.Form.Add(st.NewID(), respond.Entry{Number: i + 1, Answers: s.Form.Decode(digits), Channel: "paper", TakenOn: "2026-02-03",
			Remark: "Terima kasih, Budi Santoso, telepon 081234567890.", Contact: "budi@contoh.id"})...)
	}
	if len(edits) > 0 {
		keep(t, st, edits...)
	}
	return load()
}

func TestLibreOfficeComputesTheSurveyAsTheProgramDoes(t *testing.T) {
	// given surveys with forms by chance, blanks, none, and populations of every size
	st, r := device(t), rand.New(rand.NewPCG(7, 8))
	sheets, ours, bare := map[string]*survey.Sheet{}, map[string][]byte{}, map[string][]byte{}
	for n, population := range []int{0, 1, 10, 95, 400, 12_345, 1_000_000, 999_999_999} {
		var forms []string
		for range []int{0, 1, 7, 13, 40, 3, 22, 9}[n] {
			var digits strings.Builder
			for range 9 {
				if r.IntN(60) == 0 {
					digits.WriteByte('-')
				} else {
					digits.WriteByte(byte('1' + r.IntN(4)))
				}
			}
			forms = append(forms, digits.String())
		}
		name := fmt.Sprintf("survey-%d", n)
		sheets[name] = surveyOf(t, st, name, population, forms)
		book, err := Survey(context.Background(), st, sheets[name], Options{Lang: "id"})
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := Survey(context.Background(), st, sheets[name], Options{Lang: "id"}); !bytes.Equal(book, again) {
			t.Errorf("%s: two files differ", name)
		}
		ours[name], bare[name] = book, spreadsheettest.Strip(t, book)
	}
	// and recaps of F-03
	for name, e := range map[string]evaluation{"recap-vector": vector(t), "recap-some": random(t, r, "daring", 25, 0.3)} {
		book, err := Respondents(context.Background(), st, e.sheet(t), Options{Lang: "id"})
		if err != nil {
			t.Fatal(err)
		}
		ours[name], bare[name] = book, spreadsheettest.Strip(t, book)
	}
	// when LibreOffice computes them, then every formula comes to what we wrote beside it
	formulas := 0
	computed := spreadsheettest.Resave(t, bare)
	for name := range ours {
		want, got := spreadsheettest.Open(t, ours[name]), spreadsheettest.Open(t, computed[name])
		for _, sheet := range want.GetSheetList() {
			for _, at := range spreadsheettest.Formulas(t, want, sheet) {
				formulas++
				if x, y := spreadsheettest.Cell(t, got, sheet, at), spreadsheettest.Cell(t, want, sheet, at); !near(x, y) {
					formula, _ := want.GetCellFormula(sheet, at)
					t.Errorf("%s: %s!%s is %q, want %q: %s", name, sheet, at, x, y, formula)
				}
			}
		}
		if s, ok := sheets[name]; ok {
			holdSurvey(t, name, got.GetCellValue, s)
		}
	}
	if formulas < 1000 {
		t.Errorf("only %d formulas were compared", formulas)
	}
}

// holdSurvey compares the summary with the program's result.
func holdSurvey(t *testing.T, name string, cell func(string, string, ...excelize.Options) (string, error), s *survey.Sheet) {
	t.Helper()
	read := func(row int) string {
		value, err := cell("Ringkasan", spreadsheet.At(row, skmValue))
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
	ikm := read(skmIKM)
	if x, err := strconv.ParseFloat(ikm, 64); err == nil {
		ikm = strconv.FormatFloat(x, 'f', s.Definition.Decimals, 64)
	}
	if want := s.Result.Rounded.Fixed(s.Definition.Decimals); ikm != want {
		t.Errorf("%s: IKM %q, want %q", name, ikm, want)
	}
	if s.Result.PopulationKnown && read(skmSample) != fmt.Sprint(s.Result.MinSample) {
		t.Errorf("%s: least sample %s, want %d", name, read(skmSample), s.Result.MinSample)
	}
	for k, id := range s.Result.Lowest {
		if got := read(skmLowest + k); !strings.HasPrefix(got, id+" · ") {
			t.Errorf("%s: lowest %d is %q, want %s", name, k+1, got, id)
		}
	}
}

func TestNoNameLeavesUnlessAskedFor(t *testing.T) {
	// given a participant whose name, phone and mail stand in remarks and notes too
	st, ctx := device(t), context.Background()
	meeting := st.NewID()
	keep(t, st, data.Create("consultation", meeting, "kbri-singapura", map[string]data.Value{"title": data.TextValue("FKP")})...)
	keep(t, st, data.Create("participant", st.NewID(), "kbri-singapura", map[string]data.Value{"consultation": data.RefValue(meeting), "name": data.TextValue("Budi Santoso")})...)
	e := vector(t).sheet(t)
	note := e.Answers["A01"]
	note.Fields["note"] = data.TextValue("Menurut Budi Santoso, 081234567890, budi@contoh.id")
	id, err := assess.Begin(ctx, st, data.NilID, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring", Evaluator: "Rahmat Hidayat"})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := assess.Load(ctx, st, id)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, st, kept.Responses.Add(st.NewID(), respond.Entry{Number: 1, Answers: make([]int, 14), Remark: "Salam dari Budi Santoso", Contact: "budi@contoh.id"})...)
	if kept, err = assess.Load(ctx, st, id); err != nil {
		t.Fatal(err)
	}
	s := surveyOf(t, st, "Seksi Konsuler", 10, []string{"444444444"})
	for name, written := range map[string]func(Options) ([]byte, error){
		"LKE":    func(o Options) ([]byte, error) { return Evaluation(ctx, st, e, o) },
		"recap":  func(o Options) ([]byte, error) { return Respondents(ctx, st, kept, o) },
		"survey": func(o Options) ([]byte, error) { return Survey(ctx, st, s, o) },
	} {
		for _, personal := range []bool{false, true} {
			book, err := written(Options{Lang: "id", Personal: personal})
			if err != nil {
				t.Fatal(err)
			}
			text := unpacked(t, book)
			// then they are there if asked for, and nowhere otherwise
			if has := strings.Contains(text, "Budi Santoso") && strings.Contains(text, "budi@contoh.id"); has != personal {
				t.Errorf("%s, personal %v: the name or mail is there: %v", name, personal, has)
			}
			for _, word := range []string{"Budi", "081234567890", "budi@", "Rahmat"} {
				if !personal && strings.Contains(text, word) {
					t.Errorf("%s holds %q", name, word)
				}
			}
		}
	}
}

// unpacked is all text of a workbook.
func unpacked(t *testing.T, book []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
		r.Close()
	}
	return all.String()
}
