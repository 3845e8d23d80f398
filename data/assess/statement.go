package assess

import (
	"context"
	"fmt"

	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/store"
	"pinisi/data/suggest"
)

// StatementID is the record of the unit's answer to a question of F-01.
func StatementID(evaluation data.ID, question string) data.ID {
	return data.DerivedID("statement", evaluation, question)
}

// StatementStub is the answer to a question as it was read; of one that nobody
// had touched it is the record to be, as [Sheet.Stub] is.
func (s *Sheet) StatementStub(question string) data.Record {
	if a, ok := s.Statements[question]; ok {
		return a
	}
	return s.stub("statement", StatementID(s.Evaluation.ID, question))
}

// FoundStatement are the edits that make the answer to a question if there is
// none: the same on every device, so that two people meet in one record.
func (s *Sheet) FoundStatement(question string) []data.Edit {
	if _, ok := s.Statements[question]; ok {
		return nil
	}
	return s.found("statement", StatementID(s.Evaluation.ID, question), question)
}

// State are the edits that a person's own value takes: where it came from the
// records before, it does no longer. e sets the field "value" or "note".
func (s *Sheet) State(question string, e data.Edit) []data.Edit {
	if _, there := s.Statements[question]; !there && e.Value.IsNull() {
		return nil
	}
	edits := append(s.FoundStatement(question), e)
	if e.Field == "value" {
		now := s.StatementStub(question)
		for _, field := range []string{"source", "source_value", "source_at"} {
			if !now.Get(field).IsNull() {
				edits = append(edits, data.Edit{Kind: e.Kind, Record: e.Record, Scope: e.Scope, Field: field, Seen: e.Seen})
			}
		}
	}
	return edits
}

// Offer says how the unit's answer to a question stands to what the records say.
type Offer int

// The ways to stand.
const (
	NoOffer Offer = iota // no fact, or nothing to say about it
	Propose              // blank: the fact can be taken
	Taken                // the fact was taken, and the records still say so
	Stale                // the fact was taken, and the records say something else now
	Apart                // a person's own value, and the records say something else
	Agreed               // a person's own value, and the records say the same
)

// OfferOf is how the answer to a question stands to a fact. Nothing is offered
// where people disagree, or where the fact is no answer to the question.
func (s *Sheet) OfferOf(q *instrument.Statement, fact suggest.Fact) Offer {
	now := s.StatementStub(q.ID)
	value, source := now.Text("value"), now.Text("source")
	switch {
	case q.Fact == "" || len(now.Conflicts["value"]) > 1:
		return NoOffer
	case source != "" && (!fact.Known || !q.Takes(fact.Value)):
		return Stale // the records that it was taken from are gone
	case !fact.Known || !q.Takes(fact.Value):
		return NoOffer
	case value == "":
		return Propose
	case source != "" && q.Same(fact.Value, now.Text("source_value")):
		return Taken
	case source != "":
		return Stale
	case q.Same(value, fact.Value):
		return Agreed
	}
	return Apart
}

// Offers are the questions that a fact can fill now, in the form's order.
func (s *Sheet) Offers(facts *suggest.Facts) []*instrument.Statement {
	return s.standing(facts, Propose)
}

// Outdated are the questions whose taken fact the records no longer say, in the
// form's order.
func (s *Sheet) Outdated(facts *suggest.Facts) []*instrument.Statement {
	return s.standing(facts, Stale)
}

func (s *Sheet) standing(facts *suggest.Facts, want Offer) []*instrument.Statement {
	var all []*instrument.Statement
	for i := range s.Instrument.F01.Questions {
		q := &s.Instrument.F01.Questions[i]
		if s.OfferOf(q, facts.Fact(q.Fact)) == want {
			all = append(all, q)
		}
	}
	return all
}

// Take are the edits that answer a question with a fact, noting where it came
// from and what the records said. today is the date at the mission: only the
// day is noted, so that two people who take the same fact on one day write the same.
func (s *Sheet) Take(q *instrument.Statement, fact suggest.Fact, today string) []data.Edit {
	if !fact.Known || !q.Takes(fact.Value) {
		return nil
	}
	r := s.StatementStub(q.ID)
	return append(s.FoundStatement(q.ID),
		r.Set("value", data.TextValue(fact.Value)), r.Set("source", data.TextValue(fact.Key)),
		r.Set("source_value", data.TextValue(fact.Value)), r.Set("source_at", data.TextValue(today+"T00:00:00Z")))
}

// TakeAll are the edits that fill every blank question that a fact can fill.
func (s *Sheet) TakeAll(facts *suggest.Facts, today string) []data.Edit {
	var edits []data.Edit
	for _, q := range s.Offers(facts) {
		edits = append(edits, s.Take(q, facts.Fact(q.Fact), today)...)
	}
	return edits
}

// Keep are the edits that keep a value although the records say something else
// now: it becomes a person's own.
func (s *Sheet) Keep(question string) []data.Edit {
	r := s.StatementStub(question)
	return s.State(question, r.Set("value", r.Get("value")))
}

// Stated counts the questions of F-01 that are answered, and all.
func (s *Sheet) Stated() (done, all int) {
	for _, q := range s.Instrument.F01.Questions {
		if s.Statements[q.ID].Text("value") != "" {
			done++
		}
	}
	return done, len(s.Instrument.F01.Questions)
}

// StatementFiles reads the evidence of F-01 by question.
func (s *Sheet) StatementFiles(ctx context.Context, st *store.Store) (map[string][]data.Record, error) {
	files, err := attachments(ctx, st, s.Statements)
	if err != nil {
		return nil, fmt.Errorf("evaluation %s: %w", s.Evaluation.ID, err)
	}
	return files, nil
}
