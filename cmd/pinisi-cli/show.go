package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"pinisi/data"
	"pinisi/data/jsonl"
	"pinisi/data/store"
)

var showCommand = command{name: "show", min: 1, max: 1, setup: func(f *flag.FlagSet) action {
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		rec, err := c.record(ctx, c.args[0])
		if err != nil {
			return err
		}
		sent, err := c.st.Confirmed(ctx, rec.Kind, rec.ID)
		if err != nil {
			return err
		}
		parts, err := c.parts(ctx, rec)
		if err != nil {
			return err
		}
		if c.json {
			return writeJSON(c.out, map[string]any{"record": jsonl.LineOf(rec, true), "confirmed": sent, "parts": parts})
		}
		return c.showRecord(ctx, rec, sent, parts)
	}
}}

// parts counts the records that belong to rec, by kind.
func (c *call) parts(ctx context.Context, rec data.Record) (map[string]int, error) {
	counts := map[string]int{}
	for _, k := range data.Kinds() {
		if k.Parent == "" {
			continue
		}
		if f, _ := k.Field(k.Parent); f.Ref != "" && f.Ref != rec.Kind {
			continue
		}
		n, err := c.st.Count(ctx, store.Query{Kind: k.Name, Parent: rec.ID})
		if err != nil {
			return nil, err
		}
		if n > 0 {
			counts[k.Name] = n
		}
	}
	return counts, nil
}

func (c *call) showRecord(ctx context.Context, rec data.Record, sent bool, parts map[string]int) error {
	fmt.Fprintf(c.out, "%s · %s\n", c.kindWord(rec.Kind), c.title(ctx, rec))
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	row := func(name, value string) {
		fmt.Fprintf(w, "  %s\t%s\n", name, strings.ReplaceAll(value, "\n", "\n  \t"))
	}
	row("ID", rec.ID.String())
	row(c.words.T("cli.mission"), c.missionName(rec.Scope))
	if rec.Deleted {
		row(c.words.T("cli.deleted"), c.yesNo(true))
	}
	for _, name := range fieldOrder(rec) {
		value := c.show(rec.Kind, name, rec.Get(name))
		if len(rec.Conflicts[name]) > 0 {
			value += "  " + c.words.N("cli.show.conflict", len(rec.Conflicts[name]))
		}
		row(c.fieldWord(rec.Kind, name), value)
	}
	for _, kind := range slices.Sorted(maps.Keys(parts)) {
		row(c.kindWord(kind), c.count(parts[kind]))
	}
	row(c.words.T("cli.changed"), c.when(rec.Changed.Time()))
	if sent {
		row(c.words.T("cli.sent"), c.words.T("cli.sent.yes"))
	} else {
		row(c.words.T("cli.sent"), c.words.T("cli.sent.no"))
	}
	return w.Flush()
}

// fieldOrder is the fields that a record has, in the order of its schema.
func fieldOrder(rec data.Record) []string {
	var names []string
	if k := data.KindOf(rec.Kind); k != nil {
		for _, f := range k.Fields {
			if _, ok := rec.Fields[f.Name]; ok || len(rec.Conflicts[f.Name]) > 0 {
				names = append(names, f.Name)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(rec.Fields)) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}
