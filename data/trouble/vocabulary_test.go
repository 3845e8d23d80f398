package trouble

import (
	"flag"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write vocabulary.txt from the sources")

// speaks are the functions whose texts end in a log or in an error.
var speaks = map[string]bool{"New": true, "Errorf": true, "Fail": true, "Debug": true, "Info": true, "Warn": true, "Error": true,
	"DebugContext": true, "InfoContext": true, "WarnContext": true, "ErrorContext": true, "throw": true, "panic": true, "fatal": true, "problem": true}

// libraries are those whose errors reach the log.
var libraries = []string{"archive/zip", "bufio", "compress/flate", "context", "crypto/tls", "crypto/x509", "database/sql", "encoding/json", "internal/poll", "io", "io/fs", "net", "net/http", "net/url", "os", "os/exec", "runtime", "strconv", "syscall", "time"}

// other words, of what the program says without a function of those, and of its files.
const other = `pinisi db log txt wal shm lock attachments backup part device key crash before new time level msg error folder version scope data
INFO WARN ERROR DEBUG true false nil EOF TLS TCP UDP DNS HTTP HTTPS SQL SQLITE_BUSY SQLITE_FULL SQLITE_IOERR SQLITE_CORRUPT SQLITE_CANTOPEN SQLITE_READONLY
ms µs ns s m h tcp udp ip dial read write open close connect lookup rename remove unlinkat mkdir stat lstat sync truncate goroutine running main go exit status signal
database disk image is malformed full locked unable to file logic file is not a database constraint failed interrupted readonly attempt a i o exist exists denied found no such
locked thread chan receive send select cases IO wait syscall semacquire sync Mutex RWMutex WaitGroup Cond Lock RLock Wait GC sweep scavenge assist worker idle force gc finalizer sleep runnable minutes scan copystack preempted debug call trace reader GOMAXPROCS updater cleanup wait timer durable recovered repanicked`

// TestTheVocabularyIsOfTheProgram fails when the file is missing. A word that a
// message got since it was written is left out of reports until -update.
func TestTheVocabularyIsOfTheProgram(t *testing.T) {
	if n := len(strings.Fields(vocabulary)); n < 1000 && !*update {
		t.Errorf("%d words; write them with -update", n)
	}
	if !*update {
		return
	}
	all := map[string]bool{}
	for word := range wordsOf(other) {
		all[word] = true
	}
	for _, dir := range []string{"../../app", "../../sync", "../../data", "../../main.go"} {
		scan(t, dir, all)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, lib := range libraries {
		files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), "src", filepath.FromSlash(lib), "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			scan(t, f, all)
		}
	}
	text := strings.Join(slices.Sorted(maps.Keys(all)), "\n") + "\n"
	if err := os.WriteFile("vocabulary.txt", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func scan(t *testing.T, root string, all map[string]bool) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasSuffix(d.Name(), "test") || d.Name() == "testdata" || d.Name() == "workload") {
			return fs.SkipDir
		}
		if d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			name := ""
			switch f := call.Fun.(type) {
			case *ast.Ident:
				name = f.Name
			case *ast.SelectorExpr:
				name = f.Sel.Name
			}
			if speaks[name] {
				for _, arg := range call.Args {
					texts(arg, all)
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// texts takes the words of the literals of an argument, added ones too.
func texts(arg ast.Expr, all map[string]bool) {
	switch e := arg.(type) {
	case *ast.BinaryExpr:
		texts(e.X, all)
		texts(e.Y, all)
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		if e.Kind != token.STRING || err != nil {
			return
		}
		for word := range wordsOf(text) {
			if len(word) > 1 && len(word) < 24 && !number(word) && !strings.ContainsFunc(word, func(r rune) bool { return r > 127 && r != 'µ' }) {
				all[word] = true
			}
		}
	}
}
