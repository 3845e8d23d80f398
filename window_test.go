package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/store"
)

// desk is an invisible screen (Xvfb) with the built program on it.
type desk struct {
	t       *testing.T
	bin     string
	display string
	home    string
	data    string
	program *exec.Cmd
	window  string   // X's id of it
	more    []string // of the environment
	bare    bool     // a screen without OpenGL

	patience time.Duration // with what the program does by itself; 0: 30 seconds
	pace     time.Duration // between keys; 0: 150 milliseconds
}

// newDesk starts a screen of 1366x768, or skips the test where the program was
// not built or the screen's tools are missing; `make test` provides both.
func newDesk(t *testing.T) *desk {
	t.Helper()
	d := &desk{t: t, bin: filepath.Join(os.Getenv("PINISI_BIN"), "pinisi"), home: t.TempDir()}
	d.data = filepath.Join(d.home, "data")
	if os.Getenv("PINISI_BIN") == "" {
		t.Skip("PINISI_BIN does not say where the built program is; make test does")
	}
	if _, err := os.Stat(d.bin); err != nil {
		t.Skipf("the window is not built: %v", err)
	}
	d.screen()
	t.Cleanup(func() {
		if d.program != nil {
			stop(t, d.program)
		}
	})
	return d
}

// screen starts an invisible screen with a window manager, until the test ends.
func (d *desk) screen() {
	t := d.t
	t.Helper()
	for _, tool := range []string{"Xvfb", "openbox", "xdotool", "import"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("no %s here", tool)
		}
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	screen := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24", "-nolisten", "tcp")
	if d.bare {
		screen.Args = append(screen.Args, "-extension", "GLX")
	}
	screen.ExtraFiles = []*os.File{write}
	if err := screen.Start(); err != nil {
		t.Fatalf("start Xvfb: %v", err)
	}
	t.Cleanup(func() { stop(t, screen) })
	if err := write.Close(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb names no display: %v", err)
	}
	d.display = ":" + strings.TrimSpace(line)
	wm := exec.Command("openbox")
	wm.Env = d.env()
	if err := wm.Start(); err != nil {
		t.Fatalf("start openbox: %v", err)
	}
	t.Cleanup(func() { stop(t, wm) })
}

func stop(t *testing.T, c *exec.Cmd) {
	if c.ProcessState != nil {
		return
	}
	if err := c.Process.Kill(); err != nil {
		t.Logf("stop %s: %v", c.Path, err)
	}
	_ = c.Wait() // it was killed
}

func (d *desk) env() []string {
	return append(append(os.Environ(), "DISPLAY="+d.display, "HOME="+d.home, "XDG_CONFIG_HOME="+filepath.Join(d.home, ".config"),
		"XDG_CACHE_HOME="+d.home, "FYNE_THEME=light", "LANG=C.UTF-8"), d.more...)
}

// run starts the program and waits for its window.
func (d *desk) run() {
	d.t.Helper()
	d.program = exec.Command(d.bin, "--data", d.data)
	d.program.Env = d.env()
	var out bytes.Buffer
	d.program.Stdout, d.program.Stderr = &out, &out
	begin := time.Now()
	if err := d.program.Start(); err != nil {
		d.t.Fatalf("start %s: %v", d.bin, err)
	}
	d.t.Cleanup(func() {
		if d.t.Failed() {
			d.t.Logf("the program said:\n%s", out.String())
		}
	})
	d.title("^Pinisi")
	d.t.Logf("the window was there after %v", time.Since(begin).Round(10*time.Millisecond))
	d.place()
}

// place gives the window the whole screen and the keyboard.
func (d *desk) place() {
	d.t.Helper()
	time.Sleep(500 * time.Millisecond) // until the window has placed itself
	d.do("windowmove", d.window, "0", "0")
	d.do("windowsize", d.window, "1366", "748")
	d.do("windowfocus", "--sync", d.window)
}

// title waits until there is a window with such a title.
func (d *desk) title(pattern string) {
	d.t.Helper()
	d.eventually("a window titled "+pattern, func() (bool, string) {
		out, err := d.xdotool("search", "--onlyvisible", "--name", pattern)
		ids := strings.Fields(out)
		if err != nil || len(ids) == 0 {
			return false, out
		}
		d.window = ids[len(ids)-1]
		return true, ""
	})
}

func (d *desk) xdotool(args ...string) (string, error) {
	c := exec.Command("xdotool", args...)
	c.Env = d.env()
	out, err := c.CombinedOutput()
	return string(out), err
}

func (d *desk) do(args ...string) {
	d.t.Helper()
	if out, err := d.xdotool(args...); err != nil {
		d.t.Fatalf("xdotool %v: %v\n%s", args, err, out)
	}
}

func (d *desk) write(text string) { d.do("type", "--delay", "12", text) }

// key presses keys one after the other, each with time for what it does to the focus.
func (d *desk) key(names ...string) {
	for _, n := range names {
		d.do("key", n)
		time.Sleep(cmp.Or(d.pace, 150*time.Millisecond))
	}
}

// eventually waits for what the program does by itself.
func (d *desk) eventually(what string, ready func() (ok bool, seen string)) {
	d.t.Helper()
	patience := cmp.Or(d.patience, 30*time.Second)
	seen := ""
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		ok := false
		if ok, seen = ready(); ok {
			return
		}
	}
	d.photograph("failed")
	d.t.Fatalf("%s: not within %v; at last: %s", what, patience, seen)
}

// stored reads the one evaluation beside the running program.
func (d *desk) stored() (*assess.Sheet, error) {
	ctx := context.Background()
	st, err := store.Open(ctx, d.data, store.Options{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer st.Close()
	list, err := st.List(ctx, store.Query{Kind: "evaluation"})
	if err != nil {
		return nil, err
	}
	if len(list) != 1 {
		return nil, fmt.Errorf("%d evaluations", len(list))
	}
	return assess.Load(ctx, st, list[0].ID)
}

// holds waits until the answer of an indicator is stored with these fields.
func (d *desk) holds(indicator string, fields map[string]data.Value) {
	d.t.Helper()
	d.eventually("stored "+indicator, func() (bool, string) {
		sheet, err := d.stored()
		if err != nil {
			return false, err.Error()
		}
		for name, want := range fields {
			if got := sheet.Stub(indicator).Get(name); got != want {
				return false, fmt.Sprintf("%s.%s = %q, want %q", indicator, name, got, want)
			}
		}
		return true, ""
	})
}

// photograph takes a picture of the screen, keeps it where PINISI_PICTURES
// says, and holds that something is on it.
func (d *desk) photograph(name string) image.Image {
	d.t.Helper()
	picture, raw := d.look()
	if dir := os.Getenv("PINISI_PICTURES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".png"), raw, 0o600); err != nil {
			d.t.Fatal(err)
		}
	}
	return picture
}

// look is what is on the screen, and the same as PNG.
func (d *desk) look() (picture image.Image, raw []byte) {
	d.t.Helper()
	c := exec.Command("import", "-window", "root", "png:-")
	c.Env = d.env()
	raw, err := c.Output()
	if err != nil {
		d.t.Fatalf("photograph the screen: %v", err)
	}
	if picture, err = png.Decode(bytes.NewReader(raw)); err != nil {
		d.t.Fatalf("read the picture: %v", err)
	}
	return picture, raw
}

// colours counts the different colours of a picture: an empty window has a few,
// one with text and cards has many.
func colours(p image.Image) int {
	seen := map[[3]uint32]bool{}
	b := p.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 2 {
		for x := b.Min.X; x < b.Max.X; x += 2 {
			r, g, bl, _ := p.At(x, y).RGBA()
			seen[[3]uint32{r, g, bl}] = true
		}
	}
	return len(seen)
}

// introduce answers the questions of a first start by keyboard.
func (d *desk) introduce() {
	d.t.Helper()
	time.Sleep(700 * time.Millisecond) // the window takes the keyboard
	d.photograph("mulai")
	d.write("singapura")
	d.key("Return", "Tab")
	d.write("Siti Aminah")
	d.key("Tab")
	d.write("Pejabat Konsuler")
	d.key("Return")
	d.title("^Pinisi.*KBRI Singapura$")
	time.Sleep(500 * time.Millisecond)
	d.photograph("beranda-kosong")
}

const note = "Papan layanan sudah diganti, maklumat dipasang di loket 2."

// evaluate begins an evaluation by keyboard, chooses two levels and writes a note.
func (d *desk) evaluate() {
	d.t.Helper()
	d.key("ctrl+2", "ctrl+n")
	d.write("Seksi Konsuler")
	d.key("Return")
	d.still()
	d.photograph("evaluasi-baru")
	d.key("Tab", "Tab", "Return")
	d.eventually("an evaluation", func() (bool, string) {
		_, err := d.stored()
		return err == nil, fmt.Sprint(err)
	})
	d.still() // the form is there, the first indicator has the keyboard
	d.key("4", "Return", "3", "Tab")
	d.write(note)
	d.key("Tab")
	d.evaluated()
}

// evaluated holds that what evaluate typed is stored.
func (d *desk) evaluated() {
	d.t.Helper()
	d.holds("A01", map[string]data.Value{"score": data.IntValue(4)})
	d.holds("A02", map[string]data.Value{"score": data.IntValue(3), "note": data.TextValue(note)})
}

// form opens the first aspect of the one evaluation.
func (d *desk) form() {
	d.t.Helper()
	d.key("ctrl+2")
	d.still()
	d.do("mousemove", "384", "195", "click", "1")
	d.still()
	d.do("mousemove", "640", "233", "click", "1")
	d.still()
}

// ends waits until the program has ended in good order.
func (d *desk) ends() {
	d.t.Helper()
	ended := make(chan error, 1)
	go func() { ended <- d.program.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			d.t.Errorf("the program ended with %v", err)
		}
	case <-time.After(30 * time.Second):
		d.photograph("failed")
		d.t.Fatal("the program does not end")
	}
}

// noted holds that an answer has this note and all is sound, now that the program has ended.
func (d *desk) noted(typed string) {
	d.t.Helper()
	st, err := store.Open(context.Background(), d.data, store.Options{})
	if err != nil {
		d.t.Fatalf("the folder is not free after the end: %v", err)
	}
	defer st.Close()
	answers, err := st.List(context.Background(), store.Query{Kind: "answer", Where: map[string]data.Value{"note": data.TextValue(typed)}})
	if err != nil || len(answers) != 1 {
		d.t.Errorf("the note that was being typed, %q: %v, %v", typed, answers, err)
	}
	report, err := st.Verify(context.Background())
	if err != nil || len(report.Problems) > 0 {
		d.t.Errorf("verify: %+v, %v", report, err)
	}
}

func TestTheWindowKeepsWhatWasTypedThroughAKill(t *testing.T) {
	d := newDesk(t)
	// given a first start and an evaluation
	d.run()
	d.introduce()
	d.evaluate()
	if n := colours(d.photograph("evaluasi")); n < 100 {
		t.Errorf("the form shows %d colours: is the window empty?", n)
	}
	// when the program is killed while the next note is being typed
	d.key("Tab", "5", "Tab")
	d.write("yang ini belum ditinggalk")
	if err := d.program.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = d.program.Wait() // it was killed
	// then after opening again everything but that one field is there
	d.run()
	d.title("^Pinisi.*KBRI Singapura$")
	time.Sleep(700 * time.Millisecond)
	d.photograph("beranda")
	d.evaluated()
	d.holds("A03", map[string]data.Value{"score": data.IntValue(5)})
	// and the form shows it again
	d.form()
	d.photograph("evaluasi-lagi")
	// and what is being typed is stored when the window is closed
	d.key("Tab")
	const typed = "ditutup sambil mengetik"
	d.write(typed)
	d.key("alt+F4")
	d.ends()
	d.noted(typed)
}
