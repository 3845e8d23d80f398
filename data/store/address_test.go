package store

import (
	"context"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinisi/data"
)

// folders are names that people give, some of which mean something in a URI.
var folders = []string{"biasa", "Berkas Kantor", "José Müller", "100% #1 & Co", "%41%20", "a+b=c;d,e", "海洋 ⛵", strings.Repeat("panjang sekali ", 6) + "x"}

func TestTheStoreOpensWhateverItsFolderIsCalled(t *testing.T) {
	ctx := context.Background()
	names := folders
	if filepath.Separator == '/' {
		names = append(names, "apa?", `back\slash`, "C:")
	}
	root, err := os.MkdirTemp("", "store-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { sweep(root) })
	// a folder below folders, over 260 characters deep
	deep := root
	for range 6 {
		deep = filepath.Join(deep, strings.Repeat("map yang panjang ", 3)+"x")
	}
	for _, dir := range append(names, deep) {
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(root, dir, "Pinisi")
		}
		// given a store that holds a record and a file
		s, err := Open(ctx, dir, Options{})
		if err != nil {
			t.Errorf("%s: %v", dir, err)
			continue
		}
		id := s.NewID()
		if _, err := s.Write(ctx, data.Action{Author: s.NewID(), Label: "t", Edits: data.Create("followup", id, "kbri-singapura", map[string]data.Value{"finding": data.TextValue("loket")})}); err != nil {
			t.Errorf("%s: write: %v", dir, err)
		}
		evidence := filepath.Join(dir, "bukti é #1.txt")
		if err := os.WriteFile(evidence, []byte("bukti"), 0o600); err != nil {
			t.Fatal(err)
		}
		sha, _, err := s.AddFile(ctx, evidence, nil)
		if err != nil || !s.HasFile(sha) {
			t.Errorf("%s: add a file: %v", dir, err)
		}
		// when it is copied and opened again
		copied := filepath.Join(dir, "cadangan #1 %20.db")
		if err := s.Backup(ctx, copied); err != nil {
			t.Errorf("%s: copy: %v", dir, err)
		}
		if info, err := os.Stat(copied); err != nil || info.Size() == 0 {
			t.Errorf("%s: the copy is not where it should be: %v", dir, err)
		}
		if err := s.Close(); err != nil {
			t.Errorf("%s: close: %v", dir, err)
		}
		again, err := Open(ctx, dir, Options{})
		if err != nil {
			t.Errorf("%s: again: %v", dir, err)
			continue
		}
		// then what was written is there, in the folder that was named
		if _, err := again.Get(ctx, "followup", id); err != nil {
			t.Errorf("%s: %v", dir, err)
		}
		if _, err := os.Stat(filepath.Join(dir, fileDB)); err != nil {
			t.Errorf("%s: %v", dir, err)
		}
		if err := again.Close(); err != nil {
			t.Errorf("%s: close again: %v", dir, err)
		}
	}
}

func TestTheAddressOfAFileIsNoHost(t *testing.T) {
	// SQLite refuses "file://C:/…": https://www.sqlite.org/uri.html
	for _, path := range []string{`C:\Users\José\Pinisi\pinisi.db`, "/home/siti/pinisi.db", "relatif/pinisi.db"} {
		got := address(path, url.Values{"_txlock": {"immediate"}})
		if strings.HasPrefix(got, "file://") || !strings.HasSuffix(got, "?_txlock=immediate") {
			t.Errorf("%s: %s", path, got)
		}
	}
}

// sweep empties a folder one by one: os.RemoveAll asks for a way to delete that
// Wine 8 does not know.
func sweep(root string) {
	var all []string
	_ = filepath.WalkDir(root, func(path string, _ fs.DirEntry, err error) error {
		if err == nil {
			all = append([]string{path}, all...)
		}
		return nil
	})
	for _, path := range all {
		_ = os.Remove(path) // what stays is in the system's folder for such things
	}
}
