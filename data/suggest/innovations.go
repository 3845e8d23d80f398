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
