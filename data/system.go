package data

// System is an information system whose readiness for integration is followed
// (kesiapan integrasi; domain other.md §6), such as Peduli WNI or Safe Travel.
var System = AddKind(Kind{
	Name: "system", Title: "name",
	Fields: []Field{
		{Num: 1, Name: "name", Type: TypeText},
		{Num: 2, Name: "owner", Type: TypeText},   // unit pemilik
		{Num: 3, Name: "contact", Type: TypeText}, // technical contact, a role and not a person
		{Num: 4, Name: "version", Type: TypeText},
		{Num: 5, Name: "users_per_year", Type: TypeInt, Min: 0, Max: 1_000_000_000},
		{Num: 6, Name: "data_classes", Type: TypeList}, // NIK, passport, location …
		{Num: 7, Name: "hosting", Type: TypeText},
		{Num: 8, Name: "target_on", Type: TypeDate},
		{Num: 9, Name: "budget", Type: TypeText},
		{Num: 10, Name: "about", Type: TypeLongText},
		{Num: 11, Name: "address", Type: TypeText},
		{Num: 12, Name: "rules_version", Type: TypeText, Coded: true},
	},
})

// Readiness is the state of one item of a system (butir kesiapan). Its id
// follows from both. What proves it is attached to it.
var Readiness = AddKind(Kind{
	Name: "readiness", Parent: "system", Key: "item", Title: "item",
	Fields: []Field{
		{Num: 1, Name: "system", Type: TypeRef, Ref: "system"},
		{Num: 2, Name: "item", Type: TypeText, Coded: true}, // id in assets/rules/readiness.json
		{Num: 3, Name: "status", Type: TypeChoice, Choices: []string{"none", "process", "ready", "not_applicable"}},
		{Num: 4, Name: "evidence", Type: TypeText}, // address or number of what proves it
		{Num: 5, Name: "note", Type: TypeLongText},
		{Num: 6, Name: "since_on", Type: TypeDate},
	},
})

// SystemNote is a blocker (hambatan) of a system, or a decision about it.
var SystemNote = AddKind(Kind{
	Name: "system_note", Parent: "system", Title: "text",
	Fields: []Field{
		{Num: 1, Name: "system", Type: TypeRef, Ref: "system"},
		{Num: 2, Name: "type", Type: TypeChoice, Choices: []string{"blocker", "decision"}},
		{Num: 3, Name: "text", Type: TypeLongText},
		{Num: 4, Name: "on", Type: TypeDate},
		{Num: 5, Name: "office", Type: TypeText}, // that decided, or is to resolve it
		{Num: 6, Name: "resolved_on", Type: TypeDate},
		{Num: 7, Name: "item", Type: TypeText, Coded: true}, // readiness item that it is about
		{Num: 8, Name: "due_on", Type: TypeDate},            // of a blocker: resolved by then
	},
})
