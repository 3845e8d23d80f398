package data

// Link says that one record led to another (tautan, for the thread or jejak)
// where no field of either says so: a complaint to the consultation that took
// it up, an agreement to the standard that it changed, a survey's finding to an
// indicator. Its id follows from both ends, so two people who link the same
// meet in one record.
var Link = AddKind(Kind{
	Name: "link", Parent: "from", Key: "to", Title: "note",
	Fields: []Field{
		{Num: 1, Name: "from", Type: TypeRef},
		{Num: 2, Name: "to", Type: TypeRef, Indexed: true},
		{Num: 3, Name: "from_kind", Type: TypeText, Coded: true},
		{Num: 4, Name: "to_kind", Type: TypeText, Coded: true},
		{Num: 5, Name: "part", Type: TypeText, Coded: true}, // what of the first: an indicator (A04), an unsur (U3)
		{Num: 6, Name: "note", Type: TypeText},
	},
})

// LinkID is the id of the link between two records.
func LinkID(from, to ID) ID { return DerivedID("link", from, to.String()) }

// LinkEdits make a link from what led to what came of it, or bring a deleted
// one back. It belongs to the scope of what came of it.
func LinkEdits(from, to Record, note string) []Edit {
	fields := map[string]Value{
		"from": RefValue(from.ID), "from_kind": TextValue(from.Kind), "to": RefValue(to.ID), "to_kind": TextValue(to.Kind),
		FieldDeleted: BoolValue(false),
	}
	if note != "" {
		fields["note"] = TextValue(note)
	}
	return Create("link", LinkID(from.ID, to.ID), to.Scope, fields)
}
