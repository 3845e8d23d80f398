package bound

import "pinisi/app/words"

// icons are those of the pages that show the kinds.
var icons = map[string]string{
	"input": "consultation", "agreement": "consultation", "participant": "consultation", "session": "consultation", "attendance": "consultation",
	"followup": "follow-up", "answer": "evaluation", "statement": "evaluation", "response": "evaluation", "survey_response": "survey",
	"pledge": "standard", "review": "standard", "proposal": "innovation", "proposal_section": "innovation", "award": "innovation",
	"system": "integration", "readiness": "integration", "system_note": "integration", "link": "thread", "decision": "conflict",
	"privacy_request": "person", "staff": "person", "holiday": "mission",
	"complaint": "complaint", "consultation": "consultation", "standard": "standard", "evaluation": "evaluation", "survey": "survey",
	"outreach": "outreach", "innovation": "innovation", "attachment": "attachment", "mission": "mission",
}

// KindIcon is the icon of a kind of record, a dot for one that has none.
func KindIcon(kind string) string {
	if icon, ok := icons[kind]; ok {
		return icon
	}
	return "dot"
}

// KindWord is the word for a kind of record; one of a newer version of the
// program is shown by its name.
func KindWord(kind string) string { return wordOr("kinds."+kind, kind) }

// FieldWord is the label of a field.
func FieldWord(kind, field string) string { return wordOr("kinds."+kind+"."+field, field) }

// ChoiceWord is the word for a stored choice, "" for none.
func ChoiceWord(kind, field, value string) string {
	if value == "" {
		return ""
	}
	return wordOr("kinds."+kind+"."+field+"."+value, value)
}

func wordOr(key, otherwise string) string {
	if words.Has(key) {
		return words.T(key)
	}
	return otherwise
}
