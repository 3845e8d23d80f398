package main

import (
	"context"
	"flag"
	"time"
)

var pendingCommand = command{name: "pending", setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		p, err := c.st.Pending(ctx)
		if err != nil {
			return err
		}
		if p.Records < 0 {
			all, err := c.st.PendingRecords(ctx, 0)
			if err != nil {
				return err
			}
			p.Records = len(all)
		}
		out := map[string]any{"changes": p.Changes, "records": p.Records, "bytes": p.Bytes, "files": p.Files, "file_bytes": p.FileBytes}
		if !p.OldestSince.IsZero() {
			out["oldest_since"] = p.OldestSince.UTC().Format(time.RFC3339)
		}
		return c.result(out, func() {
			if p.Changes == 0 && p.Files == 0 {
				c.say("cli.pending.none")
				return
			}
			c.say("cli.pending.some", "Changes", c.count(p.Changes), "Records", c.count(p.Records), "Bytes", c.words.Bytes(p.Bytes),
				"Files", c.count(p.Files), "FileBytes", c.words.Bytes(p.FileBytes), "Since", c.when(p.OldestSince))
		})
	}
}}
