package data

import (
	"fmt"
	"slices"
)

// Type is the type of a field in the schema.
type Type uint8

// The types of fields. A value of another type than its field's (from a newer
// version, or wrong) is kept and shown as it came; only local input is held to it.
const (
	TypeText     Type = iota // one line
	TypeLongText             // several lines
	TypeInt                  // whole number
	TypeBool
	TypeDate   // 2026-03-24
	TypeTime   // 2026-03-24T09:00:00Z, UTC
	TypeChoice // one of Choices
	TypeList   // list of texts
	TypeRef    // the id of a record
	TypeJSON   // anything
)

// Field describes one field of a kind.
type Field struct {
	Num      int    // permanent number from 1 on, never used again: stored stamps name it
	Name     string // in files, in changes
	Type     Type
	Personal bool     // personal data (UU 27/2022): masked in exports, erasable
	Choices  []string // of a TypeChoice; stored values, translated as kinds.<kind>.<field>.<choice>
	Ref      string   // of a TypeRef: the kind it names; empty for any kind
	Min, Max int64    // of a TypeInt, when Max > Min
	Indexed  bool     // often searched for by equality
	// Program marks what the program writes beside what a person does, such as
	// the file of an import: of several values the latest stands, nobody is asked.
	Program bool
	Coded   bool // a text that holds codes, not words: neither searched nor merged as words
}

// Label is the translation key of the field's name on screens.
func (f Field) Label(kind string) string { return "kinds." + kind + "." + f.Name }

// Searched reports whether the field's text enters the full-text search.
func (f Field) Searched() bool { return (f.Type == TypeText || f.Type == TypeLongText) && !f.Coded }

// Kind describes one kind of record. It is registered by [AddKind] from a file of its own.
type Kind struct {
	Name   string
	Fields []Field
	Parent string // the TypeRef field that names the record it is a part of, if any
	Key    string // the field from which, with the parent, the id is derived ([DerivedID]), if any
	Shared bool   // lives in [SharedScope]
	Title  string // the field that names a record in lists
	// Guard, if any, says why a local user may not make this edit of the record
	// as it is (or of its parent, for a part, with the part's field). Changes from elsewhere are never refused.
	Guard func(of Record, field string, v Value) error
	// Withhold, if any, says what of a record is not shown where; see
	// [Record.Withheld]. Marks are the fields by which it judges.
	Withhold func(of Record, field string, from Audience) bool
	Marks    []string
}

// Label is the translation key of the kind's name.
func (k *Kind) Label() string { return "kinds." + k.Name }

// Asks reports whether people decide between several values of a field: of all
// but those that the program writes by itself. Of an unknown kind they do.
func (k *Kind) Asks(field string) bool {
	if k == nil {
		return true
	}
	f, _ := k.Field(field)
	return !f.Program
}

// Field finds a field by name.
func (k *Kind) Field(name string) (Field, bool) {
	for _, f := range k.Fields {
		if f.Name == name {
			return f, true
		}
	}
	return Field{}, false
}

// Check says whether v may be written into the field by a user of this version.
func (k *Kind) Check(field string, v Value) error {
	f, ok := k.Field(field)
	if !ok || v.T == Null {
		return nil
	}
	bad := func(why string) error {
		return Fail("errors.bad_value", nil, "Kind", k.Name, "Field", field, "Value", v.excerpt(), "Why", why)
	}
	switch f.Type {
	case TypeInt:
		if v.T != Int {
			return bad("number")
		}
		if f.Max > f.Min && (v.I < f.Min || v.I > f.Max) {
			return bad(fmt.Sprintf("%d-%d", f.Min, f.Max))
		}
	case TypeBool:
		if v.T != Bool {
			return bad("bool")
		}
	case TypeList:
		if v.T != JSON || v.List() == nil {
			return bad("list")
		}
	case TypeRef:
		if v.ID() == NilID || v != RefValue(v.ID()) { // one text form, or a search by it misses some
			return bad("id")
		}
	case TypeChoice:
		if v.T != Text || !slices.Contains(f.Choices, v.S) {
			return bad("choice")
		}
	case TypeDate:
		if v.T != Text || !isDate(v.S) {
			return bad("date")
		}
	case TypeTime:
		if v.T != Text || !isTime(v.S) {
			return bad("time")
		}
	case TypeText, TypeLongText:
		if v.T != Text {
			return bad("text")
		}
	}
	return nil
}

var kinds = map[string]*Kind{}

// AddKind registers a kind, at program start only. It panics on a mistake of
// the programmer: a name or number twice, an unknown parent or key field.
func AddKind(k Kind) *Kind {
	if kinds[k.Name] != nil {
		panic("data: kind " + k.Name + " registered twice")
	}
	nums, names := map[int]bool{}, map[string]bool{FieldDeleted: true}
	for _, column := range []string{"rid", "id", "scope", "hlc", "state", "stamps", "extra"} { // the store's own
		names[column] = true
	}
	for _, f := range k.Fields {
		if f.Num < 1 || nums[f.Num] || names[f.Name] || f.Name == "" {
			panic(fmt.Sprintf("data: kind %s: field %q number %d is empty, there twice or reserved", k.Name, f.Name, f.Num))
		}
		nums[f.Num], names[f.Name] = true, true
	}
	for _, need := range []string{k.Parent, k.Key, k.Title} {
		if need != "" && !names[need] {
			panic("data: kind " + k.Name + " has no field " + need)
		}
	}
	kinds[k.Name] = &k
	return &k
}

// KindOf is the registered kind of that name, or nil: an unknown kind is kept
// and forwarded all the same.
func KindOf(name string) *Kind { return kinds[name] }

// Kinds are all registered kinds by name.
func Kinds() []*Kind {
	var all []*Kind
	for _, k := range kinds {
		all = append(all, k)
	}
	slices.SortFunc(all, func(a, b *Kind) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return all
}
