package assess

import (
	"context"
	"fmt"

	"pinisi/data"
	"pinisi/data/instrument"
	"pinisi/data/respond"
	"pinisi/data/store"
)

// Sheet is an evaluation with everything that its form shows, as it was read.
type Sheet struct {
	Evaluation  data.Record
	Instrument  *instrument.Instrument
	Answers     map[string]data.Record   // by indicator; none for one that nobody touched
	Attachments map[string][]data.Record // evidence by indicator, in the order in which it was added
	Statements  map[string]data.Record   // F-01 by question; none for one that nobody touched
	Responses   *respond.Set             // F-03
	Result      instrument.Result
	LastPeriod  string                 // the period before, of the same unit and variant; empty: none
	LastYear    map[string]data.Record // its answers by indicator

	gone map[data.ID]data.Record // deleted answers and statements, such as after an undo
}

// AnswerID is the record of an indicator's answer in an evaluation.
func AnswerID(evaluation data.ID, indicator string) data.ID {
	return data.DerivedID("answer", evaluation, indicator)
}

// Load reads an evaluation. It fails with data.ErrNotFound, or with
// evaluation.no_instrument_version.
func Load(ctx context.Context, st *store.Store, id data.ID) (*Sheet, error) {
	e, err := st.Get(ctx, "evaluation", id)
	if err != nil {
		return nil, fmt.Errorf("read evaluation %s: %w", id, err)
	}
	all, err := Instruments(ctx, st)
	if err != nil {
		return nil, err
	}
	s := &Sheet{Evaluation: e}
	if s.Instrument, err = Of(all, e); err != nil {
		return nil, err
	}
	if s.Answers, err = answers(ctx, st, id); err != nil {
		return nil, err
	}
	if s.Attachments, err = attachments(ctx, st, s.Answers); err != nil {
		return nil, err
	}
	if s.Statements, err = statements(ctx, st, id); err != nil {
		return nil, err
	}
	if s.gone, err = gone(ctx, st, id); err != nil {
		return nil, err
	}
	if s.Responses, err = respond.Load(ctx, st, respond.OfEvaluation(s.Instrument, e)); err != nil {
		return nil, err
	}
	if err := s.loadLastYear(ctx, st); err != nil {
		return nil, err
	}
	return s, s.Score()
}

// Score computes the result anew from the answers; Load has done it.
func (s *Sheet) Score() (err error) {
	s.Result, err = instrument.Score(s.Instrument, instrument.Input{
		Year: data.Year(s.Evaluation.Text("period")), Answers: levels(s.Answers), Tally: s.Responses.Scored(),
		MethodF02: s.Evaluation.Text("method_f02"), MethodF03: s.Evaluation.Text("method_f03"),
	})
	if err != nil {
		return fmt.Errorf("score evaluation %s: %w", s.Evaluation.ID, err)
	}
	return nil
}

// Level is the chosen level of an indicator, and whether there is one.
func (s *Sheet) Level(indicator string) (int, bool) {
	n, ok := s.Answers[indicator].Int("score")
	return int(n), ok
}

// Missing are the indicators without a level, in the form's order.
func (s *Sheet) Missing() []string { return s.Result.Missing }

// Conflicts is the number of fields of the evaluation and its parts on which
// people disagree.
func (s *Sheet) Conflicts() int {
	n := len(s.Evaluation.Conflicts)
	for _, a := range s.Answers {
		n += len(a.Conflicts)
	}
	for _, a := range s.Statements {
		n += len(a.Conflicts)
	}
	return n + s.Responses.Conflicts()
}

func levels(answers map[string]data.Record) instrument.Answers {
	in := instrument.Answers{}
	for id, a := range answers {
		if n, ok := a.Int("score"); ok {
			in[id] = int(n)
		}
	}
	return in
}

func answers(ctx context.Context, st *store.Store, evaluation data.ID) (map[string]data.Record, error) {
	list, err := st.List(ctx, store.Query{Kind: "answer", Parent: evaluation})
	if err != nil {
		return nil, fmt.Errorf("read the answers of evaluation %s: %w", evaluation, err)
	}
	by := make(map[string]data.Record, len(list))
	for _, a := range list {
		by[a.Text("indicator")] = a
	}
	return by, nil
}

func statements(ctx context.Context, st *store.Store, evaluation data.ID) (map[string]data.Record, error) {
	list, err := st.List(ctx, store.Query{Kind: "statement", Parent: evaluation})
	if err != nil {
		return nil, fmt.Errorf("read F-01 of evaluation %s: %w", evaluation, err)
	}
	by := make(map[string]data.Record, len(list))
	for _, a := range list {
		by[a.Text("question")] = a
	}
	return by, nil
}

func attachments(ctx context.Context, st *store.Store, answers map[string]data.Record) (map[string][]data.Record, error) {
	by := map[string][]data.Record{}
	for indicator, a := range answers {
		files, err := st.List(ctx, store.Query{Kind: "attachment", Parent: a.ID, Order: "created"})
		if err != nil {
			return nil, fmt.Errorf("read the evidence of %s: %w", indicator, err)
		}
		if len(files) > 0 {
			by[indicator] = files
		}
	}
	return by, nil
}

// loadLastYear finds the latest earlier evaluation of the same unit and variant.
func (s *Sheet) loadLastYear(ctx context.Context, st *store.Store) error {
	e := s.Evaluation
	others, err := st.List(ctx, store.Query{Kind: "evaluation", Scope: e.Scope, Where: map[string]data.Value{
		"unit": e.Get("unit"), "variant": e.Get("variant"),
	}})
	if err != nil {
		return fmt.Errorf("look for the evaluation before: %w", err)
	}
	var last data.Record
	for _, o := range others {
		if o.Text("period") < e.Text("period") && o.Text("period") > last.Text("period") {
			last = o
		}
	}
	if last.ID == data.NilID {
		return nil
	}
	s.LastPeriod = last.Text("period")
	s.LastYear, err = answers(ctx, st, last.ID)
	return err
}
