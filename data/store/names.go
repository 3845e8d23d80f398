package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"sync"

	"pinisi/data"
)

// names are the small numbers that stand for streams, authors and kinds.
type names struct {
	mu      sync.RWMutex
	streams map[data.Stream]*stream
	bySid   map[uint32]*stream
	authors map[data.ID]int64
	byAid   map[int64]data.ID
	kinds   map[string]int64
	byKid   map[int64]string
}

// stream is what a replica knows of one stream.
type stream struct {
	data.Stream
	sid             uint32
	have, confirmed uint64
	own             bool // this device goes on writing there
}

func (n *names) init() {
	n.streams, n.bySid = map[data.Stream]*stream{}, map[uint32]*stream{}
	n.authors, n.byAid = map[data.ID]int64{}, map[int64]data.ID{}
	n.kinds, n.byKid = map[string]int64{}, map[int64]string{}
}

// loadNames reads them all: at the start, and after a transaction that failed.
func (s *Store) loadNames(ctx context.Context) error {
	s.names.mu.Lock()
	defer s.names.mu.Unlock()
	s.names.init()
	conn := s.w.conn
	rows, err := conn.QueryContext(ctx, "SELECT sid, device, epoch, scope, have, confirmed, own FROM stream")
	if err != nil {
		return fmt.Errorf("read the streams: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var st stream
		var device []byte
		if err := rows.Scan(&st.sid, &device, &st.Epoch, &st.Scope, &st.have, &st.confirmed, &st.own); err != nil {
			return fmt.Errorf("read the streams: %w", err)
		}
		copy(st.Device[:], device)
		s.names.streams[st.Stream], s.names.bySid[st.sid] = &st, &st
	}
	if err := rows.Err(); err != nil {
		return err
	}
	ids, err := conn.QueryContext(ctx, "SELECT aid, id FROM author")
	if err != nil {
		return fmt.Errorf("read the authors: %w", err)
	}
	defer ids.Close()
	for ids.Next() {
		var aid int64
		var b []byte
		if err := ids.Scan(&aid, &b); err != nil {
			return fmt.Errorf("read the authors: %w", err)
		}
		var id data.ID
		copy(id[:], b)
		s.names.authors[id], s.names.byAid[aid] = aid, id
	}
	if err := ids.Err(); err != nil {
		return err
	}
	ks, err := conn.QueryContext(ctx, "SELECT kid, name FROM kind")
	if err != nil {
		return fmt.Errorf("read the kinds: %w", err)
	}
	defer ks.Close()
	for ks.Next() {
		var kid int64
		var name string
		if err := ks.Scan(&kid, &name); err != nil {
			return fmt.Errorf("read the kinds: %w", err)
		}
		s.names.kinds[name], s.names.byKid[kid] = kid, name
	}
	return ks.Err()
}

// stream is the entry of a stream, made when it is new.
func (w *writer) stream(st data.Stream) (*stream, error) {
	n := &w.s.names
	n.mu.RLock()
	got := n.streams[st]
	n.mu.RUnlock()
	if got != nil {
		return got, nil
	}
	res, err := w.exec("INSERT INTO stream(device, epoch, scope) VALUES(?,?,?)", st.Device[:], st.Epoch, st.Scope)
	if err != nil {
		return nil, fmt.Errorf("new stream: %w", err)
	}
	sid, err := res.LastInsertId()
	if err != nil {
		return nil, err
	}
	got = &stream{Stream: st, sid: uint32(sid)}
	n.mu.Lock()
	n.streams[st], n.bySid[got.sid] = got, got
	n.mu.Unlock()
	return got, nil
}

// ownStream is where this device writes its changes of a scope. The first is
// epoch 0; after another life of the device was met there, one of a random epoch.
func (w *writer) ownStream(scope string) (*stream, error) {
	n := &w.s.names
	st := data.Stream{Device: w.s.device, Scope: scope}
	n.mu.RLock()
	for _, x := range n.streams {
		if x.own && x.Scope == scope {
			n.mu.RUnlock()
			return x, nil
		}
	}
	for n.streams[st] != nil {
		var b [4]byte
		if _, err := io.ReadFull(w.s.opt.Rand, b[:]); err != nil {
			n.mu.RUnlock()
			return nil, fmt.Errorf("number a new stream: %w", err)
		}
		st.Epoch = binary.BigEndian.Uint32(b[:])
	}
	n.mu.RUnlock()
	x, err := w.stream(st)
	if err != nil {
		return nil, err
	}
	return x, w.setOwn(x, true)
}

func (w *writer) setOwn(st *stream, own bool) error {
	if _, err := w.exec("UPDATE stream SET own=? WHERE sid=?", own, st.sid); err != nil {
		return fmt.Errorf("note whose stream it is: %w", err)
	}
	w.s.names.mu.Lock()
	st.own = own
	w.s.names.mu.Unlock()
	return nil
}

// saveStream stores how far a stream is had and confirmed.
func (w *writer) saveStream(st *stream, have, confirmed uint64) error {
	if _, err := w.exec("UPDATE stream SET have=?, confirmed=? WHERE sid=?", int64(have), int64(confirmed), st.sid); err != nil {
		return fmt.Errorf("note the state of a stream: %w", err)
	}
	w.s.names.mu.Lock()
	st.have, st.confirmed = have, confirmed
	w.s.names.mu.Unlock()
	return nil
}

func (w *writer) aid(id data.ID) (int64, error) {
	n := &w.s.names
	n.mu.RLock()
	aid, ok := n.authors[id]
	n.mu.RUnlock()
	if ok {
		return aid, nil
	}
	res, err := w.exec("INSERT INTO author(id) VALUES(?)", id[:])
	if err != nil {
		return 0, fmt.Errorf("new author: %w", err)
	}
	if aid, err = res.LastInsertId(); err != nil {
		return 0, err
	}
	n.mu.Lock()
	n.authors[id], n.byAid[aid] = aid, id
	n.mu.Unlock()
	return aid, nil
}

func (w *writer) kid(kind string) (int64, error) {
	n := &w.s.names
	n.mu.RLock()
	kid, ok := n.kinds[kind]
	n.mu.RUnlock()
	if ok {
		return kid, nil
	}
	res, err := w.exec("INSERT INTO kind(name) VALUES(?)", kind)
	if err != nil {
		return 0, fmt.Errorf("new kind: %w", err)
	}
	if kid, err = res.LastInsertId(); err != nil {
		return 0, err
	}
	n.mu.Lock()
	n.kinds[kind], n.byKid[kid] = kid, kind
	n.mu.Unlock()
	return kid, nil
}

func (w *writer) deviceLess(a, b uint32) bool { return w.s.deviceLess(a, b) }

// deviceLess orders streams by their device, then epoch: the same on every replica.
func (s *Store) deviceLess(a, b uint32) bool {
	s.names.mu.RLock()
	defer s.names.mu.RUnlock()
	x, y := s.names.bySid[a], s.names.bySid[b]
	if x == nil || y == nil {
		return a < b
	}
	if c := bytes.Compare(x.Device[:], y.Device[:]); c != 0 {
		return c < 0
	}
	return x.Epoch < y.Epoch
}

func (s *Store) author(aid int64) data.ID {
	s.names.mu.RLock()
	defer s.names.mu.RUnlock()
	return s.names.byAid[aid]
}

func (s *Store) streamOf(sid uint32) data.Stream {
	s.names.mu.RLock()
	defer s.names.mu.RUnlock()
	if st := s.names.bySid[sid]; st != nil {
		return st.Stream
	}
	return data.Stream{}
}

func (s *Store) kindName(kid int64) string {
	s.names.mu.RLock()
	defer s.names.mu.RUnlock()
	return s.names.byKid[kid]
}

func (s *Store) kindID(kind string) (int64, bool) {
	s.names.mu.RLock()
	defer s.names.mu.RUnlock()
	kid, ok := s.names.kinds[kind]
	return kid, ok
}
