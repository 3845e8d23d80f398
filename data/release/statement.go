package release

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"pinisi/data"
	"pinisi/data/filename"
	"pinisi/data/upgrade"
)

// Statement says what a release is. What is signed is its JSON text, to the byte.
type Statement struct {
	Format   int               `json:"format"` // 1
	Name     string            `json:"name"`   // of the program
	Version  string            `json:"version"`
	Platform string            `json:"platform"` // as windows/amd64
	Files    []File            `json:"files"`    // the program folder, in the order of the package
	Whole    Package           `json:"whole"`
	Patches  []PatchFrom       `json:"patches,omitempty"`
	Notes    map[string]string `json:"notes,omitempty"` // what is new, by language: id, en
}

// File is one of the program folder.
type File struct {
	Path   string `json:"path"` // with slashes, from the folder on
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`         // hexadecimal
	Exec   bool   `json:"exec,omitempty"` // a program, where the system asks for that
}

// Package is the file that travels.
type Package struct {
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// PatchFrom is a package that makes the release of another version.
type PatchFrom struct {
	From string `json:"from"` // version
	Base []File `json:"base"` // the folder of that version
	Package
}

const (
	programName   = "Pinisi"
	mostStatement = 256 << 10 // bytes
	mostFiles     = 200
	mostPatches   = 16
	mostBytes     = 1 << 30 // of a program folder, and of a package
)

var (
	platformPattern = regexp.MustCompile(`^[a-z0-9]{2,16}/[a-z0-9]{2,16}$`)
	shaPattern      = regexp.MustCompile(`^[0-9a-f]{64}$`)
)

// Parse reads a statement and checks it: release.bad_statement. Keys that it
// does not know are of a later program and do no harm.
func Parse(text []byte) (Statement, error) {
	var s Statement
	refuse := func(err error) (Statement, error) {
		return Statement{}, data.Fail("release.bad_statement", err, "Why", err.Error())
	}
	if len(text) > mostStatement {
		return refuse(fmt.Errorf("%d bytes, at most %d", len(text), mostStatement))
	}
	d := json.NewDecoder(bytes.NewReader(text))
	if err := d.Decode(&s); err != nil {
		return refuse(err)
	}
	if d.More() {
		return refuse(errors.New("something follows it"))
	}
	if err := s.check(); err != nil {
		return refuse(err)
	}
	return s, nil
}

func (s *Statement) check() error {
	switch {
	case s.Format != 1:
		return fmt.Errorf("format %d, not 1", s.Format)
	case s.Name != programName:
		return fmt.Errorf("a release of %.40q, not of %s", s.Name, programName)
	case numbers(s.Version) == nil:
		return fmt.Errorf("%.40q is no version", s.Version)
	case !platformPattern.MatchString(s.Platform):
		return fmt.Errorf("%.40q is no platform", s.Platform)
	case len(s.Patches) > mostPatches:
		return fmt.Errorf("%d patches, at most %d", len(s.Patches), mostPatches)
	}
	if err := errors.Join(checkFiles(s.Files), s.Whole.check()); err != nil {
		return err
	}
	for _, p := range s.Patches {
		if numbers(p.From) == nil || Compare(p.From, s.Version) >= 0 {
			return fmt.Errorf("a patch from %.40q", p.From)
		}
		if err := errors.Join(checkFiles(p.Base), p.check()); err != nil {
			return fmt.Errorf("the patch from %s: %w", p.From, err)
		}
	}
	return nil
}

// packages are all that travel for it.
func (s Statement) packages() []Package {
	all := []Package{s.Whole}
	for _, p := range s.Patches {
		all = append(all, p.Package)
	}
	return all
}

func (p Package) check() error {
	if p.Size <= 0 || p.Size > mostBytes || !shaPattern.MatchString(p.SHA256) {
		return fmt.Errorf("a package of %d bytes, SHA-256 %.70q", p.Size, p.SHA256)
	}
	return nil
}

// checkFiles says why a list of files is no program folder.
func checkFiles(files []File) error {
	if len(files) == 0 || len(files) > mostFiles {
		return fmt.Errorf("%d files, 1 to %d", len(files), mostFiles)
	}
	known := map[string]bool{} // files and folders, in small letters: systems differ
	total := int64(0)
	for _, f := range files {
		if err := CheckPath(f.Path); err != nil {
			return err
		}
		if f.Size < 0 || f.Size > mostBytes || !shaPattern.MatchString(f.SHA256) {
			return fmt.Errorf("the file %s of %d bytes, SHA-256 %.70q", f.Path, f.Size, f.SHA256)
		}
		if total += f.Size; total > mostBytes {
			return fmt.Errorf("more than %d bytes", int64(mostBytes))
		}
		path := strings.ToLower(f.Path)
		if known[path] {
			return fmt.Errorf("the file %s is there twice", f.Path)
		}
		known[path] = true
	}
	for _, f := range files {
		path := strings.ToLower(f.Path)
		for i := strings.LastIndexByte(path, '/'); i > 0; i = strings.LastIndexByte(path[:i], '/') {
			if known[path[:i]] {
				return fmt.Errorf("%s is a file and a folder", f.Path[:i])
			}
		}
	}
	return nil
}

var segment = regexp.MustCompile(`^[A-Za-z0-9_()+,=@~$!&' .-]{1,80}$`)

// CheckPath says why a path may not be a file's in a program folder, on any
// system: it must lead nowhere else, and be one name everywhere.
func CheckPath(path string) error {
	parts := strings.Split(path, "/")
	bad := len(path) > 160 || !upgrade.Ours(path)
	for _, part := range parts {
		bad = bad || !segment.MatchString(part) || strings.TrimRight(part, " .") != part || strings.TrimLeft(part, " ") != part ||
			filename.IsDevice(part) || part == "." || part == ".."
	}
	if bad {
		return fmt.Errorf("the path %.200q", path)
	}
	return nil
}
