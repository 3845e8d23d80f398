package wire

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"slices"

	"pinisi/data"
	"pinisi/data/store"
)

// EncodeVector writes a vector: the scopes, then per stream its device, epoch,
// scope's number and seq.
func EncodeVector(v store.Vector) []byte {
	streams := make([]data.Stream, 0, len(v))
	for s := range v {
		streams = append(streams, s)
	}
	slices.SortFunc(streams, CompareStreams)
	number := map[string]uint64{}
	var scopes, rows []byte
	for _, s := range streams {
		n, ok := number[s.Scope]
		if !ok {
			n = uint64(len(number))
			number[s.Scope] = n
			scopes = binary.AppendUvarint(scopes, uint64(len(s.Scope)))
			scopes = append(scopes, s.Scope...)
		}
		rows = append(rows, s.Device[:]...)
		rows = binary.AppendUvarint(rows, uint64(s.Epoch))
		rows = binary.AppendUvarint(rows, n)
		rows = binary.AppendUvarint(rows, v[s])
	}
	b := binary.AppendUvarint(nil, uint64(len(number)))
	b = append(b, scopes...)
	return append(b, rows...)
}

// DecodeVector reads what EncodeVector wrote. An empty one is not nil.
func DecodeVector(b []byte) (store.Vector, error) {
	v := store.Vector{}
	count, b, err := cutNumber(b)
	if err != nil || count > uint64(len(b)) {
		return nil, errMalformed
	}
	scopes := make([]string, count)
	for i := range scopes {
		var n uint64
		if n, b, err = cutNumber(b); err != nil || n > uint64(len(b)) {
			return nil, errMalformed
		}
		scopes[i], b = string(b[:n]), b[n:]
	}
	for len(b) > 0 {
		var s data.Stream
		if len(b) < len(s.Device) {
			return nil, errMalformed
		}
		b = b[copy(s.Device[:], b):]
		var epoch, scope, seq uint64
		if epoch, b, err = cutNumber(b); err != nil || epoch > 1<<32-1 {
			return nil, errMalformed
		}
		if scope, b, err = cutNumber(b); err != nil || scope >= count {
			return nil, errMalformed
		}
		if seq, b, err = cutNumber(b); err != nil {
			return nil, errMalformed
		}
		s.Epoch, s.Scope = uint32(epoch), scopes[scope]
		v[s] = seq
	}
	return v, nil
}

// CompareStreams orders streams by scope, device and epoch.
func CompareStreams(a, b data.Stream) int {
	return cmp.Or(cmp.Compare(a.Scope, b.Scope), bytes.Compare(a.Device[:], b.Device[:]), cmp.Compare(a.Epoch, b.Epoch))
}
