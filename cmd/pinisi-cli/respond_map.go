package main

import (
	"fmt"
	"slices"
	"strings"

	"pinisi/assets/words"
	"pinisi/data/respond"
	"pinisi/data/tabular"
)

// mapColumns puts what --map says over the proposed mapping: "U1=Syarat,
// 2=D, tanggal=-" and so on, a question by id or number, a column by its heading
// or letters, "-" for none.
func mapColumns(form respond.Form, table *tabular.Table, m *respond.Mapping, spec string) error {
	if strings.TrimSpace(spec) == "" {
		return nil
	}
	type pair struct {
		target *int
		column int
	}
	var pairs []pair
	for _, part := range splitPairs(spec) {
		name, title, ok := strings.Cut(part, "=")
		name, title = strings.TrimSpace(name), strings.TrimSpace(title)
		if !ok || name == "" || title == "" {
			return usage("cli.flag_value", "Flag", "--map", "Value", part)
		}
		target := targetOf(form, m, name)
		if target == nil {
			return refuse("respond.cli.no_question", "Value", name)
		}
		column, ok := columnOf(table, title)
		if !ok {
			return refuse("respond.cli.no_column", "Value", title, "List", strings.Join(titles(table), " | "))
		}
		pairs = append(pairs, pair{target, column})
	}
	// A column that the person gives to one thing is taken from the proposed one.
	for _, p := range pairs {
		for _, other := range targets(form, m) {
			if p.column >= 0 && *other.column == p.column {
				*other.column = -1
			}
		}
	}
	for _, p := range pairs {
		*p.target = p.column
	}
	return nil
}

// splitPairs divides at commas behind which another NAME= comes: headings hold
// commas too.
func splitPairs(spec string) []string {
	var parts []string
	for _, piece := range strings.Split(spec, ",") {
		if len(parts) > 0 && !strings.Contains(piece, "=") {
			parts[len(parts)-1] += "," + piece
			continue
		}
		parts = append(parts, piece)
	}
	return parts
}

// target is something that a column can be taken for, with its names.
type target struct {
	column *int
	names  []string
}

func targets(form respond.Form, m *respond.Mapping) []target {
	var all []target
	for i, q := range form.Questions {
		all = append(all, target{&m.Questions[i], []string{q.ID, fmt.Sprint(q.Number)}})
	}
	return append(all,
		target{&m.Number, []string{"number", "nomor"}}, target{&m.TakenOn, []string{"date", "tanggal"}},
		target{&m.Service, []string{"service", "layanan"}}, target{&m.Remark, []string{"remark", "saran"}},
		target{&m.Contact, []string{"contact", "kontak"}}, target{&m.Language, []string{"language", "bahasa"}})
}

func targetOf(form respond.Form, m *respond.Mapping, name string) *int {
	for _, t := range targets(form, m) {
		if slices.ContainsFunc(t.names, func(s string) bool { return strings.EqualFold(s, name) }) {
			return t.column
		}
	}
	return nil
}

func columnOf(table *tabular.Table, title string) (int, bool) {
	if title == "-" {
		return -1, true
	}
	for i, h := range table.Header {
		if strings.EqualFold(h, title) {
			return i, true
		}
	}
	for i := range table.Header {
		if strings.EqualFold(tabular.Column(i), title) {
			return i, true
		}
	}
	return -1, false
}

func titles(table *tabular.Table) []string {
	var all []string
	for i := range table.Header {
		all = append(all, table.Title(i))
	}
	return all
}

func columnsJSON(form respond.Form, table *tabular.Table, m respond.Mapping) map[string]string {
	out := map[string]string{}
	for _, t := range targets(form, &m) {
		if *t.column >= 0 {
			out[t.names[0]] = table.Title(*t.column)
		}
	}
	return out
}

// sayColumns tells which column is taken for what.
func (c *call) sayColumns(form respond.Form, table *tabular.Table, m respond.Mapping) {
	for i, t := range targets(form, &m) {
		name := t.names[0]
		if i >= len(form.Questions) {
			name = c.words.T("respond.cli.target." + name)
		}
		if *t.column >= 0 {
			c.say("respond.cli.takes", "Name", name, "Letters", tabular.Column(*t.column), "Column", words.Short(table.Title(*t.column), 60))
		}
	}
}
