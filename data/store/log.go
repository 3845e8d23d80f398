package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"sync"

	"pinisi/data"
	"pinisi/data/segment"
)

// segmentCache keeps the segments decoded last: history and differences look
// at the same ones again and again.
type segmentCache struct {
	mu   sync.Mutex
	held []cached // the one used last is last
}

type cached struct {
	n       int64
	first   uint64
	seg     *segment.Segment
	starts  []uint64 // seq of the first change of each run
	streams []uint32 // sids of what dots name; 0 is the segment's own
}

const cachedSegments = 12

func (c *segmentCache) get(n int64) *cached {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range c.held {
		if c.held[i].n == n {
			hit := c.held[i]
			c.held = append(slices.Delete(c.held, i, i+1), hit)
			return &hit
		}
	}
	return nil
}

func (c *segmentCache) put(x cached) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.held) >= cachedSegments {
		c.held = slices.Delete(c.held, 0, 1)
	}
	c.held = append(c.held, x)
}

func (c *segmentCache) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held = nil
}

// querier reads inside a transaction (writer.query) or outside (Store.query).
type querier func(q string, args ...any) (*sql.Rows, error)

func (s *Store) query(q string, args ...any) (*sql.Rows, error) { return s.read.Query(q, args...) }

// logged is one change as the log has it, its dots in local form.
type logged struct {
	at     data.LocalDot
	hlc    data.HLC
	author data.ID
	kind   string
	record data.ID
	op     segment.Op
}

// change finds one change in the log; nil when it is not there.
func (s *Store) change(query querier, at data.LocalDot) (*logged, error) {
	rows, err := query("SELECT hlc, aid, kid, record, field, value, prev FROM pending WHERE sid=? AND seq=?", at.Stream, int64(at.Seq))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if rows.Next() {
		p, err := s.scanPending(rows, at)
		if err != nil {
			return nil, err
		}
		return p, nil
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	c, err := s.segmentAt(query, at)
	if c == nil || err != nil {
		return nil, err
	}
	i, found := slices.BinarySearch(c.starts, at.Seq)
	if !found {
		i--
	}
	run := &c.seg.Runs[i]
	n := int(at.Seq - c.starts[i])
	if n >= len(run.Ops) {
		return nil, nil
	}
	op := run.Ops[n]
	op.Prev, op.Seen = localDots(op.Prev, c.streams), localDots(op.Seen, c.streams)
	return &logged{at: at, hlc: run.HLC, author: run.Author, kind: run.Kind, record: run.Record, op: op}, nil
}

func (s *Store) scanPending(rows *sql.Rows, at data.LocalDot) (*logged, error) {
	var hlc, aid, kid int64
	var record, value, dots []byte
	p := &logged{at: at}
	if err := rows.Scan(&hlc, &aid, &kid, &record, &p.op.Field, &value, &dots); err != nil {
		return nil, err
	}
	p.hlc, p.author, p.kind, p.record = data.HLC(hlc), s.author(aid), s.kindName(kid), data.ID(record)
	r := reader{b: value}
	p.op.Value = r.value()
	d := reader{b: dots}
	p.op.Prev, p.op.Seen = d.dots(), d.dots()
	if r.err != nil || d.err != nil {
		return nil, fmt.Errorf("%w: change %d of stream %d", ErrDamaged, at.Seq, at.Stream)
	}
	return p, nil
}

func localDots(dots []data.LocalDot, streams []uint32) []data.LocalDot {
	if len(dots) == 0 {
		return nil
	}
	out := make([]data.LocalDot, len(dots))
	for i, d := range dots {
		out[i] = data.LocalDot{Stream: streams[d.Stream], Seq: d.Seq}
	}
	return out
}

// segmentAt is the decoded segment that holds a change, or nil.
func (s *Store) segmentAt(query querier, at data.LocalDot) (*cached, error) {
	rows, err := query("SELECT n, first, last FROM segment WHERE sid=? AND first<=? ORDER BY first DESC LIMIT 1", at.Stream, int64(at.Seq))
	if err != nil {
		return nil, err
	}
	var n, first, last int64
	found := rows.Next()
	if found {
		err = rows.Scan(&n, &first, &last)
	}
	if cerr := rows.Close(); err == nil {
		err = cerr
	}
	if err != nil || !found || uint64(last) < at.Seq {
		return nil, err
	}
	if hit := s.cache.get(n); hit != nil {
		return hit, nil
	}
	b, err := readPacked(query, n)
	if err != nil {
		return nil, err
	}
	seg, err := segment.Decode(b)
	if err != nil {
		return nil, fmt.Errorf("%w: segment %d: %w", ErrDamaged, n, err)
	}
	streams := []uint32{at.Stream}
	s.names.mu.RLock()
	for _, st := range seg.Streams {
		sid := uint32(0)
		if known := s.names.streams[st]; known != nil {
			sid = known.sid
		}
		streams = append(streams, sid)
	}
	s.names.mu.RUnlock()
	c := cached{n: n, first: uint64(first), seg: seg, starts: starts(seg), streams: streams}
	s.cache.put(c)
	return &c, nil
}

func starts(seg *segment.Segment) []uint64 {
	out := make([]uint64, len(seg.Runs))
	at := seg.From
	for i := range seg.Runs {
		out[i] = at
		at += uint64(len(seg.Runs[i].Ops))
	}
	return out
}

func readPacked(query querier, n int64) ([]byte, error) {
	rows, err := query("SELECT packed FROM segment WHERE n=?", n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if !rows.Next() {
		return nil, fmt.Errorf("%w: segment %d is gone", ErrDamaged, n)
	}
	var packed []byte
	if err := rows.Scan(&packed); err != nil {
		return nil, err
	}
	b, err := segment.Unpack(packed)
	if err != nil {
		return nil, fmt.Errorf("%w: segment %d: %w", ErrDamaged, n, err)
	}
	return b, nil
}

// value is what a logged change wrote; a difference is resolved with the text
// that it was made from.
func (s *Store) value(query querier, c *logged) (data.Value, error) {
	chain := []*logged{c}
	for {
		last := chain[len(chain)-1]
		if last.op.Patch == nil {
			break
		}
		if len(last.op.Prev) == 0 {
			return data.Value{}, fmt.Errorf("%w: a difference without its base", data.ErrBadSegment)
		}
		base, err := s.change(query, last.op.Prev[0])
		if err != nil {
			return data.Value{}, err
		}
		if base == nil {
			return data.Value{}, fmt.Errorf("%w: the base of a difference is not here", data.ErrBadSegment)
		}
		chain = append(chain, base)
	}
	v := chain[len(chain)-1].op.Value
	for i := len(chain) - 2; i >= 0; i-- {
		var err error
		if v, err = chain[i].op.Resolve(v.S); err != nil {
			return data.Value{}, fmt.Errorf("change %d of stream %d: %w", chain[i].at.Seq, chain[i].at.Stream, err)
		}
	}
	return v, nil
}

// History is every change of a record, the newest first. It walks from the
// heads back through what each change had seen.
func (s *Store) History(ctx context.Context, kind string, id data.ID) ([]data.Change, error) {
	rec, err := s.Get(ctx, kind, id)
	if err != nil {
		return nil, err
	}
	regs, err := readStamps(s.table(kind).kind, rec.Seen, s.author)
	if err != nil {
		return nil, fmt.Errorf("%w: stamps of %s %s: %w", ErrDamaged, kind, id, err)
	}
	var all []data.Change
	visited := map[data.LocalDot]bool{}
	for i := range regs {
		var todo []data.LocalDot
		for _, h := range regs[i].Heads {
			todo = append(todo, h.At)
		}
		for len(todo) > 0 {
			at := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			if visited[at] {
				continue
			}
			visited[at] = true
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			c, err := s.change(s.query, at)
			if err != nil {
				return nil, explain(err, s.dir)
			}
			if c == nil || c.record != id {
				continue
			}
			v, err := s.value(s.query, c)
			if err != nil {
				return nil, err
			}
			all = append(all, data.Change{
				Dot: s.dot(at), HLC: c.hlc, Author: c.author, Kind: kind, Record: id, Field: c.op.Field, Value: v,
				Prev: s.dots(c.op.Prev), Seen: s.dots(c.op.Seen),
			})
			todo = append(todo, c.op.Prev...)
		}
	}
	slices.SortStableFunc(all, func(a, b data.Change) int {
		switch {
		case a.HLC > b.HLC:
			return -1
		case a.HLC < b.HLC:
			return 1
		case a.Dot.Seq > b.Dot.Seq:
			return -1
		case a.Dot.Seq < b.Dot.Seq:
			return 1
		}
		return 0
	})
	return all, nil
}

func (s *Store) dot(d data.LocalDot) data.Dot {
	return data.Dot{Stream: s.streamOf(d.Stream), Seq: d.Seq}
}

func (s *Store) dots(ds []data.LocalDot) []data.Dot {
	var out []data.Dot
	for _, d := range ds {
		out = append(out, s.dot(d))
	}
	return out
}
