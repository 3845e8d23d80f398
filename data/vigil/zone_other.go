//go:build !windows

package vigil

import (
	"os"
	"time"
)

// systemOffset reads /etc/localtime anew, unless the environment sets the zone.
func systemOffset(now time.Time) (int, string, bool) {
	if _, set := os.LookupEnv("TZ"); set {
		return 0, "", false
	}
	b, err := os.ReadFile("/etc/localtime")
	if err != nil {
		return 0, "", false
	}
	zone, err := time.LoadLocationFromTZData("Local", b)
	if err != nil {
		return 0, "", false
	}
	name, seconds := now.In(zone).Zone()
	return seconds, name, true
}
