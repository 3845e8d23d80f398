package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"

	"pinisi/data"
	"pinisi/data/segment"
)

// loadErasures reads them from their records: at the start, and after a
// transaction that failed.
func (s *Store) loadErasures(ctx context.Context) error {
	s.erased = Erasures{}
	if s.tables["erasure"] == nil {
		return nil
	}
	rows, err := s.w.conn.QueryContext(ctx, "SELECT scope, of_kind, record, field, covers FROM r_erasure ORDER BY rid")
	if err != nil {
		return fmt.Errorf("read what was erased: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var scope string
		var kind, field, covers sql.NullString
		var record []byte
		if err := rows.Scan(&scope, &kind, &record, &field, &covers); err != nil {
			return fmt.Errorf("read what was erased: %w", err)
		}
		if len(record) == 16 {
			s.erased.note(data.ID(record), gone{kind: kind.String, field: field.String, scope: scope, covers: data.Value{T: data.JSON, S: covers.String}})
		}
	}
	return rows.Err()
}

// noteErasure takes in an erasure record that was stored: its values go before
// the transaction ends.
func (w *writer) noteErasure(scope string, get func(field string) data.Value) {
	if record, added := w.s.erased.Note(scope, get); added {
		if w.erase == nil {
			w.erase = map[data.ID]bool{}
		}
		w.erase[record] = true
	}
}

// withoutErased is a segment on its way in, without the values that are gone.
func (w *writer) withoutErased(b []byte, seg *segment.Segment) ([]byte, *segment.Segment, error) {
	if !w.s.erased.Covers(seg) {
		return b, seg, nil
	}
	b, err := w.s.erased.Erase(b, seg.Stream)
	if err != nil {
		return nil, nil, err
	}
	seg, err = segment.Decode(b)
	return b, seg, err
}

// unerased reports whether a segment of the log holds a value that was erased.
func (s *Store) unerased(b []byte) (bool, error) {
	s.mu.Lock()
	none := len(s.erased) == 0
	s.mu.Unlock()
	if none {
		return false, nil
	}
	seg, err := segment.Decode(b)
	if err != nil {
		return false, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.erased.Covers(seg), nil
}

// eraseNow takes the values of the erasures that this transaction took in out
// of all that the database holds.
func (w *writer) eraseNow(ctx context.Context) error {
	records := w.erase
	w.erase = nil
	if len(records) == 0 {
		return nil
	}
	if err := w.sealErased(records); err != nil {
		return fmt.Errorf("erase personal values: seal them: %w", err)
	}
	err := w.eachSegmentOf(ctx, w.s.erased.Devices(records), func(n int64, b []byte, seg *segment.Segment) error {
		if !w.s.erased.Covers(seg) {
			return nil
		}
		b, err := w.s.erased.Erase(b, seg.Stream)
		if err != nil {
			return err
		}
		_, err = w.exec("UPDATE segment SET packed=? WHERE n=?", segment.Pack(b), n)
		return err
	})
	if err != nil {
		return fmt.Errorf("erase personal values in the log: %w", err)
	}
	w.s.cache.clear()
	if err := w.eraseWaiting(); err != nil {
		return fmt.Errorf("erase personal values in segments that wait: %w", err)
	}
	if err := w.eraseQuarantine(); err != nil {
		return fmt.Errorf("erase personal values in segments kept apart: %w", err)
	}
	for record := range records {
		if err := w.eraseRow(record); err != nil {
			return fmt.Errorf("erase personal values of %s: %w", record, err)
		}
	}
	if _, err := w.exec("DELETE FROM action WHERE label<>? AND hlc NOT IN (SELECT hlc FROM action_edit)", labelErased); err != nil {
		return err
	}
	return w.setting(settingScrub, "1")
}

// sealErased seals own changes that an erasure covers: only in a segment do
// their values have commitments that can stand in their places.
func (w *writer) sealErased(records map[data.ID]bool) error {
	sids := map[uint32]bool{}
	err := w.eachPending(func(c *logged) error {
		c.op.Personal = personal(c.kind, c.op.Field)
		if records[c.record] && w.s.erased.takes(c.record, &c.op, w.s.streamOf(c.at.Stream), c.at.Seq, c.hlc) {
			sids[c.at.Stream] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, sid := range slices.Sorted(maps.Keys(sids)) {
		if err := w.seal(w.s.names.bySid[sid], erasedSegment); err != nil {
			return err
		}
	}
	return nil
}

// erasedSegment is how large segments are sealed then, in bytes: as on a line
// of unknown speed.
const erasedSegment = 24 << 10

func (w *writer) eraseWaiting() error {
	rows, err := w.query("SELECT sid, first, packed FROM waiting")
	if err != nil {
		return err
	}
	type entry struct {
		sid, first int64
		packed     []byte
	}
	var all []entry
	for rows.Next() {
		var e entry
		if err := rows.Scan(&e.sid, &e.first, &e.packed); err != nil {
			rows.Close()
			return err
		}
		all = append(all, e)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, e := range all {
		b, err := segment.Unpack(e.packed)
		if err != nil {
			return fmt.Errorf("%w: a waiting segment: %w", ErrDamaged, err)
		}
		seg, err := segment.Decode(b)
		if err != nil || !w.s.erased.Covers(seg) {
			continue // what cannot be read is quarantined when its turn comes
		}
		if b, err = w.s.erased.Erase(b, seg.Stream); err != nil {
			return err
		}
		if _, err := w.exec("UPDATE waiting SET packed=? WHERE sid=? AND first=?", segment.Pack(b), e.sid, e.first); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) eraseQuarantine() error {
	rows, err := w.query("SELECT n, bytes FROM quarantine")
	if err != nil {
		return err
	}
	all := map[int64][]byte{}
	for rows.Next() {
		var n int64
		var b []byte
		if err := rows.Scan(&n, &b); err != nil {
			rows.Close()
			return err
		}
		all[n] = b
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for n, b := range all {
		if kept := w.s.erased.kept(b); string(kept) != string(b) {
			if _, err := w.exec("UPDATE quarantine SET bytes=? WHERE n=?", kept, n); err != nil {
				return err
			}
		}
	}
	return nil
}

// eraseRow makes the row of a record what the log now makes of it, and takes
// the erased fields out of what undo remembers.
func (w *writer) eraseRow(record data.ID) error {
	rows := map[string]*row{}
	for _, g := range w.s.erased[record] {
		if _, err := w.exec("DELETE FROM action_edit WHERE record=? AND field=? AND created=0", record[:], g.field); err != nil {
			return err
		}
		r := rows[g.kind]
		if r == nil {
			var err error
			if r, err = w.load(g.kind, record); err != nil {
				return err
			}
			rows[g.kind] = r
		}
		reg := r.find(g.field)
		if r.rid == 0 || reg == nil {
			continue
		}
		for i := range reg.Heads {
			h := &reg.Heads[i]
			if h.Value.IsNull() || h.Value.T == data.Erased {
				continue
			}
			c, err := w.s.change(w.query, h.At)
			if err != nil {
				return err
			}
			if c != nil && c.op.Value.T == data.Erased {
				h.Value, r.dirty = c.op.Value, true
			}
		}
	}
	for _, r := range rows {
		if r.dirty {
			if err := w.save(r); err != nil {
				return err
			}
		}
	}
	return nil
}
