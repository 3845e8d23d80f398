package segment

import (
	"crypto/sha256"
	"encoding/binary"

	"pinisi/data"
)

// secrets are the personal values of a segment. The signature covers only
// their commitments, salted hashes, so that a value can be erased and nobody
// can find it out by trying names, while the rest still verifies:
//
//	salt(i)       = first 16 bytes of HMAC-SHA256(seed, i as 8 bytes)
//	commitment(i) = HMAC-SHA256(salt(i), type of the value ‖ the value)
//	root          = SHA-256(commitment(0) ‖ commitment(1) ‖ …)
//
// As written by the device the section carries the seed. Once something is
// erased it carries the salts of the values that stay instead, and the
// commitments of those that went.
type secrets struct {
	seed   [16]byte
	salted bool       // salts tells the salts; else seed does
	salts  [][16]byte // of each value
	values []data.Value
	gone   []bool // nil: none. The value is then its commitment
}

const (
	secretSeed = iota
	secretSalts
)

func (p *secrets) salt(i int, m *mac) [16]byte {
	if p.salted {
		return p.salts[i]
	}
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(i))
	sum := m.sum(p.seed, n[:])
	return [16]byte(sum[:16])
}

func (p *secrets) commitment(i int, m *mac) [32]byte {
	v := p.values[i]
	if p.gone != nil && p.gone[i] {
		return [32]byte([]byte(v.S))
	}
	salt := p.salt(i, m)
	m.value = append(m.value[:0], byte(v.T))
	switch v.T {
	case data.Bool, data.Int, data.Float:
		m.value = binary.BigEndian.AppendUint64(m.value, uint64(v.I))
	default:
		m.value = append(m.value, v.S...)
	}
	return m.sum(salt, m.value)
}

func (p *secrets) root() [32]byte {
	if len(p.values) == 0 {
		return [32]byte{}
	}
	var m mac
	h := sha256.New()
	for i := range p.values {
		c := p.commitment(i, &m)
		h.Write(c[:])
	}
	return [32]byte(h.Sum(nil))
}

// seal writes the section.
func (p *secrets) seal() section {
	var out regions
	if p.salted {
		out.uvarint(secretSalts)
		for i, salt := range p.salts {
			if !p.gone[i] {
				out.raw = append(out.raw, salt[:]...)
			}
		}
	} else {
		out.uvarint(secretSeed)
		out.raw = append(out.raw, p.seed[:]...)
	}
	var w valueWriter
	w.begin(&out)
	for i, v := range p.values {
		if p.gone != nil && p.gone[i] {
			w.put(formGone, 0)
			out.raw = append(out.raw, v.S...)
		} else {
			w.value(v)
		}
	}
	w.end()
	return section(out)
}

// open reads the personal values of a segment.
func (f *frame) open() (secrets, error) {
	var p secrets
	if f.personal == 0 {
		return p, nil
	}
	r := f.secret.reader()
	mode := r.below(secretSalts + 1)
	p.salted = mode == secretSalts
	if !p.salted {
		copy(p.seed[:], r.random(16))
	}
	// The forms come before the salts that they tell the number of: look ahead.
	var v valueReader
	v.begin(&r, f.personal)
	if p.salted {
		p.salts, p.gone = make([][16]byte, f.personal), make([]bool, f.personal)
		for i, form := range v.forms {
			if form == formGone {
				p.gone[i] = true
			} else {
				copy(p.salts[i][:], r.random(16))
			}
		}
	}
	p.values = make([]data.Value, f.personal)
	for i, form := range v.forms {
		if form == formGone && !p.salted {
			r.fail("a personal value is gone, yet the secret is there")
		}
		p.values[i] = v.value(form)
		if r.bad != "" {
			break
		}
	}
	r.done()
	if r.bad != "" {
		return p, bad("personal values: " + r.bad)
	}
	return p, nil
}

// mac computes HMAC-SHA256 (RFC 2104) with keys of 16 bytes, without allocating.
type mac struct{ block, value []byte }

func (m *mac) sum(key [16]byte, message []byte) [32]byte {
	var outer [64 + 32]byte
	m.block = append(m.block[:0], outer[:64]...)
	for i := range 64 {
		m.block[i], outer[i] = 0x36, 0x5c
	}
	for i, k := range key {
		m.block[i] ^= k
		outer[i] ^= k
	}
	m.block = append(m.block, message...)
	inner := sha256.Sum256(m.block)
	copy(outer[64:], inner[:])
	return sha256.Sum256(outer[:])
}
