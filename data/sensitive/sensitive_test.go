package sensitive

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestFind(t *testing.T) {
	for _, test := range []struct {
		text string
		want string // kind:piece, kind:piece
	}{
		// passports
		{"Paspor A1234567 hilang di bandara", "passport:A1234567"},
		{"paspor lama b7654321.", "passport:b7654321"},
		{"No. paspor: C 1234567", "passport:C 1234567"},
		{"X0123456, E7654321", "passport:X0123456 passport:E7654321"},
		{"SPLP XD123456 terbit kemarin", "passport:XD123456"},
		{"Paspor AB1234567 (Kanada)", "passport:AB1234567"},
		{"warga (A1234567) datang", "passport:A1234567"},
		// no passports
		{"Nomor SK1234567 tahun 2026", ""},
		{"Rp1234567 per bulan", ""},
		{"RM 1234567", ""},
		{"Indikator A04 bernilai 3", ""},
		{"Layanan KON-01 dan IMI-02", ""},
		{"PDP-2026-AB12CD", ""},
		{"A12345678901", ""},
		{"Kode ABC1234567", ""},
		{"A1234567/2026", ""},
		{"versi v1234567a", ""},
		// NIK
		{"NIK 3171014108900001 atas nama ibu", "nik:3171014108900001"},
		{"NIK 3171 0112 0790 0002", "nik:3171 0112 0790 0002"},
		{"3171.0112.0790.0002", "nik:3171.0112.0790.0002"},
		{"NIK-nya 31-71-01-120790-0002 ya", "nik:31-71-01-120790-0002"},
		// no NIK: no such day, month, province or running number; too long
		{"3171017208900001", ""},
		{"3171011213900001", ""},
		{"0171011207900001", ""},
		{"3171011207900000", ""},
		{"31710112079000021", ""},
		{"Rekening 1234567890123456", ""},
		// phones
		{"Hubungi +65 6737 7422 segera", "phone:+65 6737 7422"},
		{"+6281234567890", "phone:+6281234567890"},
		{"WA 0812-3456-7890", "phone:0812-3456-7890"},
		{"081234567890", "phone:081234567890"},
		{"0812.3456.7890", "phone:0812.3456.7890"},
		{"(+62) 812 3456 789", "phone:(+62) 812 3456 789"},
		{"62812345678 tidak aktif", "phone:62812345678"},
		{"0062 812 3456 7890", "phone:0062 812 3456 7890"},
		{"(021) 344 1508", "phone:(021) 344 1508"},
		{"021-3441508", "phone:021-3441508"},
		{"telepon 6737 7422 pagi", "phone:6737 7422"},
		{"Tel: 67377422", "phone:67377422"},
		{"Telp. 98765432.", "phone:98765432"},
		{"+1 (202) 555-0143", "phone:+1 (202) 555-0143"},
		// no phones
		{"Tanggal 24-03-2026 pukul 08.00-16.00", ""},
		{"08.03.2026 sampai 09.03.2026", ""},
		{"2026-03-24", ""},
		{"08-03-2026 10.00", ""},
		{"Biaya Rp 1.250.000,00", ""},
		{"Rp 350000", ""},
		{"SP4N-LAPOR! #12345678", ""},
		{"Tracking ID 7654321", ""},
		{"nomor 085/SK/KBRI/2026", ""},
		{"024-2026-001/SK", ""},
		{"0,8123456789 dan 0.8123456789", ""},
		{"Antrean 10 20 30 40 orang", ""},
		{"Nilai naik +12 menjadi 3,49", ""},
		{"PermenPANRB 16/2017 dan UU 27/2022", ""},
		{"Tahun 2023 2024 2025 2026", ""},
		{"12.345.678 warga", ""},
		{"hotel 12345678", ""},
		// mails
		{"siti.aminah@example.org", "mail:siti.aminah@example.org"},
		{"kirim ke <budi+fkp@mail.example.co.id>, terima kasih", "mail:budi+fkp@mail.example.co.id"},
		{"akun @kbrisingapura di media sosial", ""},
		{"5 kg @ 3.000", ""},
		{"a@b", ""},
		// together, and in other scripts
		{"Siti, A1234567, 0812-3456-7890, siti@example.org", "passport:A1234567 phone:0812-3456-7890 mail:siti@example.org"},
		{"护照 A1234567 电话 +8613800138000", "passport:A1234567 phone:+8613800138000"},
		{"", ""},
	} {
		var got []string
		for _, s := range Find(test.text) {
			got = append(got, string(s.Kind)+":"+test.text[s.From:s.To])
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%q: found %q, want %q", test.text, got, test.want)
		}
	}
}

// sound fails unless the spans are right of any text: in order, apart, between
// characters, and gone once replaced.
func sound(t *testing.T, text string) {
	t.Helper()
	spans := Find(text)
	at := 0
	for _, s := range spans {
		if s.From < at || s.To <= s.From || s.To > len(text) {
			t.Fatalf("%q: spans %v", text, spans)
		}
		if utf8.ValidString(text) && !utf8.ValidString(text[s.From:s.To]) {
			t.Fatalf("%q: span %v cuts a character", text, s)
		}
		at = s.To
	}
	masked := Replace(text, spans, func(k Kind) string { return "[" + string(k) + "]" })
	for _, s := range spans {
		if n, m := strings.Count(text, text[s.From:s.To]), strings.Count(masked, text[s.From:s.To]); m >= n {
			t.Fatalf("%q: masked as %q", text, masked)
		}
	}
}

func TestSpansAreSound(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	pieces := []string{"A1234567", "3171014108900001", "+62", "812", "0812", "-", " ", ".", "/", "@", "x@y.id", "é", "护", "(", ")", "7", "telp ", "SK", ",", "00", "\n"}
	for range 20_000 {
		var b strings.Builder
		for range rnd.IntN(12) {
			b.WriteString(pieces[rnd.IntN(len(pieces))])
		}
		sound(t, b.String())
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"A1234567 0812-3456-7890", "3171.0141.0890.0001", "a@b.co", "+1 (202) 555-0143", "\xff08123456789"} {
		f.Add(s)
	}
	f.Fuzz(sound)
}

func BenchmarkFind(b *testing.B) {
	note := strings.Repeat("Antrean di loket panjang pada hari Senin karena hanya satu petugas yang melayani 24 warga, dan biaya Rp 350.000 dibayar tunai. ", 16)
	for _, text := range []string{note, note + "0812-3456-7890", strings.Repeat("08 ", 700)} {
		b.Run(fmt.Sprint(len(text)), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				Find(text)
			}
		})
	}
}
