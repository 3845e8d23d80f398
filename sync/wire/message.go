package wire

import (
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
	"time"

	"pinisi/data"
	"pinisi/data/store"
)

// Hello opens an exchange.
type Hello struct {
	Version int
	// Mark is what the hub gave at the end of the last exchange, back as it came.
	Mark []byte
	// Vector is all that the device has; nil when Mark speaks for it.
	Vector store.Vector
	Clock  time.Time // the device's wall clock, for the hub's list of devices
	Batch  int       // the size in bytes, uncompressed, that the device likes batches to have
	// Unsent are files that the device would send, Wanted those that it would
	// fetch; Done says of them what the hub has.
	Unsent, Wanted []FileName
	// Asks is, beside Vector, how far the hub has confirmed the device's own
	// streams of which it has more: Done.Tails says what arrived of them. None
	// of their segments come down with this answer.
	Asks store.Vector
}

// FileName names an attachment's content inside a scope.
type FileName struct {
	SHA256 [32]byte
	Scope  string
}

// Encode is the message's bytes.
func (h Hello) Encode() []byte {
	b := appendNumber(nil, 1, uint64(h.Version))
	b = appendBytes(b, 2, h.Mark)
	if h.Vector != nil {
		b = appendPresent(b, 3, EncodeVector(h.Vector))
	}
	b = appendNumber(b, 4, milliseconds(h.Clock))
	b = appendNumber(b, 5, uint64(h.Batch))
	b = appendBytes(b, 6, encodeNames(h.Unsent))
	b = appendBytes(b, 7, encodeNames(h.Wanted))
	if len(h.Asks) > 0 {
		b = appendBytes(b, 8, EncodeVector(h.Asks))
	}
	return b
}

// DecodeHello reads a Hello.
func DecodeHello(b []byte) (Hello, error) {
	var h Hello
	err := eachField(b, func(num int, n uint64, v []byte) (err error) {
		switch num {
		case 1:
			h.Version = int(min(n, 1<<30))
		case 2:
			h.Mark = v
		case 3:
			h.Vector, err = DecodeVector(v)
		case 4:
			h.Clock = moment(n)
		case 5:
			h.Batch = int(min(n, 1<<30))
		case 6:
			h.Unsent, err = decodeNames(v)
		case 7:
			h.Wanted, err = decodeNames(v)
		case 8:
			h.Asks, err = DecodeVector(v)
		}
		return err
	})
	return h, wrap("hello", err)
}

// Done closes an exchange.
type Done struct {
	Version int
	Mark    []byte    // to keep; nil: the old one stands
	Clock   time.Time // the hub's wall clock when it wrote this
	// Compare asks the device to come again with its Vector: the hub, or the
	// device, is not what it was at the last mark. Nothing was sent down.
	Compare bool
	// Lacks is, when the device sent its Vector, what the hub has of the streams
	// of which the device has more; with Compare, of every stream in the
	// device's scopes.
	Lacks store.Vector
	// Have is how many bytes the hub holds of Hello.Unsent, in their order, and
	// Offer those of Hello.Wanted that can be fetched (0: not there, else its size).
	Have, Offer []uint64
	// Complete says of Hello.Unsent whether the hub has the whole file.
	Complete []bool
	// Tails is, of the streams that Hello.Asks names, the last segment that the
	// hub had before this exchange, where that is beyond what was asked. If it
	// is the device's own, all before it are. There is then no Mark.
	Tails []Tail
}

// Tail is the end of a stream: the seq of its last change, and the first bytes
// of the last segment's signature.
type Tail struct {
	Stream    data.Stream
	Seq       uint64
	Signature [16]byte
}

// Encode is the message's bytes.
func (d Done) Encode() []byte {
	b := appendNumber(nil, 1, uint64(d.Version))
	b = appendBytes(b, 2, d.Mark)
	b = appendNumber(b, 3, milliseconds(d.Clock))
	if d.Compare {
		b = appendNumber(b, 4, 1)
	}
	if len(d.Lacks) > 0 {
		b = appendBytes(b, 5, EncodeVector(d.Lacks))
	}
	var have, offer []byte
	for i, n := range d.Have {
		n <<= 1
		if i < len(d.Complete) && d.Complete[i] {
			n |= 1
		}
		have = binary.AppendUvarint(have, n)
	}
	for _, n := range d.Offer {
		offer = binary.AppendUvarint(offer, n)
	}
	b = appendBytes(b, 6, have)
	b = appendBytes(b, 7, offer)
	if len(d.Tails) == 0 {
		return b
	}
	ends, signatures := store.Vector{}, []byte(nil)
	for _, t := range d.Tails {
		ends[t.Stream] = t.Seq
	}
	for _, t := range slices.SortedFunc(slices.Values(d.Tails), func(a, b Tail) int { return CompareStreams(a.Stream, b.Stream) }) {
		signatures = append(signatures, t.Signature[:]...)
	}
	b = appendBytes(b, 8, EncodeVector(ends))
	return appendBytes(b, 9, signatures)
}

// DecodeDone reads a Done.
func DecodeDone(b []byte) (Done, error) {
	var d Done
	ends, signatures := store.Vector{}, []byte(nil)
	err := eachField(b, func(num int, n uint64, v []byte) (err error) {
		switch num {
		case 1:
			d.Version = int(min(n, 1<<30))
		case 2:
			d.Mark = v
		case 3:
			d.Clock = moment(n)
		case 4:
			d.Compare = n != 0
		case 5:
			d.Lacks, err = DecodeVector(v)
		case 6:
			for len(v) > 0 && err == nil {
				if n, v, err = cutNumber(v); err == nil {
					d.Have, d.Complete = append(d.Have, n>>1), append(d.Complete, n&1 != 0)
				}
			}
		case 7:
			for len(v) > 0 && err == nil {
				if n, v, err = cutNumber(v); err == nil {
					d.Offer = append(d.Offer, n)
				}
			}
		case 8:
			ends, err = DecodeVector(v)
		case 9:
			signatures = v
		}
		return err
	})
	if err == nil && len(signatures) != 16*len(ends) {
		err = errMalformed
	}
	if err == nil {
		for i, s := range slices.SortedFunc(maps.Keys(ends), CompareStreams) {
			d.Tails = append(d.Tails, Tail{s, ends[s], [16]byte(signatures[16*i:])})
		}
	}
	return d, wrap("end of exchange", err)
}

// Reason says why the hub did not take a segment.
type Reason uint8

// The reasons of a Refusal.
const (
	Damaged    Reason = 1 // no valid segment, or its signature does not fit
	Gap        Reason = 2 // earlier changes of its stream are missing; Has says how far the hub is
	Forked     Reason = 3 // the hub holds other changes under these numbers; Has likewise
	NotAllowed Reason = 4 // its author may not write into its scope
)

func (r Reason) String() string {
	return map[Reason]string{Damaged: "damaged", Gap: "gap", Forked: "forked", NotAllowed: "not_allowed"}[r]
}

// Refusal is about one segment; the others are not touched by it.
type Refusal struct {
	Index  int // which segment of this request, from 0
	Reason Reason
	Has    uint64
}

// Encode is the message's bytes.
func (r Refusal) Encode() []byte {
	b := appendNumber(nil, 1, uint64(r.Index))
	b = appendNumber(b, 2, uint64(r.Reason))
	return appendNumber(b, 3, r.Has)
}

// DecodeRefusal reads a Refusal.
func DecodeRefusal(b []byte) (Refusal, error) {
	var r Refusal
	err := eachField(b, func(num int, n uint64, _ []byte) error {
		switch num {
		case 1:
			r.Index = int(min(n, 1<<30))
		case 2:
			r.Reason = Reason(min(n, 255))
		case 3:
			r.Has = n
		}
		return nil
	})
	return r, wrap("refusal", err)
}

func encodeNames(names []FileName) []byte {
	var b []byte
	for _, n := range names {
		b = append(b, n.SHA256[:]...)
		b = binary.AppendUvarint(b, uint64(len(n.Scope)))
		b = append(b, n.Scope...)
	}
	return b
}

func decodeNames(b []byte) ([]FileName, error) {
	var names []FileName
	for len(b) > 0 {
		var f FileName
		if len(b) < len(f.SHA256) {
			return nil, errMalformed
		}
		n, rest, err := cutNumber(b[copy(f.SHA256[:], b):])
		if err != nil || n > uint64(len(rest)) {
			return nil, errMalformed
		}
		f.Scope, b = string(rest[:n]), rest[n:]
		names = append(names, f)
	}
	return names, nil
}

func milliseconds(t time.Time) uint64 {
	if t.IsZero() || t.UnixMilli() < 0 {
		return 0
	}
	return uint64(t.UnixMilli())
}

func moment(ms uint64) time.Time {
	if ms == 0 || ms > 1<<48 {
		return time.Time{}
	}
	return time.UnixMilli(int64(ms)).UTC()
}

func wrap(what string, err error) error {
	if err != nil {
		return fmt.Errorf("read the %s: %w", what, err)
	}
	return nil
}
