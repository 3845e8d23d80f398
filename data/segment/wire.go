package segment

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"pinisi/data"
)

// Writer puts many frames, each a segment or any other bytes, into one zstd
// stream, so that a frame costs only what the ones before it did not say.
// It is not safe for concurrent use.
type Writer struct {
	enc *zstd.Encoder
	err error
}

// wireWindow is how far back in bytes the stream looks for repetitions.
const wireWindow = 4 << 20

// NewWriter writes to w. Close ends the stream and releases its memory.
func NewWriter(w io.Writer) (*Writer, error) {
	enc, err := zstd.NewWriter(w, append(dictEncoder(), zstd.WithEncoderLevel(zstd.SpeedBestCompression), zstd.WithEncoderConcurrency(1),
		zstd.WithWindowSize(wireWindow), zstd.WithEncoderCRC(false))...)
	if err != nil {
		return nil, fmt.Errorf("begin a stream: %w", err)
	}
	return &Writer{enc: enc}, nil
}

// Write adds a frame. It may wait in the Writer until Flush or Close.
func (w *Writer) Write(frame []byte) error {
	if len(frame) > MaxSize {
		return fmt.Errorf("write a frame: %d bytes are more than %d", len(frame), MaxSize)
	}
	if w.err == nil {
		_, w.err = w.enc.Write(binary.AppendUvarint(nil, uint64(len(frame))))
	}
	if w.err == nil {
		_, w.err = w.enc.Write(frame)
	}
	return w.err
}

// Flush sends what was written so far, so that the other side can read it.
func (w *Writer) Flush() error {
	if w.err == nil {
		w.err = w.enc.Flush()
	}
	return w.err
}

// Close ends the stream; it does not close what is below.
func (w *Writer) Close() error {
	if err := w.enc.Close(); w.err == nil {
		w.err = err
	}
	return w.err
}

// Reader gives back the frames of a [Writer]. It is not safe for concurrent use.
type Reader struct {
	dec *zstd.Decoder
	in  *bufio.Reader
}

// NewReader reads from r. Close releases its memory.
func NewReader(r io.Reader) (*Reader, error) {
	dec, err := zstd.NewReader(r, append(dictDecoder(), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(wireWindow), zstd.WithDecoderLowmem(true))...)
	if err != nil {
		return nil, fmt.Errorf("begin to read a stream: %w", err)
	}
	return &Reader{dec: dec, in: bufio.NewReader(dec)}, nil
}

// Next waits for the next frame; io.EOF after the last. A stream that was cut
// gives io.ErrUnexpectedEOF, a frame of more than [MaxSize] bytes or bytes that
// are no such stream an error that wraps [data.ErrBadSegment].
func (r *Reader) Next() ([]byte, error) {
	n, err := binary.ReadUvarint(r.in)
	if err != nil {
		return nil, wireError(err)
	}
	if n > MaxSize {
		return nil, bad("it is too large")
	}
	frame := make([]byte, n)
	if _, err := io.ReadFull(r.in, frame); err != nil {
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		return nil, wireError(err)
	}
	return frame, nil
}

func wireError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	return data.Fail(data.ErrBadSegment.Code, err, "Reason", "the stream cannot be read")
}

// Close releases the Reader's memory; it does not close what is below.
func (r *Reader) Close() { r.dec.Close() }
