// Package backup writes everything that a device holds into one zip file: the
// database with its whole change log, and the evidence files. Unpacked into an
// empty folder it is a data folder again. The device's private key is not in
// it: a restored copy is a new device and enrols anew, so that a stolen backup
// cannot speak in the mission's name.
package backup

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// Name is what a backup of a mission made now is called.
func Name(scope string, now time.Time) string {
	if scope == "" {
		scope = "pinisi"
	}
	return fmt.Sprintf("cadangan-%s-%s.zip", scope, now.Format("2006-01-02-1504"))
}

// Write makes the file, which must not exist yet, while work goes on. progress,
// if any, is told bytes done of all. A backup that did not become whole is
// removed. errors.file_exists, errors.disk_full, or what the system says.
func Write(ctx context.Context, st *store.Store, file string, progress func(done, total int64)) (err error) {
	out, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return data.Fail("errors.file_exists", err, "Path", file)
	case errors.Is(err, fs.ErrNotExist):
		return data.Fail("errors.no_folder", err, "Path", filepath.Dir(file))
	case err != nil:
		return data.Fail("errors.cannot_write", err, "Path", file)
	}
	defer func() {
		if closeErr := out.Close(); err == nil {
			err = closeErr
		}
		if err != nil {
			err = errors.Join(err, os.Remove(file))
		}
	}()

	dir, err := os.MkdirTemp(filepath.Dir(file), ".pinisi-")
	if err != nil {
		return data.Fail("errors.cannot_write", err, "Path", filepath.Dir(file))
	}
	defer os.RemoveAll(dir)
	database := filepath.Join(dir, "pinisi.db")
	if err := st.Backup(ctx, database); err != nil {
		return err
	}
	parts, total, err := collect(st, database)
	if err != nil {
		return err
	}
	z := zip.NewWriter(out)
	var done int64
	for _, p := range parts {
		if err := add(ctx, z, p, func(n int64) {
			done += n
			if progress != nil {
				progress(done, total)
			}
		}); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("finish backup %s: %w", file, err)
	}
	return out.Sync()
}

type part struct {
	path, name string
	packed     bool // evidence is mostly packed already: stored as it is
}

func collect(st *store.Store, database string) (parts []part, total int64, err error) {
	info, err := os.Stat(database)
	if err != nil {
		return nil, 0, fmt.Errorf("measure the copy of the database: %w", err)
	}
	parts, total = []part{{path: database, name: "pinisi.db"}}, info.Size()
	root := filepath.Join(st.Dir(), "attachments")
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "part" { // unfinished downloads come again
				return fs.SkipDir
			}
			return nil
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		name, err := filepath.Rel(st.Dir(), path)
		if err != nil {
			return err
		}
		parts = append(parts, part{path: path, name: filepath.ToSlash(name), packed: true})
		total += info.Size()
		return nil
	})
	if err != nil {
		return nil, 0, fmt.Errorf("list evidence files: %w", err)
	}
	return parts, total, nil
}

func add(ctx context.Context, z *zip.Writer, p part, more func(int64)) error {
	from, err := os.Open(p.path)
	if err != nil {
		return fmt.Errorf("back up %s: %w", p.name, err)
	}
	defer from.Close()
	head := &zip.FileHeader{Name: p.name, Method: zip.Deflate}
	if p.packed {
		head.Method = zip.Store
	}
	to, err := z.CreateHeader(head)
	if err != nil {
		return fmt.Errorf("back up %s: %w", p.name, err)
	}
	buffer := make([]byte, 1<<18)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := from.Read(buffer)
		if n > 0 {
			if _, err := to.Write(buffer[:n]); err != nil {
				return fmt.Errorf("back up %s: %w", p.name, err)
			}
			more(int64(n))
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("back up %s: %w", p.name, err)
		}
	}
}
