package jsonl

import (
	"strings"
	"time"

	"pinisi/data"
)

// value holds v to its field and brings it into the form that the store keeps:
// blanks are null, times are UTC, names of this file's records are ids.
func (in *importer) value(f data.Field, v data.Value) (data.Value, error) {
	if v.IsNull() || v.T == data.Text && strings.TrimSpace(v.S) == "" {
		return data.Value{}, nil
	}
	switch f.Type {
	case data.TypeTime:
		if t, err := time.Parse(time.RFC3339, v.S); err == nil && v.T == data.Text {
			v = data.TextValue(t.UTC().Format(time.RFC3339))
		}
	case data.TypeRef:
		if v.T == data.Text && isRef(v.S) {
			id, ok := in.done.Refs[v.S]
			if !ok {
				return v, data.Fail("import.unknown_ref", nil, "Field", f.Name, "Value", v.S)
			}
			return data.RefValue(id), nil
		}
		if id := v.ID(); id != data.NilID {
			v = data.RefValue(id) // lower case
		}
	}
	if (&data.Kind{Fields: []data.Field{f}}).Check(f.Name, v) == nil {
		return v, nil
	}
	found := v.String()
	if r := []rune(found); len(r) > 60 {
		found = string(r[:60]) + "…"
	}
	return v, data.Fail(needs(f, v), nil, "Field", f.Name, "Value", found,
		"Min", f.Min, "Max", f.Max, "Choices", strings.Join(f.Choices, ", "))
}

// needs is the translation key of what the field takes.
func needs(f data.Field, v data.Value) string {
	switch f.Type {
	case data.TypeInt:
		if v.T == data.Int {
			return "import.need_range"
		}
		if f.Max > f.Min {
			return "import.need_int_range"
		}
		return "import.need_int"
	case data.TypeBool:
		return "import.need_bool"
	case data.TypeDate:
		return "import.need_date"
	case data.TypeTime:
		return "import.need_time"
	case data.TypeChoice:
		return "import.need_choice"
	case data.TypeList:
		return "import.need_list"
	case data.TypeRef:
		return "import.need_id"
	}
	return "import.need_text"
}
