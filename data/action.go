package data

import (
	"time"
	"unicode/utf8"
)

// Edit sets one field of one record; a record that does not exist yet begins
// with its first edit.
type Edit struct {
	Kind   string
	Record ID
	Scope  string // of a new record; empty: the device's own scope, or SharedScope for a shared kind
	Field  string
	Value  Value // Null clears the field
	Seen   Seen  // of the snapshot that the user edited; nil: the edit has seen the current state
}

// MaxValue is the size in bytes of the largest value that can be kept: a
// change must fit into a segment.
const MaxValue = 4 << 20

// Check says whether the change can be kept at all, whatever its kind. What
// the kind takes is [Kind.Check].
func (e Edit) Check() error {
	why := ""
	switch {
	case e.Kind == "" || len(e.Kind) > 255 || !utf8.ValidString(e.Kind):
		why = "kind"
	case e.Field == "" || len(e.Field) > 255 || !utf8.ValidString(e.Field):
		why = "field"
	case len(e.Scope) > 255 || !utf8.ValidString(e.Scope):
		why = "scope"
	case e.Record == NilID:
		why = "id"
	case len(e.Value.S) > MaxValue:
		why = "size"
	case !e.Value.Valid():
		why = "form"
	default:
		return nil
	}
	return Fail(ErrBadValue.Code, nil, "Kind", e.Kind, "Field", e.Field, "Value", e.Value.excerpt(), "Why", why)
}

// Action is what a user did in one go: it is stored whole or not at all, and
// undone in one go.
type Action struct {
	Author ID
	Label  string // translation key of what was done, for "Urungkan …"
	Edits  []Edit
	// Force writes past the kinds' guards and checks: imports of what was
	// decided elsewhere, and undo.
	Force bool
	// Lasting is not offered for undo: setting a device up.
	Lasting bool
	// Progress, if not nil, is called while a long action is written: steps done,
	// of all. It must be quick and must not use the store.
	Progress func(done, total int)
}

// Set is an edit of a record as it was read.
func (r Record) Set(field string, v Value) Edit {
	return Edit{Kind: r.Kind, Record: r.ID, Scope: r.Scope, Field: field, Value: v, Seen: r.Seen}
}

// Move are the edits that take a record to a status at a moment, with the
// reason for it; a blank one clears the reason before. For kinds with the fields
// status, status_reason and status_at.
func (r Record) Move(to, reason string, at time.Time) []Edit {
	why := Value{}
	if reason != "" {
		why = TextValue(reason)
	}
	return []Edit{
		r.Set("status", TextValue(to)),
		r.Set("status_reason", why),
		r.Set("status_at", TextValue(at.UTC().Format(time.RFC3339))),
	}
}

// Delete marks a record as deleted.
func (r Record) Delete() Edit { return r.Set(FieldDeleted, BoolValue(true)) }

// Create makes the edits of a new record from its fields, in the order of the
// kind's schema, unknown fields last.
func Create(kind string, id ID, scope string, fields map[string]Value) []Edit {
	var edits []Edit
	add := func(name string, v Value) {
		if !v.IsNull() {
			edits = append(edits, Edit{Kind: kind, Record: id, Scope: scope, Field: name, Value: v})
		}
	}
	known := map[string]bool{}
	if k := KindOf(kind); k != nil {
		for _, f := range k.Fields {
			known[f.Name] = true
			add(f.Name, fields[f.Name])
		}
	}
	for _, name := range sortedKeys(fields) {
		if !known[name] {
			add(name, fields[name])
		}
	}
	return edits
}
