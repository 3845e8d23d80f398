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
		{Num: 10, Name: "consultation", Type: TypeRef, Ref: "consultation", Indexed: true},
		{Num: 11, Name: "supersedes", Type: TypeRef, Ref: "standard", Indexed: true},
		{Num: 12, Name: "effective_on", Type: TypeDate},
		{Num: 13, Name: "review_months", Type: TypeInt, Min: 1, Max: 120}, // to the next review; blank: by the rules
		{Num: 14, Name: "change_note", Type: TypeLongText},                // why this version was made
		{Num: 15, Name: "fee_amount", Type: TypeText, Coded: true},        // decimal with a point; "0" is free (tanpa biaya), blank is not said
		{Num: 16, Name: "fee_currency", Type: TypeText, Coded: true},      // ISO 4217
		{Num: 17, Name: "duration_value", Type: TypeInt, Min: 0, Max: 100000},
		{Num: 18, Name: "duration_unit", Type: TypeChoice, Choices: []string{"minutes", "hours", "working_days", "days", "months"}},
		{Num: 19, Name: "staff_count", Type: TypeInt, Min: 0, Max: 100000},
		{Num: 20, Name: "retired_on", Type: TypeDate},
	}, componentFields()...),
	Guard: guardStandard,
})

// Statuses of a version of a standard, in the order of its life (domain other.md §1).
const (
	StandardDraft     = "draft"
	StandardConsulted = "consulted" // dibahas dalam FKP
	StandardDecreed   = "decreed"   // ditetapkan
	StandardPublished = "published"
	StandardRetired   = "retired" // another version took its place
)

// guardStandard locks what was decreed: changes are a new version.
func guardStandard(r Record, field string, _ Value) error {
	switch r.Text("status") {
	case StandardDecreed, StandardPublished, StandardRetired:
		switch field {
		case "status", "published_on", "published_at", "reviewed_on", "monitored_on", "review_months", "effective_on", "retired_on":
			return nil
		}
		return Fail(ErrLocked.Code, nil, "Kind", r.Kind, "Title", r.Text("service"))
	}
	return nil
}

func componentFields() []Field {
	var fields []Field
	for i, name := range StandardComponents {
		fields = append(fields, Field{Num: 21 + i, Name: name, Type: TypeLongText})
	}
	return fields
}
