package workbook

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"pinisi/data/instrument"
)

// node is an object of the instrument file, with everything in it.
type node = map[string]any

// read decodes an instrument file, numbers as they are spelled.
func read(definition string) (node, error) {
	d := json.NewDecoder(strings.NewReader(definition))
	d.UseNumber()
	var root node
	if err := d.Decode(&root); err != nil {
		return nil, fmt.Errorf("read the instrument: %w", err)
	}
	return root, nil
}

// written encodes it.
func written(root node) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(root); err != nil {
		return nil, fmt.Errorf("write the instrument: %w", err)
	}
	return b.Bytes(), nil
}

// get is what stands at a path; nil if nothing does.
func get(n node, path string) any {
	var at any = n
	for part := range strings.SplitSeq(path, ".") {
		inner, ok := at.(node)
		if !ok {
			return nil
		}
		at = inner[part]
	}
	return at
}

// put sets what stands at a path, nil takes it away; objects that are left
// empty by that go too.
func put(n node, path string, value any) {
	name, rest, deeper := strings.Cut(path, ".")
	if !deeper {
		if value == nil {
			delete(n, name)
		} else {
			n[name] = value
		}
		return
	}
	inner, ok := n[name].(node)
	if !ok {
		if value == nil {
			return
		}
		inner = node{}
		n[name] = inner
	}
	put(inner, rest, value)
	if len(inner) == 0 {
		delete(n, name)
	}
}

func items(n node, path string) []node {
	all, ok := get(n, path).([]any)
	if !ok {
		return nil
	}
	var nodes []node
	for _, one := range all {
		if item, ok := one.(node); ok {
			nodes = append(nodes, item)
		}
	}
	return nodes
}

// copied is a copy that shares nothing.
func copied(value any) any {
	switch v := value.(type) {
	case node:
		fresh := make(node, len(v))
		for key, inner := range v {
			fresh[key] = copied(inner)
		}
		return fresh
	case []any:
		fresh := make([]any, len(v))
		for i, inner := range v {
			fresh[i] = copied(inner)
		}
		return fresh
	}
	return value
}

// plain is how a cell writes a value: the same for two that mean the same.
func (c column) plain(n node) string {
	value := get(n, c.path)
	switch c.kind {
	case textID, textEN:
		return tidy(half(value, c.kind))
	case list:
		var lines []string
		if all, ok := value.([]any); ok {
			for _, one := range all {
				lines = append(lines, tidy(fmt.Sprint(one)))
			}
		}
		return strings.Join(lines, "\n")
	case decimal, whole:
		return number(fmt.Sprint(orBlank(value)))
	case yes:
		if verified, ok := value.(bool); ok {
			return yesNo(verified)
		}
		return ""
	}
	return tidy(fmt.Sprint(orBlank(value)))
}

func orBlank(value any) any {
	if value == nil {
		return ""
	}
	return value
}

func yesNo(is bool) string {
	if is {
		return "ya"
	}
	return "tidak"
}

// half is one language of a text, which is a plain string or an object.
func half(value any, of kind) string {
	if s, ok := value.(string); ok {
		if of == textID {
			return s
		}
		return ""
	}
	both, _ := value.(node)
	name := "id"
	if of == textEN {
		name = "en"
	}
	s, _ := both[name].(string)
	return s
}

// tidy is a text as a cell gives it back: without spaces at its ends, with one
// sort of line end.
func tidy(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
}

// number spells a number in one way: 4.10 and 4,1 are 4.1; what is no number
// stays as it is.
func number(s string) string {
	s = strings.TrimSpace(s)
	if d, err := instrument.ParseDecimal(s); err == nil {
		return d.String()
	}
	f, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil {
		return s
	}
	if d, err := instrument.ParseDecimal(strconv.FormatFloat(f, 'f', -1, 64)); err == nil {
		return d.String()
	}
	if d, err := instrument.ParseDecimal(strconv.FormatFloat(f, 'f', 6, 64)); err == nil && f >= 0 {
		if back, _ := d.Rat().Float64(); back-f < 1e-9 && f-back < 1e-9 { // what binary made of it
			return d.String()
		}
	}
	return s
}

// fault is why a cell cannot be used.
type fault struct {
	key   string
	found string
}

// set gives an item what a cell says. What means the same as before stays as
// it was spelled.
func (c column) set(n node, cell string) *fault {
	cell = tidy(cell)
	if c.kind == list {
		var lines []string
		for line := range strings.SplitSeq(cell, "\n") {
			if line = tidy(line); line != "" {
				lines = append(lines, line)
			}
		}
		cell = strings.Join(lines, "\n")
	}
	if c.kind == decimal || c.kind == whole {
		cell = number(cell)
	}
	if cell == c.plain(n) {
		return nil
	}
	switch c.kind {
	case textID, textEN:
		setHalf(n, c.path, c.kind, cell)
	case list:
		if cell == "" {
			put(n, c.path, nil)
			return nil
		}
		var all []any
		for line := range strings.SplitSeq(cell, "\n") {
			all = append(all, line)
		}
		put(n, c.path, all)
	case decimal, whole:
		return c.setNumber(n, cell)
	case yes:
		switch strings.ToLower(cell) {
		case "ya", "yes", "true", "1":
			put(n, c.path, true)
		case "tidak", "no", "false", "0", "":
			put(n, c.path, false)
		default:
			return &fault{"not_yes", cell}
		}
	default:
		if cell == "" {
			put(n, c.path, nil)
		} else {
			put(n, c.path, cell)
		}
	}
	return nil
}

func (c column) setNumber(n node, cell string) *fault {
	if cell == "" {
		put(n, c.path, nil)
		return nil
	}
	if _, err := instrument.ParseDecimal(cell); err != nil {
		return &fault{"not_number", cell}
	}
	if c.kind == whole && strings.Contains(cell, ".") {
		return &fault{"not_whole", cell}
	}
	put(n, c.path, json.Number(cell))
	return nil
}

// setHalf sets one language of a text, in the shorter form that holds it.
func setHalf(n node, path string, of kind, s string) {
	value := get(n, path)
	id, en := half(value, textID), half(value, textEN)
	if of == textID {
		id = s
	} else {
		en = s
	}
	both, isObject := value.(node)
	switch {
	case id == "" && en == "":
		put(n, path, nil)
	case isObject:
		both["id"] = id
		if en == "" {
			delete(both, "en")
		} else {
			both["en"] = en
		}
	case en == "":
		put(n, path, id)
	default:
		put(n, path, node{"id": id, "en": en})
	}
}
