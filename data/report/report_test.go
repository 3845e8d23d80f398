package report_test

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/report"
)

// every document that there is, of a world.
func requests(w world) []report.Request {
	var all []report.Request
	for _, kind := range report.Kinds() {
		r, known := w.of[kind]
		if !known {
			r.ID = w.evaluation
		}
		r.Kind, r.Lang = kind, "id"
		for _, format := range report.Formats(kind) {
			r.Format = format
			all = append(all, r)
		}
	}
	return append(all, report.Request{Kind: report.FollowUps, Period: "2026", Format: report.PDF, Lang: "en"})
}

func write(t testing.TB, w world, r report.Request) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := report.Write(context.Background(), w.st, &out, r); err != nil {
		t.Fatalf("%s %s: %v", r.Kind, r.Format, err)
	}
	return out.Bytes()
}

// TestTheSameRecordsGiveTheSameBytes makes every document in two worlds of the
// same records: other files, other memory, another order of every map.
func TestTheSameRecordsGiveTheSameBytes(t *testing.T) {
	one, two := build(t, 6, 300, false), build(t, 6, 300, false)
	for _, r := range requests(one) {
		first := write(t, one, r)
		for range 2 {
			if again := write(t, two, r); !bytes.Equal(first, again) {
				t.Errorf("%s %s: %d and %d bytes that differ at byte %d", r.Kind, r.Format, len(first), len(again), differ(first, again))
				break
			}
		}
	}
}

// TestAnotherProcessWritesTheSameBytes: the order of maps is another in each process.
func TestAnotherProcessWritesTheSameBytes(t *testing.T) {
	sums := func() string {
		w := build(t, 3, 200, false)
		var b strings.Builder
		for _, r := range requests(w) {
			fmt.Fprintf(&b, "%s %s %x\n", r.Kind, r.Format, sha256.Sum256(write(t, w, r)))
		}
		return b.String()
	}
	const child = "PINISI_REPORT_SUMS"
	if file := os.Getenv(child); file != "" {
		check(t, os.WriteFile(file, []byte(sums()), 0o600))
		return
	}
	file := filepath.Join(t.TempDir(), "sums")
	cmd := exec.Command(os.Args[0], "-test.run=^TestAnotherProcessWritesTheSameBytes$")
	cmd.Env = append(os.Environ(), child+"="+file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("the other process: %v\n%s", err, out)
	}
	other, err := os.ReadFile(file)
	check(t, err)
	if mine := sums(); mine != string(other) {
		t.Errorf("here:\n%s\nthere:\n%s", mine, other)
	}
}

func differ(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

// TestMaskedDocumentsHoldNobody looks for every name, phone and mail of the
// store in every part of every document.
func TestMaskedDocumentsHoldNobody(t *testing.T) {
	w := build(t, 4, 200, false)
	for _, r := range requests(w) {
		text := textOf(t, r.Format, write(t, w, r))
		for _, secret := range secrets {
			if at := strings.Index(strings.ToLower(text), strings.ToLower(secret)); at >= 0 {
				t.Errorf("%s %s: %q stands in …%s…", r.Kind, r.Format, secret, text[max(0, at-60):min(len(text), at+60)])
			}
		}
	}
}

// TestNamesStandWhereTheyAreAskedFor is the other side: the test above can fail.
func TestNamesStandWhereTheyAreAskedFor(t *testing.T) {
	w := build(t, 1, 200, false)
	r := report.Request{Kind: report.Evaluation, ID: w.evaluation, Format: report.DOCX, Personal: true}
	text := textOf(t, r.Format, write(t, w, r))
	for _, name := range []string{"Siti Aminah", "Budi Santoso", "Ratna Kusumawati", "0812-3456-7890", "Wirawan"} {
		if !strings.Contains(text, name) {
			t.Errorf("%q is missing from a report with names", name)
		}
	}
}

// textOf is everything that can be read in a document.
func textOf(t *testing.T, format string, raw []byte) string {
	t.Helper()
	switch format {
	case report.PDF:
		return pdfText(t, raw)
	case report.JSON:
		return string(raw)
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	check(t, err)
	var all strings.Builder
	for _, f := range z.File {
		all.WriteString(f.Name + "\n")
		part, err := f.Open()
		check(t, err)
		content, err := io.ReadAll(part)
		check(t, err)
		all.Write(content)
		if strings.HasSuffix(f.Name, ".xml") { // a name may be divided by marks
			all.WriteString("\n" + withoutTags(string(content)))
		}
	}
	return all.String()
}

func withoutTags(xml string) string {
	var out strings.Builder
	in := false
	for _, r := range xml {
		switch {
		case r == '<':
			in = true
		case r == '>':
			in = false
		case !in:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// pdfText is what pdftotext reads, in one line.
func pdfText(t *testing.T, raw []byte) string {
	t.Helper()
	needs(t, "pdftotext")
	file := filepath.Join(t.TempDir(), "x.pdf")
	check(t, os.WriteFile(file, raw, 0o600))
	var all []string
	for _, how := range []string{"-layout", "-raw"} {
		out, err := exec.Command("pdftotext", how, file, "-").Output()
		check(t, err)
		all = append(all, strings.Join(strings.Fields(string(out)), " "))
	}
	// The head of the file too: title and author.
	out, err := exec.Command("pdfinfo", file).Output()
	check(t, err)
	return strings.Join(append(all, string(out)), " ")
}

// needs skips where a program is missing, but not in CI.
func needs(t *testing.T, program string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is needed in CI and is not there", program)
		}
		t.Skipf("%s is not installed: what a person sees is not checked", program)
	}
}

func TestTheFolderOfEvidenceLeavesNothingOut(t *testing.T) {
	// given evidence of which one file is not on this computer
	w := build(t, 31, 64, false) // A01 has two pictures
	raw := write(t, w, report.Request{Kind: report.Evidence, ID: w.evaluation, Format: report.ZIP})
	// when the folder is read
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	check(t, err)
	in := map[string]string{} // path → SHA-256
	var list []byte
	for _, f := range z.File {
		part, err := f.Open()
		check(t, err)
		content, err := io.ReadAll(part)
		check(t, err)
		if f.Name == "daftar-bukti.csv" {
			list = content
			continue
		}
		sum := sha256.Sum256(content)
		in[f.Name] = hex.EncodeToString(sum[:])
		if bad := strings.ContainsAny(f.Name, `<>:"\|?*`) || len(f.Name) > 160; bad {
			t.Errorf("%q cannot be written on every system", f.Name)
		}
	}
	// then the list names 31 pictures, a document of both forms, and what is not here, each with its hash
	c := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(list, []byte("\ufeff"))))
	c.Comma = ';'
	rows, err := c.ReadAll()
	check(t, err)
	if len(rows) != 1+34 || len(in) != 33 {
		t.Fatalf("%d rows and %d files, want 35 and 33", len(rows), len(in))
	}
	away := 0
	for _, row := range rows[1:] {
		path, sha, state := row[3], row[7], row[8]
		if path == "" {
			away++
			if state != "belum diunduh ke komputer ini" {
				t.Errorf("%q has no file and the state %q", row[4], state)
			}
			continue
		}
		if in[path] != sha {
			t.Errorf("%s: the list says %s, the file is %s", path, sha, in[path])
		}
	}
	if away != 1 {
		t.Errorf("%d files are told to be away, want 1", away)
	}
	if last := rows[len(rows)-1]; last[0] != "F-01" || !strings.HasPrefix(last[3], "F-01 F01-02 ") || last[6] != "2026-01-15" {
		t.Errorf("the evidence of F-01 is listed as %q", last)
	}
	if _, ok := in["F-02 A01 Ketersediaan standar pelayanan yang sah dan lengkap/01-foto-papan-01.jpg"]; !ok {
		t.Errorf("the first picture is not in its folder: %v", in)
	}
}

func TestADamagedFileIsTold(t *testing.T) {
	w := build(t, 1, 64, false)
	s := load(t, w.st, w.evaluation)
	sha := s.Attachments["A01"][0].Text("sha256")
	check(t, os.WriteFile(w.st.FilePath(sha), []byte("lain"), 0o600))
	raw := write(t, w, report.Request{Kind: report.Evidence, ID: w.evaluation, Format: report.ZIP})
	if text := textOf(t, report.ZIP, raw); !strings.Contains(text, "RUSAK") {
		t.Errorf("the list does not tell that a file is damaged:\n%s", text[max(0, len(text)-2000):])
	}
	// The report is made all the same, without that picture.
	write(t, w, report.Request{Kind: report.Evaluation, ID: w.evaluation, Format: report.PDF})
}

func TestWhatThereIsNot(t *testing.T) {
	w := build(t, 0, 1, false)
	ctx := context.Background()
	for _, r := range []report.Request{{Kind: "kapal", ID: w.evaluation, Format: report.PDF}, {Kind: report.Evidence, ID: w.evaluation, Format: report.PDF}, {Kind: report.Survey, ID: w.survey, Format: report.ZIP}} {
		if err := report.Write(ctx, w.st, io.Discard, r); !errors.Is(err, report.ErrUnsupported) {
			t.Errorf("%s %s: %v", r.Kind, r.Format, err)
		}
	}
	for _, r := range []report.Request{{Kind: report.Evaluation, ID: w.survey, Format: report.PDF}, {Kind: report.Survey, ID: w.evaluation, Format: report.DOCX}, {Kind: report.FollowUps, ID: data.DerivedID("x", data.NilID, "y"), Format: report.PDF}} {
		if err := report.Write(ctx, w.st, io.Discard, r); !errors.Is(err, data.ErrNotFound) {
			t.Errorf("%s of another record: %v", r.Kind, err)
		}
	}
}

func TestNamesOfFiles(t *testing.T) {
	w := build(t, 0, 1, false)
	ctx := context.Background()
	for _, test := range []struct {
		r    report.Request
		want string
	}{
		{report.Request{Kind: report.Evaluation, ID: w.evaluation, Format: report.PDF}, "Laporan PEKPPP Mandiri 2026 Seksi Konsuler (luring) - DRAF.pdf"},
		{report.Request{Kind: report.Evaluation, ID: w.evaluation, Format: report.XLSX, Lang: "en", Personal: true}, "PEKPPP worksheet 2026 Seksi Konsuler (luring) - DRAFT - with names.xlsx"},
		{report.Request{Kind: report.FollowUps, Period: "2026-S1", Format: report.DOCX}, "Rencana tindak lanjut 2026-S1.docx"},
		{report.Request{Kind: report.Survey, ID: w.survey, Format: report.PDF}, "Laporan SKM 2026 Seksi Konsuler - DRAF.pdf"},
	} {
		if got, err := report.Name(ctx, w.st, test.r); err != nil || got != test.want {
			t.Errorf("%+v: %q, %v; want %q", test.r, got, err, test.want)
		}
	}
}

func TestSaveIsWholeOrNotAtAll(t *testing.T) {
	w := build(t, 2, 64, false)
	dir := t.TempDir()
	file := filepath.Join(dir, "laporan.pdf")
	r := report.Request{Kind: report.Evaluation, ID: w.evaluation, Format: report.PDF}
	check(t, report.Save(context.Background(), w.st, file, r, false))
	whole, err := os.ReadFile(file)
	check(t, err)
	// when it is made again without leave, or given up half way
	if err := report.Save(context.Background(), w.st, file, r, false); !errors.Is(err, &data.Error{Code: "errors.file_exists"}) {
		t.Errorf("over a file that is there: %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	r.Progress = func(done float64) {
		if done > 0.1 {
			stop()
		}
	}
	if err := report.Save(ctx, w.st, file, r, true); !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	// then it is what it was, and nothing lies beside it
	after, err := os.ReadFile(file)
	check(t, err)
	if !bytes.Equal(whole, after) {
		t.Error("the file is another")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

// BenchmarkReport40 makes the report of an evaluation with long notes and 60
// pictures, some 40 pages; the aim is under 3 s and 200 MB.
func BenchmarkReport40(b *testing.B) {
	w := build(b, 60, 1600, true)
	for _, format := range []string{report.PDF, report.DOCX} {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var out bytes.Buffer
				check(b, report.Write(context.Background(), w.st, &out, report.Request{Kind: report.Evaluation, ID: w.evaluation, Format: format}))
				b.ReportMetric(float64(out.Len())/1e6, "MB/file")
			}
		})
	}
}
