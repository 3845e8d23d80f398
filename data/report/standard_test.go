package report

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

// keep writes a document into the folder that PINISI_LOOK names, to be looked at.
func keepLook(t *testing.T, name string, b []byte) {
	t.Helper()
	if dir := os.Getenv("PINISI_LOOK"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

type shelf struct {
	t  *testing.T
	st *store.Store
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.SetProfile(context.Background(), store.Profile{Scope: "kbri-singapura", Language: "id"}); err != nil {
		t.Fatal(err)
	}
	return &shelf{t, st}
}

func (s *shelf) put(kind string, texts map[string]string, numbers map[string]int64) data.ID {
	s.t.Helper()
	fields := map[string]data.Value{}
	for name, text := range texts {
		fields[name] = data.TextValue(text)
	}
	for name, n := range numbers {
		fields[name] = data.IntValue(n)
	}
	id := s.st.NewID()
	if kind == "mission" {
		id = setup.MissionID("kbri-singapura")
	}
	if _, err := s.st.Write(context.Background(), data.Action{Label: "test", Edits: data.Create(kind, id, "kbri-singapura", fields), Force: true}); err != nil {
		s.t.Fatal(err)
	}
	return id
}

func (s *shelf) write(r Request) ([]byte, error) {
	var b bytes.Buffer
	err := Write(context.Background(), s.st, &b, r)
	return b.Bytes(), err
}

func (s *shelf) made(r Request) []byte {
	s.t.Helper()
	a, err := s.write(r)
	if err != nil {
		s.t.Fatal(err)
	}
	if b, err := s.write(r); err != nil || !bytes.Equal(a, b) {
		s.t.Errorf("%s made twice differs (%v)", r.Kind, err)
	}
	return a
}

func (s *shelf) mission() {
	s.put("mission", map[string]string{"code": "kbri-singapura", "letterhead": "KEDUTAAN BESAR REPUBLIK INDONESIA\nSINGAPURA\n7 Chatsworth Road, Singapura 249761", "city": "Singapura",
		"complaint_channels": "SP4N-LAPOR!: lapor.go.id\nWhatsApp pengaduan: +65 9123 4567\nSurel: pengaduan.singapura@kemlu.example\nKotak saran di ruang tunggu", "signatory": "Rahasia Namanya", "signatory_role": "Duta Besar LBBP"}, nil)
}

func passport() map[string]string {
	return map[string]string{"service": "IMI-01", "status": "published", "decree_number": "12/SK/KBRI/2026", "decreed_on": "2026-02-03", "published_on": "2026-02-10", "published_at": "papan loket dan situs",
		"requirements": "Paspor lama (asli dan fotokopi)\nFormulir permohonan yang telah diisi lengkap\nIzin tinggal yang masih berlaku\nPasfoto terbaru ukuran 4 x 6, latar putih, 2 lembar\nBagi anak: akta kelahiran dan paspor kedua orang tua",
		"procedure":    "Daftar antrean melalui situs perwakilan\nSerahkan berkas di loket 2 untuk diperiksa\nPengambilan foto dan sidik jari\nBayar di loket 4, simpan bukti bayar\nAmbil paspor dengan menunjukkan bukti bayar",
		"duration":     "3 hari kerja sejak pengambilan biometrik", "duration_unit": "working_days", "fee": "dibayar dengan kartu atau NETS", "fee_amount": "48.5", "fee_currency": "SGD", "product": "Paspor biasa 48 halaman, berlaku 10 tahun",
		"complaints": "Petugas pengaduan di loket 1, setiap jam layanan", "legal_basis": "UU 6/2011\nPP 28/2019", "facilities": "Ruang tunggu", "competence": "Terlatih", "supervision": "Bulanan", "staffing": "Petugas loket",
		"service_promise": "Tepat waktu", "safety_promise": "Data dijaga", "performance_review": "Semesteran"}
}

var pageObject = regexp.MustCompile(`/Type /Page\b`)

func pages(pdf []byte) int { return len(pageObject.FindAll(pdf, -1)) }

// given standards of any length, when their sheets are made, then each has one
// page; one that is too long for a wall says that it is a proof, and one that
// fits no page at all is refused, never cut.
func TestCounterSheetIsOnePage(t *testing.T) {
	s := newShelf(t)
	s.mission()
	whole := s.put("standard", passport(), map[string]int64{"version": 2, "duration_value": 3, "staff_count": 4})
	little := passport()
	little["service"], little["status"], little["requirements"], little["procedure"], little["fee"], little["fee_amount"] = "KON-01", "draft", "Paspor", "Isi formulir di portal", "", "0"
	short := s.put("standard", little, map[string]int64{"version": 1})
	long := passport()
	long["service"] = "PLD-04"
	long["requirements"] = strings.Repeat("Surat keterangan kematian dari rumah sakit setempat yang telah diterjemahkan oleh penerjemah tersumpah dan dilegalisasi\n", 22)
	long["procedure"] = strings.Repeat("Keluarga atau kuasanya menghubungi hotline, lalu petugas memeriksa kelengkapan berkas dan menghubungi instansi setempat\n", 24)
	proof := s.put("standard", long, map[string]int64{"version": 1})
	for name, id := range map[string]data.ID{"whole": whole, "short": short, "long": proof} {
		for _, kind := range []string{Counter, CounterA3} {
			b := s.made(Request{Kind: kind, ID: id, Format: PDF})
			keepLook(t, kind+"_"+name+".pdf", b)
			if n := pages(b); n != 1 {
				t.Errorf("%s %s has %d pages", kind, name, n)
			}
		}
	}
	size, ok, err := CounterFit(context.Background(), s.st, Request{Kind: Counter, ID: whole})
	if err != nil || !ok || size < 12 {
		t.Errorf("an ordinary standard has letters of %g pt, ok %v (%v)", size, ok, err)
	}
	if size, ok, err := CounterFit(context.Background(), s.st, Request{Kind: Counter, ID: proof}); err != nil || ok || size == 0 {
		t.Errorf("a long one has letters of %g pt, ok %v (%v)", size, ok, err)
	}
	long["service"], long["procedure"] = "PLD-05", strings.Repeat(long["procedure"], 40)
	hopeless := s.put("standard", long, map[string]int64{"version": 1})
	if _, err := s.write(Request{Kind: Counter, ID: hopeless, Format: PDF}); !errors.Is(err, &data.Error{Code: "report.counter.too_long"}) {
		t.Errorf("one that fits no page: %v", err)
	}
	if size, ok, err := CounterFit(context.Background(), s.st, Request{Kind: Counter, ID: hopeless}); size != 0 || ok || err != nil {
		t.Errorf("its fit: %g, %v, %v", size, ok, err)
	}
}

// given a mission without standards in force, when the sheets of all are asked
// for, then that is said; with some, each has its page.
func TestCountersOfAll(t *testing.T) {
	s := newShelf(t)
	s.mission()
	if _, err := s.write(Request{Kind: Counters, Format: PDF}); !errors.Is(err, &data.Error{Code: "report.counters.none"}) {
		t.Errorf("without standards: %v", err)
	}
	for _, code := range []string{"IMI-01", "KON-02", "LEG-02"} {
		one := passport()
		one["service"] = code
		s.put("standard", one, map[string]int64{"version": 1})
	}
	draft := passport()
	draft["service"], draft["status"] = "KON-03", "draft"
	s.put("standard", draft, map[string]int64{"version": 1})
	if n := pages(s.made(Request{Kind: Counters, Format: PDF})); n != 3 {
		t.Errorf("%d pages for three standards in force", n)
	}
}

// given a pledge, when it is made for the wall and as a letter, then it is one
// page, and who signs is not named unless asked.
func TestPledge(t *testing.T) {
	s := newShelf(t)
	s.mission()
	id := s.put("pledge", map[string]string{"number": "3/MP/KBRI/2026", "signed_on": "2026-01-05", "signatory": "Rahasia Namanya",
		"text": "Dengan ini kami menyatakan:\n1. sanggup menyelenggarakan pelayanan sesuai standar;\n2. sanggup memperbaiki pelayanan;\n3. bersedia menerima sanksi."}, nil)
	b := s.made(Request{Kind: Pledge, ID: id, Format: PDF})
	keepLook(t, "pledge.pdf", b)
	if pages(b) != 1 {
		t.Errorf("%d pages", pages(b))
	}
	masked := s.made(Request{Kind: Pledge, ID: id, Format: DOCX})
	named := s.made(Request{Kind: Pledge, ID: id, Format: DOCX, Personal: true})
	keepLook(t, "pledge.docx", named)
	if text := inside(t, masked); strings.Contains(text, "Rahasia") || !strings.Contains(text, "sanggup memperbaiki pelayanan;") {
		t.Error("the masked pledge names who signs, or lacks a point")
	}
	if !strings.Contains(inside(t, named), "Rahasia") {
		t.Error("the named pledge does not name who signs")
	}
}

func TestWholeStandard(t *testing.T) {
	s := newShelf(t)
	s.mission()
	id := s.put("standard", passport(), map[string]int64{"version": 2, "duration_value": 3, "staff_count": 4})
	keepLook(t, "standard.pdf", s.made(Request{Kind: Standard, ID: id, Format: PDF}))
	text := inside(t, s.made(Request{Kind: Standard, ID: id, Format: DOCX}))
	for _, want := range []string{"Paspor biasa", "12/SK/KBRI/2026", "3 hari kerja", "SGD 48,50", "Evaluasi kinerja pelaksana", "Semesteran", "4 orang"} {
		if !strings.Contains(text, want) {
			t.Errorf("the standard does not say %q", want)
		}
	}
	name, err := Name(context.Background(), s.st, Request{Kind: Standard, ID: id, Format: PDF})
	if err != nil || strings.Contains(name, "DRAF") || !strings.Contains(name, "IMI-01") {
		t.Errorf("name %q (%v)", name, err)
	}
	if b := s.made(Request{Kind: Standards, Format: JSON}); !bytes.Contains(b, []byte("cpsv:PublicService")) {
		t.Error("no service in the JSON")
	}
}

// inside is the text of a DOCX.
func inside(t *testing.T, docx []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(docx), int64(len(docx)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	b, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return regexp.MustCompile(`<[^>]+>`).ReplaceAllString(string(b), "")
}
