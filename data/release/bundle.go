package release

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"pinisi/data"
	"pinisi/data/release/delta"
	"pinisi/data/upgrade"
)

// A bundle is the folder in which a release lies between packing and
// publishing: the statement, its signature, and the packages.
const (
	StatementFile = "release.json"
	SignatureFile = "release.sig"
	wholeFile     = "whole.zst"
)

func patchFile(from string) string { return "from-" + from + ".patch" }

// Old is a program folder of an earlier version.
type Old struct{ Folder, Version string }

// Make packs a program folder into a bundle folder, which must be empty or not
// be there: the whole, and a patch from each old version. The same folders give
// the same bytes. It is not signed yet.
func Make(dir, program, version, platform string, notes map[string]string, olds []Old) (Statement, error) {
	s := Statement{Format: 1, Name: programName, Version: version, Platform: platform, Notes: notes}
	if err := empty(dir); err != nil {
		return s, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return s, fmt.Errorf("make the folder %s: %w", dir, err)
	}
	var err error
	if s.Files, err = Scan(program); err != nil {
		return s, err
	}
	bytes, err := content(program, s.Files)
	if err != nil {
		return s, err
	}
	packed, err := delta.Pack(bytes)
	if err != nil {
		return s, err
	}
	if s.Whole, err = save(filepath.Join(dir, wholeFile), packed); err != nil {
		return s, err
	}
	for _, old := range olds {
		p, err := makePatch(dir, old, bytes)
		if err != nil {
			return s, fmt.Errorf("make the patch from %s: %w", old.Version, err)
		}
		s.Patches = append(s.Patches, p)
	}
	if err := s.check(); err != nil {
		return s, data.Fail("release.bad_statement", err, "Why", err.Error())
	}
	text, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return s, fmt.Errorf("write the statement: %w", err)
	}
	_, err = save(filepath.Join(dir, StatementFile), append(text, '\n'))
	return s, err
}

func makePatch(dir string, old Old, new []byte) (p PatchFrom, err error) {
	p.From = old.Version
	if p.Base, err = Scan(old.Folder); err != nil {
		return p, err
	}
	before, err := content(old.Folder, p.Base)
	if err != nil {
		return p, err
	}
	var difference bytes.Buffer
	if err = delta.Write(&difference, before, new); err != nil {
		return p, err
	}
	p.Package, err = save(filepath.Join(dir, patchFile(old.Version)), difference.Bytes())
	return p, err
}

// content is the files of a folder, one after another.
func content(dir string, files []File) ([]byte, error) {
	j, err := join(dir, files)
	if err != nil {
		return nil, err
	}
	defer j.Close()
	b := make([]byte, total(files))
	if n, err := j.ReadAt(b, 0); n < len(b) {
		return nil, fmt.Errorf("read the folder %s: %w", dir, err)
	}
	return b, nil
}

func save(path string, b []byte) (Package, error) {
	if err := os.WriteFile(path, b, 0o644); err != nil {
		return Package{}, fmt.Errorf("write %s: %w", path, err)
	}
	sha, size, err := upgrade.Sum(path)
	return Package{Size: size, SHA256: sha}, err
}

// Bundle is a release that was read from its folder.
type Bundle struct {
	Statement Statement
	Text      []byte // of the statement, as signed
	Signature string
	Files     []BundleFile
}

// BundleFile is one package of a bundle.
type BundleFile struct {
	Path string // on this disk
	Name string
	Package
}

// ReadBundle reads a bundle and checks all of it: the signature by one of the
// keys, and size and hash of every package. It fails as [Open] does, with
// release.no_bundle where something is missing, with release.damaged where a
// package is another one.
func ReadBundle(dir string, keys []Key) (Bundle, error) {
	var b Bundle
	var err error
	if b.Text, err = readSmall(filepath.Join(dir, StatementFile)); err != nil {
		return b, err
	}
	signature, err := readSmall(filepath.Join(dir, SignatureFile))
	if err != nil {
		return b, err
	}
	b.Signature = strings.TrimSpace(string(signature))
	if b.Statement, err = Open(b.Text, b.Signature, keys); err != nil {
		return b, err
	}
	add := func(file, name string, p Package) error {
		path := filepath.Join(dir, file)
		sha, size, err := upgrade.Sum(path)
		if errors.Is(err, os.ErrNotExist) {
			return data.Fail("release.no_bundle", err, "Path", path)
		}
		if err == nil && (sha != p.SHA256 || size != p.Size) {
			err = data.Fail("release.damaged", fmt.Errorf("%s is not what was signed", path), "Version", b.Statement.Version)
		}
		b.Files = append(b.Files, BundleFile{Path: path, Name: name, Package: p})
		return err
	}
	name := fmt.Sprintf("pinisi-%s-%s", b.Statement.Version, strings.ReplaceAll(b.Statement.Platform, "/", "-"))
	if err := add(wholeFile, name+".zst", b.Statement.Whole); err != nil {
		return b, err
	}
	for _, p := range b.Statement.Patches {
		if err := add(patchFile(p.From), name+"-from-"+p.From+".patch", p.Package); err != nil {
			return b, err
		}
	}
	return b, nil
}

func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, data.Fail("release.no_bundle", err, "Path", path)
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, mostStatement+1))
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	return b, nil
}
