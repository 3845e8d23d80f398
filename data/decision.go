package data

// Decision is why a person chose one of several values of a field (putusan
// atas nilai yang berbeda). The choice itself is a change of that field; the
// reason is a record of its own, so that two people who decide the same never
// make a new conflict of their reasons.
var Decision = AddKind(Kind{
	Name: "decision", Parent: "record", Title: "reason",
	Fields: []Field{
		{Num: 1, Name: "record", Type: TypeRef}, // decided upon
		{Num: 2, Name: "record_kind", Type: TypeText},
		{Num: 3, Name: "field", Type: TypeText},
		{Num: 4, Name: "reason", Type: TypeLongText},
	},
})
