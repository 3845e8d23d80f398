package report

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"pinisi/data"
	"pinisi/data/store"
)

// Save makes a document as a file, which is there whole or not at all: it is
// written beside its place and moved there at the end, so that one that is
// there stays until then. Without over it is not replaced (errors.file_exists).
// It fails with errors.is_folder, errors.no_folder, or as [Write] does.
func Save(ctx context.Context, st *store.Store, file string, r Request, over bool) (err error) {
	if err := r.Check(); err != nil {
		return err
	}
	switch info, err := os.Stat(file); {
	case err == nil && info.IsDir():
		return data.Fail("errors.is_folder", nil, "Path", file)
	case err == nil && !over:
		return data.Fail("errors.file_exists", nil, "Path", file)
	}
	// A short name: that of the document may be as long as a name can be.
	f, err := os.CreateTemp(filepath.Dir(file), ".pinisi-*")
	if errors.Is(err, os.ErrNotExist) {
		return data.Fail("errors.no_folder", err, "Path", filepath.Dir(file))
	}
	if err != nil {
		return fmt.Errorf("begin the file %s: %w", file, err)
	}
	defer func() {
		if err != nil {
			f.Close() // it may be closed already; what matters is err
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	w := bufio.NewWriterSize(f, 1<<16)
	if err = Write(ctx, st, w, r); err != nil {
		return err
	}
	if err = finish(w, f); err != nil {
		return fmt.Errorf("write the file %s: %w", file, err)
	}
	if err = os.Rename(f.Name(), file); err != nil {
		// On Windows a file that another program shows cannot be replaced.
		return data.Fail("report.in_use", err, "Path", file)
	}
	return nil
}

func finish(w *bufio.Writer, f *os.File) error {
	if err := w.Flush(); err != nil {
		return err
	}
	if err := f.Chmod(0o644); err != nil && !errors.Is(err, errors.ErrUnsupported) { // a temporary file is its owner's alone
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}
