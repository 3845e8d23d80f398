package data

// Statuses of a survey.
const (
	SurveyDraft = "draft"
	SurveyFinal = "final"
)

// Survey is a satisfaction survey (SKM, PermenPANRB 14/2017) of one unit and period.
var Survey = AddKind(Kind{
	Name: "survey", Title: "title",
	Fields: []Field{
		{Num: 1, Name: "period", Type: TypeText, Indexed: true}, // tahun, "2026" or "2026-S1"
		{Num: 2, Name: "title", Type: TypeText},
		{Num: 3, Name: "unit", Type: TypeText},
		{Num: 4, Name: "services", Type: TypeList},   // codes of services.json
		{Num: 5, Name: "instrument", Type: TypeText}, // "skm-2017"
		{Num: 6, Name: "instrument_version", Type: TypeText},
		{Num: 7, Name: "from_on", Type: TypeDate},
		{Num: 8, Name: "until_on", Type: TypeDate},
		{Num: 9, Name: "population", Type: TypeInt, Min: 0, Max: 1_000_000_000},
		{Num: 10, Name: "method", Type: TypeLongText}, // how respondents were chosen and asked
		{Num: 11, Name: "status", Type: TypeChoice, Choices: []string{SurveyDraft, SurveyFinal}, Indexed: true},
		{Num: 12, Name: "status_at", Type: TypeTime},
		{Num: 13, Name: "status_reason", Type: TypeLongText},
		{Num: 14, Name: "reported_on", Type: TypeDate}, // laporan SKM terbit: the clock of indicator A09 starts
		{Num: 15, Name: "media", Type: TypeList},       // where the result was published (A07)
		{Num: 16, Name: "summary", Type: TypeLongText},
		{Num: 17, Name: "unsur", Type: TypeList}, // ids of the unsur that are asked; blank: all
	},
	Guard: guardSurvey,
})

// guardSurvey locks a final survey and its responses, but for what is known only after it.
func guardSurvey(r Record, field string, _ Value) error {
	if r.Kind != "survey" || r.Text("status") != SurveyFinal {
		return nil
	}
	switch field {
	case "status", "status_at", "status_reason", "reported_on", "media":
		return nil
	}
	return Fail(ErrLocked.Code, nil, "Kind", r.Kind, "Title", r.Text("title"))
}
