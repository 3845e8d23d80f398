package data

// Innovation is a new way of serving (inovasi pelayanan publik; indicators on
// innovation, domain other.md §5).
var Innovation = AddKind(Kind{
	Name: "innovation", Title: "title",
	Fields: []Field{
		{Num: 1, Name: "title", Type: TypeText},
		{Num: 2, Name: "description", Type: TypeLongText},
		{Num: 3, Name: "services", Type: TypeList},
		{Num: 4, Name: "unit", Type: TypeText},
		{Num: 5, Name: "stage", Type: TypeChoice, Choices: []string{"learning", "running", "ended"}},
		{Num: 6, Name: "started_on", Type: TypeDate},
		{Num: 7, Name: "competition", Type: TypeText}, // entered: name and year
		{Num: 8, Name: "entered_on", Type: TypeDate},
		{Num: 9, Name: "award", Type: TypeText},
		{Num: 10, Name: "awarded_on", Type: TypeDate},
		{Num: 11, Name: "legal_basis", Type: TypeText}, // payung hukum
		{Num: 12, Name: "legal_state", Type: TypeChoice, Choices: []string{"none", "draft", "in_force"}},
		{Num: 13, Name: "budget", Type: TypeBool},
		{Num: 14, Name: "facilities", Type: TypeBool},
		{Num: 15, Name: "people", Type: TypeBool},
		{Num: 16, Name: "resources", Type: TypeLongText}, // what keeps it alive, in words
		{Num: 17, Name: "result", Type: TypeLongText},    // what it changed, with figures
		{Num: 18, Name: "ended_on", Type: TypeDate},
		{Num: 19, Name: "problem", Type: TypeLongText}, // what it answers
	},
})
