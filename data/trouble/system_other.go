//go:build !windows

package trouble

import (
	"os"
	"strconv"
	"strings"

	"golang.org/x/sys/unix"
)

// installed: there is no installer here.
func installed() string { return "other" }

func system(dir string) facts {
	var f facts
	if b, err := os.ReadFile("/etc/os-release"); err == nil {
		for line := range strings.Lines(string(b)) {
			if name, ok := strings.CutPrefix(line, "PRETTY_NAME="); ok {
				f.Name = strings.Trim(strings.TrimSpace(name), `"`)
			}
		}
	}
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if f.Language = os.Getenv(name); f.Language != "" {
			break
		}
	}
	if b, err := os.ReadFile("/proc/meminfo"); err == nil {
		for line := range strings.Lines(string(b)) {
			fields := strings.Fields(line)
			if len(fields) < 2 {
				continue
			}
			kb, err := strconv.ParseInt(fields[1], 10, 64)
			if err != nil {
				continue
			}
			switch fields[0] {
			case "MemTotal:":
				f.Memory = kb << 10
			case "MemAvailable:":
				f.MemoryFree = kb << 10
			}
		}
	}
	var s unix.Statfs_t
	if unix.Statfs(dir, &s) == nil {
		f.Disk, f.DiskFree = int64(s.Blocks)*int64(s.Bsize), int64(s.Bavail)*int64(s.Bsize)
	}
	return f
}
