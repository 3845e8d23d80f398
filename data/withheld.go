package data

import "slices"

// Audience says where a record is about to be shown, for [Record.Withheld].
type Audience uint8

const (
	// OnScreen is every place of the program beside the record's own page: lists,
	// search, the thread, Beranda, what is copied into another record.
	OnScreen Audience = iota
	// Outside is a document or export with names masked.
	Outside
	// Named is a document or export for which somebody asked for names.
	Named
)

// Withheld reports whether a field of the record must not be shown there: the
// text of a secret complaint leaves its own page for nobody, the text of an
// anonymous one only where names were asked for, and who complained anonymously
// is shown nowhere. Where people disagree on such a mark, it holds.
//
// It judges by the marks that were read: a query that names its fields names
// those of [Kind.Marks] too.
func (r Record) Withheld(field string, from Audience) bool {
	k := KindOf(r.Kind)
	return k != nil && k.Withhold != nil && k.Withhold(r, field, from)
}

// Headline is what the record is called in a line there: the field that names
// its kind, and "" when that is blank or withheld.
func (r Record) Headline(to Audience) string {
	k := KindOf(r.Kind)
	if k == nil || k.Title == "" || r.Withheld(k.Title, to) {
		return ""
	}
	return r.Text(k.Title)
}

// Shown is the record as it may be shown there: without what is withheld.
func (r Record) Shown(to Audience) Record {
	k := KindOf(r.Kind)
	if k == nil || k.Withhold == nil {
		return r
	}
	shown := r
	shown.Fields, shown.Conflicts = map[string]Value{}, nil
	for name, v := range r.Fields {
		if !r.Withheld(name, to) {
			shown.Fields[name] = v
		}
	}
	for name, versions := range r.Conflicts {
		if !r.Withheld(name, to) {
			if shown.Conflicts == nil {
				shown.Conflicts = map[string][]Version{}
			}
			shown.Conflicts[name] = versions
		}
	}
	return shown
}

// marked reports whether a yes-or-no field says yes, or anybody's value of it does.
func (r Record) marked(field string) bool {
	return r.Bool(field) || slices.ContainsFunc(r.Conflicts[field], func(v Version) bool { return v.Value == BoolValue(true) })
}
