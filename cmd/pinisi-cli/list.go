package main

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"strings"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/jsonl"
	"pinisi/data/store"
)

var listCommand = command{name: "list", min: 1, max: 1, setup: func(f *flag.FlagSet) action {
	var q store.Query
	mission := f.String("mission", "", "")
	parent := f.String("parent", "", "")
	f.StringVar(&q.Text, "text", "", "")
	f.IntVar(&q.Limit, "limit", 0, "")
	f.BoolVar(&q.Deleted, "deleted", false, "")
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		present, err := c.st.Kinds(ctx)
		if err != nil {
			return err
		}
		if q.Kind, err = kindNamed(c.args[0], present); err != nil {
			return err
		}
		if q.Scope, err = scopeNamed(*mission); err != nil {
			return err
		}
		if *parent != "" {
			if q.Parent, err = data.ParseID(*parent); err != nil {
				return refuse("cli.bad_id", "Value", *parent)
			}
			if k := data.KindOf(q.Kind); k == nil || k.Parent == "" {
				return refuse("cli.list.no_parent", "Kind", q.Kind)
			}
		}
		q.Order = "created"
		all, err := c.st.List(ctx, q)
		if err != nil {
			return err
		}
		if c.json {
			lines := []any{}
			for _, rec := range all {
				lines = append(lines, jsonl.LineOf(rec, true))
			}
			return writeJSON(c.out, lines)
		}
		return c.listTable(q.Kind, all)
	}
}}

// columns is how many fields a list shows.
const columns = 5

func (c *call) listTable(kind string, all []data.Record) error {
	if len(all) == 0 {
		c.say("cli.list.none", "Kind", c.kindWord(kind))
		return nil
	}
	fields := listed(kind, all)
	mixed := slices.ContainsFunc(all, func(r data.Record) bool { return r.Scope != all[0].Scope })
	heads := []string{"ID"}
	for _, f := range fields {
		heads = append(heads, c.fieldWord(kind, f))
	}
	if mixed {
		heads = append(heads, c.words.T("cli.mission"))
	}
	var rows [][]string
	for _, rec := range all {
		row := []string{rec.ID.String()}
		for _, f := range fields {
			cell := ""
			if v := rec.Get(f); rec.Withheld(f, data.OnScreen) {
				cell = "•••"
			} else if !v.IsNull() {
				cell = words.Short(c.show(kind, f, v), 32)
			}
			if len(rec.Conflicts[f]) > 0 {
				cell += " ≠" // people disagree
			}
			row = append(row, cell)
		}
		if mixed {
			row = append(row, c.missionName(rec.Scope))
		}
		rows = append(rows, row)
	}
	if err := c.table(heads, rows); err != nil {
		return err
	}
	fmt.Fprintln(c.out, c.words.N("cli.list.count", len(all), map[string]any{"Kind": c.kindWord(kind)}))
	return nil
}

// listed chooses the fields that tell records of a kind apart: the title, then
// what is often searched for, choices, and other short ones.
func listed(kind string, all []data.Record) []string {
	k := data.KindOf(kind)
	if k == nil {
		return unknownFields(all)
	}
	rank := func(f data.Field) int {
		switch {
		case f.Name == k.Title:
			return 0
		case f.Type == data.TypeRef, f.Type == data.TypeJSON, f.Type == data.TypeLongText, f.Name == "sha256", strings.HasSuffix(f.Name, "_kind"):
			return 9
		case f.Indexed:
			return 1
		case f.Type == data.TypeChoice:
			return 2
		}
		return 3
	}
	fields := slices.Clone(k.Fields)
	slices.SortStableFunc(fields, func(a, b data.Field) int { return rank(a) - rank(b) })
	var names []string
	for _, f := range fields {
		if rank(f) < 9 && len(names) < columns {
			names = append(names, f.Name)
		}
	}
	return names
}

func unknownFields(all []data.Record) []string {
	var names []string
	for _, rec := range all {
		for name := range rec.Fields {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return names[:min(columns, len(names))]
}
