package main

import (
	"context"
	"flag"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pinisi/data/people"
)

// personCommand answers what a person may ask about the data on her: where she
// stands, a copy, erasure.
var personCommand = command{name: "person", min: 2, max: 2, setup: func(f *flag.FlagSet) action {
	out := f.String("out", "", "")
	basis := f.String("basis", "request", "")
	reason := f.String("reason", "", "")
	record := f.String("record", "", "")
	yes := f.Bool("yes", false, "")
	return func(ctx context.Context, c *call) error {
		opened := c.forReading
		if c.args[0] != "find" { // former values are looked up in sealed changes
			opened = c.forWriting
		}
		if !slices.Contains([]string{"find", "export", "erase"}, c.args[0]) {
			return usage("cli.person.sub", "Word", c.args[0])
		}
		if c.args[0] == "export" && *out == "" {
			return usage("cli.person.needs_out")
		}
		if !slices.Contains([]string{"request", "consent_withdrawn", "retention_over"}, *basis) {
			return usage("cli.flag_value", "Flag", "--basis", "Value", *basis)
		}
		if err := opened(ctx); err != nil {
			return err
		}
		found, err := people.Find(ctx, c.st, c.args[1], "")
		if err != nil {
			return err
		}
		if *record != "" {
			found = slices.DeleteFunc(found, func(r people.Record) bool { return r.ID.String() != *record })
		}
		switch {
		case c.args[0] == "export":
			return c.exportPerson(ctx, found, *out)
		case c.args[0] == "erase" && *yes:
			return c.erasePerson(ctx, found, *basis, *reason)
		case c.args[0] == "erase":
			c.note("cli.person.dry")
		}
		return c.findPerson(found)
	}
}}

var personHow = map[people.How]string{
	people.Exact: "exact", people.Near: "near", people.Beside: "beside", people.Former: "former", people.Mention: "mention",
}

func (c *call) findPerson(found []people.Record) error {
	var rows [][]string
	values := []map[string]any{}
	for _, r := range found {
		for _, p := range r.Places {
			how := personHow[p.How]
			values = append(values, map[string]any{"kind": r.Kind, "id": r.ID.String(), "scope": r.Scope, "deleted": r.Deleted, "field": p.Field, "value": p.Value, "how": how})
			said := ""
			if how != "exact" {
				said = c.words.T("people.how." + how)
			}
			rows = append(rows, []string{c.kindWord(r.Kind), r.ID.String(), c.fieldWord(r.Kind, p.Field), strings.ReplaceAll(p.Value, "\n", " / "), said})
		}
	}
	if c.json {
		return c.result(values, nil)
	}
	if len(rows) == 0 {
		c.say("people.find.none")
		return nil
	}
	heads := []string{"people.copy.kind", "people.copy.id", "people.copy.field", "people.copy.value", "people.copy.note"}
	for i, key := range heads {
		heads[i] = c.words.T(key)
	}
	return c.table(heads, rows)
}

func (c *call) exportPerson(ctx context.Context, found []people.Record, out string) error {
	made, err := people.MakeCopy(ctx, c.st, c.args[1], found, c.words.Lang(), time.Now())
	if err != nil {
		return err
	}
	b, err := made.JSON()
	if strings.EqualFold(filepath.Ext(out), ".xlsx") {
		b, err = made.XLSX(c.words.Lang())
	}
	if err != nil {
		return err
	}
	err = writeFile(out, func(w io.Writer) error {
		_, err := w.Write(b)
		return err
	})
	if err != nil {
		return err
	}
	return c.result(map[string]any{"file": out, "records": len(made.Records)}, func() { c.say("cli.person.exported", "File", out, "N", c.count(len(made.Records))) })
}

func (c *call) erasePerson(ctx context.Context, found []people.Record, basis, reason string) error {
	var of []people.Choice
	for _, choice := range people.Choose(found) {
		if people.Mine(c.st, choice.Record.Record) {
			of = append(of, choice)
		}
	}
	res, err := people.Erase(ctx, c.st, people.Erasure{Author: c.author(), Of: of, Basis: basis, Reason: reason, Blank: c.words.T("people.erased_name")})
	if err != nil {
		return err
	}
	if err := c.st.Scrub(ctx); err != nil {
		return err
	}
	return c.result(map[string]any{"fields": res.Fields, "values": res.Values}, func() {
		c.say("people.erase.done", "N", c.count(res.Values), "Fields", c.count(res.Fields))
	})
}
