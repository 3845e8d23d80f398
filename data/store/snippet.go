package store

import "strings"

// snippetRunes is about how long a snippet is.
const snippetRunes = 160

// snippet is the text around the first word that was searched for, with the
// words between \x01 and \x02. Lines stand apart by a point.
func snippet(text, query string) string {
	wanted := words(strings.ToLower(query))
	type span struct{ from, to int }
	var hits []span
	runes := []rune(strings.ReplaceAll(strings.TrimSpace(text), "\n", " · "))
	for i := 0; i < len(runes); {
		j := i
		for j < len(runes) && inWord(runes[j]) {
			j++
		}
		if j == i {
			i++
			continue
		}
		word := strings.ToLower(string(runes[i:j]))
		for _, w := range wanted {
			if strings.HasPrefix(word, w) {
				hits = append(hits, span{i, j})
				break
			}
		}
		i = j
	}
	from := 0
	if len(hits) > 0 {
		from = max(0, hits[0].from-snippetRunes/4)
	}
	to := min(len(runes), from+snippetRunes)
	var b strings.Builder
	if from > 0 {
		b.WriteString("…")
	}
	at := from
	for _, h := range hits {
		if h.from < at || h.to > to {
			continue
		}
		b.WriteString(string(runes[at:h.from]) + "\x01" + string(runes[h.from:h.to]) + "\x02")
		at = h.to
	}
	b.WriteString(string(runes[at:to]))
	if to < len(runes) {
		b.WriteString("…")
	}
	return b.String()
}
