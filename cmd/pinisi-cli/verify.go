package main

import (
	"context"
	"flag"
	"fmt"
)

var verifyCommand = command{name: "verify", setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		r, err := c.st.Verify(ctx)
		if err != nil {
			return err
		}
		problems := append([]string{}, r.Problems...)
		err = c.result(map[string]any{"segments": r.Segments, "changes": r.Changes, "records": r.Records, "problems": problems}, func() {
			args := []any{"Segments", c.count(r.Segments), "Changes", c.count(r.Changes), "Records", c.count(r.Records)}
			if len(problems) == 0 {
				c.say("cli.verify.good", args...)
				return
			}
			c.say("cli.verify.bad", args...)
			for _, p := range problems {
				fmt.Fprintln(c.out, "- "+p)
			}
		})
		if err == nil && len(problems) > 0 {
			return errQuiet(exitFailed)
		}
		return err
	}
}}

var rebuildCommand = command{name: "rebuild", setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) error {
		if err := c.forWriting(ctx); err != nil {
			return err
		}
		if err := c.st.Rebuild(ctx); err != nil {
			return err
		}
		return c.result(map[string]any{"rebuilt": true}, func() { c.say("cli.rebuild.done") })
	}
}}
