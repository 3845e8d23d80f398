package release

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Try makes the program folder from the packages of a bundle, in a temporary
// folder, as a mission will: from the whole, and from the patch of each old
// version whose folder is given.
func Try(ctx context.Context, dir string, s Statement, olds []Old) error {
	if err := try(ctx, filepath.Join(dir, wholeFile), s, "", nil); err != nil {
		return fmt.Errorf("make %s from the whole package: %w", s.Version, err)
	}
	for _, p := range s.Patches {
		for _, old := range olds {
			if old.Version != p.From {
				continue
			}
			if err := try(ctx, filepath.Join(dir, patchFile(p.From)), s, old.Folder, p.Base); err != nil {
				return fmt.Errorf("make %s from the patch of %s: %w", s.Version, p.From, err)
			}
		}
	}
	return nil
}

// try makes a folder from a package and throws it away.
func try(ctx context.Context, pack string, s Statement, from string, base []File) (err error) {
	f, err := os.Open(pack)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	to, err := os.MkdirTemp("", "pinisi-release-")
	if err != nil {
		return fmt.Errorf("make a temporary folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(to)) }()
	return build(ctx, to, s.Files, f, info.Size(), from, base, nil)
}
