package workload

// kindName is the project's name of a kind.
func kindName(kind string) string {
	switch kind {
	case "fkp":
		return "consultation"
	case "action":
		return "followup"
	}
	return kind
}

// partKinds are the kinds of the parts that a record of the workload holds inside.
var partKinds = map[string]string{
	"evaluation.answers": "answer",
	"fkp.participants":   "participant",
	"fkp.inputs":         "input",
}

// fieldNames are the project's names of fields that are called otherwise here.
// The day of an fkp has no field of ours, which knows the hour: "date" is kept.
var fieldNames = map[string]string{
	"evaluation.assessor":  "evaluator",
	"evaluation.submitted": "status_at",
	"participant.org":      "organization",
	"action.title":         "action",
	"action.due":           "due_on",
	"action.progress":      "percent",
	"attachment.parent":    "owner",
	"attachment.mime":      "media_type",
}

func fieldName(kind, name string) string {
	if ours := fieldNames[kind+"."+name]; ours != "" {
		return ours
	}
	return name
}
