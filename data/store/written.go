package store

import (
	"fmt"

	"pinisi/data"
)

// Written is when each field of a record as it was read was last written; the
// latest of the values on which people disagree. All changes of one action have
// one time, so it tells what was written together.
func (s *Store) Written(rec data.Record) (map[string]data.HLC, error) {
	regs, err := readStamps(data.KindOf(rec.Kind), rec.Seen, s.author)
	if err != nil {
		return nil, fmt.Errorf("%w: stamps of %s %s: %w", ErrDamaged, rec.Kind, rec.ID, err)
	}
	at := make(map[string]data.HLC, len(regs))
	for _, r := range regs {
		for _, h := range r.Heads {
			at[r.field] = max(at[r.field], h.HLC)
		}
	}
	return at, nil
}
