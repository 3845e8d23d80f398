// Package journal is the log of a program without a console: a file that
// rotates, and beside it the last words of a crash.
//
//	log/pinisi.log     what happens, as lines of key=value
//	log/pinisi.1.log   what happened before, up to .3
//	log/crash.txt      the stack of a crash, for those who repair it
//
// Nothing that people wrote, and no secret, belongs in it.
//
// It goes on as well as it can: on a full disk, and beside a second program
// that holds its files open, lines are lost or a file grows, and the program
// that logs hears an error at most. Windows lets nobody rename a file that is open.
package journal

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
)

const (
	mostBytes = 1 << 20 // of one file, before it is put aside
	kept      = 3       // files put aside
	fileName  = "pinisi"
	crashName = "crash.txt"

	crashBefore = "crash-before.txt"
)

// Journal is an open log. It is safe for concurrent use.
type Journal struct {
	dir     string
	mu      sync.Mutex
	file    *os.File
	size    int64
	most    int64 // size from which the file is put aside
	closed  bool
	crashed bool
}

// Open opens the log in a folder, making it, and directs crashes there.
func Open(dir string) (*Journal, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the log: %w", err)
	}
	j := &Journal{dir: dir}
	if err := j.open(); err != nil {
		return nil, err
	}
	if err := j.watchCrashes(); err != nil {
		return nil, errors.Join(err, j.file.Close())
	}
	return j, nil
}

// Logger writes to the journal.
func (j *Journal) Logger() *slog.Logger { return slog.New(slog.NewTextHandler(j, nil)) }

// Crashed reports whether the program before this one ended in a crash, whose
// words are kept in crash-before.txt.
func (j *Journal) Crashed() bool { return j.crashed }

// Dir is the folder.
func (j *Journal) Dir() string { return j.dir }

// Write implements io.Writer.
func (j *Journal) Write(line []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.closed {
		return 0, fs.ErrClosed
	}
	if j.file != nil && j.size+int64(len(line)) > j.most && j.size > 0 {
		j.rotate()
	}
	if j.file == nil { // it could not be opened, perhaps for a while only
		if err := j.open(); err != nil {
			return 0, err
		}
	}
	n, err := j.file.Write(line)
	j.size += int64(n)
	return n, err
}

// Close ends the log. Crashes are still directed to their file.
func (j *Journal) Close() error {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.closed = true
	if j.file == nil {
		return nil
	}
	err := j.file.Close()
	j.file = nil
	return err
}

func (j *Journal) path(n int) string {
	if n == 0 {
		return filepath.Join(j.dir, fileName+".log")
	}
	return filepath.Join(j.dir, fmt.Sprintf("%s.%d.log", fileName, n))
}

func (j *Journal) open() error {
	f, err := os.OpenFile(j.path(0), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open the log: %w", err)
	}
	info, err := f.Stat()
	if err != nil {
		return errors.Join(fmt.Errorf("measure the log: %w", err), f.Close())
	}
	j.file, j.size = f, info.Size()
	j.most = max(j.most, mostBytes)
	return nil
}

// rotate puts the file aside. Where that cannot be it goes on in the same file,
// and tries again after as much more.
func (j *Journal) rotate() {
	_ = j.file.Close() // what it held was written
	j.file = nil
	for n := kept; n > 0; n-- {
		err := os.Rename(j.path(n-1), j.path(n))
		if n == 1 && err != nil {
			j.most = j.size + mostBytes
			return
		}
	}
	j.most = mostBytes
}

// watchCrashes directs the runtime's last words to a file, and puts those of
// the run before aside.
func (j *Journal) watchCrashes() error {
	path := filepath.Join(j.dir, crashName)
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		j.crashed = true
		if err := putAside(path, filepath.Join(j.dir, crashBefore)); err != nil {
			return fmt.Errorf("put the last crash aside: %w", err)
		}
	}
	// To append: another program may have it open for its own last words.
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open the crash file: %w", err)
	}
	// The runtime keeps its own handle.
	return errors.Join(debug.SetCrashOutput(f, debug.CrashOptions{}), f.Close())
}

// putAside renames a file, or where another program has it open copies and
// empties it.
func putAside(from, to string) error {
	if err := os.Rename(from, to); err == nil {
		return nil
	}
	b, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return errors.Join(os.WriteFile(to, b, 0o600), os.Truncate(from, 0))
}

// Beside is a writer to the journal and then to w, such as a terminal, whose
// errors do not count: a window's program on Windows has none.
func (j *Journal) Beside(w io.Writer) io.Writer { return beside{j, w} }

type beside struct {
	j *Journal
	w io.Writer
}

func (b beside) Write(line []byte) (int, error) {
	n, err := b.j.Write(line)
	_, _ = b.w.Write(line) // see Beside
	return n, err
}
