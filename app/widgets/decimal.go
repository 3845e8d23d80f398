package widgets

import (
	"regexp"
	"strings"

	"pinisi/app/words"
)

// plainDecimal is a number as it is stored: 12 or 87.5.
var plainDecimal = regexp.MustCompile(`^\d{1,12}(\.\d{1,6})?$`)

// thousandsForm is a number with marks between its thousands: 12.500.
var thousandsForm = regexp.MustCompile(`^\d{1,3}(\.\d{3})+(,\d+)?$`)

// ParseDecimal reads a number from 0 up as people write it in the language:
// 12, 1.250 or 87,5 in Indonesian. The other language's decimal mark is taken
// too where it cannot be a thousands mark: 87.5. Empty text is the empty number.
func ParseDecimal(text string) (stored string, ok bool) {
	text = strings.Join(strings.Fields(text), "")
	if text == "" {
		return "", true
	}
	decimal, thousands := words.T("format.decimal"), words.T("format.thousands")
	plain := strings.NewReplacer(decimal, ",", thousands, ".").Replace(text) // as in Indonesian
	switch {
	case thousandsForm.MatchString(plain):
		plain = strings.ReplaceAll(plain, ".", "")
	case strings.Count(plain, ".")+strings.Count(plain, ",") > 1:
		return "", false
	}
	plain = strings.Replace(plain, ",", ".", 1)
	if !plainDecimal.MatchString(plain) {
		return "", false
	}
	whole, part, _ := strings.Cut(plain, ".")
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if part = strings.TrimRight(part, "0"); part != "" {
		whole += "." + part
	}
	return whole, true
}

// NewDecimalField makes a field for a number from 0 up that stores 12 or 87.5;
// see ParseDecimal. wrong is the key of the text that says what is expected.
func NewDecimalField(label, wrong string) *ParsedField {
	return newParsedField(label, ParseDecimal, words.Decimal, wrong)
}
