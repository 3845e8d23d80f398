package related

import (
	"strings"

	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data/thread"
)

// Title names a node, also one that is gone or may not be named.
func Title(n thread.Node) string {
	switch {
	case n.State == thread.Deleted:
		return words.T("thread.gone")
	case n.State == thread.Missing:
		return words.T("thread.missing")
	case n.Title == "" && n.Hidden:
		return words.T("thread.secret")
	case n.Title == "":
		return words.T("thread.untitled")
	}
	return n.Title
}

// State is the colour of how a record stands.
func State(n thread.Node) widgets.State {
	if n.State != thread.Here {
		return widgets.Neutral
	}
	switch n.Kind + " " + n.Status {
	case "complaint done", "consultation published", "consultation done", "input accepted", "agreement agreed", "standard decreed", "standard published",
		"followup done", "outreach held", "innovation running", "proposal passed", "proposal awarded", "evaluation final", "evaluation accepted", "survey final":
		return widgets.Good
	case "complaint unverified", "complaint delayed", "complaint verified", "complaint processing", "input partly", "input central", "followup planned", "followup running", "evaluation returned":
		return widgets.Wait
	case "input rejected", "agreement not_agreed", "followup cancelled", "proposal rejected":
		return widgets.Bad
	}
	return widgets.Neutral
}

// Line is what stands under the title: when, and of what.
func Line(n thread.Node) string {
	var parts []string
	for _, p := range []string{words.Date(n.Date), n.Detail} {
		if p != "" && p != n.Title {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " · ")
}
