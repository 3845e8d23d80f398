package rise

import (
	"context"
	"fmt"
	"math/big"
	"strings"

	"pinisi/data"
	"pinisi/data/instrument"
)

// Bounds of a question.
const (
	LeastEffort = 1  // also of an indicator that names none
	MostEffort  = 9  //
	UsualSets   = 10 // when a question names no number
	MostSets    = 100
)

// Question is what to find out. Only Instrument, Answers, F03 and Target are needed.
type Question struct {
	Instrument *instrument.Instrument
	Answers    instrument.Answers
	MethodF02  string            // empty: the instrument's primary
	F03        instrument.Number // the users' index, which stays as it is
	Target     string            // code of a category
	Effort     map[string]int    // of raising an indicator by one level, 1 to 9; absent: 1
	Locked     map[string]bool   // indicators that cannot be raised
	Ceiling    map[string]int    // the highest level an indicator can reach; absent: the scale's
	Sets       int               // how many to find, at most MostSets; 0: UsualSets
}

// Plan is the answer.
type Plan struct {
	Target    instrument.Category
	Threshold instrument.Number // the least exact index that rounds into Target
	Now       Outcome
	Best      Outcome // with everything raised that can be raised
	Reached   bool    // Now is Target or above: nothing to raise
	Reachable bool    // Best is Target or above
	Sets      []Set   // none when Reached or not Reachable
	More      bool    // there are more sets than these
}

// Outcome is an index and what it is called.
type Outcome struct {
	IPP      instrument.Number // exact
	Rounded  instrument.Number
	Category instrument.Category
}

// Set is one way to the target.
type Set struct {
	Raises []Raise // in the form's order
	Cost   int     // sum of theirs
	Gain   instrument.Number
	Outcome
}

// Raise is one indicator to be raised.
type Raise struct {
	Indicator string
	From, To  int // levels
	Cost      int // effort x levels
	Gain      instrument.Number
}

// Compute answers a question. It fails with
//
//	rise.incomplete    indicators are blank (Count, List)
//	rise.no_f03        there is no index of users, so there is no IPP to raise
//	rise.no_category   the instrument has no such category (Target)
//	rise.effort        an effort is not 1 to 9 (Indicator, Effort)
//	rise.too_fine      the weights are too fine to compare all sets
//
// with *instrument.NotOfferedError, and with the context's error when it ends.
// It may be called by several goroutines.
func Compute(ctx context.Context, q Question) (*Plan, error) {
	p, err := newProblem(q)
	if err != nil {
		return nil, err
	}
	plan := &Plan{Target: p.target, Threshold: instrument.Exactly(p.threshold), Now: p.outcome(p.ipp), Best: p.outcome(p.best())}
	plan.Reached = p.ipp.Cmp(p.threshold) >= 0
	plan.Reachable = plan.Best.IPP.Cmp(plan.Threshold) >= 0
	if plan.Reached || !plan.Reachable {
		return plan, nil
	}
	if err := p.scale(); err != nil {
		return nil, err
	}
	wanted := q.Sets
	if wanted <= 0 {
		wanted = UsualSets
	}
	wanted = min(wanted, MostSets)
	found, err := p.cheapest(ctx, wanted+1)
	if err != nil {
		return nil, err
	}
	if plan.More = len(found) > wanted; plan.More {
		found = found[:wanted]
	}
	for _, levels := range found {
		plan.Sets = append(plan.Sets, p.set(levels))
	}
	return plan, nil
}

// problem is a question in the terms of its indicators.
type problem struct {
	ins       *instrument.Instrument
	target    instrument.Category
	threshold *big.Rat
	ipp       *big.Rat
	items     []item // by falling gain, then in the form's order
	need      int64  // units that are missing
}

// item is one indicator that can be raised.
type item struct {
	indicator string
	place     int // in the form
	from      int
	most      int // levels it can be raised by
	effort    int
	gain      *big.Rat // of one level, in the index
	units     int64    // the same as whole units
}

func newProblem(q Question) (*problem, error) {
	ins := q.Instrument
	p := &problem{ins: ins}
	found := false
	for _, c := range ins.Index.Categories {
		if c.Code == q.Target {
			p.target, found = c, true
		}
	}
	if !found {
		return nil, data.Fail("rise.no_category", nil, "Target", q.Target)
	}
	now, err := instrument.Score(ins, instrument.Input{Answers: q.Answers, MethodF02: q.MethodF02})
	if err != nil {
		return nil, fmt.Errorf("plan the rise to %s: %w", q.Target, err)
	}
	if len(now.Missing) > 0 {
		return nil, data.Fail("rise.incomplete", nil, "Count", len(now.Missing), "List", strings.Join(now.Missing, ", "))
	}
	if !q.F03.Known() {
		return nil, data.Fail("rise.no_f03", nil)
	}
	p.threshold = threshold(p.target.Min.Rat(), ins.Index.Decimals)
	p.ipp = new(big.Rat).Add(percent(now.F02.Rat(), ins.F02.Weight), percent(q.F03.Rat(), ins.F03.Weight))
	for place, ind := range ins.Indicators() {
		i := item{indicator: ind.ID, place: place, from: q.Answers[ind.ID], effort: LeastEffort}
		if e, ok := q.Effort[ind.ID]; ok {
			if e < LeastEffort || e > MostEffort {
				return nil, data.Fail("rise.effort", nil, "Indicator", ind.ID, "Effort", e)
			}
			i.effort = e
		}
		ceiling := ins.Scale.Max
		if c, ok := q.Ceiling[ind.ID]; ok {
			ceiling = min(c, ceiling)
		}
		if q.Locked[ind.ID] {
			continue
		}
		if i.most = ceiling - i.from; i.most <= 0 {
			continue
		}
		if i.gain, err = gain(ins, q, ind.ID); err != nil {
			return nil, err
		}
		if i.gain.Sign() > 0 {
			p.items = append(p.items, i)
		}
	}
	return p, nil
}

// threshold is the least number that rounds half up to least at so many decimals.
func threshold(least *big.Rat, decimals int) *big.Rat {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	half := new(big.Rat).SetFrac(big.NewInt(1), scale.Lsh(scale, 1))
	return half.Sub(least, half)
}

// gain is what one level of an indicator adds to the index: Score itself says
// so, with every other indicator answered. All methods are sums of the levels.
func gain(ins *instrument.Instrument, q Question, indicator string) (*big.Rat, error) {
	at := func(level int) (*big.Rat, error) {
		answers := make(instrument.Answers, len(q.Answers))
		for id, l := range q.Answers {
			answers[id] = l
		}
		answers[indicator] = level
		r, err := instrument.Score(ins, instrument.Input{Answers: answers, MethodF02: q.MethodF02})
		if err != nil {
			return nil, fmt.Errorf("weigh indicator %s: %w", indicator, err)
		}
		return r.F02.Rat(), nil
	}
	high, err := at(ins.Scale.Max)
	if err != nil {
		return nil, err
	}
	low, err := at(ins.Scale.Min)
	if err != nil {
		return nil, err
	}
	g := percent(high.Sub(high, low), ins.F02.Weight)
	return g.Quo(g, new(big.Rat).SetInt64(int64(ins.Scale.Max-ins.Scale.Min))), nil
}

func percent(value *big.Rat, share instrument.Decimal) *big.Rat {
	part := new(big.Rat).Mul(value, share.Rat())
	return part.Quo(part, big.NewRat(100, 1))
}

func times(value *big.Rat, n int) *big.Rat {
	return new(big.Rat).Mul(value, new(big.Rat).SetInt64(int64(n)))
}

// best is the index with everything raised.
func (p *problem) best() *big.Rat {
	sum := new(big.Rat).Set(p.ipp)
	for _, i := range p.items {
		sum.Add(sum, times(i.gain, i.most))
	}
	return sum
}

func (p *problem) outcome(ipp *big.Rat) Outcome {
	o := Outcome{IPP: instrument.Exactly(new(big.Rat).Set(ipp))}
	o.Rounded = o.IPP.Round(p.ins.Index.Decimals)
	o.Category, _ = p.ins.CategoryOf(o.IPP)
	return o
}
