package upgrade

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"pinisi/data"
)

// mortal is a disk that dies at its n-th step, in the middle of what it writes
// there, or that fails at that step alone. It does not wait for the disk.
type mortal struct {
	realDisk
	at    int   // the step, from 1; 0: never
	fails error // not nil: only that step fails, with this
	steps int
	dead  bool
}

var errDead = errors.New("the power is cut")

func (m *mortal) step() error {
	if m.dead {
		return errDead
	}
	if m.steps++; m.at == 0 || m.steps != m.at {
		return nil
	}
	if m.fails != nil {
		return m.fails
	}
	m.dead = true
	return errDead
}

func (m *mortal) MkdirAll(dir string) error {
	if err := m.step(); err != nil {
		return err
	}
	return m.realDisk.MkdirAll(dir)
}

func (m *mortal) Rename(from, to string) error {
	if err := m.step(); err != nil {
		return err
	}
	return os.Rename(from, to)
}

func (m *mortal) Remove(path string) error {
	if err := m.step(); err != nil {
		return err
	}
	return m.realDisk.Remove(path)
}

// RemoveAll dies when it has removed the half.
func (m *mortal) RemoveAll(path string) error {
	if err := m.step(); err != nil {
		if all, readErr := os.ReadDir(path); readErr == nil {
			for _, e := range all[:len(all)/2] {
				err = errors.Join(err, os.RemoveAll(filepath.Join(path, e.Name())))
			}
		}
		return err
	}
	return m.realDisk.RemoveAll(path)
}

func (m *mortal) Write(path string, content []byte) error {
	if err := m.step(); err != nil {
		return errors.Join(err, os.WriteFile(path, content[:len(content)/2], 0o644))
	}
	return os.WriteFile(path, content, 0o644)
}

func (m *mortal) Copy(from, to string) error {
	content, readErr := os.ReadFile(from)
	if err := m.step(); err != nil {
		return errors.Join(err, readErr, os.WriteFile(to, content[:len(content)/2], 0o755))
	}
	return errors.Join(readErr, os.WriteFile(to, content, 0o755))
}

func (m *mortal) Sync(string) error {
	return m.step()
}

// Versions of the program as they stand in its folder. The new one has a
// library less, one more, and one changed.
var (
	old = map[string]string{exe(): "program 0.1.0", "lib.dll": "library 0.1.0", "LICENSE.txt": "licence", "sub/one.dll": "one 0.1.0", "gone.dat": "only 0.1.0",
		fileList: strings.Join([]string{exe(), "lib.dll", "LICENSE.txt", "gone.dat", fileList}, "\n")}
	new = map[string]string{exe(): "program 0.2.0", "lib.dll": "library 0.2.0", "LICENSE.txt": "licence", "sub/one.dll": "one 0.2.0", "sub/two.dll": "two 0.2.0",
		fileList: strings.Join([]string{exe(), "lib.dll", "LICENSE.txt", fileList}, "\n")}
	// Not ours.
	others = map[string]string{"uninstall.exe": "uninstaller", "surat.docx": "a letter"}
)

func write(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o755); err != nil {
			t.Fatal(err)
		}
	}
}

// read is every file of the program folder, without next\ and before\.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, _ := filepath.Rel(dir, path)
		if d.IsDir() {
			if name == dirNext || name == dirBefore {
				return filepath.SkipDir
			}
			return nil
		}
		content, err := os.ReadFile(path)
		files[filepath.ToSlash(name)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func with(files ...map[string]string) map[string]string {
	all := map[string]string{}
	for _, f := range files {
		maps.Copy(all, f)
	}
	return all
}

// computer is a folder with the program in it, which a test starts and cuts the power of.
type computer struct {
	t      *testing.T
	dir    string
	disk   *mortal
	breaks bool     // the new version does not come up
	ran    []string // versions that came up, or tried to
	seen   []News
}

// newComputer has version 0.1.0, whose own files are known by its list.
func newComputer(t *testing.T) *computer {
	t.Helper()
	c := &computer{t: t, dir: t.TempDir(), disk: &mortal{}}
	write(t, c.dir, with(old, others))
	c.disk = &mortal{}
	return c
}

func (c *computer) folder() *Folder {
	return &Folder{dir: c.dir, disk: c.disk, pause: func(time.Duration) {}, now: func() time.Time { return time.Unix(0, 0) }}
}

func (c *computer) prepare() error {
	return c.folder().Prepare(context.Background(), Program{Version: "0.1.0", Schema: "a"}, "0.2.0", func(_ context.Context, from, to string) error {
		write(c.t, to, new)
		return nil
	})
}

// update is a whole update, up to where the power is cut.
func (c *computer) update() {
	f := c.folder()
	if c.prepare() != nil {
		return
	}
	if f.setState(state{Phase: swapping, From: "0.1.0", To: "0.2.0", Start: true}) != nil {
		return
	}
	_ = f.keep(c.launch) // what it did is on the disk
}

// version is what the program in place would say it is.
func (c *computer) version() string {
	text, err := os.ReadFile(filepath.Join(c.dir, exe()))
	if err != nil {
		c.t.Fatalf("there is no program to start: %v", err)
	}
	return strings.TrimPrefix(string(text), "program ")
}

// launch is the start of the program by the keeper.
func (c *computer) launch(s state) (end, error) {
	if c.disk.dead {
		return confirmed, nil
	}
	c.boot()
	if s.Phase == trial && c.breaks && c.version() == "0.2.0" {
		return broken, errors.New("exit status 2")
	}
	return confirmed, nil
}

// boot is a start of what is in the folder, by whomever, with the keeper at
// work where it is needed.
func (c *computer) boot() {
	f := c.folder()
	version := c.version()
	news, handed, err := c.start(f, version)
	if c.disk.dead {
		return
	}
	if err != nil && c.disk.fails == nil { // else it runs on: what failed is that the start was counted
		c.t.Fatalf("start version %s: %v", version, err)
	}
	if handed {
		if err := f.keep(c.launch); err != nil && !c.disk.dead {
			c.t.Fatalf("the keeper: %v", err)
		}
		return
	}
	c.ran, c.seen = append(c.ran, version), append(c.seen, news)
	if c.breaks && version == "0.2.0" {
		return
	}
	if err := f.Confirm(version); err != nil && !c.disk.dead && c.disk.fails == nil {
		c.t.Fatalf("confirm version %s: %v", version, err)
	}
}

// start is Folder.Start, with no process for the keeper.
func (c *computer) start(f *Folder, version string) (News, bool, error) {
	f.keeper = func() error { return nil }
	if err := os.Unsetenv(environment); err != nil {
		c.t.Fatal(err)
	}
	return f.Start(version, nil)
}

// whole says which version the folder is, and fails when it is a mix.
func (c *computer) whole(says string) string {
	c.t.Helper()
	got := read(c.t, c.dir)
	for name := range got {
		if strings.HasPrefix(name, "next-") {
			delete(got, name)
		}
	}
	switch {
	case maps.Equal(got, with(old, others)):
		return "0.1.0"
	case maps.Equal(got, with(new, others)):
		return "0.2.0"
	}
	c.t.Fatalf("%s: the folder is a mix: %q", says, got)
	return ""
}

func TestAnUpdateReplacesTheProgramAndKeepsTheOneBefore(t *testing.T) {
	c := newComputer(t)
	c.update()
	if got := c.whole("after the update"); got != "0.2.0" {
		t.Fatalf("version %s is in place", got)
	}
	if len(c.seen) != 1 || !c.seen[0].Updated || c.seen[0].From != "0.1.0" {
		t.Errorf("the new version was told %+v", c.seen)
	}
	before, ok := c.folder().Before()
	if !ok || before.Version != "0.1.0" || before.Schema != "a" {
		t.Errorf("the version before is %+v", before)
	}
	if !missing(c.folder().next("")) {
		t.Error("next is still there")
	}
	// and the next start is told nothing
	c.boot()
	if c.seen[1].Updated || c.seen[1].Failed {
		t.Errorf("the second start was told %+v", c.seen[1])
	}
	// when a person goes back
	if err := c.folder().setState(state{Phase: backing, From: "0.1.0", To: "0.2.0", Start: true, Wished: true}); err != nil {
		t.Fatal(err)
	}
	c.boot()
	if got := c.whole("after going back"); got != "0.1.0" || !c.seen[2].Returned || c.seen[2].To != "0.2.0" {
		t.Errorf("version %s, told %+v", got, c.seen[2])
	}
	if _, ok := c.folder().Before(); ok {
		t.Error("the version that runs is kept as the one before")
	}
}

// given a power cut at each step of an update, in the middle of what is
// written, then what is started next is the old version or the new one, whole,
// and a second cut at each step of that start (tried at every fourth) changes
// nothing about it.
func TestAPowerCutLeavesTheOldOrTheNewVersion(t *testing.T) {
	count := newComputer(t)
	count.update()
	total := count.disk.steps
	versions := map[string]int{}
	for first := 1; first <= total; first++ {
		last := 0 // of the second cuts
		if first%4 == 0 {
			last = 12
		}
		for second := 0; second <= last; second++ {
			c := newComputer(t)
			c.disk = &mortal{at: first}
			c.update()
			if !c.disk.dead {
				t.Fatalf("the disk did not die at step %d of %d, but took %d; %q %+v", first, total, c.disk.steps, c.ran, c.seen)
			}
			c.disk = &mortal{at: second}
			c.ran, c.seen = nil, nil
			c.boot()
			if c.disk.dead {
				c.disk = &mortal{}
				c.boot()
			}
			says := fmt.Sprintf("power cuts at steps %d and %d", first, second)
			versions[c.whole(says)]++
			if len(c.ran) == 0 || c.ran[len(c.ran)-1] != c.whole(says) {
				t.Errorf("%s: what ran is %q", says, c.ran)
			}
			if !missing(c.folder().next("")) {
				t.Errorf("%s: next is still there", says)
			}
		}
	}
	if versions["0.1.0"] == 0 || versions["0.2.0"] == 0 {
		t.Errorf("the cuts led to %v: they did not come before and after", versions)
	}
}

// given each step failing once, for good or because a scanner holds the file,
// then the folder is one version whole and the program is started.
func TestAFailedStepLeavesOneVersion(t *testing.T) {
	count := newComputer(t)
	count.update()
	for name, fails := range map[string]error{"full": syscall.ENOSPC, "held": syscall.EBUSY, "refused": os.ErrPermission} {
		for step := 1; step <= count.disk.steps; step++ {
			c := newComputer(t)
			c.disk = &mortal{at: step, fails: fails}
			c.update()
			says := fmt.Sprintf("%s at step %d", name, step)
			c.whole(says)
			if len(c.ran) == 0 { // the preparation failed, or the last start of the keeper
				c.boot()
			}
			c.whole(says)
		}
	}
}

func TestAVersionThatDoesNotComeUpIsReplaced(t *testing.T) {
	c := newComputer(t)
	c.breaks = true
	c.update()
	if got := c.whole("after a broken version"); got != "0.1.0" {
		t.Fatalf("version %s is in place", got)
	}
	if want := []string{"0.2.0", "0.2.0", "0.1.0"}; !slices.Equal(c.ran, want) {
		t.Errorf("started %q, want %q", c.ran, want)
	}
	told := c.seen[len(c.seen)-1]
	if !told.Failed || told.To != "0.2.0" || strings.Count(strings.Join(told.Trail, "\n"), "exit status 2") != 2 {
		t.Errorf("the version before was told %+v", told)
	}
}

// given a new version that is put in place without being started, and breaks,
// then the third start by a person is of the version before.
func TestABrokenVersionIsReplacedWithoutBeingWatched(t *testing.T) {
	c := newComputer(t)
	c.breaks = true
	if err := c.prepare(); err != nil {
		t.Fatal(err)
	}
	f := c.folder()
	if err := f.setState(state{Phase: swapping, From: "0.1.0", To: "0.2.0"}); err != nil {
		t.Fatal(err)
	}
	if err := f.keep(c.launch); err != nil || len(c.ran) > 0 {
		t.Fatalf("%v, ran %q", err, c.ran)
	}
	for range 3 {
		c.boot()
	}
	if want := []string{"0.2.0", "0.2.0", "0.1.0"}; !slices.Equal(c.ran, want) {
		t.Errorf("started %q, want %q", c.ran, want)
	}
	c.whole("after three starts")
}

func TestOnlyTheProgramsOwnFilesAreTouched(t *testing.T) {
	for _, name := range []string{"../outside", "/etc/passwd", "before/pinisi.exe", "NEXT/x", "a/../b", "", "Uninstall.EXE", "next"} {
		if Ours(name) {
			t.Errorf("%q may be touched", name)
		}
	}
	for _, name := range []string{exe(), "mesa/opengl32.dll", "LICENSE.txt"} {
		if !Ours(name) {
			t.Errorf("%q may not be touched", name)
		}
	}
	// and a new version with such a file is refused
	c := newComputer(t)
	err := c.folder().Prepare(context.Background(), Program{Version: "0.1.0"}, "0.2.0", func(_ context.Context, _, to string) error {
		write(t, to, with(new, map[string]string{"before/x.dll": "x"}))
		return nil
	})
	if err == nil || c.whole("after refusing") != "0.1.0" {
		t.Errorf("prepared: %v", err)
	}
}

func TestWhyAFolderTakesNoUpdate(t *testing.T) {
	c := newComputer(t)
	if err := c.folder().Able(); err != nil {
		t.Errorf("a folder of one's own: %v", err)
	}
	if err := Open(t.TempDir()).Able(); !errors.Is(err, ErrNotInstalled) {
		t.Errorf("a folder without the program: %v", err)
	}
	c.disk = &mortal{at: 3, fails: syscall.ENOSPC}
	if err := c.prepare(); !errors.Is(err, ErrDiskFull) {
		t.Errorf("a full disk: %v", err)
	}
	noKeeper := c.folder()
	noKeeper.keeper = noKeeper.startKeeper // of which there is no program
	if err := noKeeper.hand(state{Phase: swapping, From: "0.1.0", To: "0.2.0"}); err == nil {
		t.Error("handed over without a keeper")
	}
	if _, ok := c.folder().state(); ok {
		t.Error("the failed handing over is still under way")
	}
	if os.Getuid() == 0 {
		return // whom no folder refuses
	}
	if err := os.Chmod(c.dir, 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Chmod(c.dir, 0o700); err != nil {
			t.Error(err)
		}
	})
	if err := c.folder().Able(); !errors.Is(err, ErrManaged) {
		t.Errorf("a folder of an administrator: %v", err)
	}
}

func TestAFailingAssemblyLeavesNothing(t *testing.T) {
	c := newComputer(t)
	bad := data.Fail("release.damaged", nil)
	err := c.folder().Prepare(context.Background(), Program{Version: "0.1.0"}, "0.2.0", func(_ context.Context, _, to string) error {
		write(t, to, map[string]string{exe(): "half"})
		return bad
	})
	if !errors.Is(err, bad) || !missing(c.folder().next("")) || c.whole("after") != "0.1.0" {
		t.Errorf("%v", err)
	}
}
