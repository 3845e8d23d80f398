package hub

import (
	"encoding/binary"
)

// mark is where a device and the hub stand together; devices carry it back
// without looking into it. If it still fits what the hub has, the device lacks
// only what arrived after the cursor, and the hub lacks only what the device
// has not had confirmed. It does not fit when either was restored from a backup.
type mark struct {
	incarnation [8]byte
	cursor      uint64
	chain, own  [8]byte // of Position at the cursor
}

func (m mark) encode() []byte {
	b := append([]byte{}, m.incarnation[:]...)
	b = append(b, m.chain[:]...)
	b = append(b, m.own[:]...)
	return binary.AppendUvarint(b, m.cursor)
}

func decodeMark(b []byte) (m mark, ok bool) {
	if len(b) < 25 {
		return m, false
	}
	b = b[copy(m.incarnation[:], b):]
	b = b[copy(m.chain[:], b):]
	b = b[copy(m.own[:], b):]
	n, k := binary.Uvarint(b)
	m.cursor = n
	return m, k == len(b)
}
