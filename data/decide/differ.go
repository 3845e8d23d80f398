package decide

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"pinisi/data"
)

// Difference is one place at which several structured values differ.
type Difference struct {
	Path   string   // such as "f02.aspects[a].weight"; entries with an id by it
	Values []string // of each value in order; "" where it has nothing there
}

// Differences lists where structured values (data.JSON) differ, so that a
// person can choose between two long ones, at most limit places; more reports
// that there were others. Values of other types give none.
func Differences(values []data.Value, limit int) (list []Difference, more bool) {
	trees := make([]any, len(values))
	for i, v := range values {
		if v.T != data.JSON || json.Unmarshal([]byte(v.S), &trees[i]) != nil {
			return nil, false
		}
	}
	d := differ{limit: limit}
	d.walk("", trees)
	return d.found, d.more
}

type differ struct {
	limit int
	found []Difference
	more  bool
}

// walk compares what the values have at one place; nil is nothing.
func (d *differ) walk(path string, at []any) {
	if parts, ok := entries(at); ok {
		names := map[string]bool{}
		for _, p := range parts {
			for name := range p {
				names[name] = true
			}
		}
		for _, name := range slices.Sorted(maps.Keys(names)) {
			below := make([]any, len(at))
			for i, p := range parts {
				below[i] = p[name]
			}
			d.walk(strings.TrimPrefix(path+name, "."), below)
		}
		return
	}
	texts := make([]string, len(at))
	for i, x := range at {
		if x == nil {
			continue
		}
		b, err := json.Marshal(x)
		if err != nil {
			b = fmt.Append(nil, x) // not reached: it came from JSON
		}
		texts[i] = string(b)
	}
	if slices.ContainsFunc(texts, func(s string) bool { return s != texts[0] }) {
		if len(d.found) == d.limit {
			d.more = true
			return
		}
		d.found = append(d.found, Difference{path, texts})
	}
}

// entries takes objects, or lists, apart by what stands behind the path; not
// ok when the values are not all of one of these, or one is missing.
func entries(at []any) (parts []map[string]any, ok bool) {
	for i, x := range at {
		p := map[string]any{}
		switch x := x.(type) {
		case map[string]any:
			for name, v := range x {
				p["."+name] = v
			}
		case []any:
			for n, v := range x {
				p[listName(n, v)] = v
			}
			if len(p) != len(x) { // an id twice: by position
				clear(p)
				for n, v := range x {
					p[fmt.Sprintf("[%d]", n)] = v
				}
			}
		default:
			return nil, false
		}
		if i > 0 && fmt.Sprintf("%T", x) != fmt.Sprintf("%T", at[0]) {
			return nil, false
		}
		parts = append(parts, p)
	}
	return parts, true
}

func listName(n int, v any) string {
	if o, ok := v.(map[string]any); ok {
		if id, ok := o["id"].(string); ok && id != "" {
			return "[" + id + "]"
		}
	}
	return fmt.Sprintf("[%d]", n)
}
