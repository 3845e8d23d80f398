package main

import (
	"testing"

	"pinisi/data/about"
)

func TestFill(t *testing.T) {
	program := about.Program{ID: "id.perahu", Name: "Perahu", Version: "1.2.3", Build: 4}
	t.Setenv("FOLDER", `C:\x`)
	for given, want := range map[string]string{
		`{{.Name}} {{.FourNumbers}}`: "Perahu 1.2.3.4",
		`{{env "FOLDER"}}`:           `C:\x`,
		// By Python's uuid.uuid5(uuid.NAMESPACE_URL, "id.perahu/product/1.2.3").
		`{{uuid "product" .Version}}`: "A0835DB8-A348-5776-BFA8-70482E1ACEF8",
	} {
		got, err := fill(given, program)
		if err != nil || got != want {
			t.Errorf("%s: got %q, %v; want %q", given, got, err, want)
		}
	}
	for _, given := range []string{`{{.Colour}}`, `{{env "PINISI_NOT_SET"}}`, `{{.Name`} {
		if got, err := fill(given, program); err == nil {
			t.Errorf("%s: got %q, want an error", given, got)
		}
	}
}
