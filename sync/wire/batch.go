package wire

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"pinisi/data/segment"
)

// Plain tells whether batches of size are better sent quickly than small, after
// so many bytes of segments in one exchange. To say words as little as can be
// takes both sides about 2 µs a byte and saves an eighth of a byte: always worth
// it for a day's changes, and for a first exchange of tens of megabytes only
// over a line below some 60 KB/s, where batches are small. Where the line is not
// known yet they are 256 KiB.
func Plain(size, sent int) bool { return size >= 256<<10 && sent >= 1<<20 }

// Pack compresses segments together, in their order.
func Pack(segments [][]byte) ([]byte, error) { return pack(segments, segment.NewWriter) }

// PackPlain is Pack where [Plain] says so.
func PackPlain(segments [][]byte) ([]byte, error) { return pack(segments, segment.NewPlainWriter) }

func pack(segments [][]byte, begin func(io.Writer) (*segment.Writer, error)) ([]byte, error) {
	var b bytes.Buffer
	w, err := begin(&b)
	if err != nil {
		return nil, err
	}
	for _, s := range segments {
		if err := w.Write(s); err != nil {
			return nil, fmt.Errorf("compress segments: %w", err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress segments: %w", err)
	}
	return b.Bytes(), nil
}

// MaxBatch is the largest batch in bytes, uncompressed, that is read.
const MaxBatch = 40 << 20

// Unpack is the segments of a batch. What it could read before an error is
// returned with it.
func Unpack(b []byte) (segments [][]byte, err error) {
	if len(b) == 0 {
		return nil, fmt.Errorf("read a batch of segments: %w", io.ErrUnexpectedEOF)
	}
	r, err := segment.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	total := 0
	for {
		s, err := r.Next()
		if errors.Is(err, io.EOF) {
			return segments, nil
		}
		if err != nil {
			return segments, fmt.Errorf("read a batch of segments: %w", err)
		}
		if total += len(s); total > MaxBatch {
			return segments, fmt.Errorf("read a batch of segments: %w", ErrTooLarge)
		}
		segments = append(segments, s)
	}
}
