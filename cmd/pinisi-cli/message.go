package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strings"

	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/jsonl"
)

// complain says on standard error what went wrong: in words, or with --json as
// one object with the same words.
func (c *call) complain(err error) {
	var quiet errQuiet
	if errors.As(err, &quiet) {
		return
	}
	var lines *jsonl.Refused
	if errors.As(err, &lines) {
		c.complainLines(lines)
		return
	}
	var known *data.Error
	if list := instrument.Faults(err); len(list) > 0 && !errors.As(err, &known) {
		c.complainFaults(list)
		return
	}
	code, message := c.explain(err)
	if c.json {
		_ = writeJSON(c.err, map[string]any{"error": map[string]any{"code": code, "message": message}, "exit": exitCode(err)})
		return
	}
	fmt.Fprintln(c.err, message)
}

// explain is an error's key and its text in the user's language.
func (c *call) explain(err error) (code, message string) {
	var known *data.Error
	switch {
	case errors.As(err, &known):
		// "cli.instead.…" names commands where the message of the window names pages;
		// a kind may say otherwise what to do.
		for _, key := range []string{fmt.Sprintf("%s.%v", known.Code, known.Args["Kind"]), "cli.instead." + known.Code, known.Code} {
			if _, ok := c.words.Lookup(key); ok {
				return known.Code, c.words.T(key, c.plain(known.Args))
			}
		}
		return known.Code, c.words.T("cli.failed", map[string]any{"Error": err})
	case errors.Is(err, context.Canceled):
		return "cli.cancelled", c.words.T("cli.cancelled")
	}
	return "cli.failed", c.words.T("cli.failed", map[string]any{"Error": err})
}

// plain puts what an error names by the program's own names into words.
func (c *call) plain(args map[string]any) map[string]any {
	out := maps.Clone(args)
	for name, value := range args {
		switch name {
		case "Kind":
			out[name] = c.kindWord(fmt.Sprint(value))
			if field, ok := args["Field"].(string); ok {
				out["Field"] = c.fieldWord(fmt.Sprint(value), field)
			}
		case "Size", "Free", "Need", "Limit":
			if n, ok := value.(int64); ok {
				out[name] = c.words.Bytes(n)
			}
		}
	}
	return out
}

// complainFaults tells everything that is wrong with an instrument file.
func (c *call) complainFaults(list []*instrument.InvalidError) {
	head := c.words.N("cli.publish.refused", len(list))
	if c.json {
		_ = writeJSON(c.err, map[string]any{"error": map[string]any{"code": "instrument.refused", "message": head, "faults": c.faults(list), "total": len(list)}, "exit": exitRefused})
		return
	}
	fmt.Fprintln(c.err, head)
	for _, f := range list {
		line := f.Text(c.words.Lang())
		if f.Place != "" && !strings.Contains(line, f.Place) {
			line = f.Place + ": " + line
		}
		fmt.Fprintln(c.err, "- "+line)
	}
}

func (c *call) complainLines(refused *jsonl.Refused) {
	type line struct {
		Line    int    `json:"line"`
		Field   string `json:"field,omitempty"`
		Code    string `json:"code"`
		Message string `json:"message"`
	}
	var all []line
	for _, p := range refused.Problems {
		field, _ := p.Err.Args["Field"].(string)
		_, message := c.explain(p.Err)
		all = append(all, line{p.Line, field, p.Err.Code, message})
	}
	head := c.words.N("cli.import.refused", refused.Total)
	if c.json {
		_ = writeJSON(c.err, map[string]any{"error": map[string]any{"code": "import.refused", "message": head, "lines": all, "total": refused.Total}, "exit": exitRefused})
		return
	}
	fmt.Fprintln(c.err, head)
	for _, l := range all {
		args := map[string]any{"Line": l.Line, "Field": l.Field, "Message": l.Message}
		if l.Field == "" {
			fmt.Fprintln(c.err, c.words.T("cli.import.line", args))
		} else {
			fmt.Fprintln(c.err, c.words.T("cli.import.line_field", args))
		}
	}
	if rest := refused.Total - len(all); rest > 0 {
		fmt.Fprintln(c.err, c.words.N("cli.import.more", rest))
	}
}
