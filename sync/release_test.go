package sync_test

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/release"
	"pinisi/data/store"
	pinsync "pinisi/sync"
)

var (
	releasePrivate = ed25519.NewKeyFromSeed(bytes.Repeat([]byte{9}, 32))
	releaseKeys    = []release.Key{{ID: "uji-2026", Public: releasePrivate.Public().(ed25519.PublicKey)}}
)

// programFolder is a program of some megabytes in a version; the one that the
// environment names, if it does.
func programFolder(t *testing.T, env string, version int) string {
	t.Helper()
	dir := t.TempDir()
	var exe []byte
	if path := os.Getenv(env); path != "" {
		var err error
		if exe, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	} else {
		exe = make([]byte, 2_500_000)
		random := rand.NewChaCha8([32]byte{1})
		_, _ = random.Read(exe) // never fails
		changed := rand.NewChaCha8([32]byte{byte(version)})
		for i := range 60 {
			_, _ = changed.Read(exe[i*40_000:][:5000])
		}
	}
	for name, b := range map[string][]byte{"pinisi.exe": exe, "LICENSE.txt": []byte("izin\n")} {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// publish gives a version to every mission, with a patch from the old folder.
func (d *device) publish(version, folder, old string) release.Statement {
	d.t.Helper()
	dir := filepath.Join(d.t.TempDir(), "rilis")
	_, err := release.Make(dir, folder, version, "windows/amd64", nil, []release.Old{{Folder: old, Version: "0.1.0"}})
	if err != nil {
		d.t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(dir, release.StatementFile))
	if err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, release.SignatureFile), []byte(release.Sign("uji-2026", releasePrivate, text)), 0o600); err != nil {
		d.t.Fatal(err)
	}
	s, err := release.Publish(context.Background(), d.Store, data.NilID, dir, releaseKeys, time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC))
	if err != nil {
		d.t.Fatal(err)
	}
	return s
}

// takes makes the device want the packages that a program of a folder needs.
func (d *device) takes(r release.Running, opt pinsync.Options) *device {
	d.t.Helper()
	opt.Release = release.Wanted(d.Store, r)
	client, err := pinsync.NewClient(d.Store, opt)
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() { client.Close() })
	d.client = client
	return d
}

func (d *device) offer(r release.Running) release.Offer {
	d.t.Helper()
	o, ok, err := release.Newest(context.Background(), d.Store, r)
	if err != nil || !ok {
		d.t.Fatalf("no offer: %v %v", ok, err)
	}
	return o
}

// TestANewProgramComesOverALineThatBreaks takes real programs where
// PINISI_OLD and PINISI_NEW name them.
func TestANewProgramComesOverALineThatBreaks(t *testing.T) {
	// given headquarters that published 0.2.0 with a patch from 0.1.0, and a mission that runs 0.1.0
	old, new := programFolder(t, "PINISI_OLD", 1), programFolder(t, "PINISI_NEW", 2)
	o := newOffice(t)
	hq := o.device(store.Headquarters)
	s := hq.publish("0.2.0", new, old)
	hq.sync()
	if p := hq.pending(); p.Files != 0 || p.Changes != 0 {
		t.Fatalf("headquarters has not sent all: %+v", p)
	}
	line := &cutter{up: -1, down: -1}
	metered := true
	running := release.Running{Version: "0.1.0", Platform: "windows/amd64", Folder: old, Keys: releaseKeys}
	mission := o.device(singapore).takes(running, pinsync.Options{Dial: line.dial, Metered: func() bool { return metered }, Priced: func() bool { return true }})
	// when the line is paid by the byte, it learns of it and fetches nothing
	if r := mission.sync(); r.FilesGot != 0 || mission.offer(running).Here != 0 {
		t.Errorf("on a metered line: %+v", r)
	}
	// and asks for it only where it is paid by the byte and more than a little
	if f := mission.offer(running).File(); !mission.client.Waits(f) {
		t.Errorf("does not wait: %+v", f)
	}
	// when the line breaks again and again
	metered = false
	size := s.Patches[0].Size
	live := max(size/6, 20_000)
	began := line.got
	tries := 0
	for ; tries < 60; tries++ {
		line.set(-1, live)
		mission.client.Close()
		if _, err := mission.client.Sync(context.Background(), nil); err == nil {
			break
		}
	}
	line.set(-1, -1)
	// then the patch alone came, hardly more than once: a break costs the handshake and a TLS record
	got := line.got - began
	offer := mission.offer(running)
	if !offer.Ready || offer.Way != release.Patch || tries < 3 || got > size+int64(tries+1)*20_000 || mission.HasFile(s.Whole.SHA256) {
		t.Errorf("after %d tries and %d bytes for a patch of %d: %+v", tries, got, size, offer)
	}
	t.Logf("whole %d bytes, patch %d (%.1f %%), moved %d bytes in %d tries", s.Whole.Size, size, 100*float64(size)/float64(s.Whole.Size), got, tries+1)
	next := filepath.Join(t.TempDir(), "next")
	if err := offer.Assemble(context.Background(), mission.Store, old, next, nil); err != nil {
		t.Fatal(err)
	}
	made, err1 := release.Scan(next)
	meant, err2 := release.Scan(new)
	if !slices.Equal(made, meant) || err1 != nil || err2 != nil {
		t.Errorf("assembled %+v, want %+v: %v %v", made, meant, err1, err2)
	}
	// and nothing is asked for again
	if r := mission.sync(); r.Requests != 1 || r.Sent+r.Got > 600 {
		t.Errorf("no change: %+v", r)
	}
	mission.verify()
	// when the folder is another, the whole comes
	running.Folder = programFolder(t, "PINISI_NEW", 3)
	if err := os.WriteFile(filepath.Join(running.Folder, "pinisi.exe"), []byte("lain"), 0o600); err != nil {
		t.Fatal(err)
	}
	priced := true
	mission.takes(running, pinsync.Options{Dial: line.dial, Priced: func() bool { return priced }})
	if r := mission.sync(); r.FilesGot != 0 || mission.offer(running).Here != 0 { // too large for a line that is paid by the byte
		t.Errorf("on a priced line: %+v", r)
	}
	priced = false
	if r := mission.sync(); r.FilesGot != 1 || !mission.HasFile(s.Whole.SHA256) || mission.offer(running).Way != release.Whole {
		t.Errorf("fetched: %+v, offered %+v", r, mission.offer(running))
	}
	// and once it runs, both go from this disk, and never come again
	done := release.Running{Version: "0.2.0", Platform: "windows/amd64", Folder: next, Keys: releaseKeys}
	if freed, err := release.Sweep(context.Background(), mission.Store, done); err != nil || freed != size+s.Whole.Size {
		t.Errorf("freed %d bytes: %v", freed, err)
	}
	mission.takes(done, pinsync.Options{Dial: line.dial})
	if r := mission.sync(); r.Requests != 1 || r.FilesGot != 0 {
		t.Errorf("after it: %+v", r)
	}
	mission.verify()
}

func TestOtherDevicesFetchNoProgram(t *testing.T) {
	// given a release, small enough to come as evidence does
	o := newOffice(t)
	hq := o.device(store.Headquarters)
	here := programFolder(t, "", 1)
	hq.publish("0.2.0", programFolder(t, "", 2), here)
	hq.sync()
	all := pinsync.Options{AutoFetch: func(store.File) bool { return true }}
	for name, d := range map[string]*device{
		"without a program":   o.device(singapore, all),
		"of another platform": o.device(johor, all).takes(release.Running{Version: "0.1.0", Platform: "linux/amd64", Folder: here, Keys: releaseKeys}, all),
		"without keys":        o.device(johor, all).takes(release.Running{Version: "0.1.0", Platform: "windows/amd64", Folder: here}, all),
		"not to be replaced":  o.device(johor, all).takes(release.Running{Version: "0.1.0", Platform: "windows/amd64", Keys: releaseKeys}, all),
		"with a newer one":    o.device(johor, all).takes(release.Running{Version: "0.2.0", Platform: "windows/amd64", Folder: here, Keys: releaseKeys}, all),
	} {
		if r := d.sync(); r.FilesGot != 0 || r.GotRecords == 0 {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestEvidenceComesBeforeANewProgram(t *testing.T) {
	// given a release, and evidence both ways
	o := newOffice(t)
	hq := o.device(store.Headquarters)
	s := hq.publish("0.2.0", programFolder(t, "", 2), programFolder(t, "", 1))
	hq.sync()
	a := o.device(singapore)
	down, _ := a.evidence(a.note("", "Ruang tunggu"), 1_500_000, 1)
	a.sync()
	running := release.Running{Version: "0.1.0", Platform: "windows/amd64", Folder: t.TempDir(), Keys: releaseKeys}
	b := o.device(singapore)
	b.takes(running, pinsync.Options{})
	for i := range 20 { // more than one request asks about
		b.evidence(b.note("", "Loket"), 2000+i, byte(100+i))
	}
	// when the mission exchanges, then no byte of the program comes before the last of them
	_, err := b.client.Sync(context.Background(), func(pinsync.Progress) {
		if b.Partial(s.Whole.SHA256) == 0 {
			return
		}
		if p := b.pending(); p.Files != 0 || !b.HasFile(down) {
			t.Fatalf("the program comes while %d files wait, evidence here %v", p.Files, b.HasFile(down))
		}
	})
	if err != nil || !b.HasFile(s.Whole.SHA256) {
		t.Errorf("the program came: %v, %v", b.HasFile(s.Whole.SHA256), err)
	}
}

func TestChangesGoWhileALargeFileComesDown(t *testing.T) {
	// given a device that fetches a large file
	o := newOffice(t)
	a := o.device(singapore)
	all := pinsync.Options{AutoFetch: func(store.File) bool { return true }}
	b := o.device(singapore, all)
	sha, content := a.evidence(a.note("", "Ruang tunggu"), 20_000_000, 1)
	a.sync()
	// when somebody writes after its first bytes came
	var id data.ID
	went := int64(-1)
	_, err := b.client.Sync(context.Background(), func(p pinsync.Progress) {
		switch here := b.Partial(sha); {
		case here == 0:
		case id == data.NilID:
			id = b.note("", "Ditulis saat berkas turun")
		case went < 0 && b.pending().Changes == 0:
			went = here
		}
	})
	// then it went before the file was whole
	if err != nil || went < 0 || went >= int64(len(content)) || !bytes.Equal(b.content(sha), content) {
		t.Fatalf("it went after %d of %d bytes: %v", went, len(content), err)
	}
	a.sync()
	if !a.has(id) {
		t.Error("the other device has not got it")
	}
	t.Logf("it went after %d of %d bytes", went, len(content))
}

// TestAPackageComesOnDemandOverALineThatIsPaidFor holds what "Unduh sekarang" does.
func TestAPackageComesOnDemandOverALineThatIsPaidFor(t *testing.T) {
	// given a mission that fetches no package by itself, since its line is paid for
	old, new := programFolder(t, "", 1), programFolder(t, "", 2)
	o := newOffice(t)
	hq := o.device(store.Headquarters)
	hq.publish("0.2.0", new, old)
	hq.sync()
	running := release.Running{Version: "0.0.1", Platform: "windows/amd64", Folder: t.TempDir(), Keys: releaseKeys}
	mission := o.device(singapore).takes(running, pinsync.Options{Priced: func() bool { return true }})
	mission.sync()
	offer := mission.offer(running)
	if offer.Ready || offer.Here != 0 || !mission.client.Waits(offer.File()) {
		t.Fatalf("given %+v", offer)
	}
	// when somebody changes their mind at once, then nothing is at stake
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := mission.client.Fetch(ctx, offer.File(), nil); err == nil || mission.offer(running).Ready {
		t.Errorf("cancelled: %v", err)
	}
	// when a person asks for it, it comes whole
	if err := mission.client.Fetch(context.Background(), offer.File(), nil); err != nil {
		t.Fatal(err)
	}
	if got := mission.offer(running); !got.Ready {
		t.Errorf("not here: %+v", got)
	}
}
