package wire

import (
	"bytes"
	"crypto/sha256"
	"encoding/base32"
	"errors"
	"fmt"
	"strings"
)

// Code is what headquarters gives to let one device in. Its text form is made
// to be read aloud and typed: the hub's addresses, a slash, and twelve groups
// of five characters, the last of each a check of its group, so that a mistake
// is found where it was made:
//
//	hub.kemlu.go.id/041GX-R8WTD-…
//
// The alphabet is Crockford's: no I, L, O, U; they and small letters are
// understood. An address is a name or an IP address with a port unless it is
// 443; several are parted by commas.
type Code struct {
	Addresses []string
	Pin       [16]byte // first half of the SHA-256 of the hub's public key
	Secret    [10]byte
}

const (
	codeVersion = 1
	groups      = 12
	groupSize   = 4 // characters, without the check
)

var crockford = base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").WithPadding(base32.NoPadding)

// ErrNoCode is a text that is no enrolment code at all.
var ErrNoCode = errors.New("this is no enrolment code")

// MistypedError says which group, from 1, does not fit its check; 0 when all
// groups do but the whole does not: the address is wrong, or groups are swapped.
type MistypedError struct {
	Group int
	Text  string
}

func (e *MistypedError) Error() string {
	return fmt.Sprintf("enrolment code: group %d (%s) is mistyped", e.Group, e.Text)
}

func (c Code) payload() []byte {
	b := append([]byte{codeVersion}, c.Pin[:]...)
	b = append(b, c.Secret[:]...)
	sum := sha256.Sum256(append([]byte(strings.Join(c.Addresses, ",")+"\x00"), b...))
	return append(b, sum[:3]...)
}

func check(group int, text string) byte {
	sum := sha256.Sum256([]byte{byte(group), text[0], text[1], text[2], text[3]})
	return crockford.EncodeToString(sum[:5])[0]
}

// String is the code's text.
func (c Code) String() string {
	text := crockford.EncodeToString(c.payload())
	parts := make([]string, groups)
	for i := range parts {
		g := text[i*groupSize : (i+1)*groupSize]
		parts[i] = g + string(check(i, g))
	}
	return strings.Join(c.Addresses, ",") + "/" + strings.Join(parts, "-")
}

// ParseCode reads a code's text, typed or from an enrolment file. Spaces, line
// breaks, dashes and small letters do not matter.
func ParseCode(text string) (Code, error) {
	var c Code
	var b strings.Builder
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		if !strings.HasPrefix(strings.TrimSpace(line), "#") {
			b.WriteString(strings.Join(strings.Fields(line), ""))
		}
	}
	addresses, letters, ok := strings.Cut(b.String(), "/")
	if !ok || addresses == "" {
		return c, ErrNoCode
	}
	letters = strings.Map(func(r rune) rune {
		switch r {
		case '-', '–', '_', '.':
			return -1
		case 'O':
			return '0'
		case 'I', 'L':
			return '1'
		}
		return r
	}, strings.ToUpper(letters))
	if len(letters) != groups*(groupSize+1) {
		return c, ErrNoCode
	}
	var data strings.Builder
	for i := range groups {
		g := letters[i*(groupSize+1):][:groupSize+1]
		if check(i, g) != g[groupSize] {
			return c, &MistypedError{Group: i + 1, Text: g}
		}
		data.WriteString(g[:groupSize])
	}
	p, err := crockford.DecodeString(data.String())
	if err != nil || len(p) != 1+len(c.Pin)+len(c.Secret)+3 {
		return c, ErrNoCode
	}
	if p[0] != codeVersion {
		return c, fmt.Errorf("%w: made by a newer version", ErrNoCode)
	}
	c.Addresses = strings.Split(strings.ToLower(addresses), ",")
	copy(c.Pin[:], p[1:])
	copy(c.Secret[:], p[1+len(c.Pin):])
	if !bytes.Equal(p, c.payload()) {
		return c, &MistypedError{}
	}
	return c, nil
}
