package segment

import (
	"unicode"
	"unicode/utf8"
)

// step is one place where two texts differ.
type step struct {
	keep, drop int // bytes of the base
	text       string
}

// maxEdits is how many words may differ before only the common beginning and
// end of two texts are looked for: time and memory grow with its square.
const maxEdits = 400

// shortest stretch in bytes that is worth two steps instead of one
const minKeep = 4

// diff finds the steps from base to next by words (Myers, "An O(ND) Difference
// Algorithm", 1986).
func diff(base, next string) []step {
	head := commonPrefix(base, next)
	tail := commonSuffix(base[head:], next[head:])
	a, b := words(base[head:len(base)-tail]), words(next[head:len(next)-tail])
	var steps []step
	at := 0 // how far the base is told
	put := func(from, to int, text string) {
		if n := len(steps); n > 0 && from-at < minKeep { // join it with the last one
			last := &steps[n-1]
			last.text += base[at:from] + text
			last.drop += to - at
		} else if from < to || text != "" {
			steps = append(steps, step{from - at, to - from, text})
		}
		at = to
	}
	edits, ok := myers(a, b)
	if !ok {
		put(head, len(base)-tail, next[head:len(next)-tail])
		return steps
	}
	offA, offB := offsets(a, head), offsets(b, head)
	for _, e := range edits {
		put(offA[e.a0], offA[e.a1], next[offB[e.b0]:offB[e.b1]])
	}
	at = 0
	for i := range steps { // what two different words begin and end with stays
		s := &steps[i]
		old := base[at+s.keep : at+s.keep+s.drop]
		n := commonPrefix(old, s.text)
		s.keep, s.drop, s.text, old = s.keep+n, s.drop-n, s.text[n:], old[n:]
		if m := commonSuffix(old, s.text); m > 0 {
			s.drop, s.text = s.drop-m, s.text[:len(s.text)-m]
			if i+1 < len(steps) {
				steps[i+1].keep += m
			}
		}
		at += s.keep + s.drop
	}
	return steps
}

// edit replaces words a0 to a1 of one text by b0 to b1 of the other.
type edit struct{ a0, a1, b0, b1 int }

// myers finds the fewest words to drop and put in; not if they are too many.
func myers(a, b []string) ([]edit, bool) {
	n, m := len(a), len(b)
	limit := min(n+m, maxEdits)
	v := make([]int32, 2*limit+3) // furthest x on diagonal k, at k+limit+1
	var trace [][]int32
	mid := limit + 1
	for d := 0; d <= limit; d++ {
		trace = append(trace, append([]int32(nil), v[mid-d:mid+d+1]...)) // diagonals -d to d before round d
		for k := -d; k <= d; k += 2 {
			var x int
			if k == -d || k != d && v[mid+k-1] < v[mid+k+1] {
				x = int(v[mid+k+1])
			} else {
				x = int(v[mid+k-1]) + 1
			}
			y := x - k
			for x < n && y < m && a[x] == b[y] {
				x++
				y++
			}
			v[mid+k] = int32(x)
			if x >= n && y >= m {
				return backtrack(trace, n, m), true
			}
		}
	}
	return nil, false
}

// backtrack walks the rounds back from the end and joins neighbouring edits.
func backtrack(trace [][]int32, x, y int) []edit {
	var edits []edit
	for d := len(trace) - 1; d > 0; d-- {
		v := trace[d] // v[d+k]
		k := x - y
		at := func(k int) int {
			if k < -d || k > d {
				return 0
			}
			return int(v[d+k])
		}
		down := k == -d || k != d && at(k-1) < at(k+1)
		pk := k - 1
		if down {
			pk = k + 1
		}
		px := at(pk)
		py := px - pk
		e := edit{px, px + 1, py, py}
		if down {
			e = edit{px, px, py, py + 1}
		}
		if l := len(edits) - 1; l >= 0 && edits[l].a0 == e.a1 && edits[l].b0 == e.b1 {
			edits[l].a0, edits[l].b0 = e.a0, e.b0
		} else {
			edits = append(edits, e)
		}
		x, y = px, py
	}
	for i, j := 0, len(edits)-1; i < j; i, j = i+1, j-1 {
		edits[i], edits[j] = edits[j], edits[i]
	}
	return edits
}

// words cuts a text into words and single other characters.
func words(s string) []string {
	var all []string
	for len(s) > 0 {
		n := 0
		for n < len(s) {
			r, size := utf8.DecodeRuneInString(s[n:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				if n == 0 {
					n = size
				}
				break
			}
			n += size
		}
		all = append(all, s[:n])
		s = s[n:]
	}
	return all
}

func offsets(words []string, start int) []int {
	at := append(make([]int, 0, len(words)+1), start)
	for _, w := range words {
		start += len(w)
		at = append(at, start)
	}
	return at
}

// commonPrefix is how many bytes, of whole characters, two texts begin with.
func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && (n < len(a) && !utf8.RuneStart(a[n]) || n < len(b) && !utf8.RuneStart(b[n])) {
		n--
	}
	return n
}

// commonSuffix is how many bytes, of whole characters, two texts end with.
func commonSuffix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	for n > 0 && !utf8.RuneStart(a[len(a)-n]) {
		n--
	}
	return n
}
