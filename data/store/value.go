package store

import (
	"encoding/binary"
	"errors"

	"pinisi/data"
)

var errPacked = errors.New("packed bytes are cut short")

// appendValue packs a value: its type, then its content.
func appendValue(b []byte, v data.Value) []byte {
	b = append(b, byte(v.T))
	switch v.T {
	case data.Bool, data.Int, data.Float:
		b = binary.AppendVarint(b, v.I)
	case data.Text, data.JSON, data.Erased:
		b = binary.AppendUvarint(b, uint64(len(v.S)))
		b = append(b, v.S...)
	}
	return b
}

// reader takes packed bytes apart; after the first error it yields zeros.
type reader struct {
	b   []byte
	err error
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.err = errPacked
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

func (r *reader) uvarint() uint64 {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		r.err = errPacked
		r.b = nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) varint() int64 {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		r.err = errPacked
		r.b = nil
		return 0
	}
	r.b = r.b[n:]
	return v
}

func (r *reader) string() string {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.err = errPacked
		r.b = nil
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}

func (r *reader) value() data.Value {
	v := data.Value{T: data.ValueType(r.byte())}
	switch v.T {
	case data.Null:
	case data.Bool, data.Int, data.Float:
		v.I = r.varint()
	case data.Text, data.JSON, data.Erased:
		v.S = r.string()
	default:
		r.err = errPacked
	}
	return v
}

func appendDots(b []byte, dots []data.LocalDot) []byte {
	b = binary.AppendUvarint(b, uint64(len(dots)))
	for _, d := range dots {
		b = binary.AppendUvarint(b, uint64(d.Stream))
		b = binary.AppendUvarint(b, d.Seq)
	}
	return b
}

func (r *reader) dots() []data.LocalDot {
	n := r.uvarint()
	if n > uint64(len(r.b)) {
		r.err = errPacked
		return nil
	}
	var dots []data.LocalDot
	for range n {
		dots = append(dots, data.LocalDot{Stream: uint32(r.uvarint()), Seq: r.uvarint()})
	}
	return dots
}
