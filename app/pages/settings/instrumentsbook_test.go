package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"pinisi/app/session/sessiontest"
	"pinisi/data/instrument"
	"pinisi/data/store"
)

// bookOf is a file with the shipped on-site form as a workbook, some cells changed:
// sheet, cell, value.
func bookOf(t *testing.T, s *sessiontest.Session, p *Page, name string, changes ...[3]string) string {
	t.Helper()
	dir := t.TempDir()
	all, err := instrument.NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	ins, err := all.Latest("luring")
	if err != nil {
		t.Fatal(err)
	}
	p.forms.export(ins, dir)
	s.Settle()
	path := filepath.Join(dir, name)
	if err := os.Rename(filepath.Join(dir, "pekppp-2023-luring-1.0.0.xlsx"), path); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, c := range changes {
		if err := f.SetCellValue(c[0], c[1], c[2]); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAVersionIsExportedBesideWhatIsThere(t *testing.T) {
	// given a folder in which the file is already
	s, p := showOf(t, "kbri-singapura")
	dir, all := t.TempDir(), p.forms.compare.by
	s.Settle()
	ins := all["pekppp-2023-luring 1.0.0"]
	if ins == nil {
		t.Fatalf("versions: %v", all)
	}
	for range 2 {
		p.forms.export(ins, dir)
		s.Settle()
	}
	// then a second one stands beside it, and both are said
	for _, name := range []string{"pekppp-2023-luring-1.0.0.xlsx", "pekppp-2023-luring-1.0.0 (2).xlsx"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() < 10_000 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
		if !strings.Contains(strings.Join(s.Toasts, "\n"), name) {
			t.Errorf("%s was not said: %q", name, s.Toasts)
		}
	}
	// and a folder that is gone is an error in words
	p.forms.export(ins, filepath.Join(dir, "hilang"))
	s.Settle()
	if len(s.Banners) != 1 || !strings.Contains(s.Banners[0], "hilang") {
		t.Errorf("banners %q", s.Banners)
	}
}

func TestFaultsOfAWorkbookAreToldBySheetAndCell(t *testing.T) {
	s, p := showOf(t, store.Headquarters)
	path := bookOf(t, s, p, "salah.xlsx", [3]string{"Identitas", "C6", "2.0.0"}, [3]string{"Aspek", "F4", "25"}, [3]string{"F-03", "D4", "z"})
	// when it is taken
	p.forms.take(path)
	s.Settle()
	// then every fault names its cell, and nothing is stored
	text := said(p.forms.told)
	for _, want := range []string{"salah.xlsx tidak diterbitkan: 2 hal", "Aspek!F4:F9", "berjumlah 101", "F-03!D4"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not among %q", want, text)
		}
	}
	if len(published(t, s)) != 0 || p.forms.publish.Disabled() || p.forms.fromBook.Disabled() {
		t.Errorf("stored %d, buttons %v %v", len(published(t, s)), p.forms.publish.Disabled(), p.forms.fromBook.Disabled())
	}
}

func TestAWorkbookIsPublishedAfterItsDifferencesWereSeen(t *testing.T) {
	// given a workbook with official words and a weight moved
	s, p := showOf(t, store.Headquarters)
	path := bookOf(t, s, p, "resmi.xlsx", [3]string{"Identitas", "C6", "2.0.0"}, [3]string{"Indikator", "E4", "Bunyi resmi"})
	s.Toasts = nil
	// when it is taken
	p.forms.take(path)
	s.Settle()
	// then what it changes is shown with both texts, and nothing is stored yet
	text := said(p.forms.told)
	for _, want := range []string{"versi 2.0.0, dari resmi.xlsx", "2 perbedaan", "Indikator (1)", "A01 · judul", "Ketersediaan standar pelayanan yang sah dan lengkap", "Bunyi resmi", "Identitas (1)"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not among %q", want, text)
		}
	}
	if len(published(t, s)) != 0 {
		t.Fatal("stored before anybody said so")
	}
	// and given up, it is gone
	press(t, p.forms.told, "Jangan terbitkan")
	if p.forms.told.Visible() {
		t.Error("still shown")
	}
	// and when it is published and confirmed, it is stored and said
	p.forms.take(path)
	s.Settle()
	press(t, p.forms.told, "Terbitkan")
	over := s.Window.Canvas().Overlays().Top()
	if over == nil || !strings.Contains(said(over), "tidak dapat diubah lagi") {
		t.Fatalf("not asked: %v", over)
	}
	press(t, over, "Terbitkan")
	s.Settle()
	list := published(t, s)
	if len(list) != 1 || list[0].Text("version") != "2.0.0" || len(s.Toasts) != 1 || p.forms.told.Visible() {
		t.Errorf("stored %d, said %q, shown %v", len(list), s.Toasts, p.forms.told.Visible())
	}
	// and the same file again says that it is there
	p.forms.take(path)
	s.Settle()
	if len(s.Toasts) != 2 || !strings.Contains(s.Toasts[1], "sudah ada dengan isi yang sama") {
		t.Errorf("said %q", s.Toasts)
	}
}

func TestAMissionComparesTwoVersionsAndPublishesNone(t *testing.T) {
	// given a mission's settings
	s, p := showOf(t, "kbri-singapura")
	s.Settle()
	if text := said(p.forms.card); strings.Contains(text, "Terbitkan") || strings.Contains(text, "Ambil dari XLSX") || !strings.Contains(text, "Ekspor ke XLSX") {
		t.Errorf("shown: %q", text)
	}
	// when two versions are compared
	press(t, p.forms.card, "Tampilkan perbedaan")
	s.Settle()
	// then what differs is shown, the first of each part until one asks for more
	text := said(p.forms.compare.result)
	if !strings.Contains(text, "perbedaan:") || !strings.Contains(text, "Indikator (") {
		t.Fatalf("shown: %.300q", text)
	}
	before := strings.Count(text, "\n")
	for _, line := range strings.Split(text, "\n") {
		if strings.HasPrefix(line, "Tampilkan ") && strings.HasSuffix(line, " lagi") {
			press(t, p.forms.compare.result, line)
			break
		}
	}
	if after := strings.Count(said(p.forms.compare.result), "\n"); after <= before {
		t.Errorf("%d lines before, %d after asking for more", before, after)
	}
}
