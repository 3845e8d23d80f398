package instrument

import (
	"encoding/json"
	"fmt"
	"math/big"
	"regexp"
	"strconv"
	"strings"
)

// Decimal is an exact, non-negative number of an instrument file, such as a
// weight in percent: at most six digits before and six after the point. The zero
// value is 0.
type Decimal struct{ millionths int64 }

const million = 1_000_000

var decimalForm = regexp.MustCompile(`^(\d{1,6})(?:\.(\d{1,6}))?$`)

// ParseDecimal reads a decimal that is spelled with a point: "24", "1.01".
func ParseDecimal(s string) (Decimal, error) {
	parts := decimalForm.FindStringSubmatch(s)
	if parts == nil {
		return Decimal{}, fmt.Errorf("%q is no decimal number from 0 to 999999 with at most six digits after the point", s)
	}
	digits := parts[1] + parts[2] + strings.Repeat("0", 6-len(parts[2]))
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return Decimal{}, fmt.Errorf("read decimal %q: %w", s, err)
	}
	return Decimal{n}, nil
}

// Rat is the number as a new fraction.
func (d Decimal) Rat() *big.Rat { return big.NewRat(d.millionths, million) }

// IsZero tells whether the number is 0, which is also what an absent one is.
func (d Decimal) IsZero() bool { return d.millionths == 0 }

func (d Decimal) plus(other Decimal) Decimal { return Decimal{d.millionths + other.millionths} }

// digits counts the digits after the point that are not trailing zeros.
func (d Decimal) digits() int {
	_, fraction, _ := strings.Cut(d.String(), ".")
	return len(fraction)
}

// String writes the number with a point and without trailing zeros.
func (d Decimal) String() string {
	text := fmt.Sprintf("%d.%06d", d.millionths/million, d.millionths%million)
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// UnmarshalJSON reads a JSON number or a string that holds one.
func (d *Decimal) UnmarshalJSON(data []byte) error {
	text := string(data)
	if text == "null" {
		*d = Decimal{}
		return nil
	}
	if strings.HasPrefix(text, `"`) {
		if err := json.Unmarshal(data, &text); err != nil {
			return err
		}
	}
	read, err := ParseDecimal(text)
	if err != nil {
		return err
	}
	*d = read
	return nil
}

// MarshalJSON writes a JSON number.
func (d Decimal) MarshalJSON() ([]byte, error) { return []byte(d.String()), nil }
