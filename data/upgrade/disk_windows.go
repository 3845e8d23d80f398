package upgrade

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/windows"

	"pinisi/data/place"
)

// MoveFileEx writes through, and NTFS keeps a journal of names.
const foldersSync = false

func rename(from, to string) error {
	f, err := windows.UTF16PtrFromString(long(from))
	if err != nil {
		return err
	}
	t, err := windows.UTF16PtrFromString(long(to))
	if err != nil {
		return err
	}
	return windows.MoveFileEx(f, t, windows.MOVEFILE_REPLACE_EXISTING|windows.MOVEFILE_WRITE_THROUGH)
}

// long is a path that may have more than 260 characters.
func long(path string) string {
	if len(path) < 240 || strings.HasPrefix(path, `\\`) || !filepath.IsAbs(path) {
		return path
	}
	return `\\?\` + filepath.Clean(path)
}

// held reports whether another program holds the file for now: a virus scanner,
// or a program that has not quite ended.
func held(err error) bool {
	return errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_SHARING_VIOLATION) ||
		errors.Is(err, windows.ERROR_LOCK_VIOLATION) || errors.Is(err, windows.ERROR_USER_MAPPED_FILE)
}

func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

// remote reports whether the folder lies on another computer.
func remote(dir string) bool { return place.Look(dir).Ground == place.Network }

// administered reports whether the folder is where administrators put programs.
// Who runs the program with their rights could write there, and the system's
// installer (MSI) would not know.
func administered(dir string) bool {
	for _, name := range []string{"ProgramFiles", "ProgramW6432", "ProgramFiles(x86)"} {
		if root := os.Getenv(name); root != "" {
			if rel, err := filepath.Rel(root, dir); err == nil && filepath.IsLocal(rel) {
				return true
			}
		}
	}
	return false
}
