package suggest

import (
	"fmt"
	"strings"
	"testing"

	"pinisi/assets/words"
	"pinisi/data"
)

// keys are the translation keys of what was doubted, without their beginning.
func keys(doubts []Said) string {
	var all []string
	for _, d := range doubts {
		all = append(all, strings.TrimPrefix(d.Key, "suggest.doubt."))
	}
	return strings.Join(all, " ")
}

// holds checks a suggestion, and that all it says is a sentence in both languages.
func holds(t *testing.T, name string, g Suggestion, ok bool, level int, doubts string) {
	t.Helper()
	if level == silent {
		if ok {
			t.Errorf("%s: suggested %d, want nothing said", name, g.Level)
		}
		return
	}
	if !ok || g.Level != level || keys(g.Doubts) != doubts {
		t.Errorf("%s: level %d (%v), doubts %q; want %d, %q", name, g.Level, ok, keys(g.Doubts), level, doubts)
	}
	for _, lang := range []string{"id", "en"} {
		for _, s := range append([]Said{g.Reason}, g.Doubts...) {
			if text := s.In(words.New(lang)); text == s.Key || strings.Contains(text, "{{") || text == "" {
				t.Errorf("%s: %q is no sentence in %s", name, text, lang)
			}
		}
	}
}

// silent is the level where nothing is said at all.
const silent = -9

func record(kind string, fields map[string]data.Value) data.Record {
	return data.Record{Kind: kind, ID: data.DerivedID(kind, data.NilID, fmt.Sprint(fields)), Fields: fields}
}

func textField(pairs ...string) map[string]data.Value {
	m := map[string]data.Value{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			m[pairs[i]] = data.TextValue(pairs[i+1])
		}
	}
	return m
}

func TestUnsurGiveTheirNumber(t *testing.T) {
	for n := 0; n <= 5; n++ {
		f := forums{year: 2026, held: []forum{{record("consultation", textField("title", "FKP", "status", "signed")), "2026-02-10", data.Unsur[:n]}}}
		g, ok := f.level()
		holds(t, fmt.Sprint(n, " unsur"), g, ok, n, "")
	}
	signed := textField("title", "FKP", "status", "signed")
	for name, c := range map[string]struct {
		f      forums
		level  int
		doubts string
	}{
		"nothing recorded":       {forums{year: 2026}, silent, ""},
		"internal meetings only": {forums{year: 2026, internal: 2}, 0, ""},
		"of the year before":     {forums{year: 2026, held: []forum{{record("consultation", signed), "2025-05-01", data.Unsur[:3]}}}, 3, "forum_year"},
		"not signed":             {forums{year: 2026, held: []forum{{record("consultation", textField("title", "FKP")), "2026-01-01", data.Unsur[:1]}}}, 1, "forum_draft"},
		"more of several together": {forums{year: 2026, held: []forum{
			{record("consultation", textField("title", "A", "status", "signed")), "2026-01-01", data.Unsur[:2]},
			{record("consultation", textField("title", "B", "status", "signed")), "2026-02-01", data.Unsur[2:5]},
		}}, 3, "forums_together"},
	} {
		g, ok := c.f.level()
		holds(t, name, g, ok, c.level, c.doubts)
	}
}

func TestStandardsByWhatHoldsForAll(t *testing.T) {
	made := func(c, d, p, m bool) service {
		s := service{standard: record("standard", textField("service", "KON-01")), complete: c, decreed: d, consulted: p}
		if m {
			s.monitored = "2026-01-01"
		}
		return s
	}
	all := made(true, true, true, true)
	for name, c := range map[string]struct {
		s      standards
		level  int
		doubts string
	}{
		"none recorded":           {standards{listed: true, services: []service{{code: "KON-01"}}}, silent, ""},
		"not complete":            {standards{listed: true, services: []service{all, made(false, true, true, true)}}, 1, ""},
		"complete":                {standards{listed: true, services: []service{all, made(true, false, true, true)}}, 2, ""},
		"decreed":                 {standards{listed: true, services: []service{all, made(true, true, false, true)}}, 3, ""},
		"with the public":         {standards{listed: true, services: []service{all, made(true, true, true, false)}}, 4, ""},
		"monitored":               {standards{listed: true, services: []service{all, all}}, 5, ""},
		"one service without one": {standards{listed: true, services: []service{all, {code: "IMI-01"}}}, 1, "standards_missing"},
		"services not listed":     {standards{services: []service{all}}, 5, "services_unlisted"},
	} {
		g, ok := c.s.level()
		holds(t, name, g, ok, c.level, c.doubts)
	}
}

func TestReviewIntervals(t *testing.T) {
	of := func(before, latest string) service {
		return service{standard: record("standard", textField("service", "KON-01")), reviewed: latest, before: before, interval: interval(before, latest, "2026-03-24")}
	}
	none := service{code: "IMI-01", standard: record("standard", textField("service", "IMI-01"))}
	for name, c := range map[string]struct {
		services []service
		level    int
		doubts   string
	}{
		"none recorded":                    {[]service{none}, silent, ""},
		"a year ago to the day":            {[]service{of("2024-03-24", "2025-03-24")}, 5, ""},
		"a year and a day ago":             {[]service{of("2024-03-24", "2025-03-23")}, 3, ""},
		"two years ago to the day":         {[]service{of("2022-03-24", "2024-03-24")}, 3, ""},
		"two years and a day":              {[]service{of("2023-03-24", "2024-03-23")}, NoLevel, "review_between"},
		"a day less than three years":      {[]service{of("2022-03-25", "2023-03-25")}, NoLevel, "review_between"},
		"three years":                      {[]service{of("2022-03-24", "2023-03-24")}, 1, ""},
		"lately, but three years after":    {[]service{of("2022-01-01", "2026-01-01")}, 1, ""},
		"some every year":                  {[]service{of("2025-01-01", "2026-01-01"), none}, 4, ""},
		"all in two years, some every one": {[]service{of("2025-01-01", "2026-01-01"), of("2023-01-01", "2024-06-01")}, 4, "review_both"},
		"some every two years":             {[]service{of("2023-01-01", "2024-06-01"), none}, 2, ""},
		"some rarely":                      {[]service{of("2019-01-01", "2022-06-01"), none}, NoLevel, "review_rare_some"},
		"reviewed once":                    {[]service{of("", "2026-01-01")}, 5, "review_once"},
	} {
		g, ok := standards{listed: true, services: c.services}.review()
		holds(t, name, g, ok, c.level, c.doubts)
	}
}

func TestMediaOfTheSurvey(t *testing.T) {
	names := []string{"print", "electronic", "social", "web", "app", "sippn"}
	for n, want := range []int{silent, 1, 2, 3, 4, 5, 5} {
		g, ok := surveyed{record: record("survey", textField("period", "2025")), media: names[:n]}.published()
		holds(t, fmt.Sprint(n, " media"), g, ok, want, "")
	}
}

func TestShareOfThePlan(t *testing.T) {
	s := record("survey", textField("period", "2025"))
	for _, c := range []struct {
		done, started, all int
		level              int
		doubts             string
	}{
		{0, 0, 0, silent, ""}, {0, 0, 10, 1, ""}, {0, 2, 10, 2, "share_started"},
		{1, 1, 10, 2, ""}, {299, 299, 1000, 2, ""}, {3, 3, 10, 3, ""}, {301, 301, 1000, 3, ""},
		{8, 8, 10, 3, ""}, {801, 801, 1000, 4, ""}, {799, 900, 1000, 3, ""}, {999, 999, 1000, 4, ""}, {10, 10, 10, 5, ""},
		{1, 1, 3, 3, ""}, {2, 2, 7, 2, ""},
	} {
		g, ok := planned{survey: s, year: 2026, all: c.all, done: c.done, started: c.started}.shareLevel()
		holds(t, fmt.Sprintf("%d of %d", c.done, c.all), g, ok, c.level, c.doubts)
	}
	// and a plan of another year says so, as does a second plan
	g, ok := planned{survey: record("survey", textField("period", "2026")), year: 2026, all: 1, done: 1, started: 1, otherYear: "2024"}.shareLevel()
	holds(t, "another year", g, ok, 5, "plan_year plan_other")
}

func TestAShareIsNeverShownAsABoundaryThatItIsNot(t *testing.T) {
	for _, c := range []struct {
		part, all int
		want      Number
	}{{3, 10, "30"}, {2999, 10000, "29.9"}, {29999, 100000, "29.9"}, {9999, 10000, "99.9"}, {1, 3, "33.3"}, {1, 1, "100"}, {0, 4, "0"}} {
		if got := shown(c.part, c.all); got != c.want {
			t.Errorf("%d of %d: %s, want %s", c.part, c.all, got, c.want)
		}
	}
}

func TestSpeedOfThePlan(t *testing.T) {
	s := record("survey", textField("period", "2025"))
	for to, want := range map[string]int{
		"2025-01-31": 5, "2025-02-28": 5, "2025-03-01": 4, "2025-04-30": 4, "2025-05-01": 3, "2025-07-31": 3, "2025-08-01": 2,
		"2025-10-31": 2, "2025-11-01": 1, "2026-01-31": 1,
	} {
		p := planned{survey: s, year: 2026, all: 2, done: 2, started: 2, reported: "2025-01-31", last: to}
		p.months, p.timed = within(p.reported, p.last)
		g, ok := p.speedLevel()
		holds(t, "done on "+to, g, ok, want, "")
	}
	late := planned{survey: s, year: 2026, all: 2, done: 2, started: 2, reported: "2025-01-31", last: "2026-02-01"}
	late.months, late.timed = within(late.reported, late.last)
	g, ok := late.speedLevel()
	holds(t, "a day more than twelve months", g, ok, NoLevel, "speed_long")
	g, ok = planned{survey: s, year: 2026, all: 2, done: 1, started: 1}.speedLevel()
	holds(t, "half done", g, ok, NoLevel, "speed_open")
	g, ok = planned{survey: s, year: 2026, all: 2}.speedLevel()
	holds(t, "none begun", g, ok, 0, "")
	g, ok = planned{survey: s, year: 2026}.speedLevel()
	holds(t, "no plan", g, ok, silent, "")
	g, ok = planned{survey: s, year: 2026, all: 1, done: 1, started: 1, last: "2025-03-01"}.speedLevel()
	holds(t, "report without a date", g, ok, silent, "")
}

func TestComplaintsDone(t *testing.T) {
	for _, c := range []struct {
		name          string
		sp4n, outside tally
		notOurs       int
		level         int
		doubts        string
	}{
		{"none recorded", tally{}, tally{}, 3, silent, ""},
		{"sp4n 49 %", tally{100, 49, 60}, tally{}, 0, 3, ""},
		{"sp4n 50 %", tally{100, 50, 60}, tally{}, 0, 4, ""},
		{"sp4n under 90 %", tally{1000, 899, 900}, tally{}, 0, 4, ""},
		{"sp4n 90 %", tally{10, 9, 9}, tally{}, 0, 5, "complaints_ninety"},
		{"sp4n over 90 %", tally{1000, 901, 901}, tally{}, 0, 5, ""},
		{"sp4n all", tally{1, 1, 1}, tally{}, 0, 5, ""},
		{"sp4n touched, none done", tally{4, 0, 1}, tally{}, 0, 3, ""},
		{"nothing followed up at all", tally{4, 0, 0}, tally{2, 0, 0}, 0, 0, "complaints_zero"},
		{"outside, nothing followed up", tally{}, tally{2, 0, 0}, 0, 0, ""},
		{"outside under 50 %", tally{}, tally{100, 49, 49}, 0, 1, "complaints_no_sp4n"},
		{"outside 50 %", tally{}, tally{2, 1, 1}, 0, 2, "complaints_no_sp4n"},
		{"outside 90 % stays there", tally{}, tally{10, 9, 9}, 0, 2, "complaints_no_sp4n"},
		{"both", tally{10, 6, 6}, tally{10, 1, 1}, 0, 4, "complaints_outside"},
		{"of another agency", tally{2, 2, 2}, tally{}, 1, 5, "complaints_not_ours"},
	} {
		all := tally{c.sp4n.in + c.outside.in, c.sp4n.done + c.outside.done, c.sp4n.touched + c.outside.touched}
		g, ok := complaints{year: 2025, all: all, sp4n: c.sp4n, outside: c.outside, notOurs: c.notOurs}.level()
		holds(t, c.name, g, ok, c.level, c.doubts)
	}
}

func TestAgeOfInnovations(t *testing.T) {
	one := func(since, competition, award string) data.Record {
		return record("innovation", textField("title", "Warung", "stage", "running", "started_on", since, "competition", competition, "award", award))
	}
	learning := record("innovation", textField("title", "Ide", "stage", "learning"))
	ended := record("innovation", textField("title", "Lama", "stage", "ended", "award", "KIPP 2019"))
	for name, c := range map[string]struct {
		i      innovations
		level  int
		doubts string
	}{
		"none recorded":            {innovations{}, silent, ""},
		"learning":                 {innovations{others: []data.Record{learning}}, 1, ""},
		"ended does not count":     {innovations{others: []data.Record{ended}}, silent, ""},
		"a day short of a year":    {innovations{running: []data.Record{one("2025-03-25", "", "")}}, 2, ""},
		"young and entered":        {innovations{running: []data.Record{one("2025-10-01", "KIPP", "")}}, 2, "innovation_young_entered"},
		"exactly a year":           {innovations{running: []data.Record{one("2025-03-24", "KIPP", "")}}, NoLevel, "innovation_year"},
		"a day more than a year":   {innovations{running: []data.Record{one("2025-03-23", "", "")}}, 3, ""},
		"older and entered":        {innovations{running: []data.Record{one("2023-03-23", "KIPP", "")}}, 4, ""},
		"awarded, however young":   {innovations{running: []data.Record{one("2026-01-01", "", "Top 45")}}, 5, ""},
		"the highest decides":      {innovations{running: []data.Record{one("2025-03-24", "", ""), one("2026-01-01", "", "")}}, 2, ""},
		"start not noted":          {innovations{running: []data.Record{one("", "KIPP", "")}}, silent, ""},
		"start not noted, awarded": {innovations{running: []data.Record{one("", "", "Top 45")}}, 5, ""},
	} {
		c.i.asOf = "2026-03-24"
		g, ok := c.i.level()
		holds(t, name, g, ok, c.level, c.doubts)
	}
}

func TestResourcesOfInnovations(t *testing.T) {
	one := func(legal string, others ...string) data.Record {
		f := textField("title", "Warung", "stage", "running", "legal_state", legal)
		for _, name := range others {
			f[name] = data.BoolValue(true)
		}
		return record("innovation", f)
	}
	for name, c := range map[string]struct {
		r      data.Record
		level  int
		doubts string
	}{
		"nothing said":           {one(""), silent, ""},
		"resources without word": {one("", "budget"), silent, ""},
		"none at all":            {one("none"), 0, ""},
		"none, but a budget":     {one("none", "budget"), NoLevel, "resources_without_basis"},
		"draft":                  {one("draft"), 1, ""},
		"draft with a budget":    {one("draft", "budget"), 1, "resources_draft"},
		"in force":               {one("in_force"), 2, ""},
		"and one":                {one("in_force", "people"), 3, ""},
		"and two":                {one("in_force", "people", "budget"), 4, ""},
		"and three":              {one("in_force", "people", "budget", "facilities"), 5, ""},
	} {
		g, ok := innovations{running: []data.Record{c.r}}.resourceLevel()
		holds(t, name, g, ok, c.level, c.doubts)
	}
}

func TestMonths(t *testing.T) {
	for _, c := range []struct {
		from, to string
		least    int
		ok       bool
	}{
		{"2025-01-31", "2025-01-31", 0, true}, {"2025-01-31", "2025-02-28", 1, true}, {"2025-01-31", "2025-03-01", 2, true},
		{"2024-02-29", "2025-02-28", 12, true}, {"2024-02-29", "2025-03-01", 13, true}, {"2025-12-31", "2026-02-28", 2, true},
		{"2025-03-10", "2025-03-09", 0, false}, {"", "2025-03-09", 0, false}, {"2025-03-10", "kemarin", 0, false},
	} {
		if n, ok := within(c.from, c.to); n != c.least || ok != c.ok {
			t.Errorf("%s to %s: %d months, %v; want %d, %v", c.from, c.to, n, ok, c.least, c.ok)
		}
	}
}
