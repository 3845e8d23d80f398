package hub

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"pinisi/data"
	"pinisi/data/segment"
	"pinisi/data/store"
	"pinisi/sync/wire"
)

// Take stores what fits behind what is there. What stands behind a segment that
// forked belongs to that other life, even where its numbers would fit.
func (s *SQLite) Take(ctx context.Context, batch []Incoming, at time.Time) ([]Verdict, error) {
	packed := make([][]byte, len(batch))
	for i, in := range batch {
		packed[i] = segment.Pack(in.Sealed)
	}
	for _, q := range takeQueries {
		if _, err := s.stmt(ctx, s.write, q); err != nil {
			return nil, err
		}
	}
	verdicts := make([]Verdict, len(batch))
	erasing := false
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		forked := map[data.Stream]bool{}
		var fresh []Incoming
		for i, in := range batch {
			if forked[in.Stream] {
				verdicts[i] = Verdict{Reason: wire.Forked}
				continue
			}
			t := transaction{ctx, s, tx}
			p, err := t.withoutErased(in, packed[i])
			if err != nil {
				return fmt.Errorf("erase personal values in changes %d-%d of %s in %s: %w", in.From, in.To, in.Stream.Device, in.Stream.Scope, err)
			}
			v, err := take(t, in, p, at)
			if err != nil {
				return fmt.Errorf("store changes %d-%d of %s in %s: %w", in.From, in.To, in.Stream.Device, in.Stream.Scope, err)
			}
			verdicts[i] = v
			forked[in.Stream] = v.Reason == wire.Forked
			if v.New {
				fresh = append(fresh, in)
			}
		}
		var err error
		erasing, err = transaction{ctx, s, tx}.eraseStated(fresh)
		return err
	})
	if err == nil && erasing {
		s.scrubber.Wake()
	}
	return verdicts, err
}

// The queries of Take.
const (
	qScope     = `SELECT id FROM scope WHERE name=?`
	qNewScope  = `INSERT INTO scope (name) VALUES (?) RETURNING id`
	qStream    = `SELECT id, seq FROM stream WHERE device=? AND epoch=? AND scope=?`
	qSegment   = `SELECT last, signature FROM segment WHERE stream=? AND first=?`
	qNewStream = `INSERT INTO stream (device, epoch, scope, seq) VALUES (?,?,?,0) RETURNING id`
	qChain     = `SELECT chain FROM segment WHERE scope=? ORDER BY arrival DESC LIMIT 1`
	qTotal     = `SELECT total FROM segment ORDER BY arrival DESC LIMIT 1`
	qTake      = `INSERT INTO segment (stream, scope, first, last, signature, chain, total, brought, at, packed) VALUES (?,?,?,?,?,?,?,?,?,?) RETURNING arrival`
	qReach     = `UPDATE stream SET seq=? WHERE id=?`
)

var takeQueries = []string{qScope, qNewScope, qStream, qSegment, qNewStream, qChain, qTotal, qTake, qReach}

func take(tx transaction, in Incoming, packed []byte, at time.Time) (Verdict, error) {
	var scope int64
	err := tx.one(qScope, in.Stream.Scope).Scan(&scope)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.one(qNewScope, in.Stream.Scope).Scan(&scope)
	}
	if err != nil {
		return Verdict{}, err
	}
	var stream int64
	var has uint64
	err = tx.one(qStream, in.Stream.Device[:], in.Stream.Epoch, scope).Scan(&stream, &has)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Verdict{}, err
	}
	switch {
	case in.From > has+1:
		return Verdict{Reason: wire.Gap, Has: has}, nil
	case in.From <= has:
		var last uint64
		var signature []byte
		err := tx.one(qSegment, stream, in.From).Scan(&last, &signature)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return Verdict{}, err
		}
		if err != nil || last != in.To || string(signature) != string(in.Signature[:]) {
			return Verdict{Reason: wire.Forked, Has: has}, nil
		}
		return Verdict{Has: has}, nil
	}
	if stream == 0 {
		err = tx.one(qNewStream, in.Stream.Device[:], in.Stream.Epoch, scope).Scan(&stream)
		if err != nil {
			return Verdict{}, err
		}
	}
	chain, err := lastDigest(tx.one(qChain, scope))
	if err != nil {
		return Verdict{}, err
	}
	total, err := lastDigest(tx.one(qTotal))
	if err != nil {
		return Verdict{}, err
	}
	chain, total = Link(chain, in.Signature), Link(total, in.Signature)
	v := Verdict{Has: in.To, New: true}
	err = tx.one(qTake, stream, scope, in.From, in.To, in.Signature[:], chain[:], total[:], in.By[:], at.UnixMilli(), packed).Scan(&v.At)
	if err != nil {
		return Verdict{}, err
	}
	return v, tx.exec(qReach, in.To, stream)
}

// Link is the digest of a chain with one more segment.
func Link(chain [8]byte, signature [16]byte) [8]byte {
	sum := sha256.Sum256(append(chain[:], signature[:]...))
	return [8]byte(sum[:8])
}

func lastDigest(r row) (d [8]byte, err error) {
	var b []byte
	err = r.Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return d, nil
	}
	copy(d[:], b)
	return d, err
}

// Position reads the newest arrival first: what comes meanwhile lies beyond the
// cursor that it leads to, and only adds to chains after it.
func (s *SQLite) Position(ctx context.Context, scopes []string, device data.DeviceID, cursor uint64) (Position, error) {
	var p Position
	err := s.one(ctx, `SELECT coalesce(max(arrival), 0) FROM segment`).Scan(&p.Last)
	if err == nil && scopes == nil {
		p.Chain, err = lastDigest(s.one(ctx, `SELECT total FROM segment WHERE arrival<=? ORDER BY arrival DESC LIMIT 1`, cursor))
	}
	for _, scope := range scopes {
		if err != nil {
			break
		}
		var c [8]byte
		c, err = lastDigest(s.one(ctx, `SELECT chain FROM segment WHERE scope=(SELECT id FROM scope WHERE name=?) AND arrival<=? ORDER BY arrival DESC LIMIT 1`, scope, cursor))
		p.Chain = Link(p.Chain, [16]byte(append(c[:], make([]byte, 8)...)))
	}
	if err != nil {
		return p, wrap(err, "look up the position at %d", cursor)
	}
	own, err := s.vector(ctx, `WHERE device=?`, device[:])
	p.Own = DigestVector(own)
	return p, err
}

// DigestVector is 8 bytes that stand for v.
func DigestVector(v store.Vector) [8]byte {
	sum := sha256.Sum256(wire.EncodeVector(v))
	return [8]byte(sum[:8])
}

// Vector is how far each stream of the scopes is here.
func (s *SQLite) Vector(ctx context.Context, scopes []string) (store.Vector, error) {
	where, args := within(scopes)
	return s.vector(ctx, where, args...)
}

func (s *SQLite) vector(ctx context.Context, where string, args ...any) (store.Vector, error) {
	rows, err := s.many(ctx, `SELECT device, epoch, name, seq FROM stream JOIN scope ON scope.id=stream.scope `+where, args...)
	if err != nil {
		return nil, wrap(err, "read the vector")
	}
	defer rows.Close()
	v := store.Vector{}
	for rows.Next() {
		var st data.Stream
		var device []byte
		var seq uint64
		if err := rows.Scan(&device, &st.Epoch, &st.Scope, &seq); err != nil {
			return nil, wrap(err, "read the vector")
		}
		copy(st.Device[:], device)
		v[st] = seq
	}
	return v, wrap(rows.Err(), "read the vector")
}

// Tail is the last segment of a stream.
func (s *SQLite) Tail(ctx context.Context, st data.Stream) (seq uint64, signature [16]byte, err error) {
	var b []byte
	err = s.one(ctx, `SELECT last, signature FROM segment
		JOIN stream ON stream.id=segment.stream JOIN scope ON scope.id=stream.scope
		WHERE stream.device=? AND stream.epoch=? AND scope.name=? ORDER BY first DESC LIMIT 1`, st.Device[:], st.Epoch, st.Scope).Scan(&seq, &b)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, signature, nil
	}
	copy(signature[:], b)
	return seq, signature, wrap(err, "look up the end of a stream")
}

// within narrows a query of streams to scopes.
func within(scopes []string) (where string, args []any) {
	if scopes == nil {
		return "WHERE 1", nil
	}
	for _, s := range scopes {
		args = append(args, s)
	}
	return `WHERE scope.name IN (?` + strings.Repeat(",?", len(scopes)-1) + `)`, args
}

// page is how many bytes of segments Since reads at a time, so that no reader
// holds the database while a slow line is being fed.
const page = 1 << 20

// Since yields segments in the order of their arrival.
func (s *SQLite) Since(ctx context.Context, scopes []string, after, upTo uint64, have store.Vector, f func(uint64, []byte) error) error {
	where, args := within(scopes)
	query := `SELECT arrival, stream.device, stream.epoch, scope.name, first, last, packed FROM segment
		JOIN stream ON stream.id=segment.stream JOIN scope ON scope.id=segment.scope ` + where
	query += ` AND arrival>? AND arrival<=? ORDER BY arrival`
	type segmentRow struct {
		arrival uint64
		packed  []byte
	}
	for more := true; more; {
		var rows []segmentRow
		var size int
		more = false
		err := func() error {
			r, err := s.many(ctx, query, append(args[:len(args):len(args)], after, upTo)...)
			if err != nil {
				return err
			}
			defer r.Close()
			for r.Next() {
				var st data.Stream
				var id, packed sql.RawBytes
				var first, last uint64
				if err := r.Scan(&after, &id, &st.Epoch, &st.Scope, &first, &last, &packed); err != nil {
					return err
				}
				copy(st.Device[:], id)
				if have != nil && have[st] >= last {
					continue
				}
				rows = append(rows, segmentRow{after, append([]byte(nil), packed...)})
				if size += len(packed); size >= page {
					more = true
					break
				}
			}
			return r.Err()
		}()
		if err != nil {
			return wrap(err, "read the segments after %d", after)
		}
		for _, r := range rows {
			sealed, err := segment.Unpack(r.packed)
			if err != nil {
				return wrap(err, "read segment %d", r.arrival)
			}
			if err := f(r.arrival, sealed); err != nil {
				return err
			}
		}
	}
	return nil
}

var _ Store = (*SQLite)(nil)
