package main

import (
	"context"
	"flag"
	"time"
)

var historyCommand = command{name: "history", min: 1, max: 1, setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		rec, err := c.record(ctx, c.args[0])
		if err != nil {
			return err
		}
		changes, err := c.st.History(ctx, rec.Kind, rec.ID)
		if err != nil {
			return err
		}
		if c.json {
			type change struct {
				At     string `json:"at"`
				Author string `json:"author,omitempty"`
				Name   string `json:"author_name,omitempty"`
				Device string `json:"device"`
				Seq    uint64 `json:"seq"`
				Field  string `json:"field"`
				Value  any    `json:"value"`
			}
			all := []change{}
			for _, h := range changes {
				all = append(all, change{h.HLC.Time().Format(time.RFC3339Nano), idOrBlank(h.Author), c.staffName(ctx, h.Author),
					h.Dot.Stream.Device.String(), h.Dot.Seq, h.Field, h.Value})
			}
			return writeJSON(c.out, all)
		}
		var rows [][]string
		for _, h := range changes {
			rows = append(rows, []string{c.when(h.HLC.Time()), c.staffName(ctx, h.Author), c.deviceName(ctx, h.Dot.Stream.Device),
				c.fieldWord(rec.Kind, h.Field), c.show(rec.Kind, h.Field, h.Value)})
		}
		return c.table([]string{c.words.T("cli.time"), c.words.T("cli.author"), c.words.T("cli.device"), c.words.T("cli.field"), c.words.T("cli.value")}, rows)
	}
}}
