// Package journal is the log of a program without a console: a file that
// rotates, and beside it the last words of a crash.
//
//	log/pinisi.log     what happens, as lines of key=value
//	log/pinisi.1.log   what happened before, up to .3
//	log/crash.txt      the stack of a crash, for those who repair it
//
// Nothing that people wrote, and no secret, belongs in it.
package journal

import (
	"errors"
	"fmt"
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
)

// Journal is an open log. It is safe for concurrent use.
type Journal struct {
	dir     string
	mu      sync.Mutex
	file    *os.File
	size    int64
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
	if j.file == nil {
		return 0, fs.ErrClosed
	}
	if j.size+int64(len(line)) > mostBytes && j.size > 0 {
		if err := j.rotate(); err != nil {
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
	return nil
}

// rotate puts the file aside and begins a new one.
func (j *Journal) rotate() error {
	if err := j.file.Close(); err != nil {
		return fmt.Errorf("close the log: %w", err)
	}
	j.file = nil
	for n := kept; n > 0; n-- {
		if err := os.Rename(j.path(n-1), j.path(n)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("put the log aside: %w", err)
		}
	}
	return j.open()
}

// watchCrashes directs the runtime's last words to a file, and puts those of
// the run before aside.
func (j *Journal) watchCrashes() error {
	path := filepath.Join(j.dir, crashName)
	if info, err := os.Stat(path); err == nil && info.Size() > 0 {
		j.crashed = true
		if err := os.Rename(path, filepath.Join(j.dir, "crash-before.txt")); err != nil {
			return fmt.Errorf("put the last crash aside: %w", err)
		}
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("open the crash file: %w", err)
	}
	// The runtime keeps its own handle.
	return errors.Join(debug.SetCrashOutput(f, debug.CrashOptions{}), f.Close())
}
