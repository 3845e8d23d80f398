package upgrade

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"syscall"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// apart makes a process that outlives the one that starts it.
func apart() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{CreationFlags: windows.CREATE_NEW_PROCESS_GROUP}
}

// uninstallKey is where the installer tells Windows of the program, per user.
const uninstallKey = `Software\Microsoft\Windows\CurrentVersion\Uninstall\Pinisi`

// NoteVersion tells the system's list of programs which version is installed in
// the folder. It changes nothing where the installer did not enter this folder.
func (f *Folder) NoteVersion(version string) error {
	key, err := registry.OpenKey(registry.CURRENT_USER, uninstallKey, registry.QUERY_VALUE|registry.SET_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open the list of programs: %w", err)
	}
	defer key.Close() // what was set is set
	place, _, err := key.GetStringValue("InstallLocation")
	if errors.Is(err, registry.ErrNotExist) || err == nil && !samePath(place, f.dir) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read where the program is installed: %w", err)
	}
	if now, _, err := key.GetStringValue("DisplayVersion"); err == nil && now == version {
		return nil
	}
	if err := key.SetStringValue("DisplayVersion", version); err != nil {
		return fmt.Errorf("note the version in the list of programs: %w", err)
	}
	return nil
}

func samePath(a, b string) bool {
	return strings.EqualFold(filepath.Clean(strings.Trim(a, `"`)), filepath.Clean(b))
}
