package data

// Outcomes of an agreement; blank is agreed.
const (
	Agreed    = "agreed"
	NotAgreed = "not_agreed" // tidak disepakati: the point stays open, with the reason
)

// Agreement is one result in the berita acara (kesepakatan): what changes in a
// component of a service's standard, from what to what, or a point on which
// people did not agree.
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
		{Num: 9, Name: "outcome", Type: TypeChoice, Choices: []string{Agreed, NotAgreed}},
		{Num: 10, Name: "reason", Type: TypeLongText},                        // why not agreed, and what each side holds
		{Num: 11, Name: "input", Type: TypeRef, Ref: "input", Indexed: true}, // from which it came
	},
	Guard: guardSigned,
})
