package main

import (
	"context"
	"errors"
	"fmt"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// pc is a Windows computer of Wine with a screen: what make windows-test plays on.
// Its drive C: is a folder here, so the test reads what the program wrote.
type pc struct {
	*desk
	prefix string
	begun  time.Time // of the step under way
	step   string
	report []string
}

// windowsLanguage is the language in which a pc's Windows speaks to its user.
type windowsLanguage string

const (
	english    windowsLanguage = "en_US.UTF-8"
	indonesian windowsLanguage = "id_ID.UTF-8"
)

// newPC starts a fresh Windows, or skips the test where there is nothing to
// install; make windows-test provides it all.
func newPC(t *testing.T, language windowsLanguage) *pc {
	t.Helper()
	if os.Getenv("PINISI_WINDOWS") == "" {
		t.Skip("PINISI_WINDOWS does not say where the Windows builds are; make windows-test does")
	}
	p := &pc{desk: &desk{t: t, home: t.TempDir(), patience: 60 * time.Second, pace: 400 * time.Millisecond}}
	p.prefix = filepath.Join(p.home, "prefix")
	p.screen()
	p.more = []string{"WINEPREFIX=" + p.prefix, "WINEDEBUG=-all", "LC_ALL=" + string(language),
		"PATH=" + os.Getenv("PATH") + ":/usr/lib/wine"} // where Debian keeps wine64
	copyPrefix(t, filepath.Join(os.Getenv("PINISI_WINDOWS"), "prefix"), p.prefix)
	t.Cleanup(p.shutDown)
	p.data = p.path(`C:\users\` + p.user() + `\AppData\Local\Pinisi`)
	return p
}

// copyPrefix makes a computer like the one that is kept: Windows itself is
// shared, what programs change is not.
func copyPrefix(t *testing.T, from, to string) {
	t.Helper()
	for _, script := range []string{"scripts/wine-prefix", "scripts/wine-graphics"} {
		if out, err := exec.Command(script, from).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", script, err, out)
		}
	}
	script := `mkdir -p "$2/drive_c" && cp -al "$1/drive_c/windows" "$2/drive_c/" && cd "$1" &&
		cp -a *.reg dosdevices .update-timestamp "$2/" && cd drive_c && for f in *; do [ "$f" = windows ] || cp -a "$f" "$2/drive_c/"; done`
	if out, err := exec.Command("sh", "-c", script, "sh", from, to).CombinedOutput(); err != nil {
		t.Fatalf("copy the Wine prefix: %v\n%s", err, out)
	}
}

// shutDown ends all that runs on the computer.
func (p *pc) shutDown() {
	for _, arg := range []string{"-k", "-w"} {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		c := exec.CommandContext(ctx, "wineserver", arg)
		c.Env = p.env()
		_ = c.Run() // nothing may run
		cancel()
	}
}

func (p *pc) user() string {
	all, err := os.ReadDir(filepath.Join(p.prefix, "drive_c", "users"))
	if err != nil {
		p.t.Fatal(err)
	}
	for _, e := range all {
		if e.Name() != "Public" {
			return e.Name()
		}
	}
	p.t.Fatal("the computer has no user")
	return ""
}

// path is where a file of drive C: is here.
func (p *pc) path(windows string) string {
	rest, ok := strings.CutPrefix(windows, `C:\`)
	if !ok {
		p.t.Fatalf("%s is not on drive C:", windows)
	}
	return filepath.Join(p.prefix, "drive_c", filepath.FromSlash(strings.ReplaceAll(rest, `\`, "/")))
}

// windowsPath is what Windows calls a file of this machine.
func windowsPath(path string) string { return `Z:` + strings.ReplaceAll(path, "/", `\`) }

// command is a Windows program with its words in a file: children that outlive
// it would hold a pipe open.
func (p *pc) command(args ...string) (c *exec.Cmd, words string) {
	p.t.Helper()
	out, err := os.CreateTemp(p.home, "words-*")
	if err != nil {
		p.t.Fatal(err)
	}
	wine := "wine64"
	if _, err := exec.LookPath(wine); err != nil {
		wine = "/usr/lib/wine/wine64"
	}
	c = exec.Command(wine, args...)
	c.Env, c.Stdout, c.Stderr, c.Dir = p.env(), out, out, p.home
	p.t.Cleanup(func() { out.Close() }) // nothing of ours is in it
	return c, out.Name()
}

// wine runs a Windows program to its end, at most three minutes.
func (p *pc) wine(args ...string) (code int, words string) {
	p.t.Helper()
	c, file := p.command(args...)
	if err := c.Start(); err != nil {
		p.t.Fatalf("start %v: %v", args, err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	select {
	case err := <-ended:
		var failed *exec.ExitError
		if err != nil && !errors.As(err, &failed) {
			p.t.Fatalf("%v: %v", args, err)
		}
	case <-time.After(3 * time.Minute):
		p.photograph("failed")
		_ = c.Process.Kill()
		p.t.Fatalf("%v does not end", args)
	}
	said, err := os.ReadFile(file)
	if err != nil {
		p.t.Fatal(err)
	}
	return c.ProcessState.ExitCode(), string(said)
}

// must runs a Windows program that has to succeed.
func (p *pc) must(args ...string) string {
	p.t.Helper()
	code, words := p.wine(args...)
	if code != 0 {
		p.photograph("failed")
		p.t.Fatalf("%v ended with %d\n%s", args, code, words)
	}
	return words
}

// open starts a Windows program and goes on.
func (p *pc) open(args ...string) *exec.Cmd {
	p.t.Helper()
	c, file := p.command(args...)
	if err := c.Start(); err != nil {
		p.t.Fatalf("start %v: %v", args, err)
	}
	p.t.Cleanup(func() {
		stop(p.t, c)
		if said, err := os.ReadFile(file); err == nil && p.t.Failed() && len(said) > 0 {
			p.t.Logf("%s said:\n%s", filepath.Base(args[0]), said)
		}
	})
	return c
}

// process is the id, on this machine, of the process whose window is in front.
func (p *pc) process() *os.Process {
	p.t.Helper()
	out, err := p.xdotool("getwindowpid", p.window)
	if err != nil {
		p.t.Fatalf("find the window's process: %v\n%s", err, out)
	}
	id := 0
	if _, err := fmt.Sscan(out, &id); err != nil {
		p.t.Fatalf("read the window's process %q: %v", out, err)
	}
	process, err := os.FindProcess(id)
	if err != nil {
		p.t.Fatal(err)
	}
	return process
}

// kill ends the program as a power cut would.
func (p *pc) kill() {
	p.t.Helper()
	process := p.process()
	if err := process.Kill(); err != nil {
		p.t.Fatalf("kill the program: %v", err)
	}
	p.gone(process.Pid)
}

// close closes the window by keyboard and waits for the end of the program.
func (p *pc) close() {
	p.t.Helper()
	process := p.process()
	p.do("windowfocus", "--sync", p.window)
	p.key("alt+F4")
	p.gone(process.Pid)
}

func (p *pc) gone(pid int) {
	p.t.Helper()
	p.eventually("the end of the program", func() (bool, string) {
		state, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
		// A child that nobody waited for yet has ended too.
		return err != nil || strings.Contains(string(state), ") Z "), string(state)
	})
}

// still waits until the screen shows the same twice, apart from a blinking cursor.
func (d *desk) still() image.Image {
	d.t.Helper()
	last, _ := d.look()
	d.eventually("a screen that keeps still", func() (bool, string) {
		time.Sleep(250 * time.Millisecond)
		now, _ := d.look()
		changed := differ(last, now)
		last = now
		return changed < 40, fmt.Sprintf("%d points changed", changed)
	})
	return last
}

// differ counts the points, of a quarter of all, in which two pictures differ.
func differ(a, b image.Image) int {
	if a.Bounds() != b.Bounds() {
		return a.Bounds().Dx() * a.Bounds().Dy()
	}
	n := 0
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y += 2 {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x += 2 {
			if a.At(x, y) != b.At(x, y) {
				n++
			}
		}
	}
	return n
}

// registry is every key and value of the user and the machine, a line each,
// without what Windows itself keeps there while programs run.
func (p *pc) registry() []string {
	p.t.Helper()
	var all []string
	for _, root := range []string{"HKEY_CURRENT_USER", `HKEY_LOCAL_MACHINE\Software`} {
		file := filepath.Join(p.home, "registry.reg")
		p.must("regedit", "/E", windowsPath(file), root)
		raw, err := os.ReadFile(file)
		if err != nil {
			p.t.Fatalf("read the registry: %v", err)
		}
		wide := make([]uint16, len(raw)/2)
		for i := range wide {
			wide[i] = uint16(raw[2*i]) | uint16(raw[2*i+1])<<8
		}
		key, wines := "", false
		for line := range strings.SplitSeq(string(utf16.Decode(wide)), "\r\n") {
			switch {
			case strings.HasPrefix(line, "["):
				key = strings.Trim(line, "[]")
				wines = strings.Contains(key, `\Software\Wine\Temporary System Parameters`)
				if !wines && !everyWindows[key] {
					all = append(all, key)
				}
			case strings.Contains(line, "=") && key != "" && !wines:
				all = append(all, key+" "+line)
			}
		}
	}
	slices.Sort(all)
	return all
}

// everyWindows are keys that a fresh Wine lacks and every used Windows has, whatever is in them.
var everyWindows = map[string]bool{
	`HKEY_CURRENT_USER\Software\Classes`:                                    true,
	`HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Run`:       true,
	`HKEY_CURRENT_USER\Software\Microsoft\Windows\CurrentVersion\Uninstall`: true,
}

// added lists what is in after and not in before.
func added(before, after []string) []string {
	var more []string
	for _, line := range after {
		if _, there := slices.BinarySearch(before, line); !there {
			more = append(more, line)
		}
	}
	return more
}

// files lists the files below a folder of drive C:, none where there is no folder.
func (p *pc) files(windows string) []string {
	p.t.Helper()
	var all []string
	root := p.path(windows)
	err := filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if !e.IsDir() {
			rest, err := filepath.Rel(root, path)
			if err != nil {
				return err
			}
			all = append(all, rest)
		}
		return nil
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		p.t.Fatal(err)
	}
	return all
}

// now begins a step of the story and ends the one before; the last is ended by done.
func (p *pc) now(step string) {
	p.t.Helper()
	p.done()
	p.step, p.begun = step, time.Now()
	p.t.Log(step)
}

func (p *pc) done() {
	if p.step != "" {
		p.report = append(p.report, fmt.Sprintf("%6.1f s  %s", time.Since(p.begun).Seconds(), p.step))
		p.step = ""
	}
}

// summary logs each step with its time.
func (p *pc) summary() {
	p.t.Helper()
	p.done()
	p.t.Logf("what was seen:\n%s", strings.Join(p.report, "\n"))
}
