package people

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Span is a piece of a text: its bytes From to To.
type Span struct{ From, To int }

// wanted is what is looked for, taken apart once.
type wanted struct {
	words  []string // folded words of a name
	digits string   // of a phone number, without the beginning that may differ
	mail   string
}

// leastDigits is how many digits tell a phone number from any other.
const leastDigits = 5

// parse says what a person typed: a mail, a phone number, else a name.
func parse(text string) wanted {
	text = strings.TrimSpace(text)
	if strings.Contains(text, "@") && !strings.ContainsAny(text, " \t") {
		return wanted{mail: small(text)}
	}
	letters := strings.IndexFunc(text, unicode.IsLetter) >= 0
	if d := local(text); !letters && len(d) >= leastDigits {
		return wanted{digits: d}
	}
	var w wanted
	for _, p := range tokens(text) {
		w.words = append(w.words, fold(text[p.From:p.To]))
	}
	return w
}

// Names reports whether a text names the person who was looked for.
func Names(text, person string) bool {
	w := parse(person)
	if w.nothing() {
		return false
	}
	spans, _ := w.in(text)
	return spans != nil || w.mentioned(text) != nil
}

func (w wanted) nothing() bool { return len(w.words) == 0 && w.digits == "" && w.mail == "" }

// local is the digits of a phone number as it is dialled within the country:
// +62 812…, 62812…, 0062 812… and 0812… are one.
func local(text string) string {
	d := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, text)
	d = strings.TrimLeft(d, "0")
	if len(d) > 9 {
		d = strings.TrimPrefix(d, "62")
	}
	return strings.TrimLeft(d, "0")
}

// old are the spellings before 1972 and what they are written as now.
var old = strings.NewReplacer("oe", "u", "dj", "j", "tj", "c", "sj", "sy", "nj", "ny", "ch", "kh")

// fold is a word as it is compared: small letters, no marks, today's spelling.
func fold(word string) string {
	ascii := true
	for i := range len(word) {
		ascii = ascii && word[i] < 0x80
	}
	if !ascii {
		word = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFKD.String(word))
	}
	return old.Replace(strings.ToLower(word))
}

// tokens are the words of a text.
func tokens(text string) []Span {
	var all []Span
	from := -1
	for i, r := range text {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) || r == '\'' || r == '’'
		if in && from < 0 {
			from = i
		} else if !in && from >= 0 {
			all, from = append(all, Span{from, i}), -1
		}
	}
	if from >= 0 {
		all = append(all, Span{from, len(text)})
	}
	return all
}

// in finds where a value of a personal field is what is wanted. near says that
// it is only spelled like it.
func (w wanted) in(value string) (spans []Span, near bool) {
	switch {
	case w.mail != "":
		return places(small(value), w.mail), false
	case w.digits != "":
		return w.phones(value), false
	}
	from := 0
	for line := range strings.Lines(value) { // a line names one person
		s, n := w.line(line)
		for _, x := range s {
			spans = append(spans, Span{from + x.From, from + x.To})
		}
		near = near || n
		from += len(line)
	}
	return spans, near
}

// line is where a line has all words, in any order.
func (w wanted) line(line string) (spans []Span, near bool) {
	places := tokens(line)
	used := make([]bool, len(places))
	lo, hi := len(line), 0
	for _, want := range w.words {
		best, how := -1, 0
		for i, p := range places {
			if used[i] {
				continue
			}
			if x := alike(fold(line[p.From:p.To]), want); x > how {
				best, how = i, x
			}
		}
		if best < 0 {
			return nil, false
		}
		used[best] = true
		near = near || how != same
		lo, hi = min(lo, places[best].From), max(hi, places[best].To)
	}
	if lo >= hi {
		return nil, false
	}
	return []Span{{lo, hi}}, near
}

// How a word is what is wanted.
const (
	spelledLike = iota + 1 // one letter differs
	begins
	same
)

func alike(word, want string) int {
	switch {
	case word == want:
		return same
	case len(want) >= 3 && strings.HasPrefix(word, want):
		return begins
	case len(want) >= 5 && oneOff(word, want):
		return spelledLike
	}
	return 0
}

// oneOff reports words that differ by one letter: another, one more, one less,
// or two that changed places.
func oneOff(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(x)-len(y) > 1 {
		return false
	}
	i := 0
	for i < len(y) && x[i] == y[i] {
		i++
	}
	if len(x) > len(y) {
		return slices.Equal(x[i+1:], y[i:])
	}
	if i == len(y) {
		return true
	}
	return slices.Equal(x[i+1:], y[i+1:]) || i+1 < len(y) && x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
}

// mentioned finds where free text seems to name what is wanted: all words of
// the name, whole, near each other.
func (w wanted) mentioned(text string) []Span {
	switch {
	case w.mail != "":
		return places(small(text), w.mail)
	case w.digits != "":
		return w.phones(text)
	}
	if len(w.words) == 1 && len(w.words[0]) < 3 {
		return nil
	}
	var spans []Span
	words := tokens(text)
	folded := make([]string, len(words))
	for i, p := range words {
		folded[i] = fold(text[p.From:p.To])
	}
	reach := len(w.words) + 2 // a middle name, a title
	for i := 0; i < len(words); i++ {
		if !slices.Contains(w.words, folded[i]) {
			continue
		}
		left := slices.Clone(w.words)
		last := i
		for j := i; j < min(len(words), i+reach) && len(left) > 0; j++ {
			if at := slices.Index(left, folded[j]); at >= 0 {
				left, last = slices.Delete(left, at, at+1), j
			}
		}
		if len(left) == 0 {
			spans = append(spans, Span{words[i].From, words[last].To})
			i = last
		}
	}
	return spans
}

// phones are the numbers in a text that end as the wanted one does.
func (w wanted) phones(text string) []Span {
	var spans []Span
	for i := 0; i < len(text); {
		if !numeral(text[i]) && text[i] != '+' {
			i++
			continue
		}
		j, end := i, i
		for j < len(text) && (numeral(text[j]) || strings.IndexByte("+ ().-", text[j]) >= 0) {
			if numeral(text[j]) {
				end = j + 1
			}
			j++
		}
		if end > i {
			if d := local(text[i:end]); strings.HasSuffix(d, w.digits) || len(d) >= 7 && strings.HasSuffix(w.digits, d) {
				spans = append(spans, Span{i, end})
			}
		}
		i = max(j, i+1)
	}
	return spans
}

func numeral(c byte) bool { return c >= '0' && c <= '9' }

// small is the text in small letters, as long as it was.
func small(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, s)
}

// places are where a text has a piece.
func places(lower, piece string) []Span {
	var spans []Span
	for at := 0; ; {
		i := strings.Index(lower[at:], piece)
		if i < 0 {
			return spans
		}
		spans = append(spans, Span{at + i, at + i + len(piece)})
		at += i + len(piece)
	}
}
