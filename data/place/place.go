// Package place says where a device keeps its data when nobody says otherwise,
// so that the window and the command line open the same folder, and on what
// ground a folder stands: a database is safe on a disk of this computer alone.
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

// Variable names the folder of the data in the environment.
const Variable = "PINISI_DATA"

// Data is the folder of the device's data: what PINISI_DATA says, else what a
// policy of the administrator says (Windows: the text DataFolder of
// Software\Policies\Pinisi in HKLM, else in HKCU, with %VARIABLES%), else
// %LOCALAPPDATA%\Pinisi on Windows, ~/Library/Application Support/Pinisi on
// macOS, elsewhere $XDG_DATA_HOME/pinisi or ~/.local/share/pinisi. It need not
// exist yet.
func Data() (string, error) { return choose(runtime.GOOS, os.Getenv, policy, os.UserHomeDir) }

func choose(system string, env func(string) string, policy func() string, home func() (string, error)) (string, error) {
	if dir := env(Variable); dir != "" {
		return dir, nil
	}
	if dir := policy(); dir != "" {
		return dir, nil
	}
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
