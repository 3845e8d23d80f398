package main

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"
)

func TestLicencesAreExpressions(t *testing.T) {
	got := licences(`The text of each licence: here

example.org/a v1.0.0: MIT
example.org/b v1.2.0: MIT and Apache-2.0
example.org/c v0.0.1: FTL (its other licence, GPL-2.0, is not taken)
example.org/d v0.0.1: Unlicense or BSD-3-Clause
`)
	for module, want := range map[string]string{
		"example.org/a v1.0.0": "MIT", "example.org/b v1.2.0": "MIT AND Apache-2.0",
		"example.org/c v0.0.1": "FTL", "example.org/d v0.0.1": "Unlicense OR BSD-3-Clause",
	} {
		if got[module] != want {
			t.Errorf("%s: got %q, want %q", module, got[module], want)
		}
	}
	if len(got) != 4 {
		t.Errorf("got %d licences, want 4: %v", len(got), got)
	}
}

// The test's own binary is a program as good as any.
func TestTheBillNamesWhatAProgramIsMadeOf(t *testing.T) {
	t.Chdir("../..")
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	beside := t.TempDir() + "/component.json"
	if err := os.WriteFile(beside, []byte(`{"type": "library", "name": "Beside", "version": "7", "licenses": []}`), 0o600); err != nil {
		t.Fatal(err)
	}
	var first, second bytes.Buffer
	for _, out := range []*bytes.Buffer{&first, &second} {
		if err := run([]string{program, beside}, out); err != nil {
			t.Fatal(err)
		}
	}
	if first.String() != second.String() {
		t.Error("two bills of one program differ")
	}
	var b struct {
		Components []struct{ Name, Version string }
	}
	if err := json.Unmarshal(first.Bytes(), &b); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, c := range b.Components {
		found[c.Name] = c.Version != ""
	}
	for _, name := range []string{"std", "github.com/google/uuid", "Beside"} {
		if !found[name] {
			t.Errorf("%s is not in the bill: %v", name, b.Components)
		}
	}
}
