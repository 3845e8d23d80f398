package hub

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"pinisi/data"
	"pinisi/data/segment"
	"pinisi/data/store"
)

// The hub takes erasures (data.Erasure) out of the segments that it takes in,
// and keeps its own: what it holds of an erased value goes in the transaction
// that stores the erasure, what comes later is erased before it is stored. A
// segment's signature, and so every chain and mark, stays what it was.

// mayState reports whether a segment can state an erasure, without decoding it:
// the names of kinds stand in it as they are.
func mayState(sealed []byte) bool { return bytes.Contains(sealed, []byte(data.Erasure.Name)) }

// withoutErased is a segment on its way in, packed, without what is gone.
func (t transaction) withoutErased(in Incoming, packed []byte) ([]byte, error) {
	var any bool
	if err := t.one(`SELECT EXISTS(SELECT 1 FROM erased WHERE scope=?)`, in.Stream.Scope).Scan(&any); err != nil || !any {
		return packed, err
	}
	seg, err := segment.Decode(in.Sealed)
	if err != nil {
		return packed, nil // no device can read it either: it stops nothing here
	}
	gone := store.Erasures{}
	seen := map[data.ID]bool{}
	for i := range seg.Runs {
		if record := seg.Runs[i].Record; !seen[record] {
			seen[record] = true
			if err := t.erasuresOf(gone, in.Stream.Scope, record); err != nil {
				return nil, err
			}
		}
	}
	if !gone.Covers(seg) {
		return packed, nil
	}
	b, err := gone.Erase(in.Sealed, in.Stream)
	if err != nil {
		return nil, err
	}
	return segment.Pack(b), nil
}

// erasuresOf adds those of a record that were taken in before.
func (t transaction) erasuresOf(gone store.Erasures, scope string, record data.ID) error {
	st, err := t.stmt(`SELECT field, covers FROM erased WHERE scope=? AND record=?`)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(t.ctx, scope, record[:])
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var field, covers string
		if err := rows.Scan(&field, &covers); err != nil {
			return err
		}
		values := map[string]data.Value{"record": data.RefValue(record), "field": data.TextValue(field), "covers": {T: data.JSON, S: covers}}
		gone.Note(scope, func(field string) data.Value { return values[field] })
	}
	return rows.Err()
}

// eraseStated takes the values of the erasures that new segments state out of
// all that is here. It reports whether there were any.
func (t transaction) eraseStated(fresh []Incoming) (bool, error) {
	stated := map[string]store.Erasures{} // by scope
	for _, in := range fresh {
		if !mayState(in.Sealed) {
			continue
		}
		seg, err := segment.Decode(in.Sealed)
		if err != nil {
			continue
		}
		scope := in.Stream.Scope
		err = store.States(seg, func(get func(field string) data.Value) error {
			if stated[scope] == nil {
				stated[scope] = store.Erasures{}
			}
			record, added := stated[scope].Note(scope, get)
			if !added {
				return nil
			}
			return t.exec(`INSERT OR IGNORE INTO erased VALUES (?,?,?,?)`, scope, record[:], get("field").S, get("covers").S)
		})
		if err != nil {
			return false, fmt.Errorf("take an erasure in: %w", err)
		}
	}
	for scope, gone := range stated {
		records := map[data.ID]bool{}
		for record := range gone {
			records[record] = true
		}
		for device := range gone.Devices(records) {
			if err := t.eraseOf(scope, device, gone); err != nil {
				return false, fmt.Errorf("erase personal values of %s: %w", scope, err)
			}
		}
	}
	if len(stated) == 0 {
		return false, nil
	}
	return true, t.exec(`INSERT INTO setting VALUES ('scrub','1') ON CONFLICT DO UPDATE SET value='1'`)
}

// eraseKept takes in the erasures that an older hub stored like any other record.
func (t transaction) eraseKept() error {
	rows, err := t.tx.QueryContext(t.ctx, `SELECT scope.name, packed FROM segment JOIN scope ON scope.id=segment.scope`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var stating []Incoming
	for rows.Next() {
		var in Incoming
		var packed []byte
		if err := rows.Scan(&in.Stream.Scope, &packed); err != nil {
			return err
		}
		if in.Sealed, err = segment.Unpack(packed); err != nil {
			return err
		}
		if mayState(in.Sealed) {
			stating = append(stating, in)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	_, err = t.eraseStated(stating)
	return err
}

// eraseOf rewrites the segments of a device in a scope.
func (t transaction) eraseOf(scope string, device data.DeviceID, gone store.Erasures) error {
	st, err := t.stmt(`SELECT arrival FROM segment JOIN stream ON stream.id=segment.stream JOIN scope ON scope.id=segment.scope WHERE scope.name=? AND stream.device=?`)
	if err != nil {
		return err
	}
	rows, err := st.QueryContext(t.ctx, scope, device[:])
	if err != nil {
		return err
	}
	var all []int64
	for rows.Next() {
		var arrival int64
		if err := rows.Scan(&arrival); err != nil {
			rows.Close()
			return err
		}
		all = append(all, arrival)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, arrival := range all {
		var packed []byte
		if err := t.one(`SELECT packed FROM segment WHERE arrival=?`, arrival).Scan(&packed); err != nil {
			return err
		}
		b, err := segment.Unpack(packed)
		if err != nil {
			return fmt.Errorf("read segment %d: %w", arrival, err)
		}
		seg, err := segment.Decode(b)
		if err != nil || !gone.Covers(seg) {
			continue
		}
		if b, err = gone.Erase(b, seg.Stream); err != nil {
			return err
		}
		if err := t.exec(`UPDATE segment SET packed=? WHERE arrival=?`, segment.Pack(b), arrival); err != nil {
			return err
		}
	}
	return nil
}

// scrubAgain is how long after a failure the file is cleaned again.
const scrubAgain = time.Minute

// Scrub writes the file anew and empties its write-ahead log if values were
// erased since it was last done. It runs by itself; writes wait meanwhile.
func (s *SQLite) Scrub(ctx context.Context) error {
	if due, err := s.Setting(ctx, "scrub"); err != nil || due != "1" {
		return err
	}
	if _, err := s.write.ExecContext(ctx, `VACUUM`); err != nil {
		return wrap(err, "clean the hub's database of what was erased")
	}
	var busy, frames, done int
	if err := s.write.QueryRowContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`).Scan(&busy, &frames, &done); err != nil {
		return wrap(err, "empty the write-ahead log")
	}
	if busy != 0 {
		return errors.New("empty the write-ahead log: it is being read")
	}
	return s.SetSetting(ctx, "scrub", "0")
}
