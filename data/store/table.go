package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"pinisi/data"
)

// Bits of a row's state column.
const (
	stateDeleted  = 1
	stateConflict = 2 // has rows in the conflict table
)

// table is where the records of one kind lie: a typed table for a known kind,
// with one column a field; the table "other" for all unknown kinds.
type table struct {
	kind *data.Kind // nil for other
	name string     // quoted
	cols []data.Field

	insert, update, byID, columns string
}

// otherTable holds the records of kinds that this version does not know.
var otherTable = newTable(nil)

func newTable(k *data.Kind) *table {
	t := &table{kind: k, name: "other"}
	fixed := []string{"id", "scope", "hlc", "state", "stamps", "extra"}
	if k == nil {
		fixed = append(fixed, "kid")
	} else {
		t.name, t.cols = quote("r_"+k.Name), k.Fields
	}
	all := fixed
	for _, f := range t.cols {
		all = append(all, quote(f.Name))
	}
	t.insert = fmt.Sprintf("INSERT INTO %s(%s) VALUES(?%s) ON CONFLICT(id) DO NOTHING", t.name, strings.Join(all, ","), strings.Repeat(",?", len(all)-1))
	t.update = fmt.Sprintf("UPDATE %s SET %s=? WHERE rid=?", t.name, strings.Join(all[1:], "=?,"))
	cols := append([]string{"rid"}, all...)
	for i := range cols {
		cols[i] = "t." + cols[i]
	}
	t.columns = strings.Join(cols, ",")
	t.byID = fmt.Sprintf("SELECT %s FROM %s t WHERE t.id=?", t.columns, t.name)
	return t
}

// selected is the columns to read when only some fields are wanted: the others
// come as nothing, without being read.
func (t *table) selected(fields []string) string {
	if fields == nil || t.kind == nil {
		return t.columns
	}
	cols := []string{"t.rid", "t.id", "t.scope", "t.hlc", "t.state", "t.stamps", "NULL"}
	for _, f := range t.cols {
		if slices.Contains(fields, f.Name) {
			cols = append(cols, "t."+quote(f.Name))
		} else {
			cols = append(cols, "NULL")
		}
	}
	return strings.Join(cols, ",")
}

func quote(name string) string { return `"` + strings.ReplaceAll(name, `"`, `""`) + `"` }

func columnType(f data.Field) string {
	switch f.Type {
	case data.TypeInt, data.TypeBool:
		return "INTEGER"
	case data.TypeRef:
		return "BLOB"
	}
	return "TEXT"
}

// statements that make the table of a kind, or add the columns that it lacks.
func (t *table) ddl(have map[string]bool) []string {
	var out []string
	if len(have) == 0 {
		var b strings.Builder
		fmt.Fprintf(&b, "CREATE TABLE %s( /* %s; one column a field */\n  rid INTEGER PRIMARY KEY,\n  id BLOB NOT NULL UNIQUE,\n  scope TEXT NOT NULL,\n  hlc INTEGER NOT NULL /* the latest change */,\n  state INTEGER NOT NULL /* 1 deleted, 2 in conflict */,\n  stamps BLOB NOT NULL /* who wrote which field when */,\n  extra TEXT /* fields unknown to this version, or of another type, as JSON */", t.name, t.kind.Name)
		for _, f := range t.cols {
			fmt.Fprintf(&b, ",\n  %s %s", quote(f.Name), columnType(f))
		}
		b.WriteString("\n) STRICT")
		out = append(out, b.String())
	} else {
		for _, f := range t.cols {
			if !have[f.Name] {
				out = append(out, fmt.Sprintf("ALTER TABLE %s ADD COLUMN %s %s", t.name, quote(f.Name), columnType(f)))
			}
		}
	}
	for _, f := range t.cols {
		if f.Indexed || f.Name == t.kind.Parent {
			out = append(out, fmt.Sprintf("CREATE INDEX IF NOT EXISTS %s ON %s(%s)", quote("r_"+t.kind.Name+"_"+f.Name), t.name, quote(f.Name)))
		}
	}
	return out
}

// cell is the SQL value of a field, or ok=false when its column does not take
// it and it belongs into extra.
func cell(f data.Field, v data.Value) (any, bool) {
	switch f.Type {
	case data.TypeInt:
		if v.T == data.Int {
			return v.I, true
		}
	case data.TypeBool:
		if v.T == data.Bool {
			return v.I, true
		}
	case data.TypeRef:
		if v.T == data.Text {
			if id := v.ID(); id != data.NilID && id.String() == v.S {
				return id[:], true
			}
		}
	case data.TypeList, data.TypeJSON:
		if v.T == data.JSON {
			return v.S, true
		}
	default:
		if v.T == data.Text {
			return v.S, true
		}
	}
	return nil, v.T == data.Null
}

// uncell is the reverse of cell.
func uncell(f data.Field, x any) data.Value {
	switch x := x.(type) {
	case int64:
		if f.Type == data.TypeBool {
			return data.BoolValue(x != 0)
		}
		return data.IntValue(x)
	case string:
		if f.Type == data.TypeList || f.Type == data.TypeJSON {
			return data.Value{T: data.JSON, S: x}
		}
		return data.Value{T: data.Text, S: x}
	case []byte:
		if len(x) == 16 {
			return data.TextValue(data.ID(x).String())
		}
	}
	return data.Value{}
}

// erasedKey marks an erased value inside extra.
const erasedKey = "$erased"

func packExtra(extra map[string]data.Value) (any, error) {
	if len(extra) == 0 {
		return nil, nil
	}
	m := make(map[string]any, len(extra))
	for k, v := range extra {
		if v.T == data.Erased {
			m[k] = map[string]string{erasedKey: fmt.Sprintf("%x", v.S)}
		} else {
			m[k] = v
		}
	}
	b, err := json.Marshal(m)
	return string(b), err
}

func unpackExtra(s string, into map[string]data.Value) error {
	var m map[string]json.RawMessage
	if err := json.Unmarshal([]byte(s), &m); err != nil {
		return fmt.Errorf("read unknown fields: %w", err)
	}
	for k, raw := range m {
		var e map[string]string
		if json.Unmarshal(raw, &e) == nil && len(e) == 1 && e[erasedKey] != "" {
			var sum []byte
			if _, err := fmt.Sscanf(e[erasedKey], "%x", &sum); err == nil {
				into[k] = data.Value{T: data.Erased, S: string(sum)}
				continue
			}
		}
		v, err := data.ParseJSON(raw)
		if err != nil {
			return err
		}
		into[k] = v
	}
	return nil
}

// stored is a row as it was read.
type stored struct {
	rid    int64
	id     data.ID
	kid    int64 // of an unknown kind
	scope  string
	hlc    data.HLC
	state  int64
	stamps []byte
	fields map[string]data.Value
}

type scanner interface{ Scan(...any) error }

// scan reads a row of t.columns.
func (t *table) scan(row scanner) (*stored, error) {
	var s stored
	var id []byte
	var hlc int64
	var extra sql.NullString
	cells := make([]any, len(t.cols))
	dest := make([]any, 0, len(t.cols)+8)
	dest = append(dest, &s.rid, &id, &s.scope, &hlc, &s.state, &s.stamps, &extra)
	if t.kind == nil {
		dest = append(dest, &s.kid)
	}
	for i := range cells {
		dest = append(dest, &cells[i])
	}
	if err := row.Scan(dest...); err != nil {
		return nil, err
	}
	if len(id) != 16 {
		return nil, fmt.Errorf("%w: a record id of %d bytes in %s", ErrDamaged, len(id), t.name)
	}
	s.id, s.hlc = data.ID(id), data.HLC(hlc)
	s.fields = make(map[string]data.Value, len(t.cols))
	if extra.Valid {
		if err := unpackExtra(extra.String, s.fields); err != nil {
			return nil, err
		}
	}
	for i, x := range cells {
		if x != nil {
			s.fields[t.cols[i].Name] = uncell(t.cols[i], x)
		}
	}
	return &s, nil
}
