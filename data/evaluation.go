package data

// Statuses of an evaluation. Headquarters returns or accepts a final one.
const (
	EvaluationDraft    = "draft"
	EvaluationFinal    = "final"
	EvaluationReturned = "returned" // dikembalikan: the mission works on it again
	EvaluationAccepted = "accepted" // diterima
)

// Evaluation is one PEKPPP evaluation (evaluasi) of one unit, period and
// variant, by the instrument version that it was begun with.
var Evaluation = AddKind(Kind{
	Name: "evaluation", Title: "unit",
	Fields: []Field{
		{Num: 1, Name: "period", Type: TypeText, Indexed: true}, // tahun, "2026" or "2026-S1"
		{Num: 2, Name: "unit", Type: TypeText},                  // unit lokus
		{Num: 3, Name: "line", Type: TypeChoice, Choices: ServiceLines},
		{Num: 4, Name: "variant", Type: TypeChoice, Choices: []string{"luring", "daring"}},
		{Num: 5, Name: "instrument", Type: TypeText},
		{Num: 6, Name: "instrument_version", Type: TypeText},
		{Num: 7, Name: "method_f02", Type: TypeText},
		{Num: 8, Name: "method_f03", Type: TypeText},
		{Num: 9, Name: "status", Type: TypeChoice, Choices: []string{EvaluationDraft, EvaluationFinal, EvaluationReturned, EvaluationAccepted}, Indexed: true},
		{Num: 10, Name: "evaluator", Type: TypeText, Personal: true},
		{Num: 11, Name: "evaluated_on", Type: TypeDate},
		{Num: 12, Name: "summary", Type: TypeLongText},
		{Num: 13, Name: "status_reason", Type: TypeLongText}, // why reopened, returned or accepted
		{Num: 14, Name: "status_at", Type: TypeTime},
	},
	Guard: guardEvaluation,
})

// ServiceLines are the four lini layanan of Ditjen Protokol dan Konsuler (domain services.md §1).
var ServiceLines = []string{"keprotokolan", "kekonsuleran", "fasilitas_diplomatik", "pelindungan"}

// guardEvaluation locks a final or accepted evaluation and its answers; only
// its status can change (reopen, return, accept), with the reason beside it. The
// effort of a raise is planned after that and says nothing about the result.
func guardEvaluation(r Record, field string, _ Value) error {
	switch r.Text("status") {
	case EvaluationFinal, EvaluationAccepted:
		if field != "status" && field != "status_reason" && field != "status_at" && field != "effort" {
			return Fail(ErrLocked.Code, nil, "Kind", r.Kind, "Title", r.Text("unit")+" "+r.Text("period"))
		}
	}
	return nil
}
