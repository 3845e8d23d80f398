package trouble

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func office() *Redactor {
	r := &Redactor{}
	r.Folder(`C:\Users\Siti Aminah\AppData\Local\Pinisi`, "<data>")
	r.Folder(`C:\Users\Siti Aminah`, "%USERPROFILE%")
	return r
}

func TestWhatStaysOfALine(t *testing.T) {
	for _, test := range []struct{ line, want string }{
		{`time=2026-11-23T20:12:35.123+07:00 level=INFO msg=start version=0.1.0 folder="C:\\Users\\Siti Aminah\\AppData\\Local\\Pinisi"`,
			`time=2026-11-23T20:12:35.123+07:00 level=INFO msg=start version=0.1.0 folder="<data>"`},
		{`level=ERROR msg="open the store" error="open C:\\Users\\Siti Aminah\\AppData\\Local\\Pinisi\\pinisi.db: file is not a database"`,
			`level=ERROR msg="open the store" error="open <data>\\pinisi.db: file is not a database"`},
		{`error="open C:\\Users\\Siti Aminah\\Documents\\KTP Budi Hartono.pdf: file does not exist"`, `error="open %USERPROFILE%…: file does not exist"`},
		{`error="open D:\\Berkas Kantor\\KTP Budi.pdf: permission denied"`, `error="open …: permission denied"`},
		{`error="sync.no_line Hub=pusat.kemlu.go.id:8443: dial tcp 10.20.30.40:8443: i/o timeout"`, `error="sync.no_line Hub=…: dial tcp …: i/o timeout"`},
		{"nomor 0812 3456 7890 dan 3174012345678901", "…"},
		{"connection reset after 4.5s and 1m30s", "connection reset after 4.5s and 1m30s"},
		{"code K7QMW-23456-PPLMN", "code …"},
		{"", ""},
		{"…", "…"},
	} {
		if got := office().Line(test.line); got != test.want {
			t.Errorf("%s\n got %s\nwant %s", test.line, got, test.want)
		}
	}
}

func TestWhatStaysOfAPath(t *testing.T) {
	for path, want := range map[string]string{
		`C:\Users\Siti Aminah\AppData\Local\Pinisi`:           "<data>",
		`c:\users\siti aminah\appdata\local\pinisi\pinisi.db`: `<data>\pinisi.db`,
		`C:\Users\Siti Aminah\Pinisi Siti`:                    `%USERPROFILE%\…`,
		`C:\Users\Siti Aminah 2\x`:                            `C:\…`,
		`\\server\siti\Pinisi`:                                "…",
		"/home/siti":                                          "…",
	} {
		if got := office().Path(path); got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}

// crashWords are as Go 1.26 writes them.
const crashWords = `panic: runtime error: index out of range [5] with length 3 [recovered, repanicked]
panic: tidak ada catatan untuk Budi Hartono
	Budi.go:12
Budi.Hartono(0x1)

goroutine 1 gp=0xc0000061c0 m=0 [running, locked to thread]:
pinisi/app/pages/evaluation.(*Page).show(0xc000123450, {0xc000456780, 0xc, 0x10})
	C:/Users/Siti Aminah/src/pinisi/app/pages/evaluation/page.go:120 +0x1d
main.run({0xc00001c0a8?, 0x0?, 0x0?})
	pinisi/main.go:77 +0x2a5
created by fyne.io/fyne/v2/internal/driver/glfw.(*gLDriver).runGL in goroutine 1
	fyne.io/fyne/v2@v2.8.1/internal/driver/glfw/loop.go:110 +0x1f
exit status 2`

func TestACrashTellsWhereAndNotWhat(t *testing.T) {
	got := strings.Join(office().Stack(crashWords), "\n")
	for _, want := range []string{"panic: runtime error: index out of range [5] with length 3", "goroutine 1", "pinisi/app/pages/evaluation.(*Page).show\n", "\tevaluation/page.go:120", "main.run\n", "glfw/loop.go:110"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	for _, bad := range []string{"Budi", "Hartono", "Siti", "0xc000"} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is in\n%s", bad, got)
		}
	}
}

// people are names as they are written here; none of them is a word of an error.
var people = []string{"Budi", "Hartono", "Siti", "Aminah", "Müller", "José", "Dewi", "Kusuma", "I Gusti Ngurah", "O'Brien", "Nur-Hasanah", "de la Cruz", "Ratnasari"}

// planted draws something that must not leave: a name, a telephone number, a
// NIK, a passport, an e-mail, a group of an enrolment code.
func planted() *rapid.Generator[string] {
	digits := func(min, max int) *rapid.Generator[string] {
		return rapid.StringOfN(rapid.RuneFrom([]rune("0123456789")), min, max, -1)
	}
	return rapid.Custom(func(t *rapid.T) string {
		switch rapid.IntRange(0, 6).Draw(t, "what") {
		case 0:
			return rapid.SampledFrom(people).Draw(t, "name")
		case 1:
			return rapid.SampledFrom([]string{"08", "+62", "62"}).Draw(t, "prefix") + digits(8, 11).Draw(t, "number")
		case 2:
			return digits(16, 16).Draw(t, "nik")
		case 3:
			return rapid.StringMatching(`[A-Z][0-9]{7}`).Draw(t, "passport")
		case 4:
			return rapid.StringMatching(`[a-z]{3,8}qx[a-z]{2,5}@[a-z]{3,9}\.go\.id`).Draw(t, "mail")
		case 5:
			return rapid.StringMatching(`[ABCDEFGHJKMNPQRSTVWXYZ]{3}[0-9][ABCDEFGHJKMNPQRSTVWXYZ](-[A-Z0-9]{5}){2}`).Draw(t, "code")
		}
		return digits(4, 4).Draw(t, "a") + rapid.SampledFrom([]string{" ", "-", "."}).Draw(t, "gap") + digits(4, 4).Draw(t, "b") + "-" + digits(4, 4).Draw(t, "c")
	})
}

func TestNothingThatPeopleWroteIsLetThrough(t *testing.T) {
	frames := []string{
		`time=2026-11-23T20:12:35.123+07:00 level=ERROR msg="shown to the user" error="open %s: file does not exist"`,
		`error="open C:\\Users\\Siti Aminah\\Documents\\%s.pdf: The system cannot find the file specified."`,
		`error="open C:\\Users\\Siti Aminah\\AppData\\Local\\Pinisi\\%s: access"`,
		`panic: no record for %s`, `%s`, `error=%s`, `"%s"`, `read(%s)`, `open evidence %s.pdf: %w`, `name="%s" id=12`, "\t%s.go:12",
		`goroutine 1 [%s]:`, `record %s, field name`, `%s.%s(0x1)`, `dial tcp %s:8443`, `{"name":"%s"}`, `pinisi/%s.go`, `created by %s in goroutine 1`,
	}
	rapid.Check(t, func(t *rapid.T) {
		secret := planted().Draw(t, "secret")
		frame := rapid.SampledFrom(frames).Draw(t, "frame")
		line := strings.ReplaceAll(frame, "%s", secret)
		for how, got := range map[string]string{"line": office().Line(line), "path": office().Path(line), "crash": strings.Join(office().Stack(line+"\n"+crashWords), "\n")} {
			if strings.Contains(got, secret) {
				t.Fatalf("as a %s: %q lets %q through: %q", how, line, secret, got)
			}
		}
	})
}

func FuzzLine(f *testing.F) {
	f.Add(crashWords)
	f.Add("\x00a\x00b=\xff\"C:\\Users\\Siti Aminah")
	f.Fuzz(func(t *testing.T, text string) {
		r := office()
		got := r.Line(text) + strings.Join(r.Stack(text), "\n")
		if strings.Contains(strings.ToLower(got), "siti aminah") {
			t.Errorf("%q: %q", text, got)
		}
	})
}
