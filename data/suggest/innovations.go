package suggest

import (
	"strings"

	"pinisi/data"
)

// innovations are those recorded for the unit.
type innovations struct {
	asOf    string
	running []data.Record
	others  []data.Record // still learning, or ended
}

func (g *gathering) innovations(f *figures) error {
	all, err := g.list("innovation")
	if err != nil {
		return err
	}
	f.innovations.asOf = g.asOf
	for _, r := range all {
		if r.Text("stage") == "running" && r.Text("started_on") <= g.asOf {
			f.innovations.running = append(f.innovations.running, r)
		} else {
			f.innovations.others = append(f.innovations.others, r)
		}
	}
	return nil
}

func (i innovations) facts() []Fact {
	silent := say("none.innovations")
	var names, contests []string
	var since string
	var oldest, entered []Link
	for _, r := range i.running {
		names = append(names, r.Text("title"))
		if on := r.Text("started_on"); on != "" && (since == "" || on < since) {
			since, oldest = on, []Link{linkTo(r)}
		}
		for _, what := range []string{r.Text("competition"), r.Text("award")} {
			if what = strings.TrimSpace(what); what != "" {
				contests = append(contests, r.Text("title")+": "+what)
				entered = append(entered, linkTo(r))
			}
		}
	}
	facts := []Fact{
		known("innovation_names", strings.Join(names, "; "), say("how.innovation_names", "N", len(names)), silent, linksTo(i.running)),
		known("innovation_since", since, say("how.innovation_since"), silent, oldest),
		known("innovation_contests", strings.Join(contests, "; "), say("how.innovation_contests"), say("none.innovation_contests"), entered),
	}
	best, _, ok := i.resources()
	if !ok {
		return append(facts, unknown("innovation_resources", say("none.innovation_resources")))
	}
	return append(facts, known("innovation_resources", strings.Join(supports(best), ","), say("how.innovation_resources", "Title", title(best)), say("none.innovation_resources"), []Link{linkTo(best)}))
}

// supports are the resources of an innovation: its legal basis first.
func supports(r data.Record) []string {
	var all []string
	switch r.Text("legal_state") {
	case "in_force":
		all = append(all, "legal_basis")
	case "draft":
		all = append(all, "legal_draft")
	}
	for _, name := range []string{"budget", "facilities", "people"} {
		if r.Bool(name) {
			all = append(all, name)
		}
	}
	return all
}

// level reads age, competitions and awards (A29, B28): of several innovations
// the one that reaches the highest level decides.
func (i innovations) level() (Suggestion, bool) {
	var best Suggestion
	found := false
	take := func(g Suggestion) {
		if !found || g.Level > best.Level {
			best, found = g, true
		}
	}
	for _, r := range i.running {
		if g, ok := i.levelOf(r); ok {
			take(g)
		}
	}
	if found && best.Fits() {
		return best, true
	}
	for _, r := range i.others {
		if r.Text("stage") == "learning" && !found {
			take(Suggestion{Level: 1, Reason: say("why.innovation_learning", "Title", title(r)), Links: []Link{linkTo(r)}})
		}
	}
	return best, found
}

func (i innovations) levelOf(r data.Record) (Suggestion, bool) {
	g := Suggestion{Level: NoLevel, Links: []Link{linkTo(r)}}
	if award := r.Text("award"); award != "" {
		g.Level, g.Reason = 5, say("why.innovation_award", "Title", title(r), "Award", award)
		return g, true
	}
	since, entered := r.Text("started_on"), r.Text("competition")
	months, exact, ok := span(since, i.asOf)
	if !ok {
		return g, false
	}
	g.Reason = say("why.innovation", "Title", title(r), "On", Day(since), "AsOf", Day(i.asOf))
	if entered != "" {
		g.Reason = say("why.innovation_entered", "Title", title(r), "On", Day(since), "AsOf", Day(i.asOf), "Competition", entered)
	}
	switch {
	case months < 12:
		g.Level = 2
		if entered != "" {
			g.Doubts = append(g.Doubts, say("doubt.innovation_young_entered"))
		}
	case months == 12 && exact:
		g.Doubts = append(g.Doubts, say("doubt.innovation_year"))
	case entered != "":
		g.Level = 4
	default:
		g.Level = 3
	}
	return g, true
}

// resources is the running innovation with the highest level of resources.
func (i innovations) resources() (best data.Record, level int, found bool) {
	level = NoLevel
	for _, r := range i.running {
		l, ok := resourcesOf(r)
		if ok && (!found || l > level) {
			best, level, found = r, l, true
		}
	}
	return best, level, found
}

// resourcesOf reads the resources of one innovation: its legal basis counts
// first, then each of budget, facilities and people.
func resourcesOf(r data.Record) (int, bool) {
	others := 0
	for _, name := range []string{"budget", "facilities", "people"} {
		if r.Bool(name) {
			others++
		}
	}
	switch r.Text("legal_state") {
	case "in_force":
		return 2 + others, true
	case "draft":
		return 1, true
	case "none":
		if others == 0 {
			return 0, true
		}
		return NoLevel, true
	}
	return NoLevel, false
}

// resourceLevel reads what keeps an innovation alive (A30, B29).
func (i innovations) resourceLevel() (Suggestion, bool) {
	r, level, ok := i.resources()
	if !ok {
		return Suggestion{}, false
	}
	g := Suggestion{Level: level, Links: []Link{linkTo(r)}}
	names := Terms{}
	for _, id := range supports(r) {
		names = append(names, "suggest.resource."+id)
	}
	if len(names) == 0 {
		g.Reason = say("why.resources_none", "Title", title(r))
	} else {
		g.Reason = say("why.resources", "Title", title(r), "List", names)
	}
	if level == NoLevel {
		g.Doubts = append(g.Doubts, say("doubt.resources_without_basis"))
	}
	if level == 1 && len(names) > 1 {
		g.Doubts = append(g.Doubts, say("doubt.resources_draft"))
	}
	return g, true
}
