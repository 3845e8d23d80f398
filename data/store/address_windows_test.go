package store

import (
	"strings"
	"testing"
)

func TestLongPathsAreVerbatim(t *testing.T) {
	long := strings.Repeat(`\map yang panjang`, 20)
	for path, want := range map[string]string{
		`C:\data\pinisi.db`:      `C:\data\pinisi.db`,
		`C:` + long:              `\\?\C:` + long,
		`\\server\berkas` + long: `\\?\UNC\server\berkas` + long,
		`\\?\C:` + long:          `\\?\C:` + long,
		`\\server\berkas\x`:      `\\server\berkas\x`,
	} {
		if got, vfs := verbatim(path); got != want || (vfs != "") != (len(path) >= longest) {
			t.Errorf("%s: %s by %q, want %s", path, got, vfs, want)
		}
	}
}
