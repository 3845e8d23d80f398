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
}

// Places of the fields.
const (
	longText = 2
	fewWords = 3
)

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
