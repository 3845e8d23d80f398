package store

import (
	"context"
	"errors"
	"fmt"
	"os"

	"pinisi/data"
)

// Packages are the packages of program releases that are here, whole or in
// part, those of deleted releases too. Nothing else names their contents.
func (s *Store) Packages(ctx context.Context) ([]File, error) {
	t := s.table(data.Attachment.Name)
	rows, err := s.read.QueryContext(ctx, fmt.Sprintf(
		`SELECT sha256, coalesce(max(size),0), min(coalesce(name,'')), min(scope) FROM %s WHERE sha256 IS NOT NULL
		 GROUP BY sha256 HAVING min(coalesce(owner_kind,'')='release') ORDER BY 1`, t.name))
	if err != nil {
		return nil, explain(err, s.dir)
	}
	defer rows.Close()
	var all []File
	for rows.Next() {
		f := File{Release: true}
		if err := rows.Scan(&f.SHA256, &f.Size, &f.Name, &f.Scope); err != nil {
			return nil, err
		}
		if isSHA(f.SHA256) && (s.HasFile(f.SHA256) || s.Partial(f.SHA256) > 0) {
			all = append(all, f)
		}
	}
	return all, explain(rows.Err(), s.dir)
}

// RemovePackage removes the content of a release's package, and what came of an
// unfinished one, from this disk. Its record stays, so it can come again. What
// any other record names is evidence and never removed.
func (s *Store) RemovePackage(ctx context.Context, sha string) (freed int64, err error) {
	if s.readOnly {
		return 0, data.Fail(ErrReadOnly.Code, nil, "Path", s.dir)
	}
	packages, err := s.Packages(ctx)
	if err != nil {
		return 0, err
	}
	for _, p := range packages {
		if p.SHA256 != sha {
			continue
		}
		for _, path := range []string{s.FilePath(sha), s.partPath(sha)} {
			info, err := os.Stat(path)
			if errors.Is(err, os.ErrNotExist) {
				continue
			}
			if err == nil {
				err = os.Remove(path)
			}
			if err != nil {
				return freed, explain(fmt.Errorf("remove a package: %w", err), s.dir)
			}
			freed += info.Size()
		}
	}
	return freed, nil
}
