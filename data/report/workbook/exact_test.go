package workbook

import (
	"math/big"
	"math/rand/v2"
	"strconv"
	"testing"

	"pinisi/data/instrument"
	"pinisi/data/respond"
)

func tenths(digits int64) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(digits), nil))
}

// round is the spreadsheet's ROUND, half away from zero at a decimal place, on
// what a cell holds: a binary number, read to 15 digits as spreadsheets do.
func round(x float64, places int) float64 {
	read, _ := new(big.Rat).SetString(strconv.FormatFloat(x, 'e', 14, 64))
	y, _ := instrument.Exactly(read).Round(places).Rat().Float64()
	return y
}

// formula is the sheet's way in binary numbers: the formulas of the reckoning,
// then of what is shown.
func formula(ins *instrument.Instrument, e evaluation) (f02, f03, ipp float64, known bool) {
	sum, weights := 0.0, 0.0
	for _, a := range ins.F02.Aspects {
		levels, n, products, filled := 0.0, 0.0, 0.0, 0.0
		for _, i := range a.Indicators {
			if level, ok := e.levels[i.ID]; ok {
				levels, n = levels+float64(level), n+1
				products, filled = products+decimal(i.Weight)*float64(level), filled+decimal(i.Weight)
			}
		}
		if n == 0 {
			continue
		}
		value := levels / n
		if e.f02 == weighted {
			value = products / filled
		}
		sum, weights = sum+decimal(a.Weight)*value, weights+decimal(a.Weight)
	}
	count, sums := 0.0, make([]float64, len(ins.F03.Questions))
	for _, user := range e.users {
		whole := true
		for _, a := range user {
			whole = whole && a != respond.Blank
		}
		if !whole {
			continue
		}
		count++
		for q, a := range user {
			sums[q] += float64(a)
		}
	}
	if count == 0 || weights == 0 {
		return 0, 0, 0, false
	}
	total, aspects, n := 0.0, 0.0, 0.0
	for _, a := range ins.F02.Aspects {
		of, k := 0.0, 0.0
		for q, question := range ins.F03.Questions {
			if question.Aspect == a.ID {
				of, k = of+sums[q], k+1
			}
		}
		total += of
		if k > 0 {
			aspects, n = aspects+of/(k*count), n+1
		}
	}
	f02, f03 = sum/weights, aspects/n
	if e.f03 == answerMean {
		f03 = total / (float64(len(ins.F03.Questions)) * count)
	}
	ipp = (decimal(ins.F02.Weight)*f02 + decimal(ins.F03.Weight)*f03) / 100
	return round(round(f02, 12), 2), round(round(f03, 12), 2), round(round(ipp, 12), 2), true
}

func TestTheFormulasRoundAsTheProgramDoes(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	seen, edges := 0, 0
	for n := range 6000 {
		e := random(t, r, []string{"luring", "daring"}[n%2], 1+r.IntN(12), []float64{0, 0, 0.15}[n%3])
		seen, edges = hold1(t, e, seen, edges)
	}
	for _, e := range ties(t) {
		seen, edges = hold1(t, e, seen, edges)
	}
	if seen < 5000 || edges < 20 {
		t.Errorf("%d evaluations of which %d lie on an edge: too few to say anything", seen, edges)
	}
}

func hold1(t *testing.T, e evaluation, seen, edges int) (int, int) {
	t.Helper()
	s := e.sheet(t)
	f02, f03, ipp, known := formula(s.Instrument, e)
	if !known {
		return seen, edges
	}
	for _, c := range []struct {
		name string
		got  float64
		want instrument.Number
	}{{"F-02", f02, s.Result.F02}, {"F-03", f03, s.Result.F03}, {"IPP", ipp, s.Result.IPP}} {
		if got := strconv.FormatFloat(c.got, 'f', 2, 64); got != c.want.Fixed(2) {
			t.Errorf("%s of %+v: %s, want %s (%s)", c.name, e, got, c.want.Fixed(2), c.want)
		}
		thousandths := new(big.Rat).Mul(c.want.Rat(), tenths(3))
		if thousandths.IsInt() && new(big.Int).Mod(thousandths.Num(), big.NewInt(10)).Int64() == 5 {
			edges++
		}
	}
	return seen + 1, edges
}

// TestNothingButATieLiesAsNearToOne is the proof in doc.go: of a complete
// evaluation, what is no tie is further from one than the formulas lift.
func TestNothingButATieLiesAsNearToOne(t *testing.T) {
	const users, lift = 200_000, 5e-13
	for _, variant := range []string{"luring", "daring"} {
		ins := shipped(t, variant)
		// given what one level, or one answer by one of n users, brings to the index
		denominator := big.NewInt(200) // a tie is an odd number of two-hundredths
		take := func(part *big.Rat) {
			gcd := new(big.Int).GCD(nil, nil, denominator, part.Denom())
			denominator.Mul(denominator, new(big.Int).Quo(part.Denom(), gcd))
		}
		percent := func(parts ...*big.Rat) *big.Rat {
			product := big.NewRat(1, 1)
			for _, p := range parts {
				product.Mul(product, new(big.Rat).Quo(p, big.NewRat(100, 1)))
			}
			return product
		}
		questions := map[string]int64{}
		for _, q := range ins.F03.Questions {
			questions[q.Aspect]++
		}
		for _, a := range ins.F02.Aspects {
			take(new(big.Rat).Mul(percent(ins.F02.Weight.Rat(), a.Weight.Rat()), big.NewRat(1, int64(len(a.Indicators)))))
			for _, i := range a.Indicators {
				take(percent(ins.F02.Weight.Rat(), a.Weight.Rat(), i.Weight.Rat()))
			}
			if n := questions[a.ID]; n > 0 {
				take(new(big.Rat).Mul(percent(ins.F03.Weight.Rat()), big.NewRat(1, n*int64(len(questions)))))
			}
		}
		take(new(big.Rat).Mul(percent(ins.F03.Weight.Rat()), big.NewRat(1, int64(len(ins.F03.Questions)))))
		// then no sum of them comes nearer to a tie than one part of them all
		nearest := 1 / (float64(denominator.Int64()) * users)
		if nearest < 2*lift {
			t.Errorf("%s: of %s parts, a value may lie %g below a tie, and %g is lifted", variant, denominator, nearest, lift)
		}
	}
}
