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

// Take stores what fits behind what is there.
func (s *SQLite) Take(ctx context.Context, batch []Incoming, at time.Time) ([]Verdict, error) {
	packed := make([][]byte, len(batch))
	for i, in := range batch {
		packed[i] = segment.Pack(in.Sealed)
	}
	verdicts := make([]Verdict, len(batch))
	err := s.inTx(ctx, func(tx *sql.Tx) error {
		for i, in := range batch {
			v, err := take(tx, in, packed[i], at)
			if err != nil {
				return fmt.Errorf("store changes %d-%d of %s in %s: %w", in.From, in.To, in.Stream.Device, in.Stream.Scope, err)
			}
			verdicts[i] = v
		}
		return nil
	})
	return verdicts, err
}

func take(tx *sql.Tx, in Incoming, packed []byte, at time.Time) (Verdict, error) {
	var scope int64
	err := tx.QueryRow(`SELECT id FROM scope WHERE name=?`, in.Stream.Scope).Scan(&scope)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.QueryRow(`INSERT INTO scope (name) VALUES (?) RETURNING id`, in.Stream.Scope).Scan(&scope)
	}
	if err != nil {
		return Verdict{}, err
	}
	var stream int64
	var has uint64
	err = tx.QueryRow(`SELECT id, seq FROM stream WHERE device=? AND epoch=? AND scope=?`, in.Stream.Device[:], in.Stream.Epoch, scope).Scan(&stream, &has)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Verdict{}, err
	}
	switch {
	case in.From > has+1:
		return Verdict{Reason: wire.Gap, Has: has}, nil
	case in.From <= has:
		var last uint64
		var signature []byte
		err := tx.QueryRow(`SELECT last, signature FROM segment WHERE stream=? AND first=?`, stream, in.From).Scan(&last, &signature)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return Verdict{}, err
		}
		if err != nil || last != in.To || string(signature) != string(in.Signature[:]) {
			return Verdict{Reason: wire.Forked, Has: has}, nil
		}
		return Verdict{Has: has}, nil
	}
	if stream == 0 {
		err = tx.QueryRow(`INSERT INTO stream (device, epoch, scope, seq) VALUES (?,?,?,0) RETURNING id`, in.Stream.Device[:], in.Stream.Epoch, scope).Scan(&stream)
		if err != nil {
			return Verdict{}, err
		}
	}
	chain, err := lastDigest(tx, `SELECT chain FROM segment WHERE scope=? ORDER BY arrival DESC LIMIT 1`, scope)
	if err != nil {
		return Verdict{}, err
	}
	total, err := lastDigest(tx, `SELECT total FROM segment ORDER BY arrival DESC LIMIT 1`)
	if err != nil {
		return Verdict{}, err
	}
	chain, total = Link(chain, in.Signature), Link(total, in.Signature)
	_, err = tx.Exec(`INSERT INTO segment (stream, scope, first, last, signature, chain, total, brought, at, packed) VALUES (?,?,?,?,?,?,?,?,?,?)`,
		stream, scope, in.From, in.To, in.Signature[:], chain[:], total[:], in.By[:], at.UnixMilli(), packed)
	if err != nil {
		return Verdict{}, err
	}
	_, err = tx.Exec(`UPDATE stream SET seq=? WHERE id=?`, in.To, stream)
	return Verdict{Has: in.To, New: true}, err
}

// Link is the digest of a chain with one more segment.
func Link(chain [8]byte, signature [16]byte) [8]byte {
	sum := sha256.Sum256(append(chain[:], signature[:]...))
	return [8]byte(sum[:8])
}

type queryer interface {
	QueryRow(query string, args ...any) *sql.Row
}

func lastDigest(q queryer, query string, args ...any) (d [8]byte, err error) {
	var b []byte
	err = q.QueryRow(query, args...).Scan(&b)
	if errors.Is(err, sql.ErrNoRows) {
		return d, nil
	}
	copy(d[:], b)
	return d, err
}

// Position looks at one snapshot of the store.
func (s *SQLite) Position(ctx context.Context, scopes []string, device data.DeviceID, cursor uint64) (Position, error) {
	var p Position
	tx, err := s.read.BeginTx(ctx, nil)
	if err != nil {
		return p, wrap(err, "look up the position")
	}
	defer tx.Rollback() //nolint:errcheck // it only read
	if err := tx.QueryRow(`SELECT coalesce(max(arrival), 0) FROM segment`).Scan(&p.Last); err != nil {
		return p, wrap(err, "look up the position")
	}
	if scopes == nil {
		p.Chain, err = lastDigest(tx, `SELECT total FROM segment WHERE arrival<=? ORDER BY arrival DESC LIMIT 1`, cursor)
	}
	for _, scope := range scopes {
		var c [8]byte
		if c, err = lastDigest(tx, `SELECT chain FROM segment WHERE scope=(SELECT id FROM scope WHERE name=?) AND arrival<=? ORDER BY arrival DESC LIMIT 1`, scope, cursor); err != nil {
			break
		}
		p.Chain = Link(p.Chain, [16]byte(append(c[:], make([]byte, 8)...)))
	}
	if err != nil {
		return p, wrap(err, "look up the chain at %d", cursor)
	}
	own, err := vector(ctx, tx, `WHERE device=?`, device[:])
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
	return vector(ctx, s.read, where, args...)
}

type contextQueryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

func vector(ctx context.Context, q contextQueryer, where string, args ...any) (store.Vector, error) {
	rows, err := q.QueryContext(ctx, `SELECT device, epoch, name, seq FROM stream JOIN scope ON scope.id=stream.scope `+where, args...)
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
	err = s.read.QueryRowContext(ctx, `SELECT last, signature FROM segment
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
func (s *SQLite) Since(ctx context.Context, scopes []string, after, upTo uint64, device data.DeviceID, have store.Vector, f func(uint64, []byte) error) error {
	where, args := within(scopes)
	query := `SELECT arrival, stream.device, stream.epoch, scope.name, first, last, packed FROM segment
		JOIN stream ON stream.id=segment.stream JOIN scope ON scope.id=segment.scope ` + where
	if have == nil {
		query += ` AND stream.device<>?`
		args = append(args, device[:])
	}
	query += ` AND arrival>? AND arrival<=? ORDER BY arrival`
	type row struct {
		arrival uint64
		packed  []byte
	}
	for more := true; more; {
		var rows []row
		var size int
		more = false
		err := func() error {
			r, err := s.read.QueryContext(ctx, query, append(args[:len(args):len(args)], after, upTo)...)
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
				rows = append(rows, row{after, append([]byte(nil), packed...)})
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
