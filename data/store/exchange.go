package store

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"pinisi/data"
	"pinisi/data/segment"
)

// Vector is how much of each stream is here, own changes that are not sealed yet included.
func (s *Store) Vector(ctx context.Context) (Vector, error) {
	s.names.mu.RLock()
	defer s.names.mu.RUnlock()
	v := Vector{}
	for st, e := range s.names.streams {
		if e.have > 0 {
			v[st] = e.have
		}
	}
	return v, nil
}

// Unconfirmed is, for each stream of which headquarters lacks something that
// is here, up to where it has confirmed it.
func (s *Store) Unconfirmed(ctx context.Context) (Vector, error) {
	s.names.mu.RLock()
	defer s.names.mu.RUnlock()
	v := Vector{}
	for st, e := range s.names.streams {
		if e.have > e.confirmed {
			v[st] = e.confirmed
		}
	}
	return v, nil
}

// Outbox calls f with every sealed segment that headquarters has not
// confirmed, in the order in which they came: own ones, and those of others
// that came another way. Seal first.
func (s *Store) Outbox(ctx context.Context, f func(Sealed) error) error {
	return s.segments(ctx, "SELECT g.n, g.sid, g.first, g.last FROM segment g JOIN stream t USING(sid) WHERE g.last > t.confirmed ORDER BY g.n", f, nil)
}

// SegmentsSince calls f with every segment beyond v, in the order in which
// they came here, of the given scopes (nil: all).
func (s *Store) SegmentsSince(ctx context.Context, v Vector, scopes []string, f func(Sealed) error) error {
	return s.segments(ctx, "SELECT n, sid, first, last FROM segment ORDER BY n", f, func(x Sealed) bool {
		return x.To > v[x.Stream] && (scopes == nil || slices.Contains(scopes, x.Stream.Scope))
	})
}

func (s *Store) segments(ctx context.Context, q string, f func(Sealed) error, keep func(Sealed) bool) error {
	rows, err := s.read.QueryContext(ctx, q)
	if err != nil {
		return explain(err, s.dir)
	}
	type entry struct {
		n int64
		Sealed
	}
	var all []entry
	for rows.Next() {
		var e entry
		var sid uint32
		var first, last int64
		if err := rows.Scan(&e.n, &sid, &first, &last); err != nil {
			rows.Close()
			return err
		}
		e.Stream, e.From, e.To = s.streamOf(sid), uint64(first), uint64(last)
		if keep == nil || keep(e.Sealed) {
			all = append(all, e)
		}
	}
	if err := rows.Close(); err != nil {
		return err
	}
	for _, e := range all {
		if err := ctx.Err(); err != nil {
			return err
		}
		if e.Bytes, err = readPacked(s.query, e.n); err != nil {
			return explain(err, s.dir)
		}
		if err := f(e.Sealed); err != nil {
			return err
		}
	}
	return nil
}

// Confirm records headquarters' receipt: it has the stream up to seq.
func (s *Store) Confirm(ctx context.Context, stream data.Stream, seq uint64) error {
	return s.ConfirmAll(ctx, Vector{stream: seq})
}

// ConfirmAll records receipts of several streams at once.
func (s *Store) ConfirmAll(ctx context.Context, receipts Vector) error {
	return s.transact(ctx, false, func(w *writer) error {
		for stream, seq := range receipts {
			s.names.mu.RLock()
			st := s.names.streams[stream]
			s.names.mu.RUnlock()
			if st == nil || st.confirmed >= min(seq, st.have) {
				continue
			}
			if err := w.saveStream(st, st.have, min(seq, st.have)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Unconfirm takes receipts back: the hub says that it has a stream only up to
// seq, since it was restored from a backup.
func (s *Store) Unconfirm(ctx context.Context, stream data.Stream, seq uint64) error {
	return s.transact(ctx, false, func(w *writer) error {
		s.names.mu.RLock()
		st := s.names.streams[stream]
		s.names.mu.RUnlock()
		if st == nil || st.confirmed <= seq {
			return nil
		}
		return w.saveStream(st, st.have, seq)
	})
}

// maxCounted is up to how many bytes of waiting segments Pending counts the
// records in them; more takes too long for a line at the foot of the window.
const maxCounted = 1 << 20

// Pending is what is here and headquarters has not confirmed.
func (s *Store) Pending(ctx context.Context) (Pending, error) {
	var p Pending
	s.names.mu.RLock()
	for _, st := range s.names.streams {
		p.Changes += int(st.have - min(st.have, st.confirmed))
	}
	s.names.mu.RUnlock()
	if p.Changes > 0 {
		var young, sealed, oldest int64
		err := s.read.QueryRowContext(ctx, "SELECT coalesce(sum(length(value)+24),0), count(DISTINCT record), coalesce(min(hlc),0) FROM pending").Scan(&young, &p.Records, &oldest)
		if err == nil {
			err = s.read.QueryRowContext(ctx, "SELECT coalesce(sum(length(g.packed)),0) FROM segment g JOIN stream t USING(sid) WHERE g.last > t.confirmed").Scan(&sealed)
		}
		if err != nil {
			return p, explain(err, s.dir)
		}
		p.Bytes = young/2 + sealed // texts compress to about half even alone
		if sealed > maxCounted {
			p.Records = -1
		} else if sealed > 0 {
			ids, since, err := s.unsent(ctx, 0)
			if err != nil {
				return p, err
			}
			p.Records = len(ids)
			oldest = int64(since)
		}
		if oldest > 0 {
			p.OldestSince = data.HLC(oldest).Time()
		}
	}
	files, err := s.UnsentFiles(ctx)
	if err != nil {
		return p, err
	}
	for _, f := range files {
		p.Files++
		p.FileBytes += f.Size
	}
	return p, nil
}

// unsent is the records with changes that headquarters has not confirmed, the
// oldest change first, and when that was made. limit 0 is all.
func (s *Store) unsent(ctx context.Context, limit int) ([]unsentRecord, data.HLC, error) {
	var all []unsentRecord
	seen := map[data.ID]bool{}
	oldest := data.HLC(0)
	add := func(kind string, id data.ID, h data.HLC) {
		if oldest == 0 || h < oldest {
			oldest = h
		}
		if !seen[id] && (limit == 0 || len(all) < limit) {
			seen[id] = true
			all = append(all, unsentRecord{strings.Clone(kind), id}) // or it would hold its whole segment
		}
	}
	s.names.mu.RLock()
	confirmed := map[data.Stream]uint64{}
	for st, e := range s.names.streams {
		confirmed[st] = e.confirmed
	}
	s.names.mu.RUnlock()
	err := s.Outbox(ctx, func(x Sealed) error {
		seg, err := segment.Decode(x.Bytes)
		if err != nil {
			return err
		}
		at := seg.From
		for i := range seg.Runs {
			at += uint64(len(seg.Runs[i].Ops))
			if at-1 > confirmed[x.Stream] {
				add(seg.Runs[i].Kind, seg.Runs[i].Record, seg.Runs[i].HLC)
			}
		}
		return nil
	})
	if err != nil {
		return nil, 0, err
	}
	rows, err := s.read.QueryContext(ctx, "SELECT kid, record, min(hlc) FROM pending GROUP BY kid, record ORDER BY 3")
	if err != nil {
		return nil, 0, explain(err, s.dir)
	}
	defer rows.Close()
	for rows.Next() {
		var kid, hlc int64
		var id []byte
		if err := rows.Scan(&kid, &id, &hlc); err != nil {
			return nil, 0, err
		}
		add(s.kindName(kid), data.ID(id), data.HLC(hlc))
	}
	return all, oldest, rows.Err()
}

type unsentRecord struct {
	kind string
	id   data.ID
}

// PendingRecords are records with changes that headquarters has not confirmed,
// at most limit of them (0: all).
func (s *Store) PendingRecords(ctx context.Context, limit int) ([]data.Record, error) {
	ids, _, err := s.unsent(ctx, limit)
	if err != nil {
		return nil, err
	}
	var all []data.Record
	for _, x := range ids {
		rec, err := s.Get(ctx, x.kind, x.id)
		if err != nil {
			return nil, err
		}
		all = append(all, rec)
	}
	return all, nil
}

// Confirmed reports whether headquarters has every change of a record that is here.
func (s *Store) Confirmed(ctx context.Context, kind string, id data.ID) (bool, error) {
	rec, err := s.Get(ctx, kind, id)
	if err != nil {
		return false, err
	}
	regs, err := readStamps(s.table(kind).kind, rec.Seen, s.author)
	if err != nil {
		return false, fmt.Errorf("%w: stamps of %s %s: %w", ErrDamaged, kind, id, err)
	}
	s.names.mu.RLock()
	defer s.names.mu.RUnlock()
	for i := range regs {
		for _, h := range regs[i].Heads {
			if st := s.names.bySid[h.At.Stream]; st == nil || st.confirmed < h.At.Seq {
				return false, nil
			}
		}
	}
	return true, nil
}

// settingHLC is the greatest stamp that came from elsewhere.
const settingHLC = "hlc"

// lastHLC is where the clock must go on from.
func (s *Store) lastHLC(ctx context.Context) (data.HLC, error) {
	var own int64
	if err := s.read.QueryRowContext(ctx, "SELECT max(coalesce((SELECT max(hlc) FROM action),0), coalesce((SELECT max(hlc) FROM pending),0))").Scan(&own); err != nil {
		return 0, explain(err, s.dir)
	}
	last := data.HLC(own)
	v, err := s.Setting(ctx, settingHLC)
	if err != nil || v == "" {
		return last, err
	}
	far, err := strconv.ParseUint(v, 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%w: setting %s", ErrDamaged, settingHLC)
	}
	return max(last, data.HLC(far)), nil
}
