package main

import (
	"encoding/json"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// centre is headquarters on Linux, beside a Windows PC: the hub, and a device of
// its own without a window.
type centre struct {
	*desk        // headquarters' device: what evaluated reads
	hub   string // the hub's data
	pc    string // the name under which a Windows PC enrols
}

// newCentre starts headquarters for a PC, whose screen is photographed when something fails.
func newCentre(p *pc) *centre {
	t := p.t
	t.Helper()
	home := t.TempDir()
	c := &centre{desk: &desk{t: t, home: home, data: filepath.Join(home, "pusat"), display: p.display, patience: p.patience}, hub: filepath.Join(home, "hub"), pc: "PC-LOKET2"}
	address := freePort(t)
	c.run("pinisi-hub", "init", "--data", c.hub, "--address", address)
	serve := exec.Command(filepath.Join(os.Getenv("PINISI_BIN"), "pinisi-hub"), "serve", "--data", c.hub, "--listen", address)
	if err := serve.Start(); err != nil {
		t.Fatalf("start the hub: %v", err)
	}
	t.Cleanup(func() { stop(t, serve) })
	c.eventually("a hub that answers", func() (bool, string) {
		line, err := net.DialTimeout("tcp", address, time.Second)
		if err != nil {
			return false, err.Error()
		}
		return line.Close() == nil, ""
	})
	var made struct{ Code string }
	answer := c.run("pinisi-hub", "code", "--data", c.hub, "--headquarters", "--name", "Pusat", "--json")
	if err := json.Unmarshal([]byte(answer), &made); err != nil {
		t.Fatalf("read the code of pinisi-hub: %v: %s", err, answer)
	}
	c.run("pinisi-cli", "enroll", made.Code, "--data", c.data, "--staff", "Dewi Lestari", "--role", "Direktorat", "--name", "Pusat")
	return c
}

// run runs one of our programs on Linux.
func (c *centre) run(program string, args ...string) string {
	c.t.Helper()
	cmd := exec.Command(filepath.Join(os.Getenv("PINISI_BIN"), program), args...)
	var words strings.Builder
	cmd.Stderr = &words
	out, err := cmd.Output()
	if err != nil {
		c.t.Fatalf("%s %v: %v\n%s%s", program, args, err, out, words.String())
	}
	return string(out)
}

// invite makes the enrolment file of a computer of KBRI Singapura.
func (c *centre) invite() (file string) {
	c.t.Helper()
	file = filepath.Join(c.home, "KBRI Singapura.pinisi")
	c.run("pinisi-hub", "code", "--data", c.hub, "--scope", "kbri-singapura", "--name", c.pc, "--file", file)
	return file
}

func (c *centre) sync() { c.run("pinisi-cli", "sync", "--data", c.data) }

// receives holds that headquarters gets what evaluate typed on the Windows PC.
func (c *centre) receives() {
	c.t.Helper()
	c.eventually("the evaluation at headquarters", func() (bool, string) {
		c.sync()
		sheet, err := c.stored()
		if err != nil {
			return false, err.Error()
		}
		got := sheet.Stub("A02").Get("note").String()
		return strings.Contains(got, note), got
	})
	c.evaluated()
}

// publish gives a release to all who run the program.
func (c *centre) publish(release, keys string) {
	c.t.Helper()
	c.run("pinisi-cli", "release", "publish", release, "--keys", keys, "--data", c.data)
	c.eventually("the packages at the hub", func() (bool, string) {
		c.sync()
		pending := c.run("pinisi-cli", "pending", "--data", c.data, "--json")
		list := c.run("pinisi-cli", "release", "list", "--keys", keys, "--data", c.data, "--lang", "en")
		return strings.Contains(list, "2 of 2"), list + pending
	})
}

// freePort is an address of this computer that nobody listens on.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
