package segment

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"unicode/utf8"

	"pinisi/data"
)

const (
	version = 1
	domain  = "pinisi segment 1\n" // what a signature is for, so that it fits nothing else

	// MaxSize is the size in bytes of the largest segment that is read.
	MaxSize = 16 << 20
	// MaxChanges is the number of changes of the largest segment.
	MaxChanges = 1 << 16

	maxScope = 255
	maxDots  = 1 << 20
)

func bad(reason string) error { return data.Fail(data.ErrBadSegment.Code, nil, "Reason", reason) }

// frame is a segment taken into its parts.
type frame struct {
	stream   data.Stream
	key      []byte
	from     uint64
	changes  int
	hlc      data.HLC // of the first run
	personal int      // number of personal values

	header    []byte // all of the above, signed
	public    section
	secret    section // the personal values; not signed itself, their commitments are
	signature []byte
}

// section is the bytes that a [regions] wrote.
type section struct{ codes, texts, raw []byte }

func (s section) reader() reader {
	r := reader{codes: s.codes, texts: string(s.texts), raw: s.raw}
	if !utf8.ValidString(r.texts) {
		r.fail("a text is no UTF-8")
		r.texts = ""
	}
	return r
}

// parse reads the header and cuts the rest; it believes nothing but the lengths.
//
// Numbers, words and random bytes follow each other, so that each can be
// compressed with its like ([parts]).
func parse(b []byte) (f frame, err error) {
	if len(b) > MaxSize {
		return f, bad("it is too large")
	}
	if len(b) < 1+ed25519.PublicKeySize+ed25519.SignatureSize {
		return f, bad("it is too short")
	}
	if b[0] != version {
		return f, bad("its version is unknown")
	}
	end := len(b) - ed25519.SignatureSize
	f.signature = b[end:]
	r := reader{codes: b[1:end:end]}
	f.key = r.bytes(ed25519.PublicKeySize)
	f.stream.Device = data.DeviceOf(f.key)
	epoch := r.uvarint()
	scope := make([]byte, min(r.uvarint(), maxScope+1))
	if len(scope) > maxScope || len(scope) > len(r.codes) {
		return f, bad("its scope is too long")
	}
	copy(scope, r.codes)
	r.codes = r.codes[len(scope):]
	f.from = r.uvarint()
	changes := r.uvarint()
	f.hlc = data.HLC(r.uvarint())
	personal := r.uvarint()
	var lengths [5]uint64
	for i := range lengths[:3] {
		lengths[i] = r.uvarint()
	}
	switch {
	case r.bad != "":
		return f, bad(r.bad)
	case epoch > 1<<32-1:
		return f, bad("its epoch is too large")
	case len(scope) == 0 || !utf8.Valid(scope):
		return f, bad("its scope is no name")
	case changes == 0 || changes > MaxChanges || personal > changes:
		return f, bad("its number of changes is out of range")
	case f.from == 0 || f.from+changes < f.from:
		return f, bad("its first number is out of range")
	}
	f.stream.Epoch, f.stream.Scope = uint32(epoch), string(scope)
	f.changes, f.personal = int(changes), int(personal)
	f.header = b[:end-len(r.codes)]
	if personal > 0 {
		lengths[3], lengths[4] = r.uvarint(), r.uvarint()
	}
	rest := r.codes
	cut := func(n uint64) []byte {
		if n > uint64(len(rest)) {
			r.fail("it is cut")
			return nil
		}
		part := rest[:n:n]
		rest = rest[n:]
		return part
	}
	f.public.codes, f.secret.codes = cut(lengths[0]), cut(lengths[3])
	f.public.texts, f.secret.texts = cut(lengths[1]), cut(lengths[4])
	f.public.raw = cut(lengths[2])
	f.secret.raw = rest
	if personal == 0 && len(rest) > 0 {
		r.fail("there is more than was announced")
	}
	if r.bad != "" {
		return f, bad(r.bad)
	}
	return f, nil
}

// appendHeader writes the signed header of s.
func appendHeader(s *Segment, personal int, public *regions) []byte {
	b := append(make([]byte, 0, 128), version)
	b = append(b, s.Key...)
	b = binary.AppendUvarint(b, uint64(s.Stream.Epoch))
	b = binary.AppendUvarint(b, uint64(len(s.Stream.Scope)))
	b = append(b, s.Stream.Scope...)
	b = binary.AppendUvarint(b, s.From)
	b = binary.AppendUvarint(b, uint64(s.Changes()))
	b = binary.AppendUvarint(b, uint64(s.Runs[0].HLC))
	b = binary.AppendUvarint(b, uint64(personal))
	b = binary.AppendUvarint(b, uint64(len(public.codes)))
	b = binary.AppendUvarint(b, uint64(len(public.texts)))
	return binary.AppendUvarint(b, uint64(len(public.raw)))
}

// assemble puts the parts of a segment together, in the order that parse reads.
func assemble(header []byte, public, secret section, personal int, signature []byte) []byte {
	n := len(header) + len(public.codes) + len(public.texts) + len(public.raw) + len(secret.codes) + len(secret.texts) + len(secret.raw)
	b := append(make([]byte, 0, n+2*binary.MaxVarintLen64+len(signature)), header...)
	if personal > 0 {
		b = binary.AppendUvarint(b, uint64(len(secret.codes)))
		b = binary.AppendUvarint(b, uint64(len(secret.texts)))
	}
	for _, part := range [][]byte{public.codes, secret.codes, public.texts, secret.texts, public.raw, secret.raw, signature} {
		b = append(b, part...)
	}
	return b
}

// digest is what the device signs. root covers the personal values.
func digest(header []byte, public section, root [32]byte) []byte {
	h := sha256.New()
	h.Write(public.codes)
	h.Write(public.texts)
	h.Write(public.raw)
	body := h.Sum(nil)
	h.Reset()
	h.Write([]byte(domain))
	h.Write(header)
	h.Write(body)
	h.Write(root[:])
	return h.Sum(nil)
}

func (f *frame) verify(root [32]byte) error {
	if !ed25519.Verify(f.key, digest(f.header, f.public, root), f.signature) {
		return bad("its signature does not fit")
	}
	return nil
}

// Header says which changes of which stream a segment holds, and whose key it
// claims to be signed with, without looking further: [Verify] proves it.
func Header(b []byte) (stream data.Stream, from, to uint64, key []byte, err error) {
	f, err := parse(b)
	if err != nil {
		return data.Stream{}, 0, 0, nil, err
	}
	return f.stream, f.from, f.from + uint64(f.changes) - 1, f.key, nil
}

// Verify proves that a segment was signed by the device it names, and that no
// byte of it was changed since; personal values may have been erased.
func Verify(b []byte) error {
	f, err := parse(b)
	if err != nil {
		return err
	}
	secret, err := f.open()
	if err != nil {
		return err
	}
	return f.verify(secret.root())
}

// parts tells how many bytes of a segment are numbers, words and random bytes
// (ids, sums, salts and the signature), in this order. Other bytes are the first.
func parts(b []byte) [3]int {
	f, err := parse(b)
	if err != nil {
		return [3]int{len(b)}
	}
	words := len(f.public.texts) + len(f.secret.texts)
	random := len(f.public.raw) + len(f.secret.raw) + len(f.signature)
	return [3]int{len(b) - words - random, words, random}
}
