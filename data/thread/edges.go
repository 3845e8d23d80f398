package thread

// Names of edges: what the first of two records did to the second. Each is the
// end of a translation key, thread.edge.<name>.
const (
	Said      = "said"      // consultation → input
	Agreed    = "agreed"    // consultation or input → agreement
	Changed   = "changed"   // agreement → standard
	Consulted = "consulted" // consultation → standard
	Followed  = "followed"  // anything → follow-up
	Carried   = "carried"   // follow-up → follow-up
	Replaced  = "replaced"  // standard → its next version
	Reviewed  = "reviewed"  // standard → review
	Judged    = "judged"    // evaluation → answer
	Again     = "again"     // evaluation, answer or survey → that of the next period
	Entered   = "entered"   // innovation → proposal
	Awarded   = "awarded"   // innovation → award
	Noted     = "noted"     // system → blocker or decision
	Topic     = "topic"     // complaint and others → consultation, by a link
	Told      = "told"      // anything → outreach, by a link
	Inspired  = "inspired"  // anything → innovation, by a link
	Weighed   = "weighed"   // anything → evaluation, answer or survey, by a link
	Linked    = "linked"    // any other link
)

// field names a reference: a kind and its field.
type field struct{ kind, name string }

// rule says that the record which a field names led to the record that has the
// field, and what to call it.
type rule struct {
	field
	edge string
	// weak is an edge that only says again what longer ways say too, when there
	// are such: a picture may leave it out then.
	weak bool
}

// rules is the part of the thread that stands in the schema. Every reference of
// every kind stands here or in [apart]; a test holds that.
var rules = []rule{
	{field{"input", "consultation"}, Said, false},
	{field{"agreement", "consultation"}, Agreed, true},
	{field{"agreement", "input"}, Agreed, false},
	{field{"standard", "consultation"}, Consulted, true},
	{field{"standard", "supersedes"}, Replaced, false},
	{field{"review", "standard"}, Reviewed, false},
	{field{"followup", "source"}, Followed, false},
	{field{"followup", "carried_from"}, Carried, false},
	{field{"answer", "evaluation"}, Judged, false},
	{field{"proposal", "innovation"}, Entered, false},
	{field{"award", "innovation"}, Awarded, false},
	{field{"system_note", "system"}, Noted, false},
}

// apart are the references that say nothing of what led to what, with the reason.
var apart = map[field]string{
	{"link", "from"}:                 "a link is itself an edge",
	{"link", "to"}:                   "a link is itself an edge",
	{"attachment", "owner"}:          "evidence of a record, not what came of it",
	{"decision", "record"}:           "which of several values stands",
	{"input", "participant"}:         "no persons in the thread",
	{"participant", "consultation"}:  "no persons in the thread",
	{"attendance", "participant"}:    "no persons in the thread",
	{"attendance", "session"}:        "no persons in the thread",
	{"session", "consultation"}:      "a sitting of a consultation, which stands for all",
	{"input", "session"}:             "a sitting of a consultation, which stands for all",
	{"response", "evaluation"}:       "one sheet of thousands; counted in the evaluation",
	{"survey_response", "survey"}:    "one sheet of thousands; counted in the survey",
	{"statement", "evaluation"}:      "the unit's word on a question; the answer weighs it",
	{"readiness", "system"}:          "an item of a list of all systems",
	{"proposal_section", "proposal"}: "a part of its text",
	{"holiday", "mission"}:           "a calendar",
	{"erasure", "record"}:            "the erasure of a person's data",
	{"erasure", "request"}:           "the erasure of a person's data",
}

// linkName is what a link between two kinds is called.
func linkName(from, to string) string {
	switch to {
	case "consultation":
		return Topic
	case "agreement":
		return Agreed
	case "standard":
		return Changed
	case "followup":
		return Followed
	case "outreach":
		return Told
	case "innovation":
		return Inspired
	case "evaluation", "answer", "survey":
		return Weighed
	}
	return Linked
}
