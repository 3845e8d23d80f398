package journal_test

import (
	"bytes"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
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

// crashes are ways to end, and what stands in the words that they leave. The
// runtime says the sentence of a fatal error to the terminal alone; its stack
// tells it too.
var crashes = map[string]struct {
	crash func()
	words string
}{
	"a panic":            {func() { panic("the mast broke") }, "the mast broke"},
	"a panic elsewhere":  {func() { go func() { panic("the mast broke") }(); select {} }, "the mast broke"},
	"a nil pointer":      {func() { var j *journal.Journal; _ = j.Dir() }, "nil pointer"},
	"a stack too deep":   {func() { debug.SetMaxStack(1 << 20); _ = deeper(0) }, "runtime.newstack"},
	"no memory left":     {func() { hold = make([]byte, 1<<46) }, "runtime.mallocgc"},
	"a map of two minds": {racing, "maps.fatal"},
}

var hold []byte

func deeper(n int) int {
	if n < 0 { // it never is, before the stack ends
		return 0
	}
	return deeper(n+1) + 1
}

func racing() {
	m := map[int]int{}
	for range 8 {
		go func() {
			for i := 0; ; i++ {
				m[i%9] = i
			}
		}()
	}
	select {}
}

func TestACrashLeavesItsLastWords(t *testing.T) {
	if how := os.Getenv("PINISI_CRASH"); how != "" { // the child
		if _, err := journal.Open(os.Getenv("PINISI_CRASH_HERE")); err != nil {
			t.Fatal(err)
		}
		crashes[how].crash()
		t.Fatalf("%s was survived", how)
	}
	for how, c := range crashes {
		if how == "no memory left" && runtime.GOOS == "windows" {
			continue // Wine promises 64 TB, and looks for them for a minute
		}
		t.Run(how, func(t *testing.T) {
			// given a program that crashed
			dir := t.TempDir()
			child := exec.Command(os.Args[0], "-test.run=TestACrashLeavesItsLastWords")
			child.Env = append(os.Environ(), "PINISI_CRASH_HERE="+dir, "PINISI_CRASH="+how)
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
			words, at, err := journal.LastCrash(dir)
			if err != nil || !j.Crashed() || at.IsZero() || !strings.Contains(words, c.words) || !strings.Contains(words, "goroutine ") {
				t.Errorf("crashed %v, words %.300q, %v", j.Crashed(), words, err)
			}
			again, err := journal.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			defer again.Close()
			if again.Crashed() {
				t.Error("an ordinary end counts as a crash")
			}
		})
	}
}

func TestTheLogGoesOnWhereItCannotRotate(t *testing.T) {
	// given a log whose next names are taken by folders that are not empty, as
	// good as a file that another program holds open on Windows
	dir := t.TempDir()
	for _, name := range []string{"pinisi.1.log", "pinisi.2.log", "pinisi.3.log"} {
		if err := os.MkdirAll(filepath.Join(dir, name, "held"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	j, err := journal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	// when more is written than a file takes
	line := append(bytes.Repeat([]byte("x"), 99_999), '\n')
	for range 25 {
		if _, err := j.Write(line); err != nil {
			t.Fatalf("a line is lost: %v", err)
		}
	}
	// then nothing is lost
	if info, err := os.Stat(filepath.Join(dir, "pinisi.log")); err != nil || info.Size() != 25*100_000 {
		t.Errorf("%v, %v; want 2500000 bytes", info, err)
	}
}

func TestTwoProgramsLogIntoOneFolder(t *testing.T) {
	// given two journals in one folder, and words of a crash of the one before
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "crash.txt"), []byte("panic: before\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	a, err := journal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	b, err := journal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if !a.Crashed() || b.Crashed() {
		t.Errorf("crashed: the first %v, the second %v", a.Crashed(), b.Crashed())
	}
	// when both write much
	for i := range 40 {
		j := []*journal.Journal{a, b}[i%2]
		line := append(bytes.Repeat([]byte{'a' + byte(i%2)}, 99_999), '\n')
		if _, err := j.Write(line); err != nil {
			t.Fatal(err)
		}
	}
	// then the words are still there, and what each wrote last too
	if words, _, err := journal.LastCrash(dir); words != "panic: before\n" || err != nil {
		t.Errorf("words of the crash: %q, %v", words, err)
	}
	tail, err := journal.Tail(dir, 1000)
	if err != nil || len(tail) == 0 {
		t.Errorf("%d lines, %v", len(tail), err)
	}
}

func TestTheEndOfTheLogReachesOverItsFiles(t *testing.T) {
	dir := t.TempDir()
	if tail, err := journal.Tail(dir, 5); err != nil || len(tail) != 0 {
		t.Errorf("without a log: %q, %v", tail, err)
	}
	if words, _, err := journal.LastCrash(dir); err != nil || words != "" {
		t.Errorf("without a crash: %q, %v", words, err)
	}
	for name, text := range map[string]string{"pinisi.1.log": "one\ntwo\n", "pinisi.log": "three\nfour\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if tail, err := journal.Tail(dir, 3); err != nil || strings.Join(tail, " ") != "two three four" {
		t.Errorf("got %q, %v", tail, err)
	}
}

type deaf struct{}

func (deaf) Write([]byte) (int, error) { return 0, os.ErrInvalid }

func TestAProgramWithoutTerminalLogsAllTheSame(t *testing.T) {
	dir := t.TempDir()
	j, err := journal.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	slog.New(slog.NewTextHandler(j.Beside(deaf{}), nil)).Info("start")
	slog.New(slog.NewTextHandler(j.Beside((*os.File)(nil)), nil)).Info("end")
	if tail, err := journal.Tail(dir, 9); err != nil || len(tail) != 2 || !strings.Contains(tail[1], "msg=end") {
		t.Errorf("%q, %v", tail, err)
	}
}
