package segment

import (
	"encoding/binary"
	"unicode/utf8"
)

// regions are the bytes of a section while it is written, kept apart by their
// statistics so that they compress well: numbers, words, and what is random.
type regions struct {
	codes, texts, raw []byte
}

func (r *regions) uvarint(n uint64) { r.codes = binary.AppendUvarint(r.codes, n) }
func (r *regions) varint(n int64)   { r.uvarint(zigzag(n)) }

// column writes numbers: 0 and all of them, or one more than the number that all are.
func (r *regions) column(numbers []uint64) {
	if len(numbers) == 0 {
		return
	}
	same := numbers[0] != ^uint64(0)
	for _, n := range numbers[1:] {
		same = same && n == numbers[0]
	}
	if same {
		r.uvarint(numbers[0] + 1)
		return
	}
	r.uvarint(0)
	for _, n := range numbers {
		r.uvarint(n)
	}
}

func (r *regions) text(s string) {
	r.uvarint(uint64(len(s)))
	r.texts = append(r.texts, s...)
}

func zigzag(n int64) uint64   { return uint64(n<<1) ^ uint64(n>>63) }
func unzigzag(n uint64) int64 { return int64(n>>1) ^ -int64(n&1) }

// reader takes a section apart. After the first mistake it gives zeros and
// keeps the reason, so that callers look once, at the end of a loop.
type reader struct {
	codes []byte
	texts string
	raw   []byte
	bad   string
}

func (r *reader) fail(reason string) {
	if r.bad == "" {
		r.bad = reason
	}
}

func (r *reader) uvarint() uint64 {
	if len(r.codes) > 0 && r.codes[0] < 0x80 {
		n := r.codes[0]
		r.codes = r.codes[1:]
		return uint64(n)
	}
	n, size := binary.Uvarint(r.codes)
	if size <= 0 || r.codes[size-1] == 0 { // cut off, too large, or longer than need be
		r.fail("a number is malformed")
		r.codes = nil
		return 0
	}
	r.codes = r.codes[size:]
	return n
}

func (r *reader) varint() int64 { return unzigzag(r.uvarint()) }

// below reads a number that must be less than limit.
func (r *reader) below(limit int) int {
	n := r.uvarint()
	if n >= uint64(limit) {
		r.fail("an index is out of range")
		return 0
	}
	return int(n)
}

// count reads how many things follow; each takes at least one more byte of codes.
func (r *reader) count() int {
	n := r.uvarint()
	if n > uint64(len(r.codes)) {
		r.fail("a count is larger than what follows")
		return 0
	}
	return int(n)
}

// countOf is [reader.count] of things that take size bytes of codes each.
func (r *reader) countOf(size int) int {
	n := r.count()
	if n > len(r.codes)/size {
		r.fail("a count is larger than what follows")
		return 0
	}
	return n
}

// bytes takes the next n codes as they are.
func (r *reader) bytes(n int) []byte {
	if n > len(r.codes) {
		r.fail("bytes are missing")
		return make([]byte, n) // n is a constant of ours
	}
	b := r.codes[:n]
	r.codes = r.codes[n:]
	return b
}

func (r *reader) random(n uint64) []byte {
	if n > uint64(len(r.raw)) {
		r.fail("bytes are missing")
		return nil
	}
	b := r.raw[:n:n]
	r.raw = r.raw[n:]
	return b
}

// take is the next n bytes of text. The region as a whole is valid UTF-8, so
// a text is too if it does not begin or end inside a character.
func (r *reader) take(n uint64) string {
	if n > uint64(len(r.texts)) || n < uint64(len(r.texts)) && !utf8.RuneStart(r.texts[n]) {
		r.fail("a text is cut")
		return ""
	}
	s := r.texts[:n]
	r.texts = r.texts[n:]
	return s
}

func (r *reader) text() string { return r.take(r.uvarint()) }

// column is the reading side of [regions.column].
type column struct {
	r    *reader
	list bool
	same uint64
}

func (r *reader) column(n int) column {
	if n == 0 {
		return column{}
	}
	c := r.uvarint()
	return column{r: r, list: c == 0, same: c - 1}
}

func (c *column) next() uint64 {
	if c.list {
		return c.r.uvarint()
	}
	return c.same
}

// done checks that nothing is left over.
func (r *reader) done() {
	if len(r.codes)+len(r.texts)+len(r.raw) > 0 {
		r.fail("there is more than was announced")
	}
}
