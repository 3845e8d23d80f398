package place

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

func TestSharesAndOrdinaryFoldersOfWindows(t *testing.T) {
	if s := Look(`\\server\profil\siti\Pinisi`); s != (Stand{Network, `\\server\profil`}) {
		t.Errorf("a share: %+v", s)
	}
	dir, err := os.MkdirTemp("", "José Müller #1 ")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Remove(dir) })
	if s := Look(filepath.Join(dir, "not yet", "there")); s.Ground != Local {
		t.Errorf("an ordinary folder: %+v", s)
	}
}

// TestDrivesByTheirType looks at the drives of this computer, whatever they are:
// what the system calls remote or removable is told so.
func TestDrivesByTheirType(t *testing.T) {
	for letter := 'A'; letter <= 'Z'; letter++ {
		root := string(letter) + `:\`
		p, err := windows.UTF16PtrFromString(root)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(root); err != nil {
			continue
		}
		want := Local
		switch windows.GetDriveType(p) {
		case windows.DRIVE_REMOTE:
			want = Network
		case windows.DRIVE_REMOVABLE, windows.DRIVE_CDROM:
			want = Removable
		}
		s := Look(root)
		t.Logf("%s is %+v", root, s)
		if s.Ground != want {
			t.Errorf("%s: %+v, want %s", root, s, want)
		}
	}
}

// TestThePolicyOfTheAdministrator writes into the user's registry: see
// PINISI_THROWAWAY in package sync.
func TestThePolicyOfTheAdministrator(t *testing.T) {
	if os.Getenv("PINISI_THROWAWAY") == "" {
		t.Skip("it changes the policies of the user")
	}
	t.Setenv(Variable, "")
	key, _, err := registry.CreateKey(registry.CURRENT_USER, `Software\Policies\Pinisi`, registry.ALL_ACCESS)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = key.Close()
		if err := registry.DeleteKey(registry.CURRENT_USER, `Software\Policies\Pinisi`); err != nil {
			t.Error(err)
		}
	})
	if err := key.SetExpandStringValue("DataFolder", `D:\Data Pinisi\%USERNAME%`); err != nil {
		t.Fatal(err)
	}
	if dir, err := Data(); err != nil || dir != `D:\Data Pinisi\`+os.Getenv("USERNAME") {
		t.Errorf("got %q, %v", dir, err)
	}
}
