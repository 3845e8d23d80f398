// Package delta makes and applies the difference between two versions of a
// program's bytes: a small file from which, with the old bytes, the new ones
// follow exactly.
//
// The method is that of bsdiff (Colin Percival, "Naive differences of
// executable code", 2003): new bytes are an old stretch that resembles them,
// plus byte by byte the difference from it, plus bytes that are nowhere. When
// code moves, addresses in it change by the same amount, so the differences are
// mostly zero and compress well. Old stretches are found by a hash of a few
// bytes instead of a suffix array, which takes a quarter of the memory.
//
// A difference is
//
//	"pinisi delta 1\n", three lengths, control, differences, extra bytes
//
// each of the three compressed on its own with zstd. Control is groups of three
// numbers: how many bytes to take from the old ones with a difference added, how
// many extra bytes follow, and by how much the place in the old ones then moves.
package delta

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"pinisi/data"
)

const magic = "pinisi delta 1\n"

// window is how far back the compressor looks; what reads it needs as much memory.
const window = 8 << 20

// Bad is what a damaged or hostile difference fails with, by errors.Is.
var Bad = &data.Error{Code: "release.bad_patch"}

func bad(why string, args ...any) error { return data.Fail(Bad.Code, fmt.Errorf(why, args...)) }

// Write writes the difference that makes new of old. The same input gives the
// same bytes. It needs about fifteen times the size of old in memory; both must be
// smaller than 2 GiB.
func Write(w io.Writer, old, new []byte) error {
	if int64(len(old)) >= 1<<31 || int64(len(new)) >= 1<<31 {
		return fmt.Errorf("make a difference of %d and %d bytes: at most 2 GiB each", len(old), len(new))
	}
	var control, diff, extra []byte
	for s := range steps(old, new) {
		control = binary.AppendUvarint(control, uint64(s.add))
		control = binary.AppendUvarint(control, uint64(s.copy))
		control = binary.AppendVarint(control, int64(s.move))
		for i := range s.add {
			diff = append(diff, new[s.at+i]-old[s.from+i])
		}
		extra = append(extra, new[s.at+s.add:s.at+s.add+s.copy]...)
	}
	head := []byte(magic)
	var packed [3][]byte
	for i, part := range [][]byte{control, diff, extra} {
		var err error
		if packed[i], err = Pack(part); err != nil {
			return err
		}
		head = binary.AppendUvarint(head, uint64(len(packed[i])))
	}
	for _, b := range [][]byte{head, packed[0], packed[1], packed[2]} {
		if _, err := w.Write(b); err != nil {
			return fmt.Errorf("write a difference: %w", err)
		}
	}
	return nil
}

// Pack compresses as strongly as Open can read; the same bytes give the same result.
func Pack(b []byte) ([]byte, error) {
	z, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(window))
	if err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return z.EncodeAll(b, nil), z.Close()
}

// Open reads what Pack wrote, a stream of little memory however much comes out
// of it; the caller bounds that. Close it.
func Open(r io.Reader) (io.ReadCloser, error) {
	z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(window), zstd.WithDecoderMaxMemory(64<<20))
	if err != nil {
		return nil, fmt.Errorf("decompress: %w", err)
	}
	return z.IOReadCloser(), nil
}
