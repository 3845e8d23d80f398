package release

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"pinisi/data/upgrade"
)

// Scan lists the files of a program folder, by path.
func Scan(dir string) ([]File, error) {
	var all []File
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if !info.Mode().IsRegular() {
			return fmt.Errorf("%s is no ordinary file", path)
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		sha, size, err := upgrade.Sum(path)
		all = append(all, File{Path: filepath.ToSlash(rel), Size: size, SHA256: sha, Exec: info.Mode()&0o100 != 0})
		return err
	})
	if err == nil {
		err = checkFiles(all)
	}
	if err != nil {
		return nil, fmt.Errorf("read the program folder %s: %w", dir, err)
	}
	slices.SortFunc(all, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return all, nil
}

// seen remembers hashes of installed files as long as size and time of change
// stay, since every look for releases asks for them. Assemble does not trust it.
var seen struct {
	sync.Mutex
	sums map[string]sum
}

type sum struct {
	size    int64
	changed time.Time
	sha     string
}

func knownHash(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	seen.Lock()
	defer seen.Unlock()
	if s, ok := seen.sums[path]; ok && s.size == info.Size() && s.changed.Equal(info.ModTime()) {
		return s.sha, nil
	}
	sha, size, err := upgrade.Sum(path)
	if err != nil {
		return "", err
	}
	if seen.sums == nil || len(seen.sums) > mostFiles*4 {
		seen.sums = map[string]sum{}
	}
	seen.sums[path] = sum{size, info.ModTime(), sha}
	return sha, nil
}

// seems reports whether the folder has these files. A file that cannot be read
// just now, as while a virus scanner holds it, does not make it another version.
func seems(dir string, files []File) bool {
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Path))
		if info, err := os.Stat(path); err != nil || info.Size() != f.Size {
			return false
		}
		if sha, err := knownHash(path); err == nil && sha != f.SHA256 {
			return false
		}
	}
	return dir != ""
}

// joined reads files one after another as one.
type joined struct {
	files []*os.File
	sizes []int64
}

func join(dir string, files []File) (*joined, error) {
	j := &joined{}
	for _, f := range files {
		in, err := os.Open(filepath.Join(dir, filepath.FromSlash(f.Path)))
		if err != nil {
			return nil, errors.Join(err, j.Close())
		}
		j.files, j.sizes = append(j.files, in), append(j.sizes, f.Size)
	}
	return j, nil
}

func (j *joined) Close() error {
	var errs error
	for _, f := range j.files {
		errs = errors.Join(errs, f.Close())
	}
	return errs
}

func (j *joined) ReadAt(b []byte, at int64) (n int, err error) {
	for i, size := range j.sizes {
		if at >= size {
			at -= size
			continue
		}
		for n < len(b) && at < size {
			k, err := j.files[i].ReadAt(b[n:min(int64(len(b)), int64(n)+size-at)], at)
			n, at = n+k, at+int64(k)
			if err != nil && (!errors.Is(err, io.EOF) || at < size) {
				return n, fmt.Errorf("read %s: %w", j.files[i].Name(), err)
			}
		}
		if at = 0; n == len(b) {
			return n, nil
		}
	}
	return n, io.EOF
}

func total(files []File) (n int64) {
	for _, f := range files {
		n += f.Size
	}
	return n
}
