// Command pinisi-hub is headquarters' server.
//
//	pinisi-hub init --data /srv/pinisi --address hub.kemlu.go.id
//	pinisi-hub serve --data /srv/pinisi --listen :443
//	pinisi-hub code --data /srv/pinisi --scope kbri-singapura --name "Loket 2"
//
// Results go to standard output, messages and the log to standard error. All
// texts come from the translation files (area hub); docs/sync.md is for those
// who run it.
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
	"pinisi/sync/hub"
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
	out, err io.Writer
	words    *words.Words
	flags    *flag.FlagSet
	dir      string
	lang     string
	json     bool
}

type command struct {
	name string
	// flags adds the command's own and returns what runs it with the words behind them.
	prepare func(c *call) func(args []string) error
}

var commands = []command{{"init", initialise}, {"serve", serve}, {"code", newCode}, {"devices", listDevices}, {"revoke", revoke}, {"status", status}}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

func run(ctx context.Context, args []string, out, errOut io.Writer) int {
	c := &call{ctx: ctx, out: out, err: errOut, words: words.New("")}
	if len(args) == 0 || strings.TrimLeft(args[0], "-") == "help" || args[0] == "-h" {
		fmt.Fprintln(out, c.words.T("hub.help"))
		return exitOK
	}
	for _, cmd := range commands {
		if cmd.name == args[0] {
			return c.finish(c.do(cmd, args[1:]))
		}
	}
	return c.finish(data.Fail("hub.unknown_command", nil, "Command", args[0]))
}

// errUsage is a wrong flag; it carries package flag's reason.
var errUsage = &data.Error{Code: "hub.usage"}

func (c *call) do(cmd command, args []string) error {
	c.flags = flag.NewFlagSet(cmd.name, flag.ContinueOnError)
	c.flags.SetOutput(io.Discard)
	c.flags.StringVar(&c.dir, "data", os.Getenv("PINISI_HUB"), "")
	c.flags.StringVar(&c.lang, "lang", "", "")
	c.flags.BoolVar(&c.json, "json", false, "")
	work := cmd.prepare(c)
	var rest []string
	for len(args) > 0 { // words and flags in any order
		err := c.flags.Parse(args)
		if errors.Is(err, flag.ErrHelp) {
			fmt.Fprintln(c.out, c.words.T("hub.help"))
			return nil
		}
		if err != nil {
			return data.Fail(errUsage.Code, err, "Why", err)
		}
		if args = c.flags.Args(); len(args) > 0 {
			rest, args = append(rest, args[0]), args[1:]
		}
	}
	if c.lang != "" {
		c.words = words.New(c.lang)
	}
	if c.dir == "" {
		return &data.Error{Code: "hub.no_data"}
	}
	return work(rest)
}

// finish says an error in words and gives the exit code.
func (c *call) finish(err error) int {
	if err == nil {
		return exitOK
	}
	text, code := c.words.T("hub.failed", map[string]any{"Error": err}), exitFailed
	var known *data.Error
	if errors.As(err, &known) {
		if _, ok := c.words.Lookup(known.Code); ok {
			text = c.words.T(known.Code, known.Args)
		}
		switch known.Code {
		case errUsage.Code, "hub.unknown_command", "hub.no_data":
			code = exitUsage
		case "hub.bad_scope", "hub.bad_address", "hub.no_address", "hub.exists", "hub.no_device", "hub.which_device", "hub.not_here", "hub.not_ours":
			code = exitRefused
		}
	}
	fmt.Fprintln(c.err, text)
	return code
}

// onHub opens the hub of the data folder, does work there and closes it.
func (c *call) onHub(opt hub.Options, work func(h *hub.Hub) error) (err error) {
	h, err := hub.Open(c.ctx, c.dir, opt)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.Close()) }()
	return work(h)
}
