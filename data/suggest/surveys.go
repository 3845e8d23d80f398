package suggest

import (
	"slices"
	"strings"

	"pinisi/data"
	"pinisi/data/store"
	"pinisi/data/survey"
)

// surveyed is the survey (SKM) that tells of satisfaction: the latest final
// one of the evaluation's year or of the year before.
type surveyed struct {
	record      data.Record // zero: none
	year        int         // of the evaluation
	ikm         string      // "84.27", "" without respondents
	quality     string      // its letter
	respondents int
	media       []string
}

// planned is what came of a survey's follow-up plan: of the latest survey that
// has one, of the year before the evaluation's or else of the year itself, as
// the instrument looks at the report of the year before.
type planned struct {
	survey    data.Record // zero: no final survey
	year      int
	all       int // cancelled and carried ones too
	done      int
	started   int // done, or under way
	last      string
	reported  string
	months    int // in which all was done
	timed     bool
	links     []Link
	otherYear string // period of another survey with a plan of its own
}

func (g *gathering) surveys(f *figures) error {
	f.survey.year, f.plan.year = g.year, g.year
	all, err := g.list("survey")
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(r data.Record) bool {
		y := data.Year(r.Text("period"))
		return r.Text("status") != data.SurveyFinal || y != g.year && y != g.year-1 && y != g.year-2
	})
	slices.SortStableFunc(all, func(a, b data.Record) int { return strings.Compare(b.Text("period"), a.Text("period")) })
	for _, r := range all {
		if data.Year(r.Text("period")) >= g.year-1 {
			sheet, err := survey.Load(g.ctx, g.st, r.ID)
			if code(err) == "survey.no_definition" {
				continue // of a later version: its numbers cannot be told here
			}
			if err != nil {
				return err
			}
			f.survey.take(sheet)
			break
		}
	}
	return g.plan(&f.plan, all)
}

func (s *surveyed) take(sheet *survey.Sheet) {
	s.record, s.respondents, s.media = sheet.Survey, sheet.Result.Respondents, sheet.Survey.List("media")
	if sheet.Result.Rounded.Known() {
		s.ikm = sheet.Result.Rounded.Fixed(sheet.Definition.Decimals)
	}
	if sheet.Result.Quality != nil {
		s.quality = sheet.Result.Quality.Code
	}
}

// plan reads the follow-ups of the surveys, that of the year before first.
func (g *gathering) plan(p *planned, surveys []data.Record) error {
	order := slices.Clone(surveys)
	first := func(r data.Record) int {
		switch data.Year(r.Text("period")) {
		case g.year - 1:
			return 0
		case g.year:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(order, func(a, b data.Record) int { return first(a) - first(b) })
	for _, r := range order {
		actions, err := g.st.List(g.ctx, store.Query{Kind: "followup", Where: map[string]data.Value{"source": data.RefValue(r.ID)}, Order: "created"})
		if err != nil {
			return err
		}
		// One that goes on with an action of the period before is that action, counted there.
		actions = slices.DeleteFunc(actions, func(a data.Record) bool { return a.Ref("carried_from") != data.NilID })
		if p.survey.ID != data.NilID && p.all > 0 {
			if len(actions) > 0 && p.otherYear == "" {
				p.otherYear = r.Text("period")
			}
			continue
		}
		if p.survey.ID == data.NilID || len(actions) > 0 {
			p.take(r, actions, g.asOf)
		}
	}
	return nil
}

func (p *planned) take(r data.Record, actions []data.Record, asOf string) {
	*p = planned{survey: r, year: p.year, all: len(actions), reported: r.Text("reported_on"), links: append([]Link{linkTo(r)}, linksTo(actions)...)}
	for _, a := range actions {
		on := a.Text("done_on")
		switch {
		case a.Text("status") == "done" && on <= asOf:
			p.done++
			p.started++
			p.last = max(p.last, on)
		case a.Text("status") == "running" || a.Text("status") == "done" || started(a):
			p.started++
		}
	}
	if p.all > 0 && p.done == p.all && !slices.ContainsFunc(actions, func(a data.Record) bool { return a.Text("done_on") == "" }) {
		p.months, p.timed = within(p.reported, p.last)
		if !p.timed && p.reported != "" && p.last != "" && p.last <= p.reported {
			p.months, p.timed = 0, true // all was done before the report was out
		}
	}
}

func started(a data.Record) bool {
	percent, _ := a.Int("percent")
	return percent > 0
}

func (s surveyed) facts() []Fact {
	silent := say("none.survey", "From", Number(text(s.year-1)), "Year", Number(text(s.year)))
	if s.record.ID == data.NilID {
		return []Fact{unknown("skm_value", silent), unknown("skm_period", silent), unknown("skm_quality", silent), unknown("skm_media", silent)}
	}
	links := []Link{linkTo(s.record)}
	period := s.record.Text("period")
	how := say("how.skm", "Period", Number(period), "N", s.respondents)
	nobody := say("none.skm_responses", "Period", Number(period))
	return []Fact{
		known("skm_value", s.ikm, how, nobody, links),
		known("skm_period", period, say("how.skm_period", "Title", linkTo(s.record).Title), silent, links),
		known("skm_quality", s.quality, how, nobody, links),
		known("skm_media", strings.Join(s.media, ","), say("how.skm_media", "Period", Number(period), "N", len(s.media)), say("none.skm_media", "Period", Number(period)), links),
	}
}

func (p planned) silent() Said {
	if p.survey.ID == data.NilID {
		return say("none.survey", "From", Number(text(p.year-1)), "Year", Number(text(p.year)))
	}
	return say("none.skm_plan", "Period", Number(p.survey.Text("period")))
}

func (p planned) facts() []Fact {
	if p.all == 0 {
		return []Fact{unknown("skm_planned", p.silent()), unknown("skm_done", p.silent()), unknown("skm_done_on", p.silent())}
	}
	period := Number(p.survey.Text("period"))
	facts := []Fact{
		count("skm_planned", p.all, say("how.skm_planned", "Period", period), p.links),
		count("skm_done", p.done, say("how.skm_done", "Period", period, "N", p.done, "All", p.all), p.links),
	}
	if p.done == p.all && p.last != "" {
		return append(facts, known("skm_done_on", p.last, say("how.skm_done_on", "Period", period), Said{}, p.links))
	}
	return append(facts, unknown("skm_done_on", say("none.skm_done_on", "Period", period, "N", p.done, "All", p.all)))
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
	if y := data.Year(p.survey.Text("period")); y != p.year-1 {
		all = append(all, say("doubt.plan_year", "Year", Number(text(p.year-1)), "Read", Number(p.survey.Text("period"))))
	}
	if p.otherYear != "" {
		all = append(all, say("doubt.plan_other", "Period", Number(p.otherYear)))
	}
	return all
}
