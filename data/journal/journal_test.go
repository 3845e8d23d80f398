package journal_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"pinisi/data/journal"
)

func TestTheLogRotatesAndKeepsThree(t *testing.T) {
	// given a journal into which 6 MB are written
	dir := t.TempDir()
	j, err := journal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	line := append(bytes.Repeat([]byte("x"), 99_999), '\n')
	for range 60 {
		if _, err := j.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	// then four files are there, none over 1 MiB
	logs, err := filepath.Glob(filepath.Join(dir, "*.log"))
	if err != nil || len(logs) != 4 {
		t.Fatalf("files %v, %v; want 4", logs, err)
	}
	for _, l := range logs {
		if info, err := os.Stat(l); err != nil || info.Size() > 1<<20 || info.Size() == 0 {
			t.Errorf("%s: %v, %v", l, info, err)
		}
	}
	if _, err := j.Write(line); err == nil {
		t.Error("a closed journal takes lines")
	}
}

func TestACrashLeavesItsLastWords(t *testing.T) {
	dir := os.Getenv("PINISI_CRASH_HERE")
	if dir != "" { // the child
		if _, err := journal.Open(dir); err != nil {
			t.Fatal(err)
		}
		go func() { panic("the mast broke") }()
		select {}
	}
	// given a program that crashed in a goroutine
	dir = t.TempDir()
	child := exec.Command(os.Args[0], "-test.run=TestACrashLeavesItsLastWords")
	child.Env = append(os.Environ(), "PINISI_CRASH_HERE="+dir)
	if err := child.Run(); err == nil {
		t.Fatal("the child did not crash")
	}
	// when the next one starts
	j, err := journal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	// then it knows, and the words are kept
	words, err := os.ReadFile(filepath.Join(dir, "crash-before.txt"))
	if err != nil || !j.Crashed() || !strings.Contains(string(words), "the mast broke") {
		t.Errorf("crashed %v, words %q, %v", j.Crashed(), words, err)
	}
	again, err := journal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	if again.Crashed() {
		t.Error("an ordinary end counts as a crash")
	}
}
