package report_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/followup"
	"pinisi/data/report"
	"pinisi/data/respond"
	"pinisi/data/store"
	"pinisi/data/survey"
)

// world is a mission with a filled evaluation, a survey and their plan.
type world struct {
	st                 *store.Store
	evaluation, survey data.ID
	dir                string
	of                 map[string]report.Request // what documents are about; others: the evaluation
}

// Personal data of the store. None of it may stand in a masked document, and
// the notes and remarks below mention all of them.
var secrets = []string{"Siti Aminah", "Budi Santoso", "Ratna Kusumawati", "Wirawan", "+65 8123 4567", "budi.santoso@example.org", "Andi Wijaya", "0812-3456-7890", "Dewi Lestari", "C1234567"}

const scope = "kbri-singapura"

// make is deterministic: ids, time and texts are the same on every run.
func build(t testing.TB, pictures, size int, long bool) world {
	t.Helper()
	ctx := context.Background()
	tick := time.Date(2026, 3, 24, 2, 0, 0, 0, time.UTC)
	dir := t.TempDir()
	st, err := store.Open(ctx, filepath.Join(dir, "data"), store.Options{Now: func() time.Time { tick = tick.Add(time.Millisecond); return tick }, Rand: rand.NewChaCha8([32]byte{7})})
	check(t, err)
	t.Cleanup(func() { check(t, st.Close()) })
	check(t, st.SetProfile(ctx, store.Profile{Scope: scope, Language: "id"}))
	w := world{st: st, dir: dir}
	who := st.NewID()
	text := data.TextValue
	put := func(edits ...data.Edit) {
		t.Helper()
		_, err := st.Write(ctx, data.Action{Author: who, Label: "test", Edits: edits})
		check(t, err)
	}
	put(data.Create("staff", who, scope, map[string]data.Value{"name": text("Siti Aminah"), "email": text("siti@example.org")})...)
	put(data.Create("mission", data.DerivedID("mission", data.NilID, scope), scope, map[string]data.Value{
		"code": text(scope), "letterhead": text("KEMENTERIAN LUAR NEGERI REPUBLIK INDONESIA\nKEDUTAAN BESAR REPUBLIK INDONESIA\nSINGAPURA\n7 Chatsworth Road, Singapore 249761\nTelepon (65) 6737 7422, laman kemlu.go.id/singapura"),
		"signatory_role": text("Duta Besar Luar Biasa dan Berkuasa Penuh"), "signatory": text("Ratna Kusumawati"), "city": text("Singapura")})...)
	consultation := st.NewID()
	put(data.Create("consultation", consultation, scope, map[string]data.Value{})...)
	put(data.Create("participant", st.NewID(), scope, map[string]data.Value{"consultation": data.RefValue(consultation), "name": text("Dr. Budi Santoso, M.Si."), "phone": text("+65 8123 4567"), "email": text("budi.santoso@example.org")})...)
	put(data.Create("participant", st.NewID(), scope, map[string]data.Value{"consultation": data.RefValue(consultation), "name": text("Wirawan")})...)

	random := rand.New(rand.NewPCG(1, 2))
	levels := func(id data.ID, seed int) {
		s := load(t, st, id)
		var edits []data.Edit
		for i, ind := range s.Instrument.Indicators() {
			edits = append(edits, s.Choose(ind.ID, (i*7+seed)%4+2)...)
		}
		put(edits...)
	}
	for i, period := range []string{"2024", "2025"} {
		id, err := assess.Begin(ctx, st, who, assess.New{Period: period, Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring"})
		check(t, err)
		levels(id, i)
	}
	w.evaluation, err = assess.Begin(ctx, st, who, assess.New{Period: "2026", Unit: "Seksi Konsuler", Line: "kekonsuleran", Variant: "luring", Today: tick})
	check(t, err)
	levels(w.evaluation, 2)
	s := load(t, st, w.evaluation)
	var edits []data.Edit
	for i, ind := range s.Instrument.Indicators() {
		note := notes[i%len(notes)]
		if long {
			note = strings.Join([]string{note, notes[(i+1)%len(notes)], notes[(i+2)%len(notes)], notes[(i+3)%len(notes)]}, "\n")
			note += "\n" + note
		}
		edits = append(edits, s.Answer(ind.ID, "note", text(note))...)
	}
	edits = append(edits, s.Evaluation.Set("summary", text("Layanan loket berjalan baik. Ibu Siti Aminah mengusulkan nomor antrean dan papan tarif dua bahasa.\nYang paling mendesak adalah peninjauan ulang standar pelayanan dan keterbukaan informasi pada laman.")))
	put(edits...)
	s = load(t, st, w.evaluation)
	indicators := s.Instrument.Indicators()
	for i := range pictures {
		ind := indicators[i%len(indicators)].ID
		path := filepath.Join(dir, fmt.Sprintf("foto-papan-%02d.jpg", i+1))
		check(t, os.WriteFile(path, photo(t, i, size), 0o600))
		sha, n, err := st.AddFile(ctx, path, nil)
		check(t, err)
		name := path
		if i == 1 {
			name = "surat tugas Budi Santoso: <final>.jpg"
		}
		more, err := s.Attach(st, ind, assess.File{Path: name, SHA256: sha, Size: n, MediaType: "image/jpeg"})
		check(t, err)
		put(more...)
	}
	sk := filepath.Join(dir, "SK standar pelayanan 2026.pdf")
	check(t, os.WriteFile(sk, []byte("%PDF-1.4 bukan gambar"), 0o600))
	sha, n, err := st.AddFile(ctx, sk, nil)
	check(t, err)
	more, err := s.Attach(st, "A01", assess.File{Path: sk, SHA256: sha, Size: n, MediaType: "application/pdf"})
	check(t, err)
	put(more...)
	more, err = s.Attach(st, "A02", assess.File{Path: "belum diunduh.jpg", SHA256: strings.Repeat("ab", 32), Size: 4_000_000, MediaType: "image/jpeg"})
	check(t, err)
	put(more...)

	for question, value := range map[string]string{"F01-01": "37", "F01-02": "32", "F01-05": "users,experts", "F01-07": "2024-03-11", "F01-08": "offline"} {
		put(append(s.FoundStatement(question), s.StatementStub(question).Set("value", text(value)))...)
	}
	s = load(t, st, w.evaluation)
	put(s.StatementStub("F01-02").Set("note", text("Daftar disusun Budi Santoso.")), s.StatementStub("F01-01").Set("source", text("services.offered")), s.StatementStub("F01-01").Set("source_value", text("36")))
	put(data.Create("attachment", st.NewID(), scope, map[string]data.Value{"owner": data.RefValue(s.StatementStub("F01-02").ID), "owner_kind": text("statement"),
		"sha256": text(sha), "name": text("SK standar pelayanan 2026.pdf"), "size": data.IntValue(n), "caption": text("SK yang sama"), "taken_on": text("2026-01-15")})...)

	form := respond.OfEvaluation(s.Instrument, s.Evaluation)
	edits = nil
	for i := range 25 {
		answers := make([]int, len(form.Questions))
		for q := range answers {
			answers[q] = 2 + random.IntN(4)
		}
		if i == 24 {
			answers[3] = respond.Blank
		}
		e := respond.Entry{Number: i + 1, Answers: answers, Channel: data.Channels[i%3], TakenOn: fmt.Sprintf("2026-0%d-11", 1+i%3), Service: "IMI-01"}
		if i%4 == 0 {
			e.Remark = remarks[i/4%len(remarks)]
		}
		if i == 2 {
			e.Contact = "Dewi Lestari 0812-3456-7890"
		}
		edits = append(edits, form.Add(st.NewID(), e)...)
	}
	put(edits...)
	for i, a := range actions {
		ind := indicators[i*3].ID
		put(data.Create("followup", st.NewID(), scope, map[string]data.Value{
			"source": data.RefValue(w.evaluation), "source_kind": text("evaluation"), "source_part": text(ind), "period": text("2026"), "unit": text("Seksi Konsuler"),
			"finding": text(a[0]), "action": text(a[1]), "output": text(a[2]), "office": text(a[3]), "owner": text("Andi Wijaya"),
			"root_cause": text(a[4]), "start_on": text("2026-04-01"), "due_on": text(fmt.Sprintf("2026-%02d-30", 6+i%6)), "status": text([]string{followup.Planned, followup.Running, followup.Done}[i%3]),
			"percent": data.IntValue(int64([]int{0, 40, 100}[i%3]))})...)
	}
	for i, period := range []string{"2024", "2025", "2026"} {
		w.survey = makeSurvey(t, st, who, period, 90+i*20, random)
	}
	makeComplaints(t, st, who)
	w.about(makeMeeting(t, st, who, 12, 8))
	innovations(t, w, who)
	standardsOf(t, w, who, true)
	return w
}

// about says what each kind of document is about.
func (w *world) about(consultation data.ID) {
	w.of = map[string]report.Request{report.Survey: {ID: w.survey}, report.Complaints: {Period: "2026"}}
	for _, kind := range []string{report.SignIn, report.Attendance, report.Minutes, report.Proceedings, report.Consultation} {
		w.of[kind] = report.Request{ID: consultation}
	}
}

func makeSurvey(t testing.TB, st *store.Store, who data.ID, period string, n int, random *rand.Rand) data.ID {
	t.Helper()
	ctx := context.Background()
	id, err := survey.Begin(ctx, st, who, survey.New{Period: period, Unit: "Seksi Konsuler"})
	check(t, err)
	rec, err := st.Get(ctx, "survey", id)
	check(t, err)
	edits := []data.Edit{
		rec.Set("population", data.IntValue(200)), rec.Set("from_on", data.TextValue(period+"-02-01")), rec.Set("until_on", data.TextValue(period+"-02-28")),
		rec.Set("method", data.TextValue("Setiap pemohon kelima di loket diminta mengisi. Lembar kertas disediakan bagi yang tidak nyaman memakai layar.")),
		rec.Set("services", data.ListValue([]string{"IMI-01"})),
	}
	form, err := survey.FormOf(ctx, st, rec)
	check(t, err)
	for i := range n {
		answers := make([]int, len(form.Questions))
		for q := range answers {
			answers[q] = min(4, 2+q%2+random.IntN(2)+i%2)
		}
		e := respond.Entry{Number: i + 1, Answers: answers, Channel: data.Channels[i%2], TakenOn: period + "-02-11"}
		if i%30 == 3 {
			e.Remark = remarks[i%len(remarks)]
		}
		edits = append(edits, form.Add(st.NewID(), e)...)
	}
	edits = append(edits, data.Create("followup", st.NewID(), scope, map[string]data.Value{"source": data.RefValue(id), "source_kind": data.TextValue("survey"), "source_part": data.TextValue("U1"),
		"action": data.TextValue("Menyederhanakan daftar syarat paspor menjadi satu halaman"), "office": data.TextValue("Pelaksana Fungsi Konsuler"), "status": data.TextValue("planned"), "due_on": data.TextValue("2026-09-30")})...)
	_, err = st.Write(ctx, data.Action{Author: who, Label: "test", Edits: edits})
	check(t, err)
	return id
}

var notes = []string{
	"Standar pelayanan tersedia untuk 32 dari 37 jenis layanan. Lima layanan pelindungan belum memiliki jangka waktu tertulis; drafnya dibahas dengan Budi Santoso (+65 8123 4567, budi.santoso@example.org).",
	"Peninjauan terakhir dilakukan pada Maret 2024 dan mencakup seluruh layanan paspor. Layanan kekonsuleran lain menyusul karena menunggu penetapan tarif yang baru.",
	"Maklumat dipasang di ruang tunggu dan pada laman, tetapi versi bahasa Inggris belum ditetapkan. Pemohon WNA bertanya kepada petugas loket rata-rata tiga kali sehari.",
	"Hasil survei dibahas dalam rapat mingguan; bukti risalah rapat terlampir. Menurut Wirawan, tindak lanjut nomor antrean selesai 60‑70 %, sisanya menunggu pengadaan.",
	"Petugas mengenakan tanda pengenal dan menyapa pemohon. Pada jam sibuk satu orang melayani dua loket sehingga waktu tunggu melampaui janji layanan 30 menit.",
}

var remarks = []string{
	"Petugas ramah, terima kasih Pak Budi Santoso.",
	"Antrean panjang pada hari Senin; mohon tambah loket. Hubungi saya di 0812-3456-7890.",
	"The staff speak English well, but the fee board is only in Indonesian.",
	"Paspor saya C1234567 selesai tepat waktu 👍",
	"照片区太小，请扩大。",
	"Toilet kurang bersih & kursi tunggu <kurang>.",
}

var actions = [][5]string{
	{"Lima layanan belum memiliki standar", "Menyusun dan menetapkan standar pelayanan untuk lima layanan pelindungan", "SK standar pelayanan", "Kepala Fungsi Konsuler", "Layanan baru dimulai 2025 dan belum dibahas dalam FKP"},
	{"Maklumat hanya berbahasa Indonesia", "Menerjemahkan maklumat dan papan tarif ke bahasa Inggris", "Maklumat dua bahasa terpasang", "Pelaksana Fungsi Konsuler 2", "Belum ada penerjemah yang ditugaskan"},
	{"Waktu tunggu melampaui janji layanan pada jam sibuk", "Membuka loket ketiga pada pukul 9 sampai 11 dan menambah nomor antrean elektronik", "Waktu tunggu paling lama 30 menit pada 90 % pemohon", "Kepala Kanselerai", "Satu petugas melayani dua loket"},
	{"Informasi pada laman tidak diperbarui sejak Oktober", "Menetapkan penanggung jawab laman dan jadwal pembaruan bulanan", "Laman diperbarui setiap bulan", "Pelaksana Fungsi Pensosbud", "Tidak ada penanggung jawab"},
	{"Pengaduan dijawab tanpa catatan", "Mencatat setiap pengaduan dan jawabannya di Pinisi", "Seluruh pengaduan tercatat", "Petugas loket", "Pengaduan lisan tidak dianggap pengaduan"},
	{"Belum ada inovasi yang diikutkan kompetisi", "Menyusun proposal inovasi antrean daring", "Proposal KIPP", "Tim inovasi", "Belum ada tim"},
}

// photo is a picture with something on it, different for each number.
func photo(t testing.TB, n, size int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, size, size*3/4))
	r := rand.New(rand.NewPCG(uint64(n), 9))
	a, b := color.RGBA{uint8(r.IntN(200)), uint8(r.IntN(200)), 160, 255}, color.RGBA{230, 220, uint8(r.IntN(255)), 255}
	for y := range size * 3 / 4 {
		for x := range size {
			c := a
			if (x/(size/8)+y/(size/8))%2 == 0 {
				c = b
			}
			c.R += uint8((x * y >> 6) & 31)
			img.SetRGBA(x, y, c)
		}
	}
	var out bytes.Buffer
	check(t, jpeg.Encode(&out, img, &jpeg.Options{Quality: 85}))
	return out.Bytes()
}

func load(t testing.TB, st *store.Store, id data.ID) *assess.Sheet {
	t.Helper()
	s, err := assess.Load(context.Background(), st, id)
	check(t, err)
	return s
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
