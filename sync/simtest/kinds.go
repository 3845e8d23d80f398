package simtest

import (
	"pinisi/data"
)

// shape is what people write into records of a kind. A field stands in one of
// five places: two of short texts, one of long text, one of few words, and one
// that only a newer version knows.
type shape struct {
	kind   string
	fields [5]string
	words  []string // of the fourth
	parent string   // field that names what the record is a part of
}

var followup = shape{kind: "followup", fields: [5]string{"finding", "detail", "progress_note", "status", "zz_new"}, words: []string{"planned", "running", "done", "cancelled"}}

// others are written now and then: users' answers with a personal field, what an
// evaluation and a survey hold besides, a list and words that no version knows.
var others = []shape{
	{"statement", [5]string{"value", "source", "note", "source_value", "zz_new"}, []string{"yes", "no", "12", "87.5"}, "evaluation"},
	{"response", [5]string{"answers", "contact", "remark", "channel", "zz_new"}, []string{"counter", "paper", "import", "kiosk"}, "evaluation"},
	{"survey", [5]string{"title", "unit", "summary", "status", "zz_new"}, []string{"draft", "final", "closed", "open"}, ""},
	{"survey_response", [5]string{"answers", "contact", "remark", "channel", "zz_new"}, []string{"counter", "paper", "import", "kiosk"}, "survey"},
	{"session", [5]string{"title", "place", "minutes", "mode", "zz_new"}, []string{"luring", "daring", "hibrida", "lain"}, "consultation"},
	{"attendance", [5]string{"came_at", "zz_seat", "zz_note", "mode", "zz_new"}, []string{"luring", "daring", "hibrida", "lain"}, "session"},
	{"link", [5]string{"note", "part", "zz_note", "from_kind", "zz_new"}, []string{"complaint", "agreement", "standard", "survey"}, "from"},
	{"outreach", [5]string{"title", "place", "message", "status", "zz_new"}, []string{"planned", "held", "cancelled", "moved"}, ""},
	{"innovation", [5]string{"title", "award", "result", "stage", "zz_new"}, []string{"learning", "running", "ended", "begun"}, ""},
	{"proposal", [5]string{"title", "result", "zz_note", "status", "zz_new"}, []string{"draft", "submitted", "passed", "rejected"}, "innovation"},
	{"proposal_section", [5]string{"section", "zz_title", "text", "zz_state", "zz_new"}, []string{"draft", "done", "read", "sent"}, "proposal"},
	{"award", [5]string{"name", "giver", "zz_note", "level", "zz_new"}, []string{"internal", "national", "international", "regional"}, "innovation"},
	{"system", [5]string{"name", "owner", "about", "hosting", "zz_new"}, []string{"own", "ministry", "rented", "none"}, ""},
	{"readiness", [5]string{"item", "evidence", "note", "status", "zz_new"}, []string{"none", "process", "ready", "not_applicable"}, "system"},
	{"system_note", [5]string{"office", "item", "text", "type", "zz_new"}, []string{"blocker", "decision", "risk", "wish"}, "system"},
	{"review", [5]string{"office", "on", "finding", "result", "zz_new"}, []string{"keep", "change", "retire", "wait"}, "standard"},
	{"holiday", [5]string{"name", "on", "zz_note", "zz_type", "zz_new"}, []string{"state", "local", "joint", "none"}, "mission"},
	{"standard", [5]string{"service", "decree_number", "change_note", "status", "zz_new"}, []string{"draft", "consulted", "decreed", "published"}, ""},
	{"release", [5]string{"version", "signature", "statement", "platform", "zz_new"}, []string{"windows/amd64", "linux/amd64", "windows/arm64", "none"}, ""},
	{"ruleset", [5]string{"code", "version", "zz_note", "zz_state", "zz_new"}, []string{"draft", "valid", "old", "gone"}, ""},
}

// people are kinds with a personal field or two, which is then erased now and then.
var people = []shape{
	{"participant", [5]string{"name", "phone", "zz_note", "unsur", "email"}, []string{"users", "experts", "business", "media"}, "consultation"},
	{"complaint", [5]string{"reporter", "contact", "text", "status", "zz_new"}, []string{"verified", "processing", "done", "archived"}, ""},
	{"pledge", [5]string{"signatory", "number", "text", "zz_state", "zz_new"}, []string{"draft", "signed", "ended", "lost"}, ""},
	{"privacy_request", [5]string{"name", "contact", "outcome_note", "type", "detail"}, []string{"access", "correct", "erase", "stop"}, ""},
}

// Places of the fields.
const (
	longText = 2
	fewWords = 3
)

// erasable reports whether the field holds personal data.
func erasable(reg register) bool {
	k := data.KindOf(reg.kind)
	if k == nil {
		return false
	}
	f, ok := k.Field(reg.field)
	return ok && f.Personal
}

// shapeOf is what the n-th of 64 chances means: mostly follow-ups, of every
// eight one of a kind that no version knows, and a few of the others.
func shapeOf(n int) shape {
	switch {
	case n%8 == 0:
		s := followup
		s.kind = "visa_queue"
		return s
	case n%8 == 1:
		return others[n/8%len(others)]
	}
	return followup
}

// within is the edit that says what the record is a part of, if it is.
func (s shape) within(reg register) (data.Edit, bool) {
	if s.parent == "" {
		return data.Edit{}, false
	}
	id := data.DerivedID(s.parent+reg.scope, data.NilID, "0")
	return data.Edit{Kind: reg.kind, Record: reg.record, Scope: reg.scope, Field: s.parent, Value: data.RefValue(id)}, true
}
