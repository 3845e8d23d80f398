package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"runtime"
	"time"
)

// hub is headquarters' server as a child process.
type hub struct {
	programs *programs
	dir      string
	address  string
	cmd      *exec.Cmd
	log      bytes.Buffer
	ended    chan error
}

// make sets the server up on a free port of this computer.
func (h *hub) make(ctx context.Context) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("find a free port: %w", err)
	}
	h.address = l.Addr().String()
	if err := l.Close(); err != nil {
		return err
	}
	return h.must(start(ctx, h.programs.hub, "init", "--data", h.dir, "--address", h.address))
}

func (h *hub) must(e ended, err error) error {
	if err == nil && e.code != 0 {
		err = fmt.Errorf("pinisi-hub ended with %d: %s", e.code, e.err)
	}
	return err
}

// serve starts the server and waits until it answers.
func (h *hub) serve(ctx context.Context) error {
	h.cmd = exec.Command(h.programs.hub, "serve", "--data", h.dir, "--listen", h.address)
	h.cmd.Stderr = &h.log
	if err := h.cmd.Start(); err != nil {
		return fmt.Errorf("start pinisi-hub: %w", err)
	}
	ended := make(chan error, 1)
	h.ended = ended
	go func(cmd *exec.Cmd) { ended <- cmd.Wait() }(h.cmd) // ends with the process, which stop ends
	for until := time.Now().Add(30 * time.Second); ; {
		c, err := net.DialTimeout("tcp", h.address, time.Second)
		if err == nil {
			return c.Close()
		}
		select {
		case <-ended:
			h.cmd = nil
			return fmt.Errorf("pinisi-hub ended at once: %s", h.log.String())
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(20 * time.Millisecond):
		}
		if time.Now().After(until) {
			return fmt.Errorf("pinisi-hub does not answer at %s: %w", h.address, err)
		}
	}
}

// stop ends the server, if it runs: politely where the system can.
func (h *hub) stop() error {
	if h.cmd == nil {
		return nil
	}
	cmd := h.cmd
	h.cmd = nil
	if runtime.GOOS == "windows" {
		if err := cmd.Process.Kill(); err != nil {
			return fmt.Errorf("stop pinisi-hub: %w", err)
		}
		<-h.ended
		return nil
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		return fmt.Errorf("stop pinisi-hub: %w", err)
	}
	select {
	case err := <-h.ended:
		if err != nil {
			return fmt.Errorf("pinisi-hub ended badly: %w\n%s", err, h.log.String())
		}
		return nil
	case <-time.After(30 * time.Second):
		return errors.Join(errors.New("pinisi-hub did not stop when asked"), cmd.Process.Kill())
	}
}

// code asks for an enrolment code.
func (h *hub) code(ctx context.Context, scope, name string) (string, error) {
	e, err := start(ctx, h.programs.hub, "code", "--data", h.dir, "--scope", scope, "--name", name, "--json")
	if err := h.must(e, err); err != nil {
		return "", err
	}
	var answer struct {
		Code string `json:"code"`
	}
	if err := json.Unmarshal([]byte(e.out), &answer); err != nil || answer.Code == "" {
		return "", fmt.Errorf("read the code of pinisi-hub: %w: %s", err, e.out)
	}
	return answer.Code, nil
}
