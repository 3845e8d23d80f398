package data

// Pledge is a mission's public promise to keep its standards (maklumat
// pelayanan; domain other.md §1).
var Pledge = AddKind(Kind{
	Name: "pledge", Title: "number",
	Fields: []Field{
		{Num: 1, Name: "number", Type: TypeText},
		{Num: 2, Name: "text", Type: TypeLongText},
		{Num: 3, Name: "services", Type: TypeList}, // blank: all that the mission offers
		{Num: 4, Name: "signed_on", Type: TypeDate},
		{Num: 5, Name: "signatory", Type: TypeText, Personal: true},
		{Num: 6, Name: "signatory_role", Type: TypeText},
		{Num: 7, Name: "published_on", Type: TypeDate},
		{Num: 8, Name: "published_at", Type: TypeText},
		{Num: 9, Name: "ended_on", Type: TypeDate}, // another took its place
	},
})

// Review is one review or monitoring of a standard (peninjauan ulang, pemantauan).
var Review = AddKind(Kind{
	Name: "review", Parent: "standard", Title: "finding",
	Fields: []Field{
		{Num: 1, Name: "standard", Type: TypeRef, Ref: "standard"},
		{Num: 2, Name: "type", Type: TypeChoice, Choices: []string{"review", "monitoring"}},
		{Num: 3, Name: "on", Type: TypeDate},
		{Num: 4, Name: "finding", Type: TypeLongText},
		{Num: 5, Name: "result", Type: TypeChoice, Choices: []string{"keep", "change", "retire"}},
		{Num: 6, Name: "office", Type: TypeText},
	},
})
