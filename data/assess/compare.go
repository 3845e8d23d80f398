package assess

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"pinisi/data"
	"pinisi/data/followup"
	"pinisi/data/instrument"
	"pinisi/data/respond"
	"pinisi/data/store"
)

// MostEarlier is how many earlier periods an evaluation is compared with.
const MostEarlier = 5

// Comparison is an evaluation beside others. Only what was computed in the same
// way is compared: the same variant and the same methods for F-02 and F-03.
type Comparison struct {
	Earlier   []Compared          // of the same unit and variant, oldest first
	Units     []Compared          // the other evaluations of the mission in the same period, by unit
	Apart     []Compared          // of both, what was computed differently or cannot be computed here
	Otherwise []instrument.Result // of the evaluation itself, by the other methods that its instrument offers
}

// Compared is another evaluation with its result.
type Compared struct {
	Evaluation data.Record
	Result     instrument.Result
	Version    bool   // it used another version of the instrument: compared by the ids of indicators and aspects
	Apart      string // why it is not compared, one of the constants; blank when it is
}

// Why an evaluation is not compared.
const (
	ApartVariant    = "variant"    // another variant of the instrument
	ApartMethod     = "method"     // other methods
	ApartInstrument = "instrument" // this device lacks its instrument version, or cannot use it
)

// Final reports whether the other's result stands.
func (c Compared) Final() bool { return Locked(c.Evaluation) && c.Result.Complete() }

// Aspect is the other's value of an aspect; not known when it has no such aspect.
func (c Compared) Aspect(id string) instrument.Number {
	for _, a := range c.Result.Aspects {
		if a.ID == id {
			return a.Value
		}
	}
	return instrument.Number{}
}

// Compare reads what an evaluation is compared with: up to five earlier periods
// of its unit and variant, other units of its mission in its period, and its own
// values by the other methods that its instrument offers. Results of evaluations
// that did not change since are remembered. It may be called by several
// goroutines.
func Compare(ctx context.Context, st *store.Store, s *Sheet) (*Comparison, error) {
	e := s.Evaluation
	list, err := st.List(ctx, store.Query{Kind: "evaluation", Scope: e.Scope})
	if err != nil {
		return nil, fmt.Errorf("list the evaluations to compare with: %w", err)
	}
	all, err := Instruments(ctx, st)
	if err != nil {
		return nil, err
	}
	var earlier, units []data.Record
	for _, o := range list {
		switch {
		case o.ID == e.ID:
		case sameUnit(o, e) && o.Text("variant") == e.Text("variant") && followup.Earlier(o.Text("period"), e.Text("period")):
			earlier = append(earlier, o)
		case o.Text("period") == e.Text("period"):
			units = append(units, o)
		}
	}
	// The latest five, then oldest first.
	slices.SortStableFunc(earlier, func(a, b data.Record) int { return comparePeriods(b, a) })
	earlier = earlier[:min(len(earlier), MostEarlier)]
	slices.Reverse(earlier)
	slices.SortStableFunc(units, func(a, b data.Record) int {
		return cmp.Or(strings.Compare(strings.ToLower(a.Text("unit")), strings.ToLower(b.Text("unit"))), strings.Compare(a.Text("variant"), b.Text("variant")))
	})
	c := &Comparison{}
	for _, group := range []struct {
		of   []data.Record
		into *[]Compared
	}{{earlier, &c.Earlier}, {units, &c.Units}} {
		for _, o := range group.of {
			one, err := s.compared(ctx, st, all, o)
			if err != nil {
				return nil, err
			}
			if one.Apart != "" {
				c.Apart = append(c.Apart, one)
			} else {
				*group.into = append(*group.into, one)
			}
		}
	}
	if c.Otherwise, err = s.otherwise(); err != nil {
		return nil, err
	}
	return c, nil
}

func sameUnit(a, b data.Record) bool {
	return strings.EqualFold(strings.TrimSpace(a.Text("unit")), strings.TrimSpace(b.Text("unit")))
}

// comparePeriods puts the earlier period first, and of one period what was changed earlier.
func comparePeriods(a, b data.Record) int {
	pa, pb := a.Text("period"), b.Text("period")
	switch {
	case followup.Earlier(pa, pb):
		return -1
	case followup.Earlier(pb, pa):
		return 1
	}
	return cmp.Or(strings.Compare(pa, pb), cmp.Compare(a.Changed, b.Changed))
}

func (s *Sheet) compared(ctx context.Context, st *store.Store, all *instrument.Registry, o data.Record) (Compared, error) {
	c := Compared{Evaluation: o}
	ins, err := Of(all, o)
	if err != nil {
		c.Apart = ApartInstrument // missing or faulty here; its own page says more
		return c, nil
	}
	var method *instrument.NotOfferedError
	if c.Result, err = resultOf(ctx, st, ins, o); errors.As(err, &method) {
		c.Apart = ApartInstrument
		return c, nil
	} else if err != nil {
		return c, err
	}
	mine := s.Result
	switch {
	case c.Result.Variant != mine.Variant:
		c.Apart = ApartVariant
	case c.Result.MethodF02.ID != mine.MethodF02.ID || c.Result.MethodF03.ID != mine.MethodF03.ID:
		c.Apart = ApartMethod
	}
	c.Version = c.Result.Instrument != mine.Instrument
	return c, nil
}

// otherwise are the results by every other pair of methods that the instrument offers.
func (s *Sheet) otherwise() ([]instrument.Result, error) {
	var others []instrument.Result
	for _, f02 := range s.Instrument.Methods.F02.Offered {
		for _, f03 := range s.Instrument.Methods.F03.Offered {
			if f02.ID == s.Result.MethodF02.ID && f03.ID == s.Result.MethodF03.ID {
				continue
			}
			r, err := instrument.Score(s.Instrument, instrument.Input{
				Year: data.Year(s.Evaluation.Text("period")), Answers: levels(s.Answers), Tally: s.Responses.Scored(), MethodF02: f02.ID, MethodF03: f03.ID,
			})
			if err != nil {
				return nil, fmt.Errorf("score evaluation %s by %s and %s: %w", s.Evaluation.ID, f02.ID, f03.ID, err)
			}
			others = append(others, r)
		}
	}
	return others, nil
}

// remembered are results by evaluation with what they were computed from.
var remembered = struct {
	sync.Mutex
	of map[data.ID]memo
}{of: map[data.ID]memo{}}

type memo struct {
	from   basis
	result instrument.Result
}

// basis tells one state of an evaluation and its parts from another.
type basis struct {
	ins                            *instrument.Instrument
	evaluation, answers, responses data.HLC // the latest changes
	answered, respondents          int
}

// mostRemembered bounds what is remembered.
const mostRemembered = 256

// resultOf is the result of an evaluation, without reading thousands of responses
// again when nothing changed.
func resultOf(ctx context.Context, st *store.Store, ins *instrument.Instrument, e data.Record) (instrument.Result, error) {
	by, err := answers(ctx, st, e.ID)
	if err != nil {
		return instrument.Result{}, err
	}
	from := basis{ins: ins, evaluation: e.Changed, answered: len(by)}
	for _, a := range by {
		from.answers = max(from.answers, a.Changed)
	}
	parts := store.Query{Kind: "response", Parent: e.ID}
	if from.respondents, err = st.Count(ctx, parts); err != nil {
		return instrument.Result{}, fmt.Errorf("count the responses of evaluation %s: %w", e.ID, err)
	}
	parts.Desc, parts.Limit, parts.Fields = true, 1, []string{"number"}
	latest, err := st.List(ctx, parts)
	if err != nil {
		return instrument.Result{}, fmt.Errorf("read the latest response of evaluation %s: %w", e.ID, err)
	}
	if len(latest) > 0 {
		from.responses = latest[0].Changed
	}
	remembered.Lock()
	m, ok := remembered.of[e.ID]
	remembered.Unlock()
	if ok && m.from == from {
		return m.result, nil
	}
	set, err := respond.Load(ctx, st, respond.OfEvaluation(ins, e))
	if err != nil {
		return instrument.Result{}, err
	}
	s := &Sheet{Evaluation: e, Instrument: ins, Answers: by, Responses: set}
	if err := s.Score(); err != nil {
		return instrument.Result{}, err
	}
	remembered.Lock()
	defer remembered.Unlock()
	if len(remembered.of) >= mostRemembered {
		clear(remembered.of)
	}
	remembered.of[e.ID] = memo{from, s.Result}
	return s.Result, nil
}
