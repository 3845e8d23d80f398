package instrument

import (
	"encoding/json"
	"fmt"
	"strings"

	"pinisi/assets/words"
)

// Result is what the evaluation of one unit came to, with everything it rests on.
type Result struct {
	Instrument Reference `json:"instrument"`
	Variant    string    `json:"variant"`
	Title      Text      `json:"title"`
	MethodF02  Named     `json:"method_f02"`
	MethodF03  Named     `json:"method_f03"`

	Aspects    []AspectResult    `json:"aspects"` // of F-02, all of them, in the form's order
	F02        Number            `json:"f02"`     // index of F-02
	F03        Number            `json:"f03"`     // index of F-03
	F03Aspects []F03AspectResult `json:"f03_aspects,omitempty"`
	Questions  []QuestionResult  `json:"questions,omitempty"`

	IPP      Number    `json:"ipp"`                // exact
	Rounded  Number    `json:"rounded"`            // half up, to Decimals places
	Decimals int       `json:"decimals"`           // the instrument's
	Category *Category `json:"category,omitempty"` // nil while provisional or without IPP

	Answered    int      `json:"answered"`
	Total       int      `json:"total"`             // indicators in the index
	Missing     []string `json:"missing,omitempty"` // ids of blank indicators, in the form's order
	Provisional bool     `json:"provisional"`       // some indicators are blank

	Loci                int `json:"loci"`        // units that it rests on: 1
	Respondents         int `json:"respondents"` // whose forms are complete and counted
	IncompleteResponses int `json:"incomplete_responses"`

	Reasons  []Notice `json:"reasons,omitempty"`  // why there is no index or no category
	Warnings []Notice `json:"warnings,omitempty"` // what to know about it all the same

	instrument *Instrument
}

// Named is a method as a result names it.
type Named struct {
	ID   string `json:"id"`
	Name Text   `json:"name"`
}

// Notice is something a result says in words.
type Notice struct {
	Key  string         `json:"key"` // of the translation
	Args map[string]any `json:"args,omitempty"`
}

func notice(key string, values ...any) Notice {
	args := map[string]any{}
	for i := 0; i+1 < len(values); i += 2 {
		args[fmt.Sprint(values[i])] = values[i+1]
	}
	return Notice{"instrument." + key, args}
}

// Text is the notice in a language.
func (n Notice) Text(lang string) string { return words.New(lang).T(n.Key, n.Args) }

// MarshalJSON writes exact values as fraction and decimal, and the rounded index as
// a plain decimal with a point ("3.49"; absent if there is none).
func (r Result) MarshalJSON() ([]byte, error) {
	type fields Result
	return json.Marshal(struct {
		fields
		Rounded string `json:"rounded,omitempty"`
	}{fields(r), r.Rounded.Fixed(r.Decimals)})
}

// Complete tells whether the result is final: nothing missing, index and category
// there.
func (r Result) Complete() bool { return r.Category != nil }

// FewUsers tells what the result lacks of users' answers: none that count, or
// fewer than the rule asks for; false when there are enough.
func (r Result) FewUsers() (Notice, bool) {
	for _, all := range [][]Notice{r.Reasons, r.Warnings} {
		for _, n := range all {
			switch n.Key {
			case "instrument.no_respondents", "instrument.no_complete_response", "instrument.below_minimum", "instrument.below_minimum_other_year":
				return n, true
			}
		}
	}
	return Notice{}, false
}

// Headline is the result in one line: the index with its category, or that it is
// provisional, or why there is none.
func (r Result) Headline(lang string) string {
	w := words.New(lang)
	switch {
	case r.Category != nil:
		return w.T("instrument.headline", map[string]any{
			"IPP": r.Rounded.Text(lang, r.Decimals), "Code": r.Category.Code, "Name": r.Category.Name.In(lang)})
	case r.IPP.Known():
		return w.N("instrument.headline_provisional", len(r.Missing), map[string]any{"IPP": r.Rounded.Text(lang, r.Decimals)})
	case r.F02.Known() && r.Provisional:
		return w.N("instrument.headline_f02_provisional", len(r.Missing), map[string]any{"F02": r.F02.Text(lang, r.Decimals)})
	case r.F02.Known():
		return w.T("instrument.headline_f02", map[string]any{"F02": r.F02.Text(lang, r.Decimals)})
	}
	return w.T("instrument.headline_empty")
}

// Basis is what the result rests on, in one line: methods, instrument, units and
// respondents.
func (r Result) Basis(lang string) string {
	return basis(lang, r.Instrument, r.MethodF02, r.MethodF03, r.Loci, r.Respondents)
}

func basis(lang string, ref Reference, f02, f03 Named, loci, respondents int) string {
	w := words.New(lang)
	return w.T("instrument.basis", map[string]any{
		"MethodF02": f02.Name.In(lang), "MethodF03": f03.Name.In(lang),
		"ID": ref.ID, "Version": ref.Version,
		"Loci": w.N("instrument.loci", loci), "Respondents": w.N("instrument.respondent_count", respondents)})
}

// Text is the whole result in a language, a line each for the index, F-02 and
// F-03, the basis, and whatever there is to know.
func (r Result) Text(lang string) string {
	w := words.New(lang)
	lines := []string{
		r.Headline(lang),
		w.T("instrument.parts", map[string]any{"F02": r.F02.Text(lang, r.Decimals), "F03": r.F03.Text(lang, r.Decimals)}),
	}
	for _, a := range r.Aspects {
		lines = append(lines, w.T("instrument.aspect_line", map[string]any{
			"Name": a.Name.In(lang), "Value": a.Value.Text(lang, r.Decimals), "Answered": a.Answered, "Total": a.Total}))
	}
	lines = append(lines, r.Basis(lang))
	for _, n := range append(append([]Notice(nil), r.Reasons...), r.Warnings...) {
		lines = append(lines, n.Text(lang))
	}
	return strings.Join(lines, "\n")
}
