package suggest

import (
	"context"
	"fmt"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
)

// innovations are those recorded for the unit.
type innovations struct {
	asOf    string
	running []data.Record
	others  []data.Record             // still learning, or ended
	entries map[data.ID][]data.Record // proposals that were handed in, by innovation
	awards  map[data.ID][]data.Record // award records, by innovation
}

func (g *gathering) innovations(f *figures) error {
	all, err := g.list("innovation")
	if err != nil {
		return err
	}
	f.innovations.asOf = g.asOf
	if err := f.innovations.readContests(g.ctx, g.st, g.scope); err != nil {
		return err
	}
	for _, r := range all {
		if f.innovations.runs(r) {
			f.innovations.running = append(f.innovations.running, r)
		} else {
			f.innovations.others = append(f.innovations.others, r)
		}
	}
	return nil
}

// readContests reads what was entered and won by the last day that counts; what
// has no date counts.
func (i *innovations) readContests(ctx context.Context, st *store.Store, scope string) error {
	i.entries, i.awards = map[data.ID][]data.Record{}, map[data.ID][]data.Record{}
	err := st.Each(ctx, store.Query{Kind: "proposal", Scope: scope, Order: "created"}, func(r data.Record) error {
		if s := r.Text("status"); s != "" && s != data.ProposalDraft && r.Text("submitted_on") <= i.asOf {
			of := r.Ref("innovation")
			i.entries[of] = append(i.entries[of], r)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the proposals: %w", err)
	}
	err = st.Each(ctx, store.Query{Kind: "award", Scope: scope, Order: "created"}, func(r data.Record) error {
		if r.Text("awarded_on") <= i.asOf {
			of := r.Ref("innovation")
			i.awards[of] = append(i.awards[of], r)
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("read the awards: %w", err)
	}
	return nil
}

// contest is something that an innovation entered or won, and the record that says so.
type contest struct {
	what string
	by   data.Record
}

// entered are the competitions of an innovation: what its own field says, and
// the proposals that were handed in.
func (i innovations) entered(r data.Record) []contest {
	var all []contest
	if what := strings.TrimSpace(r.Text("competition")); what != "" && r.Text("entered_on") <= i.asOf {
		all = append(all, contest{what, r})
	}
	for _, p := range i.entries[r.ID] {
		all = append(all, contest{strings.TrimSpace(p.Text("competition") + " " + p.Text("year")), p})
	}
	return all
}

// won are the awards of an innovation: what its own field says, the award
// records, and the proposals that were awarded.
func (i innovations) won(r data.Record) []contest {
	var all []contest
	if what := strings.TrimSpace(r.Text("award")); what != "" && r.Text("awarded_on") <= i.asOf {
		all = append(all, contest{what, r})
	}
	for _, a := range i.awards[r.ID] {
		all = append(all, contest{a.Text("name"), a})
	}
	for _, p := range i.entries[r.ID] {
		if p.Text("status") != data.ProposalAwarded || p.Text("result_on") > i.asOf {
			continue
		}
		what := strings.TrimSpace(p.Text("competition") + " " + p.Text("year"))
		if result := strings.TrimSpace(p.Text("result")); result != "" {
			what = result
		}
		all = append(all, contest{what, p})
	}
	return all
}

// names lists contests, each once.
func names(all []contest) string {
	var texts []string
	seen := map[string]bool{}
	for _, c := range all {
		if c.what != "" && !seen[c.what] {
			seen[c.what] = true
			texts = append(texts, c.what)
		}
	}
	return strings.Join(texts, ", ")
}

func (i innovations) facts() []Fact {
	silent := say("none.innovations")
	var titles, contests []string
	var since string
	var oldest, entered []Link
	for _, r := range i.running {
		titles = append(titles, r.Text("title"))
		if on := r.Text("started_on"); on != "" && (since == "" || on < since) {
			since, oldest = on, []Link{linkTo(r)}
		}
		seen := map[string]bool{}
		for _, c := range append(i.entered(r), i.won(r)...) {
			if c.what != "" && !seen[c.what] {
				seen[c.what] = true
				contests = append(contests, r.Text("title")+": "+c.what)
				entered = append(entered, linkTo(c.by))
			}
		}
	}
	facts := []Fact{
		known("innovation_names", strings.Join(titles, "; "), say("how.innovation_names", "N", len(titles)), silent, linksTo(i.running)),
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
	if won := i.won(r); len(won) > 0 {
		g.Level, g.Reason = 5, say("why.innovation_award", "Title", title(r), "Award", names(won))
		g.addLinks(won)
		return g, true
	}
	contests := i.entered(r)
	since, entered := r.Text("started_on"), names(contests)
	months, exact, ok := span(since, i.asOf)
	if !ok {
		return g, false
	}
	g.Reason = say("why.innovation", "Title", title(r), "On", Day(since), "AsOf", Day(i.asOf))
	if entered != "" {
		g.addLinks(contests)
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

// addLinks adds the records that say what was entered or won.
func (s *Suggestion) addLinks(all []contest) {
	for _, c := range all {
		if c.by.ID != s.Links[0].ID {
			s.Links = append(s.Links, linkTo(c.by))
		}
	}
}

// Judged is what one innovation alone would give the two indicators on
// innovation. The evaluation of the unit takes the highest of all of them.
type Judged struct {
	Counts    bool // it is running and has begun: otherwise it gives a level only when there is no other
	Creation  Suggestion
	Created   bool // there is a suggestion for its creation (A29, B28)
	Resources Suggestion
	Resourced bool // and for its resources (A30, B29)
}

// OfInnovation judges one innovation as it stands today (2026-03-24).
func OfInnovation(ctx context.Context, st *store.Store, r data.Record, today string) (Judged, error) {
	i := innovations{asOf: today}
	if err := i.readContests(ctx, st, r.Scope); err != nil {
		return Judged{}, fmt.Errorf("judge innovation %s: %w", r.ID, err)
	}
	j := Judged{Counts: i.runs(r)}
	if j.Counts {
		i.running = []data.Record{r}
	} else {
		i.others = []data.Record{r}
	}
	j.Creation, j.Created = i.level()
	j.Resources, j.Resourced = i.resourceLevel()
	return j, nil
}

// runs reports whether an innovation is in use by the last day that counts.
func (i innovations) runs(r data.Record) bool {
	return r.Text("stage") == "running" && r.Text("started_on") <= i.asOf
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
