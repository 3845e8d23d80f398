package place

import (
	"os"
	"path/filepath"
	"strings"
)

// Ground is what a folder stands on.
type Ground string

// Grounds. On all but Local a database may be damaged or lost: over a network
// the write-ahead log is not shared as SQLite needs it, a stick is pulled out,
// and a program that synchronises files copies them half written.
const (
	Local     Ground = "local" // also when nothing is known
	Network   Ground = "network"
	Removable Ground = "removable"
	Synced    Ground = "synced" // OneDrive, Dropbox and the like
)

// Stand is where a folder is.
type Stand struct {
	Ground Ground
	Name   string // `\\server\share`, the drive, or the program that synchronises
}

// Look says on what ground a folder stands, or the nearest one above it that is
// there. It may take long when a network drive is gone: not on the window's goroutine.
func Look(dir string) Stand { return look(dir, os.Getenv, volume) }

// look asks volume for the real path and the ground of its disk.
func look(dir string, env func(string) string, volume func(string) (real string, s Stand)) Stand {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	there := dir
	for {
		if _, err := os.Stat(there); err == nil || filepath.Dir(there) == there {
			break
		}
		there = filepath.Dir(there)
	}
	real, s := volume(there)
	if s.Ground != Local {
		return s
	}
	for _, path := range []string{dir, real} {
		if name := synced(path, env); name != "" {
			return Stand{Synced, name}
		}
	}
	return s
}

// clouds are folders by the names that programs which synchronise give them.
var clouds = []struct{ folder, program string }{
	{"onedrive", "OneDrive"}, {"dropbox", "Dropbox"}, {"google drive", "Google Drive"}, {"googledrive", "Google Drive"},
	{"my drive", "Google Drive"}, {"drive saya", "Google Drive"}, {"iclouddrive", "iCloud Drive"}, {"icloud drive", "iCloud Drive"}, {"nextcloud", "Nextcloud"}, {"owncloud", "ownCloud"},
}

// synced names the program that synchronises the folder, as far as names tell.
func synced(dir string, env func(string) string) string {
	for _, name := range []string{"OneDriveCommercial", "OneDriveConsumer", "OneDrive"} {
		if root := env(name); root != "" && within(dir, root) {
			return "OneDrive"
		}
	}
	for part := range strings.FieldsFuncSeq(strings.ToLower(dir), func(r rune) bool { return r == '/' || r == '\\' }) {
		for _, c := range clouds {
			// "OneDrive - Kementerian Luar Negeri", "Dropbox (Kantor)"
			if part == c.folder || strings.HasPrefix(part, c.folder+" - ") || strings.HasPrefix(part, c.folder+" (") {
				return c.program
			}
		}
	}
	return ""
}

// within reports whether a path is root or below it, as Windows compares.
func within(path, root string) bool {
	path, root = strings.ToLower(filepath.Clean(path)), strings.ToLower(filepath.Clean(root))
	rest, ok := strings.CutPrefix(path, root)
	return ok && (rest == "" || rest[0] == '/' || rest[0] == '\\')
}

// share is the server and the share of `\\server\share\…`, "" of another path.
func share(path string) string {
	rest, ok := strings.CutPrefix(path, `\\?\UNC\`)
	if !ok {
		if rest, ok = strings.CutPrefix(path, `\\`); !ok || strings.HasPrefix(rest, `?\`) || strings.HasPrefix(rest, `.\`) {
			return ""
		}
	}
	parts := strings.SplitN(rest, `\`, 3)
	if len(parts) < 2 {
		return ""
	}
	return `\\` + parts[0] + `\` + parts[1]
}
