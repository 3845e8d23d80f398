package tabular

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// Head is a heading in the forms in which it may name something: whole, what a
// web form puts in brackets, and its parts of several rows; all [Plain].
type Head []string

var bracket = regexp.MustCompile(`\[([^\]]+)\]\s*$`)

// HeadOf takes a heading apart.
func HeadOf(title string) Head {
	var h Head
	add := func(s string) {
		if s = Plain(s); s != "" && !slices.Contains(h, s) {
			h = append(h, s)
		}
	}
	add(title)
	if m := bracket.FindStringSubmatch(title); m != nil {
		add(m[1])
	}
	parts := strings.Split(title, join)
	for i := len(parts) - 1; i >= 0 && len(parts) > 1; i-- {
		add(parts[i])
	}
	return h
}

// Any reports whether one of the forms fits.
func (h Head) Any(fits func(string) bool) bool { return slices.ContainsFunc(h, fits) }

// Pick finds the column, not taken yet, that is called one of the names:
// exactly so, or else in few words that hold the name and none of not. Names
// are [Plain]. -1: none is.
func Pick(heads []Head, taken []bool, names []string, not ...string) int {
	for _, exact := range []bool{true, false} {
		for _, name := range names {
			for i, h := range heads {
				if taken[i] {
					continue
				}
				for _, s := range h {
					words := strings.Fields(s)
					if s == name || !exact && len(name) > 3 && len(words) <= 6 && strings.Contains(" "+s+" ", " "+name+" ") &&
						!slices.ContainsFunc(not, func(n string) bool { return slices.Contains(words, n) }) {
						return i
					}
				}
			}
		}
	}
	return -1
}

// Plain is a text as words in small letters, without punctuation.
func Plain(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return ' '
	}, s)
	return strings.Join(strings.Fields(s), " ")
}
