package upgrade

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// swap puts the next version in place; it may have been begun before. The
// program itself comes last: until then it is the old one that is started, and
// that knows what to do with a change that is not finished.
func (f *Folder) swap(s *state) error {
	next, ok := readProgram(f.next(fileVersion))
	if !ok {
		return errors.New("the version that was made is not whole")
	}
	before, ok := f.Before()
	if !ok {
		return errors.New("the running version was not kept")
	}
	for _, file := range programLast(next.Files) {
		if err := f.put(file); err != nil {
			return fmt.Errorf("replace %s: %w", file.Name, err)
		}
	}
	if installed, known := f.installed(before.Version); known {
		if err := f.removeMissing(installed, next); err != nil {
			return err
		}
	}
	if err := f.write(f.before(fileInstalled), next); err != nil {
		return err
	}
	s.Phase, s.Tries = trial, 0
	f.note(s, "version %s is in place of %s", s.To, s.From)
	if err := f.setState(*s); err != nil {
		return err
	}
	f.tidyNext(s)
	return nil
}

// tidyNext removes what is no longer needed; what is left goes at the next start.
func (f *Folder) tidyNext(s *state) {
	if err := f.disk.RemoveAll(f.next("")); err != nil {
		f.note(s, "next is still there: %v", err)
	}
}

// put brings a file from next\ into place.
func (f *Folder) put(file File) error {
	if file.same(f.dir) {
		return nil
	}
	if !file.same(f.next("")) {
		return errors.New("what was made has been changed")
	}
	if err := f.disk.MkdirAll(filepath.Dir(f.here(file.Name))); err != nil {
		return err
	}
	return f.patiently(patient, func() error { return f.disk.Rename(f.next(file.Name), f.here(file.Name)) })
}

// putBack brings the version before into place, from its copy, which stays.
func (f *Folder) putBack(s *state) error {
	before, ok := f.Before()
	if !ok {
		return errors.New("the version before is not there")
	}
	for _, file := range programLast(before.Files) {
		if file.same(f.dir) {
			continue
		}
		if !file.same(f.before("")) {
			return fmt.Errorf("put %s back: its copy has been changed", file.Name)
		}
		fresh := f.before(file.Name) + ".back"
		if err := f.disk.Copy(f.before(file.Name), fresh); err != nil {
			return fmt.Errorf("put %s back: %w", file.Name, err)
		}
		if err := f.disk.MkdirAll(filepath.Dir(f.here(file.Name))); err != nil {
			return err
		}
		if err := f.patiently(patient, func() error { return f.disk.Rename(fresh, f.here(file.Name)) }); err != nil {
			return fmt.Errorf("put %s back: %w", file.Name, err)
		}
	}
	for _, of := range []string{f.before(fileInstalled), f.next(fileVersion)} {
		if p, ok := readProgram(of); ok && p.Version == s.To {
			if err := f.removeMissing(p, before); err != nil {
				return err
			}
		}
	}
	s.Phase = failed
	if s.Wished {
		s.Phase = returned
	}
	f.note(s, "version %s is in place again", s.From)
	if err := f.setState(*s); err != nil {
		return err
	}
	f.tidyNext(s)
	return nil
}

// removeMissing removes the files of one version that the other does not have.
func (f *Folder) removeMissing(of, than Program) error {
	for _, name := range of.names() {
		if slices.Contains(than.names(), name) {
			continue
		}
		if err := f.patiently(patient, func() error { return f.disk.Remove(f.here(name)) }); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("remove %s: %w", name, err)
		}
	}
	return nil
}

// programLast are the files with the program itself at the end.
func programLast(files []File) []File {
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b File) int {
		switch exe() {
		case a.Name:
			return 1
		case b.Name:
			return -1
		}
		return 0
	})
	return files
}
