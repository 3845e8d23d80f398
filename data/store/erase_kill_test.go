package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"pinisi/data"
)

// TestKilledWhileErasing kills a child that erases one person after the other,
// 15 times at odd moments. What it had begun is done or not begun at the next
// start, and the file is cleaned by then.
func TestKilledWhileErasing(t *testing.T) {
	if dir := os.Getenv("PINISI_ERASE_DIR"); dir != "" {
		eraseUntilKilled(dir)
	}
	dir := t.TempDir()
	s := open(t, dir)
	people := map[data.ID]string{}
	for n := range 300 {
		id := s.NewID()
		people[id] = fmt.Sprintf("Wulandari%04dtampubolon", n)
		write(t, s, data.Create("participant", id, "kbri-singapura", map[string]data.Value{"name": text(people[id]), "organization": text("PPI")})...)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	done := map[data.ID]bool{}
	for round := range 15 {
		cmd := exec.Command(os.Args[0], "-test.run=TestKilledWhileErasing")
		cmd.Env = append(os.Environ(), "PINISI_ERASE_DIR="+dir, fmt.Sprint("PINISI_ERASE_MOST=", 3+round%4)) // a kill that comes late leaves some
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		gone := 0
		for lines := bufio.NewScanner(out); lines.Scan(); {
			id, err := data.ParseID(strings.TrimSuffix(lines.Text(), " gone"))
			if err != nil {
				continue // the line that the kill cut off
			}
			done[id] = true
			if gone++; gone == 1+round%4 { // then somewhere in the next one, or in the cleaning behind it
				time.AfterFunc(time.Duration(round)*400*time.Microsecond, func() { cmd.Process.Kill() })
			}
		}
		cmd.Wait() // killed: the error says so
	}
	// When the program is started again
	s = open(t, dir)
	if err := s.Scrub(context.Background()); err != nil {
		t.Fatal(err)
	}
	// Then what was acknowledged is gone, nothing is half gone, and the rest is there
	gone := 0
	files := ""
	for _, name := range []string{fileDB, fileDB + "-wal"} {
		b, err := os.ReadFile(dir + "/" + name)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		files += strings.ToLower(string(b))
	}
	for id, name := range people {
		r := get(t, s, "participant", id)
		switch {
		case r.Text("organization") != "PPI":
			t.Fatalf("%s lost more than the name: %+v", id, r)
		case r.Text("name") == name && !done[id]:
		case r.Text("name") == "":
			gone++
			if strings.Contains(files, strings.ToLower(name)) {
				t.Errorf("%s is erased, and still in the file", name)
			}
		default:
			t.Errorf("%s shows %q, acknowledged as gone: %v", name, r.Text("name"), done[id])
		}
	}
	if len(done) < 10 || gone < len(done) || gone == len(people) {
		t.Errorf("%d acknowledged, %d gone of %d: the test proves nothing", len(done), gone, len(people))
	}
	verified(t, s)
}

func eraseUntilKilled(dir string) {
	ctx := context.Background()
	s, err := Open(ctx, dir, Options{})
	for n := 0; errors.Is(err, ErrInUse) && n < 5000; n++ {
		time.Sleep(time.Millisecond)
		s, err = Open(ctx, dir, Options{})
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	all, err := s.List(ctx, Query{Kind: "participant"})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	most, err := strconv.Atoi(os.Getenv("PINISI_ERASE_MOST"))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	for _, r := range all {
		if r.Text("name") == "" {
			continue
		}
		if most--; most < 0 {
			break
		}
		_, err := s.Erase(ctx, Erase{Basis: "request", Of: []Erasing{{Kind: "participant", Record: r.ID, Field: "name"}}})
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(r.ID, "gone")
	}
	time.Sleep(time.Hour)
}
