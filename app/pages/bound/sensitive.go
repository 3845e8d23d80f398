package bound

import (
	"crypto/sha256"
	"slices"
	"strings"

	"pinisi/app/widgets"
	"pinisi/app/words"
	"pinisi/data"
	"pinisi/data/sensitive"
)

// impersonal are kinds whose numbers and addresses are those of an office.
var impersonal = []string{"mission", "system", "outreach"}

// let are the texts that somebody let stand since the program was started.
var let = map[[32]byte]bool{}

// Let remembers that a text may stand as it is.
func Let(text string) { let[sha256.Sum256([]byte(text))] = true }

// Sensitive doubts a text that looks as if it held a person's number or address
// and is to be saved in a field that is not made for them: it would be shown
// and exported, and could not be erased (UU 27/2022).
func Sensitive(kind, field, text string) widgets.Doubt {
	k := data.KindOf(kind)
	if k == nil || slices.Contains(impersonal, kind) {
		return widgets.Doubt{}
	}
	if f, ok := k.Field(field); !ok || f.Personal || !f.Searched() {
		return widgets.Doubt{}
	}
	found := sensitive.Find(text)
	if len(found) == 0 || let[sha256.Sum256([]byte(text))] {
		return widgets.Doubt{}
	}
	var what []string
	for _, kind := range sensitive.Kinds(found) {
		what = append(what, words.T("sensitive.what."+string(kind)))
	}
	return widgets.Doubt{
		Text:    words.T("sensitive.doubt", "What", strings.Join(what, ", ")),
		Instead: sensitive.Replace(text, found, func(k sensitive.Kind) string { return words.T("sensitive.instead." + string(k)) }),
	}
}
