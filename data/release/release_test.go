package release_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/release"
	"pinisi/data/store"
)

const platform = "windows/amd64"

var (
	ctx     = context.Background()
	private = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{1}, 32))
	other   = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{2}, 32))
	keys    = []release.Key{{ID: "uji-2026", Public: private.Public().(ed25519.PublicKey)}}
	day     = time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC)
)

func device(t *testing.T, scope string) *store.Store {
	t.Helper()
	st, err := store.Open(ctx, t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	if err := st.SetProfile(ctx, store.Profile{Scope: scope, Staff: st.NewID()}); err != nil {
		t.Fatal(err)
	}
	return st
}

// program writes a program folder of a version: a large program, of which each
// version changes some, and two small files.
func program(t *testing.T, version int) string {
	t.Helper()
	dir := t.TempDir()
	r := rand.New(rand.NewPCG(1, 1))
	exe := make([]byte, 200_000)
	for i := range exe {
		exe[i] = byte(r.Uint32())
	}
	for i := range version {
		copy(exe[i*30_000:], fmt.Sprintf("kode versi %d, fungsi %d", version, i))
	}
	write(t, filepath.Join(dir, "pinisi.exe"), exe)
	write(t, filepath.Join(dir, "LICENSE.txt"), []byte("izin\n"))
	write(t, filepath.Join(dir, "grafik", "empty.txt"), nil)
	write(t, filepath.Join(dir, "grafik", "libEGL.dll"), fmt.Appendf(nil, "grafik %d", version))
	if err := os.Chmod(filepath.Join(dir, "pinisi.exe"), 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}

func write(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// bundle makes and signs a bundle.
func bundle(t *testing.T, folder, version string, olds ...release.Old) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "rilis")
	if _, err := release.Make(dir, folder, version, platform, map[string]string{"id": "Baru: rilis."}, olds); err != nil {
		t.Fatal(err)
	}
	sign(t, dir, private)
	return dir
}

func sign(t *testing.T, dir string, key ed25519.PrivateKey) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, release.StatementFile))
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, release.SignatureFile), []byte(release.Sign("uji-2026", key, text)))
}

func publish(t *testing.T, st *store.Store, dir string) release.Statement {
	t.Helper()
	s, err := release.Publish(ctx, st, data.NilID, dir, keys, day)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// names are the records of a headquarters' device on a mission's: without the bytes.
func records(t *testing.T, from, to *store.Store) {
	t.Helper()
	if err := from.Seal(ctx, 60<<10); err != nil {
		t.Fatal(err)
	}
	var all [][]byte
	if err := from.Outbox(ctx, func(s store.Sealed) error { all = append(all, s.Bytes); return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := to.Apply(ctx, all, true); err != nil {
		t.Fatal(err)
	}
}

// bring copies a package from one to the other.
func bring(t *testing.T, from, to *store.Store, sha string) {
	t.Helper()
	f, err := from.OpenFile(sha)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		t.Fatal(err)
	}
	if err := to.Receive(ctx, sha, 0, info.Size(), f, nil); err != nil {
		t.Fatal(err)
	}
}

func offered(t *testing.T, st *store.Store, r release.Running) release.Offer {
	t.Helper()
	o, ok, err := release.Newest(ctx, st, r)
	if err != nil || !ok {
		t.Fatalf("no offer: %v %v", ok, err)
	}
	return o
}

// wanted is the package that a device would fetch by itself, or blank.
func wanted(t *testing.T, st *store.Store, r release.Running) string {
	t.Helper()
	sha := release.Wanted(st, r)(ctx)
	files, err := st.WantedFiles(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if sha != "" && !slices.ContainsFunc(files, func(f store.File) bool { return f.SHA256 == sha && f.Release }) {
		t.Errorf("%s is wanted, and not among %+v", sha, files)
	}
	return sha
}

func sameFolder(t *testing.T, a, b string) {
	t.Helper()
	x, err1 := release.Scan(a)
	y, err2 := release.Scan(b)
	if err := errors.Join(err1, err2); err != nil || !slices.Equal(x, y) {
		t.Errorf("%s has %+v, %s has %+v: %v", a, x, b, y, err)
	}
}

func running(folder string) release.Running {
	return release.Running{Version: "0.1.0", Platform: platform, Folder: folder, Keys: keys}
}

func fails(t *testing.T, err error, code string) {
	t.Helper()
	if !errors.Is(err, &data.Error{Code: code}) {
		t.Errorf("failed with %v, want %s", err, code)
	}
}

func TestAMissionTakesThePatchAndMakesTheNewFolder(t *testing.T) {
	// given headquarters, which published 0.2.0 with a patch, and a mission with 0.1.0
	old, new := program(t, 1), program(t, 2)
	hq, mission := device(t, store.Headquarters), device(t, "kbri-singapura")
	s := publish(t, hq, bundle(t, new, "0.2.0", release.Old{Folder: old, Version: "0.1.0"}))
	records(t, hq, mission)
	// then it is offered the patch, and fetches that alone
	o := offered(t, mission, running(old))
	if o.Version != "0.2.0" || o.Way != release.Patch || o.Size != s.Patches[0].Size || o.Ready || o.Here != 0 || o.Published != "2026-12-01" || o.Notes["id"] == "" {
		t.Errorf("offered %+v", o)
	}
	if s.Patches[0].Size*3 > s.Whole.Size {
		t.Errorf("the patch has %d bytes, the whole %d", s.Patches[0].Size, s.Whole.Size)
	}
	fails(t, o.Assemble(ctx, mission, old, filepath.Join(t.TempDir(), "next"), nil), "release.not_here")
	if sha := wanted(t, mission, running(old)); sha != s.Patches[0].SHA256 {
		t.Errorf("%s is wanted", sha)
	}
	if sha := wanted(t, mission, running("")); sha != "" {
		t.Errorf("%s is wanted where it cannot be installed", sha)
	}
	bring(t, hq, mission, s.Patches[0].SHA256)
	if o = offered(t, mission, running(old)); !o.Ready || o.Here != o.Size {
		t.Errorf("the package is here, but %+v", o)
	}
	if sha := wanted(t, mission, running(old)); sha != "" {
		t.Errorf("%s is wanted still", sha)
	}
	// when it assembles it
	next := filepath.Join(t.TempDir(), "next")
	var last, all int64
	if err := o.Assemble(ctx, mission, old, next, func(done, total int64) { last, all = done, total }); err != nil {
		t.Fatal(err)
	}
	// then the folder is the new one to the byte, and the old one is untouched
	sameFolder(t, next, new)
	sameFolder(t, old, program(t, 1))
	if last != all || last == 0 {
		t.Errorf("progress ended with %d of %d", last, all)
	}
	if err := o.Assemble(ctx, mission, old, next, nil); err == nil {
		t.Error("a folder that is not empty was written into")
	}
	sameFolder(t, next, new)
	// and once it runs, the package goes from the disk, its record stays, all is true
	now := release.Running{Version: "0.2.0", Platform: platform, Folder: next, Keys: keys}
	if o, ok, err := release.Newest(ctx, mission, now); ok || err != nil {
		t.Errorf("the running version is offered: %+v %v", o, err)
	}
	if freed, err := release.Sweep(ctx, mission, now); err != nil || freed != s.Patches[0].Size || mission.HasFile(s.Patches[0].SHA256) {
		t.Errorf("freed %d bytes: %v", freed, err)
	}
	if sha := wanted(t, mission, now); sha != "" {
		t.Errorf("%s is wanted again", sha)
	}
	if rep, err := mission.Verify(ctx); err != nil || len(rep.Problems) > 0 {
		t.Errorf("verify: %+v %v", rep.Problems, err)
	}
	// and headquarters keeps what nobody has confirmed
	if freed, err := release.Sweep(ctx, hq, now); err != nil || freed != 0 {
		t.Errorf("headquarters lost %d bytes: %v", freed, err)
	}
}

func TestAnotherFolderTakesTheWhole(t *testing.T) {
	old, new := program(t, 1), program(t, 2)
	hq := device(t, store.Headquarters)
	s := publish(t, hq, bundle(t, new, "0.2.0", release.Old{Folder: old, Version: "0.1.0"}))
	patched := offered(t, hq, running(old))
	if patched.Way != release.Patch {
		t.Fatalf("offered %+v", patched)
	}
	for name, folder := range map[string]string{"none": "", "of another version": program(t, 3), "empty": t.TempDir()} {
		o := offered(t, hq, running(folder))
		if o.Way != release.Whole || o.Size != s.Whole.Size || !o.Ready {
			t.Errorf("with a folder %s: offered %+v", name, o)
		}
		next := filepath.Join(t.TempDir(), "next")
		if err := o.Assemble(ctx, hq, folder, next, nil); err != nil {
			t.Fatal(err)
		}
		sameFolder(t, next, new)
	}
	// given an offer of the patch, when a file changes before it is taken
	write(t, filepath.Join(old, "grafik", "libEGL.dll"), []byte("virus!!!"))
	next := filepath.Join(t.TempDir(), "next")
	fails(t, patched.Assemble(ctx, hq, old, next, nil), "release.base_changed")
	if _, err := os.Stat(next); !os.IsNotExist(err) {
		t.Errorf("something was left in %s: %v", next, err)
	}
	// then the whole is offered
	if o := offered(t, hq, running(old)); o.Way != release.Whole {
		t.Errorf("offered %+v", o)
	}
}

func TestAPackageThatMakesSomethingElseIsNotOfferedAgain(t *testing.T) {
	// given a signed statement whose patch makes another program than it says
	old, new := program(t, 1), program(t, 2)
	hq := device(t, store.Headquarters)
	dir := bundle(t, new, "0.2.0", release.Old{Folder: old, Version: "0.1.0"})
	wrong := bundle(t, program(t, 3), "0.2.0", release.Old{Folder: old, Version: "0.1.0"})
	change(t, dir, func(s *release.Statement) {
		name := "from-0.1.0.patch"
		b, err := os.ReadFile(filepath.Join(wrong, name))
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), b)
		s.Patches[0].Package = bundled(t, wrong).Patches[0].Package
	})
	sign(t, dir, private)
	publish(t, hq, dir)
	o := offered(t, hq, running(old))
	next := filepath.Join(t.TempDir(), "next")
	fails(t, o.Assemble(ctx, hq, old, next, nil), "release.unusable")
	if _, err := os.Stat(next); !os.IsNotExist(err) {
		t.Errorf("something was left in %s: %v", next, err)
	}
	// then the whole is offered, and makes it
	if o = offered(t, hq, running(old)); o.Way != release.Whole {
		t.Fatalf("offered %+v", o)
	}
	if err := o.Assemble(ctx, hq, old, next, nil); err != nil {
		t.Fatal(err)
	}
	sameFolder(t, next, new)
}

func TestAPackageDamagedOnTheDiskComesAgain(t *testing.T) {
	old := program(t, 1)
	hq := device(t, store.Headquarters)
	s := publish(t, hq, bundle(t, program(t, 2), "0.2.0", release.Old{Folder: old, Version: "0.1.0"}))
	o := offered(t, hq, running(old))
	write(t, hq.FilePath(s.Patches[0].SHA256), []byte("rusak"))
	fails(t, o.Assemble(ctx, hq, old, filepath.Join(t.TempDir(), "next"), nil), "release.damaged")
	if o = offered(t, hq, running(old)); o.Ready || o.Way != release.Patch {
		t.Errorf("offered %+v", o)
	}
	if sha := wanted(t, hq, running(old)); sha != s.Patches[0].SHA256 {
		t.Errorf("%q is wanted", sha)
	}
}

func TestWhatIsNotSignedIsNeverOffered(t *testing.T) {
	old := program(t, 1)
	good := bundle(t, program(t, 2), "0.2.0")
	text, err := os.ReadFile(filepath.Join(good, release.StatementFile))
	if err != nil {
		t.Fatal(err)
	}
	signature := release.Sign("uji-2026", private, text)
	swapped := strings.Replace(string(text), "0.2.0", "0.3.0", 1)
	for name, test := range map[string]struct{ version, statement, signature, code string }{
		"signed by another key":     {"0.2.0", string(text), release.Sign("uji-2026", other, text), "release.bad_signature"},
		"by a key that is unknown":  {"0.2.0", string(text), release.Sign("asing", other, text), "release.unknown_key"},
		"no signature":              {"0.2.0", string(text), "", "release.unknown_key"},
		"nonsense for a signature":  {"0.2.0", string(text), "uji-2026 !!", "release.bad_signature"},
		"a changed statement":       {"0.3.0", swapped, signature, "release.bad_signature"},
		"a changed space":           {"0.2.0", string(text) + " ", signature, "release.bad_signature"},
		"of another version":        {"0.9.0", string(text), signature, "release.bad_statement"},
		"signed without the prefix": {"0.2.0", string(text), "uji-2026 " + base64.StdEncoding.EncodeToString(ed25519.Sign(private, text)), "release.bad_signature"},
	} {
		t.Run(name, func(t *testing.T) {
			st := device(t, store.Headquarters)
			edits := data.Create("release", data.ReleaseID(test.version, platform), data.SharedScope, map[string]data.Value{
				"version": data.TextValue(test.version), "platform": data.TextValue(platform),
				"statement": data.TextValue(test.statement), "signature": data.TextValue(test.signature)})
			if _, err := st.Write(ctx, data.Action{Label: "x", Edits: edits}); err != nil {
				t.Fatal(err)
			}
			o, ok, err := release.Newest(ctx, st, running(old))
			if ok {
				t.Errorf("offered %+v", o)
			}
			fails(t, err, test.code)
			// and a good one beside it is offered, with what is wrong with the other
			s := publish2(t, st, bundle(t, program(t, 2), "0.1.5"))
			if o := offered(t, st, running(old)); o.Version != s.Version || len(o.Passed) != 1 {
				t.Errorf("offered %+v", o)
			}
		})
	}
}

// publish2 publishes a version beside a newer bad one, which Publish would refuse.
func publish2(t *testing.T, st *store.Store, dir string) release.Statement {
	t.Helper()
	hq := device(t, store.Headquarters)
	s := publish(t, hq, dir)
	records(t, hq, st)
	return s
}

func TestOnlyNewerVersionsOfThisPlatformAreOffered(t *testing.T) {
	hq := device(t, store.Headquarters)
	for _, version := range []string{"0.2.0", "0.10.0"} {
		publish(t, hq, bundle(t, program(t, 2), version))
	}
	for _, test := range []struct{ version, platform, want string }{
		{"0.1.0", platform, "0.10.0"}, {"0.9", platform, "0.10.0"},
		{"0.10.0", platform, ""}, {"0.10", platform, ""}, {"0.11.0", platform, ""}, {"1", platform, ""},
		{"0.1.0", "linux/amd64", ""},
	} {
		r := release.Running{Version: test.version, Platform: test.platform, Keys: keys}
		o, ok, err := release.Newest(ctx, hq, r)
		if err != nil || o.Version != test.want || ok != (test.want != "") {
			t.Errorf("%s %s is offered %q, want %q: %v", test.version, test.platform, o.Version, test.want, err)
		}
	}
	// without a key nothing is offered, and that is no error
	if _, ok, err := release.Newest(ctx, hq, release.Running{Version: "0.1.0", Platform: platform}); ok || err != nil {
		t.Errorf("without keys: %v %v", ok, err)
	}
	// a withdrawn one is not offered
	if n, err := release.Withdraw(ctx, hq, data.NilID, "0.10.0", ""); n != 1 || err != nil {
		t.Fatalf("withdrew %d: %v", n, err)
	}
	if o := offered(t, hq, running("")); o.Version != "0.2.0" {
		t.Errorf("offered %s", o.Version)
	}
	_, err := release.Withdraw(ctx, hq, data.NilID, "7.7", "")
	fails(t, err, "release.unknown")
	list, err := release.List(ctx, hq, keys)
	if err != nil || len(list) != 2 || !list[0].Withdrawn || list[1].Withdrawn || list[0].Version != "0.10.0" || list[0].Problem != nil {
		t.Errorf("listed %+v %v", list, err)
	}
	// the words of a published release stay
	_, err = hq.Write(ctx, data.Action{Label: "x", Edits: []data.Edit{{Kind: "release", Record: list[1].Record, Field: "version", Value: data.TextValue("9")}}})
	fails(t, err, data.ErrLocked.Code)
}

func TestPublishingRefusesWhatIsWrong(t *testing.T) {
	hq := device(t, store.Headquarters)
	dir := bundle(t, program(t, 2), "0.2.0", release.Old{Folder: program(t, 1), Version: "0.1.0"})
	try := func(st *store.Store, dir string) error {
		_, err := release.Publish(ctx, st, data.NilID, dir, keys, day)
		return err
	}
	fails(t, try(device(t, "kbri-singapura"), dir), "release.headquarters")
	fails(t, try(hq, t.TempDir()), "release.no_bundle")
	tampered := bundle(t, program(t, 2), "0.2.0")
	write(t, filepath.Join(tampered, "whole.zst"), []byte("lain"))
	fails(t, try(hq, tampered), "release.damaged")
	forged := bundle(t, program(t, 2), "0.2.0")
	sign(t, forged, other)
	fails(t, try(hq, forged), "release.bad_signature")
	if all, err := release.List(ctx, hq, nil); err != nil || len(all) != 0 {
		t.Errorf("something was published: %+v %v", all, err)
	}
	for range 2 { // twice changes nothing
		if err := try(hq, dir); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := hq.Count(ctx, store.Query{Kind: "attachment"}); err != nil || n != 2 {
		t.Errorf("%d packages: %v", n, err)
	}
	fails(t, try(hq, bundle(t, program(t, 3), "0.2.0")), "release.old")
	fails(t, try(hq, bundle(t, program(t, 3), "0.1.9")), "release.old")
}

func TestAnEndedAssemblyLeavesNothing(t *testing.T) {
	old := program(t, 1)
	hq := device(t, store.Headquarters)
	publish(t, hq, bundle(t, program(t, 2), "0.2.0", release.Old{Folder: old, Version: "0.1.0"}))
	for _, folder := range []string{old, ""} {
		o := offered(t, hq, running(folder))
		ended, cancel := context.WithCancel(ctx)
		next := filepath.Join(t.TempDir(), "next")
		err := o.Assemble(ended, hq, folder, next, func(done, total int64) { cancel() })
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s ended with %v", o.Way, err)
		}
		if _, err := os.Stat(next); !os.IsNotExist(err) {
			t.Errorf("something was left in %s: %v", next, err)
		}
		if again := offered(t, hq, running(folder)); again.Way != o.Way {
			t.Errorf("after an ended try %s is offered in place of %s", again.Way, o.Way)
		}
	}
}

// bundled is the statement of a bundle.
func bundled(t *testing.T, dir string) release.Statement {
	t.Helper()
	b, err := release.ReadBundle(dir, keys)
	if err != nil {
		t.Fatal(err)
	}
	return b.Statement
}

// change rewrites the statement of a bundle, which then is not signed.
func change(t *testing.T, dir string, f func(s *release.Statement)) {
	t.Helper()
	s := bundled(t, dir)
	f(&s)
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, release.StatementFile), text)
}

func TestBundlesAreMadeTheSame(t *testing.T) {
	old, new := program(t, 1), program(t, 2)
	a := bundle(t, new, "0.2.0", release.Old{Folder: old, Version: "0.1.0"})
	b := bundle(t, program(t, 2), "0.2.0", release.Old{Folder: program(t, 1), Version: "0.1.0"})
	x, err1 := os.ReadFile(filepath.Join(a, release.StatementFile))
	y, err2 := os.ReadFile(filepath.Join(b, release.StatementFile))
	if err := errors.Join(err1, err2); err != nil || !bytes.Equal(x, y) {
		t.Errorf("%s\nand\n%s\n%v", x, y, err)
	}
}
