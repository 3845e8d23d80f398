package search

import (
	"strconv"
	"strings"
	"sync"

	"pinisi/app/words"
	"pinisi/assets"
	"pinisi/data"
	"pinisi/data/complain"
)

// shownKind is a kind whose records a page shows, and the icon of that page.
type shownKind struct{ kind, icon string }

// order is the order of kinds among the results: what people speak of first,
// then its parts, then what is about the mission itself.
var order = []shownKind{
	{"complaint", "complaint"}, {"consultation", "consultation"}, {"input", "consultation"}, {"agreement", "consultation"}, {"followup", "follow-up"},
	{"standard", "standard"}, {"evaluation", "evaluation"}, {"survey", "survey"}, {"outreach", "outreach"}, {"innovation", "innovation"}, {"system", "integration"},
	{"participant", "consultation"}, {"session", "consultation"}, {"attendance", "consultation"},
	{"answer", "evaluation"}, {"statement", "evaluation"}, {"response", "evaluation"}, {"survey_response", "survey"},
	{"pledge", "standard"}, {"review", "standard"}, {"proposal", "innovation"}, {"proposal_section", "innovation"}, {"award", "innovation"},
	{"readiness", "integration"}, {"system_note", "integration"}, {"attachment", "attachment"}, {"link", "thread"}, {"decision", "conflict"},
	{"privacy_request", "person"}, {"staff", "person"}, {"mission", "mission"}, {"holiday", "mission"},
}

// nowhere are the kinds that no page shows as records.
var nowhere = []string{"device", "instrument", "ruleset", "erasure"}

// shown are the kinds of order.
var shown = sync.OnceValue(func() []string {
	kinds := make([]string, len(order))
	for i, k := range order {
		kinds[i] = k.kind
	}
	return kinds
})

func rank(kind string) int {
	for i, k := range order {
		if k.kind == kind {
			return i
		}
	}
	return len(order)
}

func icon(kind string) string {
	if i := rank(kind); i < len(order) {
		return order[i].icon
	}
	return ""
}

func kindWord(kind string) string {
	if key := "kinds." + kind; words.Has(key) {
		return words.T(key)
	}
	return kind
}

// title names a record in a line; withoutNames it is no person's name.
func title(r data.Record, withoutNames bool) string {
	k := data.KindOf(r.Kind)
	if withoutNames && k != nil {
		if f, ok := k.Field(k.Title); ok && f.Personal {
			return kindWord(r.Kind)
		}
	}
	text := strings.Join(strings.Fields(r.Headline(data.OnScreen)), " ")
	switch r.Kind {
	case "complaint":
		return complain.Title(words.Now(), r, data.OnScreen)
	case "evaluation":
		text = strings.TrimSpace(text + " " + r.Text("period"))
	case "standard":
		text = service(text)
		if n, ok := r.Int("version"); ok {
			text = words.T("search.version", "Service", text, "Version", strconv.FormatInt(n, 10))
		}
	}
	if text == "" {
		return kindWord(r.Kind)
	}
	return text
}

// service is the name of a service by its code.
func service(code string) string {
	all, err := assets.Services()
	if err != nil {
		return code
	}
	for _, s := range all.Services {
		if s.Code == code {
			return s.Name.In(words.Now().Lang())
		}
	}
	return code
}
