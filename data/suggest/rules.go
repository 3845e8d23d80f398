package suggest

import (
	"pinisi/data"
)

// level reads the standards (A01, B01): a level holds when it holds for every
// service.
func (s standards) level() (Suggestion, bool) {
	made, links := s.with(func(service) bool { return true })
	if made == 0 {
		return Suggestion{}, false
	}
	all := len(s.services)
	complete, _ := s.with(func(o service) bool { return o.complete })
	decreed, _ := s.with(func(o service) bool { return o.decreed })
	consulted, _ := s.with(func(o service) bool { return o.consulted })
	monitored, _ := s.with(func(o service) bool { return o.monitored != "" })
	g := Suggestion{Level: 1, Links: links, Reason: say("why.standards", "Made", made, "All", all, "Complete", complete, "Decreed", decreed, "Consulted", consulted, "Monitored", monitored)}
	if complete == all {
		g.Level = 2
		if decreed == all {
			g.Level = 3
			if consulted == all {
				g.Level = 4
				if monitored == all {
					g.Level = 5
				}
			}
		}
	}
	if made < all {
		g.Doubts = append(g.Doubts, say("doubt.standards_missing", "N", all-made, "All", all))
	}
	if !s.listed {
		g.Doubts = append(g.Doubts, say("doubt.services_unlisted"))
	}
	return g, true
}

// review reads how often standards are reviewed (A04).
func (s standards) review() (Suggestion, bool) {
	all := len(s.services)
	reviewed, links := s.with(func(o service) bool { return o.interval != reviewNone })
	if reviewed == 0 {
		return Suggestion{}, false
	}
	n := func(most reviews) int {
		c, _ := s.with(func(o service) bool { return o.interval != reviewNone && o.interval <= most })
		return c
	}
	yearly, twoYear, between := n(reviewYearly), n(reviewTwoYear), n(reviewBetween)
	g := Suggestion{Level: NoLevel, Links: links}
	g.Reason = say("why.review", "Yearly", yearly, "Two", twoYear-yearly, "Rare", reviewed-twoYear, "None", all-reviewed, "All", all)
	switch {
	case yearly == all:
		g.Level = 5
	case yearly > 0:
		g.Level = 4
		if twoYear == all {
			g.Doubts = append(g.Doubts, say("doubt.review_both"))
		}
	case twoYear == all:
		g.Level = 3
	case twoYear > 0:
		g.Level = 2
	case between == 0 && reviewed == all:
		g.Level = 1
	case between == 0:
		g.Doubts = append(g.Doubts, say("doubt.review_rare_some", "N", reviewed, "All", all))
	default:
		g.Doubts = append(g.Doubts, say("doubt.review_between", "N", between))
	}
	if once, _ := s.with(func(o service) bool { return o.reviewed != "" && o.before == "" }); once > 0 {
		g.Doubts = append(g.Doubts, say("doubt.review_once", "N", once))
	}
	if !s.listed {
		g.Doubts = append(g.Doubts, say("doubt.services_unlisted"))
	}
	return g, true
}

// level reads who of the public took part (A02, B02): 0 to 5 distinct unsur
// give 0 to 5, where "more than four" is five.
func (f forums) level() (Suggestion, bool) {
	best, ok := f.best()
	if !ok {
		if f.internal == 0 {
			return Suggestion{}, false
		}
		return Suggestion{Level: 0, Reason: say("why.internal", "N", f.internal, "Year", Number(text(f.year)))}, true
	}
	names := make(Terms, len(best.unsur))
	for i, u := range best.unsur {
		names[i] = "kinds.participant.unsur." + u
	}
	g := Suggestion{Level: min(len(best.unsur), 5), Links: []Link{linkTo(best.record)}}
	if len(names) == 0 {
		g.Reason = say("why.unsur_none", "Title", title(best.record), "On", Day(best.on))
	} else {
		g.Reason = say("why.unsur", "N", len(names), "Title", title(best.record), "On", Day(best.on), "List", names)
	}
	if !in(f.year, best.on) {
		g.Doubts = append(g.Doubts, say("doubt.forum_year", "Year", Number(text(f.year)), "Read", Number(text(yearOf(best.on)))))
	}
	if all := f.together(); len(all) > len(best.unsur) {
		g.Doubts = append(g.Doubts, say("doubt.forums_together", "N", len(f.held), "Unsur", len(all)))
	}
	if best.record.Text("status") == data.ConsultationDraft || best.record.Text("status") == "" {
		g.Doubts = append(g.Doubts, say("doubt.forum_draft"))
	}
	return g, true
}

// published reads in how many media the survey's result is out (A07, B06):
// more than four give 5.
func (s surveyed) published() (Suggestion, bool) {
	if len(s.media) == 0 {
		return Suggestion{}, false
	}
	g := Suggestion{Level: min(len(s.media), 5), Links: []Link{linkTo(s.record)}}
	g.Reason = say("why.media", "N", len(s.media), "Period", Number(s.record.Text("period")))
	return g, true
}

// shareLevel reads the share of the survey's plan that is done (A08, B07):
// under 30 % is 2, 30 to 80 % is 3, over 80 and under 100 % is 4.
func (p planned) shareLevel() (Suggestion, bool) {
	if p.all == 0 {
		return Suggestion{}, false
	}
	g := Suggestion{Links: p.links}
	g.Reason = say("why.share", "Percent", shown(p.done, p.all), "Done", p.done, "All", p.all, "Period", Number(p.survey.Text("period")))
	switch {
	case p.started == 0:
		g.Level = 1
	case p.done*100 < 30*p.all:
		g.Level = 2
		if p.done == 0 {
			g.Doubts = append(g.Doubts, say("doubt.share_started", "N", p.started))
		}
	case p.done*100 <= 80*p.all:
		g.Level = 3
	case p.done < p.all:
		g.Level = 4
	default:
		g.Level = 5
	}
	g.Doubts = append(g.Doubts, p.doubts()...)
	return g, true
}

// speedLevel reads in how many months all of the plan was done (A09, B08): 12,
// 9, 6, 3 and 1 at most give 1 to 5.
func (p planned) speedLevel() (Suggestion, bool) {
	if p.all == 0 {
		return Suggestion{}, false
	}
	period := Number(p.survey.Text("period"))
	g := Suggestion{Level: NoLevel, Links: p.links, Doubts: p.doubts()}
	switch {
	case p.started == 0:
		g.Level, g.Reason = 0, say("why.speed_none", "All", p.all, "Period", period)
	case p.done < p.all:
		g.Reason = say("why.speed_open", "Done", p.done, "All", p.all, "Period", period)
		g.Doubts = append(g.Doubts, say("doubt.speed_open"))
	case !p.timed:
		return Suggestion{}, false // without the report's date, or that of an action, nothing can be told
	default:
		g.Reason = say("why.speed", "N", p.months, "From", Day(p.reported), "To", Day(p.last), "Period", period)
		for i, most := range []int{1, 3, 6, 9, 12} {
			if p.months <= most {
				g.Level = 5 - i
				break
			}
		}
		if g.Level == NoLevel {
			g.Doubts = append(g.Doubts, say("doubt.speed_long"))
		}
	}
	return g, true
}

func (p planned) doubts() []Said {
	var all []Said
	if y := yearOf(p.survey.Text("period")); y != p.year-1 {
		all = append(all, say("doubt.plan_year", "Year", Number(text(p.year-1)), "Read", Number(p.survey.Text("period"))))
	}
	if p.otherYear != "" {
		all = append(all, say("doubt.plan_other", "Period", Number(p.otherYear)))
	}
	return all
}

// level reads how many complaints were done (A28, B27). Those through
// SP4N-LAPOR! decide where there are any.
func (c complaints) level() (Suggestion, bool) {
	if c.all.in == 0 {
		return Suggestion{}, false
	}
	year := Number(text(c.year))
	g := Suggestion{Links: c.links}
	if c.all.touched == 0 {
		g.Reason = say("why.complaints_none", "All", c.all.in, "Year", year)
		if c.sp4n.in > 0 {
			g.Doubts = append(g.Doubts, say("doubt.complaints_zero"))
		}
		return g, true
	}
	t, key := c.sp4n, "why.complaints_sp4n"
	if t.in == 0 {
		t, key = c.outside, "why.complaints_outside"
	}
	g.Reason = say(key, "Percent", shown(t.done, t.in), "Done", t.done, "All", t.in, "Year", year)
	switch {
	case t.done*100 < 50*t.in:
		g.Level = 3
	case t.done*100 < 90*t.in:
		g.Level = 4
	default:
		g.Level = 5
		if t.done*100 == 90*t.in && c.sp4n.in > 0 {
			g.Doubts = append(g.Doubts, say("doubt.complaints_ninety"))
		}
	}
	if c.sp4n.in == 0 {
		g.Level = 1
		if t.done*100 >= 50*t.in {
			g.Level = 2
		}
		g.Doubts = append(g.Doubts, say("doubt.complaints_no_sp4n"))
	} else if c.outside.in > 0 {
		g.Doubts = append(g.Doubts, say("doubt.complaints_outside", "Done", c.outside.done, "All", c.outside.in))
	}
	if c.notOurs > 0 {
		g.Doubts = append(g.Doubts, say("doubt.complaints_not_ours", "N", c.notOurs))
	}
	return g, true
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
