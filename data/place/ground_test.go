package place

import (
	"os"
	"path/filepath"
	"testing"
)

func TestTheGroundOfAFolder(t *testing.T) {
	here := t.TempDir()
	for _, test := range []struct {
		name, dir string
		env       map[string]string
		disk      Stand
		want      Stand
	}{
		{name: "a disk", dir: filepath.Join(here, "Pinisi"), disk: Stand{Ground: Local}, want: Stand{Ground: Local}},
		{name: "a share", dir: filepath.Join(here, "Pinisi"), disk: Stand{Network, `\\server\profil`}, want: Stand{Network, `\\server\profil`}},
		{name: "a stick", dir: here, disk: Stand{Removable, "E:"}, want: Stand{Removable, "E:"}},
		{name: "the folder of OneDrive", dir: filepath.Join(here, "Awan", "Pinisi"), env: map[string]string{"OneDrive": filepath.Join(here, "awan")}, disk: Stand{Ground: Local}, want: Stand{Synced, "OneDrive"}},
		{name: "beside the folder of OneDrive", dir: filepath.Join(here, "Awan2"), env: map[string]string{"OneDrive": filepath.Join(here, "Awan")}, disk: Stand{Ground: Local}, want: Stand{Ground: Local}},
		{name: "an office's OneDrive", dir: filepath.Join(here, "OneDrive - Kementerian Luar Negeri", "Pinisi"), disk: Stand{Ground: Local}, want: Stand{Synced, "OneDrive"}},
		{name: "Dropbox", dir: filepath.Join(here, "Dropbox (Kantor)", "Pinisi"), disk: Stand{Ground: Local}, want: Stand{Synced, "Dropbox"}},
		{name: "only called so", dir: filepath.Join(here, "dropboxes"), disk: Stand{Ground: Local}, want: Stand{Ground: Local}},
	} {
		got := look(test.dir, func(name string) string { return test.env[name] }, func(path string) (string, Stand) {
			if _, err := os.Stat(path); err != nil {
				t.Errorf("%s: the disk of %s is asked for, which is not there", test.name, path)
			}
			return path, test.disk
		})
		if got != test.want {
			t.Errorf("%s: got %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestSharesByTheirPath(t *testing.T) {
	for path, want := range map[string]string{
		`\\server\profil\siti\Pinisi`:         `\\server\profil`,
		`\\?\UNC\server\profil\siti`:          `\\server\profil`,
		`\\server\profil`:                     `\\server\profil`,
		`\\server`:                            "",
		`\\?\C:\Users\José Müller`:            "",
		`\\.\C:\x`:                            "",
		`\\?\Volume{0a1b}\Users`:              "",
		`C:\Users\José Müller\AppData\Pinisi`: "",
		`/home/siti`:                          "",
		``:                                    "",
	} {
		if got := share(path); got != want {
			t.Errorf("%q: got %q, want %q", path, got, want)
		}
	}
}
