package data

// Statement is the unit's own answer to one question of F-01 (isian mandiri
// unit lokus). Its id follows from both, so two people meet in one record.
var Statement = AddKind(Kind{
	Name: "statement", Parent: "evaluation", Key: "question", Title: "question",
	Fields: []Field{
		{Num: 1, Name: "evaluation", Type: TypeRef, Ref: "evaluation"},
		{Num: 2, Name: "question", Type: TypeText},
		// value: "yes" or "no", a number such as 12 or 87.5, a choice's id (several: by commas), a date, or words.
		{Num: 3, Name: "value", Type: TypeLongText},
		{Num: 4, Name: "note", Type: TypeLongText},
		{Num: 5, Name: "source", Type: TypeText},       // the fact that value was taken from; blank: a person wrote it
		{Num: 6, Name: "source_value", Type: TypeText}, // what the records said when it was taken
		{Num: 7, Name: "source_at", Type: TypeTime},
	},
	Guard: guardEvaluation,
})
