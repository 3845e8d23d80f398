package main

import (
	"bytes"
	"context"
	"encoding/json"
	"image/png"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pinisi/data/store"
	pinsync "pinisi/sync"
)

// program runs the program and returns what it said.
func program(t *testing.T, want int, args ...string) (out, errOut string) {
	t.Helper()
	var o, e bytes.Buffer
	if got := run(context.Background(), append(args, "--lang", "en"), &o, &e); got != want {
		t.Fatalf("pinisi-hub %s: exit %d, want %d\n%s%s", strings.Join(args, " "), got, want, o.String(), e.String())
	}
	return o.String(), e.String()
}

func TestAHubFromInitToRevoke(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "hub")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	if out, _ := program(t, 0, "init", "--data", dir, "--address", address); !strings.Contains(out, address) {
		t.Errorf("init said %q", out)
	}
	// Given a hub that serves
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan int, 1)
	var log bytes.Buffer
	go func() {
		ended <- run(ctx, []string{"serve", "--data", dir, "--listen", address}, &bytes.Buffer{}, &log)
	}()
	// and a code as text, file and picture
	file, picture := filepath.Join(t.TempDir(), "c.pinisi"), filepath.Join(t.TempDir(), "c.png")
	out, said := program(t, 0, "code", "--data", dir, "--scope", "kbri-singapura", "--name", "Loket 2", "--valid", "1h", "--file", file, "--qr", picture)
	text := strings.TrimSpace(out)
	b, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(b), text) || !strings.HasPrefix(string(b), "pinisi 1 enrolment\n") || !strings.Contains(said, "KBRI Singapura") {
		t.Errorf("the file holds %q (%v), said %q", b, err, said)
	}
	p, err := os.Open(picture)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	if img, err := png.Decode(p); err != nil || img.Bounds().Dx() < 300 {
		t.Errorf("the QR code: %v", err)
	}
	// When a device comes in by the file and sends something
	st, err := store.Open(context.Background(), t.TempDir(), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	if _, err := pinsync.Enroll(context.Background(), st, string(b), "laptop"); err != nil {
		t.Fatal(err)
	}
	c, err := pinsync.NewClient(st, pinsync.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Sync(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	// Then it is listed
	out, _ = program(t, 0, "devices", "--data", dir, "--json")
	var devices []struct{ ID, Scope, Name string }
	if err := json.Unmarshal([]byte(out), &devices); err != nil || len(devices) != 1 || devices[0].Name != "Loket 2" || devices[0].Scope != "kbri-singapura" {
		t.Fatalf("devices: %s, %v", out, err)
	}
	if out, _ = program(t, 0, "devices", "--data", dir); !strings.Contains(out, "Loket 2") {
		t.Errorf("devices: %s", out)
	}
	if out, _ = program(t, 0, "status", "--data", dir); !strings.Contains(out, "1 enrolled") {
		t.Errorf("status: %s", out)
	}
	// and revoked by the beginning of its id
	program(t, exitRefused, "revoke", "--data", dir, "ffffffffffff")
	program(t, exitRefused, "revoke", "--data", dir)
	program(t, 0, "revoke", devices[0].ID[:8], "--data", dir)
	if _, err := c.Sync(context.Background(), nil); err == nil || !strings.Contains(err.Error(), "sync.revoked") {
		t.Errorf("after the revocation: %v", err)
	}
	if out, _ = program(t, 0, "devices", "--data", dir); !strings.Contains(out, "revoked") {
		t.Errorf("devices: %s", out)
	}
	stop()
	if code := <-ended; code != 0 {
		t.Errorf("serve ended with %d", code)
	}
	if secret := text[strings.LastIndex(text, "/")+1:]; strings.Contains(log.String(), secret) || !strings.Contains(log.String(), "device enrolled") {
		t.Errorf("the log: %s", log.String())
	}
}

func TestMistakesAreToldInWords(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "hub")
	foreign := t.TempDir()
	for _, name := range []string{"hub.db", "hub.key", "hub.crt"} {
		if err := os.WriteFile(filepath.Join(foreign, name), []byte("something else, longer than nothing"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PINISI_HUB", "")
	program(t, 0, "help")
	for _, x := range []struct {
		exit int
		args string
	}{
		{exitUsage, "dance"},
		{exitUsage, "status"},
		{exitUsage, "serve --data " + dir + " --wrong"},
		{exitUsage, "code --valid soon --data " + dir},
		{exitRefused, "status --data " + dir},
		{exitRefused, "init --data " + dir},
		{exitRefused, "init --data " + dir + " --address https://hub/"},
		{exitFailed, "status --data " + foreign},
		{0, "init --data " + dir + " --address hub.kemlu.go.id,10.0.0.1:8443"},
		{exitRefused, "init --data " + dir + " --address hub.kemlu.go.id"},
		{exitRefused, "code --data " + dir + " --scope nowhere"},
		{exitRefused, "code --data " + dir},
		{exitFailed, "serve --data " + dir + " --listen 256.0.0.1:1"},
		{0, "code --data " + dir + " --headquarters --json"},
	} {
		out, said := program(t, x.exit, strings.Fields(x.args)...)
		if x.exit != 0 && (said == "" || strings.HasPrefix(said, "hub.")) {
			t.Errorf("pinisi-hub %s said %q %q", x.args, out, said)
		}
	}
}
