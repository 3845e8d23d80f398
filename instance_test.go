package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"pinisi/sync/dotpinisi"
	"pinisi/sync/wire"
)

// second starts the program a second time and waits for its end.
func (d *desk) second(args ...string) {
	d.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	c := exec.CommandContext(ctx, d.bin, append([]string{"--data", d.data}, args...)...)
	c.Env = d.env()
	if out, err := c.CombinedOutput(); err != nil || len(out) > 0 {
		d.photograph("failed")
		d.t.Fatalf("a second start with %q ended with %v and said:\n%s", args, err, out)
	}
}

func TestASecondStartShowsTheWindow(t *testing.T) {
	d := newDesk(t)
	d.more = []string{"XDG_RUNTIME_DIR=" + t.TempDir()}
	// given a window with an evaluation, made small
	d.run()
	d.introduce()
	d.evaluate()
	d.do("windowminimize", d.window)
	time.Sleep(500 * time.Millisecond)
	if out, err := d.xdotool("search", "--onlyvisible", "--name", "^Pinisi"); err == nil {
		t.Fatalf("the window is still there: %s", out)
	}
	// when the program is started again, it ends without a word, and the window is there with the keyboard
	d.second()
	d.title("^Pinisi.*KBRI Singapura$")
	d.eventually("the window in front", func() (bool, string) {
		out, err := d.xdotool("getactivewindow")
		return err == nil && strings.TrimSpace(out) == d.window, out
	})
	// and with an enrolment file, it is shown
	b, err := dotpinisi.Enrolment{Code: wire.Code{Addresses: []string{"hub.example.go.id"}}.String(), Scope: "kbri-singapura"}.Encode()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "loket é 2.pinisi")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	d.second(file)
	d.still()
	d.photograph("berkas-pendaftaran")
	// when the system ends the program in the middle of an edit
	d.form()
	d.key("Tab")
	const typed = "sistem dimatikan sambil mengetik"
	d.write(typed)
	d.still()                                                             // all keys have arrived
	for _, s := range []syscall.Signal{syscall.SIGHUP, syscall.SIGTERM} { // a second one changes nothing
		if err := d.program.Process.Signal(s); err != nil {
			t.Fatal(err)
		}
	}
	// then the field in hand is stored
	d.ends()
	d.noted(typed)
}
