package workload

import (
	"crypto/ed25519"
	"crypto/rand"
	mathrand "math/rand/v2"
	"slices"
	"time"

	"pinisi/data"
	"pinisi/data/segment"
)

// Replica stands for what devices know of the records, as far as it takes to
// write the segments that their stores would.
type Replica struct {
	fields map[fieldKey]written
	seqs   map[data.Stream]uint64
}

type fieldKey struct {
	record data.ID
	field  string
}

type written struct {
	text string
	dot  data.Dot
}

// NewReplica knows nothing yet.
func NewReplica() *Replica {
	return &Replica{fields: map[fieldKey]written{}, seqs: map[data.Stream]uint64{}}
}

// Device writes batches into segments.
type Device struct {
	Author data.ID
	key    ed25519.PrivateKey
	random *mathrand.Rand
	clock  time.Time
}

// NewDevice has a key and a clock that follow from its name.
func NewDevice(name string, start time.Time) *Device {
	seed := [32]byte{}
	copy(seed[:], name)
	random := mathrand.New(mathrand.NewChaCha8(seed))
	d := &Device{key: ed25519.NewKeyFromSeed(seed[:]), random: random, clock: start}
	for i := range d.Author {
		d.Author[i] = byte(random.Uint32())
	}
	return d
}

// Public is the device's public key.
func (d *Device) Public() ed25519.PublicKey { return d.key.Public().(ed25519.PublicKey) }

// Sign is what [segment.Encode] asks for.
func (d *Device) Sign(digest []byte) []byte { return ed25519.Sign(d.key, digest) }

// Options of [Replica.Write].
type Options struct {
	Size      int  // bytes of text after which a segment is full; 0: one a scope
	NoPatches bool // texts travel whole
}

// Write lets device d write the batches, each up to a minute after the one
// before, and gives its segments, scope by scope.
func (r *Replica) Write(d *Device, batches []Batch, o Options) []*segment.Segment {
	open, size := map[string]*segment.Segment{}, map[string]int{}
	streams := map[string]map[data.Stream]uint32{}
	var all []*segment.Segment
	for _, b := range batches {
		d.clock = d.clock.Add(time.Duration(1+d.random.IntN(60_000)) * time.Millisecond)
		scope := b.Mission
		s := open[scope]
		if s == nil || o.Size > 0 && size[scope] >= o.Size {
			st := data.Stream{Device: data.DeviceOf(d.Public()), Scope: scope}
			s = &segment.Segment{Stream: st, Key: d.Public(), From: r.seqs[st] + 1}
			open[scope], size[scope], streams[scope] = s, 0, map[data.Stream]uint32{st: 0}
			all = append(all, s)
		}
		for _, e := range b.Edits {
			n := len(s.Runs)
			if n == 0 || s.Runs[n-1].Record != e.Record || s.Runs[n-1].HLC != data.HLCAt(d.clock) {
				from := b.Derived[e.Record]
				s.Runs = append(s.Runs, segment.Run{HLC: data.HLCAt(d.clock), Author: d.Author, Kind: e.Kind, Record: e.Record, Parent: from.Parent, Key: from.Key})
				n++
			}
			run := &s.Runs[n-1]
			run.Ops = append(run.Ops, r.op(s, streams[scope], e, o))
			size[scope] += 2 + len(e.Value.S)
		}
	}
	slices.SortStableFunc(all, func(a, b *segment.Segment) int {
		if a.Stream.Scope < b.Stream.Scope {
			return -1
		} else if a.Stream.Scope > b.Stream.Scope {
			return 1
		}
		return 0
	})
	return all
}

func (r *Replica) op(s *segment.Segment, streams map[data.Stream]uint32, e data.Edit, o Options) segment.Op {
	r.seqs[s.Stream]++
	op := segment.Op{Field: e.Field, Value: e.Value}
	if k := data.KindOf(e.Kind); k != nil {
		f, _ := k.Field(e.Field)
		op.Personal = f.Personal
	}
	k := fieldKey{e.Record, e.Field}
	if old, ok := r.fields[k]; ok {
		n, ok := streams[old.dot.Stream]
		if !ok {
			n = uint32(len(streams))
			streams[old.dot.Stream] = n
			s.Streams = append(s.Streams, old.dot.Stream)
		}
		op.Prev = []data.LocalDot{{Stream: n, Seq: old.dot.Seq}}
		if !o.NoPatches {
			op.Base = old.text
		}
	}
	now := written{dot: data.Dot{Stream: s.Stream, Seq: r.seqs[s.Stream]}}
	if e.Value.T == data.Text {
		now.text = e.Value.S
	}
	r.fields[k] = now
	return op
}

// Seal encodes the segments.
func (d *Device) Seal(all []*segment.Segment) ([][]byte, error) {
	var sealed [][]byte
	for _, s := range all {
		b, err := segment.Encode(rand.Reader, s, d.Sign)
		if err != nil {
			return nil, err
		}
		sealed = append(sealed, b)
	}
	return sealed, nil
}
