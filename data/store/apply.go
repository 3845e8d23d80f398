package store

import (
	"context"
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"

	"pinisi/data"
	"pinisi/data/segment"
)

// Apply takes in sealed segments from elsewhere, in one transaction. fromHub
// marks them as confirmed by headquarters. What is known already is passed
// over; what builds on something that has not come yet waits for it; what
// fails its checks is quarantined and stops nothing else.
func (s *Store) Apply(ctx context.Context, sealed [][]byte, fromHub bool) (Applied, error) {
	var res Applied
	err := s.transact(ctx, true, func(w *writer) error {
		for _, b := range sealed {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := w.take(b, fromHub, &res); err != nil {
				return err
			}
		}
		if res.Segments > 0 {
			if err := w.retryWaiting(ctx, &res); err != nil {
				return err
			}
		}
		if err := w.recheckParents(); err != nil {
			return err
		}
		if w.records > 0 {
			if err := w.setting(settingHLC, strconv.FormatUint(uint64(s.clock.Last()), 10)); err != nil {
				return err
			}
		}
		res.Records = w.records
		return w.scalar(&res.Conflicts, "SELECT count(*) FROM conflict")
	})
	if err != nil {
		return Applied{}, err
	}
	return res, nil
}

func (w *writer) scalar(dest any, q string, args ...any) error {
	rows, err := w.query(q, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		if err := rows.Scan(dest); err != nil {
			return err
		}
	}
	return rows.Err()
}

// take takes in one segment.
func (w *writer) take(b []byte, fromHub bool, res *Applied) error {
	stream, from, to, _, err := segment.Header(b)
	if err == nil {
		err = segment.Verify(b)
	}
	if err != nil {
		res.Quarantined++
		return w.quarantine(b, err)
	}
	st, err := w.stream(stream)
	if err != nil {
		return err
	}
	if st.own {
		held := false
		if from <= st.have {
			if held, err = w.holds(st, from, b); err != nil {
				return err
			}
		}
		if !held { // another life of this device, before or beside a restored backup, writes there
			if err := w.fork(st); err != nil {
				return err
			}
		}
	}
	switch {
	case to <= st.have:
		res.Known++
		if fromHub && to > st.confirmed {
			return w.saveStream(st, st.have, to)
		}
		return nil
	case from <= st.have:
		res.Quarantined++
		return w.quarantine(b, fmt.Errorf("%w: changes %d-%d overlap those up to %d", data.ErrBadSegment, from, to, st.have))
	}
	seg, err := segment.Decode(b)
	if err != nil {
		res.Quarantined++
		return w.quarantine(b, err)
	}
	if b, seg, err = w.withoutErased(b, seg); err != nil {
		return fmt.Errorf("take personal values that were erased out of changes %d-%d: %w", from, to, err)
	}
	if from > st.have+1 {
		res.Waiting++
		return w.wait(st, from, b, fromHub)
	}
	in, err := w.incoming(seg, st)
	if err != nil {
		return err
	}
	if !in.hasBases() {
		res.Waiting++
		return w.wait(st, from, b, fromHub)
	}
	packed := segment.Pack(b)
	if _, err := w.exec("INSERT INTO segment(sid,first,last,packed) VALUES(?,?,?,?)", st.sid, int64(from), int64(to), packed); err != nil {
		return fmt.Errorf("keep a segment: %w", err)
	}
	if err := in.apply(); err != nil {
		return err
	}
	confirmed := st.confirmed
	if fromHub {
		confirmed = to
	}
	res.Segments++
	res.Changes += int(to - from + 1)
	return w.saveStream(st, to, confirmed)
}

// holds reports whether the log has exactly this segment, be it that personal
// values were erased here or there: the signature says so.
func (w *writer) holds(st *stream, from uint64, b []byte) (bool, error) {
	var n int64
	if err := w.scalar(&n, "SELECT n FROM segment WHERE sid=? AND first=?", st.sid, int64(from)); err != nil || n == 0 {
		return false, err
	}
	have, err := readPacked(w.query, n)
	if err != nil || len(have) < ed25519.SignatureSize || len(b) < ed25519.SignatureSize {
		return false, err
	}
	return string(have[len(have)-ed25519.SignatureSize:]) == string(b[len(b)-ed25519.SignatureSize:]), nil
}

// incoming is a decoded segment on its way into the tables.
type incoming struct {
	w       *writer
	seg     *segment.Segment
	st      *stream
	streams []uint32
}

func (w *writer) incoming(seg *segment.Segment, st *stream) (*incoming, error) {
	in := &incoming{w: w, seg: seg, st: st, streams: []uint32{st.sid}}
	for _, other := range seg.Streams {
		o, err := w.stream(other)
		if err != nil {
			return nil, err
		}
		in.streams = append(in.streams, o.sid)
	}
	return in, nil
}

// hasBases reports whether every text that a difference starts from is here.
func (in *incoming) hasBases() bool {
	to := in.seg.To()
	for i := range in.seg.Runs {
		for j := range in.seg.Runs[i].Ops {
			op := &in.seg.Runs[i].Ops[j]
			if op.Patch == nil || len(op.Prev) == 0 {
				continue
			}
			base := op.Prev[0]
			if base.Stream == 0 && base.Seq <= to {
				continue
			}
			if in.w.s.names.bySid[in.streams[base.Stream]].have < base.Seq {
				return false
			}
		}
	}
	return true
}

func (in *incoming) apply() error {
	seq := in.seg.From
	var last data.HLC
	for i := range in.seg.Runs {
		run := &in.seg.Runs[i]
		last = max(last, run.HLC)
		done, err := in.insert(run, seq)
		if err == nil && !done {
			err = in.merge(run, seq)
		}
		if err != nil {
			return fmt.Errorf("take in changes from %d of %s: %w", seq, in.st.Device, err)
		}
		seq += uint64(len(run.Ops))
	}
	in.w.s.clock.Observe(last)
	return nil
}

// insert is the short way for a record that is new here: one row and nothing
// to merge with. It reports false when that is not so.
func (in *incoming) insert(run *segment.Run, seq uint64) (bool, error) {
	for i := range run.Ops {
		op := &run.Ops[i]
		if len(op.Prev) > 0 || len(op.Seen) > 0 || op.Patch != nil || op.Field == data.FieldDeleted {
			return false, nil
		}
		for j := range i {
			if run.Ops[j].Field == op.Field {
				return false, nil
			}
		}
	}
	w := in.w
	kid, err := w.kid(run.Kind)
	if err != nil {
		return false, err
	}
	aid, err := w.aid(run.Author)
	if err != nil {
		return false, err
	}
	t := w.s.table(run.Kind)
	var sw stampWriter
	sw.b = make([]byte, 0, 24+3*len(run.Ops))
	args := make([]any, 6, 8+len(t.cols))
	fixed := len(args)
	if t.kind == nil {
		args, fixed = append(args, kid), fixed+1
	}
	args = args[:fixed+len(t.cols)]
	var extra map[string]data.Value
	for i := range run.Ops {
		op := &run.Ops[i]
		col := slices.IndexFunc(t.cols, func(f data.Field) bool { return f.Name == op.Field })
		num, fits := -1, false
		if col >= 0 {
			num = t.cols[col].Num
			args[fixed+col], fits = cell(t.cols[col], op.Value)
		}
		if !fits && !op.Value.IsNull() {
			if extra == nil {
				extra = map[string]data.Value{}
			}
			extra[op.Field] = op.Value
		}
		sw.one(num, op.Field, head{data.LocalDot{Stream: in.st.sid, Seq: seq + uint64(i)}, run.HLC, aid})
	}
	packed, err := packExtra(extra)
	if err != nil {
		return false, err
	}
	args[0], args[1], args[2], args[3], args[4], args[5] = run.Record[:], in.st.Scope, int64(run.HLC), 0, sw.b, packed
	res, err := w.exec(t.insert, args...)
	if err != nil {
		return false, fmt.Errorf("store %s %s: %w", run.Kind, run.Record, err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	rid, err := res.LastInsertId()
	if err != nil {
		return false, err
	}
	if t.kind != nil && t.kind.Parent != "" && len(w.s.withParts) > 0 {
		for i := range run.Ops {
			if run.Ops[i].Field == t.kind.Parent {
				w.noteParent(run.Ops[i].Value.ID())
			}
		}
	}
	if run.Kind == data.Erasure.Name {
		w.noteErasure(in.st.Scope, func(field string) data.Value {
			for i := range run.Ops {
				if run.Ops[i].Field == field {
					return run.Ops[i].Value
				}
			}
			return data.Value{}
		})
	}
	w.touched(run.Kind, kid, rid, run.Record)
	return true, nil
}

// merge is the general way: the record's registers take the changes in.
func (in *incoming) merge(run *segment.Run, seq uint64) error {
	w := in.w
	r, err := w.load(run.Kind, run.Record)
	if err != nil {
		return err
	}
	if r.scope == "" || in.st.Scope < r.scope {
		r.scope = in.st.Scope
	}
	for i := range run.Ops {
		op := &run.Ops[i]
		prev, seen := localDots(op.Prev, in.streams), localDots(op.Seen, in.streams)
		v := op.Value
		if op.Patch != nil {
			if v, err = w.resolve(r, op, prev); err != nil {
				return err
			}
		}
		at := data.LocalDot{Stream: in.st.sid, Seq: seq + uint64(i)}
		r.apply(op.Field, data.Head{At: at, HLC: run.HLC, Author: run.Author, Value: v}, prev, seen)
	}
	return w.save(r)
}

// resolve makes the text of a difference, from the row if its base is shown
// there, else from the log.
func (w *writer) resolve(r *row, op *segment.Op, prev []data.LocalDot) (data.Value, error) {
	if len(prev) == 0 {
		return data.Value{}, fmt.Errorf("%w: a difference without its base", data.ErrBadSegment)
	}
	if reg := r.find(op.Field); reg != nil {
		for _, h := range reg.Heads {
			if h.At == prev[0] {
				return op.Resolve(h.Value.S)
			}
		}
	}
	base, err := w.s.change(w.query, prev[0])
	if err != nil {
		return data.Value{}, err
	}
	if base == nil {
		return data.Value{}, fmt.Errorf("%w: the base of a difference is not here", data.ErrBadSegment)
	}
	v, err := w.s.value(w.query, base)
	if err != nil {
		return data.Value{}, err
	}
	return op.Resolve(v.S)
}

func (w *writer) quarantine(b []byte, why error) error {
	sum := sha256.Sum256(b)
	_, err := w.exec("INSERT OR IGNORE INTO quarantine(at,sum,reason,bytes) VALUES(?,?,?,?)", w.s.opt.Now().Unix(), sum[:], why.Error(), w.s.erased.kept(b))
	if err != nil {
		return fmt.Errorf("quarantine a segment: %w", err)
	}
	return nil
}

// wait keeps a segment until what it builds on arrives.
func (w *writer) wait(st *stream, from uint64, b []byte, fromHub bool) error {
	packed := segment.Pack(b)
	_, err := w.exec("INSERT OR IGNORE INTO waiting(sid,first,packed,from_hub) VALUES(?,?,?,?)", st.sid, int64(from), packed, fromHub)
	if err != nil {
		return fmt.Errorf("keep a segment for later: %w", err)
	}
	return nil
}

// retryWaiting takes in waiting segments until no more can be.
func (w *writer) retryWaiting(ctx context.Context, res *Applied) error {
	for again := true; again; {
		again = false
		rows, err := w.query("SELECT sid, first, packed, from_hub FROM waiting ORDER BY sid, first")
		if err != nil {
			return err
		}
		type entry struct {
			sid, first int64
			packed     []byte
			fromHub    bool
		}
		var all []entry
		for rows.Next() {
			var e entry
			if err := rows.Scan(&e.sid, &e.first, &e.packed, &e.fromHub); err != nil {
				rows.Close()
				return err
			}
			all = append(all, e)
		}
		if err := rows.Close(); err != nil {
			return err
		}
		for _, e := range all {
			if err := ctx.Err(); err != nil {
				return err
			}
			b, err := segment.Unpack(e.packed)
			if err != nil {
				return fmt.Errorf("%w: a waiting segment: %w", ErrDamaged, err)
			}
			if _, err := w.exec("DELETE FROM waiting WHERE sid=? AND first=?", e.sid, e.first); err != nil {
				return err
			}
			before := *res
			if err := w.take(b, e.fromHub, res); err != nil {
				return err
			}
			again = again || res.Segments > before.Segments
			res.Waiting = before.Waiting
		}
	}
	return nil
}

// Quarantine lists the segments that failed their checks.
func (s *Store) Quarantine(ctx context.Context) ([]Quarantined, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT at, reason, bytes FROM quarantine ORDER BY n DESC")
	if err != nil {
		return nil, explain(err, s.dir)
	}
	defer rows.Close()
	var all []Quarantined
	for rows.Next() {
		var at int64
		var b []byte
		var q Quarantined
		if err := rows.Scan(&at, &q.Reason, &b); err != nil {
			return nil, err
		}
		q.At, q.Size = unixTime(at), len(b)
		if st, from, _, _, err := segment.Header(b); err == nil {
			q.Stream, q.From = st, from
		}
		all = append(all, q)
	}
	return all, rows.Err()
}
