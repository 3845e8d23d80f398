package standards

import (
	"strings"

	"pinisi/data"
)

// Public is how many of the components must be shown to the public: the first
// six, of service delivery (domain other.md §1). The others are the unit's own.
const Public = 6

// figures are the structured fields that say a component as well as its text does.
var figures = map[string]string{"duration": "duration_value", "fee": "fee_amount", "staffing": "staff_count"}

// kept are, by component, its structured fields.
var kept = map[string][]string{"duration": {"duration_value", "duration_unit"}, "fee": {"fee_amount", "fee_currency"}, "staffing": {"staff_count"}}

// Has reports whether a version says something of a component.
func Has(r data.Record, component string) bool {
	if strings.TrimSpace(r.Text(component)) != "" {
		return true
	}
	field := figures[component]
	return field != "" && !r.Get(field).IsNull()
}

// Missing are the components of which a version says nothing, in their order.
func Missing(r data.Record) []string {
	var none []string
	for _, name := range data.StandardComponents {
		if !Has(r, name) {
			none = append(none, name)
		}
	}
	return none
}

// Complete is how many of the 14 components a version has.
func Complete(r data.Record) int { return len(data.StandardComponents) - len(Missing(r)) }

// Component is the field of a component by its number, 1 to 14; "" for another.
func Component(number int64) string {
	if number < 1 || number > int64(len(data.StandardComponents)) {
		return ""
	}
	return data.StandardComponents[number-1]
}

// Number is the number of a component by its field, 0 for another.
func Number(component string) int {
	for i, name := range data.StandardComponents {
		if name == component {
			return i + 1
		}
	}
	return 0
}

// Free reports whether a version says that the service costs nothing (tanpa biaya).
func Free(r data.Record) bool {
	amount := strings.TrimSpace(r.Text("fee_amount"))
	return amount != "" && strings.Trim(amount, "0.") == ""
}

// Lines are the points of a component, without the numbers that people write
// before them: its lines or, of one line, what stands between semicolons.
func Lines(text string) []string {
	lines := strings.Split(text, "\n")
	if len(nonBlank(lines)) < 2 {
		lines = strings.Split(text, ";")
	}
	return nonBlank(lines)
}

// nonBlank are the lines with something on them, without numbers and bullets.
func nonBlank(lines []string) []string {
	var all []string
	for _, line := range lines {
		if line = Point(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// Point is a line without the number or bullet that people write before it.
func Point(line string) string {
	line = strings.TrimSpace(line)
	rest := strings.TrimLeft(line, "0123456789")
	if n := len(line) - len(rest); n > 0 && n <= 2 && len(rest) > 1 && (rest[0] == '.' || rest[0] == ')') && rest[1] == ' ' {
		line = rest[1:]
	}
	for _, bullet := range []string{"- ", "• ", "* ", "– "} {
		line = strings.TrimPrefix(line, bullet)
	}
	return strings.TrimSpace(line)
}
