package store

import (
	"errors"
	"os"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"pinisi/data"
)

// What can be wrong with a folder, a file or a wish; compare with errors.Is.
var (
	ErrNothingToUndo = &data.Error{Code: "errors.nothing_to_undo"}
	ErrInUse         = &data.Error{Code: "errors.in_use"}   // another program has the folder open
	ErrNotOurs       = &data.Error{Code: "errors.not_ours"} // not a Pinisi database
	ErrDamaged       = &data.Error{Code: "errors.damaged"}
	ErrDiskFull      = &data.Error{Code: "errors.disk_full"}
	ErrNoFolder      = &data.Error{Code: "errors.no_folder"}
	ErrFileTooLarge  = &data.Error{Code: "errors.file_too_large"}
	ErrFileGone      = &data.Error{Code: "errors.file_gone"}
	ErrFileDamaged   = &data.Error{Code: "errors.file_damaged"} // received bytes that are not what their hash says
	ErrReadOnly      = &data.Error{Code: "errors.read_only"}
)

// explain turns an error of SQLite or the system into one that a person can
// act on; others pass through.
func explain(err error, path string) error {
	if err == nil {
		return nil
	}
	var known *data.Error
	if errors.As(err, &known) && known.Code != ErrDamaged.Code {
		return err
	}
	if errors.Is(err, syscall.ENOSPC) {
		return data.Fail(ErrDiskFull.Code, err, "Path", path)
	}
	if known != nil {
		return data.Fail(ErrDamaged.Code, err, "Path", path)
	}
	var se *sqlite.Error
	if errors.As(err, &se) {
		switch se.Code() & 0xff {
		case sqlite3.SQLITE_FULL:
			return data.Fail(ErrDiskFull.Code, err, "Path", path)
		case sqlite3.SQLITE_CORRUPT:
			return data.Fail(ErrDamaged.Code, err, "Path", path)
		case sqlite3.SQLITE_NOTADB:
			return data.Fail(ErrNotOurs.Code, err, "Path", path)
		case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
			return data.Fail(ErrNoFolder.Code, err, "Path", path)
		}
	}
	if errors.Is(err, os.ErrPermission) {
		return data.Fail(ErrNoFolder.Code, err, "Path", path)
	}
	return err
}
