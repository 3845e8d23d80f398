package segment

// say writes a text as what the language did not guess (arithmetic coding: the
// interval low to high narrows by the chance of each bit). The language then
// knows it.
func (l *language) say(text []byte) []byte {
	out := make([]byte, 0, len(text)/4+8)
	low, high := uint32(0), ^uint32(0)
	for _, c := range text {
		for i := 7; i >= 0; i-- {
			bit := uint32(c) >> i & 1
			middle := low + uint32(uint64(high-low)*uint64(l.guess)>>12)
			if bit == 1 {
				high = middle
			} else {
				low = middle + 1
			}
			l.learn(bit)
			for (low^high)>>24 == 0 {
				out = append(out, byte(high>>24))
				low, high = low<<8, high<<8|0xff
			}
		}
	}
	// Some number between low and high; the listener goes on with zeros.
	if low == 0 {
		return out
	}
	return append(out, byte(low>>24)+1)
}

// listen is the other side of [language.say]: the n bytes that said was written for.
func (l *language) listen(said []byte, n int) []byte {
	next := func() (c byte) {
		if len(said) > 0 {
			c, said = said[0], said[1:]
		}
		return c
	}
	out := make([]byte, 0, n)
	low, high, at := uint32(0), ^uint32(0), uint32(0)
	for range 4 {
		at = at<<8 | uint32(next())
	}
	for range n {
		c := byte(0)
		for range 8 {
			middle := low + uint32(uint64(high-low)*uint64(l.guess)>>12)
			bit := uint32(0)
			if at <= middle {
				bit, high = 1, middle
			} else {
				low = middle + 1
			}
			c = c<<1 | byte(bit)
			l.learn(bit)
			for (low^high)>>24 == 0 {
				low, high, at = low<<8, high<<8|0xff, at<<8|uint32(next())
			}
		}
		out = append(out, c)
	}
	return out
}
