package suggest

import (
	"errors"
	"slices"

	"pinisi/data"
	"pinisi/data/setup"
	pinstandards "pinisi/data/standards"
)

// standards are what is recorded of the services and their standards.
type standards struct {
	mission  Link
	listed   bool // the mission says which services it offers
	services []service
}

// service is one service and the standard in force of it.
type service struct {
	code      string
	standard  data.Record // zero: none
	complete  bool        // all 14 components are there
	decreed   bool
	consulted bool // with the public: by a consultation that was not internal
	published bool
	monitored string
	reviewed  string // the latest review
	before    string // the review before that
	interval  reviews
}

// reviews is how far reviews of a standard lie apart.
type reviews int

const (
	reviewNone    reviews = iota // no review is recorded
	reviewYearly                 // a year or less
	reviewTwoYear                // up to two years
	reviewBetween                // more than two and less than three: no level says
	reviewRare                   // three years or more
)

func (g *gathering) standards(f *figures) error {
	s := &f.standards
	mission, err := g.st.Get(g.ctx, "mission", setup.MissionID(g.scope))
	switch {
	case err == nil:
		s.mission = linkTo(mission)
	case !errors.Is(err, data.ErrNotFound):
		return err
	}
	offered := mission.List("services")
	s.listed = len(offered) > 0
	all, err := g.list("standard")
	if err != nil {
		return err
	}
	noted, err := g.list("review", "standard", "type", "on")
	if err != nil {
		return err
	}
	reviews := map[data.ID][]data.Record{}
	for _, r := range noted {
		of := r.Ref("standard")
		reviews[of] = append(reviews[of], r)
	}
	by := map[string][]data.Record{}
	var codes []string
	for _, r := range all {
		code := r.Text("service")
		if code == "" || r.Text("status") == "retired" && !s.listed {
			continue
		}
		if by[code] == nil {
			codes = append(codes, code)
		}
		by[code] = append(by[code], r)
	}
	if s.listed {
		codes = offered
	}
	for _, code := range codes {
		one, err := g.service(code, by[code], reviews)
		if err != nil {
			return err
		}
		s.services = append(s.services, one)
	}
	return nil
}

// service reads the newest version that is not retired; drafts give way to
// what is decreed. reviews are what was noted of reviews and monitorings, by
// version: a version itself holds the day of the latest only.
func (g *gathering) service(code string, versions []data.Record, reviews map[data.ID][]data.Record) (service, error) {
	s := service{code: code}
	rank := func(r data.Record) (int, int64) {
		n, _ := r.Int("version")
		if decreed(r) {
			return 1, n
		}
		return 0, n
	}
	var days []string
	reviewed := func(d string) {
		if d != "" && d <= g.asOf && !slices.Contains(days, d) {
			days = append(days, d)
		}
	}
	for _, r := range versions {
		reviewed(r.Text("reviewed_on"))
		for _, one := range reviews[r.ID] {
			if one.Text("type") == pinstandards.ReviewOf {
				reviewed(one.Text("on"))
			}
		}
		if r.Text("status") == "retired" {
			continue
		}
		if s.standard.ID == data.NilID {
			s.standard = r
			continue
		}
		newRank, newVersion := rank(r)
		oldRank, oldVersion := rank(s.standard)
		if newRank > oldRank || newRank == oldRank && newVersion >= oldVersion {
			s.standard = r
		}
	}
	if s.standard.ID == data.NilID {
		return s, nil
	}
	r := s.standard
	s.complete = len(pinstandards.Missing(r)) == 0
	s.decreed = decreed(r)
	s.published = r.Text("published_on") != "" || r.Text("status") == "published"
	if d := r.Text("monitored_on"); d <= g.asOf {
		s.monitored = d
	}
	for _, one := range reviews[r.ID] { // the latest that counts may lie before one that does not yet
		if d := one.Text("on"); one.Text("type") == pinstandards.Monitored && d <= g.asOf {
			s.monitored = max(s.monitored, d)
		}
	}
	slices.Sort(days)
	if n := len(days); n > 0 {
		s.reviewed = days[n-1]
		if n > 1 {
			s.before = days[n-2]
		}
	}
	s.interval = interval(s.before, s.reviewed, g.asOf)
	if id := r.Ref("consultation"); id != data.NilID {
		c, err := g.st.Get(g.ctx, "consultation", id)
		if err != nil && !errors.Is(err, data.ErrNotFound) {
			return s, err
		}
		s.consulted = err == nil && !c.Deleted && !c.Bool("internal")
	}
	return s, nil
}

func decreed(r data.Record) bool {
	return r.Text("decreed_on") != "" || r.Text("status") == "decreed" || r.Text("status") == "published"
}

// interval reads how often a standard is reviewed: the longer of the time
// between the two latest reviews and the time since the latest.
func interval(before, latest, asOf string) reviews {
	if latest == "" {
		return reviewNone
	}
	worst := apart(latest, asOf)
	if before != "" {
		worst = max(worst, apart(before, latest))
	}
	return worst
}

func apart(from, to string) reviews {
	months, exact, ok := span(from, to)
	switch {
	case !ok:
		return reviewNone
	case months < 12 || months == 12 && exact:
		return reviewYearly
	case months < 24 || months == 24 && exact:
		return reviewTwoYear
	case months < 36:
		return reviewBetween
	}
	return reviewRare
}

// with counts the services of which something holds, and their standards.
func (s standards) with(holds func(service) bool) (n int, links []Link) {
	for _, one := range s.services {
		if one.standard.ID != data.NilID && holds(one) {
			n++
			links = append(links, linkTo(one.standard))
		}
	}
	return n, links
}

func (s standards) made() int {
	n, _ := s.with(func(service) bool { return true })
	return n
}

func (s standards) facts() []Fact {
	var all []Fact
	if s.listed {
		all = append(all, count("services", len(s.services), say("how.services"), []Link{s.mission}))
	} else {
		all = append(all, unknown("services", say("none.services")))
	}
	number := func(key string, holds func(service) bool) {
		if s.made() == 0 {
			all = append(all, unknown(key, say("none.standards")))
			return
		}
		n, links := s.with(holds)
		all = append(all, count(key, n, say("how."+key, "N", n, "All", len(s.services)), links))
	}
	number("standards", func(service) bool { return true })
	number("standards_complete", func(o service) bool { return o.complete })
	number("standards_decreed", func(o service) bool { return o.decreed })
	number("standards_published", func(o service) bool { return o.published })
	latest, links := "", []Link(nil)
	for _, o := range s.services {
		if o.reviewed > latest {
			latest, links = o.reviewed, []Link{linkTo(o.standard)}
		}
	}
	return append(all, known("standards_reviewed_on", latest, say("how.standards_reviewed_on"), say("none.reviews"), links))
}

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
