package instrument

import (
	"encoding/json"
	"math/big"

	"pinisi/assets/words"
)

// Number is an exact computed value, zero or greater, or "not known". The zero
// value is not known. Numbers do not change and may be shared.
type Number struct{ rat *big.Rat }

// Exactly is the number of a fraction, which must not be changed afterwards; nil is not known.
func Exactly(value *big.Rat) Number { return Number{value} }

// Known tells whether there is a value.
func (n Number) Known() bool { return n.rat != nil }

// Rat is a copy of the fraction, nil if the number is not known.
func (n Number) Rat() *big.Rat {
	if n.rat == nil {
		return nil
	}
	return new(big.Rat).Set(n.rat)
}

// Fraction is the exact value in lowest terms ("335/96", "4"), empty if not
// known.
func (n Number) Fraction() string {
	if n.rat == nil {
		return ""
	}
	return n.rat.RatString()
}

// Float is the nearest floating-point value, for drawing only; 0 if not known.
func (n Number) Float() float64 {
	if n.rat == nil {
		return 0
	}
	value, _ := n.rat.Float64()
	return value
}

// Cmp compares two known numbers: -1, 0 or 1. A number that is not known comes
// before every known one.
func (n Number) Cmp(other Number) int {
	switch {
	case n.rat == nil && other.rat == nil:
		return 0
	case n.rat == nil:
		return -1
	case other.rat == nil:
		return 1
	}
	return n.rat.Cmp(other.rat)
}

// Round rounds half up to a number of decimal places: 3.005 to 3.01.
func (n Number) Round(places int) Number {
	if n.rat == nil {
		return n
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	// floor(x*scale + 1/2) = floor((2*num*scale + den) / (2*den))
	num := new(big.Int).Mul(n.rat.Num(), scale)
	num.Lsh(num, 1).Add(num, n.rat.Denom())
	den := new(big.Int).Lsh(n.rat.Denom(), 1)
	return Number{new(big.Rat).SetFrac(num.Div(num, den), scale)}
}

// Fixed writes the number rounded half up with exactly that many places after a
// point: "3.49"; "" if it is not known.
func (n Number) Fixed(places int) string {
	if n.rat == nil {
		return ""
	}
	return n.Round(places).rat.FloatString(places)
}

// Text is Fixed with the decimal mark of the language: "3,49" in Indonesian. A
// number that is not known is written as a dash.
func (n Number) Text(lang string, places int) string {
	if n.rat == nil {
		return "–"
	}
	return words.New(lang).Decimal(n.Fixed(places))
}

// String is Fraction, for logs and tests.
func (n Number) String() string { return n.Fraction() }

// MarshalJSON writes null, or the exact fraction beside a decimal with six
// places, which is for reading only.
func (n Number) MarshalJSON() ([]byte, error) {
	if n.rat == nil {
		return []byte("null"), nil
	}
	return json.Marshal(struct {
		Exact   string `json:"exact"`
		Decimal string `json:"decimal"`
	}{n.Fraction(), n.Fixed(6)})
}

func whole(n int) *big.Rat { return new(big.Rat).SetInt64(int64(n)) }

// share is value x percent / 100.
func share(value *big.Rat, percent Decimal) *big.Rat {
	part := new(big.Rat).Mul(value, percent.Rat())
	return part.Quo(part, whole(100))
}
