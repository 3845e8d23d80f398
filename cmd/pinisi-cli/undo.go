package main

import (
	"context"
	"flag"
)

var undoCommand = command{name: "undo", setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) error {
		if err := c.forWriting(ctx); err != nil {
			return err
		}
		label, err := c.st.Undo(ctx, c.author())
		if err != nil {
			return err
		}
		return c.result(map[string]any{"undone": label}, func() { c.say("cli.undo.done", "What", c.words.T(label)) })
	}
}}
