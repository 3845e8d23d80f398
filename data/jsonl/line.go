package jsonl

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"unicode/utf8"

	"pinisi/data"
)

// Line is one record as it stands in a file.
type Line struct {
	Kind   string
	ID     string // blank: a new record, or one whose id follows from its parent and key
	Ref    string // "@name": how other lines of the same file may name this record
	Scope  string // blank: the device's own
	Fields map[string]data.Value
	// Deleted, when there, deletes the record or brings it back.
	Deleted *bool
	// Masked, Changed and Conflicts tell the reader of an export something;
	// import takes no notice of them.
	Masked    []string
	Changed   string
	Conflicts map[string][]Version
}

// Version is one of several values of a field on which people disagree.
type Version struct {
	Value  data.Value `json:"value"`
	Author string     `json:"author,omitempty"`
	Device string     `json:"device"`
	At     string     `json:"at"`
}

// Parse reads one line. Every error is a *data.Error with a key import.….
func Parse(line []byte) (Line, error) {
	var l Line
	if !utf8.Valid(line) {
		return l, data.Fail("import.not_utf8", nil)
	}
	err := object(line, func(key string, value json.RawMessage) error {
		switch key {
		case "kind":
			return text(value, key, &l.Kind)
		case "id":
			return text(value, key, &l.ID)
		case "ref":
			return text(value, key, &l.Ref)
		case "scope":
			return text(value, key, &l.Scope)
		case "changed":
			return text(value, key, &l.Changed)
		case "fields":
			return l.readFields(value)
		case "deleted":
			if json.Unmarshal(value, &l.Deleted) != nil {
				return data.Fail("import.not_bool", nil, "Field", key)
			}
		case "masked":
			if json.Unmarshal(value, &l.Masked) != nil {
				return data.Fail("import.not_list", nil, "Field", key)
			}
		case "conflicts":
			if json.Unmarshal(value, &l.Conflicts) != nil {
				return data.Fail("import.not_object", nil, "Field", key)
			}
		default:
			// Taking it without keeping it would lose what someone wrote.
			return data.Fail("import.unknown_key", nil, "Field", key)
		}
		return nil
	})
	if err != nil {
		return Line{}, err
	}
	if l.Kind == "" {
		return Line{}, data.Fail("import.no_kind", nil, "Field", "kind")
	}
	if l.Ref != "" && !isRef(l.Ref) {
		return Line{}, data.Fail("import.bad_ref", nil, "Field", "ref", "Value", l.Ref)
	}
	if l.ID != "" {
		if _, err := data.ParseID(l.ID); err != nil {
			return Line{}, data.Fail("import.bad_id", nil, "Field", "id", "Value", l.ID)
		}
	}
	return l, nil
}

func (l *Line) readFields(raw json.RawMessage) error {
	l.Fields = map[string]data.Value{}
	err := object(raw, func(name string, raw json.RawMessage) error {
		if name == "" || name == data.FieldDeleted {
			return data.Fail("import.bad_field", nil, "Field", name)
		}
		v, err := data.ParseJSON(raw)
		if err != nil {
			return data.Fail("import.not_json", err, "Field", name)
		}
		l.Fields[name] = v
		return nil
	})
	var bad *data.Error
	if errors.As(err, &bad) && bad.Code == "import.not_json" && bad.Args["Field"] == nil {
		return data.Fail("import.not_object", err, "Field", "fields")
	}
	return err
}

// object walks the keys of a JSON object in their order. encoding/json takes
// the last of two equal keys without a word; here the second is an error.
func object(raw []byte, each func(key string, value json.RawMessage) error) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	broken := func(err error) error {
		return data.Fail("import.not_json", err, "Column", dec.InputOffset()+1)
	}
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return broken(err)
	}
	var seen []string
	for dec.More() {
		t, err := dec.Token()
		key, ok := t.(string)
		if err != nil || !ok {
			return broken(err)
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return broken(err)
		}
		if slices.Contains(seen, key) {
			return data.Fail("import.twice", nil, "Field", key)
		}
		seen = append(seen, key)
		if err := each(key, value); err != nil {
			return err
		}
	}
	if _, err := dec.Token(); err != nil {
		return broken(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return broken(err)
	}
	return nil
}

func text(raw json.RawMessage, key string, into *string) error {
	if len(raw) == 0 || raw[0] != '"' || json.Unmarshal(raw, into) != nil {
		return data.Fail("import.not_text", nil, "Field", key)
	}
	return nil
}

// isRef reports whether s is a name for use within one file: "@" and letters,
// digits, "-", "_" or ".".
func isRef(s string) bool {
	if len(s) < 2 || len(s) > 64 || s[0] != '@' {
		return false
	}
	for _, c := range []byte(s[1:]) {
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == '.':
		default:
			return false
		}
	}
	return true
}

// written is the line's form in a file.
type written struct {
	Kind      string                `json:"kind"`
	ID        string                `json:"id,omitempty"`
	Ref       string                `json:"ref,omitempty"`
	Scope     string                `json:"scope,omitempty"`
	Fields    map[string]data.Value `json:"fields"`
	Masked    []string              `json:"masked,omitempty"`
	Deleted   *bool                 `json:"deleted,omitempty"`
	Changed   string                `json:"changed,omitempty"`
	Conflicts map[string][]Version  `json:"conflicts,omitempty"`
}

// MarshalJSON writes the line as it stands in a file.
func (l Line) MarshalJSON() ([]byte, error) {
	b, err := l.Append(nil)
	return bytes.TrimSuffix(b, []byte("\n")), err
}

// Append writes the line, with its line end, behind b.
func (l Line) Append(b []byte) ([]byte, error) {
	out := written{l.Kind, l.ID, l.Ref, l.Scope, l.Fields, l.Masked, l.Deleted, l.Changed, l.Conflicts}
	if out.Fields == nil {
		out.Fields = map[string]data.Value{}
	}
	buf := bytes.NewBuffer(b)
	enc := json.NewEncoder(buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(out); err != nil {
		return b, err
	}
	return buf.Bytes(), nil
}
