//go:build !windows

package upgrade

import (
	"errors"
	"os"
	"syscall"
)

const foldersSync = true

func rename(from, to string) error { return os.Rename(from, to) }

// held reports whether another program holds the file for now.
func held(err error) bool { return errors.Is(err, syscall.ETXTBSY) || errors.Is(err, syscall.EBUSY) }

func full(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// remote reports whether the folder lies on another computer; only Windows' are
// asked, since the programs there are the ones that update themselves.
func remote(string) bool { return false }

// administered is asked of Windows' folders of programs only; elsewhere such a
// folder cannot be written to.
func administered(string) bool { return false }
