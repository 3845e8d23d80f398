package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"pinisi/data/jsonl"
)

// device is one computer: its folder, and who sits in front of it.
type device struct {
	programs   *programs
	dir        string
	scope      string
	computer   string
	who, role  string
	out        *printer
	typedLines []jsonl.Line // what was typed here
}

// cli runs pinisi-cli on this device.
func (d *device) cli(ctx context.Context, args ...string) (ended, error) {
	args = append([]string{args[0], "--data", d.dir, "--lang", d.programs.lang}, args[1:]...)
	return start(ctx, d.programs.cli, args...)
}

// do runs a command that must end with one of the codes, and shows both.
func (d *device) do(ctx context.Context, codes []int, args ...string) (ended, error) {
	e, err := d.cli(ctx, args...)
	if err != nil {
		return e, err
	}
	d.out.command(d, e, args)
	for _, code := range codes {
		if e.code == code {
			return e, nil
		}
	}
	return e, fmt.Errorf("%s: pinisi-cli %s ended with %d, not %v: %s", d.computer, strings.Join(args, " "), e.code, codes, e.err)
}

var fine = []int{0}

// ask runs a command quietly and reads its JSON.
func (d *device) ask(ctx context.Context, into any, codes []int, args ...string) error {
	e, err := d.cli(ctx, append(args, "--json")...)
	if err != nil {
		return err
	}
	ok := false
	for _, code := range codes {
		ok = ok || e.code == code
	}
	if !ok {
		return fmt.Errorf("%s: pinisi-cli %s ended with %d: %s", d.computer, strings.Join(args, " "), e.code, e.err)
	}
	if err := json.Unmarshal([]byte(e.out), into); err != nil {
		return fmt.Errorf("%s: read the answer of pinisi-cli %s: %w", d.computer, args[0], err)
	}
	return nil
}

// enrol lets the device in.
func (d *device) enrol(ctx context.Context, h *hub) error {
	code, err := h.code(ctx, d.scope, d.computer)
	if err != nil {
		return err
	}
	e, err := d.cli(ctx, "enroll", code, "--staff", d.who, "--role", d.role, "--name", d.computer)
	if err != nil {
		return err
	}
	d.out.command(d, e, []string{"enroll", "…"})
	if e.code != 0 {
		return fmt.Errorf("%s: enroll ended with %d: %s", d.computer, e.code, e.err)
	}
	return nil
}

// types enters a part of the story.
func (d *device) types(ctx context.Context, part string) error {
	text, err := tell(part)
	if err != nil {
		return err
	}
	for line := range strings.Lines(text) {
		l, err := jsonl.Parse([]byte(line))
		if err != nil {
			return fmt.Errorf("story %s: %w: %s", part, err, line)
		}
		d.typedLines = append(d.typedLines, l)
	}
	file := filepath.Join(filepath.Dir(d.dir), part+".jsonl")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		return fmt.Errorf("write the story: %w", err)
	}
	if _, err := d.do(ctx, fine, "import", file); err != nil {
		return err
	}
	return os.Remove(file)
}
