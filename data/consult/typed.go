package consult

import (
	"slices"
	"strings"

	"pinisi/data"
)

// Person is who is on a pasted list of invitees.
type Person struct {
	Name         string
	Organization string
	Element      string // the third column, in which people write the unsur
}

// MostPasted is how many lines of a pasted list are taken at once.
const MostPasted = 1000

// People reads a pasted list, one person a line: "name; organisation", also
// with a tab between, as it comes out of a spreadsheet, and the unsur as a third
// column if there is one. Numbers and bullets in
// front of a line are left out, and what stands there twice is taken once.
func People(text string) []Person {
	var all []Person
	seen := map[Person]bool{}
	for line := range strings.Lines(text) {
		line = strings.TrimLeft(strings.TrimSpace(strings.TrimPrefix(line, "\ufeff")), "-•*– \t")
		if i := strings.IndexAny(line, ".)"); i > 0 && i <= 3 && strings.Trim(line[:i], "0123456789") == "" {
			line = line[i+1:]
		}
		name, rest, ok := strings.Cut(line, ";")
		if !ok {
			name, rest, _ = strings.Cut(line, "\t")
		}
		org, rest, _ := strings.Cut(strings.ReplaceAll(rest, "\t", ";"), ";")
		element, _, _ := strings.Cut(rest, ";") // further columns are not ours
		p := Person{Name: tidy(name), Organization: tidy(org), Element: tidy(element)}
		if p.Name == "" && p.Organization == "" || seen[p] {
			continue
		}
		seen[p] = true
		if all = append(all, p); len(all) == MostPasted {
			break
		}
	}
	return all
}

func tidy(s string) string { return strings.Join(strings.Fields(s), " ") }

// Typed is what a line of the minute taker says beside its text.
type Typed struct {
	Text      string
	Component int64   // 1 to 14; 0: not said
	Type      string  // one of the choices of an input's type; "": not said
	Who       data.ID // participant; data.NilID: not said
	Unknown   string  // what was meant for a participant, but fits none or several
}

// marks are the signs of the types, as minute takers write them.
var marks = map[string]string{"!": "complaint", "+": "proposal", "?": "question", "*": "appreciation"}

// Line reads what is typed at the speed of talk: "#3" at the beginning names
// the component of the standard, "@sari" the participant whose name or
// organisation has a word that begins so, and a lone "!", "+", "?" or "*" the
// type (complaint, proposal, question, appreciation). What is left is the text.
// Signs inside the text stay there.
func Line(line string, participants []data.Record) Typed {
	t := Typed{Text: strings.TrimSpace(line)}
	for t.Text != "" {
		word, rest, _ := strings.Cut(t.Text, " ")
		switch {
		case marks[word] != "" && t.Type == "":
			t.Type = marks[word]
		case strings.HasPrefix(word, "#") && t.Component == 0 && component(word[1:]) > 0:
			t.Component = component(word[1:])
		case len(word) > 1 && word[0] == '@' && t.Who == data.NilID && t.Unknown == "":
			if t.Who = named(word[1:], participants); t.Who == data.NilID {
				t.Unknown = word[1:]
			}
		default:
			return t
		}
		t.Text = strings.TrimSpace(rest)
	}
	return t
}

func component(s string) int64 {
	n := int64(0)
	for _, r := range s {
		if r < '0' || r > '9' || n > 14 {
			return 0
		}
		n = 10*n + int64(r-'0')
	}
	if n > 14 {
		return 0
	}
	return n
}

// named finds the only participant whose name begins so, or else has a word
// that does, or else the organisation, in any case.
func named(begin string, participants []data.Record) data.ID {
	begin = strings.ToLower(begin)
	for _, look := range []struct {
		field string
		words int // from the front; 0: all
	}{{"name", 1}, {"name", 0}, {"organization", 0}} {
		var found []data.ID
		for _, p := range participants {
			words := strings.Fields(strings.ToLower(p.Text(look.field)))
			if look.words > 0 {
				words = words[:min(look.words, len(words))]
			}
			if slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, begin) }) {
				found = append(found, p.ID)
			}
		}
		if len(found) == 1 {
			return found[0]
		}
		if len(found) > 1 {
			return data.NilID
		}
	}
	return data.NilID
}
