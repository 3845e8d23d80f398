package opener_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"pinisi/app/opener"
)

// TestPathsOfPeopleAreOpened lets the system open a small program by its path,
// as it opens a document.
func TestPathsOfPeopleAreOpened(t *testing.T) {
	for _, folder := range []string{"biasa", "Berkas Kantor", "José Müller", "100% #1 & Co (baru)", "%41%20x", "a+b=c;d,e"} {
		root, err := os.MkdirTemp("", "opener-")
		if err != nil {
			t.Fatal(err)
		}
		dir := filepath.Join(root, folder)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		program, proof := filepath.Join(dir, "tulis.cmd"), filepath.Join(root, "proof.txt")
		if err := os.WriteFile(program, []byte("@echo ya> \""+proof+"\"\r\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := opener.Path(program); err != nil {
			t.Errorf("%s: %v", folder, err)
		}
		found := false
		for range 100 {
			if _, err := os.Stat(proof); err == nil {
				found = true
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		if !found {
			t.Errorf("%s: it was not opened", folder)
		}
		for _, path := range []string{program, proof, dir, root} {
			_ = os.Remove(path) // one by one: Wine 8 knows no other way
		}
	}
}

func TestWhatIsNotThereIsSaid(t *testing.T) {
	if err := opener.Path(`C:\tidak\ada\José.pdf`); err == nil {
		t.Error("nothing is said")
	}
}
