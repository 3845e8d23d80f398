package report_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"pinisi/data"
	"pinisi/data/consult"
	"pinisi/data/store"
)

// people of a consultation: as participants, chair, moderator, team, signatories
// and those who spoke. None may stand in a masked document.
var spoke = []string{"Hasan Basri", "Lestari Ningsih", "Made Wirya", "Nur Aini", "Paulus Kambuaya", "Qori Amalia"}

func init() {
	secrets = append(secrets, spoke...)
	secrets = append(secrets, "Rahmat Hidayat", "Sri Mulyono", "Tono Suharto", "Umar Faruq", "Vina Panduwinata", "Yusuf Kalamullah", "Zainab Putri", "hasan@example.org", "+65 9000 0001")
}

// makeMeeting is a signed and published consultation over two sessions, with
// names everywhere that names can be.
func makeMeeting(t testing.TB, st *store.Store, who data.ID, participants, inputs int) data.ID {
	t.Helper()
	ctx := context.Background()
	text, number := data.TextValue, func(n int) data.Value { return data.IntValue(int64(n)) }
	put := func(edits ...data.Edit) {
		t.Helper()
		_, err := st.Write(ctx, data.Action{Author: who, Label: "test", Edits: edits})
		check(t, err)
	}
	make := func(kind string, fields map[string]data.Value) data.ID {
		t.Helper()
		id := st.NewID()
		put(data.Create(kind, id, scope, fields)...)
		return id
	}
	start, err := consult.At("2026-03-24", "09.00", "Asia/Jakarta")
	check(t, err)
	next, err := consult.At("2026-03-25", "13.30", "Asia/Jakarta")
	check(t, err)
	id := make("consultation", map[string]data.Value{
		"status": text(data.ConsultationDraft), "form": text("fkp"), "mode": text("hibrida"), "title": text("Peninjauan standar pelayanan paspor dan legalisasi tahun 2026"),
		"topic":    text("Jangka waktu penerbitan paspor, biaya, dan alur antrean, sebagaimana dikeluhkan dalam SP4N-LAPOR! dan hasil SKM 2025. Usul awal datang dari Hasan Basri."),
		"services": data.ListValue([]string{"IMI-01", "IMI-02"}), "starts_at": consult.Stamp(start), "ends_at": consult.Stamp(next.Add(4 * 3600e9)), "zone": text("Asia/Jakarta"),
		"place": text("Ruang Nusantara, KBRI Singapura"), "link": text("https://rapat.example/fkp-2026"), "record_number": text("BA-04/SIN/III/2026"), "signed_on": text("2026-03-25"),
		"organizer": text("KBRI Singapura bersama Direktorat Konsuler"), "chair": text("Rahmat Hidayat"), "chair_role": text("Kepala Fungsi Konsuler"), "moderator": text("Sri Mulyono"), "note_taker": text("Tono Suharto"),
		"team":        text("1. Umar Faruq, Ketua\nSekretaris: Vina Panduwinata\nTono Suharto (notulis)"),
		"signatories": text("Yusuf Kalamullah, Perhimpunan Pelajar Indonesia\nZainab Putri, Ikatan Pekerja Migran\nMade Wirya - Harian Kabar Diaspora"),
		"legal_basis": text("Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik\nPeraturan Menteri PANRB Nomor 16 Tahun 2017 tentang Pedoman Penyelenggaraan FKP\nSurat Tugas Duta Besar Nomor 12/ST/2026"),
		"assignment":  text("12/ST/2026"), "invitation": text("UND-33/2026"), "agenda": text("1. Pembukaan\n2. Paparan standar pelayanan\n3. Tanya jawab\n4. Kesepakatan dan penandatanganan"),
		"presentation": text("Kepala Fungsi Konsuler memaparkan capaian 2025: 14.230 paspor, rata-rata 3,4 hari kerja. Draf standar baru menyebut 3 hari kerja sejak berkas lengkap.\nVina Panduwinata menjelaskan alur antrean daring dan jadwal jemput bola di luar kota."),
		"minutes":      text("Rapat dibuka pukul 09.05. Pimpinan menjelaskan tujuan forum. Hasan Basri menanyakan waktu tunggu; surelnya hasan@example.org."),
		"closing":      text("Rapat ditutup pukul 17.30 oleh pimpinan dengan ucapan terima kasih."), "material": text("Paparan 24 halaman; draf standar pelayanan versi 3"), "terms": text("Forum menghimpun pendapat pengguna sebelum standar ditetapkan."),
	})
	sessions := []data.ID{}
	for i, at := range []data.Value{consult.Stamp(start), consult.Stamp(next)} {
		end := start.Add(3 * 3600e9)
		if i == 1 {
			end = next.Add(4 * 3600e9)
		}
		sessions = append(sessions, make("session", map[string]data.Value{"consultation": data.RefValue(id), "title": text([]string{"Paspor dan SPLP", "Legalisasi dan kekonsuleran"}[i]), "starts_at": at, "ends_at": consult.Stamp(end),
			"mode": text("hibrida"), "place": text("Ruang Nusantara"), "minutes": text([]string{"Sesi pertama membahas waktu dan biaya paspor.", "Sesi kedua membahas legalisasi; Nur Aini memberi contoh dari loket."}[i])}))
	}
	unsur := append(append([]string{}, data.Unsur...), "provider")
	var people []data.ID
	var edits []data.Edit
	for i := range participants {
		name := fmt.Sprintf("Peserta %s", []string{"Alfa", "Beta", "Gama", "Delta"}[i%4])
		if i < len(spoke) {
			name = spoke[i]
		}
		fields := map[string]data.Value{"consultation": data.RefValue(id), "name": text(name), "organization": text([]string{"Perhimpunan Pelajar Indonesia di Singapura", "PT Samudra Raya", "Ikatan Pekerja Migran Indonesia", "Imigrasi", "Harian Kabar Diaspora"}[i%5]),
			"unsur": text(unsur[i%6]), "mode": text([]string{"luring", "daring"}[i%3/2]), "phone": text(fmt.Sprintf("+65 9000 %04d", i+1))}
		if i == 0 {
			fields["email"] = text("hasan@example.org")
		}
		if i%7 == 5 {
			fields["presence"] = text("invited")
		}
		p := st.NewID()
		people = append(people, p)
		edits = append(edits, data.Create("participant", p, scope, fields)...)
		if i%7 != 5 {
			for s, session := range sessions {
				if (i+s)%4 != 3 {
					edits = append(edits, data.Create("attendance", consult.AttendanceID(session, p), scope, map[string]data.Value{"session": data.RefValue(session), "participant": data.RefValue(p), "mode": fields["mode"], "came_at": consult.Stamp(start.Add(0))})...)
				}
			}
		}
	}
	put(edits...)
	var said []data.ID
	for i := range inputs {
		fields := map[string]data.Value{"consultation": data.RefValue(id), "number": number(i + 1), "session": data.RefValue(sessions[i*2/max(inputs, 1)]), "type": text([]string{"complaint", "proposal", "question", "appreciation"}[i%4]),
			"text": text(talk[i%len(talk)]), "service": text([]string{"IMI-01", "IMI-02"}[i%2]), "component": number(1 + i%14)}
		if i%4 != 3 {
			fields["response"], fields["decision"] = text(replies[i%len(replies)]), text([]string{"accepted", "partly", "rejected", "central"}[i%4+i/8%2])
			fields["reason"] = text("Menurut Tono Suharto, kapasitas ruang belum memungkinkan.")
		}
		switch i % 3 {
		case 0:
			fields["participant"] = data.RefValue(people[i%len(people)])
		case 1:
			fields["by"], fields["unsur"] = text("Qori Amalia"), text("users")
		}
		said = append(said, make("input", fields))
	}
	for i := range min(6, inputs) {
		fields := map[string]data.Value{"consultation": data.RefValue(id), "number": number(i + 1), "text": text([]string{"Jangka waktu penerbitan paspor dipersingkat", "Papan tarif memuat nilai dalam dolar Singapura", "Jemput bola setiap dua bulan", "Loket khusus lansia dan penyandang disabilitas", "Biaya pos pengiriman paspor", "Usul Zainab Putri tentang jam layanan Sabtu"}[i]),
			"service": text("IMI-01"), "component": number(1 + i), "input": data.RefValue(said[i]), "agreed_by": data.ListValue(data.Unsur[:1+i%5]), "from_value": text("5 (lima) hari kerja"), "to_value": text("3 (tiga) hari kerja sejak berkas dinyatakan lengkap")}
		if i >= 4 {
			fields["outcome"], fields["reason"] = text(data.NotAgreed), text("Peserta meminta layanan Sabtu; penyelenggara menunggu penetapan jam kerja oleh pusat. Hasan Basri tetap pada pendapatnya.")
		}
		make("agreement", fields)
	}
	for i := range min(5, inputs) {
		make("followup", map[string]data.Value{"source": data.RefValue(said[i]), "source_kind": text("input"), "finding": text("Disampaikan " + spoke[i]), "action": text(actions[i][1]), "output": text(actions[i][2]), "office": text(actions[i][3]), "due_on": text(fmt.Sprintf("2026-0%d-30", 4+i)), "status": text("planned")})
	}
	dir := t.TempDir()
	attach := func(name, role, caption string, content []byte) {
		t.Helper()
		path := filepath.Join(dir, name)
		check(t, os.WriteFile(path, content, 0o600))
		sha, size, err := st.AddFile(ctx, path, nil)
		check(t, err)
		make("attachment", map[string]data.Value{"owner": data.RefValue(id), "owner_kind": text("consultation"), "sha256": text(sha), "name": text(name), "size": data.IntValue(size), "role": text(role), "caption": text(caption), "taken_on": text("2026-03-24")})
	}
	for i := range 3 {
		attach(fmt.Sprintf("foto-%d.jpg", i+1), "photo", []string{"Pembukaan oleh Rahmat Hidayat", "Tanya jawab sesi pertama", "Penandatanganan berita acara"}[i], photo(t, 70+i, 400))
	}
	attach("paparan.pdf", "material", "Paparan", []byte("%PDF-1.4 paparan"))
	m, err := consult.Load(ctx, st, id)
	check(t, err)
	check(t, m.Advance(ctx, st, who))
	attach("laman.jpg", "publication", "Tangkapan layar laman", photo(t, 77, 300))
	c, err := st.Get(ctx, "consultation", id)
	check(t, err)
	put(consult.Correction(c, "2026-03-27", "Umar Faruq", "Masukan nomor 2: yang dimaksud dua loket, bukan satu, kata Zainab Putri."),
		c.Set("published_on", text("2026-04-02")), c.Set("published_at", text("https://kemlu.go.id/singapura/fkp-2026")), c.Set("published_note", text("Ringkasan hasil dan rencana tindak lanjut, juga di papan pengumuman ruang tunggu.")))
	m, err = consult.Load(ctx, st, id)
	check(t, err)
	check(t, m.Advance(ctx, st, who))
	return id
}

var talk = []string{
	"Waktu tunggu pengambilan paspor sering melampaui janji layanan, terutama menjelang libur. Mohon ada pemberitahuan lewat pesan singkat bila paspor sudah jadi, sehingga pemohon tidak perlu datang dua kali.",
	"Papan tarif hanya menyebut rupiah.",
	"Apakah legalisasi ijazah dapat diajukan tanpa datang ke KBRI? Di kota lain sudah dapat melalui pos; pekerja migran sulit meminta izin pada hari kerja.",
	"Petugas loket ramah dan menjelaskan dengan sabar.",
	"Lansia dan penyandang disabilitas memerlukan kursi dan loket khusus. Lestari Ningsih menunggu dua jam sambil berdiri; nomor teleponnya 0812-3456-7890.",
}

var replies = []string{
	"Pemberitahuan lewat pesan singkat akan diuji coba mulai Mei. Pemohon yang tidak berkenan dapat tetap menanyakan di loket atau telepon.",
	"Papan tarif diganti pekan depan.",
	"Legalisasi melalui pos sedang dibahas dengan pusat, karena menyangkut pemeriksaan dokumen asli dan tanggung jawab bila hilang di jalan.",
}
