package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pinisi/assets/words"
)

// TestDemo plays the whole demo with the built programs: those of PINISI_BIN,
// or built here when there are none.
func TestDemo(t *testing.T) {
	bin := os.Getenv("PINISI_BIN")
	if _, err := findPrograms(bin); bin == "" || err != nil {
		bin = t.TempDir()
		build := exec.Command("go", "build", "-buildvcs=false", "-o", bin+string(filepath.Separator), "../pinisi-hub", "../pinisi-cli")
		build.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("build the programs: %v\n%s", err, out)
		}
	}
	var out bytes.Buffer
	keep := filepath.Join(t.TempDir(), "demo")
	if err := run(context.Background(), bin, keep, &printer{w: &out, words: words.New("id")}); err != nil {
		t.Fatalf("%v\n%s", err, out.String())
	}
	for _, want := range []string{"Siti Aminah, ", "Budi Hartono, ", "[kode keluar 5]", "Semua utuh"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the demo does not show %q:\n%s", want, out.String())
		}
	}
	for _, dir := range []string{"singapura-1", "singapura-2", "johor-1", "pusat", "hub"} {
		if !exists(filepath.Join(keep, dir)) {
			t.Errorf("--keep did not keep %s", dir)
		}
	}
	if err := run(context.Background(), bin, keep, &printer{w: &out, words: words.New("id")}); err == nil {
		t.Error("a folder that is not empty was taken")
	}
}
