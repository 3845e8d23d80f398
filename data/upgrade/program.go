package upgrade

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Program is one version of the program as files.
type Program struct {
	Version string `json:"version"`
	// Schema names what the version makes of the database (store.Schema): one
	// of another schema may open it for reading only.
	Schema string `json:"schema,omitempty"`
	Files  []File `json:"files"`
}

// File is a file of the program.
type File struct {
	Name   string `json:"name"` // from the program folder, with slashes
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func (p Program) names() []string {
	var names []string
	for _, f := range p.Files {
		names = append(names, f.Name)
	}
	return names
}

// exe is the program's file, by which it is started.
func exe() string {
	if filepath.Separator == '\\' {
		return "pinisi.exe"
	}
	return "pinisi"
}

// isProgram reports whether a file is the program in a folder of its own, and
// not a copy under another name or the version before.
func isProgram(path string) bool {
	return strings.EqualFold(filepath.Base(path), exe()) && !strings.EqualFold(filepath.Base(filepath.Dir(path)), dirBefore)
}

// Ours reports whether a name is one of a file that an update may touch: inside
// the program folder, and neither what we keep there nor the uninstaller.
func Ours(name string) bool {
	top, _, _ := strings.Cut(name, "/")
	return name != "" && path.Clean(name) == name && filepath.IsLocal(filepath.FromSlash(name)) &&
		!strings.EqualFold(top, dirNext) && !strings.EqualFold(top, dirBefore) && !strings.EqualFold(top, "uninstall.exe")
}

// same reports whether a file is there with this content.
func (f File) same(in string) bool {
	there, err := measure(in, f.Name)
	return err == nil && there == f
}

// measure reads a file's size and hash.
func measure(dir, name string) (File, error) {
	sha, n, err := Sum(filepath.Join(dir, filepath.FromSlash(name)))
	return File{Name: name, Size: n, SHA256: sha}, err
}

// Sum is the SHA-256, in hexadecimal, and the size of a file.
func Sum(path string) (sha string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, err
	}
	defer f.Close() // it was only read
	hash := sha256.New()
	if size, err = io.Copy(hash, f); err != nil {
		return "", 0, fmt.Errorf("read %s: %w", path, err)
	}
	return hex.EncodeToString(hash.Sum(nil)), size, nil
}

// survey reads every file under a folder, in the order of their names.
func survey(dir string) ([]File, error) {
	var files []File
	err := filepath.WalkDir(dir, func(at string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, at)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		if !Ours(name) {
			return fmt.Errorf("the new version has a file %q, which is none of the program", name)
		}
		f, err := measure(dir, name)
		files = append(files, f)
		return err
	})
	return files, err
}

// readProgram reads what is known of a version; false when there is nothing whole.
func readProgram(file string) (Program, bool) {
	var p Program
	text, err := os.ReadFile(file)
	if err != nil || json.Unmarshal(text, &p) != nil || p.Version == "" || !slices.Contains(p.names(), exe()) {
		return Program{}, false
	}
	for _, f := range p.Files {
		if !Ours(f.Name) {
			return Program{}, false
		}
	}
	return p, true
}

// write puts a small file in place in one step.
func (f *Folder) write(file string, value any) error {
	text, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		return err
	}
	if err := f.disk.Write(file+".new", append(text, '\n')); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(file), err)
	}
	if err := f.patiently(brief, func() error { return f.disk.Rename(file+".new", file) }); err != nil {
		return fmt.Errorf("write %s: %w", filepath.Base(file), err)
	}
	return nil
}

// missing reports whether there is no such file.
func missing(file string) bool {
	_, err := os.Stat(file)
	return errors.Is(err, os.ErrNotExist)
}
