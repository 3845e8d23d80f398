package main

import (
	"context"
	"flag"
	"fmt"
	"time"

	"pinisi/data"
)

// conflictsCommand ends with exitPerson while anything waits for a decision, so
// that a scheduled job can tell.
var conflictsCommand = command{name: "conflicts", setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		all, err := c.st.Conflicts(ctx)
		if err != nil {
			return err
		}
		if c.json {
			out := []any{}
			for _, x := range all {
				out = append(out, map[string]any{"kind": x.Kind, "id": x.Record.String(), "scope": x.Scope, "field": x.Field, "title": x.Title, "versions": c.versions(ctx, x.Versions)})
			}
			err = writeJSON(c.out, out)
		} else {
			for i, x := range all {
				fmt.Fprintf(c.out, "%d. %s · %s · %s\n   %s %s\n", i+1, c.kindWord(x.Kind), short(x.Title, 60), c.fieldWord(x.Kind, x.Field), x.Record, x.Field)
				for n, v := range x.Versions {
					fmt.Fprintf(c.out, "   [%d] %s, %s, %s\n       %s\n", n+1, c.staffName(ctx, v.Author), c.deviceName(v.Device), c.when(v.HLC.Time()), c.show(x.Kind, x.Field, v.Value))
				}
			}
			if len(all) == 0 {
				c.say("cli.conflicts.none")
			} else {
				fmt.Fprintln(c.out, c.words.N("cli.conflicts.count", len(all)))
			}
		}
		if err == nil && len(all) > 0 {
			return errQuiet(exitPerson)
		}
		return err
	}
}}

// version is one of several values, as JSON; n is what resolve --take takes.
type version struct {
	N      int        `json:"n"`
	Value  data.Value `json:"value"`
	Author string     `json:"author,omitempty"`
	Name   string     `json:"author_name"`
	Device string     `json:"device"`
	At     string     `json:"at"`
}

func (c *call) versions(ctx context.Context, all []data.Version) []version {
	var out []version
	for i, v := range all {
		out = append(out, version{i + 1, v.Value, idOrBlank(v.Author), c.staffName(ctx, v.Author), v.Device.String(), v.HLC.Time().Format(time.RFC3339Nano)})
	}
	return out
}

func idOrBlank(id data.ID) string {
	if id == data.NilID {
		return ""
	}
	return id.String()
}
