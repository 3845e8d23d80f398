package place

import (
	"errors"
	"path/filepath"
	"testing"
)

func TestEachSystemHasItsFolder(t *testing.T) {
	home := func() (string, error) { return "/home/siti", nil }
	nowhere := func() (string, error) { return "", errors.New("no home") }
	for _, test := range []struct {
		system string
		env    map[string]string
		policy string
		home   func() (string, error)
		want   string // empty: ErrNoHome
	}{
		{"windows", map[string]string{"LOCALAPPDATA": "/local"}, "", home, "/local/Pinisi"},
		{"windows", nil, "", home, ""},
		{"windows", map[string]string{"LOCALAPPDATA": "/local"}, "/disk/Pinisi", home, "/disk/Pinisi"},
		{"windows", map[string]string{"LOCALAPPDATA": "/local", "PINISI_DATA": "/said"}, "/disk/Pinisi", home, "/said"},
		{"darwin", nil, "", home, "/home/siti/Library/Application Support/Pinisi"},
		{"darwin", nil, "", nowhere, ""},
		{"linux", map[string]string{"XDG_DATA_HOME": "/xdg"}, "", home, "/xdg/pinisi"},
		{"linux", map[string]string{"XDG_DATA_HOME": "relative"}, "", home, "/home/siti/.local/share/pinisi"},
		{"linux", nil, "", home, "/home/siti/.local/share/pinisi"},
		{"linux", nil, "", nowhere, ""},
	} {
		got, err := choose(test.system, func(name string) string { return test.env[name] }, func() string { return test.policy }, test.home)
		if filepath.ToSlash(got) != test.want || errors.Is(err, ErrNoHome) != (test.want == "") {
			t.Errorf("%s %v: got %q, %v; want %q", test.system, test.env, got, err, test.want)
		}
	}
}
