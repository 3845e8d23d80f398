package innovate

import (
	"strings"
	"unicode"
)

// Words counts the words of a text as people and word processors do: what
// stands between blanks and holds a letter or a digit. "undang-undang",
// "dan/atau" and an address on the net are one word each, a dash or bullet
// alone is none, and an em dash or an ellipsis parts words also without blanks
// around it. Each sign of a script without blanks between words counts as one.
func Words(text string) int {
	n, inside := 0, false
	runes := []rune(text)
	for i, r := range runes {
		switch {
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			n++
			inside = false
		case unicode.IsSpace(r), r == '—', r == '…', dots(runes, i):
			inside = false
		case !inside && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsNumber(r)):
			n++
			inside = true
		}
	}
	return n
}

// dots reports whether the sign is one of three or more full stops in a row.
func dots(runes []rune, i int) bool {
	if runes[i] != '.' {
		return false
	}
	from, to := i, i
	for from > 0 && runes[from-1] == '.' {
		from--
	}
	for to+1 < len(runes) && runes[to+1] == '.' {
		to++
	}
	return to-from >= 2
}

// Limit says how a count of words stands against a limit.
type Limit int

// Limits, from none to too many words.
const (
	NoLimit Limit = iota // none is known
	Empty                // nothing written
	Within
	Full // exactly the limit, or the last twentieth before it
	Over
)

// Against compares a count with a limit; a limit of 0 is none.
func Against(words, limit int) Limit {
	switch {
	case words == 0:
		return Empty
	case limit <= 0:
		return NoLimit
	case words > limit:
		return Over
	case words*20 >= limit*19:
		return Full
	}
	return Within
}

// blank reports whether nothing is written.
func blank(text string) bool { return strings.TrimSpace(text) == "" }
