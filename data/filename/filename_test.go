package filename_test

import (
	"strings"
	"testing"

	"pinisi/data/filename"
)

func TestFileNamesThatEverySystemTakes(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{"Laporan 2026", "Laporan 2026"},
		{`a<b>c:d"e/f\g|h?i*j`, "a-b-c-d-e-f-g-h-i-j"},
		{"  akhir titik... ", "akhir titik"},
		{"con", "_con"}, {"NUL.pdf", "_NUL.pdf"}, {"aux .txt", "_aux .txt"}, {"COM¹", "_COM¹"}, {"com10", "com10"}, {"LPT1.txt", "_LPT1.txt"}, {"consul", "consul"},
		{"a\x00b\tc\u200dd", "ab cd"},
		{"", "_"}, {"...", "_"},
		{"\xff", "_"},
	} {
		if got := filename.Safe(test.in, 100); got != test.want {
			t.Errorf("%q becomes %q, want %q", test.in, got, test.want)
		}
	}
	for _, test := range []struct{ in, want string }{
		{"foto.jpg", "foto.jpg"}, {"arsip.tar.gz", "arsip.tar.gz"}, {".bukti", "bukti"}, {"tanpa ending yang-panjang.sekali-ini-bukan-ending", "tanpa ending yang-panjang.sekali-ini-bukan-ending"},
		{strings.Repeat("é", 80) + ".jpeg", strings.Repeat("é", 42) + ".jpeg"},
	} {
		if got := filename.WithEnding(test.in, 90); got != test.want {
			t.Errorf("%q becomes %q, want %q", test.in, got, test.want)
		}
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("a/b", 10)
	f.Add("con.", 3)
	f.Fuzz(func(t *testing.T, name string, most int) {
		if most < 8 || most > 300 {
			return
		}
		got := filename.WithEnding(name, most)
		if got == "" || len(got) > most+1 || strings.ContainsAny(got, "<>:\"/\\|?*\x00\n") || strings.TrimRight(got, " .") != got {
			t.Errorf("%q in %d bytes becomes %q", name, most, got)
		}
	})
}
