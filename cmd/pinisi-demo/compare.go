package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"pinisi/data"
	"pinisi/data/jsonl"
)

// compare prints what each side holds, and holds that all hold the same, that
// no mission holds another's, and that nothing typed is gone.
func (s *stage) compare(ctx context.Context) error {
	s.out.head("demo.compare")
	held := map[*device]holding{}
	for _, d := range s.all() {
		h, err := d.holds(ctx)
		if err != nil {
			return err
		}
		held[d] = h
		var left struct {
			Changes int `json:"changes"`
			Files   int `json:"files"`
		}
		if err := d.ask(ctx, &left, fine, "pending"); err != nil {
			return err
		}
		if left.Changes != 0 || left.Files != 0 {
			return fmt.Errorf("%s still keeps %d changes and %d files that headquarters has not", d.computer, left.Changes, left.Files)
		}
	}
	if err := s.table(held); err != nil {
		return err
	}
	for _, pair := range []struct {
		a, b  *device
		scope string
	}{
		{s.siti, s.budi, "kbri-singapura"}, {s.siti, s.dewi, "kbri-singapura"}, {s.rina, s.dewi, "kjri-johor-bahru"},
		{s.siti, s.dewi, data.SharedScope}, {s.budi, s.dewi, data.SharedScope}, {s.rina, s.dewi, data.SharedScope},
	} {
		a, b := held[pair.a].of(pair.scope), held[pair.b].of(pair.scope)
		if err := same(a, b); err != nil {
			return fmt.Errorf("%s and %s do not hold the same of %s: %w", pair.a.computer, pair.b.computer, pair.scope, err)
		}
		s.out.say("demo.compare.same", "A", pair.a.computer, "B", pair.b.computer, "Scope", pair.scope, "Count", len(a))
	}
	for d, foreign := range map[*device]string{s.siti: "kjri-johor-bahru", s.budi: "kjri-johor-bahru", s.rina: "kbri-singapura"} {
		if n := len(held[d].of(foreign)); n != 0 {
			return fmt.Errorf("%s holds %d records of %s", d.computer, n, foreign)
		}
	}
	s.out.say("demo.compare.apart")
	if err := s.nothingGone(ctx, held); err != nil {
		return err
	}
	for _, d := range s.all() {
		if _, err := d.do(ctx, fine, "verify"); err != nil {
			return err
		}
	}
	return nil
}

// holding is an export: the text of each record and the record, by id.
type holding struct {
	text  map[string]string
	lines map[string]jsonl.Line
}

func (d *device) holds(ctx context.Context) (holding, error) {
	h := holding{map[string]string{}, map[string]jsonl.Line{}}
	e, err := d.cli(ctx, "export", "--personal", "--deleted")
	if err != nil {
		return h, err
	}
	if e.code != 0 {
		return h, fmt.Errorf("%s: export ended with %d: %s", d.computer, e.code, e.err)
	}
	for text := range strings.Lines(e.out) {
		l, err := jsonl.Parse([]byte(text))
		if err != nil {
			return h, fmt.Errorf("%s: an exported line cannot be read: %w: %s", d.computer, err, text)
		}
		h.text[l.ID], h.lines[l.ID] = text, l
	}
	return h, nil
}

// of are the texts of a scope's records.
func (h holding) of(scope string) map[string]string {
	out := map[string]string{}
	for id, l := range h.lines {
		if l.Scope == scope {
			out[id] = h.text[id]
		}
	}
	return out
}

func same(a, b map[string]string) error {
	if len(a) == 0 {
		return fmt.Errorf("nothing is there")
	}
	for _, id := range slices.Sorted(maps.Keys(a)) {
		if a[id] != b[id] {
			return fmt.Errorf("record %s:\n  %s\n  %s", id, a[id], b[id])
		}
	}
	if len(a) != len(b) {
		return fmt.Errorf("%d records and %d", len(a), len(b))
	}
	return nil
}

// table prints the records of each side by kind.
func (s *stage) table(held map[*device]holding) error {
	counts := map[string]map[*device]int{}
	for d, h := range held {
		for _, l := range h.lines {
			if counts[l.Kind] == nil {
				counts[l.Kind] = map[*device]int{}
			}
			counts[l.Kind][d]++
		}
	}
	w := tabwriter.NewWriter(s.out.w, 0, 4, 3, ' ', 0)
	row := func(first string, cell func(*device) string) {
		fmt.Fprintf(w, "  %s", first)
		for _, d := range s.all() {
			fmt.Fprintf(w, "\t%s", cell(d))
		}
		fmt.Fprintln(w)
	}
	row("", func(d *device) string { return d.computer })
	row("", func(d *device) string { return d.scope })
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		row(s.out.words.T("kinds."+kind), func(d *device) string { return fmt.Sprint(counts[kind][d]) })
	}
	return w.Flush()
}
