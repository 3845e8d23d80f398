package report

import (
	"bytes"
	"encoding/binary"
)

// orientation is how a JPEG is to be turned to stand upright, 1 to 8 as EXIF
// has it (tag 0x0112); 1 when it does not say. It never fails: the bytes are
// anyone's.
func orientation(jpeg []byte) int {
	if len(jpeg) < 4 || jpeg[0] != 0xFF || jpeg[1] != 0xD8 {
		return 1
	}
	for at := 2; at+4 <= len(jpeg) && jpeg[at] == 0xFF; {
		marker, size := jpeg[at+1], int(binary.BigEndian.Uint16(jpeg[at+2:]))
		if marker == 0xDA || size < 2 {
			return 1
		}
		if marker == 0xE1 {
			if end := min(at+2+size, len(jpeg)); end > at+10 && bytes.HasPrefix(jpeg[at+4:end], []byte("Exif\x00\x00")) {
				return fromTIFF(jpeg[at+10 : end])
			}
		}
		at += 2 + size
	}
	return 1
}

func fromTIFF(b []byte) int {
	if len(b) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.LittleEndian
	if b[0] == 'M' {
		order = binary.BigEndian
	}
	first := int(order.Uint32(b[4:]))
	if first < 8 || first+2 > len(b) {
		return 1
	}
	for i := range int(order.Uint16(b[first:])) {
		entry := first + 2 + 12*i
		if entry+12 > len(b) {
			return 1
		}
		if order.Uint16(b[entry:]) == 0x0112 {
			if v := int(order.Uint16(b[entry+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
	}
	return 1
}
