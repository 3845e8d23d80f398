package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"
)

// patience is how long a single command may take.
const patience = 2 * time.Minute

// programs are the built commands.
type programs struct {
	hub, cli string
	lang     string
}

// findPrograms looks in dir, beside this program, and in PINISI_BIN.
func findPrograms(dir string) (*programs, error) {
	places := []string{dir}
	if dir == "" {
		self, err := os.Executable()
		if err != nil {
			return nil, err
		}
		places = []string{filepath.Dir(self), os.Getenv("PINISI_BIN")}
	}
	ending := ""
	if runtime.GOOS == "windows" {
		ending = ".exe"
	}
	for _, place := range places {
		p := &programs{hub: filepath.Join(place, "pinisi-hub"+ending), cli: filepath.Join(place, "pinisi-cli"+ending)}
		if place != "" && exists(p.hub) && exists(p.cli) {
			return p, nil
		}
	}
	return nil, fmt.Errorf("pinisi-hub and pinisi-cli are not in %s; build them there (make build-commands), or name their folder with --bin", strings.Join(places, ", "))
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// ended is how a command ended.
type ended struct {
	out, err string
	code     int
}

// start runs a program to its end. A code other than 0 is no error here: the
// plot says what it expects.
func start(ctx context.Context, program string, args ...string) (ended, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	var out, errOut bytes.Buffer
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Stdout, cmd.Stderr = &out, &errOut
	err := cmd.Run()
	e := ended{out: out.String(), err: errOut.String()}
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Exited() {
		e.code = exit.ExitCode()
		return e, nil
	}
	if err != nil {
		return e, fmt.Errorf("run %s %s: %w\n%s", filepath.Base(program), strings.Join(args, " "), err, e.err)
	}
	return e, nil
}
