package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"pinisi/assets/words"
	"pinisi/data"
)

// say writes a translated line to standard output.
func (c *call) say(key string, args ...any) { fmt.Fprintln(c.out, c.text(key, args...)) }

// note writes a translated line to standard error: progress, advice.
func (c *call) note(key string, args ...any) { fmt.Fprintln(c.err, c.text(key, args...)) }

func (c *call) text(key string, args ...any) string {
	values := map[string]any{}
	for i := 0; i+1 < len(args); i += 2 {
		values[fmt.Sprint(args[i])] = args[i+1]
	}
	return c.words.T(key, values)
}

// result writes v as JSON if that was asked for, and otherwise calls plain.
func (c *call) result(v any, plain func()) error {
	if c.json {
		return writeJSON(c.out, v)
	}
	plain()
	return nil
}

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// table writes rows under translated heads.
func (c *call) table(heads []string, rows [][]string) error {
	w := tabwriter.NewWriter(c.out, 0, 4, 2, ' ', 0)
	line := func(cells []string) {
		for i, cell := range cells {
			cells[i] = words.Short(cell, 60)
		}
		fmt.Fprintln(w, strings.TrimRight(strings.Join(cells, "\t"), "\t"))
	}
	line(heads)
	for _, row := range rows {
		line(row)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	return nil
}

// when is a moment on this computer's clock.
func (c *call) when(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return c.words.DateTime(t.Local())
}

// show is a value of a field for people: choices by their names, dates as the
// language writes them.
func (c *call) show(kind, field string, v data.Value) string {
	if field == data.FieldDeleted {
		return c.yesNo(v == data.BoolValue(true))
	}
	switch v.T {
	case data.Null:
		return c.words.T("cli.blank")
	case data.Erased:
		return c.words.T("cli.erased")
	case data.Bool:
		return c.yesNo(v.I != 0)
	}
	k := data.KindOf(kind)
	if k == nil {
		return v.String()
	}
	f, _ := k.Field(field)
	switch f.Type {
	case data.TypeChoice:
		if text, ok := c.words.Lookup("kinds." + kind + "." + field + "." + v.S); ok {
			return text
		}
	case data.TypeDate:
		if t, err := time.Parse(time.DateOnly, v.S); err == nil {
			return c.words.Date(t)
		}
	case data.TypeTime:
		if t, err := time.Parse(time.RFC3339, v.S); err == nil {
			return c.when(t)
		}
	case data.TypeList:
		return strings.Join(v.List(), ", ")
	case data.TypeJSON:
		return words.Short(v.String(), 200)
	}
	return v.String()
}

func (c *call) yesNo(yes bool) string {
	if yes {
		return c.words.T("cli.yes")
	}
	return c.words.T("cli.no")
}
