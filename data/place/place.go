// Package place says where a device keeps its data when nobody says otherwise,
// so that the window and the command line open the same folder.
package place

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
)

// ErrNoHome means that the system names no folder for the user's data, so
// that one must be given.
var ErrNoHome = errors.New("the system names no folder for the user's data")

// Data is the folder of the device's data: %LOCALAPPDATA%\Pinisi on Windows,
// ~/Library/Application Support/Pinisi on macOS, elsewhere
// $XDG_DATA_HOME/pinisi or ~/.local/share/pinisi. It need not exist yet.
func Data() (string, error) { return choose(runtime.GOOS, os.Getenv, os.UserHomeDir) }

func choose(system string, env func(string) string, home func() (string, error)) (string, error) {
	switch system {
	case "windows":
		// Local, not roaming: the database must not travel between computers.
		if dir := env("LOCALAPPDATA"); dir != "" {
			return filepath.Join(dir, "Pinisi"), nil
		}
		return "", ErrNoHome
	case "darwin":
		dir, err := home()
		if err != nil {
			return "", ErrNoHome
		}
		return filepath.Join(dir, "Library", "Application Support", "Pinisi"), nil
	}
	// A relative path there is to be ignored (XDG Base Directory specification).
	if dir := env("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "pinisi"), nil
	}
	dir, err := home()
	if err != nil {
		return "", ErrNoHome
	}
	return filepath.Join(dir, ".local", "share", "pinisi"), nil
}
