package dotpinisi

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"pinisi/data"
)

// Extension ends the name of every such file.
const Extension = ".pinisi"

const (
	version       = 1
	kindEnrolment = "enrolment"
	kindPacket    = "packet"

	// Most is the size of the largest enrolment file that is read, in bytes.
	Most = 64 << 10
	// mostText is the length of the longest text in one, in runes; a code of
	// several long addresses is far below.
	mostText = 2000
)

// What can be wrong with a file; compare with errors.Is.
var (
	ErrEmpty   = &data.Error{Code: "openfile.empty"}
	ErrNotOurs = &data.Error{Code: "openfile.not_ours"}
	ErrDamaged = &data.Error{Code: "openfile.damaged"}
	ErrNewer   = &data.Error{Code: "openfile.newer"}
	ErrPacket  = &data.Error{Code: "openfile.packet"} // a sealed packet, of a later version
)

// Enrolment (pendaftaran) is what headquarters gives to let one device in. All
// but the code is what the file says of itself: it is shown to the person, and
// nothing is decided by it.
type Enrolment struct {
	Code  string    `json:"code"`            // wire.Code as text
	Scope string    `json:"scope,omitempty"` // whose device it is to be: a mission's id, or headquarters
	Name  string    `json:"name,omitempty"`  // what headquarters calls the device
	Until time.Time `json:"until,omitzero"`  // when the code ends, by the hub's clock
	Note  string    `json:"note,omitempty"`  // for who opens the file in a text editor
}

// Encode is the content of the file.
func (e Enrolment) Encode() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "pinisi %d %s\n", version, kindEnrolment)
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(e); err != nil {
		return nil, fmt.Errorf("write an enrolment file: %w", err)
	}
	return b.Bytes(), nil
}

// ReadFile reads an enrolment file. It reads no more than Most bytes, whatever
// the file's size, and no folder or device. Errors are for people to read.
func ReadFile(path string) (Enrolment, error) {
	gone := func(err error) error { return data.Fail("errors.file_gone", err, "Path", path) }
	info, err := os.Stat(path)
	if err != nil {
		return Enrolment{}, gone(err)
	}
	if !info.Mode().IsRegular() { // a pipe would never end
		return Enrolment{}, data.Fail(ErrNotOurs.Code, errors.New("it is no file"), "Path", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return Enrolment{}, gone(err)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, Most+1))
	if err != nil {
		return Enrolment{}, gone(err)
	}
	e, err := Decode(b)
	var known *data.Error
	if errors.As(err, &known) {
		return e, data.Fail(known.Code, known.Err, "Path", path)
	}
	return e, err
}

var head = regexp.MustCompile(`^pinisi ([0-9]{1,9}) ([a-z]{1,40})$`)

// Decode reads the content of a file, which may end early: more than Most bytes
// are no enrolment. A text without the first line that Pinisi's first
// enrolment files had is taken for a code under lines that begin with "#".
func Decode(b []byte) (Enrolment, error) {
	b = bytes.TrimPrefix(b, []byte("\ufeff")) // a text editor may have put it there
	if len(bytes.TrimSpace(b)) == 0 {
		return Enrolment{}, ErrEmpty
	}
	first, body, _ := bytes.Cut(b, []byte("\n"))
	m := head.FindSubmatch(bytes.TrimRight(first, "\r "))
	switch {
	case m == nil && len(b) <= Most && bareCode(b):
		return Enrolment{Code: string(bytes.TrimSpace(b))}, nil
	case m == nil:
		return Enrolment{}, ErrNotOurs
	}
	if n, err := strconv.Atoi(string(m[1])); err != nil || n > version {
		return Enrolment{}, ErrNewer
	}
	switch kind := string(m[2]); {
	case kind == kindPacket:
		return Enrolment{}, ErrPacket
	case kind != kindEnrolment:
		return Enrolment{}, ErrNewer
	case len(b) > Most:
		return Enrolment{}, ErrDamaged
	}
	var e Enrolment
	if err := json.Unmarshal(body, &e); err != nil {
		return Enrolment{}, data.Fail(ErrDamaged.Code, err)
	}
	for _, text := range []string{e.Code, e.Scope, e.Name, e.Note} {
		if utf8.RuneCountInString(text) > mostText {
			return Enrolment{}, data.Fail(ErrDamaged.Code, errors.New("a text is too long"))
		}
	}
	e.Scope, e.Name = plain(e.Scope), plain(e.Name)
	if strings.TrimSpace(e.Code) == "" {
		return Enrolment{}, data.Fail(ErrDamaged.Code, errors.New("it holds no code"))
	}
	return e, nil
}

// bareCode reports whether a text may be a code under lines of explanation.
func bareCode(b []byte) bool {
	return utf8.Valid(b) && !bytes.ContainsRune(b, 0) && bytes.ContainsRune(b, '/') && !bytes.ContainsAny(b, "<>{}")
}

// plain takes out of a text what would not stay in its line.
func plain(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) && r != utf8.RuneError {
			return r
		}
		return -1
	}, text))
}
