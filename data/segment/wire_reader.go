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

// Reader gives back the frames of a [Writer]. It is not safe for concurrent use.
type Reader struct {
	dec   *zstd.Decoder
	in    *bufio.Reader
	group [][]byte
	from  *counter
	heard int
	lang  *language
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
	sizes := make([][3]uint64, n)
	total := uint64(0)
	for i := range sizes {
		for j := range sizes[i] {
			if sizes[i][j], err = binary.ReadUvarint(r.in); err != nil {
				return wireError(cut(err))
			}
			if total += min(sizes[i][j], MaxSize+1); total > MaxSize {
				return bad("a group of frames is too large")
			}
		}
	}
	words := uint64(0)
	for i := range sizes {
		words += sizes[i][1]
	}
	how, err := binary.ReadUvarint(r.in)
	if err != nil {
		return wireError(cut(err))
	}
	length, err := binary.ReadUvarint(r.in)
	switch {
	case err != nil:
		return wireError(cut(err))
	case how > wordsSaid || how == wordsPlain && length != words:
		return bad("the words of a group are written in an unknown way")
	case how == wordsSaid && (r.heard+int(words) > maxSaid || length > 2*words+16):
		return bad("too many words are said")
	}
	group := make([][]byte, n)
	for i := range group {
		if group[i], err = r.read(nil, sizes[i][0]); err != nil {
			return err
		}
	}
	said, err := r.read(nil, length)
	if err != nil {
		return err
	}
	if how == wordsSaid {
		if r.lang == nil {
			r.lang = getLanguage()
		}
		said, r.heard = r.lang.listen(said, int(words)), r.heard+int(words)
	}
	for i := range group {
		group[i], said = append(group[i], said[:sizes[i][1]]...), said[sizes[i][1]:]
	}
	for i := range group {
		if group[i], err = r.read(group[i], sizes[i][2]); err != nil {
			return err
		}
	}
	r.group = group
	return nil
}

// read appends n bytes to b. What is announced is believed only so far as it comes.
func (r *Reader) read(b []byte, n uint64) ([]byte, error) {
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
	if r.lang != nil {
		languages.Put(r.lang)
	}
	r.dec, r.in, r.group, r.lang = nil, nil, nil, nil
}
