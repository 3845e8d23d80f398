package main

import (
	"context"
	"flag"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/respond"
	"pinisi/data/setup"
	"pinisi/data/survey"
	"pinisi/data/tabular"
)

// respondCommand takes users' answers in from files, and counts them.
var respondCommand = command{name: "respond", min: 2, max: 3, setup: func(f *flag.FlagSet) action {
	var in respondImport
	f.BoolVar(&in.check, "check", false, "")
	f.BoolVar(&in.skipBad, "skip-bad", false, "")
	f.StringVar(&in.sheet, "sheet", "", "")
	f.StringVar(&in.columns, "map", "", "")
	return func(ctx context.Context, c *call) error {
		switch {
		case c.args[0] == "import" && len(c.args) == 3:
			return in.run(ctx, c)
		case c.args[0] == "tally" && len(c.args) == 2:
			return c.tally(ctx)
		}
		return usage("respond.cli.usage", "Args", c.words.T("cli.respond.args"))
	}
}}

// respondents is the form of the evaluation or survey that a word names.
func (c *call) respondents(ctx context.Context, word string) (respond.Form, error) {
	rec, err := c.record(ctx, word)
	if err != nil {
		return respond.Form{}, err
	}
	switch rec.Kind {
	case "evaluation":
		all, err := assess.Instruments(ctx, c.st)
		if err != nil {
			return respond.Form{}, err
		}
		ins, err := assess.Of(all, rec)
		if err != nil {
			return respond.Form{}, err
		}
		return respond.OfEvaluation(ins, rec), nil
	case "survey":
		return survey.FormOf(ctx, c.st, rec)
	}
	return respond.Form{}, refuse("respond.cli.no_form", "Value", word, "Kind", rec.Kind)
}

// respondImport is "respond import ID FILE" with its flags.
type respondImport struct {
	check, skipBad bool
	sheet, columns string
}

func (in respondImport) run(ctx context.Context, c *call) error {
	if err := c.forWriting(ctx); err != nil {
		return err
	}
	form, err := c.respondents(ctx, c.args[1])
	if err != nil {
		return err
	}
	file := c.args[2]
	from, err := c.input(file)
	if err != nil {
		return err
	}
	defer from.Close()
	table, err := tabular.ReadSheet(ctx, from, file, in.sheet)
	if err != nil {
		return err
	}
	mapping := respond.Propose(form, table)
	if err := mapColumns(form, table, &mapping, in.columns); err != nil {
		return err
	}
	have, err := respond.Load(ctx, c.st, form)
	if err != nil {
		return err
	}
	dry, err := respond.DryRun(form, table, mapping, respond.Options{
		Have: have, SkipBad: in.skipBad, Today: setup.Today(time.Now(), form.Of.Scope),
	})
	if err != nil {
		return err
	}
	if !dry.Ready() {
		return c.refuseRows(dry, form, table, mapping)
	}
	done := respond.Imported{Added: len(dry.Entries), Incomplete: len(dry.Incomplete), Known: dry.Known, Skipped: len(dry.Bad)}
	if !in.check {
		tell, end := c.progress()
		done, err = respond.Import(ctx, c.st, c.author(), form, dry, file, func(at, of int) {
			tell("respond.cli.progress", "Percent", at*100/max(of, 1))
		})
		end()
		if err != nil {
			return err
		}
	}
	return c.result(map[string]any{
		"rows": dry.Total, "added": done.Added, "incomplete": done.Incomplete, "known": done.Known, "skipped": done.Skipped,
		"written": !in.check && done.Added > 0, "problems": c.rowProblems(dry.Problems), "columns": columnsJSON(form, table, mapping), "month_first": dry.MonthFirst,
	}, func() {
		key := "respond.cli.done"
		if in.check {
			c.sayColumns(form, table, mapping)
			key = "respond.cli.checked"
		}
		c.sayRows(dry.Problems, dry.Found, c.say)
		c.say(key, "Rows", c.count(dry.Total), "Added", c.count(done.Added), "Incomplete", c.count(done.Incomplete), "Known", c.count(done.Known), "Skipped", c.count(done.Skipped))
	})
}

// refuseRows tells every problem; nothing was written.
func (c *call) refuseRows(dry *respond.Dry, form respond.Form, table *tabular.Table, mapping respond.Mapping) error {
	message := c.text("respond.cli.refused", "Count", c.count(len(dry.Bad)), "Rows", c.count(dry.Total))
	if len(dry.Problems) > 0 && dry.Problems[0].Row == 0 {
		message = c.text("respond.cli.refused_columns")
	}
	if c.json {
		_ = writeJSON(c.err, map[string]any{
			"error": map[string]any{"code": "respond.import_refused", "message": message, "problems": c.rowProblems(dry.Problems), "total": dry.Found, "columns": columnsJSON(form, table, mapping)},
			"exit":  exitRefused,
		})
		return errQuiet(exitRefused)
	}
	c.note("respond.cli.columns_found", "List", strings.Join(titles(table), " | "))
	c.sayRows(dry.Problems, dry.Found, c.note)
	c.note("respond.cli.plain", "Message", message)
	return errQuiet(exitRefused)
}

// rowProblem is one problem as JSON.
type rowProblem struct {
	Row     int    `json:"row"`
	Column  string `json:"column,omitempty"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Stops   bool   `json:"stops"`
}

func (c *call) rowProblems(problems []tabular.Problem) []rowProblem {
	all := []rowProblem{}
	for _, p := range problems {
		all = append(all, rowProblem{p.Row, p.Column, p.Key, p.Text(c.words.Lang()), p.Stops})
	}
	return all
}

func (c *call) sayRows(problems []tabular.Problem, found int, say func(string, ...any)) {
	for _, p := range c.rowProblems(problems) {
		key := "respond.cli.row_column"
		switch {
		case p.Row == 0 && p.Column == "":
			key = "respond.cli.plain"
		case p.Row == 0:
			key = "respond.cli.column"
		case p.Column == "":
			key = "respond.cli.row"
		}
		say(key, "Row", p.Row, "Column", p.Column, "Message", p.Message)
	}
	if rest := found - len(problems); rest > 0 {
		say("respond.cli.more", "Count", c.count(rest))
	}
}

// tally is "respond tally ID".
func (c *call) tally(ctx context.Context) error {
	if err := c.forReading(ctx); err != nil {
		return err
	}
	form, err := c.respondents(ctx, c.args[1])
	if err != nil {
		return err
	}
	set, err := respond.Load(ctx, c.st, form)
	if err != nil {
		return err
	}
	if c.json {
		return writeJSON(c.out, tallyJSON(set))
	}
	return c.showTally(set)
}

// groupings are the ways in which sheets are counted together.
func groupings(set *respond.Set) []grouping {
	return []grouping{{"channel", set.ByChannel()}, {"service", set.ByService()}, {"month", set.ByMonth()}}
}

type grouping struct {
	by     string
	groups []respond.Group
}

func (c *call) groupName(set *respond.Set, by, key string) string {
	switch {
	case key == "":
		return c.words.T("respond.cli.not_known")
	case by == "channel":
		return c.show(set.Kind, "channel", data.TextValue(key))
	}
	return key
}
