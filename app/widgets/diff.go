package widgets

import "unicode"

// wordsOf returns the byte ranges of the words of a text, punctuation included.
func wordsOf(s string) []Span {
	var spans []Span
	from := -1
	for i, r := range s {
		if unicode.IsSpace(r) {
			if from >= 0 {
				spans = append(spans, Span{from, i})
				from = -1
			}
		} else if from < 0 {
			from = i
		}
	}
	if from >= 0 {
		spans = append(spans, Span{from, len(s)})
	}
	return spans
}

// diffLimit bounds the work of comparing: words of a × words of b.
const diffLimit = 4_000_000

// DiffWords returns the words of a and of b that the other does not have at that
// place (longest common subsequence of words). Neighbouring words are joined.
func DiffWords(a, b string) (inA, inB []Span) {
	wa, wb := wordsOf(a), wordsOf(b)
	if len(wa)*len(wb) > diffLimit {
		return wa, wb
	}
	// common[i][j] is the length for wa[i:] and wb[j:].
	common := make([][]int32, len(wa)+1)
	for i := range common {
		common[i] = make([]int32, len(wb)+1)
	}
	same := func(i, j int) bool { return a[wa[i].From:wa[i].To] == b[wb[j].From:wb[j].To] }
	for i := len(wa) - 1; i >= 0; i-- {
		for j := len(wb) - 1; j >= 0; j-- {
			if same(i, j) {
				common[i][j] = common[i+1][j+1] + 1
			} else {
				common[i][j] = max(common[i+1][j], common[i][j+1])
			}
		}
	}
	i, j := 0, 0
	for i < len(wa) || j < len(wb) {
		switch {
		case i < len(wa) && j < len(wb) && same(i, j):
			i, j = i+1, j+1
		case j >= len(wb) || i < len(wa) && common[i+1][j] >= common[i][j+1]:
			inA = joined(inA, wa[i], a)
			i++
		default:
			inB = joined(inB, wb[j], b)
			j++
		}
	}
	return inA, inB
}

// joined adds a word, joined with the last one if only a space is between.
func joined(spans []Span, word Span, s string) []Span {
	if n := len(spans); n > 0 && spans[n-1].To+1 == word.From && s[spans[n-1].To] == ' ' {
		spans[n-1].To = word.To
		return spans
	}
	return append(spans, word)
}
