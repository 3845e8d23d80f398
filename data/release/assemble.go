package release

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path"
	"path/filepath"

	"pinisi/data"
	"pinisi/data/release/delta"
	"pinisi/data/store"
	"pinisi/data/upgrade"
)

// Assemble writes the new version's program folder to the folder to, which must
// not be there or be empty, from the package that is here and, for a patch, the
// program folder from. Every file is checked by size and SHA-256; of what could
// not be made right nothing stays. progress may be nil; it hears bytes of the
// new folder.
//
//   - release.not_here: the package has not come yet.
//   - release.base_changed: from is not what the patch was made for; then
//     [Newest] offers the whole package.
//   - release.damaged: the package on this disk is not what was signed. It was
//     removed and comes again.
//   - release.unusable: the package makes something else than was signed. It is
//     not offered again; the next [Newest] offers another way, or none.
func (o Offer) Assemble(ctx context.Context, st *store.Store, from, to string, progress func(done, total int64)) error {
	pack, err := o.open(ctx, st)
	if err != nil {
		return err
	}
	defer pack.Close()
	if err := empty(to); err != nil {
		return err
	}
	err = build(ctx, to, o.Statement.Files, pack, o.pack.Size, from, o.base, progress)
	if err == nil {
		return nil
	}
	err = errors.Join(err, os.RemoveAll(to))
	if errors.Is(err, errUnlike) || errors.Is(err, delta.Bad) {
		return data.Fail("release.unusable", errors.Join(err, refuse(ctx, st, o.pack.SHA256)), "Version", o.Version)
	}
	return err
}

// build writes the files into the empty folder to, from a whole package or, with
// a base, from a patch and the folder from.
func build(ctx context.Context, to string, files []File, pack *os.File, size int64, from string, base []File, progress func(done, total int64)) error {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return fmt.Errorf("make the folder of the new version: %w", err)
	}
	root, err := os.OpenRoot(to)
	if err != nil {
		return fmt.Errorf("open the folder of the new version: %w", err)
	}
	w := &folderWriter{ctx: ctx, root: root, files: files, total: total(files), progress: progress}
	if base != nil {
		err = patch(w, from, base, pack, size)
	} else {
		err = unpack(w, pack)
	}
	return errors.Join(err, w.close(err == nil), root.Close())
}

// open is the package, its hash checked now: disks forget.
func (o Offer) open(ctx context.Context, st *store.Store) (*os.File, error) {
	pack, err := st.OpenFile(o.pack.SHA256)
	if errors.Is(err, data.ErrNotFound) {
		return nil, data.Fail("release.not_here", err, "Version", o.Version)
	}
	if err != nil {
		return nil, err
	}
	h := sha256.New()
	if _, err = io.Copy(h, pack); err != nil {
		return nil, errors.Join(fmt.Errorf("read the package of %s: %w", o.Version, err), pack.Close())
	}
	if hex.EncodeToString(h.Sum(nil)) != o.pack.SHA256 {
		err := pack.Close()
		_, rerr := st.RemovePackage(ctx, o.pack.SHA256)
		return nil, data.Fail("release.damaged", errors.Join(err, rerr), "Version", o.Version)
	}
	if _, err := pack.Seek(0, io.SeekStart); err != nil {
		return nil, errors.Join(err, pack.Close())
	}
	return pack, nil
}

func empty(dir string) error {
	all, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err == nil && len(all) > 0 {
		err = fmt.Errorf("the folder %s is not empty", dir)
	}
	return err
}

func unpack(w *folderWriter, pack io.Reader) error {
	z, err := delta.Open(bufio.NewReaderSize(pack, 256<<10))
	if err != nil {
		return err
	}
	defer z.Close()
	if _, err := io.Copy(w, io.LimitReader(readerOnly{z}, w.total+1)); err != nil {
		if w.failed {
			return err
		}
		return fmt.Errorf("%w: unpack: %w", errUnlike, err)
	}
	return nil
}

// readerOnly hides WriteTo, which would pass by the limit.
type readerOnly struct{ io.Reader }

func patch(w *folderWriter, from string, base []File, pack io.ReaderAt, size int64) error {
	for _, f := range base { // not from memory: this decides what is made
		sha, n, err := upgrade.Sum(filepath.Join(from, filepath.FromSlash(f.Path)))
		if err != nil || n != f.Size || sha != f.SHA256 {
			return data.Fail("release.base_changed", err, "Path", f.Path)
		}
	}
	old, err := join(from, base)
	if err != nil {
		return err
	}
	defer old.Close()
	return delta.Apply(w, old, total(base), pack, size, w.total)
}

// errUnlike says that something else came out than was signed.
var errUnlike = errors.New("it is not what was signed")

// folderWriter parts a stream into the files of a folder and checks each.
type folderWriter struct {
	ctx         context.Context
	root        *os.Root
	files       []File // those still to come; the first is open if out is
	out         *os.File
	hash        hash.Hash
	wrote       int64 // of the open file
	done, total int64
	progress    func(done, total int64)
	failed      bool // here, not where the bytes come from
}

func (w *folderWriter) Write(b []byte) (n int, err error) {
	defer func() { w.failed = w.failed || err != nil }()
	for n < len(b) {
		if err := w.ctx.Err(); err != nil {
			return n, err
		}
		if err := w.ready(); err != nil {
			return n, err
		}
		if len(w.files) == 0 {
			return n, fmt.Errorf("%w: more than %d bytes", errUnlike, w.total)
		}
		k := int(min(int64(len(b)-n), w.files[0].Size-w.wrote, 256<<10))
		if _, err := w.out.Write(b[n : n+k]); err != nil {
			return n, fmt.Errorf("write the new version: %w", err)
		}
		w.hash.Write(b[n : n+k])
		n, w.wrote, w.done = n+k, w.wrote+int64(k), w.done+int64(k)
		if w.progress != nil {
			w.progress(w.done, w.total)
		}
	}
	return n, w.ready()
}

// ready ends files that are full and opens the one that comes.
func (w *folderWriter) ready() error {
	for len(w.files) > 0 {
		f := w.files[0]
		if w.out == nil {
			mode := os.FileMode(0o644)
			if f.Exec {
				mode = 0o755
			}
			if dir := path.Dir(f.Path); dir != "." {
				if err := w.root.MkdirAll(dir, 0o755); err != nil {
					return fmt.Errorf("make the folder %s: %w", dir, err)
				}
			}
			var err error
			if w.out, err = w.root.OpenFile(f.Path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode); err != nil {
				return fmt.Errorf("make the file %s: %w", f.Path, err)
			}
			w.hash, w.wrote = sha256.New(), 0
		}
		if w.wrote < f.Size {
			return nil
		}
		err := errors.Join(w.out.Sync(), w.out.Close())
		w.out = nil
		if err != nil {
			return fmt.Errorf("write %s: %w", f.Path, err)
		}
		if hex.EncodeToString(w.hash.Sum(nil)) != f.SHA256 {
			return fmt.Errorf("%w: %s", errUnlike, f.Path)
		}
		w.files = w.files[1:]
	}
	return nil
}

// close ends the last file; whole says that the stream is said to be complete.
func (w *folderWriter) close(whole bool) error {
	var err error
	if whole {
		err = w.ready()
	}
	if w.out != nil {
		err = errors.Join(err, w.out.Close())
		w.out = nil
	}
	if whole && err == nil && len(w.files) > 0 {
		err = fmt.Errorf("%w: it ends in %s", errUnlike, w.files[0].Path)
	}
	return err
}
