package data

// Participant is who attended a consultation (peserta).
var Participant = AddKind(Kind{
	Name: "participant", Parent: "consultation", Title: "name",
	Fields: []Field{
		{Num: 1, Name: "consultation", Type: TypeRef, Ref: "consultation"},
		{Num: 2, Name: "name", Type: TypeText, Personal: true}, // optional
		{Num: 3, Name: "organization", Type: TypeText},
		{Num: 4, Name: "unsur", Type: TypeChoice, Choices: append(append([]string{}, Unsur...), "provider")},
		{Num: 5, Name: "mode", Type: TypeChoice, Choices: []string{"luring", "daring"}},
		{Num: 6, Name: "role", Type: TypeText},
		{Num: 7, Name: "phone", Type: TypeText, Personal: true},
		{Num: 8, Name: "email", Type: TypeText, Personal: true},
		{Num: 9, Name: "consent", Type: TypeBool},
	},
})
