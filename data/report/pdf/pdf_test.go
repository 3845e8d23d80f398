package pdf_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinisi/data/report/document"
	"pinisi/data/report/pdf"
)

func pages(t *testing.T, doc *document.Document) []string {
	t.Helper()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("pdftotext is needed in CI and is not there")
		}
		t.Skip("pdftotext is not installed: what stands on the pages is not checked")
	}
	doc.When = time.Date(2026, 3, 24, 0, 0, 0, 0, time.UTC)
	var out bytes.Buffer
	if err := pdf.Write(&out, doc); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(file, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}

func lines(n int) document.Paragraph {
	return document.Text(strings.TrimSuffix(strings.Repeat("baris\n", n), "\n"))
}

func TestAHeadingStaysWithItsText(t *testing.T) {
	for fill := 35; fill < 60; fill++ {
		all := pages(t, &document.Document{Body: []document.Block{lines(fill), document.Heading{Level: 1, Text: "Judul"}, document.Heading{Level: 2, Text: "Bagian"}, lines(5)}})
		for i, page := range all {
			if at := strings.Index(page, "Judul"); at >= 0 && strings.Count(page[at:], "baris") < 2 {
				t.Errorf("after %d lines: page %d ends with a heading:\n%s", fill, i+1, page[at:])
			}
		}
	}
}

func TestNoLineStandsAlone(t *testing.T) {
	for fill := 35; fill < 60; fill++ {
		all := pages(t, &document.Document{Body: []document.Block{document.Text(strings.TrimSuffix(strings.Repeat("isi\n", fill), "\n")), lines(4)}})
		for i, page := range all {
			if n := strings.Count(page, "baris"); n == 1 || n == 3 {
				t.Errorf("after %d lines: %d of 4 lines on page %d", fill, n, i+1)
			}
		}
	}
}

func TestTheHeadOfATableIsRepeated(t *testing.T) {
	table := document.Table{Columns: []document.Column{{Head: "Kode", Width: 1}, {Head: "Nilai", Width: 3, Align: document.Right}}}
	for range 120 {
		table.Rows = append(table.Rows, document.Cells("A01", "isi"))
	}
	table.Rows = append(table.Rows, document.Row{Bold: true, Cells: []document.Cell{document.T("Jumlah"), document.T("120")}})
	all := pages(t, &document.Document{Body: []document.Block{table}})
	if len(all) < 3 {
		t.Fatalf("%d pages", len(all))
	}
	rows := 0
	for i, page := range all {
		if strings.Count(page, "Kode") != 1 {
			t.Errorf("page %d has the head %d times", i+1, strings.Count(page, "Kode"))
		}
		rows += strings.Count(page, "A01")
	}
	if last := all[len(all)-1]; rows != 120 || !strings.Contains(last, "A01") {
		t.Errorf("%d rows, the last page:\n%s", rows, last)
	}
}

// A cell higher than a page is divided; every word of it is there once.
func TestALongCellIsDivided(t *testing.T) {
	var words []string
	for range 2500 {
		words = append(words, "kata")
	}
	all := pages(t, &document.Document{Body: []document.Block{document.Table{Columns: []document.Column{{Head: "Kode", Width: 1}, {Head: "Isi", Width: 4}},
		Rows: []document.Row{document.Cells("A01", strings.Join(words, " ")), document.Cells("A02", "akhir")}}}})
	n := 0
	for _, page := range all {
		n += strings.Count(page, "kata")
	}
	if n != 2500 || len(all) < 3 || !strings.Contains(all[len(all)-1], "akhir") {
		t.Errorf("%d words on %d pages", n, len(all))
	}
}

func TestTheTableOfContentsTellsTheTruth(t *testing.T) {
	doc := &document.Document{Contents: "Daftar isi", Cover: &document.Cover{Title: "Sampul"}, Page: "hal {page}/{pages}"}
	for _, name := range []string{"Pertama", "Kedua", "Ketiga"} {
		doc.Body = append(doc.Body, document.Break{}, document.Heading{Level: 1, Text: name}, lines(90))
	}
	all := pages(t, doc)
	at, n, err := pdf.Pages(doc)
	if err != nil || n != len(all) || len(at) != 3 {
		t.Fatalf("pages %v of %d, %v; the file has %d", at, n, err, len(all))
	}
	for i, name := range []string{"Pertama", "Kedua", "Ketiga"} {
		if !strings.Contains(all[at[i]-1], name) {
			t.Errorf("%s is not on page %d", name, at[i])
		}
	}
	if !strings.Contains(all[len(all)-1], "hal 8/8") {
		t.Errorf("the last page is not numbered 8 of 8:\n%s", all[len(all)-1])
	}
}

func TestLettersWithoutGlyphsAreTold(t *testing.T) {
	all := pages(t, &document.Document{Unprintable: "Ada huruf yang hilang.", Body: []document.Block{document.Text("60\u201170 % é ‘kutip’ 照片 a\u0301 x\u200by")}})
	text := strings.Join(strings.Fields(all[0]), " ")
	if want := "60-70 % é ‘kutip’ □□ á xy Ada huruf yang hilang."; text != want {
		t.Errorf("got %q, want %q", text, want)
	}
}
