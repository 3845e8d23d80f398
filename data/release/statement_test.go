package release_test

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pinisi/data/release"
)

func TestPathsThatLeadElsewhereAreRefused(t *testing.T) {
	for _, path := range []string{
		"", "/", "/etc/passwd", "..", "../pinisi.exe", "a/../../b", "a//b", "a/", "./a", "C:/x", "c:x", `a\b`, `..\b`,
		"pinisi.exe:stream", "a*", "a?", "nul", "NUL.txt", "con", "a/com1.dll", "x.", "x ", " x", "a /b", "a\x00b", "a\nb",
		"before/pinisi.exe", "Next/pinisi.exe", "uninstall.exe", "~/ä", strings.Repeat("x", 81), strings.Repeat("x/", 90) + "x",
	} {
		if release.CheckPath(path) == nil {
			t.Errorf("%q is taken", path)
		}
	}
	for _, path := range []string{"pinisi.exe", "LICENSE.txt", "grafik/libEGL.dll", "a b/c (1).txt", ".a", "console.txt", "a/next"} {
		if err := release.CheckPath(path); err != nil {
			t.Errorf("%q is refused: %v", path, err)
		}
	}
}

func statement() release.Statement {
	sha := strings.Repeat("ab", 32)
	files := []release.File{{Path: "pinisi.exe", Size: 10, SHA256: sha}, {Path: "LICENSE.txt", Size: 2, SHA256: sha}}
	return release.Statement{Format: 1, Name: "Pinisi", Version: "0.2.0", Platform: "windows/amd64", Files: files,
		Whole:   release.Package{Size: 5, SHA256: sha},
		Patches: []release.PatchFrom{{From: "0.1.0", Base: files, Package: release.Package{Size: 3, SHA256: sha}}}}
}

func TestStatementsThatCannotBeAreRefused(t *testing.T) {
	for name, spoil := range map[string]func(s *release.Statement){
		"a later format":          func(s *release.Statement) { s.Format = 2 },
		"of another program":      func(s *release.Statement) { s.Name = "Phinisi" },
		"no version":              func(s *release.Statement) { s.Version = "baru" },
		"a version with a sign":   func(s *release.Statement) { s.Version = "0.+2" },
		"no platform":             func(s *release.Statement) { s.Platform = "windows" },
		"no files":                func(s *release.Statement) { s.Files = nil },
		"too many files":          func(s *release.Statement) { s.Files = manyFiles(201) },
		"a file twice":            func(s *release.Statement) { s.Files[1].Path = "PINISI.exe" },
		"a file that is a folder": func(s *release.Statement) { s.Files[1].Path = "Pinisi.exe/a/b" },
		"a negative size":         func(s *release.Statement) { s.Files[0].Size = -1 },
		"a huge sum":              func(s *release.Statement) { s.Files[0].Size, s.Files[1].Size = 1<<30, 1 },
		"a short hash":            func(s *release.Statement) { s.Files[0].SHA256 = "ab" },
		"a package of nothing":    func(s *release.Statement) { s.Whole.Size = 0 },
		"a package too large":     func(s *release.Statement) { s.Whole.Size = 1<<30 + 1 },
		"a path upwards":          func(s *release.Statement) { s.Files[0].Path = "../pinisi.exe" },
		"a base path upwards": func(s *release.Statement) {
			s.Patches[0].Base = []release.File{{Path: "../x", SHA256: strings.Repeat("ab", 32)}}
		},
		"a patch from later": func(s *release.Statement) { s.Patches[0].From = "0.3.0" },
		"too many patches":   func(s *release.Statement) { s.Patches = make([]release.PatchFrom, 17) },
	} {
		s := statement()
		s.Files = append([]release.File(nil), s.Files...)
		spoil(&s)
		text, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := release.Parse(text); err == nil {
			t.Errorf("%s: %+v was taken", name, got)
		} else {
			fails(t, err, "release.bad_statement")
		}
	}
	text, err := json.Marshal(statement())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := release.Parse(text); err != nil {
		t.Errorf("a good one is refused: %v", err)
	}
	for _, text := range []string{"", "{", "null", string(text) + "{}", `{"format":"1"}`, strings.Repeat(" ", 300_000)} {
		if _, err := release.Parse([]byte(text)); err == nil {
			t.Errorf("%.40q is taken", text)
		}
	}
	// a key of a later program does no harm
	later := strings.Replace(string(text), `{"format"`, `{"channel":"uji","format"`, 1)
	if _, err := release.Parse([]byte(later)); err != nil {
		t.Errorf("a later one is refused: %v", err)
	}
}

func manyFiles(n int) (all []release.File) {
	for i := range n {
		all = append(all, release.File{Path: fmt.Sprint("f", i), SHA256: strings.Repeat("ab", 32)})
	}
	return all
}

func FuzzParse(f *testing.F) {
	text, err := json.Marshal(statement())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Fuzz(func(t *testing.T, text []byte) {
		s, err := release.Parse(text)
		if err != nil {
			return
		}
		for _, file := range s.Files {
			if strings.Contains(file.Path, "..") && release.CheckPath(file.Path) != nil || strings.HasPrefix(file.Path, "/") || file.Size < 0 {
				t.Errorf("%+v was taken", file)
			}
		}
	})
}

func TestVersionsAreOrderedByTheirNumbers(t *testing.T) {
	order := []string{"", "0.0.1", "0.1", "0.1.1", "0.2.0", "0.9", "0.10.0", "1.0", "1.0.0.1", "2026.1", "2026.12"}
	for i, a := range order {
		for j, b := range order {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if got := release.Compare(a, b); got != want {
				t.Errorf("Compare(%q, %q) = %d, want %d", a, b, got, want)
			}
		}
	}
	for _, version := range []string{"1.2.3.4.5", "v1", "1.-2", "1..2", "1.2-rc1", "1.1234567"} {
		if release.Compare(version, "0.0.1") != -1 {
			t.Errorf("%q is a version", version)
		}
	}
	if release.Compare("0.2", "0.2.0") != 0 {
		t.Error("0.2 is not 0.2.0")
	}
}

func TestKeysAreRead(t *testing.T) {
	public := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{5}, 32)).Public().(ed25519.PublicKey)
	line := release.Key{ID: "menlu-2026", Public: public}.String()
	got, err := release.ParseKeys([]byte("# siapa\r\n\r\n" + line + " Pusat, sampai 2028\r\nmenlu-2028 " + strings.Fields(line)[1] + "\n"))
	if err != nil || len(got) != 2 || got[0].ID != "menlu-2026" || !got[0].Public.Equal(public) || got[1].ID != "menlu-2028" {
		t.Errorf("%+v %v", got, err)
	}
	for _, text := range []string{"menlu", "menlu AAAA", "menlu !!", line + "\n" + line, "me/nlu " + strings.Fields(line)[1]} {
		_, err := release.ParseKeys([]byte(text))
		fails(t, err, "release.bad_keys")
	}
	if _, err := release.Keys(); err != nil {
		t.Errorf("the keys that ship: %v", err)
	}
}
