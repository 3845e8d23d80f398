package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"pinisi/data"
	"pinisi/data/segment"
)

func (w *writer) scanNumbered(rows *sql.Rows) (*logged, error) {
	var seq, hlc, aid, kid int64
	var record, value, dots []byte
	p := &logged{}
	if err := rows.Scan(&p.at.Stream, &seq, &hlc, &aid, &kid, &record, &p.op.Field, &value, &dots); err != nil {
		return nil, err
	}
	p.at.Seq = uint64(seq)
	p.hlc, p.author, p.kind, p.record = data.HLC(hlc), w.s.author(aid), w.s.kindName(kid), data.ID(record)
	r, d := reader{b: value}, reader{b: dots}
	p.op.Value = r.value()
	p.op.Prev, p.op.Seen = d.dots(), d.dots()
	if r.err != nil || d.err != nil {
		return nil, fmt.Errorf("%w: change %d of stream %d", ErrDamaged, seq, p.at.Stream)
	}
	return p, nil
}

// Rebuild makes all tables of records anew from the log.
func (s *Store) Rebuild(ctx context.Context) error {
	return s.transact(ctx, true, func(w *writer) error {
		s.cache.clear()
		if err := w.rebuild(ctx); err != nil {
			return err
		}
		return w.setting(settingRebuild, "0")
	})
}

// maxProblems is how many problems a report names.
const maxProblems = 50

// Verify checks the database file, the signature and numbering of every
// segment, makes the records anew from the log in a second place and compares
// them with the tables, and checks the bytes of every attachment that is here.
// It changes nothing.
func (s *Store) Verify(ctx context.Context) (Report, error) {
	var rep Report
	problem := func(format string, args ...any) {
		if len(rep.Problems) < maxProblems {
			rep.Problems = append(rep.Problems, fmt.Sprintf(format, args...))
		}
	}
	var integrity string
	if err := s.read.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&integrity); err != nil {
		return rep, explain(err, s.dir)
	}
	if integrity != "ok" {
		problem("database file: %s", integrity)
	}
	tmp, err := os.MkdirTemp("", "pinisi-verify-")
	if err != nil {
		return rep, explain(err, os.TempDir())
	}
	defer os.RemoveAll(tmp)
	twin, err := Open(ctx, tmp, Options{Now: s.opt.Now, twin: true})
	if err != nil {
		return rep, fmt.Errorf("open a second place to compare with: %w", err)
	}
	defer twin.Close()
	if err := s.replay(ctx, twin, &rep, problem); err != nil {
		return rep, err
	}
	for _, k := range append(data.Kinds(), nil) {
		if err := s.compare(ctx, twin, k, &rep, problem); err != nil {
			return rep, err
		}
	}
	return rep, s.verifyFiles(ctx, problem)
}

// replay feeds the log to the twin, checking each piece.
func (s *Store) replay(ctx context.Context, twin *Store, rep *Report, problem func(string, ...any)) error {
	next := map[data.Stream]uint64{}
	const batch = 8 << 20
	var hold [][]byte
	size := 0
	flush := func() error {
		if len(hold) == 0 {
			return nil
		}
		_, err := twin.Apply(ctx, hold, true)
		hold, size = nil, 0
		return err
	}
	err := s.SegmentsSince(ctx, nil, nil, func(x Sealed) error {
		rep.Segments++
		if err := segment.Verify(x.Bytes); err != nil {
			problem("segment %d-%d of %s: %v", x.From, x.To, x.Stream.Device, err)
		}
		if x.From != next[x.Stream]+1 {
			problem("segment %d-%d of %s follows change %d", x.From, x.To, x.Stream.Device, next[x.Stream])
		}
		next[x.Stream] = x.To
		if left, err := s.unerased(x.Bytes); err == nil && left {
			problem("segment %d-%d of %s holds a value that was erased", x.From, x.To, x.Stream.Device)
		}
		rep.Changes += int(x.To - x.From + 1)
		hold, size = append(hold, x.Bytes), size+len(x.Bytes)
		if size >= batch {
			return flush()
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := flush(); err != nil {
		return err
	}
	// Our writer is held while the young end of the log is read.
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.w == nil {
		return errors.New("the store was closed")
	}
	var young []*logged
	if err := s.w.eachPending(func(c *logged) error { young = append(young, c); return nil }); err != nil {
		return explain(err, s.dir)
	}
	rep.Changes += len(young)
	return twin.transact(ctx, true, func(w *writer) error {
		foreign := func(d data.LocalDot) (data.LocalDot, error) {
			st, err := w.stream(s.streamOf(d.Stream))
			if err != nil {
				return d, err
			}
			return data.LocalDot{Stream: st.sid, Seq: d.Seq}, nil
		}
		for _, c := range young {
			at, err := foreign(c.at)
			if err != nil {
				return err
			}
			for _, dots := range [][]data.LocalDot{c.op.Prev, c.op.Seen} {
				for i := range dots {
					if dots[i], err = foreign(dots[i]); err != nil {
						return err
					}
				}
			}
			r, err := w.load(c.kind, c.record)
			if err != nil {
				return err
			}
			if scope := s.streamOf(c.at.Stream).Scope; r.scope == "" || scope < r.scope {
				r.scope = scope
			}
			r.apply(c.op.Field, data.Head{At: at, HLC: c.hlc, Author: c.author, Value: c.op.Value}, c.op.Prev, c.op.Seen)
			if err := w.save(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// compare walks the records of a kind here and in the twin side by side.
func (s *Store) compare(ctx context.Context, twin *Store, k *data.Kind, rep *Report, problem func(string, ...any)) error {
	name := "other"
	t := otherTable
	if k != nil {
		name, t = k.Name, s.table(k.Name)
	}
	read := func(st *Store) (func() (*data.Record, []register, error), func() error, error) {
		rows, err := st.read.QueryContext(ctx, fmt.Sprintf("SELECT %s FROM %s t ORDER BY t.id", t.columns, t.name))
		if err != nil {
			return nil, nil, explain(err, st.dir)
		}
		return func() (*data.Record, []register, error) {
			if !rows.Next() {
				return nil, nil, rows.Err()
			}
			x, err := t.scan(rows)
			if err != nil {
				return nil, nil, err
			}
			rec, err := st.snapshot(t, x)
			if err != nil {
				return nil, nil, err
			}
			regs, err := readStamps(t.kind, x.stamps, st.author)
			return &rec, regs, err
		}, rows.Close, nil
	}
	nextA, closeA, err := read(s)
	if err != nil {
		return err
	}
	defer closeA()
	nextB, closeB, err := read(twin)
	if err != nil {
		return err
	}
	defer closeB()
	a, regsA, err := nextA()
	if err != nil {
		return err
	}
	b, regsB, err := nextB()
	if err != nil {
		return err
	}
	for a != nil || b != nil {
		c := 0
		switch {
		case a == nil:
			c = 1
		case b == nil:
			c = -1
		default:
			c = slices.Compare(a.ID[:], b.ID[:])
		}
		if c < 0 {
			problem("%s %s is not in the log", name, a.ID)
		} else if c > 0 {
			problem("%s %s of the log is not in the table", name, b.ID)
		} else if why := s.differ(twin, a, b, regsA, regsB); why != "" {
			problem("%s %s: %s is not what the log makes of it", name, a.ID, why)
		}
		if c <= 0 {
			rep.Records++
			if a, regsA, err = nextA(); err != nil {
				return err
			}
		}
		if c >= 0 {
			if b, regsB, err = nextB(); err != nil {
				return err
			}
		}
	}
	return nil
}

// differ names what is not the same in two states of one record, or "".
func (s *Store) differ(twin *Store, a, b *data.Record, regsA, regsB []register) string {
	if a.Scope != b.Scope {
		return "scope"
	}
	if a.Deleted != b.Deleted {
		return data.FieldDeleted
	}
	for _, f := range slices.Concat(slices.Collect(maps.Keys(a.Fields)), slices.Collect(maps.Keys(b.Fields))) {
		if a.Fields[f] != b.Fields[f] {
			return f
		}
	}
	heads := func(st *Store, regs []register) map[string]map[data.Dot]data.HLC {
		out := map[string]map[data.Dot]data.HLC{}
		for i := range regs {
			m := map[data.Dot]data.HLC{}
			for _, h := range regs[i].Heads {
				m[st.dot(h.At)] = h.HLC
			}
			out[regs[i].field] = m
		}
		return out
	}
	ha, hb := heads(s, regsA), heads(twin, regsB)
	for f := range ha {
		if !maps.Equal(ha[f], hb[f]) {
			return f
		}
	}
	return ""
}

// verifyFiles reads every attachment that is here and compares its hash.
func (s *Store) verifyFiles(ctx context.Context, problem func(string, ...any)) error {
	root := filepath.Join(s.dir, dirAttached)
	return filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() || len(d.Name()) != 64 {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		f, err := os.Open(path)
		if err != nil {
			return err
		}
		defer f.Close()
		h := sha256.New()
		if _, err := io.Copy(h, f); err != nil {
			return err
		}
		if hex.EncodeToString(h.Sum(nil)) != d.Name() {
			problem("attachment %s: its bytes have changed", d.Name())
		}
		return nil
	})
}
