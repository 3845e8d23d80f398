package main

import (
	"flag"
	"os"
	"strconv"
	"strings"
	"testing"

	"pinisi/assets"
	"pinisi/assets/words"
)

// TestTheDocumentNamesEveryCommandFlagAndExitCode holds docs/cli.md to the program.
func TestTheDocumentNamesEveryCommandFlagAndExitCode(t *testing.T) {
	b, err := os.ReadFile("../../docs/cli.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(b)
	for _, cmd := range commands {
		row := ""
		for line := range strings.Lines(text) {
			if strings.HasPrefix(line, "| `"+cmd.name+"`") || strings.HasPrefix(line, "| `"+cmd.name+" ") {
				row += line
			}
		}
		if row == "" {
			t.Errorf("docs/cli.md does not tell of %s", cmd.name)
		}
		f := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
		cmd.setup(f)
		f.VisitAll(func(f *flag.Flag) {
			if !strings.Contains(row, "--"+f.Name) {
				t.Errorf("docs/cli.md does not tell of %s --%s", cmd.name, f.Name)
			}
		})
	}
	for code := exitOK; code <= exitInUse; code++ {
		if !strings.Contains(text, "\n| "+strconv.Itoa(code)+" | ") {
			t.Errorf("docs/cli.md does not tell of exit code %d", code)
		}
	}
}

// TestEveryCommandHasItsTexts holds that help never shows a bare key.
func TestEveryCommandHasItsTexts(t *testing.T) {
	for _, lang := range assets.Languages() {
		w := words.New(lang)
		for _, cmd := range commands {
			keys := []string{"cli." + cmd.name + ".about"}
			if cmd.max > 0 {
				keys = append(keys, "cli."+cmd.name+".args")
			}
			f := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
			cmd.setup(f)
			f.VisitAll(func(f *flag.Flag) { keys = append(keys, "cli."+cmd.name+"."+f.Name) })
			for _, key := range keys {
				if _, ok := w.Lookup(key); !ok {
					t.Errorf("no text in %s for %s", lang, key)
				}
			}
		}
	}
}
