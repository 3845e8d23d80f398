//go:build !windows

package place

import (
	"os"
	"path/filepath"
	"strings"
)

// policy: there is none elsewhere than on Windows.
func policy() string { return "" }

// volume follows links to the file system, as Linux lists those that are mounted.
func volume(path string) (string, Stand) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	mounts, err := os.ReadFile("/proc/self/mountinfo")
	if err != nil { // not Linux
		return path, Stand{Ground: Local}
	}
	return path, mounted(string(mounts), path)
}

// overNetwork are file systems whose disk is elsewhere, 9p being that of virtual machines.
var overNetwork = map[string]bool{"nfs": true, "nfs4": true, "cifs": true, "smb3": true, "smbfs": true, "afs": true, "ceph": true, "9p": true, "davfs": true, "ncpfs": true,
	"fuse.sshfs": true, "fuse.davfs": true, "fuse.rclone": true, "fuse.gvfsd-fuse": true, "fuse.s3fs": true, "fuse.glusterfs": true, "fuse.smbnetfs": true}

// mounted finds the file system of a path in /proc/self/mountinfo (proc(5)).
func mounted(mountinfo, path string) Stand {
	best, s := -1, Stand{Ground: Local}
	for line := range strings.Lines(mountinfo) {
		before, after, ok := strings.Cut(line, " - ")
		fields, kind := strings.Fields(before), strings.Fields(after)
		if !ok || len(fields) < 5 || len(kind) < 2 {
			continue
		}
		point := strings.NewReplacer(`\040`, " ", `\011`, "\t", `\012`, "\n", `\134`, `\`).Replace(fields[4])
		if point != "/" && path != point && !strings.HasPrefix(path, point+"/") || len(point) < best {
			continue
		}
		best, s = len(point), Stand{Ground: Local}
		if overNetwork[kind[0]] {
			s = Stand{Network, kind[1]}
		}
	}
	return s
}
