package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"pinisi/cmd/scripted"
)

// TestWithHub runs testdata/hub: the built pinisi-cli and pinisi-hub against
// each other, on loopback.
func TestWithHub(t *testing.T) {
	bin := builtPrograms(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/hub",
		Setup: func(env *testscript.Env) error {
			// Before the directory of testscript's own commands: the built ones.
			env.Setenv("PATH", bin+string(filepath.ListSeparator)+env.Getenv("PATH"))
			env.Setenv("TZ", "UTC")
			env.Values[running{}] = &hubs{stop: func() {}}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": scripted.Exits, "address": address, "serve": serve, "code": code, "keep": keep, "replace": replace},
	})
}

// builtPrograms is PINISI_BIN if the programs are there; else they are built.
func builtPrograms(t *testing.T) string {
	ending := ""
	if runtime.GOOS == "windows" {
		ending = ".exe"
	}
	bin := os.Getenv("PINISI_BIN")
	for _, name := range []string{"pinisi-cli", "pinisi-hub"} {
		if _, err := os.Stat(filepath.Join(bin, name+ending)); bin == "" || err != nil {
			bin = ""
		}
	}
	if bin != "" {
		return bin
	}
	bin = t.TempDir()
	build := exec.Command("go", "build", "-buildvcs=false", "-o", bin+string(filepath.Separator), ".", "../pinisi-hub")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build the programs: %v\n%s", err, out)
	}
	return bin
}

// hubs holds how to stop the hub that a script started.
type hubs struct{ stop func() }

type running struct{} // key of a script's *hubs

// address VAR: a free address of this computer.
func address(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: address VAR")
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	ts.Check(err)
	ts.Setenv(args[0], l.Addr().String())
	ts.Check(l.Close())
}

// serve DIR ADDRESS: starts a hub, waits until it answers, and stops it when
// the script ends or says "serve stop".
func serve(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 && (len(args) != 1 || args[0] != "stop") {
		ts.Fatalf("usage: serve DIR ADDRESS, serve stop")
	}
	if args[0] == "stop" {
		ts.Value(running{}).(*hubs).stop()
		return
	}
	program, err := exec.LookPath(filepath.Join(filepath.SplitList(ts.Getenv("PATH"))[0], "pinisi-hub"))
	ts.Check(err)
	var log bytes.Buffer
	cmd := exec.Command(program, "serve", "--data", ts.MkAbs(args[0]), "--listen", args[1])
	cmd.Stderr = &log
	ts.Check(cmd.Start())
	stopped := false
	stop := func() {
		if !stopped {
			stopped = true
			ts.Check(cmd.Process.Kill())
			_ = cmd.Wait() // killed
		}
	}
	ts.Defer(stop)
	ts.Value(running{}).(*hubs).stop = stop
	for until := time.Now().Add(30 * time.Second); ; time.Sleep(20 * time.Millisecond) {
		c, err := net.DialTimeout("tcp", args[1], time.Second)
		if err == nil {
			ts.Check(c.Close())
			return
		}
		if time.Now().After(until) {
			ts.Fatalf("the hub does not answer: %v\n%s", err, log.String())
		}
	}
}

// code VAR DIR SCOPE: a new enrolment code of the hub.
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: code VAR DIR SCOPE")
	}
	ts.Check(ts.Exec("pinisi-hub", "code", "--data", args[1], "--scope", args[2], "--name", "Uji", "--json"))
	var answer struct {
		Code string `json:"code"`
	}
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &answer); err != nil || answer.Code == "" {
		ts.Fatalf("%s", fmt.Sprint("no code in the hub's answer: ", err))
	}
	ts.Setenv(args[0], answer.Code)
}

// keep VAR REGEXP: the first group of what was last written to standard output.
func keep(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: keep VAR REGEXP")
	}
	found := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) != 2 {
		ts.Fatalf("%s is not in the output", args[1])
	}
	ts.Setenv(args[0], found[1])
}
