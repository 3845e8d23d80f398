package data

// Input is one thing said in a consultation (butir masukan), with the
// provider's answer and decision.
var Input = AddKind(Kind{
	Name: "input", Parent: "consultation", Title: "text",
	Fields: []Field{
		{Num: 1, Name: "consultation", Type: TypeRef, Ref: "consultation"},
		{Num: 2, Name: "number", Type: TypeInt},
		{Num: 3, Name: "participant", Type: TypeRef, Ref: "participant"},
		{Num: 4, Name: "by", Type: TypeText, Personal: true}, // who, when no participant is named; blank is anonymous
		{Num: 5, Name: "unsur", Type: TypeChoice, Choices: Unsur},
		{Num: 6, Name: "service", Type: TypeText},
		{Num: 7, Name: "component", Type: TypeInt, Min: 1, Max: 14}, // komponen standar pelayanan
		{Num: 8, Name: "type", Type: TypeChoice, Choices: []string{"complaint", "proposal", "question", "appreciation"}},
		{Num: 9, Name: "text", Type: TypeLongText},
		{Num: 10, Name: "response", Type: TypeLongText},                                                               // tanggapan
		{Num: 11, Name: "decision", Type: TypeChoice, Choices: []string{"accepted", "partly", "rejected", "central"}}, // keputusan
		{Num: 12, Name: "reason", Type: TypeLongText},
		{Num: 13, Name: "status", Type: TypeText},
		{Num: 14, Name: "session", Type: TypeRef, Ref: "session"}, // in which it was said
	},
	Guard: guardSigned,
})
