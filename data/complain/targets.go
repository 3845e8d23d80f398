package complain

import (
	"strings"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/tabular"
)

// Target is a field that a column of a file can fill.
type Target struct {
	Field string
	names []string // what such columns are called, plain, the surest first
}

// Label is the translation key of the field's name.
func (t Target) Label() string { return "kinds.complaint." + t.Field }

// Type is the type of the field.
func (t Target) Type() data.Type {
	f, _ := data.Complaint.Field(t.Field)
	return f.Type
}

// Choices are the values that the field takes, for those that take only some.
func (t Target) Choices() []string {
	f, _ := data.Complaint.Field(t.Field)
	if f.Type == data.TypeBool {
		return []string{yes, no}
	}
	return f.Choices
}

// Valued reports whether the words in the file's cells are given a meaning
// ([Mapping.Values]).
func (t Target) Valued() bool { return len(t.Choices()) > 0 || t.Field == "service" }

// targets are all, in the order of work. No official description of the export
// was found: the names are those seen in copies of the form and those that
// people use (domain other.md §2).
var targets = []Target{
	{"tracking_id", []string{"tracking id", "id tracking", "trackingid", "tracking", "nomor tracking", "kode tracking", "nomor laporan", "no laporan", "id laporan", "nomor pengaduan",
		"no pengaduan", "id pengaduan", "kode laporan", "nomor tiket", "no tiket", "tiket", "ticket id", "ticket number", "ticket", "complaint id", "complaint number", "report id", "case id", "kode"}},
	{"received_on", []string{"tanggal laporan", "tanggal lapor", "tgl laporan", "tanggal pengaduan", "tgl pengaduan", "tanggal diterima", "tanggal terima", "tgl terima", "tanggal masuk", "tgl masuk",
		"tanggal laporan masuk", "diterima", "received on", "date received", "received", "report date", "reported on", "complaint date", "created at", "tanggal dibuat", "waktu laporan", "timestamp", "cap waktu", "stempel waktu", "tanggal", "tgl", "date"}},
	{"title", []string{"judul laporan", "judul pengaduan", "judul", "perihal", "subjek", "pokok aduan", "pokok pengaduan", "title", "subject"}},
	{"text", []string{"isi laporan", "isi pengaduan", "isi aduan", "uraian", "isi", "uraian pengaduan", "uraian laporan", "deskripsi", "detail laporan", "pengaduan", "aduan", "keluhan", "text", "description", "details", "complaint", "message", "pesan"}},
	{"class", []string{"klasifikasi", "klasifikasi laporan", "jenis laporan", "jenis aduan", "jenis pengaduan", "tipe laporan", "classification", "class", "type"}},
	{"category", []string{"kategori", "kategori laporan", "topik", "bidang", "category", "topic"}},
	{"channel", []string{"kanal pengaduan", "kanal", "saluran", "media pengaduan", "media", "sumber laporan", "sumber", "channel", "source"}},
	{"status", []string{"status laporan", "status pengaduan", "status tindak lanjut", "status", "state", "keadaan"}},
	{"service", []string{"kode layanan", "jenis layanan", "jenis pelayanan", "layanan", "pelayanan", "service"}},
	{"unit", []string{"unit kerja", "unit", "unit pelayanan", "loket", "bagian"}},
	{"agency", []string{"terdisposisi ke", "instansi terdisposisi", "disposisi ke", "diteruskan ke", "opd terkait", "instansi terkait", "instansi", "opd", "passed on to", "agency"}},
	{"verified_on", []string{"tanggal verifikasi", "tgl verifikasi", "tanggal diverifikasi", "diverifikasi", "verified on", "date verified", "verified at", "verification date"}},
	{"passed_on", []string{"tanggal disposisi", "tgl disposisi", "tanggal terdisposisi", "tanggal diteruskan", "disposisi", "passed on", "forwarded on", "date forwarded", "disposition date"}},
	{"answered_on", []string{"tanggal tindak lanjut pertama", "tindak lanjut pertama", "tgl tindak lanjut pertama", "tanggal tindak lanjut", "tgl tindak lanjut", "tanggal jawaban pertama", "tanggal jawaban",
		"tanggal dijawab", "tanggal respons", "tanggal respon", "tanggal tanggapan", "answered on", "first reply", "first response", "first reply on", "date answered", "first response date"}},
	{"last_reply_on", []string{"tanggal tindak lanjut terakhir", "tindak lanjut terakhir", "tanggal tanggapan terakhir", "tanggapan terakhir", "balasan terakhir", "last reply", "last reply on", "last response"}},
	{"closed_on", []string{"tanggal selesai", "tgl selesai", "tanggal penyelesaian", "tanggal tutup", "tanggal ditutup", "selesai", "closed on", "date closed", "closed at", "closed", "resolved on", "resolution date"}},
	{"response", []string{"kesimpulan", "isi tindak lanjut", "tanggapan", "jawaban", "respons", "respon", "tindak lanjut", "hasil tindak lanjut", "response", "reply", "conclusion", "answer"}},
	{"closed_reason", []string{"alasan ditutup", "alasan", "alasan penutupan", "closed reason", "reason"}},
	{"anonymous", []string{"anonim", "laporan anonim", "anonimitas", "anonymous", "sifat laporan", "sifat", "kerahasiaan", "privasi", "privacy"}},
	{"secret", []string{"rahasia", "laporan rahasia", "secret", "confidential"}},
	{"reporter", []string{"nama pelapor", "pelapor", "nama pengadu", "nama", "reporter", "reporter name", "name", "complainant"}},
	{"contact", []string{"kontak pelapor", "kontak", "nomor telepon", "no telepon", "no telp", "telepon", "no hp", "nomor hp", "whatsapp", "surel", "email", "e mail", "alamat email", "contact", "phone"}},
	{"followup_count", []string{"jumlah tindak lanjut", "jumlah tanggapan", "jumlah balasan", "follow ups", "number of replies", "replies"}},
	{"rating", []string{"rating", "nilai", "penilaian", "penilaian pelapor", "kepuasan", "bintang"}},
}

// Targets are the fields that columns can fill, in the order of work.
func Targets() []Target { return append([]Target(nil), targets...) }

// Values of a mark in [Mapping.Values].
const (
	yes = "yes"
	no  = "no"
	// Blank takes a word of the file as saying nothing.
	Blank = "-"
)

// meanings are what words in files mean, by field; the labels of both
// languages come beside them.
var meanings = map[string]map[string]string{
	"status": {
		"belum terverifikasi": Unverified, "belum diverifikasi": Unverified, "menunggu verifikasi": Unverified, "baru": Unverified, "new": Unverified, "terkirim": Unverified, "unverified": Unverified, "laporan baru": Unverified,
		"tertunda": Delayed, "tunda": Delayed, "ditunda": Delayed, "pending": Delayed, "delayed": Delayed,
		"terverifikasi": Verified, "diverifikasi": Verified, "terdisposisi": Verified, "didisposisikan": Verified, "disposisi": Verified, "diteruskan": Verified, "terverifikasi terdisposisi": Verified, "verified": Verified, "forwarded": Verified, "belum ditindaklanjuti": Verified,
		"proses": Processing, "diproses": Processing, "dalam proses": Processing, "sedang diproses": Processing, "ditindaklanjuti": Processing, "sedang ditindaklanjuti": Processing, "sudah ditindaklanjuti": Processing, "processing": Processing, "in progress": Processing, "in process": Processing, "open": Processing,
		"selesai": Done, "tuntas": Done, "ditutup": Done, "done": Done, "closed": Done, "resolved": Done, "completed": Done,
		"diarsipkan": Archived, "arsip": Archived, "archived": Archived,
		"bukan wewenang": NotOurs, "bukan kewenangan": NotOurs, "not ours": NotOurs, "out of scope": NotOurs,
	},
	"class": {
		"pengaduan": "complaint", "aduan": "complaint", "keluhan": "complaint", "complaint": "complaint", "laporan pengaduan": "complaint",
		"aspirasi": "aspiration", "saran": "aspiration", "usulan": "aspiration", "masukan": "aspiration", "aspiration": "aspiration", "suggestion": "aspiration",
		"permintaan informasi": "information", "informasi": "information", "permohonan informasi": "information", "pertanyaan": "information", "information": "information", "information request": "information", "request for information": "information", "question": "information",
	},
	"channel": {
		"sp4n lapor": "sp4n", "sp4n": "sp4n", "lapor": "sp4n", "lapor go id": "sp4n", "www lapor go id": "sp4n", "sms 1708": "sp4n", "1708": "sp4n", "aplikasi lapor": "sp4n",
		"loket": "counter", "tatap muka": "counter", "langsung": "counter", "datang langsung": "counter", "counter": "counter", "walk in": "counter",
		"telepon": "phone", "telp": "phone", "phone": "phone", "call": "phone",
		"surel": "email", "email": "email", "e mail": "email", "mail": "email",
		"media sosial": "social", "medsos": "social", "facebook": "social", "instagram": "social", "twitter": "social", "x": "social", "tiktok": "social", "social": "social", "social media": "social",
		"hotline": "hotline", "hotline pelindungan": "hotline", "hotline perlindungan": "hotline", "whatsapp hotline": "hotline",
		"surat": "letter", "kotak saran": "letter", "kotak pengaduan": "letter", "letter": "letter",
		"lainnya": "other", "lain lain": "other", "other": "other",
	},
	"anonymous": {"anonim": yes, "anonymous": yes, "anonim dan rahasia": yes, "anonim rahasia": yes, "rahasia anonim": yes, "rahasia dan anonim": yes, "rahasia": no, "secret": no, "confidential": no},
	"secret":    {"rahasia": yes, "secret": yes, "confidential": yes, "private": yes, "anonim dan rahasia": yes, "anonim rahasia": yes, "rahasia anonim": yes, "rahasia dan anonim": yes, "anonim": no, "anonymous": no},
}

// marks are what is said of either mark.
var marks = map[string]string{
	"ya": yes, "y": yes, "yes": yes, "true": yes, "1": yes, "benar": yes, "x": yes, "v": yes, "✓": yes,
	"tidak": no, "t": no, "no": no, "n": no, "false": no, "0": no, "bukan": no, "publik": no, "public": no, "normal": no, "biasa": no, "terbuka": no, "umum": no,
}

// meaning is what a word of a file means for a field by itself.
func meaning(field, cell string) (string, bool) {
	key := tabular.Plain(cell)
	if v, ok := meanings[field][key]; ok {
		return v, true
	}
	f, ok := data.Complaint.Field(field)
	if !ok {
		return "", false
	}
	if f.Type == data.TypeBool {
		if key == "" { // "✓" and "v" are no letters for Plain
			key = strings.TrimSpace(cell)
		}
		v, ok := marks[key]
		return v, ok
	}
	for _, c := range f.Choices {
		label := f.Label("complaint") + "." + c
		if key == tabular.Plain(words.New("id").T(label)) || key == tabular.Plain(words.New("en").T(label)) || key == strings.ReplaceAll(c, "_", " ") {
			return c, true
		}
	}
	return "", false
}
