package upgrade

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pinisi/data"
)

const (
	dirNext       = "next"
	dirBefore     = "before"
	fileVersion   = "version.json"
	fileInstalled = "installed.json"
	fileState     = "state.json"
	fileLock      = "keeper.lock"
	fileList      = "files.txt" // of the program, a name each line; scripts/windows-program writes it
)

// Why nothing is changed; compare with errors.Is.
var (
	ErrManaged      = &data.Error{Code: "upgrade.managed"}       // the folder belongs to an administrator
	ErrNetwork      = &data.Error{Code: "upgrade.network"}       // it lies on another computer
	ErrNotInstalled = &data.Error{Code: "upgrade.not_installed"} // the program was not put there by its installer
	ErrHeld         = &data.Error{Code: "upgrade.held"}          // another program holds a file
	ErrDiskFull     = &data.Error{Code: "upgrade.disk_full"}
	ErrBusy         = &data.Error{Code: "upgrade.busy"} // a change is under way already
)

// How long is waited for a file that another program holds: virus scanners look
// at a new program for some seconds.
const (
	again   = 250 * time.Millisecond
	brief   = 20  // times
	patient = 120 // times
)

// Folder is a program folder. It belongs to one goroutine at a time.
type Folder struct {
	dir   string
	disk  disk
	pause func(time.Duration)
	now   func() time.Time
	// keeper starts the keeper; tests have none.
	keeper func() error
}

// Open is the program folder dir, an absolute path.
func Open(dir string) *Folder {
	f := &Folder{dir: dir, disk: realDisk{}, pause: time.Sleep, now: time.Now}
	f.keeper = f.startKeeper
	return f
}

// Own is the folder of the program that runs; nil when it runs under another
// name than its own, or is the version before that is kept.
func Own() (*Folder, error) {
	program, err := os.Executable()
	if err == nil {
		program, err = filepath.EvalSymlinks(program)
	}
	if err != nil {
		return nil, fmt.Errorf("find the program's own folder: %w", err)
	}
	if !isProgram(program) {
		return nil, nil
	}
	return Open(filepath.Dir(program)), nil
}

// Dir is its path.
func (f *Folder) Dir() string { return f.dir }

func (f *Folder) next(name string) string {
	return filepath.Join(f.dir, dirNext, filepath.FromSlash(name))
}
func (f *Folder) before(name string) string {
	return filepath.Join(f.dir, dirBefore, filepath.FromSlash(name))
}
func (f *Folder) here(name string) string { return filepath.Join(f.dir, filepath.FromSlash(name)) }

// Able says why the program in this folder cannot replace itself: ErrManaged,
// ErrNetwork, ErrNotInstalled, ErrDiskFull; nil: it can.
func (f *Folder) Able() error {
	if missing(f.here(exe())) {
		return data.Fail(ErrNotInstalled.Code, nil, "Path", f.dir)
	}
	if remote(f.dir) {
		return data.Fail(ErrNetwork.Code, nil, "Path", f.dir)
	}
	if administered(f.dir) {
		return data.Fail(ErrManaged.Code, nil, "Path", f.dir)
	}
	if err := f.probe(); err != nil {
		return f.explain(err)
	}
	return nil
}

// probe looks whether files can be made here. It asks the system by doing it:
// the rights of a folder on Windows are not to be reckoned.
func (f *Folder) probe() error {
	test, err := os.CreateTemp(f.dir, "next-*")
	if err != nil {
		return err
	}
	return errors.Join(test.Close(), os.Remove(test.Name()))
}

// explain makes of an error one that people can be told.
func (f *Folder) explain(err error) error {
	var known *data.Error
	switch {
	case err == nil, errors.As(err, &known), errors.Is(err, context.Canceled):
		return err
	case full(err):
		return data.Fail(ErrDiskFull.Code, err, "Path", f.dir)
	case f.probe() != nil && !full(f.probe()):
		return data.Fail(ErrManaged.Code, err, "Path", f.dir)
	case held(err):
		return data.Fail(ErrHeld.Code, err, "Path", f.dir)
	}
	return data.Fail("upgrade.failed", err, "Path", f.dir)
}

// patiently does something again while another program holds the file.
func (f *Folder) patiently(times int, do func() error) error {
	for n := 1; ; n++ {
		err := do()
		if err == nil || !held(err) || n >= times {
			return err
		}
		f.pause(again)
	}
}

// Before is the version that one can go back to; false: there is none.
func (f *Folder) Before() (Program, bool) { return readProgram(f.before(fileVersion)) }

// Prepare makes the version to in next\ and copies the running one to before\.
// assemble writes the new program's files into a folder that is not there yet,
// and answers for them being right. Nothing of what runs is touched; what fails
// leaves the folder as it was, but for the version before, which may be lost
// once the new one is made.
func (f *Folder) Prepare(ctx context.Context, running Program, to string, assemble func(ctx context.Context, from, to string) error) error {
	if err := f.Able(); err != nil {
		return err
	}
	if s, ok := f.state(); ok && s.open() {
		return data.Fail(ErrBusy.Code, nil)
	}
	err := f.make(ctx, to, assemble)
	if err == nil {
		err = f.copyRunning(ctx, running)
	}
	if err != nil {
		return f.explain(errors.Join(err, f.disk.RemoveAll(f.next(""))))
	}
	return nil
}

// make makes next\ and marks it whole.
func (f *Folder) make(ctx context.Context, to string, assemble func(ctx context.Context, from, to string) error) error {
	if err := f.disk.RemoveAll(f.next("")); err != nil {
		return fmt.Errorf("remove what was half made: %w", err)
	}
	if err := assemble(ctx, f.dir, f.next("")); err != nil {
		return fmt.Errorf("make version %s: %w", to, err)
	}
	files, err := survey(f.next(""))
	if err != nil {
		return fmt.Errorf("read version %s: %w", to, err)
	}
	p := Program{Version: to, Files: files}
	if !slices.Contains(p.names(), exe()) {
		return fmt.Errorf("version %s has no %s", to, exe())
	}
	for _, file := range files {
		if err := f.disk.Sync(f.next(file.Name)); err != nil {
			return fmt.Errorf("write %s: %w", file.Name, err)
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return f.write(f.next(fileVersion), p)
}

// copyRunning copies the files of the running version to before\ and marks it whole.
func (f *Folder) copyRunning(ctx context.Context, running Program) error {
	next, ok := readProgram(f.next(fileVersion))
	if !ok {
		return errors.New("the version that was made is not whole")
	}
	names, err := f.runningNames(running, next)
	if err != nil {
		return err
	}
	installed, known := f.installed(running.Version)
	if err := f.disk.Remove(f.before(fileVersion)); err != nil {
		return fmt.Errorf("make room for the running version: %w", err)
	}
	if err := f.patiently(brief, func() error { return f.disk.RemoveAll(f.before("")) }); err != nil {
		return fmt.Errorf("make room for the running version: %w", err)
	}
	p := Program{Version: running.Version, Schema: running.Schema}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		file, err := measure(f.dir, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		if err := f.disk.MkdirAll(filepath.Dir(f.before(name))); err != nil {
			return err
		}
		if err := f.disk.Copy(f.here(name), f.before(name)); err != nil {
			return fmt.Errorf("copy %s: %w", name, err)
		}
		if !file.same(f.before("")) {
			return fmt.Errorf("the copy of %s is not what it was made of", name)
		}
		p.Files = append(p.Files, file)
	}
	if known { // is asked what the new version no longer has
		if err := f.write(f.before(fileInstalled), installed); err != nil {
			return err
		}
	}
	return f.write(f.before(fileVersion), p)
}

// installed are the files of the version in place: those that an update put
// there, or that the program's own list names.
func (f *Folder) installed(version string) (Program, bool) {
	p, ok := readProgram(f.before(fileInstalled))
	if ok && p.Version == version {
		return p, true
	}
	text, err := os.ReadFile(f.here(fileList))
	if err != nil {
		return Program{}, false
	}
	p = Program{Version: version}
	for _, name := range strings.Fields(string(text)) {
		if Ours(name) {
			p.Files = append(p.Files, File{Name: name})
		}
	}
	return p, slices.Contains(p.names(), exe())
}

// runningNames are the files of the running program: its own, those that the
// next version brings, and the libraries beside it. Other files in the folder
// are not ours.
func (f *Folder) runningNames(running, next Program) ([]string, error) {
	names := next.names()
	if p, ok := f.installed(running.Version); ok {
		names = append(names, p.names()...)
	}
	entries, err := os.ReadDir(f.dir)
	if err != nil {
		return nil, fmt.Errorf("list the program folder: %w", err)
	}
	for _, e := range entries {
		if e.Type().IsRegular() && strings.EqualFold(filepath.Ext(e.Name()), ".dll") {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	names = slices.Compact(names)
	return slices.DeleteFunc(names, func(name string) bool { return missing(f.here(name)) }), nil
}
