// Package topic proposes what a consultation could be about, from what a
// mission has noted: complaints, the lowest unsur of satisfaction surveys (SKM),
// indicators of PEKPPP with a low level, and earlier follow-ups that are open
// (domain fkp.md §1: the topic is chosen from findings, not invented). What was
// chosen is kept as links, so that the thread shows where a consultation came from.
//
// Its functions read the store only and are safe for concurrent use.
package topic

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/assess"
	"pinisi/data/setup"
	"pinisi/data/store"
	"pinisi/data/survey"
)

// Candidate is one record from which a topic may come.
type Candidate struct {
	Record  data.Record
	Part    string         // of a survey, its unsur (U3); of an answer, its indicator (A04)
	Text    string         // what it says, in the reader's language
	Hidden  bool           // a secret complaint: its words are not shown
	Why     string         // translation key of why it is proposed
	Args    map[string]any // its placeholders
	Service string         // code, where the record names one
	Chosen  bool           // it is linked to the consultation already
	note    string         // of the link, if there is one
}

// Limits of what is proposed.
const (
	months    = 12  // complaints of so many months back
	most      = 200 // complaints, the latest first
	lowLevel  = 2   // indicators up to this level
	mostOfOne = 12  // indicators of an evaluation, the lowest first
)

// Of are the candidates for a consultation, by kind: complaints, surveys,
// answers, follow-ups.
func Of(ctx context.Context, st *store.Store, consultation data.Record, now time.Time, lang string) ([]Candidate, error) {
	scope := cmp.Or(consultation.Scope, st.Profile().Scope)
	g := &gathering{ctx: ctx, st: st, scope: scope, lang: lang, today: setup.Today(now, scope)}
	links, err := st.List(ctx, store.Query{Kind: "link", Where: map[string]data.Value{"to": data.RefValue(consultation.ID)}})
	if err != nil {
		return nil, fmt.Errorf("read what consultation %s came from: %w", consultation.ID, err)
	}
	g.chosen = map[data.ID]data.Record{}
	for _, l := range links {
		g.chosen[l.Ref("from")] = l
	}
	for _, part := range []func() error{g.complaints, g.surveys, g.answers, g.followUps} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	return g.found, nil
}

// Edits link candidates to the consultation, with what each says as the note,
// and add the services that they name to those that it discusses.
func Edits(consultation data.Record, chosen []Candidate) []data.Edit {
	var edits []data.Edit
	services := consultation.List("services")
	added := false
	notes := map[data.ID]string{}
	for _, c := range chosen {
		if c.Chosen {
			continue
		}
		note := ""
		if !c.Hidden {
			note = shorten(c.Text)
		}
		if before := cmp.Or(notes[c.Record.ID], c.note); before != "" { // several unsur of one survey
			note = before + "; " + note
		}
		notes[c.Record.ID] = note
		link := data.LinkEdits(c.Record, consultation, note)
		if c.Part != "" {
			link = append(link, data.Edit{Kind: "link", Record: data.LinkID(c.Record.ID, consultation.ID), Scope: consultation.Scope, Field: "part", Value: data.TextValue(c.Part)})
		}
		edits = append(edits, link...)
		if c.Service != "" && !slices.Contains(services, c.Service) {
			services, added = append(services, c.Service), true
		}
	}
	if added {
		edits = append(edits, consultation.Set("services", data.ListValue(services)))
	}
	return edits
}

func shorten(s string) string {
	const longest = 300
	if r := []rune(s); len(r) > longest {
		return string(r[:longest]) + "…"
	}
	return s
}

type gathering struct {
	ctx    context.Context
	st     *store.Store
	scope  string
	lang   string
	today  string
	chosen map[data.ID]data.Record
	found  []Candidate
}

func (g *gathering) add(c Candidate) {
	link, ok := g.chosen[c.Record.ID]
	c.note = link.Text("note")
	c.Chosen = ok && (c.Record.Kind != "survey" || strings.Contains(c.note, shorten(c.Text)))
	c.Why = "consultation.topic.why." + c.Why
	g.found = append(g.found, c)
}

// complaints of the last months, the latest first, each with how many came
// about the same service.
func (g *gathering) complaints() error {
	all, err := g.st.List(g.ctx, store.Query{Kind: "complaint", Scope: g.scope, Order: "received_on", Desc: true,
		Fields: []string{"tracking_id", "title", "text", "service", "status", "received_on", "anonymous", "secret", "standard_component"}})
	if err != nil {
		return fmt.Errorf("list the complaints: %w", err)
	}
	day, err := time.Parse(time.DateOnly, g.today)
	if err != nil {
		return fmt.Errorf("read the date %q: %w", g.today, err)
	}
	since := day.AddDate(0, -months, 0).Format(time.DateOnly)
	of := map[string]int{}
	var recent []data.Record
	for _, r := range all {
		if on := r.Text("received_on"); on >= since && on <= g.today {
			recent = append(recent, r)
			of[r.Text("service")]++
		}
	}
	for i, r := range recent {
		if i == most {
			break
		}
		c := Candidate{Record: r, Service: r.Text("service"), Hidden: r.Withheld("title", data.OnScreen)}
		c.Text = cmp.Or(r.Text("title"), shorten(r.Text("text")), r.Text("tracking_id"))
		if c.Hidden {
			c.Text = r.Text("tracking_id")
		}
		c.Why, c.Args = "complaint", map[string]any{"On": r.Text("received_on"), "Months": months}
		if n := of[c.Service]; c.Service != "" && n > 1 {
			c.Why = "complaints"
			c.Args["N"] = n
		}
		g.add(c)
	}
	return nil
}

// surveys are the lowest unsur of the latest survey of each unit.
func (g *gathering) surveys() error {
	all, err := g.st.List(g.ctx, store.Query{Kind: "survey", Scope: g.scope, Order: "period", Desc: true, Fields: []string{"period", "unit", "status"}})
	if err != nil {
		return fmt.Errorf("list the surveys: %w", err)
	}
	for _, r := range latest(all) {
		s, err := survey.Load(g.ctx, g.st, r.ID)
		if passed(err) {
			continue
		}
		if err != nil {
			return err
		}
		for _, id := range s.Result.Lowest {
			why := "survey"
			if r.Text("status") != data.SurveyFinal {
				why = "survey_draft"
			}
			g.add(Candidate{Record: s.Survey, Part: id, Text: s.Finding(id, g.lang), Why: why, Args: map[string]any{"Period": r.Text("period")}})
		}
	}
	return nil
}

// answers are the indicators with a low level in the latest evaluation of each
// unit, the lowest first.
func (g *gathering) answers() error {
	all, err := g.st.List(g.ctx, store.Query{Kind: "evaluation", Scope: g.scope, Order: "period", Desc: true, Fields: []string{"period", "unit", "status"}})
	if err != nil {
		return fmt.Errorf("list the evaluations: %w", err)
	}
	for _, r := range latest(all) {
		s, err := assess.Load(g.ctx, g.st, r.ID)
		if passed(err) {
			continue
		}
		if err != nil {
			return err
		}
		var low []Candidate
		for _, i := range s.Instrument.Indicators() {
			level, ok := s.Level(i.ID)
			if !ok || level > lowLevel || s.Answers[i.ID].ID == data.NilID {
				continue
			}
			low = append(low, Candidate{Record: s.Answers[i.ID], Part: i.ID, Text: i.ID + " " + i.Title.In(g.lang),
				Why: "answer", Args: map[string]any{"Level": level, "Period": r.Text("period"), "Unit": r.Text("unit")}})
		}
		slices.SortStableFunc(low, func(a, b Candidate) int { return cmp.Compare(a.Args["Level"].(int), b.Args["Level"].(int)) })
		for _, c := range low[:min(len(low), mostOfOne)] {
			g.add(c)
		}
	}
	return nil
}

// followUps are those that are not done, the earliest date first.
func (g *gathering) followUps() error {
	all, err := g.st.List(g.ctx, store.Query{Kind: "followup", Scope: g.scope, Order: "due_on", Fields: []string{"action", "finding", "due_on", "status"}})
	if err != nil {
		return fmt.Errorf("list the follow-ups: %w", err)
	}
	for _, r := range all {
		if s := r.Text("status"); s == "done" || s == "cancelled" || s == "carried" {
			continue
		}
		c := Candidate{Record: r, Text: cmp.Or(r.Text("action"), shorten(r.Text("finding"))), Why: "followup", Args: map[string]any{"On": r.Text("due_on")}}
		switch due := r.Text("due_on"); {
		case due == "":
			c.Why = "followup_open"
		case due < g.today:
			c.Why = "followup_late"
		}
		if c.Text != "" {
			g.add(c)
		}
	}
	return nil
}

// latest are the records of the greatest period of each unit, in order.
func latest(all []data.Record) []data.Record {
	var keep []data.Record
	seen := map[string]bool{}
	for _, r := range all {
		if !seen[r.Text("unit")] {
			seen[r.Text("unit")] = true
			keep = append(keep, r)
		}
	}
	return keep
}

// passed reports an error that stands in nobody's way: a definition or an
// instrument that is not here.
func passed(err error) bool {
	for _, code := range []string{"survey.no_definition", "evaluation.no_instrument_version"} {
		if errors.Is(err, &data.Error{Code: code}) {
			return true
		}
	}
	return false
}
