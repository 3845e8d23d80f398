package main

import (
	"context"
	"errors"
	"fmt"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/store"
)

// scoreAll computes every evaluation that this device holds, of a period and a
// mission or of all, and the index over those that were computed alike.
func (c *call) scoreAll(ctx context.Context, period, scope string) error {
	list, err := c.st.List(ctx, store.Query{Kind: "evaluation", Scope: scope, Order: "created", Fields: []string{"period", "unit", "variant", "status"}})
	if err != nil {
		return fmt.Errorf("list the evaluations: %w", err)
	}
	var results []instrument.Result
	var told []map[string]any
	var rows [][]string
	for _, e := range list {
		if period != "" && e.Text("period") != period {
			continue
		}
		row := func(result string) {
			rows = append(rows, []string{c.missionName(e.Scope), e.Text("unit"), e.Text("period"), c.words.T("kinds.evaluation.variant." + e.Text("variant")),
				c.words.T("kinds.evaluation.status." + e.Text("status")), result})
		}
		sheet, err := assess.Load(ctx, c.st, e.ID)
		var known *data.Error
		if errors.As(err, &known) { // its instrument is missing or unusable here: the others count all the same
			code, message := c.explain(err)
			told = append(told, scoreOf(e, map[string]any{"error": code}, 0))
			row(message)
			continue
		}
		if err != nil {
			return err
		}
		told = append(told, scoreOf(e, sheet.Result, sheet.Conflicts()))
		row(sheet.Result.Headline(c.words.Lang()))
		if assess.Locked(e) { // a draft is not the unit's word yet
			results = append(results, sheet.Result)
		}
	}
	summaries := instrument.Aggregate(results)
	if c.json {
		return writeJSON(c.out, map[string]any{"evaluations": told, "summaries": summaries})
	}
	if len(rows) == 0 {
		c.say("cli.score.none")
		return nil
	}
	heads := []string{c.words.T("kinds.mission"), c.words.T("kinds.evaluation.unit"), c.words.T("kinds.evaluation.period"),
		c.words.T("kinds.evaluation.variant"), c.words.T("kinds.evaluation.status"), c.words.T("cli.score.result")}
	if err := c.table(heads, rows); err != nil {
		return err
	}
	c.say("cli.score.final", "Count", c.count(len(results)), "All", c.count(len(rows)))
	for _, s := range summaries {
		fmt.Fprintln(c.out, s.Text(c.words.Lang()))
	}
	return nil
}
