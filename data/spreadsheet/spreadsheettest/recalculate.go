// Package spreadsheettest lets LibreOffice compute and save workbooks, for
// tests that hold our formulas and files to another program.
package spreadsheettest

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"pinisi/data/spreadsheet"
)

// always makes LibreOffice compute every formula when it opens a file, whatever
// values stand there.
const always = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// Resave lets LibreOffice open, compute and save workbooks, all in one run, and
// gives back the files. Without LibreOffice the test is skipped, but for
// continuous integration (CI=true), which must have it.
func Resave(t testing.TB, books map[string][]byte) map[string][]byte {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("LibreOffice (soffice) is not installed; this machine must hold our formulas to it")
		}
		t.Skip("LibreOffice (soffice) is not installed: our formulas are not held to it here")
	}
	dir := t.TempDir()
	profile, in, out := filepath.Join(dir, "profile"), filepath.Join(dir, "in"), filepath.Join(dir, "out")
	for _, folder := range []string{filepath.Join(profile, "user"), in, out} {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(profile, "user", "registrymodifications.xcu"), []byte(always), 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"-env:UserInstallation=file://" + filepath.ToSlash(profile), "--headless", "--norestore", "--convert-to", "xlsx", "--outdir", out}
	for _, name := range slices.Sorted(maps.Keys(books)) {
		path := filepath.Join(in, name+".xlsx")
		if err := os.WriteFile(path, books[name], 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	ctx, stop := context.WithTimeout(context.Background(), 8*time.Minute)
	defer stop()
	said, err := exec.CommandContext(ctx, office, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("LibreOffice: %v\n%s", err, said)
	}
	saved := map[string][]byte{}
	for name := range books {
		if saved[name], err = os.ReadFile(filepath.Join(out, name+".xlsx")); err != nil {
			t.Fatalf("LibreOffice made no %s: %v\n%s", name, err, said)
		}
	}
	return saved
}

// Open reads a workbook.
func Open(t testing.TB, book []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatalf("open a workbook: %v", err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

// Cell is the raw value of a cell.
func Cell(t testing.TB, f *excelize.File, sheet, at string) string {
	t.Helper()
	value, err := f.GetCellValue(sheet, at)
	if err != nil {
		t.Fatalf("read %s!%s: %v", sheet, at, err)
	}
	return value
}

var beside = regexp.MustCompile(`(<f>[^<]*</f>)<v>[^<]*</v>`)

// Strip takes the values beside the formulas away, so that what is read
// afterwards was computed.
func Strip(t testing.TB, book []byte) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to, stripped := zip.NewWriter(&out), 0
	for _, part := range from.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		_ = r.Close()
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(part.Name, "xl/worksheets/") {
			stripped += len(beside.FindAllIndex(content, -1))
			content = beside.ReplaceAll(content, []byte("$1"))
		}
		w, err := to.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(content); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	if stripped == 0 {
		t.Fatal("the workbook has no formula with a value")
	}
	return out.Bytes()
}

// Formulas are the addresses of a sheet's formulas.
func Formulas(t testing.TB, f *excelize.File, sheet string) []string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatalf("read %s: %v", sheet, err)
	}
	var all []string
	for row := range len(rows) + 5 {
		for col := 1; col <= 40; col++ {
			at := spreadsheet.At(row+1, col)
			formula, err := f.GetCellFormula(sheet, at)
			if err != nil {
				t.Fatalf("read the formula of %s!%s: %v", sheet, at, err)
			}
			if formula != "" {
				all = append(all, at)
			}
		}
	}
	if len(all) == 0 {
		t.Logf("sheet %s has no formula", sheet)
	}
	return all
}
