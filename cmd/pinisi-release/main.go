// Command pinisi-release makes releases of the program and signs them, on the
// computer that keeps the signing key. It needs no network and no data.
//
//	pinisi-release keygen --id menlu-2026 --out menlu-2026.key
//	pinisi-release pack PROGRAM-DIR --version 0.2.0 --notes-id F --notes-en F --from OLD-DIR --from-version 0.1.0 --out DIR
//	pinisi-release sign DIR --key menlu-2026.key
//	pinisi-release verify DIR
//
// Then "pinisi-cli release publish DIR" publishes it. docs/release.md is for who does this.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"pinisi/assets/words"
	"pinisi/data"
)

// Exit codes, as those of pinisi-cli.
const (
	exitOK      = 0
	exitFailed  = 1
	exitUsage   = 2
	exitRefused = 3
)

// call is one run of the program.
type call struct {
	ctx      context.Context
	in       io.Reader
	out, err io.Writer
	words    *words.Words
	flags    *flag.FlagSet
	lang     string
}

type command struct {
	name  string
	words int // that stand behind it
	// prepare adds the command's own flags and returns what runs it.
	prepare func(c *call) func(args []string) error
}

var commands = []command{{"keygen", 0, keygen}, {"pack", 1, pack}, {"sign", 1, sign}, {"verify", 1, verify}}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	c := &call{ctx: ctx, in: in, out: out, err: errOut, words: words.New("")}
	if len(args) == 0 || strings.TrimLeft(args[0], "-") == "help" || args[0] == "-h" {
		c.say("release.tool.help")
		return exitOK
	}
	for _, cmd := range commands {
		if cmd.name == args[0] {
			return c.finish(c.do(cmd, args[1:]))
		}
	}
	return c.finish(usage(fmt.Errorf("%s?", args[0])))
}

const codeUsage = "release.tool.usage"

func usage(why error) error { return data.Fail(codeUsage, why, "Why", why.Error()) }

func (c *call) do(cmd command, args []string) error {
	c.flags = flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	c.flags.SetOutput(io.Discard)
	c.flags.StringVar(&c.lang, "lang", "", "")
	work := cmd.prepare(c)
	var rest []string
	for len(args) > 0 { // words and flags in any order
		err := c.flags.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			c.say("release.tool.help")
			return nil
		}
		if err != nil {
			return usage(err)
		}
		if args = c.flags.Args(); len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	if c.lang != "" {
		c.words = words.New(c.lang)
	}
	if len(rest) != cmd.words {
		return usage(fmt.Errorf("%s: %q", cmd.name, rest))
	}
	return work(rest)
}

// finish says an error in words and gives the exit code.
func (c *call) finish(err error) int {
	if err == nil {
		return exitOK
	}
	var known *data.Error
	if errors.As(err, &known) {
		if _, ok := c.words.Lookup(known.Code); ok {
			fmt.Fprintln(c.err, c.words.T(known.Code, known.Args))
			if known.Code == codeUsage {
				return exitUsage
			}
			return exitRefused
		}
	}
	fmt.Fprintln(c.err, c.words.T("release.tool.failed", map[string]any{"Error": err}))
	return exitFailed
}

func (c *call) say(key string, args ...any)  { c.print(c.out, key, args) }
func (c *call) note(key string, args ...any) { c.print(c.err, key, args) }

func (c *call) print(w io.Writer, key string, args []any) {
	values := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		values[fmt.Sprint(args[i])] = args[i+1]
	}
	fmt.Fprintln(w, c.words.T(key, values))
}
