package instrument

import (
	"maps"
	"math/big"
	"slices"
)

// The methods that this program can compute; the file names which are offered.
const (
	methodMean       = "rata_rata"    // F-02: mean of the levels in an aspect
	methodWeighted   = "berbobot"     // F-02: levels weighted inside the aspect
	methodAspectMean = "rerata_aspek" // F-03: mean of the aspects
	methodAnswerMean = "rerata_butir" // F-03: mean of all answers
	methodUnitMean   = "rerata_lokus" // agency: mean of the units' indexes
)

// An f02Method gives what an indicator weighs inside its aspect; the aspect's
// value is the weighted mean of the levels.
type f02Method func(Indicator) *big.Rat

var f02Methods = map[string]f02Method{
	methodMean:     func(Indicator) *big.Rat { return whole(1) },
	methodWeighted: func(i Indicator) *big.Rat { return i.Weight.Rat() },
}

func known[M any](methods map[string]M) []string { return slices.Sorted(maps.Keys(methods)) }

// AspectResult is what one aspect came to.
type AspectResult struct {
	ID     string  `json:"id"`
	Name   Text    `json:"name"`
	Weight Decimal `json:"weight"` // percent
	// Value is on the scale; not known while nothing in the aspect is answered.
	Value Number `json:"value"`
	// Contribution is Value x Weight / 100.
	Contribution Number `json:"contribution"`
	Answered     int    `json:"answered"`
	Total        int    `json:"total"`
}

// scoreF02 computes the aspects and their index over what is answered. With every
// indicator answered this is the sum of level x weight / 100; while some are
// blank, the weights that are there are scaled up to the whole.
func scoreF02(ins *Instrument, answers Answers, method f02Method) (aspects []AspectResult, index Number) {
	sum, weights := new(big.Rat), new(big.Rat)
	for _, aspect := range ins.F02.Aspects {
		result := AspectResult{ID: aspect.ID, Name: aspect.Name, Weight: aspect.Weight, Total: len(aspect.Indicators)}
		result.Value, result.Answered = aspectValue(ins.Scale, aspect, answers, method)
		if result.Value.Known() {
			part := share(result.Value.rat, aspect.Weight)
			result.Contribution = Number{part}
			sum.Add(sum, part)
			weights.Add(weights, aspect.Weight.Rat())
		}
		aspects = append(aspects, result)
	}
	if weights.Sign() == 0 {
		return aspects, Number{}
	}
	scaled := sum.Mul(sum, whole(100))
	return aspects, Number{scaled.Quo(scaled, weights)}
}

func aspectValue(scale Scale, aspect Aspect, answers Answers, method f02Method) (value Number, answered int) {
	sum, weights := new(big.Rat), new(big.Rat)
	for _, indicator := range aspect.Indicators {
		level, ok := answers[indicator.ID]
		if !ok || !scale.holds(level) {
			continue
		}
		answered++
		weight := method(indicator)
		weights.Add(weights, weight)
		sum.Add(sum, weight.Mul(weight, whole(level)))
	}
	if weights.Sign() == 0 {
		return Number{}, answered
	}
	return Number{sum.Quo(sum, weights)}, answered
}
