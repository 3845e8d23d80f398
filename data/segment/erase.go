package segment

import (
	"fmt"

	"pinisi/data"
)

// Erase gives the segment without the personal values that which chooses
// (hapus data pribadi, UU 27/2022 art. 8 and 16). It stays verifiable: their
// places hold what the signature covers, and [Decode] gives values of type
// [data.Erased] for them. Other changes are never touched, and erasing in any
// order and number of steps gives the same bytes. seq is the number of the
// change in its stream.
func Erase(b []byte, which func(run Run, op Op, seq uint64) bool) ([]byte, error) {
	s, err := Decode(b)
	if err != nil {
		return nil, fmt.Errorf("erase personal values: %w", err)
	}
	f, err := parse(b)
	if err != nil {
		return nil, fmt.Errorf("erase personal values: %w", err)
	}
	old, err := f.open()
	if err != nil {
		return nil, fmt.Errorf("erase personal values: %w", err)
	}
	next := secrets{salted: true, salts: make([][16]byte, f.personal), values: old.values, gone: make([]bool, f.personal)}
	var m mac
	i, changed, seq := 0, false, s.From-1
	for _, run := range s.Runs {
		for _, op := range run.Ops {
			seq++
			if !op.Personal {
				continue
			}
			next.gone[i] = old.gone != nil && old.gone[i]
			if !next.gone[i] {
				next.salts[i] = old.salt(i, &m)
				if which(run, op, seq) {
					c := old.commitment(i, &m)
					next.values[i] = data.Value{T: data.Erased, S: string(c[:])}
					next.gone[i], changed = true, true
				}
			}
			i++
		}
	}
	if !changed {
		return append([]byte(nil), b...), nil
	}
	return assemble(f.header, f.public, next.seal(), f.personal, f.signature), nil
}
