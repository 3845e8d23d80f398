package main

import (
	"bufio"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/crypto/nacl/secretbox"
	"golang.org/x/crypto/scrypt"

	"pinisi/data"
	"pinisi/data/release"
)

// keyFile is the private key on the disk: its seed open, or sealed with a
// passphrase by scrypt and secretbox.
type keyFile struct {
	ID     string `json:"id"`
	Public []byte `json:"public"`
	Seed   []byte `json:"seed,omitempty"`
	Salt   []byte `json:"salt,omitempty"`
	Sealed []byte `json:"sealed,omitempty"`
}

// work is scrypt's cost: about half a second and 128 MB.
const work = 1 << 17

func sealingKey(passphrase string, salt []byte) (key [32]byte, err error) {
	b, err := scrypt.Key([]byte(passphrase), salt, work, 8, 1, len(key))
	copy(key[:], b)
	return key, err
}

func (k *keyFile) seal(seed []byte, passphrase string) error {
	k.Salt = make([]byte, 16)
	var nonce [24]byte
	_, err1 := rand.Read(k.Salt)
	_, err2 := rand.Read(nonce[:])
	key, err3 := sealingKey(passphrase, k.Salt)
	if err := errors.Join(err1, err2, err3); err != nil {
		return fmt.Errorf("seal the key: %w", err)
	}
	k.Sealed = secretbox.Seal(nonce[:], seed, &nonce, &key)
	return nil
}

// open is the private key; release.tool.passphrase when it is sealed and the
// passphrase is not the right one.
func (k *keyFile) open(passphrase string) (ed25519.PrivateKey, error) {
	seed := k.Seed
	if len(k.Sealed) > 24 {
		key, err := sealingKey(passphrase, k.Salt)
		if err != nil {
			return nil, fmt.Errorf("open the key: %w", err)
		}
		var ok bool
		if seed, ok = secretbox.Open(nil, k.Sealed[24:], (*[24]byte)(k.Sealed[:24]), &key); !ok {
			return nil, data.Fail("release.tool.passphrase", nil, "Key", k.ID)
		}
	}
	if len(seed) != ed25519.SeedSize {
		return nil, data.Fail("release.tool.bad_key", nil, "Key", k.ID)
	}
	private := ed25519.NewKeyFromSeed(seed)
	if !private.Public().(ed25519.PublicKey).Equal(ed25519.PublicKey(k.Public)) {
		return nil, data.Fail("release.tool.bad_key", nil, "Key", k.ID)
	}
	return private, nil
}

// passphrase reads the first line of a file; "-" is standard input, blank is none.
func (c *call) passphrase(path string) (string, error) {
	in := c.in
	switch path {
	case "":
		return "", nil
	case "-":
	default:
		f, err := os.Open(path)
		if err != nil {
			return "", err
		}
		defer f.Close()
		in = f
	}
	line, err := bufio.NewReader(io.LimitReader(in, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the passphrase: %w", err)
	}
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", usage(errors.New("--passphrase-file"))
	}
	return line, nil
}

func keygen(c *call) func([]string) error {
	id := c.flags.String("id", "", "")
	out := c.flags.String("out", "", "")
	from := c.flags.String("passphrase-file", "", "")
	return func([]string) error {
		if *id == "" || *out == "" {
			return usage(errors.New("keygen --id --out"))
		}
		phrase, err := c.passphrase(*from)
		if err != nil {
			return err
		}
		public, private, err := ed25519.GenerateKey(rand.Reader)
		if err != nil {
			return fmt.Errorf("make a key: %w", err)
		}
		key := release.Key{ID: *id, Public: public}
		if _, err := release.ParseKeys([]byte(key.String())); err != nil {
			return usage(fmt.Errorf("--id %s", *id))
		}
		file := keyFile{ID: *id, Public: public, Seed: private.Seed()}
		if phrase != "" {
			file.Seed = nil
			if err := file.seal(private.Seed(), phrase); err != nil {
				return err
			}
		}
		b, err := json.MarshalIndent(file, "", " ")
		if err != nil {
			return fmt.Errorf("write the key: %w", err)
		}
		f, err := os.OpenFile(*out, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600) // never over another key
		if err != nil {
			return fmt.Errorf("write the key: %w", err)
		}
		_, err = f.Write(append(b, '\n'))
		if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
			return fmt.Errorf("write the key: %w", err)
		}
		c.note("release.tool.made", "Path", *out)
		if phrase == "" {
			c.note("release.tool.open_key", "Path", *out)
		}
		fmt.Fprintln(c.out, key)
		return nil
	}
}

func readKey(path string) (keyFile, error) {
	var k keyFile
	b, err := os.ReadFile(path)
	if err != nil {
		return k, fmt.Errorf("read the key: %w", err)
	}
	if err := json.Unmarshal(b, &k); err != nil {
		return k, data.Fail("release.tool.bad_key", err, "Key", path)
	}
	return k, nil
}
