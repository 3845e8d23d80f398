package thread

import (
	"cmp"
	"slices"
	"strings"

	"pinisi/data"
)

// chain is what came of a record. own: the record itself stands in the chain,
// which begins with it.
func (y *yearReader) chain(from root, own bool) Chain {
	var c Chain
	var meetings []Node
	take := func(id data.ID) {
		n := y.node(id)
		switch n.Kind {
		case "agreement":
			c.Agreed = append(c.Agreed, n)
		case "consultation":
			meetings = append(meetings, n)
		case "standard", "followup", "innovation", "outreach":
			c.Changed = append(c.Changed, n)
		case "evaluation", "answer", "survey":
			c.Result = append(c.Result, n)
		}
	}
	seen := map[data.ID]bool{from.rec.ID: true}
	if own {
		y.used[from.rec.ID] = true
		take(from.rec.ID)
	}
	ask := []data.ID{from.rec.ID}
	for len(ask) > 0 {
		at := ask[0]
		ask = ask[1:]
		for _, id := range y.out[at] {
			r, here := y.records[id]
			if seen[id] || !here || r.Gone() || !y.concerns(from, at, r) {
				continue
			}
			seen[id] = true
			y.used[id] = true
			take(id)
			// A result ends a chain: what the next evaluation led to is the next year's.
			if r.Kind != "evaluation" && r.Kind != "answer" && r.Kind != "survey" {
				ask = append(ask, id)
			}
		}
	}
	if len(c.Agreed) == 0 { // taken up, and nothing agreed yet
		c.Agreed = meetings
	}
	for _, nodes := range [][]Node{c.Agreed, c.Changed, c.Result} {
		slices.SortFunc(nodes, func(a, b Node) int { return cmp.Or(cmp.Compare(a.Date, b.Date), slices.Compare(a.ID[:], b.ID[:])) })
	}
	slices.SortStableFunc(c.Changed, func(a, b Node) int { return cmp.Compare(unsettled(a), unsettled(b)) })
	c.Gap = gap(from.rec, c, own)
	return c
}

// concerns reports whether a step belongs to what the chain is about. A complaint
// on one service is not the beginning of everything that a consultation on
// several agreed, nor an unsur of a survey that of what the others led to.
func (y *yearReader) concerns(from root, at data.ID, r data.Record) bool {
	if from.unsur != "" && at == from.rec.ID {
		unsur, _, _ := strings.Cut(from.unsur, " ")
		part := r.Text("source_part")
		return r.Kind == "survey" || part == unsur || part == ""
	}
	own, its := from.rec.Text("service"), r.Text("service")
	if y.records[at].Kind != "consultation" {
		return true
	}
	if r.Kind == "input" {
		return false // another's words; what was agreed on them is reached without them
	}
	return own == "" || its == "" || own == its
}

// gap is what a chain lacks.
func gap(from data.Record, c Chain, own bool) string {
	agreed := slices.ContainsFunc(c.Agreed, func(n Node) bool { return n.Kind == "agreement" && n.Status != data.NotAgreed })
	open := slices.ContainsFunc(c.Agreed, func(n Node) bool { return n.Status == data.NotAgreed })
	switch {
	case len(c.Changed) == 0 && agreed:
		return GapUnchanged
	case len(c.Changed) == 0 && open:
		return GapOpen
	case len(c.Changed) == 0:
		return nothing(from)
	case !slices.ContainsFunc(c.Changed, settled):
		return GapUnderway
	case len(c.Result) == 0:
		return GapUnrated
	}
	return ""
}

// nothing is why nothing came of what was said.
func nothing(r data.Record) string {
	switch r.Kind {
	case "complaint":
		switch r.Text("status") {
		case "done", "archived":
			return GapAnswered
		case "not_ours":
			return GapNotOurs
		}
	case "input":
		switch {
		case r.Text("decision") == "rejected":
			return GapRejected
		case r.Text("decision") == "central":
			return GapCentral
		case r.Text("type") == "appreciation":
			return GapThanks
		case r.Text("type") == "question" && r.Text("decision") != "":
			return GapAnswered
		}
	}
	return GapNone
}

// settled reports whether a change is in effect.
func settled(n Node) bool {
	switch n.Kind + "." + n.Status {
	case "standard." + data.StandardDecreed, "standard." + data.StandardPublished, "standard." + data.StandardRetired,
		"followup.done", "innovation.running", "outreach.held":
		return true
	}
	return false
}

func unsettled(n Node) int {
	if settled(n) {
		return 0
	}
	return 1
}

// joined puts together the chains of what led to the very same.
func joined(chains []Chain) []Chain {
	var all []Chain
	at := map[string]int{}
	for _, c := range chains {
		var key strings.Builder
		key.WriteString(c.Gap + "|" + c.Unsur)
		if far(c) == 0 { // nothing came of it: complaints apart from inputs
			key.WriteString("|" + c.Said[0].Kind)
		}
		for _, nodes := range [][]Node{c.Agreed, c.Changed, c.Result} {
			for _, n := range nodes {
				key.WriteString("|" + n.ID.String())
			}
		}
		if i, there := at[key.String()]; there {
			all[i].Said = append(all[i].Said, c.Said...)
			continue
		}
		at[key.String()] = len(all)
		all = append(all, c)
	}
	// What led somewhere stands first, what nothing came of last.
	slices.SortStableFunc(all, func(a, b Chain) int { return cmp.Compare(far(b), far(a)) })
	return all
}

// gathered puts together changes without an origin that show in the same later
// evaluations, or in none yet: a row for each kind.
func gathered(chains []Chain) []Chain {
	var all []Chain
	at := map[string]int{}
	for _, c := range chains {
		if len(c.Agreed) > 0 || len(c.Changed) != 1 {
			all = append(all, c)
			continue
		}
		key := c.Gap + "|" + c.Changed[0].Kind
		for _, n := range c.Result {
			key += "|" + n.ID.String()
		}
		if i, there := at[key]; there {
			all[i].Changed = append(all[i].Changed, c.Changed...)
			continue
		}
		at[key] = len(all)
		all = append(all, c)
	}
	return all
}

// far is how far a chain goes.
func far(c Chain) int {
	n := 0
	if len(c.Agreed) > 0 {
		n = 1
	}
	if len(c.Changed) > 0 {
		n = 2
	}
	if len(c.Result) > 0 {
		n = 3
	}
	return n
}
