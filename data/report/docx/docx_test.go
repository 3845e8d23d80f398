package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"image"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinisi/data/report/document"
	"pinisi/data/report/docx"
)

// whole is a document with everything that there is.
func whole(t *testing.T) *document.Document {
	t.Helper()
	var raw bytes.Buffer
	if err := png.Encode(&raw, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	p := document.Picture{Name: "a", Format: "png", Bytes: raw.Bytes(), Width: 40, Height: 30, Alt: `papan "layanan" & <tarif>`}
	return &document.Document{
		Title: "Laporan & uji", Lang: "id", Issuer: "KBRI Singapura", When: time.Date(2026, 3, 24, 1, 2, 3, 0, time.UTC), Head: "Kepala <halaman>", Mark: "DRAF", Page: "Halaman {page} dari {pages}",
		Foot: "KBRI", Contents: "Daftar isi", TableWord: "Tabel", FigureWord: "Gambar",
		Cover: &document.Cover{Letterhead: []document.Line{{Text: "KEMENTERIAN", Bold: true}, {Text: "Jalan"}}, Title: "Sampul", Subtitle: "bawah", Facts: [][2]string{{"Unit", "Konsuler"}}, Note: "catatan"},
		Body: []document.Block{
			document.Heading{Level: 1, Text: "1  Pertama"}, document.Text("isi \x01 dengan\nbaris"), document.Heading{Level: 2, Text: "Bagian"}, document.Heading{Level: 3, Text: "Butir"},
			document.List{Items: [][]document.Run{document.Plain("satu"), document.Bold("dua")}}, document.List{Numbered: true, Items: [][]document.Run{document.Plain("tiga")}}, document.List{Numbered: true, Items: [][]document.Run{document.Plain("empat")}},
			document.Table{Caption: "Isi", Columns: []document.Column{{Head: "Kode", Width: 1}, {Head: "Nilai", Width: 2, Align: document.Right}}, Rows: []document.Row{
				{Span: true, Cells: []document.Cell{document.T("Kelompok")}}, document.Cells("A01", "3"), {Cells: []document.Cell{{Picture: &p}, document.T("gambar")}}, {Bold: true, Cells: []document.Cell{document.T("Jumlah"), document.T("3")}}}},
			document.Figure{Picture: p, Caption: "Papan"}, document.Break{}, document.Heading{Level: 1, Text: "2  Kedua"}, document.Hint("照片 👍"),
			document.Signatures{Sign: []document.Signature{{Role: "Evaluator"}, {Place: "Singapura", Role: "Kepala", Name: "Nama"}}},
		},
	}
}

func parts(t *testing.T, doc *document.Document) map[string]string {
	t.Helper()
	var out bytes.Buffer
	if err := docx.Write(&out, doc); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(b)
	}
	return all
}

func TestEveryPartIsXMLAndIsNamed(t *testing.T) {
	all := parts(t, whole(t))
	for name, content := range all {
		if !strings.HasSuffix(name, ".xml") && !strings.HasSuffix(name, ".rels") {
			continue
		}
		for d := xml.NewDecoder(strings.NewReader(content)); ; {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Errorf("%s: %v", name, err)
				break
			}
		}
		if strings.HasPrefix(name, "word/") && strings.HasSuffix(name, ".xml") && !strings.Contains(all["[Content_Types].xml"], "/"+name) {
			t.Errorf("%s has no content type", name)
		}
	}
	// Every style and every relation that the text names is there.
	text := all["word/document.xml"]
	for rest := text; ; {
		_, after, found := strings.Cut(rest, `<w:pStyle w:val="`)
		if !found {
			break
		}
		id, _, _ := strings.Cut(after, `"`)
		if !strings.Contains(all["word/styles.xml"], `w:styleId="`+id+`"`) {
			t.Errorf("there is no style %s", id)
		}
		rest = after
	}
	for _, want := range []string{
		`<w:pStyle w:val="Heading1"/>`, `<w:tblHeader/>`, `TOC \o "1-2"`, `SEQ Tabel`, `SEQ Gambar`, `descr="papan &quot;layanan&quot; &amp; &lt;tarif&gt;"`, `照片 👍`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the text has no %s", want)
		}
	}
	if strings.Contains(text, "\x01") {
		t.Error("a letter that XML cannot hold is in the text")
	}
	for part, want := range map[string]string{"word/styles.xml": `w:val="id-ID"`, "docProps/core.xml": "<dc:title>Laporan &amp; uji</dc:title>", "word/footer1.xml": "NUMPAGES", "word/header1.xml": "DRAF"} {
		if !strings.Contains(all[part], want) {
			t.Errorf("%s has no %s", part, want)
		}
	}
	if n := strings.Count(all["word/numbering.xml"], "<w:num "); n != 3 {
		t.Errorf("%d lists, want the bullets and two that count from 1", n)
	}
}

func TestLibreOfficeReadsItAll(t *testing.T) {
	for _, program := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(program); err != nil {
			if os.Getenv("CI") == "true" {
				t.Fatalf("%s is needed in CI and is not there", program)
			}
			t.Skipf("%s is not installed: whether an office program opens the file is not checked", program)
		}
	}
	dir := t.TempDir()
	var out bytes.Buffer
	if err := docx.Write(&out, whole(t)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "x.docx"), out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")), "--headless", "--convert-to", "pdf", "--outdir", dir, filepath.Join(dir, "x.docx"))
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v\n%s", err, said)
	}
	text, err := exec.Command("pdftotext", "-layout", filepath.Join(dir, "x.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	flat := strings.Join(strings.Fields(string(text)), " ")
	for _, want := range []string{"KEMENTERIAN", "Sampul", "Daftar isi", "1 Pertama", "Tabel 1. Isi", "Gambar 1. Papan", "Kepala <halaman>", "Halaman 2 dari 4", "Jumlah 3", "• satu", "1. tiga", "1. empat", "Evaluator"} {
		if !strings.Contains(flat, want) {
			t.Errorf("the pages have no %q:\n%s", want, flat)
		}
	}
}
