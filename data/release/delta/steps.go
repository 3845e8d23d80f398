package delta

import (
	"encoding/binary"
	"iter"
)

// step makes the next bytes of the new version, those from at on.
type step struct {
	at, from  int // in the new and the old bytes
	add, copy int // bytes taken with a difference, bytes as they are
	move      int // from the end of the old stretch to the next one
}

const (
	hashed  = 8  // bytes by which a stretch is found
	looks   = 24 // candidates tried for one place
	plenty  = 1 << 10
	outruns = 8 // by how many bytes another stretch must fit better than the one at hand
)

// finder finds where old bytes like the given ones are.
type finder struct {
	old  []byte
	bits uint
	last []int32 // the last place with a hash, plus 1
	prev []int32 // the place with the same hash before this one, plus 1
}

func newFinder(old []byte) *finder {
	f := &finder{old: old, bits: 16}
	for f.bits < 24 && 1<<f.bits < len(old) {
		f.bits++
	}
	f.last, f.prev = make([]int32, 1<<f.bits), make([]int32, len(old))
	for i := 0; i+hashed <= len(old); i++ {
		h := f.hash(old[i:])
		f.prev[i], f.last[h] = f.last[h], int32(i+1)
	}
	return f
}

func (f *finder) hash(b []byte) uint32 {
	return uint32(binary.LittleEndian.Uint64(b) * 0x9E3779B97F4A7C15 >> (64 - f.bits))
}

// longest is the old place whose bytes agree longest with b, and for how long.
// It looks near the place expected first.
func (f *finder) longest(b []byte, expected int) (at, n int) {
	if expected >= 0 && expected < len(f.old) {
		at, n = expected, same(f.old[expected:], b)
	}
	if len(b) < hashed || n >= plenty {
		return at, n
	}
	next := f.last[f.hash(b)]
	for range looks {
		if next == 0 {
			break
		}
		i := int(next - 1)
		if i+n < len(f.old) && n < len(b) && f.old[i+n] == b[n] {
			if k := same(f.old[i:], b); k > n {
				if at, n = i, k; n >= plenty {
					break
				}
			}
		}
		next = f.prev[i]
	}
	return at, n
}

// same is for how many bytes both agree.
func same(a, b []byte) int {
	most, n := min(len(a), len(b)), 0
	for n+8 <= most && binary.LittleEndian.Uint64(a[n:]) == binary.LittleEndian.Uint64(b[n:]) {
		n += 8
	}
	for n < most && a[n] == b[n] {
		n++
	}
	return n
}

// steps are those that make new of old: bsdiff's walk.
func steps(old, new []byte) iter.Seq[step] {
	return func(yield func(step) bool) {
		f := newFinder(old)
		agrees := func(i, offset int) bool {
			return i+offset >= 0 && i+offset < len(old) && old[i+offset] == new[i]
		}
		scan, length, pos := 0, 0, 0             // the stretch found last
		lastScan, lastPos, lastOffset := 0, 0, 0 // the one at hand
		for scan < len(new) {
			score := 0 // how many of the bytes found agree at the offset at hand too
			scan += length
			for counted := scan; scan < len(new); scan++ {
				pos, length = f.longest(new[scan:], scan+lastOffset)
				for ; counted < scan+length; counted++ {
					if agrees(counted, lastOffset) {
						score++
					}
				}
				if length > 0 && length == score || length > score+outruns {
					break
				}
				if agrees(scan, lastOffset) {
					score--
				}
			}
			if length == score && scan < len(new) {
				continue
			}
			ahead := resembles(min(scan-lastScan, len(old)-lastPos), func(i int) bool { return old[lastPos+i] == new[lastScan+i] })
			back := 0
			if scan < len(new) {
				back = resembles(min(scan-lastScan, pos), func(i int) bool { return old[pos-1-i] == new[scan-1-i] })
			}
			if over := ahead + back - (scan - lastScan); over > 0 {
				// both reach into the same bytes: part them where most agree
				score, best, part := 0, 0, 0
				for i := range over {
					if new[lastScan+ahead-over+i] == old[lastPos+ahead-over+i] {
						score++
					}
					if new[scan-back+i] == old[pos-back+i] {
						score--
					}
					if score > best {
						best, part = score, i+1
					}
				}
				ahead, back = ahead-over+part, back-part
			}
			s := step{at: lastScan, from: lastPos, add: ahead, copy: scan - back - lastScan - ahead, move: pos - back - lastPos - ahead}
			if scan == len(new) {
				s.move = 0
			}
			if !yield(s) {
				return
			}
			lastScan, lastPos, lastOffset = scan-back, pos-back, pos-scan
		}
	}
}

// resembles is for how many of the next n bytes more than half agree.
func resembles(n int, agree func(int) bool) int {
	score, best, length := 0, 0, 0
	for i := range n {
		if agree(i) {
			score++
		}
		if value := 2*score - (i + 1); value > best {
			best, length = value, i+1
		}
	}
	return length
}
