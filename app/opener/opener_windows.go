package opener

import (
	"errors"
	"runtime"

	"golang.org/x/sys/windows"
)

// longest is the length from which the shell takes no path.
const longest = windows.MAX_PATH - 12

// open hands the path itself to the shell. A path that is too long is shortened
// where the disk has short names.
func open(path string) error {
	if len(path) >= longest {
		path = short(path)
	}
	file, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	verb, err := windows.UTF16PtrFromString("open")
	if err != nil {
		return err
	}
	// Programs may be asked through COM, which belongs to a thread.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	const already = windows.Errno(1) // S_FALSE
	err = windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE)
	if err == nil || errors.Is(err, already) {
		defer windows.CoUninitialize()
	}
	return windows.ShellExecute(0, verb, file, nil, nil, windows.SW_SHOWNORMAL)
}

// short is the path by the short names of its parts, or as it is.
func short(path string) string {
	p, err := windows.UTF16PtrFromString(`\\?\` + path)
	if err != nil {
		return path
	}
	var b [1 << 15]uint16
	n, err := windows.GetShortPathName(p, &b[0], uint32(len(b)))
	if err != nil || n < 5 || n > uint32(len(b)) {
		return path
	}
	return windows.UTF16ToString(b[4:n])
}
