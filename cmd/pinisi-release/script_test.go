package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"pinisi/cmd/scripted"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"pinisi-release": main})
}

// TestScripts runs testdata/script: what a release person types, and what comes back.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:  "testdata/script",
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"exits": scripted.Exits},
	})
}
