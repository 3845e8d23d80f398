package segment

import (
	"sync"

	"github.com/klauspost/compress/zstd"
)

// language guesses a text bit by bit from what was said before: it mixes what
// followed the last letters and the beginning of the word earlier, and trusts
// most what guessed best so far (context mixing; M. Mahoney, "Adaptive Weighing
// of Context Models for Lossless Data Compression", 2005). It has read the
// dictionary, so it knows our words from the start.
//
// Both sides must guess the same for ever: all of it is whole numbers.
type language struct {
	text    []byte
	chances [contexts][]uint32 // by hash: 22 bits of chance that the next bit is 1, 10 of how often it was asked
	repeats [64]uint32         // the same, by the length of the repetition and the bit that it expects
	weights [3 * 256]inputs    // by how long the repetition is, and the bits of the letter so far
	lastAt  []int32            // by hash of the last letters: where they were last

	hashes [contexts]uint32 // of the contexts
	slots  [contexts]uint32 // in chances, for the next bit
	in     inputs
	weight *inputs
	guess  int32  // chance of 1 in 4096
	letter uint32 // its bits so far behind a 1
	before uint64 // the eight letters before
	word   uint32 // hash of the word so far
	at     int    // in text: what would follow if it repeats
	long   int    // letters of the repetition so far; 0: there is none
	repeat int    // in repeats, -1: no repetition

	base    *language // that it was set to
	touched []uint32  // of chances since: which of them, and the slot
	placed  []uint32  // of lastAt since
	full    bool      // more was touched than is noted
}

const (
	contexts  = 5
	chanceLog = 19
	lastLog   = 16
	longest   = 31      // repetition that is told apart
	noted     = 1 << 17 // beyond it copying all is as fast
)

// inputs are what the contexts and the repetition say, as logarithms of odds,
// or the weights of what they say.
type inputs [contexts + 1]int32

func newLanguage() *language {
	l := &language{lastAt: make([]int32, 1<<lastLog), letter: 1}
	for i := range l.chances {
		l.chances[i] = make([]uint32, 1<<chanceLog)
		for j := range l.chances[i] {
			l.chances[i][j] = 1 << 31
		}
	}
	for i := range l.repeats {
		l.repeats[i] = 1 << 31
	}
	for i := range l.weights {
		for j := range l.weights[i] {
			l.weights[i][j] = 1 << 14
		}
	}
	l.look()
	l.think()
	return l
}

// set makes l know what base knows. After a short text only what it changed is
// taken back.
func (l *language) set(base *language) {
	if l.base == base && !l.full {
		for _, s := range l.touched {
			from, slot := s>>chanceLog, s&(1<<chanceLog-1)
			l.chances[from][slot] = base.chances[from][slot]
		}
		for _, s := range l.placed {
			l.lastAt[s] = base.lastAt[s]
		}
	} else {
		for i := range l.chances {
			copy(l.chances[i], base.chances[i])
		}
		copy(l.lastAt, base.lastAt)
		l.text = append(l.text[:0], base.text...)
	}
	next := *base
	next.base, next.touched, next.placed, next.full = base, l.touched[:0], l.placed[:0], false
	next.chances, next.lastAt, next.text = l.chances, l.lastAt, l.text[:len(base.text)]
	*l = next
	l.think() // weight points into l
}

// educated has read the dictionary.
var educated = sync.OnceValue(func() *language {
	l := newLanguage()
	d, err := zstd.InspectDictionary(dictionary)
	if err != nil { // it is ours
		panic("segment: the dictionary is damaged: " + err.Error())
	}
	for _, c := range d.Content() {
		for i := 7; i >= 0; i-- {
			l.learn(uint32(c) >> i & 1)
		}
	}
	return l
})

var languages = sync.Pool{New: func() any {
	return &language{chances: newLanguage().chances, lastAt: make([]int32, 1<<lastLog)}
}}

// getLanguage gives an educated language, to be put back into languages.
func getLanguage() *language {
	l := languages.Get().(*language)
	l.set(educated())
	return l
}

// look turns to the next letter.
func (l *language) look() {
	b := l.before
	l.hashes = [contexts]uint32{
		0,
		uint32(b&0xffff) * 0x9e3779b1,
		uint32(b&0xffffff)*0x85ebca6b + 1,
		uint32(b)*0xc2b2ae35 + 2,
		(l.word+uint32(b&0xff))*0x27d4eb2f + 3,
	}
}

// think makes the guess of the next bit.
func (l *language) think() {
	set := 0
	if l.long > 0 {
		if set = 1; l.long > 15 {
			set = 2
		}
	}
	l.weight = &l.weights[set<<8|int(l.letter)]
	sum := int64(0)
	for i := range contexts {
		h := l.hashes[i] + l.letter*0x9e3779b1
		h = (h ^ h>>15) * 0x85ebca6b >> (32 - chanceLog)
		l.slots[i] = h
		l.in[i] = int32(logOdds[l.chances[i][h]>>20])
		sum += int64(l.in[i]) * int64(l.weight[i])
	}
	l.repeat, l.in[contexts] = -1, 0
	if l.long > 0 {
		expected, told := uint32(l.text[l.at])|1<<8, bitsTold(l.letter)
		if expected>>(8-told) == l.letter {
			l.repeat = min(l.long, longest)<<1 | int(expected>>(7-told)&1)
			l.in[contexts] = int32(logOdds[l.repeats[l.repeat]>>20])
			sum += int64(l.in[contexts]) * int64(l.weight[contexts])
		} else {
			l.long = 0
		}
	}
	l.guess = min(max(chance(int32(min(max(sum>>16, -2047), 2047))), 1), 4095)
}

// learn says what the next bit really was.
func (l *language) learn(bit uint32) {
	miss := (int32(bit<<12) - l.guess) * 6
	for i := range l.in {
		l.weight[i] += (l.in[i]*miss + 1<<13) >> 14
	}
	if l.full = l.full || len(l.touched)+contexts > noted; !l.full {
		for i, slot := range l.slots {
			l.touched = append(l.touched, uint32(i)<<chanceLog|slot)
		}
	}
	for i, slot := range l.slots {
		adapt(&l.chances[i][slot], bit, 60)
	}
	if l.repeat >= 0 {
		adapt(&l.repeats[l.repeat], bit, 1000)
	}
	if l.letter = l.letter<<1 | bit; l.letter > 0xff {
		l.hear(byte(l.letter))
		l.letter = 1
	}
	l.think()
}

// hear ends a letter.
func (l *language) hear(c byte) {
	l.before = l.before<<8 | uint64(c)
	l.text = append(l.text, c)
	switch {
	case 'A' <= c && c <= 'Z':
		c |= 0x20
		fallthrough
	case 'a' <= c && c <= 'z' || c >= 0x80:
		l.word = (l.word + uint32(c)) * 0x2f0b4c47
	default:
		l.word = 0
	}
	last := l.before & 0xffffffffff * 0x9e3779b97f4a7c15 >> (64 - lastLog)
	if l.long > 0 {
		l.long++
		l.at++
	} else if l.at = int(l.lastAt[last]); l.at > 0 {
		for l.long <= longest && l.long < l.at && l.text[l.at-1-l.long] == l.text[len(l.text)-1-l.long] {
			l.long++
		}
	}
	if !l.full {
		l.placed = append(l.placed, uint32(last))
	}
	l.lastAt[last] = int32(len(l.text))
	l.look()
}

// adapt moves a chance towards a bit, less with every time, down to 1 in limit.
func adapt(p *uint32, bit, limit uint32) {
	n, is := *p&1023, int64(*p>>10)
	is += (int64(bit)*(1<<22-1) - is) * pace[n] >> 16
	if n < limit {
		n++
	}
	*p = uint32(is)<<10 | n
}

func bitsTold(letter uint32) (n int) {
	for ; letter > 1; letter >>= 1 {
		n++
	}
	return n
}

// odds is 4096/(1+exp(-x/256)) for x from -2048 in steps of 128.
var odds = [33]int32{1, 2, 4, 6, 10, 17, 27, 45, 74, 120, 194, 311, 488, 747, 1102, 1546, 2048, 2550, 2994, 3349, 3608, 3785, 3902, 3976, 4022, 4051, 4069, 4079, 4086, 4090, 4092, 4094, 4095}

// chance in 4096 of the logarithm of odds, -2047 to 2047.
func chance(x int32) int32 {
	i, part := (x+2048)>>7, x&127
	return (odds[i]*(128-part) + odds[i+1]*part + 64) >> 7
}

var (
	logOdds [4096]int16 // the inverse of chance
	pace    [1024]int64 // 65536/(n+1.6)
)

func init() {
	next := int32(0)
	for x := int32(-2047); x <= 2047; x++ {
		for c := chance(x); next <= c; next++ {
			logOdds[next] = int16(x)
		}
	}
	for ; next < 4096; next++ {
		logOdds[next] = 2047
	}
	for i := range pace {
		pace[i] = 65536 * 10 / (10*int64(i) + 16)
	}
}
