package respond_test

import (
	"bytes"
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"pinisi/data/respond"
	"pinisi/data/tabular"
)

// The same three sheets in the shapes of files that missions have come to the
// same entries, without anything set by hand.
func TestOneSetOfSheetsInManyShapes(t *testing.T) {
	windows := func(s string) []byte {
		b, err := charmap.Windows1252.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	files := map[string][]byte{
		"commas, byte order mark":                          []byte("\xef\xbb\xbfNo,Tanggal,U1,U2,U3,Layanan,Saran\n1,2026-03-04,4,3,2,IMI-02,\"Café, ramai\"\n2,2026-03-14,1,,4,,\n3,2026-03-05,4,4,4,IMI-02,\n"),
		"semicolons, Windows-1252, Windows lines":          windows("No;Tanggal;U1;U2;U3;Layanan;Saran\r\n1;04/03/2026;4;3;2;IMI-02;\"Café, ramai\"\r\n2;14/03/2026;1;;4;;\r\n3;05/03/2026;4;4;4;IMI-02;\r\n"),
		"another order, words for numbers":                 []byte("Saran\tU3\tU2\tU1\tJenis layanan\tNomor responden\tTgl\n\"Café, ramai\"\tKurang baik\tBaik\tSangat sesuai\tPaspor elektronik\t1\t4 Maret 2026\n\tSangat baik\t\tTidak sesuai\t\t2\t14 Mar 2026\n\t4 - Sangat baik\tsangat baik\td. Sangat sesuai\tPASPOR ELEKTRONIK\t3\t5-3-26\n"),
		"an English web form, the month first":             []byte("Timestamp,No,\"How suitable are the requirements?\",\"How easy is the procedure?\",\"How fast is the service?\",Service,Comments\n3/4/2026 9:10:11,1,4,3,2,Electronic passport,\"Café, ramai\"\n3/14/2026 9:10:12,2,1,,4,,\n3/5/2026 9:10:13,3,4,4,4,Electronic passport,\n"),
		"a web form's grid, decimals":                      []byte("Cap waktu;Nomor;Penilaian [Persyaratan];Penilaian [Sistem, mekanisme, dan prosedur];Penilaian [Waktu penyelesaian];Layanan;Kritik dan saran\n2026/03/04 9:10:11;1;4,0;3,0;2,0;imi-02;\"Café, ramai\"\n2026/03/14 9:10:11;2;1,0;-;4,0;-;\n2026/03/05 9:10:11;3;4,0;4,0;4,0;imi-02;\n"),
		"XLSX with titles, joined headings and date cells": workbook(t),
	}
	want := []respond.Entry{
		{Number: 1, Answers: []int{4, 3, 2}, Channel: "import", TakenOn: "2026-03-04", Service: "IMI-02", Remark: "Café, ramai"},
		{Number: 2, Answers: []int{1, respond.Blank, 4}, Channel: "import", TakenOn: "2026-03-14"},
		{Number: 3, Answers: []int{4, 4, 4}, Channel: "import", TakenOn: "2026-03-05", Service: "IMI-02"},
	}
	f := survey()
	for name, content := range files {
		t.Run(name, func(t *testing.T) {
			tab, err := tabular.ReadSheet(context.Background(), bytes.NewReader(content), "jawaban", "")
			if err != nil {
				t.Fatal(err)
			}
			d := dry(t, f, tab, respond.Options{})
			if !d.Ready() || !reflect.DeepEqual(d.Entries, want) || len(d.Incomplete) != 1 {
				var told []string
				for _, p := range d.Problems {
					told = append(told, p.Column+": "+p.Text("en"))
				}
				t.Errorf("%+v, want\n%+v; headings %q\n%s", d.Entries, want, tab.Header, strings.Join(told, "\n"))
			}
		})
	}
}

func workbook(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	day := func(d int) time.Time { return time.Date(2026, 3, d, 0, 0, 0, 0, time.UTC) }
	var errs []error
	for i, row := range [][]any{
		{"REKAPITULASI SURVEI KEPUASAN MASYARAKAT"}, {"Unit", "Loket Konsuler"}, nil,
		{"No", "Responden", nil, "Unsur", nil, nil, "Saran"},
		{nil, "Tanggal", "Layanan", 1, 2, 3},
		{1, day(4), "Paspor elektronik", 4, 3, 2, "Café, ramai"}, {2, day(14), nil, 1, nil, 4}, nil, {3, day(5), "Paspor elektronik", 4, 4, 4},
	} {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		errs = append(errs, err, f.SetSheetRow("Sheet1", cell, &row))
	}
	form := "m/d/yy"
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &form})
	errs = append(errs, err, f.SetCellStyle("Sheet1", "B6", "B9", style))
	for _, r := range [][2]string{{"A1", "G1"}, {"A4", "A5"}, {"B4", "C4"}, {"D4", "F4"}, {"G4", "G5"}} {
		errs = append(errs, f.MergeCell("Sheet1", r[0], r[1]))
	}
	var b bytes.Buffer
	if err := errors.Join(append(errs, f.Write(&b))...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
