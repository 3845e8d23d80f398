package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"time"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/decide"
	"pinisi/data/store"
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
		for i, x := range all {
			rec, err := c.st.Get(ctx, x.Kind, x.Record)
			if err != nil {
				return err
			}
			all[i].Title = c.title(ctx, rec)
		}
		if c.json {
			out := []any{}
			for _, x := range all {
				out = append(out, map[string]any{"kind": x.Kind, "id": x.Record.String(), "scope": x.Scope, "field": x.Field, "title": x.Title, "versions": c.versions(ctx, x.Versions)})
			}
			err = writeJSON(c.out, out)
		} else {
			for i, x := range all {
				fmt.Fprintf(c.out, "%d. %s · %s · %s\n   %s %s\n", i+1, c.kindWord(x.Kind), words.Short(x.Title, 60), c.fieldWord(x.Kind, x.Field), x.Record, x.Field)
				differ, more := differences(x.Versions)
				for n, v := range x.Versions {
					fmt.Fprintf(c.out, "   [%d] %s, %s, %s\n       %s\n", n+1, c.staffName(ctx, v.Author), c.deviceName(ctx, v.Device), c.when(v.HLC.Time()), c.valueOf(x, n, differ))
				}
				if more {
					c.say("cli.conflicts.more_differences")
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

// maxDifferences is how many places of two long values are shown.
const maxDifferences = 12

// differences are the places where structured values differ.
func differences(all []data.Version) ([]decide.Difference, bool) {
	var values []data.Value
	for _, v := range all {
		values = append(values, v.Value)
	}
	return decide.Differences(values, maxDifferences)
}

// valueOf is the n-th value of a conflict; of a structured one what is not the
// same in all.
func (c *call) valueOf(x store.Conflict, n int, differ []decide.Difference) string {
	if k := data.KindOf(x.Kind); k != nil {
		if f, _ := k.Field(x.Field); f.Type == data.TypeList {
			differ = nil
		}
	}
	if len(differ) == 0 {
		return c.show(x.Kind, x.Field, x.Versions[n].Value)
	}
	var lines []string
	for _, d := range differ {
		value := d.Values[n]
		if value == "" {
			value = c.words.T("cli.blank")
		}
		lines = append(lines, d.Path+": "+words.Short(value, 100))
	}
	return strings.Join(lines, "\n       ")
}

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
