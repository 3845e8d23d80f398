package store

import (
	"path/filepath"
	"strings"
)

// longest is the length of a path, in bytes, up to which the system takes it in
// its ordinary form: MAX_PATH less a null, SQLite's endings and a reserve.
const longest = 240

// native is the form in which SQLite opens a path here. Package os makes long
// paths verbatim by itself; SQLite does not, and has a module of its own for
// them, by name.
func native(path string) (file, vfs string) {
	if abs, err := filepath.Abs(path); err == nil { // a relative one is long with its folder
		path = abs
	}
	return verbatim(path)
}

// verbatim puts `\\?\` before a clean absolute path that is long.
func verbatim(path string) (file, vfs string) {
	switch {
	case len(path) < longest:
		return path, ""
	case strings.HasPrefix(path, `\\?\`), strings.HasPrefix(path, `\\.\`):
	case strings.HasPrefix(path, `\\`):
		path = `\\?\UNC\` + path[2:]
	default:
		path = `\\?\` + path
	}
	return path, "win32-longpath"
}
