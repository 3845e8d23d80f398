package survey

import (
	"encoding/json"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"pinisi/assets"
	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/respond"
)

// UnsurResult is what one unsur came to.
type UnsurResult struct {
	ID      string            `json:"id"`
	Name    assets.Text       `json:"name"`
	Mean    instrument.Number `json:"mean"`              // NRR, over the counted respondents
	Share   instrument.Number `json:"share"`             // NRR × 1/n, n unsur asked
	IKM     instrument.Number `json:"ikm"`               // NRR on the scale of 25 to 100
	Quality *Quality          `json:"quality,omitempty"` // of IKM rounded
	Counts  []int             `json:"counts"`            // how many gave each answer, from the scale's least
}

// Result is what a survey came to, with everything it rests on.
type Result struct {
	Definition *Definition          `json:"-"`
	Reference  instrument.Reference `json:"instrument"`

	Respondents     int  `json:"respondents"` // whose forms are complete and counted
	Incomplete      int  `json:"incomplete"`  // forms with a blank, not counted
	PopulationKnown bool `json:"population_known"`
	Population      int  `json:"population"` // users of the service in the period; 0 also when not known
	MinSample       int  `json:"min_sample"` // for the population; 0 when that is not known

	Unsur   []UnsurResult     `json:"unsur"` // those asked, in the definition's order
	Index   instrument.Number `json:"index"` // 1 to 4, exact
	IKM     instrument.Number `json:"ikm"`   // 25 to 100, exact
	Rounded instrument.Number `json:"rounded"`
	Quality *Quality          `json:"quality,omitempty"` // nil without respondents
	// Lowest are the codes of the three lowest unsur, lowest first, ties in the
	// definition's order; Warnings say when a tie was cut.
	Lowest   []string            `json:"lowest,omitempty"`
	Warnings []instrument.Notice `json:"warnings,omitempty"`
}

// lowestShown is how many unsur the regulation's report calls lowest.
const lowestShown = 3

func notice(key string, values ...any) instrument.Notice {
	return instrument.Notice{Key: "survey.warn." + key, Args: data.Fail("", nil, values...).Args}
}

// Compute counts a survey's responses. The order of responses makes no
// difference. A survey that asks fewer unsur counts those only.
func Compute(d *Definition, survey data.Record, set *respond.Set) Result {
	r := Result{Definition: d, Reference: d.Reference}
	if n, ok := survey.Int("population"); ok && n >= 0 {
		r.Population, r.PopulationKnown = int(n), true
		r.MinSample = MinSample(r.Population)
	}
	asked := askedOf(d, survey)
	for _, u := range asked {
		r.Unsur = append(r.Unsur, UnsurResult{ID: u.ID, Name: u.Name, Counts: make([]int, d.Scale.Max-d.Scale.Min+1)})
	}
	for _, response := range set.Responses {
		if !set.Complete(response.Answers) {
			r.Incomplete++
			continue
		}
		r.Respondents++
		for i, a := range response.Answers {
			r.Unsur[i].Counts[a-d.Scale.Min]++
		}
	}
	r.score(d)
	r.warn(d, survey)
	return r
}

// score makes means, index and quality from the counts.
func (r *Result) score(d *Definition) {
	if r.Respondents == 0 || len(r.Unsur) == 0 {
		return
	}
	weight := big.NewRat(1, int64(len(r.Unsur)))
	toIKM := big.NewRat(100, int64(d.Scale.Max))
	index := new(big.Rat)
	for i := range r.Unsur {
		u := &r.Unsur[i]
		sum := 0
		for n, count := range u.Counts {
			sum += (d.Scale.Min + n) * count
		}
		mean := big.NewRat(int64(sum), int64(r.Respondents))
		share := new(big.Rat).Mul(mean, weight)
		index.Add(index, share)
		u.Mean, u.Share = instrument.Exactly(mean), instrument.Exactly(share)
		u.IKM = instrument.Exactly(new(big.Rat).Mul(mean, toIKM))
		u.Quality = quality(d, u.IKM)
	}
	r.Index = instrument.Exactly(index)
	r.IKM = instrument.Exactly(new(big.Rat).Mul(index, toIKM))
	r.Rounded = r.IKM.Round(d.Decimals)
	r.Quality = quality(d, r.IKM)
	r.rank()
}

func quality(d *Definition, ikm instrument.Number) *Quality {
	if q, ok := d.QualityOf(ikm); ok {
		return &q
	}
	return nil
}

// rank finds the lowest unsur and says when a tie was cut.
func (r *Result) rank() {
	order := slices.Clone(r.Unsur)
	slices.SortStableFunc(order, func(a, b UnsurResult) int { return a.Mean.Cmp(b.Mean) })
	n := min(lowestShown, len(order))
	for _, u := range order[:n] {
		r.Lowest = append(r.Lowest, u.ID)
	}
	if n < len(order) && order[n-1].Mean.Cmp(order[n].Mean) == 0 {
		r.Warnings = append(r.Warnings, notice("lowest_tied", "First", order[n-1].ID, "Next", order[n].ID))
	}
}

func (r *Result) warn(d *Definition, survey data.Record) {
	add := func(key string, values ...any) { r.Warnings = append(r.Warnings, notice(key, values...)) }
	if r.Respondents == 0 {
		add("no_respondents")
	}
	if r.Incomplete > 0 {
		add("incomplete", "N", r.Incomplete, "Counted", r.Respondents)
	}
	switch {
	case !r.PopulationKnown:
		add("no_population")
	case r.Respondents > r.Population:
		add("above_population", "N", r.Respondents, "Population", r.Population)
	case r.Respondents < r.MinSample:
		add("below_sample", "N", r.Respondents, "Min", r.MinSample, "Missing", r.MinSample-r.Respondents, "Population", r.Population)
	}
	if n := len(r.Unsur); n < len(d.Unsur) {
		add("fewer_unsur", "N", n, "All", len(d.Unsur))
	}
	var unknown []string
	for _, id := range survey.List("unsur") {
		if _, ok := d.Find(id); !ok {
			unknown = append(unknown, id)
		}
	}
	if len(unknown) > 0 {
		add("unknown_unsur", "List", strings.Join(unknown, ", "))
	}
}

// Less says in a language what the sample lacks, before the result is made
// final; blank when it lacks nothing.
func (r Result) Less(lang string) string {
	for _, n := range r.Warnings {
		switch n.Key {
		case "survey.warn.below_sample", "survey.warn.no_population":
			return n.Text(lang)
		}
	}
	return ""
}

// Short is how many respondents are missing to the least sample; 0 when there
// are enough or the population is not known.
func (r Result) Short() int { return max(0, r.MinSample-r.Respondents) }

// Of is the result of an unsur by its code.
func (r Result) Of(id string) (UnsurResult, bool) {
	if i := slices.IndexFunc(r.Unsur, func(u UnsurResult) bool { return u.ID == id }); i >= 0 {
		return r.Unsur[i], true
	}
	return UnsurResult{}, false
}

// MarshalJSON writes exact values as fraction and decimal, and the rounded IKM
// as a plain decimal with a point ("91.48"; absent if there is none).
func (r Result) MarshalJSON() ([]byte, error) {
	type fields Result
	return json.Marshal(struct {
		fields
		Rounded string `json:"rounded,omitempty"`
	}{fields(r), r.Rounded.Fixed(r.Definition.Decimals)})
}

// Headline is the result in one line.
func (r Result) Headline(lang string) string {
	w := words.New(lang)
	if r.Quality == nil {
		return w.T("survey.headline_empty")
	}
	return w.T("survey.headline", map[string]any{"IKM": r.Rounded.Text(lang, r.Definition.Decimals), "Code": r.Quality.Code, "Name": r.Quality.Name.In(lang)})
}

// Basis is what the result rests on, in one line.
func (r Result) Basis(lang string) string {
	w := words.New(lang)
	return w.T("survey.basis", map[string]any{
		"ID": r.Reference.ID, "Version": r.Reference.Version, "N": len(r.Unsur), "Weight": fmt.Sprintf("1/%d", len(r.Unsur)),
		"Respondents": w.N("instrument.respondent_count", r.Respondents)})
}

// Text is the whole result in a language: the headline, a line for each unsur,
// what it rests on, and whatever there is to know.
func (r Result) Text(lang string) string {
	w := words.New(lang)
	lines := []string{r.Headline(lang)}
	for _, u := range r.Unsur {
		key := "survey.unsur_line"
		if slices.Contains(r.Lowest, u.ID) {
			key = "survey.unsur_line_lowest"
		}
		lines = append(lines, w.T(key, map[string]any{"ID": u.ID, "Name": u.Name.In(lang), "Mean": u.Mean.Text(lang, 2), "Share": u.Share.Text(lang, 3)}))
	}
	lines = append(lines, r.Basis(lang))
	for _, n := range r.Warnings {
		lines = append(lines, n.Text(lang))
	}
	return strings.Join(lines, "\n")
}
