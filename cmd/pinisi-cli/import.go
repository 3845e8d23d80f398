package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"

	"pinisi/data/jsonl"
)

var importCommand = command{name: "import", min: 1, max: 1, setup: func(f *flag.FlagSet) action {
	check := f.Bool("check", false, "")
	return func(ctx context.Context, c *call) error {
		if err := c.forWriting(ctx); err != nil {
			return err
		}
		from, err := c.input(c.args[0])
		if err != nil {
			return err
		}
		defer from.Close()
		tell, end := c.progress()
		done, err := jsonl.Import(ctx, c.st, from, jsonl.Options{Author: c.author(), Check: *check, Progress: func(lines int) {
			tell("cli.import.progress", "Lines", c.count(lines))
		}})
		end()
		if err != nil {
			return err
		}
		refs := map[string]string{}
		for name, id := range done.Refs {
			refs[name] = id.String()
		}
		return c.result(map[string]any{
			"lines": done.Lines, "created": done.Created, "changed": done.Changed, "unchanged": done.Unchanged,
			"edits": done.Edits, "unknown": done.Unknown, "refs": refs, "written": !*check && done.Edits > 0,
		}, func() {
			key := "cli.import.done"
			if *check {
				key = "cli.import.checked"
			}
			c.say(key, "Lines", c.count(done.Lines), "Created", c.count(done.Created), "Changed", c.count(done.Changed), "Unchanged", c.count(done.Unchanged))
			for _, name := range slices.Sorted(maps.Keys(done.Unknown)) {
				c.say("cli.import.unknown", "Name", name, "Count", c.count(done.Unknown[name]))
			}
		})
	}
}}

func (c *call) count(n int) string { return c.words.Integer(int64(n)) }

// input opens a file to read, "-" for standard input.
func (c *call) input(name string) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(c.in), nil
	}
	f, err := os.Open(name)
	if errors.Is(err, os.ErrNotExist) {
		return nil, refuse("cli.no_file", "Path", name)
	}
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, errors.Join(refuse("errors.is_folder", "Path", name), f.Close())
	}
	return f, nil
}
