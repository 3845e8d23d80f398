package main

import (
	"context"
	"flag"
	"time"

	"pinisi/data/release"
	"pinisi/data/store"
)

// releaseCommand gives new versions of the program to every mission, lists
// them, and withdraws one.
var releaseCommand = command{name: "release", min: 1, max: 2, setup: func(f *flag.FlagSet) action {
	keys := f.String("keys", "", "")
	platform := f.String("platform", "", "")
	return func(ctx context.Context, c *call) error {
		sub := c.args[0]
		does, known := map[string]func(context.Context) error{
			"list":     func(ctx context.Context) error { return c.listReleases(ctx, *keys) },
			"publish":  func(ctx context.Context) error { return c.publishRelease(ctx, *keys) },
			"withdraw": func(ctx context.Context) error { return c.withdrawRelease(ctx, *platform) },
		}[sub]
		want := 2
		if sub == "list" {
			want = 1
		}
		switch {
		case !known:
			return usage("cli.release.sub", "Word", sub)
		case len(c.args) < want:
			return usage("cli.too_few", "Command", "release "+sub, "Args", c.words.T("cli.release.args."+sub))
		case len(c.args) > want:
			return usage("cli.too_many", "Command", "release "+sub, "Word", c.args[want], "Args", c.words.T("cli.release.args"))
		}
		return does(ctx)
	}
}}

func (c *call) listReleases(ctx context.Context, keyFile string) error {
	if err := c.forReading(ctx); err != nil {
		return err
	}
	keys, err := release.Keys() // none: signatures are not judged
	if keyFile != "" {
		keys, err = release.KeysFrom(keyFile)
	}
	if err != nil {
		return err
	}
	all, err := release.List(ctx, c.st, keys)
	if err != nil {
		return err
	}
	var rows [][]string
	values := []map[string]any{}
	for _, r := range all {
		sent, size := 0, int64(0)
		for _, p := range r.Packages {
			confirmed, err := c.st.FileConfirmed(ctx, p.SHA256)
			if err != nil {
				return err
			}
			if size += p.Size; confirmed {
				sent++
			}
		}
		state := "cli.release.offered"
		switch {
		case r.Withdrawn:
			state = "cli.release.withdrawn"
		case r.Problem != nil:
			state = "cli.release.invalid"
		case len(keys) == 0:
			state = "cli.release.unchecked"
		}
		rows = append(rows, []string{r.Version, r.Platform, r.Published, c.words.T(state), c.words.Bytes(size), c.text("cli.release.at_hub", "N", sent, "Of", len(r.Packages))})
		values = append(values, map[string]any{"version": r.Version, "platform": r.Platform, "published_on": r.Published, "withdrawn": r.Withdrawn,
			"valid": r.Problem == nil && len(keys) > 0, "packages": len(r.Packages), "bytes": size, "at_hub": sent, "record": idOrBlank(r.Record)})
	}
	if c.json {
		return c.result(values, nil)
	}
	heads := []string{"cli.release.version", "cli.release.for", "cli.release.day", "cli.release.state", "cli.release.size", "cli.release.hub"}
	for i, key := range heads {
		heads[i] = c.words.T(key)
	}
	return c.table(heads, rows)
}

func (c *call) publishRelease(ctx context.Context, keyFile string) error {
	if err := c.forWriting(ctx); err != nil {
		return err
	}
	keys, err := release.KeysFrom(keyFile)
	if err != nil && c.st.Profile().Scope == store.Headquarters { // else that is said first
		return err
	}
	s, err := release.Publish(ctx, c.st, c.author(), c.args[1], keys, time.Now())
	if err != nil {
		return err
	}
	return c.result(map[string]any{"version": s.Version, "platform": s.Platform, "whole": s.Whole.Size, "patches": len(s.Patches)}, func() {
		c.say("cli.release.published", "Version", s.Version, "Platform", s.Platform)
	})
}

func (c *call) withdrawRelease(ctx context.Context, platform string) error {
	if err := c.forWriting(ctx); err != nil {
		return err
	}
	n, err := release.Withdraw(ctx, c.st, c.author(), c.args[1], platform)
	if err != nil {
		return err
	}
	return c.result(map[string]any{"version": c.args[1], "withdrawn": n}, func() { c.say("cli.release.gone", "Version", c.args[1]) })
}
