package rise

import (
	"cmp"
	"math/big"
	"slices"

	"pinisi/data"
	"pinisi/data/instrument"
)

// scale turns gains and need into whole numbers of their common unit, and puts
// the indicators into the order of the search. It fails with rise.too_fine when
// they do not fit 62 bits.
func (p *problem) scale() error {
	common := big.NewInt(1) // the common denominator
	for _, i := range p.items {
		d := i.gain.Denom()
		common.Mul(common, new(big.Int).Quo(d, new(big.Int).GCD(nil, nil, common, d)))
	}
	whole := func(x *big.Rat) *big.Rat { return new(big.Rat).Mul(x, new(big.Rat).SetInt(common)) }
	divisor := new(big.Int)
	for _, i := range p.items {
		divisor.GCD(nil, nil, divisor, whole(i.gain).Num())
	}
	unit := new(big.Rat).SetFrac(divisor, common)
	sum := new(big.Int)
	for at := range p.items {
		i := &p.items[at]
		n := new(big.Rat).Quo(i.gain, unit).Num()
		sum.Add(sum, new(big.Int).Mul(n, big.NewInt(int64(i.most))))
		i.units = n.Int64()
	}
	if sum.BitLen() > 62 {
		return data.Fail("rise.too_fine", nil)
	}
	// Part of a unit that is missing needs a whole one: ceil(need / unit).
	need := new(big.Rat).Sub(p.threshold, p.ipp)
	need.Quo(need, unit)
	up := new(big.Int).Add(need.Num(), new(big.Int).Sub(need.Denom(), big.NewInt(1)))
	p.need = up.Quo(up, need.Denom()).Int64()
	slices.SortStableFunc(p.items, func(a, b item) int { return cmp.Compare(b.units, a.units) })
	return nil
}

// set describes the levels that are added to each item.
func (p *problem) set(levels []int) Set {
	var s Set
	gain := new(big.Rat)
	order := make([]int, 0, len(levels))
	for at, k := range levels {
		if k > 0 {
			order = append(order, at)
		}
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(p.items[a].place, p.items[b].place) })
	for _, at := range order {
		i, k := p.items[at], levels[at]
		part := times(i.gain, k)
		gain.Add(gain, part)
		s.Raises = append(s.Raises, Raise{Indicator: i.indicator, From: i.from, To: i.from + k, Cost: k * i.effort, Gain: instrument.Exactly(part)})
		s.Cost += k * i.effort
	}
	s.Gain = instrument.Exactly(gain)
	s.Outcome = p.outcome(new(big.Rat).Add(p.ipp, gain))
	return s
}
