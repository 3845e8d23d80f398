package segment

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"

	"pinisi/data"
)

// A stream is groups of frames in one zstd stream: the number of frames, of each
// the length and how much of it is random at its end ([tail]); then all frames
// without their ends, then all ends. Random bytes among words would spoil the
// statistics by which words are written, so they get blocks of their own.

// Writer puts many frames, each a segment or any other bytes, into one zstd
// stream, so that a frame costs only what the ones before it did not say.
// It is not safe for concurrent use.
type Writer struct {
	enc   *zstd.Encoder
	group [][]byte
	size  int
	err   error
}

const (
	wireWindow = 4 << 20   // how far back in bytes the stream looks for repetitions
	wireGroup  = 256 << 10 // bytes after which a group ends by itself
	maxGroup   = 1 << 10   // frames of a group
)

// Encoders and decoders are kept for the next stream while memory allows: the
// tables of an encoder are 70 MB.
var (
	encoders = sync.Pool{New: func() any {
		enc, err := zstd.NewWriter(nil, encoderOptions(zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1),
			zstd.WithWindowSize(wireWindow), zstd.WithZeroFrames(true))...)
		if err != nil {
			return err
		}
		return enc
	}}
	decoders = sync.Pool{New: func() any {
		dec, err := zstd.NewReader(nil, decoderOptions(zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(wireWindow), zstd.WithDecoderLowmem(true))...)
		if err != nil {
			return err
		}
		return dec
	}}
	errClosed = errors.New("segment: the stream is closed")
)

// NewWriter writes to w. Close ends the stream and gives back its memory.
func NewWriter(w io.Writer) (*Writer, error) {
	switch enc := encoders.Get().(type) {
	case *zstd.Encoder:
		enc.Reset(w)
		return &Writer{enc: enc}, nil
	case error:
		return nil, fmt.Errorf("begin a stream: %w", enc)
	}
	panic("segment: the pool holds something else")
}

// Write adds a frame, which must not change until Flush. It may wait in the
// Writer until Flush or Close.
func (w *Writer) Write(frame []byte) error {
	if len(frame) > MaxSize {
		return fmt.Errorf("write a frame: %d bytes are more than %d", len(frame), MaxSize)
	}
	if len(w.group) == maxGroup || w.size > 0 && w.size+len(frame) > wireGroup {
		w.send()
	}
	w.group = append(w.group, frame)
	w.size += len(frame)
	return w.err
}

// send writes the group.
func (w *Writer) send() {
	if len(w.group) == 0 || w.err != nil {
		w.group, w.size = nil, 0
		return
	}
	heads := binary.AppendUvarint(nil, uint64(len(w.group)))
	for _, frame := range w.group {
		heads = binary.AppendUvarint(heads, uint64(len(frame)))
		heads = binary.AppendUvarint(heads, uint64(tail(frame)))
	}
	var tails []byte
	for _, frame := range w.group {
		cut := len(frame) - tail(frame)
		heads, tails = append(heads, frame[:cut]...), append(tails, frame[cut:]...)
	}
	for _, part := range [][]byte{heads, tails} {
		if w.err == nil && len(part) > 0 {
			_, w.err = w.enc.Write(part)
		}
		if w.err == nil {
			w.err = w.enc.Flush()
		}
	}
	w.group, w.size = w.group[:0], 0
}

// Flush sends what was written so far, so that the other side can read it.
func (w *Writer) Flush() error {
	w.send()
	return w.err
}

// Close ends the stream; it does not close what is below. A Writer that is
// given up without Close only costs its memory.
func (w *Writer) Close() error {
	w.send()
	if w.enc == nil {
		return w.err
	}
	err := w.enc.Close()
	if w.err != nil {
		err = w.err
	}
	w.enc.Reset(nil) // forget w
	encoders.Put(w.enc)
	w.enc, w.err = nil, errClosed
	return err
}

// Reader gives back the frames of a [Writer]. It is not safe for concurrent use.
type Reader struct {
	dec   *zstd.Decoder
	in    *bufio.Reader
	group [][]byte
	from  *counter
}

// counter knows whether anything came at all.
type counter struct {
	io.Reader
	n int
}

func (c *counter) Read(b []byte) (int, error) {
	n, err := c.Reader.Read(b)
	c.n += n
	return n, err
}

// NewReader reads from r. Close gives back its memory.
func NewReader(r io.Reader) (*Reader, error) {
	switch dec := decoders.Get().(type) {
	case *zstd.Decoder:
		from := &counter{Reader: r}
		if err := dec.Reset(from); err != nil {
			return nil, fmt.Errorf("begin to read a stream: %w", err)
		}
		return &Reader{dec: dec, in: bufio.NewReader(dec), from: from}, nil
	case error:
		return nil, fmt.Errorf("begin to read a stream: %w", dec)
	}
	panic("segment: the pool holds something else")
}

// Next waits for the next frame; io.EOF after the last. A stream that was cut
// gives io.ErrUnexpectedEOF, a frame of more than [MaxSize] bytes or bytes that
// are no such stream an error that wraps [data.ErrBadSegment].
func (r *Reader) Next() ([]byte, error) {
	if r.dec == nil {
		return nil, errClosed
	}
	if len(r.group) == 0 {
		if err := r.receive(); err != nil {
			return nil, err
		}
	}
	frame := r.group[0]
	r.group = r.group[1:]
	return frame, nil
}

// receive reads a group.
func (r *Reader) receive() error {
	n, err := binary.ReadUvarint(r.in)
	if err == io.EOF && r.from.n == 0 {
		return io.ErrUnexpectedEOF // even a stream of no frames says so
	}
	if err != nil {
		return wireError(err)
	}
	if n == 0 || n > maxGroup {
		return bad("a group of frames has no or too many")
	}
	type part struct{ size, tail uint64 }
	parts := make([]part, n)
	total := uint64(0)
	for i := range parts {
		for _, to := range []*uint64{&parts[i].size, &parts[i].tail} {
			if *to, err = binary.ReadUvarint(r.in); err != nil {
				return wireError(cut(err))
			}
		}
		if parts[i].size > MaxSize || parts[i].tail > parts[i].size {
			return bad("it is too large")
		}
		if total += parts[i].size; n > 1 && total > MaxSize {
			return bad("a group of frames is too large")
		}
	}
	group := make([][]byte, n)
	for i, p := range parts {
		if group[i], err = r.read(nil, p.size-p.tail, p.size); err != nil {
			return err
		}
	}
	for i, p := range parts {
		if group[i], err = r.read(group[i], p.tail, p.size); err != nil {
			return err
		}
	}
	r.group = group
	return nil
}

// read appends n bytes to b, of a frame of size. What is announced is believed
// only so far as it comes.
func (r *Reader) read(b []byte, n, size uint64) ([]byte, error) {
	if b == nil {
		b = make([]byte, 0, min(size, 1<<16))
	}
	for n > 0 {
		step := min(n, 1<<16)
		at := len(b)
		b = append(b, make([]byte, step)...)
		if _, err := io.ReadFull(r.in, b[at:]); err != nil {
			return nil, wireError(cut(err))
		}
		n -= step
	}
	return b, nil
}

// cut is err of a place where the stream must not end.
func cut(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func wireError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return data.Fail(data.ErrBadSegment.Code, err, "Reason", "the stream cannot be read")
}

// Close gives back the Reader's memory; it does not close what is below. Frames
// that were read stay valid.
func (r *Reader) Close() {
	if r.dec == nil {
		return
	}
	if err := r.dec.Reset(nil); err == nil {
		decoders.Put(r.dec)
	}
	r.dec, r.in, r.group = nil, nil, nil
}
