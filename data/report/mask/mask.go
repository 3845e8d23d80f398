// Package mask takes persons out of text: the names, phones and mails that the
// records of a mission hold as personal data, wherever else they were written,
// and what looks like a phone, a mail, a passport or an identity number.
//
// It cannot know a name that stands nowhere but in a note; who gives a document
// away still reads it.
package mask

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"pinisi/assets/words"
	"pinisi/data"
	"pinisi/data/store"
)

// Mask replaces what is personal in text. It does not change and may be shared
// by goroutines.
type Mask struct {
	open   bool
	names  map[string][][]string // names by their first word, the longest first
	person string                // what stands instead
	number string
	mail   string
}

// Open leaves text as it is: for who asked for names.
func Open() *Mask { return &Mask{open: true} }

// Load reads the personal data of a mission's records, deleted ones too.
func Load(ctx context.Context, st *store.Store, scope, lang string) (*Mask, error) {
	w := words.New(lang)
	m := &Mask{names: map[string][][]string{}, person: w.T("report.mask.person"), number: w.T("report.mask.number"), mail: w.T("report.mask.mail")}
	for _, k := range data.Kinds() {
		var personal, people []string
		for _, f := range k.Fields {
			if f.Personal && f.Searched() && k.Name != "device" {
				personal = append(personal, f.Name)
				if f.Type == data.TypeLongText {
					people = append(people, f.Name)
				}
			}
		}
		if personal == nil {
			continue
		}
		for _, deleted := range []bool{false, true} {
			for _, s := range []string{scope, data.SharedScope} {
				err := st.Each(ctx, store.Query{Kind: k.Name, Scope: s, Fields: personal, Deleted: deleted}, func(r data.Record) error {
					for _, f := range personal {
						add := m.add
						if slices.Contains(people, f) {
							add = m.addLines
						}
						add(r.Text(f))
						for _, v := range r.Conflicts[f] {
							add(v.Value.String())
						}
					}
					return nil
				})
				if err != nil {
					return nil, fmt.Errorf("read the personal data to be masked: %w", err)
				}
				if s == data.SharedScope || scope == "" {
					break
				}
			}
		}
	}
	for first := range m.names {
		slices.SortFunc(m.names[first], func(a, b []string) int { return len(b) - len(a) })
	}
	return m, nil
}

// styles (gelar, sapaan) stand before a name and are no part of it.
var styles = map[string]bool{"dr": true, "drs": true, "dra": true, "ir": true, "prof": true, "h": true, "hj": true, "bapak": true, "ibu": true, "bpk": true, "sdr": true, "sdri": true, "mr": true, "mrs": true, "ms": true, "pak": true, "bu": true}

// add notes a value and, of a name of several words, its shorter forms down to two.
func (m *Mask) add(value string) {
	var name []string
	for _, w := range split(value) {
		name = append(name, strings.ToLower(value[w[0]:w[1]]))
	}
	for len(name) > 1 && styles[name[0]] {
		name = name[1:]
	}
	if len(name) == 0 || len(name) == 1 && len(name[0]) < 3 {
		return
	}
	for n := len(name); n > 0; n-- {
		if n == 1 && len(name) > 1 {
			break
		}
		form := name[:n]
		if n == 2 && len(form[1]) == 1 && len(name) > 2 {
			continue
		}
		if !slices.ContainsFunc(m.names[form[0]], func(o []string) bool { return slices.Equal(o, form) }) {
			m.names[form[0]] = append(m.names[form[0]], form)
		}
	}
}

// addLines notes a person on each line, as teams and signatories are written.
func (m *Mask) addLines(text string) {
	for line := range strings.Lines(text) {
		name, _ := Person(line)
		m.add(name)
	}
}

// bullets are what lists by hand begin with: "1. ", "- ", "• ".
var bullets = regexp.MustCompile(`^\s*(\d{1,3}[.)]|[-–•*])\s+`)

// Person divides a line that names a person into the name and what stands with
// it, a role or an organisation: "Budi Santoso, Ketua", "Budi Santoso (PPI)",
// "Ketua: Budi Santoso", "Budi Santoso - PPI".
func Person(line string) (name, rest string) {
	line = strings.TrimSpace(bullets.ReplaceAllString(line, ""))
	if role, who, ok := strings.Cut(line, ":"); ok {
		return strings.TrimSpace(who), strings.TrimSpace(role)
	}
	at, end := len(line), len(line)
	for _, mark := range []string{",", ";", " (", " - ", " – ", " / ", "\t"} {
		if i := strings.Index(line, mark); i >= 0 && i < at {
			at, end = i, i+len(mark)
		}
	}
	return strings.TrimSpace(line[:at]), strings.TrimSuffix(strings.TrimSpace(line[end:]), ")")
}

// split gives the places of the words of a text.
func split(text string) (places [][2]int) {
	from := -1
	for i, r := range text {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || unicode.Is(unicode.Mn, r)
		switch {
		case in && from < 0:
			from = i
		case !in && from >= 0:
			places = append(places, [2]int{from, i})
			from = -1
		}
	}
	if from >= 0 {
		places = append(places, [2]int{from, len(text)})
	}
	return places
}

var (
	mails     = regexp.MustCompile(`[\p{L}\d._%+-]+@[\p{L}\d-]+(\.[\p{L}\d-]+)+`)
	phones    = regexp.MustCompile(`(\+|\b00?|\(\+?\d{1,4}\)\s?|\b0)\d[\d\s().-]{5,}\d`)
	longs     = regexp.MustCompile(`\b\d{9,}\b`)
	pairs     = regexp.MustCompile(`\b\d{4}[ -]\d{4}([ -]\d{2,4})?\b`)
	grouped   = regexp.MustCompile(`\b\d{3,4}[ -]\d{3,4}[ -]\d{3,5}\b`)
	passports = regexp.MustCompile(`\b[A-Z]{1,2} ?\d{6,8}\b`)
	digits    = regexp.MustCompile(`\d`)
	years     = regexp.MustCompile(`^(19|20)\d\d[ -](19|20)\d\d$`)
	dates     = regexp.MustCompile(`\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}[-./]\d{1,2}[-./]\d{2,4}\b`)
)

// Text is the text without what is personal.
func (m *Mask) Text(text string) string {
	if m.open || text == "" {
		return text
	}
	text = mails.ReplaceAllString(text, m.mail)
	text = m.withoutNames(text)
	// A date keeps its place while numbers are looked for.
	text = strings.ReplaceAll(text, "\x00", "")
	var kept []string
	text = dates.ReplaceAllStringFunc(text, func(d string) string {
		kept = append(kept, d)
		return "\x00"
	})
	text = phones.ReplaceAllStringFunc(text, func(s string) string {
		if len(digits.FindAllString(s, -1)) < 8 {
			return s
		}
		return m.number
	})
	text = longs.ReplaceAllString(text, m.number)
	text = grouped.ReplaceAllString(text, m.number)
	text = pairs.ReplaceAllStringFunc(text, func(s string) string {
		if years.MatchString(s) {
			return s
		}
		return m.number
	})
	text = passports.ReplaceAllString(text, m.number)
	for _, d := range kept {
		text = strings.Replace(text, "\x00", d, 1)
	}
	return text
}

// withoutNames replaces the names. One of a single word counts only where it is
// written with a capital: "Indah" and not "indah".
func (m *Mask) withoutNames(text string) string {
	places := split(text)
	var out strings.Builder
	done := 0
	for i := 0; i < len(places); i++ {
		n := m.match(text, places[i:])
		if n == 0 {
			continue
		}
		between := text[done:places[i][0]]
		instead := m.person
		if digits.MatchString(text[places[i][0]:places[i][1]]) { // a phone or a number of a person
			instead, between = m.number, strings.TrimSuffix(between, "+")
		}
		out.WriteString(between)
		out.WriteString(instead)
		done = places[i+n-1][1]
		i += n - 1
	}
	if done == 0 {
		return text
	}
	out.WriteString(text[done:])
	return out.String()
}

// match is how many of the words at the beginning are a name.
func (m *Mask) match(text string, places [][2]int) int {
	word := func(i int) string { return text[places[i][0]:places[i][1]] }
	for _, name := range m.names[strings.ToLower(word(0))] {
		if len(name) > len(places) {
			continue
		}
		same := true
		for i := 1; i < len(name) && same; i++ {
			same = strings.ToLower(word(i)) == name[i]
		}
		if !same || len(name) == 1 && strings.ToLower(word(0)) == word(0) && !digits.MatchString(word(0)) {
			continue
		}
		return len(name)
	}
	return 0
}
