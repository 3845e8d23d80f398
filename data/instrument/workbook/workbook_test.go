package workbook

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/spreadsheet/spreadsheettest"
	"pinisi/data/store"
)

func shipped(t testing.TB, variant string) *instrument.Instrument {
	t.Helper()
	all, err := instrument.NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	ins, err := all.Latest(variant)
	if err != nil {
		t.Fatal(err)
	}
	return ins
}

func exported(t testing.TB, ins *instrument.Instrument) []byte {
	t.Helper()
	book, err := Export(ins)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

// imported reads a workbook that must be in order.
func imported(t testing.TB, book []byte, base *instrument.Instrument) *instrument.Instrument {
	t.Helper()
	definition, err := Import(bytes.NewReader(book), base)
	if err != nil {
		t.Fatalf("import: %v", err)
	}
	ins, err := instrument.Parse(bytes.NewReader(definition))
	if err != nil {
		t.Fatalf("parse what was imported: %v", err)
	}
	return ins
}

// change is one cell, "Aspek!F4", and its new value; a nil value empties it.
type change struct {
	cell  string
	value any
}

// edited is a workbook with changed cells.
func edited(t testing.TB, book []byte, changes ...change) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, c := range changes {
		sheet, cell, whole := strings.Cut(c.cell, "!")
		switch {
		case !whole:
			err = f.DeleteSheet(sheet)
		case strings.HasPrefix(cell, "-"):
			row := 0
			for _, r := range cell[1:] {
				row = row*10 + int(r-'0')
			}
			err = f.RemoveRow(sheet, row)
		default:
			err = f.SetCellValue(sheet, cell, c.value)
		}
		if err != nil {
			t.Fatalf("change %+v: %v", c, err)
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// at finds the cell of a sheet in the row that begins with these values and under a heading.
func at(t testing.TB, book []byte, sheet, heading string, begins ...string) string {
	t.Helper()
	f := spreadsheettest.Open(t, book)
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	col := slices.IndexFunc(rows[headRow-1], func(c string) bool { return headingName(c) == heading })
	for i, row := range rows {
		if col >= 0 && len(row) >= len(begins) && slices.Equal(row[:len(begins)], begins) {
			name, _ := excelize.CoordinatesToCellName(col+1, i+1)
			return sheet + "!" + name
		}
	}
	t.Fatalf("no row %v with %s on %s", begins, heading, sheet)
	return ""
}

func TestWhatNobodyChangedIsTheSame(t *testing.T) {
	books := map[string][]byte{}
	for _, variant := range []string{"luring", "daring"} {
		// given an exported version
		ins := shipped(t, variant)
		book := exported(t, ins)
		if again := exported(t, ins); !bytes.Equal(book, again) {
			t.Errorf("%s: two exports differ", variant)
		}
		books[variant] = book
		// when it is read back, then it is the same content
		if back := imported(t, book, ins); !back.SameContent(ins) {
			t.Errorf("%s: %v", variant, instrument.Compare(ins, back))
		}
		if base, err := Base(bytes.NewReader(book)); err != nil || base != ins.Reference {
			t.Errorf("%s: came from %v, %v", variant, base, err)
		}
		// and a computer that does not have the version takes it from the workbook
		elsewhere := (&instrument.Registry{}).Clone()
		if definition, err := Definition(book, elsewhere); err != nil {
			t.Errorf("%s elsewhere: %v", variant, err)
		} else if back, err := instrument.Parse(bytes.NewReader(definition)); err != nil || !back.SameContent(ins) {
			t.Errorf("%s elsewhere is not the same (%v)", variant, err)
		}
		// and without the version that it came from, all that the sheets show is there
		for _, d := range instrument.Compare(ins, imported(t, book, nil)) {
			if d.Part != instrument.PartOther {
				t.Errorf("%s alone: %s", variant, d.Text("en"))
			}
		}
	}
	// and so it is after LibreOffice saved it
	for variant, book := range spreadsheettest.Resave(t, books) {
		ins := shipped(t, variant)
		if back := imported(t, book, ins); !back.SameContent(ins) {
			t.Errorf("%s after LibreOffice: %v", variant, instrument.Compare(ins, back))
		}
		if from := origin(book, ins.Reference); from == nil || !from.SameContent(ins) {
			t.Errorf("%s after LibreOffice does not hold what it came from", variant)
		}
	}
}

func TestOfficialWordingReplacesOurs(t *testing.T) {
	// given an exported version
	ins := shipped(t, "luring")
	book := exported(t, ins)
	// when a person writes other words, a weight with a comma, and a higher version
	book = edited(t, book,
		change{at(t, book, "Identitas", "Nilai", "Versi"), "1.10"},
		change{at(t, book, "Indikator", "Judul", "a", "A04"), "Bunyi resmi A04"},
		change{at(t, book, "Level", "Bunyi", "A04", "3"), "Bunyi resmi level 3"},
		change{at(t, book, "Aspek", "Bobot (%)", "a"), "23,5"}, change{at(t, book, "Aspek", "Bobot (%)", "b"), 25.5},
		change{at(t, book, "Indikator", "Bukti yang dicari", "a", "A01"), "satu\n dua \n\ntiga"},
		change{at(t, book, "Dasar hukum", "Terverifikasi", "Pedoman Menteri PANRB 1/2022"), "ya"})
	back := imported(t, book, ins)
	// then exactly that has changed
	var got []string
	for _, d := range instrument.Compare(ins, back) {
		got = append(got, strings.Join([]string{d.Part, d.ID, d.Change, d.Field, d.New}, "|"))
	}
	want := []string{
		"head||changed|version|1.10", "aspect|a|changed|weight|23.5", "aspect|b|changed|weight|25.5",
		"indicator|A01|changed|evidence|satu; dua; tiga", "indicator|A04|changed|title|Bunyi resmi A04", "level|A04/3|changed|text|Bunyi resmi level 3",
		"other|legal_basis/Pedoman Menteri PANRB 1/2022|changed|verified|yes",
	}
	if !slices.Equal(got, want) {
		t.Errorf("changed:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	a04, _ := back.Indicator("A04")
	if was, _ := ins.Indicator("A04"); a04.Title.EN != was.Title.EN {
		t.Errorf("the English title %q was lost", was.Title.EN)
	}
}

func TestEveryFaultIsNamedByItsCellAtOnce(t *testing.T) {
	ins := shipped(t, "luring")
	book := exported(t, ins)
	version := change{at(t, book, "Identitas", "Nilai", "Versi"), "2.0.0"}
	level := at(t, book, "Level", "Level", "A04", "3")
	for _, c := range []struct {
		name    string
		changes []change
		want    []string // cell and a piece of the text
	}{
		{"weights of aspects", []change{version, {at(t, book, "Aspek", "Bobot (%)", "a"), 25}}, []string{"Aspek!F4:F9", "berjumlah 101"}},
		{"weights in an aspect", []change{version, {at(t, book, "Indikator", "Bobot dalam aspek (%)", "a", "A01"), 18}}, []string{"Indikator!G4:G12", "berjumlah 101"}},
		{"a level missing", []change{version, {"Level!-" + level[len("Level!B"):], nil}}, []string{"Level!B", "0, 1, 2, 4, 5"}},
		{"a level without words", []change{version, {at(t, book, "Level", "Bunyi", "A04", "3"), ""}}, []string{at(t, book, "Level", "Bunyi", "A04", "3"), "kosong"}},
		{"a code twice", []change{version, {at(t, book, "Indikator", "Kode", "a", "A02"), "A01"}}, []string{"Indikator!B5", "dua kali"}},
		{"a changed code", []change{version, {at(t, book, "F-03", "Kode", "F03A01"), "F03X01"}}, []string{"F-03!A4", "kode F03A01 diubah menjadi F03X01"}},
		{"a count", []change{version, {at(t, book, "Aspek", "Banyak indikator", "b"), 9}}, []string{at(t, book, "Aspek", "Banyak indikator", "b"), "menyebut 9"}},
		{"an aspect that is not there", []change{version, {at(t, book, "F-03", "Aspek", "F03A01"), "z"}}, []string{"F-03!D4", "Aspek \"z\""}},
		{"an aspect of an indicator that is not there", []change{version, {"Indikator!A4", "z"}}, []string{"Indikator!A4", "tidak ada di Aspek"}},
		{"words for a number", []change{version, {at(t, book, "Aspek", "Bobot (%)", "a"), "banyak"}}, []string{"Aspek!F4", "bukan angka"}},
		{"a broken count", []change{version, {at(t, book, "Aspek", "Banyak indikator", "b"), 5.5}}, []string{at(t, book, "Aspek", "Banyak indikator", "b"), "bilangan bulat"}},
		{"neither yes nor no", []change{version, {at(t, book, "Aturan", "Terverifikasi", "evidence"), "mungkin"}}, []string{"Aturan!D", "ya atau tidak"}},
		{"a gap of categories", []change{version, {at(t, book, "Kategori", "Dari", "E"), 1.11}}, []string{at(t, book, "Kategori", "Dari", "E")[:len("Kategori!")], "celah"}},
		{"a row without a code", []change{version, {at(t, book, "F-03", "Kode", "F03A01"), ""}}, []string{"F-03!A4", "kosong"}},
		{"a sheet gone", []change{version, {"Kategori", nil}}, []string{"Kategori", "tidak ada"}},
		{"a heading gone", []change{version, {"Aspek!F3", "Persen"}}, []string{"Aspek!3", "Bobot (%)"}},
		{"the version that it came from", []change{{at(t, book, "Indikator", "Judul", "a", "A04"), "Lain"}}, []string{version.cell, "tidak lebih tinggi dari 1.0.0"}},
		{"another instrument's code", []change{version, {at(t, book, "Identitas", "Nilai", "Kode instrumen"), "pekppp-baru"}}, []string{"Identitas!C5", "edisinya tetap 2023"}},
		{"a primary method that is not offered", []change{version, {at(t, book, "Identitas", "Nilai", "Metode utama F-02"), "tengah"}}, []string{at(t, book, "Identitas", "Nilai", "Metode utama F-02"), "tidak termasuk"}},
	} {
		// when a workbook with the fault is read
		_, err := Import(bytes.NewReader(edited(t, book, c.changes...)), ins)
		// then the fault names the cell and what to do
		found := false
		var said []string
		for _, f := range instrument.Faults(err) {
			line := f.Place + " " + f.Text("id")
			said = append(said, line)
			found = found || strings.HasPrefix(f.Place, c.want[0]) && strings.Contains(line, c.want[1])
		}
		if !found {
			t.Errorf("%s: want %q, said %q (%v)", c.name, c.want, said, err)
		}
	}
	// and several are told together
	_, err := Import(bytes.NewReader(edited(t, book, version, change{"Aspek!F4", 25}, change{"Indikator!E4", ""}, change{"F-03!D4", "z"}, change{"Aturan!D4", "mungkin"})), ins)
	if n := len(instrument.Faults(err)); n != 4 {
		t.Errorf("%d faults, want 4: %v", n, err)
	}
	// and what is no workbook is refused
	for _, bad := range []string{"", "bukan", "PK\x03\x04rusak"} {
		if _, err := Import(strings.NewReader(bad), ins); len(instrument.Faults(err)) != 1 {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestAnIndicatorMayComeAndGo(t *testing.T) {
	// given a workbook in which one indicator was removed with its levels, and the counts follow
	ins := shipped(t, "luring")
	book := exported(t, ins)
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	put := func(cell string, value any) {
		t.Helper()
		sheet, address, _ := strings.Cut(cell, "!")
		if err := f.SetCellValue(sheet, address, value); err != nil {
			t.Fatal(err)
		}
	}
	put(at(t, book, "Identitas", "Nilai", "Versi"), "1.1.0")
	put(at(t, book, "Identitas", "Nilai", "Banyak indikator dalam indeks"), 29)
	put(at(t, book, "Aspek", "Banyak indikator", "f"), 1)
	put(at(t, book, "Indikator", "Bobot dalam aspek (%)", "f", "A29"), 100)
	for i := range 6 {
		put(at(t, book, "Level", "Indikator", "A30", string(rune('0'+i))), "")
		for _, heading := range []string{"Level", "Bunyi", "Bunyi (Inggris)"} {
			put(at(t, book, "Level", heading, "A30", string(rune('0'+i))), "")
		}
	}
	rows, err := f.GetRows("Indikator")
	if err != nil {
		t.Fatal(err)
	}
	for i, row := range rows {
		if len(row) > 1 && row[1] == "A30" {
			if err := f.RemoveRow("Indikator", i+1); err != nil {
				t.Fatal(err)
			}
		}
	}
	for i := range ins.F01.Questions { // what it informed does not name it any more
		q := ins.F01.Questions[i]
		if slices.Contains(q.Indicators, "A30") {
			put(at(t, book, "F-01", "Indikator terkait", q.ID), strings.Join(slices.DeleteFunc(slices.Clone(q.Indicators), func(id string) bool { return id == "A30" }), "\n"))
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	// when it is read, then it is gone, and everything else is as it was
	back := imported(t, out.Bytes(), ins)
	if _, ok := back.Indicator("A30"); ok || back.F02.IndicatorCount != 29 {
		t.Errorf("A30 is there: %v, %d indicators", ok, back.F02.IndicatorCount)
	}
	removed := 0
	for _, d := range instrument.Compare(ins, back) {
		if d.Change == instrument.Removed {
			removed++
		}
	}
	if removed != 7 {
		t.Errorf("%d removed, want the indicator and six levels: %v", removed, instrument.Compare(ins, back))
	}
}

func TestOldEvaluationsKeepTheirVersionAndYearsMeetByID(t *testing.T) {
	ctx := context.Background()
	tick := time.Date(2026, 3, 24, 9, 0, 0, 0, time.UTC)
	st, err := store.Open(ctx, t.TempDir(), store.Options{Now: func() time.Time { tick = tick.Add(time.Second); return tick }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	if err := st.SetProfile(ctx, store.Profile{Scope: store.Headquarters, Language: "id"}); err != nil {
		t.Fatal(err)
	}
	who := st.NewID()
	if _, err := st.Write(ctx, data.Action{Author: who, Label: "test", Edits: data.Create("staff", who, data.SharedScope, map[string]data.Value{"name": data.TextValue("Rina")})}); err != nil {
		t.Fatal(err)
	}
	begin := func(period string) *assess.Sheet {
		t.Helper()
		id, err := assess.Begin(ctx, st, who, assess.New{Period: period, Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring", Scope: "kbri-singapura"})
		if err != nil {
			t.Fatal(err)
		}
		s, err := assess.Load(ctx, st, id)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	// given last year's evaluation with a level
	old := begin("2025")
	if _, err := st.Write(ctx, data.Action{Author: who, Label: "test", Edits: old.Choose("A04", 3)}); err != nil {
		t.Fatal(err)
	}
	// when official wording is published from a workbook, and this year's evaluation is begun
	book := exported(t, old.Instrument)
	book = edited(t, book, change{at(t, book, "Identitas", "Nilai", "Versi"), "9.0.0"}, change{at(t, book, "Indikator", "Judul", "a", "A04"), "Bunyi resmi"})
	definition, err := Import(bytes.NewReader(book), old.Instrument)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := assess.Publish(ctx, st, who, definition); err != nil {
		t.Fatal(err)
	}
	is := begin("2026")
	// then it has the new words, the old one keeps its own, and last year's answer meets by id
	was, err := assess.Load(ctx, st, old.Evaluation.ID)
	if err != nil {
		t.Fatal(err)
	}
	a, _ := was.Instrument.Indicator("A04")
	b, _ := is.Instrument.Indicator("A04")
	if was.Instrument.Version != "1.0.0" || is.Instrument.Version != "9.0.0" || a.Title.ID == "Bunyi resmi" || b.Title.ID != "Bunyi resmi" {
		t.Errorf("old %s %q, new %s %q", was.Instrument.Version, a.Title.ID, is.Instrument.Version, b.Title.ID)
	}
	if level, ok := is.LastYear["A04"].Int("score"); is.LastPeriod != "2025" || !ok || level != 3 {
		t.Errorf("last year's: %s, %d, %v", is.LastPeriod, level, ok)
	}
}

func TestADamagedWorkbookIsRefusedAndNothingElse(t *testing.T) {
	// given workbooks in which bytes of their parts are others
	ins := shipped(t, "luring")
	book, r := exported(t, ins), rand.New(rand.NewPCG(11, 12))
	refused := 0
	for n := range 60 {
		damaged := rewritten(t, book, func(name string, part []byte) []byte {
			if r.IntN(4) > 0 {
				return part
			}
			part = bytes.Clone(part)
			for range 1 + r.IntN(8) {
				at := r.IntN(len(part))
				switch r.IntN(3) {
				case 0:
					part[at] = byte(r.IntN(256))
				case 1:
					part = part[:at+1]
				default:
					copy(part[at:], part[r.IntN(len(part)):])
				}
			}
			return part
		})
		// when they are read
		definition, err := Import(bytes.NewReader(damaged), ins)
		// then each is either an instrument that is in order, or refused in words
		switch {
		case err != nil && len(instrument.Faults(err)) == 0:
			t.Errorf("damaged %d: %v is no refusal in words", n, err)
		case err != nil:
			refused++
		default:
			if _, err := instrument.Parse(bytes.NewReader(definition)); err != nil {
				t.Errorf("damaged %d: %v", n, err)
			}
		}
		if _, err := Base(bytes.NewReader(damaged)); err != nil && len(instrument.Faults(err)) == 0 {
			t.Errorf("damaged %d: %v", n, err)
		}
		origin(damaged, ins.Reference)
	}
	if refused < 20 {
		t.Errorf("only %d of 60 were refused", refused)
	}
}

// rewritten is a workbook with its parts changed.
func rewritten(t *testing.T, book []byte, change func(name string, part []byte) []byte) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, part := range from.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		w, err := to.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(change(part.Name, content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
