package main

import (
	"context"
	"flag"
	"fmt"

	"pinisi/data/assess"
)

var scoreCommand = command{name: "score", min: 1, max: 1, setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		rec, err := c.record(ctx, c.args[0])
		if err != nil {
			return err
		}
		if rec.Kind != "evaluation" {
			return refuse("cli.score.not_evaluation", "Value", c.args[0], "Kind", rec.Kind)
		}
		sheet, err := assess.Load(ctx, c.st, rec.ID)
		if err != nil {
			return err
		}
		if c.json {
			return writeJSON(c.out, map[string]any{
				"id": rec.ID.String(), "scope": rec.Scope, "unit": rec.Text("unit"), "period": rec.Text("period"), "status": rec.Text("status"),
				"conflicts": sheet.Conflicts(), "result": sheet.Result,
			})
		}
		fmt.Fprintf(c.out, "%s %s, %s\n%s\n", rec.Text("unit"), rec.Text("period"), c.missionName(rec.Scope), sheet.Result.Text(c.words.Lang()))
		if n := sheet.Conflicts(); n > 0 {
			c.say("cli.sync.conflicts", "Count", c.count(n))
		}
		return nil
	}
}}
