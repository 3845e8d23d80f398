package workload

import (
	"encoding/binary"
	"fmt"
	"strings"

	"pinisi/data"
)

// crockford is the alphabet of ULIDs and codes.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// ParseULID is the id with the 128 bits of a ULID.
func ParseULID(s string) (id data.ID, err error) {
	if len(s) != 26 || s[0] > '7' {
		return id, fmt.Errorf("%q is no ULID", s)
	}
	var hi, lo uint64
	for i := range len(s) {
		n := strings.IndexByte(crockford, s[i])
		if n < 0 {
			return id, fmt.Errorf("%q is no ULID", s)
		}
		hi, lo = hi<<5|lo>>59, lo<<5|uint64(n)
	}
	binary.BigEndian.PutUint64(id[:8], hi)
	binary.BigEndian.PutUint64(id[8:], lo)
	return id, nil
}

// PartID is the id of a part by its code: a letter of list and five digits.
func PartID(parent data.ID, code string) (id data.ID, err error) {
	if len(code) != 6 || code[0] < 'a' || code[0] > 'z' {
		return id, fmt.Errorf("%q is no code", code)
	}
	n := uint32(code[0] - 'a' + 1)
	for i := range 5 {
		d := strings.IndexByte(crockford, code[1+i])
		if d < 0 {
			return id, fmt.Errorf("%q is no code", code)
		}
		n = n<<5 | uint32(d)
	}
	copy(id[:12], parent[:12])
	binary.BigEndian.PutUint32(id[12:], n)
	return id, nil
}

// Code is the code in the id of a part.
func Code(id data.ID) string {
	n := binary.BigEndian.Uint32(id[12:])
	code := []byte{'a' - 1 + byte(n>>25), 0, 0, 0, 0, 0}
	for i := range 5 {
		code[5-i] = crockford[n>>(5*i)&31]
	}
	return string(code)
}
