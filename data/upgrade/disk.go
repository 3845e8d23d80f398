package upgrade

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// disk is what changes files; tests bring one that fails or dies.
type disk interface {
	MkdirAll(dir string) error
	// Rename puts a file in another's place in one step that a power cut does not divide.
	Rename(from, to string) error
	Remove(path string) error
	RemoveAll(path string) error
	// Write makes a file that is on the disk when it returns.
	Write(path string, content []byte) error
	// Copy does so with the content of another file.
	Copy(from, to string) error
	// Sync brings a file that is there to the disk.
	Sync(path string) error
}

type realDisk struct{}

func (realDisk) MkdirAll(dir string) error    { return os.MkdirAll(dir, 0o755) }
func (realDisk) Rename(from, to string) error { return errors.Join(rename(from, to), syncFolder(to)) }

// RemoveAll goes file by file: os.RemoveAll asks Windows for a way of deleting
// that not every file system has.
func (d realDisk) RemoveAll(path string) error {
	if info, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
		return nil
	} else if err == nil && info.IsDir() {
		entries, err := os.ReadDir(path)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := d.RemoveAll(filepath.Join(path, e.Name())); err != nil {
				return err
			}
		}
	}
	return d.Remove(path)
}

func (realDisk) Remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

func (realDisk) Write(path string, content []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	return errors.Join(err, f.Sync(), f.Close())
}

func (realDisk) Copy(from, to string) error {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close() // it was only read
	info, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, info.Mode().Perm()|0o200)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}

func (realDisk) Sync(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// syncFolder brings the names in a file's folder to the disk, where a system
// wants to be asked for that.
func syncFolder(path string) error {
	if !foldersSync {
		return nil
	}
	f, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
