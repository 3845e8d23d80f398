package search

import (
	"slices"
	"strconv"
	"strings"

	"pinisi/app/pages/bound"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/complain"
)

// order is the kinds whose records a page shows, in their order among the
// results: what people speak of first, then its parts, then what is about the
// mission itself.
var order = []string{
	"complaint", "consultation", "input", "agreement", "followup", "standard", "evaluation", "survey", "outreach", "innovation", "system",
	"participant", "session", "attendance", "answer", "statement", "response", "survey_response", "pledge", "review",
	"proposal", "proposal_section", "award", "readiness", "system_note", "attachment", "link", "decision", "privacy_request", "staff", "mission", "holiday",
}

// nowhere are the kinds that no page shows as records.
var nowhere = []string{"device", "instrument", "ruleset", "release", "erasure"}

// rank is the place of a kind among the results; one that is not known is last.
func rank(kind string) int {
	if i := slices.Index(order, kind); i >= 0 {
		return i
	}
	return len(order)
}

// title names a record in a line; withoutNames it is no person's name.
func title(r data.Record, withoutNames bool) string {
	k := data.KindOf(r.Kind)
	if withoutNames && k != nil {
		if f, ok := k.Field(k.Title); ok && f.Personal {
			return bound.KindWord(r.Kind)
		}
	}
	text := strings.Join(strings.Fields(r.Headline(data.OnScreen)), " ")
	switch r.Kind {
	case "complaint":
		return complain.Title(words.Now(), r, data.OnScreen)
	case "evaluation":
		text = strings.TrimSpace(text + " " + r.Text("period"))
	case "standard":
		text = bound.ServiceName(text)
		if n, ok := r.Int("version"); ok {
			text = words.T("search.version", "Service", text, "Version", strconv.FormatInt(n, 10))
		}
	}
	if text == "" {
		return bound.KindWord(r.Kind)
	}
	return text
}
