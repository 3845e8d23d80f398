package tabular_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"pinisi/data"
	"pinisi/data/tabular"
)

func read(t testing.TB, content []byte) *tabular.Table {
	t.Helper()
	table, err := tabular.ReadSheet(context.Background(), bytes.NewReader(content), "berkas", "")
	if err != nil {
		t.Fatalf("read %.80q: %v", content, err)
	}
	return table
}

func encode(t testing.TB, s string, how interface{ Bytes([]byte) ([]byte, error) }) []byte {
	t.Helper()
	b, err := how.Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// The same little table in the forms in which programs and languages write it.
func TestOneTableInManyForms(t *testing.T) {
	const comma = "No,Tanggal,Saran\n1,24/03/2026,\"Loket sempit, café – ramai\"\n\n2,25/03/2026,\"dua\nbaris\"\n3,,ok\n"
	semicolon := strings.NewReplacer("No,Tanggal,Saran", "No;Tanggal;Saran", "1,24/03/2026,", "1;24/03/2026;", "2,25/03/2026,", "2;25/03/2026;", "3,,", "3;;").Replace(comma)
	tab := strings.ReplaceAll(semicolon, ";", "\t")
	le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	files := map[string][]byte{
		"commas":                   []byte(comma),
		"semicolons":               []byte(semicolon),
		"tabs":                     []byte(tab),
		"byte order mark":          []byte("\xef\xbb\xbf" + comma),
		"lines of Windows":         []byte(strings.ReplaceAll(semicolon, "\n", "\r\n")),
		"Windows-1252":             encode(t, semicolon, charmap.Windows1252.NewEncoder()),
		"UTF-16 with a mark":       encode(t, tab, le.NewEncoder()),
		"UTF-16 without a mark":    encode(t, tab, unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder()),
		"UTF-16 the other way":     encode(t, tab, unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder()),
		"hard spaces, blank cells": []byte(strings.ReplaceAll(semicolon, "3;;", "\u00a03 ;\u00a0;")),
	}
	want := []tabular.Row{
		{2, []string{"1", "24/03/2026", "Loket sempit, café – ramai"}},
		{4, []string{"2", "25/03/2026", "dua\nbaris"}}, // row 3 is blank
		{5, []string{"3", "", "ok"}},
	}
	for name, content := range files {
		t.Run(name, func(t *testing.T) {
			table := read(t, content)
			if !reflect.DeepEqual(table.Header, []string{"No", "Tanggal", "Saran"}) || !reflect.DeepEqual(table.Rows, want) {
				t.Errorf("%q\n%+v\nwant %+v", table.Header, table.Rows, want)
			}
		})
	}
}

func TestTheHintOfExcelIsARowButNoHeading(t *testing.T) {
	table := read(t, []byte("sep=;\r\nA;B,C\r\n1;2,5\r\n"))
	if !reflect.DeepEqual(table.Header, []string{"A", "B,C"}) || table.Rows[0].Number != 3 || table.Rows[0].Cell(1) != "2,5" {
		t.Errorf("%+v", table)
	}
}

// Decimal commas inside cells do not make a table of commas.
func TestSemicolonsWinOverDecimalCommas(t *testing.T) {
	table := read(t, []byte("U1;U2;U3\n3,5;4,0;1,5\n2,5;4,0;1,5\n"))
	if len(table.Header) != 3 || table.Rows[0].Cell(0) != "3,5" {
		t.Errorf("%+v", table)
	}
}

func TestTitlesAboveTheHeadingAreNoHeading(t *testing.T) {
	table := read(t, []byte("REKAPITULASI SKM,,,\nUnit:,KBRI Singapura,,\n,,,\nNo,U1,U2,U3\n1,4,4,3\n"))
	if !reflect.DeepEqual(table.Header, []string{"No", "U1", "U2", "U3"}) || len(table.Rows) != 1 || table.Rows[0].Number != 5 {
		t.Errorf("%+v", table)
	}
}

// The CSV of a sheet with joined headings has them in the first of the cells only.
func TestHeadingsThatWereJoined(t *testing.T) {
	for _, test := range []struct {
		content string
		want    []string
		rows    int
	}{
		{"No,Tanggal,Unsur,,,,\n,,U1,U2,U3,U4,U5\n1,24/03/2026,4,4,3,3,2\n", []string{"No", "Tanggal", "U1", "U2", "U3", "U4", "U5"}, 1},
		{"REKAP,,,,,\nNo,Tanggal,Unsur,,,Saran\n,,U1,U2,U3,\n1,24/03/2026,4,4,3,baik\n", []string{"No", "Tanggal", "Unsur – U1", "U2", "U3", "Saran"}, 1},
		// a heading that somebody forgot is no such thing
		{"No,Tanggal,,U2,U3,Saran\n1,24/03/2026,4,4,3,\n", []string{"No", "Tanggal", "", "U2", "U3", "Saran"}, 1},
	} {
		table := read(t, []byte(test.content))
		if !reflect.DeepEqual(table.Header, test.want) || len(table.Rows) != test.rows {
			t.Errorf("%q: %q with %d rows, want %q with %d", test.content, table.Header, len(table.Rows), test.want, test.rows)
		}
	}
}

func book(t testing.TB, fill func(f *excelize.File) error) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if err := fill(f); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func put(f *excelize.File, sheet string, rows ...[]any) error {
	for i, row := range rows {
		if err := f.SetSheetRow(sheet, fmt.Sprintf("A%d", i+1), &row); err != nil {
			return err
		}
	}
	return nil
}

func TestXLSXWithJoinedHeadingsAndTitles(t *testing.T) {
	content := book(t, func(f *excelize.File) error {
		err := put(f, "Sheet1",
			[]any{"REKAPITULASI KUESIONER F-03 TAHUN 2026"}, nil,
			[]any{"No", "Responden", nil, "Butir", nil, nil, "Saran"},
			[]any{nil, "Tanggal", "Layanan", 1, 2, 3},
			[]any{1, "24/03/2026", "Paspor", 5, 4, 3, "baik"},
			nil,
			[]any{2, "25/03/2026", "Visa", 5, 5, 5})
		for _, r := range [][2]string{{"A1", "G1"}, {"A3", "A4"}, {"B3", "C3"}, {"D3", "F3"}, {"G3", "G4"}} {
			err = errors.Join(err, f.MergeCell("Sheet1", r[0], r[1]))
		}
		return err
	})
	table := read(t, content)
	want := []string{"No", "Responden – Tanggal", "Responden – Layanan", "Butir – 1", "Butir – 2", "Butir – 3", "Saran"}
	if !reflect.DeepEqual(table.Header, want) {
		t.Errorf("%q, want %q", table.Header, want)
	}
	if len(table.Rows) != 2 || table.Rows[0].Number != 5 || table.Rows[1].Number != 7 || table.Rows[1].Cell(5) != "5" {
		t.Errorf("%+v", table.Rows)
	}
}

// Whatever form a date is shown in, it cannot be mistaken; other numbers are as
// they are shown.
func TestXLSXDatesAndNumbers(t *testing.T) {
	formats := []string{"dd/mm/yyyy", "m/d/yyyy h:mm:ss", "d mmmm yyyy", "[$-421]dd mmm yy", "yyyy-mm-dd", "mm-dd-yy"}
	moment := time.Date(2026, 4, 3, 10, 15, 20, 0, time.UTC)
	content := book(t, func(f *excelize.File) error {
		err := put(f, "Sheet1", []any{"Tanggal", "Nomor", "Persen", "Teks", "Tahun"})
		for i, format := range formats {
			row := i + 2
			value := any(moment)
			if !strings.Contains(format, "h") {
				value = moment.Truncate(24 * time.Hour)
			}
			style, serr := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			err = errors.Join(err, serr, put2(f, row, value, 7, 0.5, "03/04/2026", 2026))
			err = errors.Join(err, f.SetCellStyle("Sheet1", fmt.Sprint("A", row), fmt.Sprint("A", row), style))
			for col, format := range map[string]string{"B": "00000", "C": "0%"} {
				style, serr := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
				err = errors.Join(err, serr, f.SetCellStyle("Sheet1", fmt.Sprint(col, row), fmt.Sprint(col, row), style))
			}
		}
		return err
	})
	table := read(t, content)
	for i, row := range table.Rows {
		want := "2026-04-03"
		if strings.Contains(formats[i], "h") {
			want += " 10:15:20"
		}
		if got := row.Cells; !reflect.DeepEqual(got, []string{want, "00007", "50%", "03/04/2026", "2026"}) {
			t.Errorf("format %s: %q, want %s and the rest as shown", formats[i], got, want)
		}
	}
}

func put2(f *excelize.File, row int, cells ...any) error {
	return f.SetSheetRow("Sheet1", fmt.Sprint("A", row), &cells)
}

func TestSheets(t *testing.T) {
	content := book(t, func(f *excelize.File) error {
		_, err := f.NewSheet("Jawaban")
		_, err2 := f.NewSheet("Sandi")
		_, err3 := f.NewSheet("Lain")
		return errors.Join(err, err2, err3,
			put(f, "Jawaban", []any{"A", "B"}, []any{1, 2}), put(f, "Sandi", []any{"x", "y"}), put(f, "Lain", []any{"C", "D"}, []any{3, 4}),
			f.SetSheetVisible("Sandi", false))
	})
	// the first with anything in it, and a named one
	table := read(t, content)
	if table.Sheet != "Jawaban" || !reflect.DeepEqual(table.Sheets, []string{"Sheet1", "Jawaban", "Lain"}) {
		t.Errorf("%q of %q", table.Sheet, table.Sheets)
	}
	table, err := tabular.ReadSheet(context.Background(), bytes.NewReader(content), "x", "lain")
	if err != nil || table.Sheet != "Lain" || table.Rows[0].Cell(0) != "3" {
		t.Errorf("%+v, %v", table, err)
	}
	_, err = tabular.ReadSheet(context.Background(), bytes.NewReader(content), "x.xlsx", "Tidak ada")
	wantCode(t, err, "table.no_sheet")
}

func wantCode(t *testing.T, err error, code string) {
	t.Helper()
	var known *data.Error
	if !errors.As(err, &known) || known.Code != code {
		t.Errorf("%v, want %s", err, code)
	}
}

func TestWhatIsNoTable(t *testing.T) {
	wide := strings.Repeat("x,", tabular.MaxColumns+1) + "x\n"
	long := "A,B\n" + strings.Repeat("1,2\n", tabular.MaxRows+40)
	damaged := book(t, func(f *excelize.File) error { return put(f, "Sheet1", []any{"A", "B"}, []any{1, 2}) })
	for _, test := range []struct{ content, code string }{
		{"", "table.empty"}, {"\n\n , \n", "table.empty"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "table.old_excel"},
		{"%PDF-1.7", "table.other_format"}, {"<html><table>", "table.other_format"},
		{"PK\x03\x04 no zip", "table.damaged"}, {string(damaged[:len(damaged)/2]), "table.damaged"},
		{"a\x00b,c\n1,2\n", "table.other_format"},
		{wide, "table.too_many_columns"}, {long, "table.too_many_rows"},
	} {
		_, err := tabular.ReadSheet(context.Background(), strings.NewReader(test.content), "berkas.csv", "")
		wantCode(t, err, test.code)
	}
	_, err := tabular.ReadSheet(context.Background(), endless{}, "besar.csv", "")
	wantCode(t, err, "table.too_large")
}

// endless is a file without end.
type endless struct{}

func (endless) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = "1,2\n"[i%4]
	}
	return len(b), nil
}

func TestReadingEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := tabular.ReadSheet(ctx, strings.NewReader("A,B\n1,2\n"), "x", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestColumn(t *testing.T) {
	for i, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 701: "ZZ", 702: "AAA"} {
		if got := tabular.Column(i); got != want {
			t.Errorf("column %d is %s, want %s", i, got, want)
		}
	}
}

// FuzzRead holds that no file brings the program down or breaks a promise.
func FuzzRead(f *testing.F) {
	f.Add([]byte("No;U1\n1;4\n"))
	f.Add([]byte("sep=,\n\"a\nb\",c\n\n1,\"2"))
	f.Add([]byte("\xff\xfeA\x00,\x00B\x00\n\x00"))
	f.Add(book(f, func(x *excelize.File) error {
		return errors.Join(put(x, "Sheet1", []any{"A", "B"}, []any{time.Date(2026, 3, 24, 0, 0, 0, 0, time.UTC), 2}), x.MergeCell("Sheet1", "A1", "B1"))
	}))
	f.Fuzz(func(t *testing.T, content []byte) {
		table, err := tabular.ReadSheet(context.Background(), bytes.NewReader(content), "x", "")
		if err != nil {
			return
		}
		last := 0
		for _, row := range table.Rows {
			if row.Number <= last || len(row.Cells) == 0 || len(row.Cells) > tabular.MaxColumns {
				t.Fatalf("row %d with %d cells after row %d", row.Number, len(row.Cells), last)
			}
			last = row.Number
		}
	})
}
