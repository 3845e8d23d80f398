package main

import (
	"flag"
	"fmt"
	"strings"
	"text/tabwriter"
)

// help lists the commands, or tells of one.
func (c *call) help(args []string) error {
	f := flag.NewFlagSet("help", flag.ContinueOnError)
	c.common(f)
	f.Bool("help", false, "")
	f.Bool("h", false, "")
	words, err := parse(f, args)
	c.speak(c.lang)
	if err != nil {
		return err
	}
	if len(words) > 0 {
		for _, cmd := range commands {
			if cmd.name == words[0] {
				return c.helpFor(cmd)
			}
		}
		return unknownCommand(words[0])
	}
	c.say("cli.help.head")
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	for _, cmd := range commands {
		fmt.Fprintf(w, "  %s\t%s\n", strings.TrimSpace(cmd.name+" "+c.argsOf(cmd)), c.words.T("cli."+cmd.name+".about"))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	c.say("cli.help.foot")
	return nil
}

func (c *call) argsOf(cmd command) string {
	if cmd.max == 0 {
		return ""
	}
	return c.words.T("cli." + cmd.name + ".args")
}

// helpFor tells what a command does and what its flags mean.
func (c *call) helpFor(cmd command) error {
	c.say("cli.help.usage", "Usage", strings.Join(strings.Fields("pinisi-cli "+cmd.name+" "+c.argsOf(cmd)), " "))
	c.say("cli." + cmd.name + ".about")
	own := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	cmd.setup(own)
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	own.VisitAll(func(f *flag.Flag) {
		fmt.Fprintf(w, "  --%s\t%s\n", f.Name, c.words.T("cli."+cmd.name+"."+f.Name))
	})
	for _, name := range []string{"data", "json", "lang"} {
		fmt.Fprintf(w, "  --%s\t%s\n", name, c.words.T("cli.flag."+name))
	}
	return w.Flush()
}
