package main

import (
	"context"
	"flag"
	"io"
	"strings"

	"pinisi/data"
	_ "pinisi/data/complain" // each declares its rules
	_ "pinisi/data/consult"
	_ "pinisi/data/innovate"
	_ "pinisi/data/integrate"
	_ "pinisi/data/people"
	"pinisi/data/rules"
	_ "pinisi/data/standards"
)

// rulesCommand lists the rules that are data, gives one out to be changed,
// checks what was changed, and publishes it to every mission.
var rulesCommand = command{name: "rules", min: 1, max: 2, setup: func(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	return func(ctx context.Context, c *call) error {
		sub := c.args[0]
		does, known := map[string]func(context.Context) error{
			"list": c.listRules, "export": func(ctx context.Context) error { return c.exportRules(ctx, *out) }, "check": c.checkRules, "publish": c.publishRules,
		}[sub]
		want := 2
		if sub == "list" {
			want = 1
		}
		switch {
		case !known:
			return usage("cli.rules.sub", "Word", sub)
		case len(c.args) < want:
			return usage("cli.too_few", "Command", "rules "+sub, "Args", c.words.T("cli.rules.args."+sub))
		case len(c.args) > want:
			return usage("cli.too_many", "Command", "rules "+sub, "Word", c.args[want], "Args", c.words.T("cli.rules.args"))
		}
		return does(ctx)
	}
}}

func (c *call) listRules(ctx context.Context) error {
	if err := c.forReading(ctx); err != nil {
		return err
	}
	all, err := rules.List(ctx, c.st)
	if err != nil {
		return err
	}
	var rows [][]string
	var values []map[string]any
	for i, r := range all {
		holds := i+1 == len(all) || all[i+1].Code != r.Code
		rows = append(rows, []string{r.Code, r.Version, r.Title.In(c.words.Lang()), c.origin(r.Record), c.proposed(r), c.yesNo(holds)})
		values = append(values, map[string]any{"code": r.Code, "version": r.Version, "title": r.Title, "source": r.Source, "ours": r.Ours, "record": idOrBlank(r.Record), "in_force": holds})
	}
	if c.json {
		return c.result(values, nil)
	}
	heads := []string{"cli.rules.code", "cli.rules.version", "cli.rules.title", "cli.rules.origin", "cli.rules.set_by", "cli.rules.in_force"}
	for i, key := range heads {
		heads[i] = c.words.T(key)
	}
	return c.table(heads, rows)
}

// proposed says whose values they are.
func (c *call) proposed(r rules.Info) string {
	if r.Ours {
		return c.words.T("cli.rules.ours")
	}
	return c.words.T("cli.rules.regulation")
}

func (c *call) exportRules(ctx context.Context, out string) error {
	if err := c.forReading(ctx); err != nil {
		return err
	}
	file, err := rules.Export(ctx, c.st, c.args[1])
	if err != nil {
		return err
	}
	if out == "" || out == "-" {
		_, err := c.out.Write(file)
		return err
	}
	err = writeFile(out, func(w io.Writer) error {
		_, err := w.Write(file)
		return err
	})
	if err != nil {
		return err
	}
	return c.result(map[string]any{"code": c.args[1], "file": out}, func() { c.say("cli.rules.exported", "Code", c.args[1], "Path", out) })
}

// rulesFile reads the file that the command names.
func (c *call) rulesFile() ([]byte, error) {
	in, err := c.input(c.args[1])
	if err != nil {
		return nil, err
	}
	defer in.Close()
	raw, err := io.ReadAll(io.LimitReader(in, mostRules+1))
	if err == nil && len(raw) > mostRules {
		return nil, data.Fail("rules.unreadable", nil, "Why", c.words.T("cli.rules.large"))
	}
	return []byte(strings.TrimPrefix(string(raw), "\ufeff")), err
}

// mostRules is far more than any rules have, in bytes.
const mostRules = 1 << 20

func (c *call) checkRules(ctx context.Context) error {
	raw, err := c.rulesFile()
	if err != nil {
		return err
	}
	r, err := rules.Check(raw)
	if err != nil {
		return err
	}
	return c.result(map[string]any{"code": r.Code, "version": r.Version}, func() { c.say("cli.rules.good", "Code", r.Code, "Version", r.Version) })
}

func (c *call) publishRules(ctx context.Context) error {
	if err := c.forWriting(ctx); err != nil {
		return err
	}
	raw, err := c.rulesFile()
	if err != nil {
		return err
	}
	r, err := rules.Publish(ctx, c.st, c.author(), raw)
	if err != nil {
		return err
	}
	return c.result(map[string]any{"code": r.Code, "version": r.Version, "record": idOrBlank(r.Record)}, func() { c.say("cli.rules.published", "Code", r.Code, "Version", r.Version) })
}
