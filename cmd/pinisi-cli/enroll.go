package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"

	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
	pinsync "pinisi/sync"
)

var enrollCommand = command{name: "enroll", min: 1, max: 1, setup: func(f *flag.FlagSet) action {
	var who setup.Person
	person(f, &who)
	name := f.String("name", "", "")
	return func(ctx context.Context, c *call) error {
		code, err := codeOf(c.args[0])
		if err != nil {
			return err
		}
		if _, err := pinsync.ReadCode(code); err != nil { // before anything is made
			return err
		}
		if err := c.open(ctx, store.Options{}); err != nil {
			return err
		}
		p := c.st.Profile()
		if who.Name == "" && p.Scope == "" {
			return usage("cli.init.who")
		}
		info, err := pinsync.Enroll(ctx, c.st, code, c.called(*name))
		if err != nil {
			return err
		}
		if who.Name != "" {
			if p, err = setup.Begin(ctx, c.st, info.Scope, who, c.lang); err != nil {
				return err
			}
		}
		if p.Staff != data.NilID {
			if err := setup.NameDevice(ctx, c.st, p.Staff, info.Device); err != nil {
				return err
			}
		}
		return c.result(map[string]any{
			"hub": info.Address, "scope": info.Scope, "name": info.Device, "device": c.st.Device().String(), "staff": idOrBlank(p.Staff), "data": c.dir,
		}, func() {
			c.say("cli.enroll.done", "Hub", info.Address, "Mission", c.missionName(info.Scope))
		})
	}
}}

// codeOf is the code itself, or the content of the file that the word names.
func codeOf(word string) (string, error) {
	f, err := os.Open(word)
	if err != nil { // no file: the code as typed
		return word, nil
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, 64<<10))
	if err != nil {
		return "", fmt.Errorf("read the code file %s: %w", word, err)
	}
	return string(b), nil
}
