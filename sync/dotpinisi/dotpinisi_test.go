package dotpinisi_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/sync/dotpinisi"
)

const code = "hub.kemlu.go.id/04C3Q-44Z7G-NEM9A-B08B1-VEV9A-78SX8-RJNM0-0CFZN-WK2MC-RWW4Z-912TF-SE4SS"

func given(t *testing.T) (dotpinisi.Enrolment, []byte) {
	t.Helper()
	e := dotpinisi.Enrolment{Code: code, Scope: "kbri-singapura", Name: "Loket <2>", Until: time.Date(2026, 11, 26, 8, 0, 0, 0, time.UTC), Note: "Buka dengan klik dua kali"}
	b, err := e.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return e, b
}

func TestAnEnrolmentIsReadAsItWasWritten(t *testing.T) {
	want, b := given(t)
	for name, content := range map[string][]byte{
		"as written":         b,
		"through a mail":     bytes.ReplaceAll(b, []byte("\n"), []byte("\r\n")),
		"saved by Notepad":   append([]byte("\ufeff"), b...),
		"with unknown field": bytes.Replace(b, []byte("{"), []byte(`{"later": [1, 2],`), 1),
	} {
		if got, err := dotpinisi.Decode(content); err != nil || got != want {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
	}
	// and a person who opens it in a text editor finds the code
	if !strings.Contains(string(b), code) || !strings.Contains(string(b), "Loket <2>") {
		t.Errorf("it is not for reading:\n%s", b)
	}
}

func TestTheFirstFilesAreStillRead(t *testing.T) {
	old := "# Kode pendaftaran Pinisi\r\n# untuk satu perangkat\r\n" + code + "\r\n"
	if e, err := dotpinisi.Decode([]byte(old)); err != nil || !strings.HasSuffix(e.Code, code) {
		t.Errorf("%+v, %v", e, err)
	}
}

func TestEveryOtherFileIsRefusedByName(t *testing.T) {
	_, b := given(t)
	body := "\n{\"code\":\"" + code + "\"}"
	for name, c := range map[string]struct {
		content []byte
		want    error
	}{
		"empty":                {nil, dotpinisi.ErrEmpty},
		"blank":                {[]byte(" \r\n\t\n"), dotpinisi.ErrEmpty},
		"a photo":              {[]byte("\xff\xd8\xff\xe0\x00\x10JFIF/\x00"), dotpinisi.ErrNotOurs},
		"a page":               {[]byte("<html><a href=\"/\">"), dotpinisi.ErrNotOurs},
		"a letter":             {[]byte("Dengan hormat,"), dotpinisi.ErrNotOurs},
		"another first line":   {[]byte("Pinisi 1 enrolment" + body), dotpinisi.ErrNotOurs},
		"a sealed packet":      {[]byte("pinisi 1 packet\n\x00\x01\x02"), dotpinisi.ErrPacket},
		"a kind of tomorrow":   {[]byte("pinisi 1 letter" + body), dotpinisi.ErrNewer},
		"a version of later":   {[]byte("pinisi 2 enrolment" + body), dotpinisi.ErrNewer},
		"cut short":            {b[:len(b)-20], dotpinisi.ErrDamaged},
		"the first line alone": {[]byte("pinisi 1 enrolment\n"), dotpinisi.ErrDamaged},
		"without a code":       {[]byte("pinisi 1 enrolment\n{\"scope\":\"kbri-singapura\"}"), dotpinisi.ErrDamaged},
		"a code of blanks":     {[]byte("pinisi 1 enrolment\n{\"code\":\" \"}"), dotpinisi.ErrDamaged},
		"a list":               {[]byte("pinisi 1 enrolment\n[1,2]"), dotpinisi.ErrDamaged},
		"a name without end":   {[]byte("pinisi 1 enrolment\n{\"code\":\"" + code + "\",\"name\":\"" + strings.Repeat("a", 3000) + "\"}"), dotpinisi.ErrDamaged},
		"too long":             {append(b, bytes.Repeat([]byte(" "), dotpinisi.Most)...), dotpinisi.ErrDamaged},
	} {
		if e, err := dotpinisi.Decode(c.content); !errors.Is(err, c.want) || e != (dotpinisi.Enrolment{}) {
			t.Errorf("%s: %+v, %v; want %v", name, e, err, c.want)
		}
	}
}

// What the file says of itself is shown in a line: it must not break out of it.
func TestNamesStayInTheirLine(t *testing.T) {
	e, err := dotpinisi.Decode([]byte("pinisi 1 enrolment\n{\"code\":\"" + code + "\",\"name\":\"Loket\\n\\u202e2\\u0000 \"}"))
	if err != nil || e.Name != "Loket2" {
		t.Errorf("%q, %v", e.Name, err)
	}
}

func TestAFileIsReadWhateverItIs(t *testing.T) {
	dir := t.TempDir()
	_, b := given(t)
	large := filepath.Join(dir, "besar.pinisi")
	if err := os.WriteFile(large, append(b, '\n'), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, 100<<20); err != nil { // 100 MiB of zeros
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		large:                              dotpinisi.ErrDamaged.Code,
		dir:                                dotpinisi.ErrNotOurs.Code,
		filepath.Join(dir, "tidak.pinisi"): "errors.file_gone",
	} {
		_, err := dotpinisi.ReadFile(path)
		var known *data.Error
		if !errors.As(err, &known) || known.Code != want || known.Args["Path"] != path {
			t.Errorf("%s: %v, want %s", path, err, want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	e := dotpinisi.Enrolment{Code: code, Scope: "headquarters", Until: time.Unix(0, 0).UTC()}
	b, err := e.Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(b)
	f.Add([]byte("# kode\n" + code))
	f.Add([]byte("pinisi 1 packet\n\x00"))
	f.Fuzz(func(t *testing.T, b []byte) {
		e, err := dotpinisi.Decode(b)
		if err != nil {
			var known *data.Error
			if !errors.As(err, &known) || e != (dotpinisi.Enrolment{}) {
				t.Fatalf("%q: %+v, %v", b, e, err)
			}
			return
		}
		if strings.TrimSpace(e.Code) == "" || strings.ContainsAny(e.Name+e.Scope, "\n\r\x00") {
			t.Fatalf("%q was taken as %+v", b, e)
		}
	})
}
