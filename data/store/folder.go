package store

import (
	"crypto/ed25519"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"

	"pinisi/data"
)

// openFolder makes the folder, locks it and reads the device's key.
func (s *Store) openFolder() error {
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return data.Fail(ErrNoFolder.Code, err, "Path", s.dir)
	}
	if !s.readOnly {
		s.lock = flock.New(filepath.Join(s.dir, fileLock))
		ok, err := s.lock.TryLock()
		if err != nil {
			return data.Fail(ErrNoFolder.Code, err, "Path", s.dir)
		}
		if !ok {
			s.lock = nil
			return data.Fail(ErrInUse.Code, nil, "Path", s.dir)
		}
	}
	key, err := s.openKey()
	if err != nil {
		return err
	}
	s.key, s.device = key, data.DeviceOf(key.Public().(ed25519.PublicKey))
	return nil
}

// openKey reads the device's key, or makes it.
func (s *Store) openKey() (ed25519.PrivateKey, error) {
	path := filepath.Join(s.dir, fileKey)
	seed, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) && !s.readOnly {
		seed = make([]byte, ed25519.SeedSize)
		if _, err := io.ReadFull(s.opt.Rand, seed); err != nil {
			return nil, fmt.Errorf("make the device key: %w", err)
		}
		if err := writeDurably(path, seed); err != nil {
			return nil, fmt.Errorf("write the device key: %w", err)
		}
	} else if err != nil {
		return nil, fmt.Errorf("read the device key: %w", err)
	}
	if len(seed) != ed25519.SeedSize {
		return nil, data.Fail(ErrDamaged.Code, nil, "Path", path)
	}
	return ed25519.NewKeyFromSeed(seed), nil
}

// writeDurably writes a small file so that it is there whole or not at all.
func writeDurably(path string, b []byte) error {
	tmp := path + ".new"
	f, err := os.OpenFile(tmp, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(tmp, path)
	}
	return err
}

// checkOurs looks at a file's head before SQLite does, which would turn another
// program's database to WAL by merely opening it.
func checkOurs(path string) error {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close()
	head := make([]byte, 100)
	n, err := io.ReadFull(f, head)
	if n == 0 {
		return nil
	}
	if err != nil || string(head[:16]) != "SQLite format 3\x00" {
		return data.Fail(ErrNotOurs.Code, nil, "Path", path)
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	// A first start that was killed leaves one page without our mark, or the
	// mark in the write-ahead log alone.
	_, err = os.Stat(path + "-wal")
	if info.Size() > 4096 && errors.Is(err, os.ErrNotExist) && binary.BigEndian.Uint32(head[68:]) != applicationID {
		return data.Fail(ErrNotOurs.Code, nil, "Path", path)
	}
	return nil
}
