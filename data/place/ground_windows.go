package place

import (
	"strings"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// policy is the folder that the administrator set, "" if none.
func policy() string {
	for _, root := range []registry.Key{registry.LOCAL_MACHINE, registry.CURRENT_USER} {
		key, err := registry.OpenKey(root, `Software\Policies\Pinisi`, registry.QUERY_VALUE)
		if err != nil { // no policy
			continue
		}
		dir, kind, err := key.GetStringValue("DataFolder")
		_ = key.Close() // it was only read
		if err != nil || strings.TrimSpace(dir) == "" {
			continue
		}
		if kind == registry.EXPAND_SZ || strings.Contains(dir, "%") { // one user, one folder: %USERNAME%
			if full, err := registry.ExpandString(dir); err == nil {
				dir = full
			}
		}
		return strings.TrimSpace(dir)
	}
	return ""
}

// Attributes of files that a program for cloud storage looks after (winnt.h).
const cloudFile = 0x00040000 | 0x00080000 | 0x00100000 | 0x00400000 // recall on open, pinned, unpinned, recall on data access

// volume follows links, substituted and mapped drives to the disk.
func volume(path string) (string, Stand) {
	if name := share(path); name != "" {
		return path, Stand{Network, name}
	}
	real := path
	if p, err := windows.UTF16PtrFromString(path); err == nil {
		h, err := windows.CreateFile(p, 0, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE, nil, windows.OPEN_EXISTING, windows.FILE_FLAG_BACKUP_SEMANTICS, 0)
		if err == nil {
			var b [1 << 15]uint16
			if n, err := windows.GetFinalPathNameByHandle(h, &b[0], uint32(len(b)), 0); err == nil && n < uint32(len(b)) {
				real = windows.UTF16ToString(b[:n])
			}
			_ = windows.CloseHandle(h) // nothing was written
		}
		if a, err := windows.GetFileAttributes(p); err == nil && a&cloudFile != 0 {
			return real, Stand{Synced, "OneDrive"}
		}
	}
	if name := share(real); name != "" {
		return real, Stand{Network, name}
	}
	for _, p := range []string{path, strings.TrimPrefix(real, `\\?\`)} {
		if len(p) < 2 || p[1] != ':' {
			continue
		}
		root, err := windows.UTF16PtrFromString(p[:2] + `\`)
		if err != nil {
			continue
		}
		switch windows.GetDriveType(root) {
		case windows.DRIVE_REMOTE:
			return real, Stand{Network, strings.ToUpper(p[:2])}
		case windows.DRIVE_REMOVABLE, windows.DRIVE_CDROM:
			return real, Stand{Removable, strings.ToUpper(p[:2])}
		}
	}
	return real, Stand{Ground: Local}
}
