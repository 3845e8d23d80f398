package store

import (
	"context"
	"crypto/ed25519"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"pinisi/data"
	"pinisi/data/segment"
)

func unixTime(sec int64) time.Time { return time.Unix(sec, 0) }

// Seal writes all changes that are not sealed yet into signed segments of at
// most about maxBytes each, uncompressed (0: 256 KiB).
func (s *Store) Seal(ctx context.Context, maxBytes int) error {
	if maxBytes <= 0 {
		maxBytes = 256 << 10
	}
	var any int
	if err := s.read.QueryRowContext(ctx, "SELECT EXISTS(SELECT 1 FROM pending)").Scan(&any); err != nil {
		return explain(err, s.dir)
	}
	if any == 0 {
		return nil
	}
	return s.transact(ctx, false, func(w *writer) error {
		var sids []uint32
		rows, err := w.query("SELECT DISTINCT sid FROM pending ORDER BY sid")
		if err != nil {
			return err
		}
		for rows.Next() {
			var sid uint32
			if err := rows.Scan(&sid); err != nil {
				rows.Close()
				return err
			}
			sids = append(sids, sid)
		}
		if err := rows.Close(); err != nil {
			return err
		}
		for _, sid := range sids {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := w.seal(s.names.bySid[sid], maxBytes); err != nil {
				return fmt.Errorf("seal the changes of %s: %w", s.names.bySid[sid].Scope, err)
			}
		}
		return nil
	})
}

// sealing collects changes into a segment.
type sealing struct {
	w       *writer
	st      *stream
	seg     *segment.Segment
	streams map[uint32]uint32 // sid → index in the segment
	size    int
}

func (w *writer) seal(st *stream, maxBytes int) error {
	rows, err := w.query("SELECT seq, hlc, aid, kid, record, field, value, prev, base FROM pending WHERE sid=? ORDER BY seq", st.sid)
	if err != nil {
		return err
	}
	var ready []*segment.Segment
	var cur *sealing
	err = func() error {
		defer rows.Close()
		for rows.Next() {
			p, base, err := w.scanFull(rows, st.sid)
			if err != nil {
				return err
			}
			if cur == nil || cur.size >= maxBytes && cur.newRun(p) {
				cur = &sealing{w: w, st: st, seg: &segment.Segment{Stream: st.Stream, Key: w.s.key.Public().(ed25519.PublicKey), From: p.at.Seq}, streams: map[uint32]uint32{st.sid: 0}}
				ready = append(ready, cur.seg)
			}
			cur.add(p, base)
		}
		return rows.Err()
	}()
	if err != nil {
		return err
	}
	for _, seg := range ready {
		for i := range seg.Runs {
			if err := w.derive(&seg.Runs[i]); err != nil {
				return err
			}
		}
		to := seg.To()
		b, err := segment.Encode(w.s.opt.Rand, seg, func(digest []byte) []byte { return ed25519.Sign(w.s.key, digest) })
		if err != nil {
			return err
		}
		packed := segment.Pack(b)
		if _, err := w.exec("INSERT INTO segment(sid,first,last,packed) VALUES(?,?,?,?)", st.sid, int64(seg.From), int64(to), packed); err != nil {
			return fmt.Errorf("keep the segment: %w", err)
		}
	}
	_, err = w.exec("DELETE FROM pending WHERE sid=?", st.sid)
	return err
}

func (w *writer) scanFull(rows *sql.Rows, sid uint32) (*logged, string, error) {
	var seq, hlc, aid, kid int64
	var record, value, dots []byte
	var base sql.NullString
	p := &logged{}
	if err := rows.Scan(&seq, &hlc, &aid, &kid, &record, &p.op.Field, &value, &dots, &base); err != nil {
		return nil, "", err
	}
	p.at = data.LocalDot{Stream: sid, Seq: uint64(seq)}
	p.hlc, p.author, p.kind, p.record = data.HLC(hlc), w.s.author(aid), w.s.kindName(kid), data.ID(record)
	r, d := reader{b: value}, reader{b: dots}
	p.op.Value = r.value()
	p.op.Prev, p.op.Seen = d.dots(), d.dots()
	if r.err != nil || d.err != nil {
		return nil, "", fmt.Errorf("%w: change %d of stream %d", ErrDamaged, seq, sid)
	}
	return p, base.String, nil
}

// newRun reports whether a change begins a run of its own.
func (c *sealing) newRun(p *logged) bool {
	if len(c.seg.Runs) == 0 {
		return true
	}
	last := &c.seg.Runs[len(c.seg.Runs)-1]
	return last.HLC != p.hlc || last.Record != p.record || last.Kind != p.kind || last.Author != p.author
}

func (c *sealing) add(p *logged, base string) {
	if c.newRun(p) {
		c.seg.Runs = append(c.seg.Runs, segment.Run{HLC: p.hlc, Author: p.author, Kind: p.kind, Record: p.record})
		c.size += 24
	}
	op := p.op
	op.Personal = personal(p.kind, op.Field)
	if base != "" && c.baseKnown(op.Prev) {
		op.Base = base
		c.size += 16
	} else {
		c.size += 8 + len(op.Value.S)
	}
	op.Prev, op.Seen = c.global(op.Prev), c.global(op.Seen)
	run := &c.seg.Runs[len(c.seg.Runs)-1]
	run.Ops = append(run.Ops, op)
}

// baseKnown reports whether whoever gets this stream has the base too: it is
// ours and came before, or headquarters confirmed that it has it.
func (c *sealing) baseKnown(prev []data.LocalDot) bool {
	if len(prev) != 1 {
		return false
	}
	if prev[0].Stream == c.st.sid {
		return true
	}
	st := c.w.s.names.bySid[prev[0].Stream]
	return st != nil && st.confirmed >= prev[0].Seq
}

func (c *sealing) global(dots []data.LocalDot) []data.LocalDot {
	out := slices.Clone(dots)
	for i, d := range out {
		n, ok := c.streams[d.Stream]
		if !ok {
			c.seg.Streams = append(c.seg.Streams, c.w.s.names.bySid[d.Stream].Stream)
			n = uint32(len(c.seg.Streams))
			c.streams[d.Stream] = n
		}
		out[i].Stream = n
	}
	return out
}

// derive notes from which parent and key the record's id follows, if it does.
func (w *writer) derive(run *segment.Run) error {
	k := data.KindOf(run.Kind)
	if k == nil || k.Key == "" || k.Parent == "" {
		return nil
	}
	var parent data.ID
	var key string
	for i := range run.Ops {
		switch run.Ops[i].Field {
		case k.Parent:
			parent = run.Ops[i].Value.ID()
		case k.Key:
			key = run.Ops[i].Value.String()
		}
	}
	if parent == data.NilID || key == "" {
		t := w.s.table(run.Kind)
		rows, err := w.query(fmt.Sprintf("SELECT %s, %s FROM %s WHERE id=?", quote(k.Parent), quote(k.Key), t.name), run.Record[:])
		if err != nil {
			return err
		}
		defer rows.Close()
		if rows.Next() {
			var p []byte
			var ks sql.NullString
			if err := rows.Scan(&p, &ks); err != nil {
				return err
			}
			if len(p) == 16 {
				parent, key = data.ID(p), ks.String
			}
		}
		if err := rows.Err(); err != nil {
			return err
		}
	}
	if key != "" && parent != data.NilID && data.DerivedID(run.Kind, parent, key) == run.Record {
		run.Parent, run.Key = parent, key
	}
	return nil
}
