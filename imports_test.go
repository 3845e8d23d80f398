package main_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// listed is what `go list -json` says of one package.
type listed struct {
	ImportPath   string
	Standard     bool
	CgoFiles     []string // files that import "C"
	Imports      []string
	TestImports  []string
	XTestImports []string
	Deps         []string // every package it links, tests apart
}

const module = "pinisi"

// mayImport says for each layer which layers its packages may import. Imports go one way:
// app → sync → data → assets. What is in no layer here (cmd and other programs) may use all but the window.
var mayImport = map[string][]string{
	"main":   {"app", "sync", "data", "assets"},
	"app":    {"app", "sync", "data", "assets"},
	"sync":   {"sync", "data", "assets"},
	"data":   {"data", "assets"},
	"assets": {"assets"},
	"cmd":    {"cmd", "sync", "data", "assets"},
}

// outside says what else a layer keeps away from: the window reads no database and no network,
// and the domain knows neither the window nor the network. Tests may use what they need.
var outside = map[string][]string{
	"app":    {"database/sql", "modernc.org/sqlite", "net/http"},
	"sync":   {"fyne.io/"},
	"data":   {"fyne.io/", "net/http"},
	"assets": {"fyne.io/", "net/http", "database/sql", "modernc.org/sqlite"},
	"cmd":    {"fyne.io/"},
}

// layer names the layer of one of our packages, or is empty for the packages of others.
func layer(path string) string {
	if path == module || path == module+"_test" {
		return "main"
	}
	rest, ours := strings.CutPrefix(path, module+"/")
	if !ours {
		return ""
	}
	top, _, _ := strings.Cut(rest, "/")
	if _, known := mayImport[top]; !known {
		return "cmd"
	}
	return top
}

// violations lists each breach of the import rules among the packages, one sentence each.
func violations(packages []listed) []string {
	var found []string
	usesC := map[string]bool{}
	for _, p := range packages {
		// The standard library's own use of C (name resolution) is replaced by Go in a build without CGO.
		usesC[p.ImportPath] = len(p.CgoFiles) > 0 && !p.Standard
	}
	for _, p := range packages {
		from := layer(p.ImportPath)
		if from == "" {
			continue
		}
		for _, imported := range slices.Concat(p.Imports, p.TestImports, p.XTestImports) {
			to := layer(imported)
			itself := imported == p.ImportPath // an external test imports its own package
			if to != "" && !itself && !slices.Contains(mayImport[from], to) {
				found = append(found, fmt.Sprintf("%s imports %s: %s may not import %s", p.ImportPath, imported, from, to))
			}
		}
		for _, imported := range p.Imports {
			for _, barred := range outside[from] {
				if imported == barred || strings.HasPrefix(imported, strings.TrimSuffix(barred, "/")+"/") {
					found = append(found, fmt.Sprintf("%s imports %s: %s keeps away from it", p.ImportPath, imported, from))
				}
			}
		}
		if from != "cmd" {
			continue
		}
		for _, dep := range append([]string{p.ImportPath}, p.Deps...) {
			if usesC[dep] {
				found = append(found, fmt.Sprintf("%s links %s, which needs CGO", p.ImportPath, dep))
			}
			if strings.HasPrefix(dep, "fyne.io/") && !slices.Contains(p.Imports, dep) {
				found = append(found, fmt.Sprintf("%s links %s through another package", p.ImportPath, dep))
			}
		}
	}
	return found
}

func TestImportsGoOneWay(t *testing.T) {
	for _, system := range []string{"linux", "windows"} {
		t.Run(system, func(t *testing.T) {
			packages := list(t, system)
			if !slices.ContainsFunc(packages, func(p listed) bool { return layer(p.ImportPath) == "assets" }) {
				t.Fatalf("go list found %d packages and not our own: this test would hold nothing", len(packages))
			}
			for _, v := range violations(packages) {
				t.Error(v)
			}
		})
	}
}

// list gives every package of the module and all they link, as built for users: with CGO, without the test tag.
func list(t *testing.T, system string) []listed {
	t.Helper()
	// -e: a package that does not compile is the compiler's to report.
	cmd := exec.Command("go", "list", "-e", "-deps", "-tags", "x11,migrated_fynedo",
		"-json=ImportPath,Standard,CgoFiles,Imports,TestImports,XTestImports,Deps", "./...")
	cmd.Env = append(os.Environ(), "CGO_ENABLED=1", "GOOS="+system, "GOARCH=amd64")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list for %s: %v\n%s", system, err, stderr.String())
	}
	var packages []listed
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p listed
		err := decoder.Decode(&p)
		if errors.Is(err, io.EOF) {
			return packages
		}
		if err != nil {
			t.Fatalf("read the output of go list for %s: %v", system, err)
		}
		packages = append(packages, p)
	}
}

func TestViolationsAreFound(t *testing.T) {
	gl := listed{ImportPath: "github.com/go-gl/gl", CgoFiles: []string{"gl.go"}}
	net := listed{ImportPath: "net", Standard: true, CgoFiles: []string{"cgo_unix.go"}}
	for name, c := range map[string]struct {
		given []listed
		want  []string
	}{
		"the layers as drawn": {
			[]listed{
				{ImportPath: "pinisi", Imports: []string{"pinisi/app", "pinisi/data/store", "fyne.io/fyne/v2"}},
				{ImportPath: "pinisi/app", Imports: []string{"pinisi/app/pages", "pinisi/sync", "fyne.io/fyne/v2"}},
				{ImportPath: "pinisi/sync/hub", Imports: []string{"pinisi/sync", "pinisi/data", "net/http"}},
				{ImportPath: "pinisi/data/store", Imports: []string{"pinisi/assets", "modernc.org/sqlite"}, XTestImports: []string{"pinisi/data/store"}},
				{ImportPath: "pinisi/cmd/pinisi-hub", Imports: []string{"pinisi/sync/hub"}, Deps: []string{"net", "pinisi/sync/hub"}},
				net,
			}, nil,
		},
		"data imports sync": {
			[]listed{{ImportPath: "pinisi/data", Imports: []string{"pinisi/sync"}}},
			[]string{"pinisi/data imports pinisi/sync: data may not import sync"},
		},
		"a test of assets imports data": {
			[]listed{{ImportPath: "pinisi/assets", TestImports: []string{"pinisi/data"}}},
			[]string{"pinisi/assets imports pinisi/data: assets may not import data"},
		},
		"a command imports the window": {
			[]listed{{ImportPath: "pinisi/cmd/pinisi-cli", Imports: []string{"pinisi/app"}}},
			[]string{"pinisi/cmd/pinisi-cli imports pinisi/app: cmd may not import app"},
		},
		"sync imports the window": {
			[]listed{{ImportPath: "pinisi/sync", XTestImports: []string{"pinisi/app/pages"}}},
			[]string{"pinisi/sync imports pinisi/app/pages: sync may not import app"},
		},
		"the window reads the database": {
			[]listed{{ImportPath: "pinisi/app/pages", Imports: []string{"database/sql"}}},
			[]string{"pinisi/app/pages imports database/sql: app keeps away from it"},
		},
		"data draws": {
			[]listed{{ImportPath: "pinisi/data/report", Imports: []string{"fyne.io/fyne/v2/canvas"}}},
			[]string{"pinisi/data/report imports fyne.io/fyne/v2/canvas: data keeps away from it"},
		},
		"a command links CGO through another": {
			[]listed{{ImportPath: "pinisi/cmd/pinisi-hub", Deps: []string{"pinisi/sync", "github.com/go-gl/gl"}}, gl},
			[]string{"pinisi/cmd/pinisi-hub links github.com/go-gl/gl, which needs CGO"},
		},
		"a command is written with CGO": {
			[]listed{{ImportPath: "pinisi/cmd/pinisi-cli", CgoFiles: []string{"main.go"}}},
			[]string{"pinisi/cmd/pinisi-cli links pinisi/cmd/pinisi-cli, which needs CGO"},
		},
		"a command links Fyne through another": {
			[]listed{{ImportPath: "pinisi/cmd/pinisi-cli", Deps: []string{"example.org/chart", "fyne.io/fyne/v2"}}},
			[]string{"pinisi/cmd/pinisi-cli links fyne.io/fyne/v2 through another package"},
		},
		"a program in a folder of its own imports the window": {
			[]listed{{ImportPath: "pinisi/tools/demo", Imports: []string{"pinisi/app"}}},
			[]string{"pinisi/tools/demo imports pinisi/app: cmd may not import app"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := violations(c.given); !slices.Equal(got, c.want) {
				t.Errorf("given %+v\n got %q\nwant %q", c.given, got, c.want)
			}
		})
	}
}
