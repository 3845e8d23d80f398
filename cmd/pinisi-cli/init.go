package main

import (
	"context"
	"flag"
	"os"

	"pinisi/data"
	"pinisi/data/setup"
	"pinisi/data/store"
)

var initCommand = command{name: "init", setup: func(f *flag.FlagSet) action {
	mission := f.String("mission", "", "")
	headquarters := f.Bool("headquarters", false, "")
	var who setup.Person
	person(f, &who)
	name := f.String("name", "", "")
	return func(ctx context.Context, c *call) error {
		if (*mission == "") == !*headquarters {
			return usage("cli.init.which")
		}
		if who.Name == "" {
			return usage("cli.init.who")
		}
		scope := store.Headquarters
		if *mission != "" {
			m, err := setup.Find(*mission)
			if err != nil {
				return err
			}
			scope = m.ID
		}
		if err := c.open(ctx, store.Options{}); err != nil {
			return err
		}
		p, err := setup.Begin(ctx, c.st, scope, who, c.lang)
		if err != nil {
			return err
		}
		if err := setup.NameDevice(ctx, c.st, p.Staff, c.called(*name)); err != nil {
			return err
		}
		return c.welcome(p, who)
	}
}}

// called is what the computer is called: as asked for, else by its system.
func (c *call) called(name string) string {
	if name != "" {
		return name
	}
	host, err := os.Hostname()
	if err != nil || host == "" {
		return c.st.Device().String()[:8]
	}
	return host
}

// person are the flags that say who works at the device.
func person(f *flag.FlagSet, who *setup.Person) {
	f.StringVar(&who.Name, "staff", "", "")
	f.StringVar(&who.Role, "role", "", "")
}

// welcome says whose device it is now.
func (c *call) welcome(p store.Profile, who setup.Person) error {
	result := map[string]any{"data": c.dir, "scope": p.Scope, "staff": p.Staff.String(), "device": c.st.Device().String()}
	return c.result(result, func() {
		c.say("cli.init.done", "Mission", c.missionName(p.Scope), "Name", who.Name, "Path", c.dir)
	})
}

func (c *call) missionName(scope string) string {
	if scope == store.Headquarters {
		return c.words.T("cli.headquarters")
	}
	if scope == data.SharedScope {
		return c.words.T("cli.shared")
	}
	return setup.Name(scope)
}
