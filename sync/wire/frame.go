package wire

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// FrameType says what a frame holds. Unknown types are skipped.
type FrameType byte

// The types of frames. The order in a body is: Hello, then batches; in an
// answer: acknowledgements and refusals while batches come in, then batches
// each followed by a mark, then Done.
const (
	FrameHello  FrameType = 1 // [Hello]
	FrameBatch  FrameType = 2 // segments, compressed together ([Pack])
	FrameAck    FrameType = 3 // uvarint: so many segments of this request are durable, or refused
	FrameRefuse FrameType = 4 // [Refusal]
	FrameMark   FrameType = 5 // opaque: where the device stands when all batches before are applied
	FrameDone   FrameType = 6 // [Done]
)

// MaxFrame is the largest payload in bytes that is read.
const MaxFrame = 24 << 20

// ErrTooLarge is a frame beyond MaxFrame: whoever wrote it speaks something else.
var ErrTooLarge = errors.New("a frame is too large")

// AppendFrame appends a frame to b.
func AppendFrame(b []byte, t FrameType, payload []byte) []byte {
	b = append(b, byte(t))
	b = binary.AppendUvarint(b, uint64(len(payload)))
	return append(b, payload...)
}

// Reader reads frames.
type Reader struct {
	r *bufio.Reader
}

// NewReader reads frames from r.
func NewReader(r io.Reader) *Reader { return &Reader{bufio.NewReaderSize(r, 16<<10)} }

// Next is the next frame. The payload is the caller's. io.EOF comes between
// frames only; inside one it is io.ErrUnexpectedEOF.
func (r *Reader) Next() (FrameType, []byte, error) {
	t, err := r.r.ReadByte()
	if err != nil {
		return 0, nil, err
	}
	n, err := binary.ReadUvarint(r.r)
	if err != nil {
		return 0, nil, unexpected(err)
	}
	if n > MaxFrame {
		return 0, nil, fmt.Errorf("%w: %d bytes", ErrTooLarge, n)
	}
	b, err := readFull(r.r, int(n))
	return FrameType(t), b, err
}

// readFull reads n bytes, taking memory as they come: a length alone, sent by
// whoever, costs nothing.
func readFull(r io.Reader, n int) ([]byte, error) {
	const step = 64 << 10
	b := make([]byte, 0, min(n, step))
	for len(b) < n {
		if len(b) == cap(b) {
			b = append(make([]byte, 0, min(n, 2*cap(b))), b...)
		}
		k, err := io.ReadFull(r, b[len(b):min(n, cap(b))])
		b = b[:len(b)+k]
		if err != nil {
			return nil, unexpected(err)
		}
	}
	return b, nil
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
