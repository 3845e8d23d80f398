package instrument

import (
	"cmp"
	"encoding/json"
	"slices"

	"pinisi/assets/words"
)

// Summary is the index over several units (lokus) that were evaluated with the
// same instrument and the same methods.
type Summary struct {
	Instrument Reference `json:"instrument"`
	Variant    string    `json:"variant"`
	MethodF02  Named     `json:"method_f02"`
	MethodF03  Named     `json:"method_f03"`
	Method     Named     `json:"method"` // by which the units are joined

	Loci        int       `json:"loci"`        // units that it rests on
	LeftOut     int       `json:"left_out"`    // units without a final index
	Respondents int       `json:"respondents"` // of the units it rests on
	Mean        Number    `json:"mean"`        // of the units' exact indexes
	Rounded     Number    `json:"-"`           // "rounded" in JSON
	Decimals    int       `json:"decimals"`
	Category    *Category `json:"category,omitempty"`
	Lowest      Number    `json:"lowest"`
	Highest     Number    `json:"highest"`
}

// Aggregate joins the results of units by instrument version and methods. What
// was computed differently is never averaged: each such group is a Summary of its
// own, in the order of instrument, version and methods. Results that are not final
// are left out and counted. A group without any final result has no mean.
//
// That an agency's index is the mean of its units' is usual but unverified; the
// instrument names the method and says so.
func Aggregate(results []Result) []Summary {
	type group struct{ id, version, f02, f03 string }
	members := map[group][]Result{}
	for _, r := range results {
		if r.instrument == nil {
			continue // the zero Result, which no Score returned without an error
		}
		key := group{r.Instrument.ID, r.Instrument.Version, r.MethodF02.ID, r.MethodF03.ID}
		members[key] = append(members[key], r)
	}
	var keys []group
	for key := range members {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, func(a, b group) int {
		return cmp.Or(cmp.Compare(a.id, b.id), compareVersions(a.version, b.version), cmp.Compare(a.f02, b.f02), cmp.Compare(a.f03, b.f03))
	})
	var all []Summary
	for _, key := range keys {
		all = append(all, summarise(members[key]))
	}
	return all
}

func summarise(results []Result) Summary {
	first := results[0]
	method, _ := first.instrument.Methods.Agency.Find("")
	s := Summary{
		Instrument: first.Instrument, Variant: first.Variant, MethodF02: first.MethodF02, MethodF03: first.MethodF03,
		Method: Named{method.ID, method.Name}, Decimals: first.Decimals,
	}
	var indexes []Number
	for _, r := range results {
		if !r.Complete() {
			s.LeftOut++
			continue
		}
		s.Loci++
		s.Respondents += r.Respondents
		indexes = append(indexes, r.IPP)
	}
	if s.Loci == 0 {
		return s
	}
	s.Mean = mean(indexes)
	s.Rounded = s.Mean.Round(s.Decimals)
	if category, ok := first.instrument.CategoryOf(s.Mean); ok {
		s.Category = &category
	}
	s.Lowest, s.Highest = slices.MinFunc(indexes, Number.Cmp), slices.MaxFunc(indexes, Number.Cmp)
	return s
}

// MarshalJSON writes the rounded mean as a plain decimal, like that of a Result.
func (s Summary) MarshalJSON() ([]byte, error) {
	type fields Summary
	return json.Marshal(struct {
		fields
		Rounded string `json:"rounded,omitempty"`
	}{fields(s), s.Rounded.Fixed(s.Decimals)})
}

// Text is the summary in a language: the index with its category and the number of
// units it rests on, then the basis.
func (s Summary) Text(lang string) string {
	w := words.New(lang)
	args := map[string]any{"Loci": w.N("instrument.loci", s.Loci), "LeftOut": w.Integer(int64(s.LeftOut))}
	line := w.T("instrument.summary_empty", args)
	if s.Category != nil {
		args["IPP"], args["Code"], args["Name"] = s.Rounded.Text(lang, s.Decimals), s.Category.Code, s.Category.Name.In(lang)
		line = w.T("instrument.summary", args)
	}
	return line + "\n" + basis(lang, s.Instrument, s.MethodF02, s.MethodF03, s.Loci, s.Respondents)
}
