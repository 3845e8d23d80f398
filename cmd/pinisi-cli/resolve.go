package main

import (
	"context"
	"flag"
	"slices"
	"strconv"
	"strings"

	"pinisi/data"
	"pinisi/data/decide"
)

var resolveCommand = command{name: "resolve", min: 2, max: 2, setup: func(f *flag.FlagSet) action {
	take := f.Int("take", 0, "")
	reason := f.String("reason", "", "")
	var value *string
	f.Func("value", "", func(s string) error { value = &s; return nil })
	return func(ctx context.Context, c *call) error {
		if (*take == 0) == (value == nil) {
			return usage("cli.resolve.which")
		}
		if err := c.forWriting(ctx); err != nil {
			return err
		}
		rec, err := c.record(ctx, c.args[0])
		if err != nil {
			return err
		}
		field, err := c.fieldNamed(rec, c.args[1])
		if err != nil {
			return err
		}
		all := rec.Conflicts[field]
		var v data.Value
		switch {
		case len(all) == 0:
			return refuse("decide.no_conflict", "Field", c.fieldWord(rec.Kind, field))
		case value != nil:
			v = typed(rec.Kind, field, *value)
		case *take < 1 || *take > len(all):
			return refuse("cli.resolve.take_range", "Value", *take, "Count", len(all))
		default:
			v = all[*take-1].Value
		}
		if err := decide.Settle(ctx, c.st, c.author(), rec, field, v, *reason); err != nil {
			return err
		}
		return c.result(map[string]any{"id": rec.ID.String(), "field": field, "value": v}, func() {
			c.say("cli.resolve.done", "Field", c.fieldWord(rec.Kind, field), "Title", c.title(ctx, rec), "Value", c.show(rec.Kind, field, v))
		})
	}
}}

// fieldNamed finds the field that a person means: its own name or its label; or
// one that this version does not know, if the record has it.
func (c *call) fieldNamed(rec data.Record, word string) (string, error) {
	var names []string
	if k := data.KindOf(rec.Kind); k != nil {
		for _, f := range k.Fields {
			names = append(names, f.Name)
		}
	}
	for _, name := range append(names, data.FieldDeleted) {
		if letters(name) == letters(word) || letters(c.fieldWord(rec.Kind, name)) == letters(word) {
			return name, nil
		}
	}
	if _, ok := rec.Fields[word]; ok || len(rec.Conflicts[word]) > 0 {
		return word, nil
	}
	return "", usage("cli.unknown_field", "Kind", rec.Kind, "Field", word, "Fields", strings.Join(names, ", "))
}

// typed reads a value that was typed for a field; what does not fit is left to
// the schema to refuse. A blank one clears the field.
func typed(kind, field, s string) data.Value {
	if strings.TrimSpace(s) == "" {
		return data.Value{}
	}
	var f data.Field
	if k := data.KindOf(kind); k != nil {
		f, _ = k.Field(field)
	}
	if field == data.FieldDeleted {
		f.Type = data.TypeBool
	}
	switch f.Type {
	case data.TypeInt:
		if n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64); err == nil {
			return data.IntValue(n)
		}
	case data.TypeBool:
		if b, err := strconv.ParseBool(strings.TrimSpace(s)); err == nil {
			return data.BoolValue(b)
		}
	case data.TypeList:
		items := strings.Split(s, ",")
		for i := range items {
			items[i] = strings.TrimSpace(items[i])
		}
		return data.ListValue(slices.DeleteFunc(items, func(s string) bool { return s == "" }))
	case data.TypeJSON:
		if v, err := data.ParseJSON([]byte(s)); err == nil {
			return v
		}
	}
	return data.TextValue(s)
}
