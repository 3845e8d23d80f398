package thread

// Kinds are the kinds that take part in the thread and may be linked by hand,
// in the order of the work.
var Kinds = []string{
	"complaint", "survey", "consultation", "input", "agreement", "standard", "review", "pledge", "followup",
	"outreach", "innovation", "proposal", "award", "system", "system_note", "evaluation", "answer",
}
