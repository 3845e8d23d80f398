package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"

	"pinisi/cmd/scripted"
	"pinisi/data/release"
	"pinisi/data/store"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"pinisi-cli": main})
}

// TestScripts runs testdata/script: what a user types, and what comes back.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PINISI_DATA", filepath.Join(env.WorkDir, "data"))
			env.Setenv("TZ", "UTC")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": scripted.Exits, "meet": meet, "hold": hold, "truncate": truncate, "replace": replace, "type": typeCell, "bundle": bundle,
		},
	})
}

// hold DIR: opens the folder as another program would, until the script ends.
func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: hold DIR")
	}
	st, err := store.Open(context.Background(), ts.MkAbs(args[0]), store.Options{})
	ts.Check(err)
	ts.Defer(func() { ts.Check(st.Close()) })
}

// meet DIR DIR: two devices learn all that the other knows, as through the hub.
func meet(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: meet DIR DIR")
	}
	ctx := context.Background()
	var sides []*store.Store
	for _, dir := range args {
		st, err := store.Open(ctx, ts.MkAbs(dir), store.Options{})
		ts.Check(err)
		defer func() { ts.Check(st.Close()) }()
		ts.Check(st.Seal(ctx, 64<<10))
		sides = append(sides, st)
	}
	for i, from := range sides {
		to := sides[1-i]
		v, err := to.Vector(ctx)
		ts.Check(err)
		var all [][]byte
		ts.Check(from.SegmentsSince(ctx, v, nil, func(s store.Sealed) error { all = append(all, s.Bytes); return nil }))
		done, err := to.Apply(ctx, all, false)
		ts.Check(err)
		if done.Quarantined > 0 {
			ts.Fatalf("%d segments were quarantined", done.Quarantined)
		}
	}
}

// truncate FILE: cuts a file off in the middle.
func truncate(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: truncate FILE")
	}
	name := ts.MkAbs(args[0])
	info, err := os.Stat(name)
	ts.Check(err)
	ts.Check(os.Truncate(name, info.Size()/2))
}

// replace FILE OLD NEW …: changes the first of each text in a file.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 || len(args)%2 == 0 {
		ts.Fatalf("usage: replace FILE OLD NEW …")
	}
	text := ts.ReadFile(args[0])
	for i := 1; i < len(args); i += 2 {
		if !strings.Contains(text, args[i]) {
			ts.Fatalf("%s is not in %s", args[i], args[0])
		}
		text = strings.Replace(text, args[i], args[i+1], 1)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// type FILE SHEET CELL VALUE: writes a cell of a workbook, as a person would.
func typeCell(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: type FILE SHEET CELL VALUE")
	}
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Check(f.SetCellValue(args[1], args[2], args[3]))
	ts.Check(f.Save())
	ts.Check(f.Close())
}

// bundle DIR VERSION KEYS: makes a release of a small program, signed with a key
// that the file KEYS makes public. It makes the file unless it is there.
func bundle(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: bundle DIR VERSION KEYS")
	}
	dir, keys := ts.MkAbs(args[0]), ts.MkAbs(args[2])
	private := ed25519.NewKeyFromSeed(bytes.Repeat([]byte{byte(len(args[2]))}, ed25519.SeedSize))
	if _, err := os.Stat(keys); err != nil {
		key := release.Key{ID: "uji", Public: private.Public().(ed25519.PublicKey)}
		ts.Check(os.WriteFile(keys, []byte(key.String()+"\n"), 0o644))
	}
	program := ts.MkAbs(args[0] + "-program")
	ts.Check(os.Mkdir(program, 0o755))
	ts.Check(os.WriteFile(filepath.Join(program, "pinisi.exe"), []byte("program "+args[1]), 0o755))
	_, err := release.Make(dir, program, args[1], "windows/amd64", nil, nil)
	ts.Check(err)
	text, err := os.ReadFile(filepath.Join(dir, release.StatementFile))
	ts.Check(err)
	ts.Check(os.WriteFile(filepath.Join(dir, release.SignatureFile), []byte(release.Sign("uji", private, text)), 0o644))
}
