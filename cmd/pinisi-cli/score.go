package main

import (
	"context"
	"flag"
	"fmt"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/survey"
)

var scoreCommand = command{name: "score", min: 0, max: 1, setup: func(f *flag.FlagSet) action {
	period := f.String("period", "", "")
	mission := f.String("mission", "", "")
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		if len(c.args) == 0 {
			scope, err := scopeNamed(*mission)
			if err != nil {
				return err
			}
			return c.scoreAll(ctx, *period, scope)
		}
		rec, err := c.record(ctx, c.args[0])
		if err != nil {
			return err
		}
		switch rec.Kind {
		case "evaluation":
			return c.scoreEvaluation(ctx, rec)
		case "survey":
			return c.scoreSurvey(ctx, rec)
		}
		return refuse("cli.score.not_evaluation", "Value", c.args[0], "Kind", rec.Kind)
	}
}}

func (c *call) scoreEvaluation(ctx context.Context, rec data.Record) error {
	sheet, err := assess.Load(ctx, c.st, rec.ID)
	if err != nil {
		return err
	}
	return c.scored(rec, rec.Text("unit")+" "+rec.Text("period"), sheet.Result, sheet.Conflicts())
}

func (c *call) scoreSurvey(ctx context.Context, rec data.Record) error {
	sheet, err := survey.Load(ctx, c.st, rec.ID)
	if err != nil {
		return err
	}
	return c.scored(rec, rec.Text("title"), sheet.Result, sheet.Conflicts())
}

// scored prints what a record came to.
func (c *call) scored(rec data.Record, title string, result interface{ Text(lang string) string }, conflicts int) error {
	if c.json {
		return writeJSON(c.out, scoreOf(rec, result, conflicts))
	}
	fmt.Fprintf(c.out, "%s, %s\n%s\n", title, c.missionName(rec.Scope), result.Text(c.words.Lang()))
	if conflicts > 0 {
		c.say("cli.sync.conflicts", "Count", c.count(conflicts))
	}
	return nil
}

// scoreOf is what a record came to, as JSON tells it.
func scoreOf(rec data.Record, result any, conflicts int) map[string]any {
	return map[string]any{
		"id": rec.ID.String(), "scope": rec.Scope, "unit": rec.Text("unit"), "period": rec.Text("period"), "status": rec.Text("status"),
		"conflicts": conflicts, "result": result,
	}
}
