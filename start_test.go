package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// bareWindow is the least that a program with Fyne's toolkit can be, drawn as ours is.
const bareWindow = `package main

import (
	"log/slog"

	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"

	"pinisi/app/graphics"
)

func main() {
	if err := graphics.Prepare(slog.Default()); err != nil {
		panic(err)
	}
	w := app.NewWithID("id.pinisi.bare").NewWindow("Bare")
	w.SetContent(widget.NewLabel("Pinisi"))
	w.ShowAndRun()
}
`

const timedStarts = 7

// opening is what one start took and cost.
type opening struct {
	shown, drawn time.Duration // until there is a window, and until something is on it
	memory       int           // MB resident, two seconds later
}

// TestFiguresOfStartingUnderWine times the program's start beside a bare window of
// the same toolkit, in turns; make windows-bench runs it on a quiet machine.
func TestFiguresOfStartingUnderWine(t *testing.T) {
	p := newPC(t, english)
	about, err := metadata()
	if err != nil {
		t.Fatal(err)
	}
	program := built(t, os.Getenv("PINISI_DIST"), about.Version).program
	bare := filepath.Join(os.Getenv("PINISI_WINDOWS"), "bare")
	buildBare(t, program, bare)
	p.open("notepad") // a Windows in use: nothing of it is started by the first program
	p.title("Notepad")
	p.do("windowminimize", p.window)
	p.still()
	p.opening("^Bare", filepath.Join(bare, "pinisi.exe"))
	p.opening("^Pinisi", filepath.Join(program, "pinisi.exe"))
	var ours, least []opening
	for range timedStarts {
		least = append(least, p.opening("^Bare", filepath.Join(bare, "pinisi.exe")))
		ours = append(ours, p.opening("^Pinisi", filepath.Join(program, "pinisi.exe")))
	}
	for _, m := range []struct {
		name string
		of   []opening
	}{{"Pinisi", ours}, {"bare window", least}} {
		shown, drawn, memory := medians(m.of)
		t.Logf("%-12s window after %.2f s, drawn after %.2f s, %d MB (medians of %d starts)", m.name, shown.Seconds(), drawn.Seconds(), memory, len(m.of))
	}
	a, b, _ := medians(ours)
	c, d, _ := medians(least)
	t.Logf("ratio        %.2f, drawn %.2f", a.Seconds()/c.Seconds(), b.Seconds()/d.Seconds())
}

// buildBare makes the bare window with the flags and libraries of the program. Its
// source lies within the module, so that both have the same toolkit.
func buildBare(t *testing.T, program, to string) {
	t.Helper()
	source, err := os.MkdirTemp(".cache", "bare-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(source); err != nil {
			t.Error(err)
		}
	})
	if err := os.WriteFile(filepath.Join(source, "main.go"), []byte(bareWindow), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(to, os.DirFS(program)); err != nil && !os.IsExist(err) {
		t.Fatal(err)
	}
	c := exec.Command("go", "build", "-buildvcs=false", "-trimpath", "-tags", "gles,migrated_fynedo",
		"-ldflags", "-s -w -H=windowsgui", "-o", filepath.Join(to, "pinisi.exe"), "./"+source)
	c.Env = append(os.Environ(), "GOOS=windows", "GOARCH=amd64", "CGO_ENABLED=1", "CC=x86_64-w64-mingw32-gcc")
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("build the bare window: %v\n%s", err, out)
	}
}

// opening starts a program, waits until its window is drawn, and kills it.
func (p *pc) opening(title, program string) opening {
	p.t.Helper()
	empty, _ := p.look()
	before := colours(empty)
	begin := time.Now()
	c := p.open(windowsPath(program))
	p.title(title)
	o := opening{shown: time.Since(begin)}
	p.eventually("something on the window", func() (bool, string) {
		now, _ := p.look()
		n := colours(now)
		return n > before+8, fmt.Sprintf("%d colours, %d before", n, before)
	})
	o.drawn = time.Since(begin)
	time.Sleep(2 * time.Second)
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", p.process().Pid))
	if err != nil {
		p.t.Fatal(err)
	}
	for line := range strings.Lines(string(status)) {
		kilobytes := 0
		if n, _ := fmt.Sscanf(line, "VmRSS: %d", &kilobytes); n == 1 {
			o.memory = kilobytes >> 10
		}
	}
	p.kill()
	stop(p.t, c)
	return o
}

func medians(all []opening) (shown, drawn time.Duration, memory int) {
	by := func(less func(a, b opening) int) opening {
		sorted := slices.Clone(all)
		slices.SortFunc(sorted, less)
		return sorted[len(sorted)/2]
	}
	return by(func(a, b opening) int { return int(a.shown - b.shown) }).shown,
		by(func(a, b opening) int { return int(a.drawn - b.drawn) }).drawn,
		by(func(a, b opening) int { return a.memory - b.memory }).memory
}
