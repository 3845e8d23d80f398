package release

import (
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"pinisi/assets"
	"pinisi/data"
)

// Key is a public key that signs releases.
type Key struct {
	ID     string            // as people call it: menlu-2026
	Public ed25519.PublicKey // 32 bytes
}

// Keys are the public keys built into the program; none: it takes no updates.
func Keys() ([]Key, error) {
	text, err := assets.ReleaseKeys()
	if err != nil {
		return nil, fmt.Errorf("read the release keys: %w", err)
	}
	return ParseKeys(text)
}

// KeysFrom are those of a file; of a blank path, those built into the program.
// release.no_keys when there are none.
func KeysFrom(path string) ([]Key, error) {
	all, err := Keys()
	if path != "" {
		var text []byte
		if text, err = os.ReadFile(path); err == nil {
			all, err = ParseKeys(text)
		}
	}
	if err == nil && len(all) == 0 {
		err = data.Fail("release.no_keys", nil)
	}
	return all, err
}

var keyID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$`)

// ParseKeys reads a file of keys: a line each of id, key in base64 and any
// remark; "#" begins a comment. release.bad_keys says which line is wrong.
func ParseKeys(text []byte) ([]Key, error) {
	var all []Key
	known := map[string]bool{}
	n := 0
	for line := range strings.Lines(strings.TrimPrefix(string(text), "\ufeff")) {
		n++
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		var public []byte
		err := errors.New("a line is an id and a key")
		if len(words) > 1 {
			public, err = base64.StdEncoding.DecodeString(words[1])
		}
		if err != nil || len(public) != ed25519.PublicKeySize || !keyID.MatchString(words[0]) || known[words[0]] {
			return nil, data.Fail("release.bad_keys", err, "Line", n)
		}
		known[words[0]] = true
		all = append(all, Key{words[0], public})
	}
	return all, nil
}

// String is the key's line in a file of keys.
func (k Key) String() string { return k.ID + " " + base64.StdEncoding.EncodeToString(k.Public) }

// domain stands before what is signed, so that a signature is of a release and
// of nothing else.
const domain = "pinisi release 1\n"

// Sign signs a statement as it stands, to the byte.
func Sign(id string, private ed25519.PrivateKey, statement []byte) string {
	return id + " " + base64.StdEncoding.EncodeToString(ed25519.Sign(private, append([]byte(domain), statement...)))
}

// Open checks the signature of a statement and reads it:
// release.unknown_key, release.bad_signature, release.bad_statement.
func Open(statement []byte, signature string, keys []Key) (Statement, error) {
	id, encoded, _ := strings.Cut(strings.TrimSpace(signature), " ")
	for _, k := range keys {
		if k.ID != id {
			continue
		}
		b, err := base64.StdEncoding.DecodeString(encoded)
		if err != nil || !ed25519.Verify(k.Public, append([]byte(domain), statement...), b) {
			return Statement{}, data.Fail("release.bad_signature", err, "Key", id, "Version", claimed(statement))
		}
		return Parse(statement)
	}
	if !keyID.MatchString(id) {
		id = "?"
	}
	return Statement{}, data.Fail("release.unknown_key", nil, "Key", id, "Version", claimed(statement))
}

// claimed is the version that a statement names which nobody vouches for, to
// say which one is meant.
func claimed(statement []byte) string {
	if s, err := Parse(statement); err == nil {
		return s.Version
	}
	return "?"
}
