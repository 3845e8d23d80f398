package main

import (
	"context"
	"flag"
	"io"
	"slices"
	"strings"

	"pinisi/assets"
	"pinisi/assets/words"
	"pinisi/data/store"
)

// action is what a command does once its flags are read.
type action func(ctx context.Context, c *call) error

// command is one word behind pinisi-cli. Its texts are the translations
// cli.<name>.args (what stands behind it) and cli.<name>.about; those of its
// flags are cli.<name>.<flag>.
type command struct {
	name     string
	min, max int // how many words may stand behind it
	setup    func(f *flag.FlagSet) action
}

// commands in the order in which help lists them: as one works.
var commands = []command{
	initCommand, enrollCommand,
	importCommand, exportCommand, attachCommand, respondCommand, complaintsCommand,
	listCommand, showCommand, historyCommand, scoreCommand, reportCommand, standardsCommand, suggestCommand, threadCommand, personCommand,
	statusCommand, conflictsCommand, resolveCommand, undoCommand,
	syncCommand, pendingCommand,
	instrumentsCommand, instrumentCommand, publishCommand, rulesCommand, releaseCommand,
	verifyCommand, rebuildCommand, backupCommand,
}

// call is one run of a command.
type call struct {
	in       io.Reader
	out, err io.Writer
	json     bool
	dir      string // of the data
	lang     string // asked for; blank: the profile's
	words    *words.Words
	args     []string
	st       *store.Store // after open
}

// run does what the arguments say and returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	c := &call{in: in, out: out, err: errOut, words: words.New("")}
	err := c.dispatch(ctx, args)
	if c.st != nil {
		if closeErr := c.st.Close(); err == nil {
			err = closeErr
		}
	}
	if err != nil {
		c.complain(err)
	}
	return exitCode(err)
}

func (c *call) dispatch(ctx context.Context, args []string) error {
	name, rest := firstWord(args)
	if name == "" || name == "help" {
		return c.help(rest)
	}
	for _, cmd := range commands {
		if cmd.name == name {
			return c.run(ctx, cmd, rest)
		}
	}
	c.language(rest)
	return unknownCommand(name)
}

func (c *call) run(ctx context.Context, cmd command, args []string) error {
	f := flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	c.common(f)
	act := cmd.setup(f)
	var help bool
	f.BoolVar(&help, "help", false, "")
	f.BoolVar(&help, "h", false, "")
	words, err := parse(f, args)
	if err == nil && !speaks(c.lang) {
		err = usage("cli.flag_value", "Flag", "--lang", "Value", c.lang)
		c.lang = ""
	}
	c.speak(c.lang)
	switch {
	case help:
		return c.helpFor(cmd)
	case err != nil:
		return err
	case len(words) < cmd.min:
		return usage("cli.too_few", "Command", cmd.name, "Args", c.words.T("cli."+cmd.name+".args"))
	case len(words) > cmd.max:
		return usage("cli.too_many", "Command", cmd.name, "Word", words[cmd.max], "Args", c.words.T("cli."+cmd.name+".args"))
	}
	c.args = words
	return act(ctx, c)
}

// common are the flags of every command.
func (c *call) common(f *flag.FlagSet) {
	f.StringVar(&c.dir, "data", "", "")
	f.StringVar(&c.lang, "lang", "", "")
	f.BoolVar(&c.json, "json", false, "")
}

// language finds --lang where the command itself is not understood.
func (c *call) language(args []string) {
	f := flag.NewFlagSet("", flag.ContinueOnError)
	c.common(f)
	_, _ = parse(f, args) // unknown flags are no matter here
	c.speak(c.lang)
}

// speaks reports whether a language is one of ours: "id", "en", or a tag such
// as "en_GB.UTF-8"; blank is the profile's.
func speaks(lang string) bool {
	code, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(lang, "_", "-")), "-")
	return code == "" || slices.Contains(assets.Languages(), code)
}

func (c *call) speak(lang string) {
	if lang != "" && speaks(lang) {
		c.words = words.New(lang)
		c.lang = c.words.Lang()
	}
}
