package widgets

import (
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"pinisi/app/look"
)

var update = flag.Bool("update", false, "write the goldens anew; look at them afterwards")

// golden compares an object, in light and in dark, with the pictures in testdata.
func golden(t *testing.T, name string, width, height float32, build func() fyne.CanvasObject, then ...func(fyne.Canvas)) {
	t.Helper()
	settings := fyne.CurrentApp().Settings()
	defer settings.SetTheme(look.Theme{Scheme: look.Light})
	for suffix, scheme := range map[string]look.Scheme{"": look.Light, "-dark": look.Dark} {
		settings.SetTheme(look.Theme{Scheme: scheme})
		c := show(t, build(), width, height)
		for _, f := range then {
			f(c)
		}
		compare(t, name+suffix, c.Capture())
	}
}

// Pixels may differ a little (rounding of curves on other processors) and a few
// may differ much.
const (
	tolerance = 28  // of 255 in one channel
	mayDiffer = 0.1 // percent of pixels
)

func compare(t *testing.T, name string, got image.Image) {
	t.Helper()
	path := filepath.Join("testdata", name+".png")
	if *update {
		writePicture(t, path, got)
		return
	}
	file, err := os.Open(path)
	if err != nil {
		t.Errorf("%s: no golden (%v); run with -update and look at it", name, err)
		return
	}
	want, err := png.Decode(file)
	if closeErr := file.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		t.Fatalf("%s: read golden: %v", name, err)
	}
	if got.Bounds() != want.Bounds() {
		keep(t, name, got, want)
		t.Errorf("%s: size %v, golden has %v", name, got.Bounds().Size(), want.Bounds().Size())
		return
	}
	where, n := image.Rectangle{}, 0
	b := got.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			if distance(got.At(x, y), want.At(x, y)) > tolerance {
				where = where.Union(image.Rect(x, y, x+1, y+1))
				n++
			}
		}
	}
	if percent := 100 * float64(n) / float64(b.Dx()*b.Dy()); percent > mayDiffer {
		keep(t, name, got, want)
		t.Errorf("%s: %d pixels (%.2f %%) differ from the golden, all within %v; both pictures are in testdata/failed", name, n, percent, where)
	}
}

func distance(a, b color.Color) int {
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	most := 0
	for _, d := range []int{int(r1>>8) - int(r2>>8), int(g1>>8) - int(g2>>8), int(b1>>8) - int(b2>>8)} {
		most = max(most, d, -d)
	}
	return most
}

func keep(t *testing.T, name string, got, want image.Image) {
	t.Helper()
	writePicture(t, filepath.Join("testdata", "failed", name+"-got.png"), got)
	writePicture(t, filepath.Join("testdata", "failed", name+"-want.png"), want)
}

func writePicture(t *testing.T, path string, img image.Image) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(file, img); err != nil {
		t.Error(err)
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
}

var levelTexts = []string{
	"tidak pernah meninjau ulang standar pelayanan",
	"pernah meninjau, tanpa berita acara",
	"setiap tiga tahun, sebagian jenis layanan",
	"setiap dua tahun, seluruh jenis layanan",
	"setiap tahun, seluruh jenis layanan, melibatkan masyarakat melalui forum konsultasi publik dan diumumkan hasilnya",
	"setiap tahun dan hasilnya diterapkan",
}

func TestGoldens(t *testing.T) {
	t.Run("sidebar", func(t *testing.T) {
		golden(t, "sidebar", 224, 420, func() fyne.CanvasObject {
			s := NewSidebar("KBRI Singapura", []NavItem{{ID: "home", Icon: "home", Text: "Beranda"}, {ID: "ev", Icon: "evaluation", Text: "Evaluasi", Count: 3},
				{ID: "co", Icon: "consultation", Text: "Konsultasi"}, {ID: "fu", Icon: "follow-up", Text: "Tindak lanjut", Count: 128}})
			s.SetCurrent("ev")
			s.Sync.Set(SyncStatus{Pending: 12, Last: "2 jam lalu"})
			return s
		}, func(c fyne.Canvas) { c.FocusNext() })
	})
	t.Run("synclines", func(t *testing.T) {
		golden(t, "synclines", 224, 380, func() fyne.CanvasObject {
			col := Column(8)
			for _, s := range []SyncStatus{
				{Pending: 12, Last: "2 jam lalu"}, {State: AllThere, Last: "baru saja"}, {State: Sending, Done: 120_000, Total: 480_000},
				{State: NoLine, Pending: 12, Retry: "14.20"}, {State: NeedsYou, Need: "3 perbedaan menunggu keputusan Anda", Pending: 4},
			} {
				l := NewSyncLine()
				l.Set(s)
				col.Add(l)
			}
			return col
		})
	})
	t.Run("level", func(t *testing.T) {
		golden(t, "level", 560, 360, func() fyne.CanvasObject {
			chosen, empty, locked := NewLevelPicker(levelTexts), NewLevelPicker(levelTexts), NewLevelPicker(levelTexts)
			chosen.SetLevel(3)
			chosen.SetPast(2, "2025")
			locked.SetLevel(4)
			locked.Disable()
			return Inset(16, 8, Column(16, chosen, empty, locked))
		}, func(c fyne.Canvas) { c.FocusNext(); press(c.Focused(), fyne.KeyRight) })
	})
	t.Run("fields", func(t *testing.T) {
		golden(t, "fields", 480, 520, func() fyne.CanvasObject {
			plain, wrong, date, locked := NewAutoField("Nama kegiatan"), NewAutoField("Penanggung jawab"), NewDateField("Tanggal", nil), NewAutoField("Terkunci")
			plain.SetText("Forum konsultasi publik 2026")
			plain.SetConflict(2)
			wrong.SetError("Nama belum diisi.")
			date.SetValue("2026-03-24")
			locked.SetText("Nilai final yang panjang tetap terbaca seluruhnya, juga bila melebihi satu baris.")
			locked.Disable()
			pick := NewPickList("Perwakilan", []Option{{"sg", "KBRI Singapura", ""}})
			pick.Set("sg")
			services := NewMultiPick("Jenis layanan", []Option{{"a", "Paspor", ""}, {"b", "Legalisasi dokumen", ""}})
			services.Set([]string{"a", "b"})
			return Inset(16, 8, Column(12, plain, wrong, date, pick, services, locked))
		})
	})
	t.Run("files", func(t *testing.T) {
		golden(t, "files", 560, 220, func() fyne.CanvasObject {
			s := NewFileStrip("Bukti")
			s.OnRemove = func(string) {}
			s.Set([]File{{"1", "foto-papan.jpg", 340_000, -1, false}, {"2", "berita acara FKP 2025 (ditandatangani).pdf", 1_900_000, 0.4, false}, {"3", "sk.pdf", 8000, -1, true}})
			u := NewUnsurChips([]Unsur{{"Penyelenggara", 2}, {"Pengguna layanan", 5}, {"Akademisi", 0}, {"Media massa", 0}})
			return Inset(16, 8, Column(16, s, u))
		})
	})
	t.Run("buttons", func(t *testing.T) {
		golden(t, "buttons", 560, 110, func() fyne.CanvasObject {
			off := NewButton(Primary, "Mati", "plus", nil)
			off.Disable()
			return Inset(16, 8, Column(16,
				Row(8, NewButton(Primary, "Finalkan", "", nil), NewButton(Plain, "Ekspor", "download", nil), NewButton(Quiet, "Batal", "", nil), NewButton(Danger, "Hapus", "trash", nil), off),
				Row(8, NewStatusPill(Good, "Diterima"), NewStatusPill(Wait, "Menunggu"), NewStatusPill(Bad, "Terlambat"), NewStatusPill(Neutral, "Draf"))))
		}, func(c fyne.Canvas) { c.FocusNext() })
	})
	t.Run("banners", func(t *testing.T) {
		golden(t, "banners", 640, 260, func() fyne.CanvasObject {
			return Inset(16, 8, Column(8,
				NewBanner(Info, "Instrumen 2026 sudah tersedia.", "", "Lihat", func() {}),
				NewBanner(Warn, "Jam komputer ini berbeda 12 menit dari jam Pusat.", "Catatan tetap aman. Atur jam agar waktu pada catatan benar.", "", nil),
				NewBanner(Error, "Berkas tidak ditemukan lagi di D:\\Foto.", "Pilih ulang atau lewati.", "Pilih ulang", func() {})))
		})
	})
	t.Run("figures", func(t *testing.T) {
		golden(t, "figures", 560, 560, func() fyne.CanvasObject {
			f := NewIndexFigure()
			f.Set("3.49", "", "8 kosong, tanpa kategori", true)
			g := NewIndexFigure()
			g.Set("4.12", "A-", "", false)
			return NewFollowFocus(Page(NewCard("Hasil", nil, RowGrow(16, 0, f, g),
				NewRadar(5, []Axis{{"Kebijakan", 4.1, "4,1"}, {"SDM", 3.2, "3,2"}, {"Sarana", 2.5, "2,5"}, {"SIPP", 4.8, "4,8"}, {"Konsultasi", 3, "3,0"}, {"Inovasi", -1, "–"}}),
				NewBars(5, []Bar{{Name: "Kebijakan pelayanan", Value: 4.1, Text: "4,10", Past: 3}, {Name: "Inovasi", Value: 0.6, Text: "0,60", State: Wait}}), NewProgressLine(22, 30))))
		})
	})
	t.Run("conflict", func(t *testing.T) {
		golden(t, "conflict", 760, 360, func() fyne.CanvasObject {
			return NewFollowFocus(Page(NewConflictPanel("Catatan indikator A04", 1, 3, []Version{
				{"Siti Aminah", "PC-LOKET2", "14.05", "Standar ditinjau ulang pada Mei 2025 bersama 14 peserta dari lima unsur.", false},
				{"Budi Hartono", "LAPTOP-1", "14.20", "Standar ditinjau ulang pada Juni 2025 bersama 14 peserta, berita acara terlampir.", false},
			})))
		})
	})
	t.Run("list", func(t *testing.T) {
		golden(t, "list", 900, 420, func() fyne.CanvasObject {
			l := NewRecordList(many(100000), ListParts{New: "Baru", OnNew: func() {}, Sorts: []Option{{"new", "Terbaru", ""}}, Sort: "new"})
			l.Select("1", -1)
			return NewSplitView(l, NewEmptyState("evaluation", "Pilih satu evaluasi di daftar.", "", nil))
		})
	})
	t.Run("chooser", func(t *testing.T) {
		golden(t, "chooser", 420, 260, func() fyne.CanvasObject {
			p := NewChoice("Moda", []Option{{"a", "Luring", "tatap muka"}, {"b", "Daring", ""}, {"c", "Hibrida", ""}})
			p.Set("b")
			return Inset(16, 8, Column(0, p))
		}, func(c fyne.Canvas) { c.FocusNext(); press(c.Focused(), fyne.KeyDown) })
	})
	t.Run("calendar", func(t *testing.T) {
		golden(t, "calendar", 300, 380, func() fyne.CanvasObject {
			return Inset(16, 8, Column(0, NewDateField("Tanggal", func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) })))
		}, func(c fyne.Canvas) {
			showCalendar(c.Content(), time.Date(2026, 11, 12, 0, 0, 0, 0, time.UTC), time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC), func(time.Time) {})
		})
	})
	t.Run("dialog", func(t *testing.T) {
		golden(t, "dialog", 640, 320, func() fyne.CanvasObject { return Inset(16, 16, Body("Di bawah dialog")) }, func(c fyne.Canvas) {
			Ask(c, Question{Title: "Hapus konsultasi?", Text: "Catatan tetap ada di riwayat dan dapat dipulihkan.", Yes: "Hapus", Grave: true}, func(string) {})
		})
	})
}
