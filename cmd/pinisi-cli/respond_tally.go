package main

import (
	"fmt"

	"pinisi/assets/words"
	"pinisi/data/respond"
)

// showTally writes the recap for people.
func (c *call) showTally(set *respond.Set) error {
	complete, incomplete := set.Counts()
	if complete+incomplete == 0 {
		c.say("respond.cli.none")
		return nil
	}
	c.say("respond.cli.counts", "Complete", c.count(complete), "Incomplete", c.count(incomplete))
	heads := []string{"ID", c.words.T("respond.cli.question")}
	for level := set.Min; level <= set.Max; level++ {
		heads = append(heads, fmt.Sprint(level))
	}
	heads = append(heads, c.words.T("respond.cli.blank"), c.words.T("respond.cli.mean"))
	var rows [][]string
	for _, q := range set.Tally() {
		name := q.Name
		if name.IsZero() {
			name = q.Text
		}
		row := []string{q.ID, words.Short(name.In(c.words.Lang()), 40)}
		for _, n := range q.Counts {
			row = append(row, c.count(n))
		}
		rows = append(rows, append(row, c.count(q.Blank), q.Mean.Text(c.words.Lang(), 2)))
	}
	if err := c.table(heads, rows); err != nil {
		return err
	}
	for _, g := range groupings(set) {
		c.say("respond.cli.by_" + g.by)
		for _, one := range g.groups {
			c.say("respond.cli.group", "Name", c.groupName(set, g.by, one.Key), "Complete", c.count(one.Complete), "Incomplete", c.count(one.Incomplete))
		}
	}
	if check := set.Checked(respond.SamplePercent); check.Paper > 0 {
		c.say("respond.cli.check", "Paper", c.count(check.Paper), "Wanted", c.count(check.Wanted), "Done", c.count(check.Done), "Different", c.count(check.Different),
			"Answers", c.count(check.Answers), "Compared", c.count(check.Compared), "Open", c.count(check.Open))
	}
	return nil
}

func tallyJSON(set *respond.Set) any {
	complete, incomplete := set.Counts()
	questions := []any{}
	for _, q := range set.Tally() {
		levels := map[string]int{}
		for i, n := range q.Counts {
			levels[fmt.Sprint(set.Min+i)] = n
		}
		questions = append(questions, map[string]any{"id": q.ID, "number": q.Number, "text": q.Text, "levels": levels, "blank": q.Blank, "mean": q.Mean})
	}
	out := map[string]any{"id": set.Of.ID.String(), "kind": set.Of.Kind, "complete": complete, "incomplete": incomplete, "questions": questions}
	for _, g := range groupings(set) {
		list := []any{}
		for _, one := range g.groups {
			list = append(list, map[string]any{g.by: one.Key, "complete": one.Complete, "incomplete": one.Incomplete})
		}
		out["by_"+g.by] = list
	}
	check := set.Checked(respond.SamplePercent)
	out["second_entry"] = map[string]any{
		"paper": check.Paper, "wanted": check.Wanted, "done": check.Done, "different": check.Different,
		"answers": check.Answers, "compared": check.Compared, "open": check.Open, "error_rate": check.ErrorRate(),
	}
	return out
}
