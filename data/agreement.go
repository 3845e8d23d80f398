package data

// Agreement is one result in the berita acara (kesepakatan): what changes in a
// component of a service's standard, from what to what.
var Agreement = AddKind(Kind{
	Name: "agreement", Parent: "consultation", Title: "text",
	Fields: []Field{
		{Num: 1, Name: "consultation", Type: TypeRef, Ref: "consultation"},
		{Num: 2, Name: "number", Type: TypeInt},
		{Num: 3, Name: "text", Type: TypeLongText},
		{Num: 4, Name: "service", Type: TypeText},
		{Num: 5, Name: "component", Type: TypeInt, Min: 1, Max: 14},
		{Num: 6, Name: "from_value", Type: TypeLongText},
		{Num: 7, Name: "to_value", Type: TypeLongText},
		{Num: 8, Name: "agreed_by", Type: TypeList}, // unsur
	},
	Guard: guardSigned,
})
