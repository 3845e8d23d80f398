package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/consult"
)

// statusCommand takes an evaluation or a consultation a step on, with the same
// rules as the window. A file cannot do it.
var statusCommand = command{name: "status", min: 2, max: 2, setup: func(f *flag.FlagSet) action {
	reason := f.String("reason", "", "")
	return func(ctx context.Context, c *call) error {
		if err := c.forWriting(ctx); err != nil {
			return err
		}
		rec, err := c.record(ctx, c.args[0])
		if err != nil {
			return err
		}
		to, err := c.choiceNamed(rec.Kind, "status", c.args[1])
		if err != nil {
			return err
		}
		switch rec.Kind {
		case "evaluation":
			err = c.evaluationTo(ctx, rec.ID, to, *reason)
		case "consultation":
			err = c.consultationTo(ctx, rec.ID, to)
		default:
			err = refuse("cli.status.no_steps", "Kind", rec.Kind)
		}
		if err != nil {
			return err
		}
		return c.result(map[string]any{"id": rec.ID.String(), "status": to}, func() {
			c.say("cli.status.done", "Title", c.title(ctx, rec), "Status", c.show(rec.Kind, "status", data.TextValue(to)))
		})
	}
}}

func (c *call) evaluationTo(ctx context.Context, id data.ID, to, reason string) error {
	now := time.Now()
	switch to {
	case data.EvaluationFinal:
		return assess.Finalise(ctx, c.st, c.author(), id, now)
	case data.EvaluationDraft:
		return assess.Reopen(ctx, c.st, c.author(), id, reason, now)
	case data.EvaluationReturned:
		return assess.Return(ctx, c.st, c.author(), id, reason, now)
	}
	return assess.Accept(ctx, c.st, c.author(), id, reason, now)
}

func (c *call) consultationTo(ctx context.Context, id data.ID, to string) error {
	m, err := consult.Load(ctx, c.st, id)
	if err != nil {
		return err
	}
	if next := consult.Next(m.Consultation.Text("status")); to != next {
		return refuse("cli.status.other_step", "Status", c.args[1], "Next", next)
	}
	err = m.Advance(ctx, c.st, c.author())
	if errors.Is(err, &data.Error{Code: "consultation.not_ready"}) && !c.json {
		for _, need := range consult.Blocking(m.Needs()) {
			fmt.Fprintln(c.err, "- "+c.words.T(need.Key, need.Args))
		}
	}
	return err
}

// choiceNamed finds the choice of a field that a word means: its own name or
// its label.
func (c *call) choiceNamed(kind, field, word string) (string, error) {
	var f data.Field
	if k := data.KindOf(kind); k != nil {
		f, _ = k.Field(field)
	}
	i := slices.IndexFunc(f.Choices, func(choice string) bool {
		return letters(choice) == letters(word) || letters(c.words.T(f.Label(kind)+"."+choice)) == letters(word)
	})
	if i < 0 {
		if len(f.Choices) == 0 {
			return "", refuse("cli.status.no_steps", "Kind", kind)
		}
		var known []string
		for _, choice := range f.Choices {
			known = append(known, choice+" ("+c.words.T(f.Label(kind)+"."+choice)+")")
		}
		return "", usage("cli.status.unknown", "Status", word, "Choices", strings.Join(known, ", "))
	}
	return f.Choices[i], nil
}
