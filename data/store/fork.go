package store

import (
	"context"
	"fmt"
	"slices"

	"pinisi/data"
	"pinisi/data/segment"
)

// Fork leaves a stream of this device to another life of it: the folder was
// restored from a backup, or copied, and headquarters holds other changes under
// our numbers. What headquarters has not confirmed of ours moves into a new
// stream of a random epoch, where this life goes on. Nothing of either is lost.
func (s *Store) Fork(ctx context.Context, stream data.Stream) error {
	return s.transact(ctx, true, func(w *writer) error {
		s.names.mu.RLock()
		st := s.names.streams[stream]
		s.names.mu.RUnlock()
		if st == nil || stream.Device != s.device {
			return fmt.Errorf("fork a stream that is not ours: %s", stream.Device)
		}
		return w.fork(st)
	})
}

func (w *writer) fork(st *stream) error {
	var moved []*logged
	for seq := st.confirmed + 1; seq <= st.have; seq++ {
		c, err := w.s.change(w.query, data.LocalDot{Stream: st.sid, Seq: seq})
		if err != nil {
			return err
		}
		if c == nil {
			return fmt.Errorf("%w: change %d of an own stream is gone", ErrDamaged, seq)
		}
		if c.op.Value, err = w.s.value(w.query, c); err != nil {
			return err
		}
		c.op.Patch = nil
		at := data.LocalDot{Stream: st.sid, Seq: seq}
		if c.op.Value.T == data.Erased || w.s.erased.has(c.record, c.op.Field, w.s.streamOf(at.Stream), seq, c.hlc) && personal(c.kind, c.op.Field) {
			c.op.Value = data.Value{} // what is gone is not written again under another number
		}
		moved = append(moved, c)
	}
	if err := w.cutSegment(st); err != nil {
		return err
	}
	for _, q := range []string{"DELETE FROM pending WHERE sid=?1 AND seq>?2", "DELETE FROM segment WHERE sid=?1 AND last>?2"} {
		if _, err := w.exec(q, st.sid, int64(st.confirmed)); err != nil {
			return fmt.Errorf("clear the numbers given twice: %w", err)
		}
	}
	w.s.cache.clear()
	if err := w.setOwn(st, false); err != nil {
		return err
	}
	to, err := w.ownStream(st.Scope)
	if err != nil {
		return err
	}
	taken := to.have // when st was left before
	renumber := func(dots []data.LocalDot) []data.LocalDot {
		out := slices.Clone(dots)
		for i, d := range out {
			if d.Stream == st.sid && d.Seq > st.confirmed {
				out[i] = data.LocalDot{Stream: to.sid, Seq: taken + d.Seq - st.confirmed}
			}
		}
		return out
	}
	for i, c := range moved {
		// The old stream is no longer the writer's own, so what the own stream
		// had superseded without naming it must be named now.
		seen := renumber(c.op.Seen)
		if st.confirmed > 0 {
			seen = append(seen, data.LocalDot{Stream: st.sid, Seq: st.confirmed})
		}
		r := &row{kind: c.kind, id: c.record}
		var err error
		if r.kid, err = w.kid(c.kind); err != nil {
			return err
		}
		e := data.Edit{Field: c.op.Field, Value: c.op.Value}
		if c.kind == data.Erasure.Name && c.op.Field == "covers" {
			e.Value = renumbered(e.Value, st, to, taken)
		}
		at := data.LocalDot{Stream: to.sid, Seq: taken + uint64(i) + 1}
		if err := w.pend(at, c.hlc, c.author, r, e, renumber(c.op.Prev), seen, nil); err != nil {
			return err
		}
	}
	if err := w.saveStream(st, st.confirmed, st.confirmed); err != nil {
		return err
	}
	if err := w.saveStream(to, taken+uint64(len(moved)), to.confirmed); err != nil {
		return err
	}
	if len(moved) == 0 {
		return nil
	}
	if _, err := w.exec("DELETE FROM action"); err != nil { // their numbers are no longer ours
		return err
	}
	return w.rebuild(context.Background())
}

// renumbered is what an erasure covers when changes of st beyond the confirmed
// ones have moved to another stream: under the old numbers stand another
// life's, which nobody here has seen.
func renumbered(covers data.Value, st, to *stream, taken uint64) data.Value {
	c, err := data.ParseCoverage(covers)
	if err != nil {
		return covers // it covers nothing
	}
	of := data.StreamOf{Device: st.Device, Epoch: st.Epoch}
	n := c.UpTo[of]
	if n <= st.confirmed {
		return covers
	}
	if c.UpTo[of] = st.confirmed; st.confirmed == 0 {
		delete(c.UpTo, of)
	}
	c.UpTo[data.StreamOf{Device: to.Device, Epoch: to.Epoch}] = taken + n - st.confirmed
	return c.Value()
}

// cutSegment puts back among the unsealed changes what a segment holds up to
// the confirmed number, when headquarters confirmed only its beginning.
func (w *writer) cutSegment(st *stream) error {
	var first int64
	if err := w.scalar(&first, "SELECT first FROM segment WHERE sid=? AND first<=? AND last>?", st.sid, int64(st.confirmed), int64(st.confirmed)); err != nil || first == 0 {
		return err
	}
	return fmt.Errorf("%w: headquarters confirmed a part of a segment, changes up to %d from %d on", ErrDamaged, st.confirmed, first)
}

// rebuild makes all tables of records anew from the log.
func (w *writer) rebuild(ctx context.Context) error {
	for _, t := range w.s.allTables() {
		if _, err := w.exec("DELETE FROM " + t.name); err != nil {
			return fmt.Errorf("empty %s: %w", t.name, err)
		}
	}
	for _, q := range []string{"DELETE FROM conflict", "DELETE FROM search_todo", "DELETE FROM search_tags", "INSERT INTO search(search) VALUES('delete-all')"} {
		if _, err := w.exec(q); err != nil {
			return fmt.Errorf("rebuild: %w", err)
		}
	}
	w.todo = w.todo[:0]
	w.s.erased = Erasures{}
	err := w.eachSegment(ctx, func(seg *segment.Segment) error {
		st, err := w.stream(seg.Stream)
		if err != nil {
			return err
		}
		in, err := w.incoming(seg, st)
		if err != nil {
			return err
		}
		return in.apply()
	})
	if err != nil {
		return err
	}
	return w.eachPending(func(c *logged) error {
		r, err := w.load(c.kind, c.record)
		if err != nil {
			return err
		}
		if scope := w.s.names.bySid[c.at.Stream].Scope; r.scope == "" || scope < r.scope {
			r.scope = scope
		}
		r.apply(c.op.Field, data.Head{At: c.at, HLC: c.hlc, Author: c.author, Value: c.op.Value}, c.op.Prev, c.op.Seen)
		return w.save(r)
	})
}

func (w *writer) eachPending(f func(*logged) error) error {
	rows, err := w.query("SELECT sid, seq, hlc, aid, kid, record, field, value, prev FROM pending ORDER BY sid, seq")
	if err != nil {
		return err
	}
	var all []*logged
	for rows.Next() {
		p, err := w.scanNumbered(rows)
		if err != nil {
			rows.Close()
			return err
		}
		all = append(all, p)
	}
	if err := rows.Close(); err != nil {
		return err
	}
	for _, p := range all {
		if err := f(p); err != nil {
			return err
		}
	}
	return nil
}
