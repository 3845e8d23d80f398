package main

import (
	"context"
	"flag"

	"pinisi/data/backup"
)

var backupCommand = command{name: "backup", min: 1, max: 1, setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		if err := backup.Write(ctx, c.st, c.args[0], nil); err != nil {
			return err
		}
		return c.result(map[string]any{"file": c.args[0]}, func() { c.say("cli.backup.done", "Path", c.args[0]) })
	}
}}
