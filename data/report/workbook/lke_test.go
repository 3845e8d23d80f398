package workbook

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/respond"
	"pinisi/data/spreadsheet"
	"pinisi/data/spreadsheet/spreadsheettest"
	"pinisi/data/store"
)

// device is an empty store.
func device(t testing.TB) *store.Store {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{Now: func() time.Time { return time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := st.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura", Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return st
}

var registry = sync.OnceValues(instrument.NewRegistry)

func shipped(t testing.TB, variant string) *instrument.Instrument {
	t.Helper()
	all, err := registry()
	if err != nil {
		t.Fatal(err)
	}
	ins, err := all.Latest(variant)
	if err != nil {
		t.Fatal(err)
	}
	return ins
}

// evaluation is an evaluation to be: levels by indicator, a row of answers by user.
type evaluation struct {
	variant  string
	f02, f03 string
	levels   map[string]int
	users    [][]int
}

// sheet is the evaluation as the program holds it.
func (e evaluation) sheet(t testing.TB) *assess.Sheet {
	t.Helper()
	ins := shipped(t, e.variant)
	id := data.DerivedID("evaluation", data.NilID, "test")
	record := data.Record{Kind: "evaluation", ID: id, Scope: "kbri-singapura", Fields: map[string]data.Value{
		"period": data.TextValue("2026"), "unit": data.TextValue("Seksi Konsuler"), "variant": data.TextValue(e.variant), "line": data.TextValue("kekonsuleran"),
		"instrument": data.TextValue(ins.ID), "instrument_version": data.TextValue(ins.Version), "status": data.TextValue("draft"),
		"method_f02": data.TextValue(e.f02), "method_f03": data.TextValue(e.f03), "evaluator": data.TextValue("Rahmat Hidayat"),
	}}
	s := &assess.Sheet{Evaluation: record, Instrument: ins, Answers: map[string]data.Record{}}
	for indicator, level := range e.levels {
		s.Answers[indicator] = data.Record{Kind: "answer", ID: assess.AnswerID(id, indicator), Fields: map[string]data.Value{
			"score": data.IntValue(int64(level)), "note": data.TextValue("Catatan " + indicator),
		}}
	}
	s.Responses = &respond.Set{Form: respond.OfEvaluation(ins, record)}
	for i, answers := range e.users {
		r := data.Record{Kind: "response", ID: data.DerivedID("response", id, fmt.Sprint(i)), Fields: map[string]data.Value{
			"taken_on": data.TextValue(fmt.Sprintf("2026-02-%02d", i%28+1)), "channel": data.TextValue("paper"), "service": data.TextValue("IMI-01"),
		}}
		s.Responses.Responses = append(s.Responses.Responses, respond.Response{Record: r, Answers: answers})
	}
	if err := s.Score(); err != nil {
		t.Fatal(err)
	}
	return s
}

// vector is the example of the facts of the field.
func vector(t testing.TB) evaluation {
	t.Helper()
	raw, err := os.ReadFile("../../instrument/testdata/vectors.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Examples []struct {
			Answers   map[string]int `json:"jawaban_f02"`
			Responses [][]int        `json:"responden_f03"`
		} `json:"contoh"`
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	return evaluation{"luring", simpleMean, aspectMean, file.Examples[0].Answers, file.Examples[0].Responses}
}

// random is an evaluation by chance, with blanks where blank is above 0.
func random(t testing.TB, r *rand.Rand, variant string, users int, blank float64) evaluation {
	ins := shipped(t, variant)
	e := evaluation{variant: variant, levels: map[string]int{}}
	e.f02 = ins.Methods.F02.Offered[r.IntN(len(ins.Methods.F02.Offered))].ID
	e.f03 = ins.Methods.F03.Offered[r.IntN(len(ins.Methods.F03.Offered))].ID
	for _, i := range append(ins.Indicators(), &ins.F02.Additional[0]) {
		if r.Float64() >= blank {
			e.levels[i.ID] = r.IntN(6)
		}
	}
	for range users {
		row := make([]int, len(ins.F03.Questions))
		for q := range row {
			if row[q] = r.IntN(6); r.Float64() < blank/10 {
				row[q] = respond.Blank
			}
		}
		e.users = append(e.users, row)
	}
	return e
}

// cases are evaluations of every sort.
func cases(t testing.TB) map[string]evaluation {
	all := map[string]evaluation{}
	for _, f02 := range []string{simpleMean, weighted} {
		for _, f03 := range []string{aspectMean, answerMean} {
			e := vector(t)
			e.f02, e.f03 = f02, f03
			all["vector-"+f02+"-"+f03] = e
		}
	}
	e := vector(t)
	e.levels = maps.Clone(e.levels)
	for _, id := range []string{"A01", "A10", "A24", "A25", "A26"} {
		delete(e.levels, id)
	}
	all["blanks"] = e
	e.levels = map[string]int{"A03": 4}
	all["one-level"] = e
	e.levels, e.users = nil, nil
	all["nothing"] = e
	e = vector(t)
	e.users = nil
	all["no-users"] = e
	e = vector(t)
	e.users = e.users[:3]
	e.users[1] = append([]int{respond.Blank}, e.users[1][1:]...)
	all["few-users-one-incomplete"] = e
	e = vector(t)
	all["all-incomplete"] = evaluation{e.variant, e.f02, e.f03, e.levels, [][]int{append([]int{respond.Blank}, e.users[0][1:]...), make14(respond.Blank)}}
	r := rand.New(rand.NewPCG(1, 2))
	for n := range 6 {
		variant := []string{"luring", "daring"}[n%2]
		all[fmt.Sprintf("random-%d", n)] = random(t, r, variant, []int{1, 7, 30, 113}[n%4], []float64{0, 0.2, 0}[n%3])
	}
	for n, e := range ties(t) {
		all[fmt.Sprintf("tie-%d", n)] = e
	}
	return all
}

func make14(n int) []int {
	row := make([]int, 14)
	for i := range row {
		row[i] = n
	}
	return row
}

// ties are evaluations whose exact index ends in 5 at the third decimal, where
// binary numbers go wrong.
func ties(t testing.TB) []evaluation {
	r, found := rand.New(rand.NewPCG(3, 4)), []evaluation(nil)
	for range 20000 {
		e := random(t, r, "luring", 1+r.IntN(4), 0)
		e.f02 = weighted
		s := e.sheet(t)
		ipp := s.Result.IPP.Rat()
		ipp.Mul(ipp, tenths(3))
		if ipp.IsInt() && ipp.Num().Int64()%10 == 5 {
			if found = append(found, e); len(found) == 6 {
				return found
			}
		}
	}
	t.Fatalf("only %d ties by chance", len(found))
	return nil
}

func write(t testing.TB, st *store.Store, s *assess.Sheet, opt Options) []byte {
	t.Helper()
	book, err := Evaluation(context.Background(), st, s, opt)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// near compares a value that was computed with ours: numbers to nine digits.
func near(got, want string) bool {
	if got == want {
		return true
	}
	x, err1 := strconv.ParseFloat(got, 64)
	y, err2 := strconv.ParseFloat(want, 64)
	return err1 == nil && err2 == nil && math.Abs(x-y) < 1e-9
}

func TestLibreOfficeComputesWhatTheProgramDoes(t *testing.T) {
	// given worksheets of every sort without the values beside their formulas
	st, all := device(t), cases(t)
	ours, bare := map[string][]byte{}, map[string][]byte{}
	for name, e := range all {
		ours[name] = write(t, st, e.sheet(t), Options{Lang: "id"})
		bare[name] = spreadsheettest.Strip(t, ours[name])
	}
	// and worksheets of one evaluation in which a person typed another
	changed, typed := map[string]evaluation{}, []string{"blanks", "random-0", "tie-0", "few-users-one-incomplete", "vector-berbobot-rerata_butir", "nothing"}
	for _, name := range typed {
		e := all[name]
		changed["typed-"+name] = e
		bare["typed-"+name] = typeIn(t, write(t, st, vector(t).sheet(t), Options{Lang: "id"}), vector(t), e)
	}
	// and an empty one into which a whole evaluation was typed, users into the rows left for them
	changed["typed-into-nothing"] = vector(t)
	bare["typed-into-nothing"] = typeIn(t, write(t, st, all["nothing"].sheet(t), Options{Lang: "id"}), all["nothing"], vector(t))
	// and one in English
	all["english"] = all["few-users-one-incomplete"]
	ours["english"] = write(t, st, all["english"].sheet(t), Options{Lang: "en"})
	bare["english"] = spreadsheettest.Strip(t, ours["english"])
	// when LibreOffice computes them
	computed := spreadsheettest.Resave(t, bare)
	// then every formula comes to the value that we wrote beside it
	formulas := 0
	for name := range all {
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
		if name != "english" {
			hold(t, name, computed[name], all[name])
		}
	}
	if formulas < 3000 {
		t.Errorf("only %d formulas were compared", formulas)
	}
	for name, e := range changed {
		hold(t, name, computed[name], e)
	}
}

// hold compares the summary of a computed worksheet with the program's result.
func hold(t *testing.T, name string, book []byte, e evaluation) {
	t.Helper()
	f, r := spreadsheettest.Open(t, book), e.sheet(t).Result
	same := func(what, at, want string) {
		t.Helper()
		got := spreadsheettest.Cell(t, f, "Ringkasan", at)
		if x, err := strconv.ParseFloat(got, 64); err == nil {
			got = strconv.FormatFloat(x, 'f', 2, 64)
		}
		if got != want {
			t.Errorf("%s: %s is %q, want %q", name, what, got, want)
		}
	}
	same("index", "C18", r.Rounded.Fixed(2))
	same("F-02", "C20", r.F02.Fixed(2))
	same("F-03", "C21", r.F03.Fixed(2))
	category := "belum ada kategori"
	if r.Category != nil {
		category = r.Category.Code + " · " + r.Category.Name.ID
	}
	same("category", "C19", category)
}

// typeIn fills a worksheet of one evaluation as another one's: levels, methods, answers.
func typeIn(t *testing.T, book []byte, was, is evaluation) []byte {
	t.Helper()
	f, ins := spreadsheettest.Open(t, book), shipped(t, "luring")
	if is.variant != was.variant {
		t.Fatalf("a worksheet has one variant")
	}
	put := func(sheet, at string, value any) {
		t.Helper()
		if err := f.SetCellValue(sheet, at, value); err != nil {
			t.Fatal(err)
		}
	}
	rows, err := f.GetRows("F-02")
	if err != nil {
		t.Fatal(err)
	}
	typed := 0
	for i, row := range rows {
		if len(row) < f02Code {
			continue
		}
		if _, ok := ins.Indicator(row[f02Code-1]); !ok {
			continue
		}
		typed++
		if level, ok := is.levels[row[f02Code-1]]; ok {
			put("F-02", spreadsheet.At(i+1, f02Level), level)
		} else {
			put("F-02", spreadsheet.At(i+1, f02Level), nil)
		}
	}
	if typed != 31 {
		t.Fatalf("typed %d levels", typed)
	}
	if len(is.users) > len(was.users)+spare {
		t.Fatalf("no room for %d users", len(is.users))
	}
	for u := range max(len(was.users), len(is.users)) {
		for q := range ins.F03.Questions {
			var value any
			if u < len(is.users) && is.users[u][q] != respond.Blank {
				value = is.users[u][q]
			}
			put("F-03", spreadsheet.At(5+u, answersFirst+q), value)
		}
		if u >= len(is.users) {
			put("F-03", spreadsheet.At(5+u, 1), nil)
		}
	}
	m02, _ := ins.Methods.F02.Find(is.f02)
	m03, _ := ins.Methods.F03.Find(is.f03)
	put("Ringkasan", "C16", m02.Name.ID)
	put("Ringkasan", "C17", m03.Name.ID)
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestTheSameEvaluationGivesTheSameBytes(t *testing.T) {
	st := device(t)
	for name, e := range cases(t) {
		a, b := write(t, st, e.sheet(t), Options{Lang: "id"}), write(t, st, e.sheet(t), Options{Lang: "id"})
		if !bytes.Equal(a, b) {
			t.Errorf("%s: two files of one evaluation differ", name)
		}
	}
}
