package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"pinisi/data"
)

// TestKilledWriterKeepsWhatItAcknowledged kills a writing child process with
// SIGKILL, 50 times at odd moments on one folder, and looks for everything
// that the child had acknowledged.
func TestKilledWriterKeepsWhatItAcknowledged(t *testing.T) {
	if dir := os.Getenv("PINISI_KILL_DIR"); dir != "" {
		writeUntilKilled(dir)
	}
	dir := t.TempDir()
	want := map[data.ID]string{}
	for round := range 50 {
		cmd := exec.Command(os.Args[0], "-test.run=TestKilledWriterKeepsWhatItAcknowledged")
		cmd.Env = append(os.Environ(), "PINISI_KILL_DIR="+dir)
		var trouble strings.Builder
		cmd.Stderr = &trouble
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		stuck := time.AfterFunc(time.Minute, func() { cmd.Process.Signal(syscall.SIGQUIT) }) // its goroutines tell why
		// Given a child that wrote for a while, killed in the middle of it
		wait := time.Duration(5+round*3) * time.Millisecond
		lines := bufio.NewScanner(out)
		started := false
		for lines.Scan() {
			if !started {
				started = true
				time.AfterFunc(wait, func() { cmd.Process.Kill() })
			}
			id, note, ok := strings.Cut(lines.Text(), " ")
			if !ok {
				continue // the line that the kill cut off
			}
			rid, err := data.ParseID(id)
			if err != nil || !strings.HasSuffix(note, ".") {
				continue
			}
			want[rid] = note
		}
		stuck.Stop()
		cmd.Wait() // killed: the error says so
		if !started {
			t.Fatalf("round %d: the child wrote nothing: %s", round, trouble.String())
		}
	}
	// Then all of it is there, and the tables are what the log says
	s := open(t, dir)
	for id, note := range want {
		if got := get(t, s, "answer", id).Text("note"); got != note && !later(got, note) {
			t.Fatalf("answer %s: acknowledged %q, found %q", id, note, got)
		}
	}
	if len(want) < 50 {
		t.Fatalf("only %d records were written", len(want))
	}
	verified(t, s)
}

// later reports a note that the child wrote after the one it last acknowledged.
func later(got, acknowledged string) bool {
	var a, b int
	fmt.Sscanf(got, "Catatan %d.", &a)
	fmt.Sscanf(acknowledged, "Catatan %d.", &b)
	return a > b
}

func writeUntilKilled(dir string) {
	ctx := context.Background()
	s, err := Open(ctx, dir, Options{})
	for n := 0; errors.Is(err, ErrInUse) && n < 5000; n++ { // the lock of the one killed before
		time.Sleep(time.Millisecond)
		s, err = Open(ctx, dir, Options{})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	id := s.NewID()
	edits := data.Create("answer", id, "kbri-singapura", map[string]data.Value{"score": data.IntValue(3)})
	for n := 1; ; n++ {
		note := fmt.Sprintf("Catatan %d.", n)
		edits = append(edits, data.Edit{Kind: "answer", Record: id, Scope: "kbri-singapura", Field: "note", Value: data.TextValue(note)})
		if _, err := s.Write(ctx, data.Action{Label: "test", Edits: edits}); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		edits = edits[:0]
		fmt.Println(id, note)
		if n%7 == 0 {
			if err := s.Seal(ctx, 0); err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
		}
	}
}
