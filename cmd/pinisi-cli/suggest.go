package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"time"

	"pinisi/data/assess"
	"pinisi/data/instrument"
	"pinisi/data/setup"
	"pinisi/data/suggest"
)

// suggestCommand tells what the records say about an evaluation. It writes nothing.
var suggestCommand = command{name: "suggest", min: 1, max: 1, setup: func(f *flag.FlagSet) action {
	date := f.String("date", "", "")
	return func(ctx context.Context, c *call) error {
		if err := c.forReading(ctx); err != nil {
			return err
		}
		rec, err := c.record(ctx, c.args[0])
		if err != nil {
			return err
		}
		if rec.Kind != "evaluation" {
			return refuse("cli.score.not_evaluation", "Value", c.args[0], "Kind", rec.Kind)
		}
		today := *date
		if today == "" {
			today = setup.Today(time.Now(), rec.Scope)
		} else if !(instrument.Statement{Type: instrument.AnswerDate}).Takes(today) {
			return usage("cli.flag_value", "Flag", "--date", "Value", today)
		}
		sheet, err := assess.Load(ctx, c.st, rec.ID)
		if err != nil {
			return err
		}
		facts, err := suggest.Gather(ctx, c.st, rec, today)
		if err != nil {
			return err
		}
		s := suggested{ID: rec.ID.String(), Unit: rec.Text("unit"), Period: rec.Text("period"), AsOf: facts.AsOf}
		s.fill(c, sheet, facts)
		return c.result(s, func() { s.print(c) })
	}
}}

// suggested is the command's result.
type suggested struct {
	ID         string        `json:"id"`
	Unit       string        `json:"unit"`
	Period     string        `json:"period"`
	AsOf       string        `json:"as_of"` // the last day that counts
	Facts      []saidFact    `json:"facts"`
	Statements []saidOffer   `json:"statements"`
	Levels     []levelOffers `json:"levels"`
}

// saidFact is one fact; one that is not known has no value.
type saidFact struct {
	Key   string         `json:"key"`
	Name  string         `json:"name"`
	Known bool           `json:"known"`
	Value string         `json:"value,omitempty"`
	How   string         `json:"how"`
	Links []suggest.Link `json:"links,omitempty"`
	said  string         // the value for people
}

// saidOffer is what a fact offers to a question of F-01.
type saidOffer struct {
	Question string `json:"question"`
	Text     string `json:"text"`
	Offer    string `json:"offer"` // propose, taken, stale, apart or agreed
	Fact     string `json:"fact"`
	Records  string `json:"records,omitempty"` // what the records say
	Answer   string `json:"answer,omitempty"`  // what stands in F-01
	records  string // both for people
	answer   string
}

// levelOffers is what the records suggest for an indicator.
type levelOffers struct {
	Indicator string         `json:"indicator"`
	Title     string         `json:"title"`
	Level     *int           `json:"level"` // null: no level fits
	Chosen    *int           `json:"chosen"`
	Reason    string         `json:"reason"`
	Doubts    []string       `json:"doubts,omitempty"`
	Links     []suggest.Link `json:"links,omitempty"`
}

var offerNames = map[assess.Offer]string{
	assess.Propose: "propose", assess.Taken: "taken", assess.Stale: "stale", assess.Apart: "apart", assess.Agreed: "agreed",
}

func (s *suggested) fill(c *call, sheet *assess.Sheet, facts *suggest.Facts) {
	lang := c.words.Lang()
	s.Facts, s.Statements, s.Levels = []saidFact{}, []saidOffer{}, []levelOffers{}
	for _, f := range facts.All() {
		one := saidFact{f.Key, c.words.T("suggest.fact." + f.Key), f.Known, f.Value, f.How.In(c.words), f.Links, f.Value}
		for _, q := range sheet.Instrument.F01.Questions {
			if q.Fact == f.Key {
				one.said = q.Say(f.Value, c.words)
				break
			}
		}
		s.Facts = append(s.Facts, one)
	}
	for i := range sheet.Instrument.F01.Questions {
		q := &sheet.Instrument.F01.Questions[i]
		fact := facts.Fact(q.Fact)
		if offer := sheet.OfferOf(q, fact); offer != assess.NoOffer {
			answer := sheet.Statements[q.ID].Text("value")
			s.Statements = append(s.Statements, saidOffer{q.ID, q.Text.In(lang), offerNames[offer], q.Fact, fact.Value, answer, q.Say(fact.Value, c.words), q.Say(answer, c.words)})
		}
	}
	for _, ind := range sheet.Instrument.Indicators() {
		g, ok := suggest.Suggest(ind, facts)
		if !ok {
			continue
		}
		one := levelOffers{Indicator: ind.ID, Title: ind.Title.In(lang), Reason: g.Reason.In(c.words), Links: g.Links}
		if g.Fits() {
			one.Level = &g.Level
		}
		if level, ok := sheet.Level(ind.ID); ok {
			one.Chosen = &level
		}
		for _, d := range g.Doubts {
			one.Doubts = append(one.Doubts, d.In(c.words))
		}
		s.Levels = append(s.Levels, one)
	}
}

func (s *suggested) print(c *call) {
	c.say("cli.suggest.head", "Unit", s.Unit, "Period", s.Period, "Day", s.AsOf)
	fmt.Fprintln(c.out)
	c.say("cli.suggest.facts")
	for _, f := range s.Facts {
		value := f.said
		if !f.Known {
			value = "–"
		}
		fmt.Fprintf(c.out, "  %s: %s (%s)\n", f.Name, value, f.How)
	}
	fmt.Fprintln(c.out)
	c.say("cli.suggest.statements")
	for _, o := range s.Statements {
		c.say("cli.suggest.offer."+o.Offer, "Question", o.Question, "Text", o.Text, "Records", o.records, "Answer", o.answer)
	}
	fmt.Fprintln(c.out)
	c.say("cli.suggest.levels")
	for _, l := range s.Levels {
		level, chosen := c.words.T("cli.suggest.no_level"), "–"
		if l.Level != nil {
			level = fmt.Sprint(*l.Level)
		}
		if l.Chosen != nil {
			chosen = fmt.Sprint(*l.Chosen)
		}
		c.say("cli.suggest.level", "Indicator", l.Indicator, "Level", level, "Chosen", chosen, "Reason", l.Reason)
		if len(l.Doubts) > 0 {
			fmt.Fprintf(c.out, "      %s\n", strings.Join(l.Doubts, " "))
		}
	}
}
