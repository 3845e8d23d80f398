package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"pinisi/data/jsonl"
)

var exportCommand = command{name: "export", setup: func(f *flag.FlagSet) action {
	var sel jsonl.Selection
	kinds := f.String("kind", "", "")
	out := f.String("out", "", "")
	mission := f.String("mission", "", "")
	f.BoolVar(&sel.Personal, "personal", false, "")
	f.BoolVar(&sel.Deleted, "deleted", false, "")
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		var err error
		if sel.Kinds, err = c.kindsNamed(ctx, *kinds); err != nil {
			return err
		}
		if sel.Scope, err = scopeNamed(*mission); err != nil {
			return err
		}
		if *out == "" || *out == "-" {
			_, err := jsonl.Export(ctx, c.st, c.out, sel)
			return err
		}
		var n int
		err = writeFile(*out, func(w io.Writer) error {
			n, err = jsonl.Export(ctx, c.st, w, sel)
			return err
		})
		if err != nil {
			return err
		}
		return c.result(map[string]any{"records": n, "file": *out, "personal": sel.Personal}, func() {
			c.say("cli.export.done", "Count", c.count(n), "Path", *out)
			if !sel.Personal {
				c.say("cli.export.masked")
			}
		})
	}
}}

// kindsNamed are the kinds of a list of words, all when it is blank.
func (c *call) kindsNamed(ctx context.Context, list string) ([]string, error) {
	if list == "" {
		return nil, nil
	}
	present, err := c.st.Kinds(ctx)
	if err != nil {
		return nil, err
	}
	var kinds []string
	for word := range strings.SplitSeq(list, ",") {
		kind, err := kindNamed(word, present)
		if err != nil {
			return nil, err
		}
		kinds = append(kinds, kind)
	}
	return kinds, nil
}

// writeFile writes a file that is there whole or not at all.
func writeFile(name string, write func(io.Writer) error) error {
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return refuse("errors.is_folder", "Path", name)
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if errors.Is(err, os.ErrNotExist) {
		return refuse("cli.no_folder", "Path", filepath.Dir(name))
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("write %s: %w", name, err), os.Remove(f.Name()))
	}
	return nil
}
