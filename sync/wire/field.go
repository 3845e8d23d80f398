package wire

import (
	"encoding/binary"
	"errors"
)

// errMalformed is a message that is none.
var errMalformed = errors.New("a message is malformed")

// appendNumber and appendBytes write a field; zero and empty ones cost nothing.
func appendNumber(b []byte, num int, v uint64) []byte {
	if v == 0 {
		return b
	}
	b = binary.AppendUvarint(b, uint64(num)<<3)
	return binary.AppendUvarint(b, v)
}

func appendBytes[T ~[]byte | ~string](b []byte, num int, v T) []byte {
	if len(v) == 0 {
		return b
	}
	return appendPresent(b, num, v)
}

// appendPresent writes a field even when it is empty.
func appendPresent[T ~[]byte | ~string](b []byte, num int, v T) []byte {
	b = binary.AppendUvarint(b, uint64(num)<<3|2)
	b = binary.AppendUvarint(b, uint64(len(v)))
	return append(b, v...)
}

// eachField calls f for every field of a message: with n for a number, with v
// for bytes, which alias b. It skips the other types of Protocol Buffers.
func eachField(b []byte, f func(num int, n uint64, v []byte) error) error {
	for len(b) > 0 {
		tag, k := binary.Uvarint(b)
		if k <= 0 || tag>>3 > 1<<20 {
			return errMalformed
		}
		b = b[k:]
		var n uint64
		var v []byte
		switch tag & 7 {
		case 0:
			if n, k = binary.Uvarint(b); k <= 0 {
				return errMalformed
			}
			b = b[k:]
		case 2:
			size, k := binary.Uvarint(b)
			if k <= 0 || size > uint64(len(b)-k) {
				return errMalformed
			}
			v, b = b[k:k+int(size)], b[k+int(size):]
		case 1, 5:
			size := map[uint64]int{1: 8, 5: 4}[tag&7]
			if len(b) < size {
				return errMalformed
			}
			b = b[size:]
			continue
		default:
			return errMalformed
		}
		if err := f(int(tag>>3), n, v); err != nil {
			return err
		}
	}
	return nil
}

// cutNumber takes a uvarint off the front of b.
func cutNumber(b []byte) (uint64, []byte, error) {
	n, k := binary.Uvarint(b)
	if k <= 0 {
		return 0, nil, errMalformed
	}
	return n, b[k:], nil
}
