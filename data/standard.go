package data

// StandardComponents are the fields of the 14 components (komponen standar
// pelayanan; PermenPANRB 15/2014, domain other.md §1) in their order.
var StandardComponents = []string{
	"requirements", "procedure", "duration", "fee", "product", "complaints",
	"legal_basis", "facilities", "competence", "supervision", "staffing",
	"service_promise", "safety_promise", "performance_review",
}

// Standard is one version of the standard of one service (standar pelayanan).
// A decreed version is followed by a new one, never overwritten.
var Standard = AddKind(Kind{
	Name: "standard", Title: "service",
	Fields: append([]Field{
		{Num: 1, Name: "service", Type: TypeText, Indexed: true}, // code of services.json
		{Num: 2, Name: "version", Type: TypeInt, Min: 1, Max: 9999},
		{Num: 3, Name: "status", Type: TypeChoice, Choices: []string{"draft", "consulted", "decreed", "published", "retired"}},
		{Num: 4, Name: "decree_number", Type: TypeText}, // nomor SK
		{Num: 5, Name: "decreed_on", Type: TypeDate},
		{Num: 6, Name: "published_on", Type: TypeDate},
		{Num: 7, Name: "published_at", Type: TypeText},
		{Num: 8, Name: "reviewed_on", Type: TypeDate},  // the latest review (peninjauan ulang)
		{Num: 9, Name: "monitored_on", Type: TypeDate}, // the latest monitoring and evaluation
		{Num: 10, Name: "consultation", Type: TypeRef, Ref: "consultation"},
		{Num: 11, Name: "supersedes", Type: TypeRef, Ref: "standard"},
	}, componentFields()...),
})

func componentFields() []Field {
	var fields []Field
	for i, name := range StandardComponents {
		fields = append(fields, Field{Num: 21 + i, Name: name, Type: TypeLongText})
	}
	return fields
}
