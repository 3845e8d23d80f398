package backup

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"pinisi/data"
	"pinisi/data/store"
)

// given a store with a record and its evidence, when it is backed up and the
// backup is unpacked into an empty folder, then both are there.
func TestBackupIsADataFolder(t *testing.T) {
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if err := st.SetProfile(ctx, store.Profile{Scope: "kbri-singapura"}); err != nil {
		t.Fatal(err)
	}
	photo := filepath.Join(t.TempDir(), "foto.jpg")
	if err := os.WriteFile(photo, []byte("papan layanan"), 0o600); err != nil {
		t.Fatal(err)
	}
	sha, size, err := st.AddFile(ctx, photo, nil)
	if err != nil {
		t.Fatal(err)
	}
	id := st.NewID()
	if _, err := st.Write(ctx, data.Action{Edits: data.Create("attachment", id, "", map[string]data.Value{
		"name": data.TextValue("foto.jpg"), "sha256": data.TextValue(sha), "size": data.IntValue(size),
	})}); err != nil {
		t.Fatal(err)
	}

	file := filepath.Join(t.TempDir(), "cadangan.zip")
	var done, total int64
	if err := Write(ctx, st, file, func(d, n int64) { done, total = d, n }); err != nil {
		t.Fatal(err)
	}
	if done != total || total < size {
		t.Errorf("progress ended at %d of %d", done, total)
	}

	copied := t.TempDir()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if filepath.Base(f.Name) == "device.key" {
			t.Errorf("the private key is in the backup as %s", f.Name)
		}
		from, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(copied, f.Name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(path), 0o700), os.WriteFile(path, content, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	again, err := store.Open(ctx, copied, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if r, err := again.Get(ctx, "attachment", id); err != nil || r.Text("name") != "foto.jpg" || !again.HasFile(sha) {
		t.Errorf("restored record %v (%v), file there: %v", r.Fields, err, again.HasFile(sha))
	}
}

func TestBackupHarmsNoFile(t *testing.T) {
	ctx := context.Background()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	dir := t.TempDir()
	there := filepath.Join(dir, "laporan.zip")
	if err := os.WriteFile(there, []byte("penting"), 0o600); err != nil {
		t.Fatal(err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	for name, test := range map[string]struct {
		ctx  context.Context
		file string
		want error
	}{
		"over another file": {ctx, there, &data.Error{Code: "errors.file_exists"}},
		"no such folder":    {ctx, filepath.Join(dir, "usb", "x.zip"), &data.Error{Code: "errors.no_folder"}},
		"cancelled":         {ended, filepath.Join(dir, "x.zip"), context.Canceled},
	} {
		if err := Write(test.ctx, st, test.file, nil); !errors.Is(err, test.want) {
			t.Errorf("%s: %v, want %v", name, err, test.want)
		}
	}
	left, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(there); len(left) != 1 || string(content) != "penting" || err != nil {
		t.Errorf("left behind: %v; the other file: %q, %v", left, content, err)
	}
}
