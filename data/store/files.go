package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"strings"

	"pinisi/data"
)

// Attachments lie under attachments/ab/abcd…, unfinished ones under
// attachments/part/abcd….

func isSHA(sha string) bool {
	if len(sha) != 64 {
		return false
	}
	return strings.Trim(sha, "0123456789abcdef") == ""
}

// FilePath is where the content with this SHA-256 lies, or would lie.
func (s *Store) FilePath(sha string) string {
	if !isSHA(sha) {
		return filepath.Join(s.dir, dirAttached, "none")
	}
	return filepath.Join(s.dir, dirAttached, sha[:2], sha)
}

func (s *Store) partPath(sha string) string { return filepath.Join(s.dir, dirAttached, "part", sha) }

// HasFile reports whether the content is here, whole.
func (s *Store) HasFile(sha string) bool {
	_, err := os.Stat(s.FilePath(sha))
	return err == nil
}

// OpenFile opens the content for reading; data.ErrNotFound when it is not here.
func (s *Store) OpenFile(sha string) (*os.File, error) {
	f, err := os.Open(s.FilePath(sha))
	if errors.Is(err, os.ErrNotExist) {
		return nil, data.Fail(data.ErrNotFound.Code, err, "Kind", "attachment", "ID", sha)
	}
	return f, err
}

// progressReader reports how much was read and stops when the context ends.
type progressReader struct {
	ctx      context.Context
	r        io.Reader
	done     int64
	progress func(int64)
}

func (p *progressReader) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := p.r.Read(b)
	p.done += int64(n)
	if p.progress != nil {
		p.progress(p.done)
	}
	return n, err
}

// AddFile copies a file into the folder and returns its SHA-256 and size; the
// attachment record is the caller's to write. It fails with ErrFileGone when
// the file is not there (any more), ErrFileTooLarge above MaxFile, ErrDiskFull;
// the folder then is as it was. progress may be nil.
func (s *Store) AddFile(ctx context.Context, path string, progress func(done, total int64)) (sha string, size int64, err error) {
	if s.readOnly {
		return "", 0, data.Fail(ErrReadOnly.Code, nil, "Path", s.dir)
	}
	f, err := os.Open(path)
	if err != nil {
		return "", 0, fileError(err, path)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", 0, fileError(err, path)
	}
	if info.IsDir() {
		return "", 0, data.Fail("errors.is_folder", nil, "Path", path)
	}
	if info.Size() > MaxFile {
		return "", 0, data.Fail(ErrFileTooLarge.Code, nil, "Path", path, "Size", info.Size(), "Max", int64(MaxFile))
	}
	r := &progressReader{ctx: ctx, r: f}
	if progress != nil {
		r.progress = func(done int64) { progress(done, info.Size()) }
	}
	return s.keep(io.LimitReader(r, MaxFile+1), path)
}

// keep stores a stream of bytes under its hash.
func (s *Store) keep(r io.Reader, path string) (sha string, size int64, err error) {
	dir := filepath.Join(s.dir, dirAttached, "part")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", 0, explain(err, s.dir)
	}
	tmp, err := os.CreateTemp(dir, "new-")
	if err != nil {
		return "", 0, explain(err, s.dir)
	}
	defer os.Remove(tmp.Name())
	defer tmp.Close()
	h := sha256.New()
	size, err = io.Copy(io.MultiWriter(tmp, h), r)
	if err == nil && size > MaxFile { // it grew while it was read
		err = data.Fail(ErrFileTooLarge.Code, nil, "Path", path, "Size", size, "Max", int64(MaxFile))
	}
	if err == nil {
		err = tmp.Sync()
	}
	if err = errors.Join(err, tmp.Close()); err != nil {
		return "", 0, fileError(err, path)
	}
	sha = hex.EncodeToString(h.Sum(nil))
	return sha, size, s.place(tmp.Name(), sha)
}

// place moves a finished file to where its hash says.
func (s *Store) place(from, sha string) error {
	to := s.FilePath(sha)
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return explain(err, s.dir)
	}
	if err := os.Rename(from, to); err != nil {
		return explain(fmt.Errorf("keep attachment %s: %w", sha, err), s.dir)
	}
	return nil
}

func fileError(err error, path string) error {
	if errors.Is(err, os.ErrNotExist) {
		return data.Fail(ErrFileGone.Code, err, "Path", path)
	}
	return explain(err, path)
}

// Partial is how many bytes of an unfinished download are here.
func (s *Store) Partial(sha string) int64 {
	if !isSHA(sha) {
		return 0
	}
	info, err := os.Stat(s.partPath(sha))
	if err != nil {
		return 0
	}
	return info.Size()
}

// Receive appends downloaded bytes from offset on, which must be what Partial
// said. Whatever arrived is kept when the line breaks (the reader fails); when
// size is reached the file is checked and put in its place, or thrown away
// with ErrFileDamaged. progress may be nil.
func (s *Store) Receive(ctx context.Context, sha string, offset, size int64, r io.Reader, progress func(done int64)) (err error) {
	if !isSHA(sha) {
		return fmt.Errorf("receive a file under %.70q, which is no SHA-256", sha)
	}
	if size > MaxFile {
		return data.Fail(ErrFileTooLarge.Code, nil, "Path", sha, "Size", size, "Max", int64(MaxFile))
	}
	if have := s.Partial(sha); offset != have {
		return fmt.Errorf("receive file %s from byte %d: %d are here", sha, offset, have)
	}
	if err := os.MkdirAll(filepath.Dir(s.partPath(sha)), 0o700); err != nil {
		return explain(err, s.dir)
	}
	f, err := os.OpenFile(s.partPath(sha), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return explain(err, s.dir)
	}
	p := &progressReader{ctx: ctx, r: r}
	if progress != nil {
		p.progress = func(n int64) { progress(offset + n) }
	}
	n, err := io.Copy(f, io.LimitReader(p, size-offset))
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return explain(fmt.Errorf("receive file %s: %w", sha, err), s.dir)
	}
	if offset+n < size {
		return fmt.Errorf("receive file %s: %w after %d of %d bytes", sha, io.ErrUnexpectedEOF, offset+n, size)
	}
	return s.finish(sha)
}

func (s *Store) finish(sha string) error {
	f, err := os.Open(s.partPath(sha))
	if err != nil {
		return explain(err, s.dir)
	}
	var h hash.Hash = sha256.New()
	_, err = io.Copy(h, f)
	if err = errors.Join(err, f.Close()); err != nil {
		return explain(err, s.dir)
	}
	if hex.EncodeToString(h.Sum(nil)) != sha {
		return errors.Join(data.Fail(ErrFileDamaged.Code, nil, "SHA256", sha), os.Remove(s.partPath(sha)))
	}
	return s.place(s.partPath(sha), sha)
}

// files lists the contents that attachments name, once each.
func (s *Store) files(ctx context.Context, keep func(f File, confirmed bool) bool) ([]File, error) {
	t := s.table(data.Attachment.Name)
	rows, err := s.read.QueryContext(ctx, fmt.Sprintf(
		`SELECT t.sha256, coalesce(max(t.size),0), min(t.name), min(t.scope), coalesce(f.confirmed,0), min(coalesce(t.owner_kind,'')='release') FROM %s t LEFT JOIN file f ON f.sha256=t.sha256
		 WHERE t.state&1=0 AND t.sha256 IS NOT NULL GROUP BY t.sha256 ORDER BY 2, 1`, t.name))
	if err != nil {
		return nil, explain(err, s.dir)
	}
	defer rows.Close()
	var all []File
	for rows.Next() {
		var f File
		var name *string
		var confirmed bool
		if err := rows.Scan(&f.SHA256, &f.Size, &name, &f.Scope, &confirmed, &f.Release); err != nil {
			return nil, err
		}
		if name != nil {
			f.Name = *name
		}
		if isSHA(f.SHA256) && keep(f, confirmed) {
			all = append(all, f)
		}
	}
	return all, rows.Err()
}

// UnsentFiles are contents that are here and that headquarters has not
// confirmed, the smallest first.
func (s *Store) UnsentFiles(ctx context.Context) ([]File, error) {
	return s.files(ctx, func(f File, confirmed bool) bool { return !confirmed && s.HasFile(f.SHA256) })
}

// WantedFiles are contents that records name and that are not here, the smallest first.
func (s *Store) WantedFiles(ctx context.Context) ([]File, error) {
	return s.files(ctx, func(f File, _ bool) bool { return !s.HasFile(f.SHA256) })
}

// ConfirmFile records headquarters' receipt of a content.
func (s *Store) ConfirmFile(ctx context.Context, sha string) error {
	return s.transact(ctx, false, func(w *writer) error {
		_, err := w.exec("INSERT INTO file(sha256, confirmed) VALUES(?,1) ON CONFLICT DO UPDATE SET confirmed=1", sha)
		return err
	})
}

// FileConfirmed reports whether headquarters has the content.
func (s *Store) FileConfirmed(ctx context.Context, sha string) (bool, error) {
	var n int
	err := s.read.QueryRowContext(ctx, "SELECT count(*) FROM file WHERE sha256=? AND confirmed=1", sha).Scan(&n)
	return n > 0, explain(err, s.dir)
}
