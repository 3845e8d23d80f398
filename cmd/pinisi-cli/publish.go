package main

import (
	"context"
	"flag"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
)

// publishCommand gives every mission a new instrument version.
var publishCommand = command{name: "publish", min: 1, max: 1, setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) error {
		if err := c.forWriting(ctx); err != nil {
			return err
		}
		known, err := assess.ReadCatalogue(ctx, c.st)
		if err != nil {
			return err
		}
		definition, err := c.definition(known, c.args[0])
		if err != nil {
			return err
		}
		id, err := assess.Publish(ctx, c.st, c.author(), definition)
		if err != nil {
			return err
		}
		ins, _, err := assess.CheckInstrument(definition)
		if err != nil {
			return err
		}
		all, err := assess.ReadCatalogue(ctx, c.st)
		if err != nil {
			return err
		}
		latest, err := all.Latest(ins.Variant)
		if err != nil {
			return err
		}
		return c.result(map[string]any{
			"id": ins.ID, "version": ins.Version, "variant": ins.Variant, "record": idOrBlank(id),
			"published": id != data.NilID, "newest": latest.Reference == ins.Reference,
		}, func() {
			if id == data.NilID {
				c.say("cli.publish.there", "ID", ins.ID, "Version", ins.Version)
			} else {
				c.say("cli.publish.done", "ID", ins.ID, "Version", ins.Version)
			}
			c.say("cli.publish.newest", "Variant", c.variant(ins), "ID", latest.ID, "Version", latest.Version)
		})
	}
}}

func (c *call) variant(ins *instrument.Instrument) string {
	return c.show("evaluation", "variant", data.TextValue(ins.Variant))
}
