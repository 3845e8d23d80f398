package data

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Record is the state of one record as it was read: an immutable snapshot.
type Record struct {
	Kind    string
	ID      ID
	Scope   string
	Fields  map[string]Value // without nulls; unknown fields too
	Deleted bool
	Changed HLC // the latest change of any field
	// Conflicts holds, for each field on which people disagree, every value
	// with its author, the shown one first. "deleted" is among them when a
	// record was deleted beside an edit; it then stays visible.
	Conflicts map[string][]Version
	// Seen is what this snapshot had seen: pass it along with an edit made on
	// it, so that values which arrived meanwhile are not overwritten unseen.
	Seen Seen
}

// Seen is a store's packed note of the heads of a record's fields. Only the
// store reads it.
type Seen []byte

// Version is one of several values of a field.
type Version struct {
	Value  Value
	Author ID
	Device DeviceID
	HLC    HLC
}

// Get is the value of a field; Null when it has none.
func (r Record) Get(field string) Value { return r.Fields[field] }

// Text is the field as text.
func (r Record) Text(field string) string { return r.Fields[field].String() }

// Int is the field's whole number, and whether it has one: blank is not zero.
func (r Record) Int(field string) (int64, bool) {
	v := r.Fields[field]
	return v.I, v.T == Int
}

// Bool is the field's yes; no when blank.
func (r Record) Bool(field string) bool {
	v := r.Fields[field]
	return v.T == Bool && v.I != 0
}

// Ref is the record that the field names.
func (r Record) Ref(field string) ID { return r.Fields[field].ID() }

// List is the field's list of texts.
func (r Record) List(field string) []string { return r.Fields[field].List() }

// Time is the field's moment, zero when blank or no time.
func (r Record) Time(field string) time.Time {
	t, _ := time.Parse(time.RFC3339, r.Fields[field].S)
	return t
}

// Gone reports whether the record is deleted, and nobody disagrees on that.
func (r Record) Gone() bool { return r.Deleted && len(r.Conflicts[FieldDeleted]) == 0 }

// Parent is the record that this one is a part of, or NilID.
func (r Record) Parent() ID {
	if k := KindOf(r.Kind); k != nil && k.Parent != "" {
		return r.Ref(k.Parent)
	}
	return NilID
}

func isDate(s string) bool { _, err := time.Parse(time.DateOnly, s); return err == nil }
func isTime(s string) bool { // UTC only: moments are ordered by their text
	_, err := time.Parse(time.RFC3339, s)
	return err == nil && strings.HasSuffix(s, "Z")
}

func sortedKeys(m map[string]Value) []string { return slices.Sorted(maps.Keys(m)) }
