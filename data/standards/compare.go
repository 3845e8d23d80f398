package standards

import (
	"strings"

	"pinisi/assets/words"
	"pinisi/data"
)

// Difference is a component that two versions say differently.
type Difference struct {
	Component string // its field
	Number    int    // 1 to 14
	From, To  string // what each says, with its figures
}

// Compare lists the components that two versions say differently, in their order.
func Compare(w *words.Words, from, to data.Record) []Difference {
	var all []Difference
	for i, name := range data.StandardComponents {
		a, b := Say(w, from, name), Say(w, to, name)
		if a != b {
			all = append(all, Difference{Component: name, Number: i + 1, From: a, To: b})
		}
	}
	return all
}

// Say is what a version says of a component: its text, with the figure before
// it where the text does not hold it already.
func Say(w *words.Words, r data.Record, component string) string {
	text, figure := strings.TrimSpace(r.Text(component)), Figure(w, r, component)
	switch {
	case text == "" || figure == "":
		return text + figure
	case strings.Contains(strings.ToLower(text), strings.ToLower(figure)):
		return text
	}
	return figure + "\n" + text
}

// Figure is the structured part of a component in words: "3 hari kerja",
// "SGD 48,00", "Tanpa biaya", "4 orang"; "" where it has none.
func Figure(w *words.Words, r data.Record, component string) string {
	switch component {
	case "duration":
		n, ok := r.Int("duration_value")
		if !ok {
			return ""
		}
		unit := r.Text("duration_unit")
		if unit == "" {
			return w.Integer(n)
		}
		return w.N("standard.duration."+unit, int(n))
	case "fee":
		amount := strings.TrimSpace(r.Text("fee_amount"))
		switch {
		case amount == "":
			return ""
		case Free(r):
			return w.T("standard.free")
		}
		return strings.TrimSpace(r.Text("fee_currency") + " " + money(w, amount))
	case "staffing":
		if n, ok := r.Int("staff_count"); ok {
			return w.N("standard.staff", int(n))
		}
	}
	return ""
}

// money writes a decimal with the language's marks: without cents, or with two
// digits of them.
func money(w *words.Words, amount string) string {
	whole, rest, found := strings.Cut(amount, ".")
	n, ok := integer(whole)
	if !ok {
		return amount
	}
	if !found {
		return w.Integer(n)
	}
	if len(rest) == 1 {
		rest += "0"
	}
	return w.Integer(n) + strings.TrimPrefix(w.Decimal("0."+rest), "0")
}

func integer(s string) (n int64, ok bool) {
	if s == "" || len(s) > 15 {
		return 0, false
	}
	for _, c := range s {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = 10*n + int64(c-'0')
	}
	return n, true
}
